import Stripe from 'stripe'
import type { Reading } from './request.ts'
import { readResponse } from './response.ts'

/** The record of a call's attempts. */
export interface Attempts {
  /** Requests sent, retries included. */
  attempts: number
  /** Milliseconds spent waiting for Stripe. */
  duration: number
  /** The response to the last request. */
  response: Response | undefined
  /** Milliseconds that are left for another attempt. */
  timeLeft(): number
}

/** Milliseconds that the SDK waits before it repeats a request, at least. */
const SHORTEST_DELAY = 500

/** The result of `rawRequest` when the call's time budget is spent. One per call, since the SDK mutates it. */
export class TimedOut {}

/** The response header that controls the SDK's retries; the SDK needs no other. */
const STEERING_HEADER = 'stripe-should-retry'

/** A finished attempt in the form that the SDK expects: `rawRequest` resolves to the result of `toJSON`. */
class Attempted extends Stripe.HttpClientResponse {
  readonly #result: object

  constructor(status: number, shouldRetry: string | null, result: object) {
    super(status, shouldRetry === null ? {} : { [STEERING_HEADER]: shouldRetry })
    this.#result = result
  }

  override getRawResponse(): object {
    return {}
  }

  override async toJSON(): Promise<object> {
    return this.#result
  }
}

const statuses = new Map<number, Response>()

/** What the SDK's fetch client gets to see of a response: it would copy every header, which costs a fifth of a call. */
function statusOnly(status: number): Response {
  const response = statuses.get(status) ?? new Response(null, { status })
  statuses.set(status, response)
  return response
}

const timedOut = () => new Attempted(504, 'false', new TimedOut())

/**
 * The SDK's fetch client, with each attempt counted, held to the time budget, and read here: the SDK retries what fails
 * while it sends, but not what fails while it reads.
 */
export class AttemptClient extends Stripe.HttpClient {
  readonly #attempts: Attempts
  readonly #send: typeof fetch
  readonly #reading: Reading

  constructor(attempts: Attempts, send: typeof fetch, reading: Reading) {
    super()
    this.#attempts = attempts
    this.#send = send
    this.#reading = reading
  }

  override getClientName(): string {
    return 'fetch'
  }

  override async makeRequest(
    ...[host, port, path, method, headers, data, protocol, timeout]: Parameters<Stripe.HttpClient['makeRequest']>
  ): Promise<Attempted> {
    const attempts = this.#attempts
    const left = attempts.timeLeft()
    if (left <= 0) return timedOut()
    const started = performance.now()
    attempts.attempts += 1
    const client = Stripe.createFetchHttpClient(async (url, init) => {
      const response = await this.#send(url, {
        ...init,
        // The runtime reads a record of headers in half the time that it takes over the SDK's array of pairs.
        headers: Array.isArray(init?.headers) ? Object.fromEntries(init.headers) : init?.headers,
        // A redirect would send the secret key to another URL.
        redirect: 'manual',
      })
      attempts.response = response
      return statusOnly(response.status)
    })
    try {
      const sent = await client.makeRequest(host, port, path, method, headers, data, protocol, Math.min(timeout, left))
      const { response } = attempts
      if (!response) throw new Error('the SDK sent nothing')
      // Ends its time limit and nothing else: `dispose` would abort as well, which costs a tenth of a call.
      const ended = () => void sent.toStream(() => {})
      const read = await readResponse(response, this.#reading, ended)
      return new Attempted(read.status, response.headers.get(STEERING_HEADER), read)
    } catch (error) {
      attempts.response = undefined
      // Otherwise the SDK would wait although no time is left.
      if (attempts.timeLeft() < SHORTEST_DELAY) return timedOut()
      throw error
    } finally {
      attempts.duration += performance.now() - started
    }
  }
}
