/** Headers of what a call sends. */
export interface StripeOptions {
  /** As it is sent to Stripe. */
  readonly idempotencyKey: string
  /** As the caller gave it, or may give it to repeat the call. */
  readonly callersKey: string
  readonly stripeAccount: string | undefined
  /** Like `stripeAccount`, for v2 of the API too: an account, or a path of them. */
  readonly stripeContext?: string | undefined
}

/** A request to Stripe. */
export interface StripeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With its IDs percent-encoded. */
  readonly path: string
  params?: Readonly<Record<string, unknown>>
  /** Reads the response whole, however long it is. */
  readonly whole?: boolean
}
