type ErrorType = 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'

interface Details {
  code?: string
  param?: string
  decline_code?: string
  advice_code?: string
  network_decline_code?: string
  charge?: string
  /** Ids of objects that the body shows in full. */
  payment_intent?: string
  payment_method?: string
}

/**
 * An answer that Stripe gives in place of an object: https://docs.stripe.com/api/errors
 *
 * What a request wrote before it failed is undone, unless the error itself is part of the story that must be kept, as
 * a declined charge is (`keep`).
 */
export class StripeError extends Error {
  readonly status: number
  readonly type: ErrorType
  readonly details: Details
  readonly keep: boolean

  constructor(status: number, type: ErrorType, message: string, details: Details = {}, keep = false) {
    super(message)
    this.status = status
    this.type = type
    this.details = details
    this.keep = keep
  }
}

/** Runs what is to leave nothing behind when it fails, not even what its errors would keep. */
export function undoneOnFailure<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    const { charge: _charge, payment_intent: _intent, payment_method: _method, ...details } = error.details
    throw new StripeError(error.status, error.type, error.message, details)
  }
}

/** Runs what names the parameters that it refuses as they are called elsewhere than within a parameter of this request. */
export function withParamPrefix<T>(param: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof StripeError) || error.details.param === undefined) throw error
    const inner = error.details.param.replace(/^[^[]+/, '[$&]')
    throw new StripeError(error.status, error.type, error.message, { ...error.details, param: param + inner })
  }
}

/** Status 400, `invalid_request_error`. */
export const invalid = (message: string, details: Details = {}) =>
  new StripeError(400, 'invalid_request_error', message, details)

/** A required parameter is absent. */
export const missing = (param: string) =>
  invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })

/** Status 404 for the object that the path names, 400 for one that a parameter names. */
export const noSuch = (what: string, id: string, param: string, isInPath: boolean) =>
  new StripeError(isInPath ? 404 : 400, 'invalid_request_error', `No such ${what}: '${id}'`, {
    code: 'resource_missing',
    param,
  })

/** The page on which Stripe explains a code. */
export const documentationOf = (code: string) => `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
