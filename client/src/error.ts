/** A wrong input: its name (nested: `line_items[0].price`) and what would be right. */
export interface Issue {
  readonly param: string
  readonly message: string
}

/** The `error` of an answer's body. */
export interface ErrorBody {
  type?: string
  code?: string
  message?: string
  param?: string
  issues?: Issue[]
  request_id?: string
  stripe_request_id?: string
  decline_code?: string
  advice_code?: string
  payment_intent?: string
  doc_url?: string
}

/** A call that failed: an error of the Worker or of Stripe, or a connection that was lost. */
export class StripeActionsError extends Error {
  /** HTTP status; `undefined` when the connection was lost. */
  readonly status: number | undefined
  /** `invalid_input`, `forbidden`, Stripe's own such as `card_declined`, or `connection_failed`. */
  readonly code: string | undefined
  readonly type: string | undefined
  /** The first wrong input. */
  readonly param: string | undefined
  /** Every wrong input. */
  readonly issues: readonly Issue[]
  /** The Worker's ID of the request, which its log has too. */
  readonly requestId: string | undefined
  /** Stripe's ID of the request, as its dashboard and support know it. */
  readonly stripeRequestId: string | undefined
  /** The key of a change: the same call with it changes nothing twice. */
  readonly idempotencyKey: string | undefined
  readonly declineCode: string | undefined
  readonly adviceCode: string | undefined
  /** ID of the payment intent whose payment failed. */
  readonly paymentIntent: string | undefined
  readonly docUrl: string | undefined
  /** Seconds to wait before the next call, of a 429. */
  readonly retryAfter: number | undefined

  constructor(
    body: ErrorBody,
    idempotencyKey: string | undefined,
    { response, cause }: { response?: Response; cause?: unknown },
  ) {
    super(body.message, { cause })
    const header = (name: string) => response?.headers.get(name) ?? undefined
    const wait = header('retry-after')
    this.name = 'StripeActionsError'
    this.status = response?.status
    this.code = body.code
    this.type = body.type
    this.param = body.param
    this.issues = body.issues ?? []
    this.requestId = body.request_id ?? header('x-request-id')
    this.stripeRequestId = body.stripe_request_id
    this.idempotencyKey = idempotencyKey
    this.declineCode = body.decline_code
    this.adviceCode = body.advice_code
    this.paymentIntent = body.payment_intent
    this.docUrl = body.doc_url
    this.retryAfter = wait === undefined ? undefined : Number(wait)
  }
}
