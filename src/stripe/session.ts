import Stripe from 'stripe'
import type { StripeConfig } from '../config/stripe.ts'
import { AttemptClient, type Attempts, TimedOut } from './client.ts'
import { errorOfFailure, errorOfResponse, timeout } from './errors.ts'
import { queryOf } from './query.ts'
import type { Reading, StripeOptions, StripeRequest } from './request.ts'
import { isStripeObject, StripeResponse } from './response.ts'
import { API_VERSION } from './version.ts'

/** Retries after a transient failure, all with the same idempotency key. */
const RETRIES = 2

/** Sends all of a call's requests to Stripe within one time budget, and records them for the log. */
export class StripeSession implements Attempts {
  readonly options: StripeOptions
  attempts = 0
  duration = 0
  response: Response | undefined
  /** Whether a POST was sent: the idempotency key is then of use to the caller. */
  hasPosted = false

  readonly #config: StripeConfig
  readonly #ends: number

  constructor(config: StripeConfig, options: StripeOptions) {
    this.#config = config
    this.options = options
    this.#ends = performance.now() + config.timeouts.call
  }

  /** Whether real money moves. */
  get isLive(): boolean {
    return this.#config.mode === 'live'
  }

  timeLeft(): number {
    return this.#ends - performance.now()
  }

  /** Resolves when every attempt made so far must have ended. */
  attemptEnds(): Promise<void> {
    return scheduler.wait(this.#config.timeouts.attempt)
  }

  /**
   * Sends a request with the SDK's retries and idempotency and returns Stripe's response.
   *
   * @throws {ActionError} Stripe's own error, or 502 or 504 when Stripe refused the key, failed, or did not answer.
   * @see {@link https://docs.stripe.com/sdks/server-side#custom-requests}
   */
  async request({ method, path, params = {}, reading = 'short' }: StripeRequest): Promise<StripeResponse> {
    const { callersKey, idempotencyKey, stripeAccount, stripeContext } = this.options
    const isPost = method === 'POST'
    if (isPost) this.hasPosted = true
    const query = isPost ? '' : queryOf(params)
    let response: unknown
    try {
      response = await this.#client(reading).rawRequest(
        method,
        query === '' ? path : `${path}?${query}`,
        isPost ? params : undefined,
        {
          ...(isPost && { idempotencyKey }),
          ...(stripeAccount !== undefined && { stripeAccount }),
          ...(stripeContext !== undefined && { stripeContext }),
        },
      )
    } catch (error) {
      throw errorOfFailure(error, method, callersKey)
    }
    if (response instanceof TimedOut) throw timeout(method, callersKey)
    if (!(response instanceof StripeResponse)) throw new Error('the SDK did not return what AttemptClient read')
    if (response.isSuccess && isStripeObject(response)) return response
    throw errorOfResponse(response, method, callersKey, this.#config.secretKey)
  }

  // A separate client for each request knows the call that it belongs to. It takes 1 µs to make, since
  // scripts/build.ts leaves out the SDK's resources.
  #client(reading: Reading): Stripe {
    const { secretKey, baseUrl, localStripe, timeouts } = this.#config
    const send: typeof fetch =
      localStripe && !baseUrl ? (input, init) => localStripe.fetch(input, init) : (input, init) => fetch(input, init)
    return new Stripe(secretKey, {
      apiVersion: API_VERSION,
      httpClient: new AttemptClient(this, send, reading),
      telemetry: false,
      timeout: timeouts.attempt,
      maxNetworkRetries: RETRIES,
      ...(baseUrl && {
        protocol: baseUrl.protocol === 'http:' ? 'http' : 'https',
        host: baseUrl.hostname,
        port: baseUrl.port || (baseUrl.protocol === 'http:' ? 80 : 443),
      }),
    })
  }
}
