import { type ErrorBody, StripeActionsError } from './error.ts'
import type { CallOptions } from './types.ts'

type Send = (url: string, init: RequestInit) => Promise<Response>

/** How a client reaches the Worker, and what holds for all of its calls. */
export interface ClientOptions extends Omit<CallOptions, 'idempotencyKey'> {
  /** Where the Worker is: `https://payments.example.com`. */
  url: string
  /**
   * A key of the Worker, or the token of an end user; a function is asked before each request, as tokens expire. Callers
   * without a credential leave it out.
   */
  key?: string | undefined | (() => string | undefined | Promise<string | undefined>)
  /** What sends requests, in place of the global `fetch`: that of a service binding, for example. */
  fetch?: Send | undefined
}

/** Milliseconds before the first further attempt, twice as many before each one after it. */
const WAIT = 500

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** What the text of an answer holds, or nothing when it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sound: whatever answers in the Worker's place, its fields are only passed on. */
function errorIn(answer: unknown): ErrorBody {
  return isObject(answer) && isObject(answer['error']) ? (answer['error'] as ErrorBody) : {}
}

/** Whether the same call may succeed a moment later. */
function mayPass({ status, code }: StripeActionsError): boolean {
  if (status === undefined) return true
  // An earlier attempt of this call is still at work.
  if (code === 'idempotency_key_in_use') return true
  return (status === 502 || status === 504) && code !== 'stripe_credentials'
}

/** Waits for a random part of some milliseconds, at least half, unless the call is ended. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds * (0.5 + Math.random() / 2))
    signal?.addEventListener('abort', end)
  })
  signal?.throwIfAborted()
}

/** Sends one request and reads its answer to the end. */
async function attempt(url: string, init: RequestInit, key: string | undefined, send: Send): Promise<unknown> {
  let response: Response
  let text: string
  try {
    response = await send(url, init)
    text = await response.text()
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    const advice = key
      ? `The change may have been made: repeat the call with the idempotencyKey "${key}" to make it once.`
      : 'Nothing was changed: try again.'
    const message = `The connection to ${new URL(url).origin} failed. ${advice}`
    throw new StripeActionsError({ code: 'connection_failed', message }, key, { cause })
  }
  const answer = parse(text)
  if (response.ok && isObject(answer)) return answer
  const body = errorIn(answer)
  const message =
    body.message ??
    `${new URL(url).origin} returned HTTP ${response.status}, and no JSON of Stripe Actions: check the url.`
  throw new StripeActionsError({ ...body, message }, key, { response })
}

/**
 * Runs an action, with further attempts where one may have failed on the way. All attempts have the same idempotency key.
 *
 * @throws {StripeActionsError} and what `signal` was aborted with.
 */
export async function call(
  action: string,
  input: object,
  isChange: boolean,
  client: ClientOptions,
  options: CallOptions = {},
): Promise<unknown> {
  const { key, fetch: send = fetch } = client
  const { retries = client.retries ?? 2, signal = client.signal } = options
  const url = `${client.url.replace(/\/+$/, '')}/actions/${action}`
  const idempotencyKey = isChange ? (options.idempotencyKey ?? crypto.randomUUID()) : undefined
  const body = JSON.stringify(input)
  for (let failures = 0; ; failures += 1) {
    signal?.throwIfAborted()
    const token = typeof key === 'function' ? await key() : key
    const headers = new Headers({ ...client.headers, ...options.headers })
    headers.set('content-type', 'application/json')
    if (token) headers.set('authorization', `Bearer ${token}`)
    if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
    try {
      return await attempt(url, { method: 'POST', headers, body, ...(signal && { signal }) }, idempotencyKey, send)
    } catch (error) {
      if (!(error instanceof StripeActionsError) || !mayPass(error) || failures >= retries) throw error
    }
    await pause(WAIT * 2 ** failures, signal)
  }
}
