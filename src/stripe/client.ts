import Stripe from 'stripe'
import { readResponse, type StripeResponse } from './response.ts'

/** What is known of the attempts of a call. */
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

/** The time budget of a call is spent. */
export class TimeoutError extends Error {
  readonly code = Stripe.HttpClient.TIMEOUT_ERROR_CODE
}

/** The header of a response that steers the SDK's retries; the other headers are for the caller. */
const STEERING_HEADER = 'stripe-should-retry'

/** A response that was read already, as the SDK expects it: `rawRequest` resolves to what `toJSON` gives. */
class Delivered extends Stripe.HttpClientResponse {
  readonly #response: StripeResponse

  constructor(response: StripeResponse) {
    const steering = response.headers.get(STEERING_HEADER)
    super(response.status, steering === null ? {} : { [STEERING_HEADER]: steering })
    this.#response = response
  }

  override getRawResponse(): object {
    return {}
  }

  override async toJSON(): Promise<StripeResponse> {
    return this.#response
  }
}

/**
 * The SDK's fetch client, with each attempt counted, held to the time budget, and read here: the SDK retries what fails
 * while it sends, but not what fails while it reads.
 */
export class AttemptClient extends Stripe.HttpClient {
  readonly #attempts: Attempts
  readonly #send: typeof fetch
  readonly #whole: boolean

  /** @param whole Reads responses whole, however long they are. */
  constructor(attempts: Attempts, send: typeof fetch, whole: boolean) {
    super()
    this.#attempts = attempts
    this.#send = send
    this.#whole = whole
  }

  override getClientName(): string {
    return 'fetch'
  }

  override async makeRequest(
    ...[host, port, path, method, headers, data, protocol, timeout]: Parameters<Stripe.HttpClient['makeRequest']>
  ): Promise<Delivered> {
    const attempts = this.#attempts
    const left = attempts.timeLeft()
    if (left <= 0) throw new TimeoutError()
    const started = performance.now()
    attempts.attempts += 1
    attempts.response = undefined
    const received = Promise.withResolvers<Response>()
    const client = Stripe.createFetchHttpClient(async (url, init) => {
      const response = await this.#send(url, {
        ...init,
        // The runtime reads a record of headers in half the time that it takes over the SDK's array of pairs.
        headers: Array.isArray(init?.headers) ? Object.fromEntries(init.headers) : init?.headers,
        // A redirected request would take the secret key along.
        redirect: 'manual',
      })
      received.resolve(response)
      // The SDK's client would copy every header, which costs a fifth of a call.
      return new Response(null, { status: response.status })
    })
    try {
      const sent = await client.makeRequest(host, port, path, method, headers, data, protocol, Math.min(timeout, left))
      const response = await received.promise
      attempts.response = response
      // Ends its time limit and nothing else: `dispose` would abort as well, which costs a tenth of a call.
      const ended = () => void sent.toStream(() => {})
      return new Delivered(await readResponse(response, this.#whole, ended))
    } finally {
      attempts.duration += performance.now() - started
    }
  }
}
