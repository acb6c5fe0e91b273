import { AsyncLocalStorage } from 'node:async_hooks'
import Stripe from 'stripe'
import { isObject } from '../action/inputs.ts'
import type { StripeConfig } from '../config/stripe.ts'
import { ActionError, withoutStack } from '../errors.ts'

/** The version of Stripe's API that everything here is written for ({@link https://docs.stripe.com/api/versioning}). */
export const API_VERSION = '2026-10-28.endive'

/** Milliseconds that one attempt may take, from sending it to the last byte of the answer. */
const ATTEMPT_TIMEOUT = 10_000
/** Further attempts, all with the same idempotency key, after a failure that may pass. */
const RETRIES = 2
/** Milliseconds that a call may take in all, however many requests and attempts it needs. */
export const CALL_TIMEOUT = 25_000

/** An answer as it came from Stripe. */
export interface StripeAnswer {
  readonly status: number
  readonly headers: Headers
  /** Goes to the caller unread. JSON is UTF-8, of which a string is the same text again. */
  readonly text: string
}

/** What is known of a call to Stripe while it runs and afterwards. */
export interface StripeCall {
  /** Requests sent, retries included. */
  attempts: number
  /** Milliseconds spent waiting for Stripe. */
  duration: number
  /** Sets a limit to what is left of the time budget; false when there is nothing left. */
  limit: () => boolean
  /** The answer to the last request, if there was one. */
  answer: StripeAnswer | undefined
  /** Why the last request got no answer. */
  failure: 'timeout' | 'connection' | undefined
  /** Requests sent with the method DELETE: it has no idempotency key. */
  deletes: number
}

/** A call that has not begun. */
export function newCall(): StripeCall {
  return { attempts: 0, duration: 0, limit: () => true, answer: undefined, failure: undefined, deletes: 0 }
}

// The client outlives a request and knows nothing of it; this leads from the fetch inside back to the call.
const running = new AsyncLocalStorage<StripeCall>()

declare const handedThrough: unique symbol

/** What the SDK makes of an answer that is handed through: nothing to read. */
export interface HandedThrough {
  readonly [handedThrough]: true
}

type Through<F> = F extends { (...first: infer A): unknown; (...second: infer B): unknown }
  ? { (...first: A): Promise<HandedThrough>; (...second: B): Promise<HandedThrough> }
  : never

/** The SDK's client, of which every answer goes to the caller unread. */
export type StripeThrough<S = Stripe> = {
  readonly [K in keyof S]: S[K] extends (...args: never) => unknown ? Through<S[K]> : StripeThrough<S[K]>
}

/** What the SDK reads of an answer that is handed through: parsing it would cost more than all the rest. */
const UNREAD = '{}'

/** The parts of a `Response` that the SDK's fetch client reads. */
interface ResponseForSdk {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: null
  text(): Promise<string>
}

// The runtime reads a record of headers in half the time that it takes over the SDK's array of pairs.
function headersOf({ method, headers }: { method?: string; headers: readonly [string, string][] }) {
  const record = Object.fromEntries(headers)
  if (method !== 'POST') delete record['Idempotency-Key']
  return record
}

/** The header of an answer that steers the SDK; the rest is for the caller alone. */
const STEERING_HEADER = 'stripe-should-retry'

/**
 * A fetch function for the SDK that counts attempts and keeps the answer as it came.
 *
 * @param forSdk The text of an answer that the SDK gets to read.
 */
function recordingFetch(send: typeof fetch, forSdk: (answer: StripeAnswer) => string) {
  return async (
    url: string,
    init: RequestInit & { signal: AbortSignal; headers: [string, string][] },
  ): Promise<ResponseForSdk> => {
    const call = running.getStore()
    if (!call) throw new Error('Stripe is called within withStripe alone')
    const started = performance.now()
    // A first request alone keeps to the budget by its own limit: no timer is needed for it.
    if (call.attempts > 0 && !call.limit()) throw new Error('the call is given up')
    call.attempts += 1
    if (init.method === 'DELETE') call.deletes += 1
    call.answer = undefined
    call.failure = undefined
    try {
      const response = await send(url, {
        ...init,
        headers: headersOf(init),
        // A redirected request would take the secret key along.
        redirect: 'manual',
      })
      const { status, headers } = response
      const answer = { status, headers, text: await response.text() }
      call.answer = answer
      const steering = headers.get(STEERING_HEADER)
      return {
        status,
        headers: steering === null ? [] : [[STEERING_HEADER, steering]],
        body: null,
        text: async () => forSdk(answer),
      }
    } catch (error) {
      call.failure = init.signal.aborted ? 'timeout' : 'connection'
      throw error
    } finally {
      call.duration += performance.now() - started
    }
  }
}

