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

/**
 * How a response is read: as text, or as a stream when it is long (`short`); as text, however long (`text`); as bytes
 * (`bytes`). Errors are always read as text.
 */
export type Reading = 'short' | 'text' | 'bytes'

/** A request to Stripe. */
export interface StripeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With its IDs percent-encoded. */
  readonly path: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly reading?: Reading
}
