import Stripe from 'stripe'
import type { StripeConfig } from '../config/stripe.ts'
import { AttemptClient, type Attempts, TimeoutError } from './client.ts'
import { failureOf, refusalOf } from './errors.ts'
import { queryOf } from './query.ts'
import type { StripeOptions, StripeRequest } from './request.ts'
import { isStripeObject, StripeResponse } from './response.ts'
import { API_VERSION } from './version.ts'

/** Further attempts, all with the same idempotency key, after a failure that may pass. */
const RETRIES = 2

/** Everything that one call sends to Stripe, within one time budget, and what the log says of it. */
export class StripeSession implements Attempts {
  readonly options: StripeOptions
  attempts = 0
  duration = 0
  response: Response | undefined
  /** Whether a POST was sent: the idempotency key is then of use to the caller. */
  hasPosted = false

  readonly #config: StripeConfig
  readonly #ends: number
  readonly #overdue = Promise.withResolvers<never>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(config: StripeConfig, options: StripeOptions) {
    this.#config = config
    this.options = options
    this.#ends = performance.now() + config.timeouts.call
  }

  timeLeft(): number {
    const left = this.#ends - performance.now()
    // The first attempt needs no timer: it has its own limit.
    if (this.attempts > 0) this.#timer ??= setTimeout(() => this.#overdue.reject(new TimeoutError()), left)
    return left
  }

  /**
   * Sends a request with the SDK's retries and idempotency and returns Stripe's response.
   *
   * @throws {ActionError} Stripe's own error, or 502 or 504 when Stripe refused the key, failed, or did not answer.
   * @see {@link https://docs.stripe.com/sdks/server-side#custom-requests}
   */
  async request(request: StripeRequest): Promise<StripeResponse> {
    const response = await this.#send(request).catch((error: unknown) => {
      throw failureOf(error, request.method, this.options.callersKey)
    })
    if (response.isSuccess && isStripeObject(response)) return response
    throw refusalOf(response, request.method, this.options.callersKey, this.#config.secretKey)
  }

  async #send({ method, path, params = {}, whole = false }: StripeRequest): Promise<StripeResponse> {
    const { idempotencyKey, stripeAccount, stripeContext } = this.options
    const isPost = method === 'POST'
    if (isPost) this.hasPosted = true
    const query = isPost ? '' : queryOf(params)
    const sent = this.#client(whole).rawRequest(
      method,
      query === '' ? path : `${path}?${query}`,
      isPost ? params : undefined,
      {
        ...(isPost && { idempotencyKey }),
        ...(stripeAccount !== undefined && { stripeAccount }),
        ...(stripeContext !== undefined && { stripeContext }),
      },
    )
    try {
      const response: unknown = await Promise.race([sent, this.#overdue.promise])
      if (response instanceof StripeResponse) return response
      throw new Error('the SDK did not return what AttemptClient read')
    } finally {
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }

  // A client of its own for each request knows the call that it belongs to. It takes 1 µs to make, since
  // scripts/build.ts leaves out the SDK's resources.
  #client(whole: boolean): Stripe {
    const { secretKey, baseUrl, localStripe, timeouts } = this.#config
    const send: typeof fetch =
      localStripe && !baseUrl ? (input, init) => localStripe.fetch(input, init) : (input, init) => fetch(input, init)
    return new Stripe(secretKey, {
      apiVersion: API_VERSION,
      httpClient: new AttemptClient(this, send, whole),
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
