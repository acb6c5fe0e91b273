import { AsyncLocalStorage } from 'node:async_hooks'
import Stripe from 'stripe'
import type { Config } from './config.ts'
import { ActionError } from './errors.ts'

/** The version of Stripe's API that everything here is written for ({@link https://docs.stripe.com/api/versioning}). */
export const API_VERSION = '2026-10-28.endive'

/** Milliseconds that one attempt may take, from sending it to the last byte of the answer. */
const ATTEMPT_TIMEOUT = 10_000
/** Further attempts, all with the same idempotency key, after a failure that may pass. */
const RETRIES = 2
/** Milliseconds that a call may take in all, however many requests and attempts it needs. */
const CALL_TIMEOUT = 25_000

/** An answer as it came from Stripe. */
export interface StripeAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What is known of a call to Stripe while it runs and afterwards. */
export interface StripeCall {
  /** Requests sent, retries included. */
  attempts: number
  /** Milliseconds spent waiting for Stripe. */
  duration: number
  /** The answer to the last request, if there was one. */
  answer: StripeAnswer | undefined
  /** Why the last request got no answer. */
  failure: 'timeout' | 'connection' | undefined
}

/** A call that has not begun. */
export function newCall(): StripeCall {
  return { attempts: 0, duration: 0, answer: undefined, failure: undefined }
}

interface RunningCall extends StripeCall {
  readonly deadline: AbortSignal
}

// The client outlives a request and knows nothing of it; this leads from the fetch inside back to the call.
const running = new AsyncLocalStorage<RunningCall>()

/** The parts of a `Response` that the SDK's fetch client reads. */
interface ResponseForSdk {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: null
  text(): Promise<string>
}

/** Headers of an answer that steer the SDK; the rest is for the caller alone. */
const STEERING_HEADERS = ['request-id', 'stripe-should-retry'] as const

/** A fetch function for the SDK that counts attempts, keeps to the call's deadline and keeps the answer as it came. */
function recordingFetch(send: typeof fetch) {
  return async (
    url: string,
    init: RequestInit & { signal: AbortSignal; headers: [string, string][] },
  ): Promise<ResponseForSdk> => {
    const call = running.getStore()
    if (!call) throw new Error('Stripe is called within withStripe alone')
    call.attempts += 1
    call.answer = undefined
    call.failure = undefined
    const started = performance.now()
    try {
      const response = await send(url, {
        ...init,
        headers: init.method === 'POST' ? init.headers : init.headers.filter(([name]) => name !== 'Idempotency-Key'),
        // A redirected request would take the secret key along.
        redirect: 'manual',
        signal: AbortSignal.any([init.signal, call.deadline]),
      })
      const { status, headers } = response
      const text = await response.text()
      call.answer = { status, headers, text }
      return {
        status,
        headers: STEERING_HEADERS.flatMap((name) => {
          const value = headers.get(name)
          return value === null ? [] : [[name, value] as const]
        }),
        body: null,
        // At a JSON value that is no object the SDK's promise would never settle; at text that is no JSON it fails.
        text: async () => (text.trimStart().startsWith('{') ? text : ''),
      }
    } catch (error) {
      call.failure = init.signal.aborted || call.deadline.aborted ? 'timeout' : 'connection'
      throw error
    } finally {
      call.duration += performance.now() - started
    }
  }
}

function createClient({ secretKey, baseUrl, localStripe }: Config): Stripe {
  const send: typeof fetch =
    localStripe && !baseUrl ? (input, init) => localStripe.fetch(input, init) : (input, init) => fetch(input, init)
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    // Sound: the SDK calls it as `recordingFetch` says and reads of the answer what `ResponseForSdk` holds; the tests
    // drive every status, header and failure through it.
    httpClient: Stripe.createFetchHttpClient(recordingFetch(send) as unknown as typeof fetch),
    telemetry: false,
    timeout: ATTEMPT_TIMEOUT,
    maxNetworkRetries: RETRIES,
    ...(baseUrl && {
      protocol: baseUrl.protocol === 'http:' ? 'http' : 'https',
      host: baseUrl.hostname,
      port: baseUrl.port || (baseUrl.protocol === 'http:' ? 80 : 443),
    }),
  })
}