function createClient(
  { secretKey, baseUrl, localStripe }: StripeConfig,
  forSdk: (answer: StripeAnswer) => string,
): Stripe {
  const send: typeof fetch =
    localStripe && !baseUrl ? (input, init) => localStripe.fetch(input, init) : (input, init) => fetch(input, init)
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    // Sound: the SDK calls it as `recordingFetch` says and reads of the answer what `ResponseForSdk` holds; the tests
    // drive every status, header and failure through it.
    httpClient: Stripe.createFetchHttpClient(recordingFetch(send, forSdk) as unknown as typeof fetch),
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

// At a JSON value that is no object the SDK's promise would never settle; at text that is no JSON it fails.
const wholeAnswer = ({ text }: StripeAnswer) => (text.trimStart().startsWith('{') ? text : '')

/** The clients of a configuration: one whose answers are handed through, one whose answers are read here. */
interface Clients {
  readonly stripe: StripeThrough
  lookUp(): Stripe
}

function createClients(config: StripeConfig): Clients {
  let lookUp: Stripe | undefined
  const through = createClient(config, (answer) => (isSuccess(answer) ? UNREAD : wholeAnswer(answer)))
  return {
    // Sound: the type promises less of the answers than the client's own, and the same of everything else.
    stripe: through as unknown as StripeThrough,
    // Few actions look anything up: the others need no second client.
    lookUp() {
      lookUp ??= createClient(config, wholeAnswer)
      return lookUp
    },
  }
}

// Per isolate: a client costs more to make than a call.
const known = new WeakMap<StripeConfig, Clients>()

function clientsOf(config: StripeConfig): Clients {
  const clients = known.get(config) ?? createClients(config)
  known.set(config, clients)
  return clients
}

/**
 * Runs what calls Stripe, within the time budget, and follows it into `call`, also when it fails.
 *
 * @throws {ActionError} Stripe's own error, or 502 or 504 when Stripe refused the key, failed, or did not answer.
 */
export async function withStripe<T>(
  config: StripeConfig,
  call: StripeCall,
  run: (clients: Clients) => Promise<T>,
): Promise<T> {
  const started = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const overdue = new Promise<never>((_, reject) => {
    call.limit = () => {
      const left = started + CALL_TIMEOUT - performance.now()
      // What is still under way ends with the request, as all that a request started does.
      timer ??= setTimeout(() => {
        call.answer = undefined
        call.failure = 'timeout'
        reject(new Error('deadline'))
      }, left)
      return left > 0
    }
  })
  try {
    // The SDK takes a stack for each call before it sends it.
    return await Promise.race([running.run(call, () => withoutStack(() => run(clientsOf(config)))), overdue])
  } catch (error) {
    throw errorOf(call, error, config)
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

/** Characters from which on an answer is too long to be parsed for a check alone. */
const LONG = 4_096

/** A JSON object that names its kind before anything nested, as Stripe's do. */
const NAMES_ITS_KIND = /^\s*\{[^{}[\]]*"object"\s*:\s*"\w/

function occurrences(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1
  return count
}

// A text that was cut off lacks the last brace. One whose strings hold braces is parsed, unless these even out.
function isWhole(text: string): boolean {
  return text.trimEnd().endsWith('}') && occurrences(text, '{') === occurrences(text, '}')
}

/** Every object of Stripe's, deleted ones and lists included, names its kind. */
function isStripeObject(text: string): boolean {
  const value = parse(text)
  return isObject(value) && typeof value['object'] === 'string' && !value['error']
}

/** Whether a text is taken for an object of Stripe's. */
function passesForOne(text: string): boolean {
  return (text.length > LONG && NAMES_ITS_KIND.test(text) && isWhole(text)) || isStripeObject(text)
}

/**
 * The last answer of a call that went well, as it came.
 *
 * @throws {ActionError} 502 `stripe_bad_response` when it is no object of Stripe's: the SDK takes any JSON without
 *   `error` for a success, whatever its status.
 */
export function answerOf({ answer }: StripeCall): StripeAnswer {
  if (!answer) throw new Error('An action that called Stripe has an answer')
  if (!isSuccess(answer) || !passesForOne(answer.text)) throw badResponse(answer)
  return answer
}

/** Statuses of Stripe's that mean what they say to the caller; any other 4xx is passed on as 400. */
const PASSED_ON = new Set([400, 402, 404, 409, 429])

const UNCERTAIN = 'A change may have been made all the same: repeat it with the same Idempotency-Key.'

const MAY_BE_DELETED = 'An earlier attempt of this call failed on its way: it may have been this that removed it.'

function errorOf({ answer, failure, deletes }: StripeCall, error: unknown, { secretKey }: StripeConfig): unknown {
  if (error instanceof ActionError) return error
  if (failure === 'timeout') {
    return new ActionError(504, 'stripe_timeout', `Stripe did not answer in time. ${UNCERTAIN}`)
  }
  if (failure === 'connection') {
    return new ActionError(502, 'stripe_unavailable', `The connection to Stripe failed. ${UNCERTAIN}`)
  }
  // Without an answer to blame, or with a good one, the fault is ours.
  if (!answer || (isSuccess(answer) && isStripeObject(answer.text))) return error
  // Stripe shows a key only in part, and that in answers that are not passed on; nothing else may show it either.
  return errorOfAnswer(answer, answer.text.replaceAll(secretKey, '(the secret key)'), deletes)
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function errorOfAnswer(answer: StripeAnswer, text: string, deletes: number): ActionError {
  const { status, headers } = answer
  if (status >= 500) {
    return new ActionError(502, 'stripe_unavailable', `Stripe failed (HTTP ${status}). ${UNCERTAIN}`)
  }
  const body = parse(text)
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
  // What an earlier attempt has deleted is not found again.
  const told = status === 404 && deletes > 1 ? `${message} ${MAY_BE_DELETED}` : message
  return new ActionError(PASSED_ON.has(status) ? status : 400, string(error['code']), told, {
    type: string(error['type']),
    param: string(error['param']),
    decline_code: string(error['decline_code']),
    doc_url: string(error['doc_url']),
    ...(status === 429 && { headers: { 'retry-after': headers.get('retry-after') ?? '1' } }),
  })
}