const clients = new WeakMap<Config, Stripe>()

function clientFor(config: Config): Stripe {
  let client = clients.get(config)
  if (!client) {
    client = createClient(config)
    clients.set(config, client)
  }
  return client
}

/**
 * Runs what calls Stripe, within the time budget, and follows it into `call`, also when it fails.
 *
 * @throws {ActionError} Stripe's own error, or 502 or 504 when Stripe refused the key, failed, or did not answer.
 */
export async function withStripe<T>(config: Config, call: StripeCall, run: (stripe: Stripe) => Promise<T>): Promise<T> {
  const deadline = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      deadline.abort()
      call.answer = undefined
      call.failure = 'timeout'
      reject(new Error('deadline'))
    }, CALL_TIMEOUT)
  })
  try {
    const following = Object.assign(call, { deadline: deadline.signal })
    return await Promise.race([running.run(following, () => run(clientFor(config))), overdue])
  } catch (error) {
    throw errorOf(call, error)
  } finally {
    clearTimeout(timer)
  }
}

function badResponse({ status }: StripeAnswer): ActionError {
  return new ActionError(
    502,
    'stripe_bad_response',
    `What came from Stripe (HTTP ${status}) is no answer of its API. ${UNCERTAIN}`,
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSuccess({ status }: StripeAnswer): boolean {
  return status >= 200 && status < 300
}

/** Every object of Stripe's, deleted ones and lists included, names its kind. */
function isStripeObject(value: unknown): value is Record<string, unknown> {
  return isObject(value) && typeof value['object'] === 'string' && !value['error']
}

/**
 * The last answer of a call that went well, as it came.
 *
 * @param result What the SDK made of it.
 * @throws {ActionError} 502 `stripe_bad_response` when it is no object of Stripe's: the SDK takes any JSON without
 *   `error` for a success, whatever its status.
 */
export function answerOf({ answer }: StripeCall, result: unknown): StripeAnswer {
  if (!answer) throw new Error('An action that called Stripe has an answer')
  if (!isSuccess(answer) || !isStripeObject(result)) throw badResponse(answer)
  return answer
}

/** Statuses of Stripe's that mean what they say to the caller; any other 4xx is passed on as 400. */
const PASSED_ON = new Set([400, 402, 404, 409, 429])

const UNCERTAIN = 'A change may have been made all the same: repeat it with the same Idempotency-Key.'

function errorOf({ answer, failure }: StripeCall, error: unknown): unknown {
  if (failure === 'timeout') {
    return new ActionError(504, 'stripe_timeout', `Stripe did not answer in time. ${UNCERTAIN}`)
  }
  if (failure === 'connection') {
    return new ActionError(502, 'stripe_unavailable', `The connection to Stripe failed. ${UNCERTAIN}`)
  }
  // Without an answer to blame, or with a good one, the fault is ours.
  if (!answer || (isSuccess(answer) && isStripeObject(parse(answer.text)))) return error
  return errorOfAnswer(answer)
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function errorOfAnswer(answer: StripeAnswer): ActionError {
  const { status, headers } = answer
  if (status >= 500) {
    return new ActionError(502, 'stripe_unavailable', `Stripe failed (HTTP ${status}). ${UNCERTAIN}`)
  }
  const body = parse(answer.text)
  const error = isObject(body) ? body['error'] : undefined
  if (status < 400 || !isObject(error)) return badResponse(answer)
  if (status === 401 || status === 403) {
    // Stripe's own message would show part of the secret key.
    return new ActionError(
      502,
      'stripe_credentials',
      `Stripe refused the Worker's STRIPE_SECRET_KEY (HTTP ${status}): ${
        status === 401 ? 'it is wrong or was revoked' : 'it lacks the permission for this call'
      }.`,
    )
  }
  const message = string(error['message']) ?? `Stripe refused the call (HTTP ${status}).`
  return new ActionError(PASSED_ON.has(status) ? status : 400, string(error['code']), message, {
    type: string(error['type']),
    param: string(error['param']),
    decline_code: string(error['decline_code']),
    doc_url: string(error['doc_url']),
    ...(status === 429 && { headers: { 'retry-after': headers.get('retry-after') ?? '1' } }),
  })
}
