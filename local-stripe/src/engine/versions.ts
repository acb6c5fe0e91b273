import { invalid } from './errors.ts'
import { API_VERSION } from './spec.ts'

/**
 * The headers that say which version of Stripe's API answers, whichever one a client asks for.
 *
 * @throws StripeError for what is no version
 */
export function versionHeaders(asked: string | undefined): Record<string, string> {
  if (asked === undefined || asked === API_VERSION) return {}
  if (/^\d{4}-\d{2}-\d{2}/.test(asked)) return { 'local-stripe-served-version': API_VERSION }
  throw invalid(`Invalid Stripe API version: ${asked}`)
}

/** Parameters that this version no longer takes, and the endpoints that refuse them by name. */
const REMOVED = {
  param: 'payment_method_types',
  endpoint: /^POST \/v1\/(payment|setup)_intents(\/\{id\}(\/confirm)?)?$/,
}

/**
 * https://docs.stripe.com/changelog/endive/2026-09-30/removes-the-payment-method-types-parameter-from-payment-intents-and-setup-intents
 *
 * @throws StripeError `payment_method_types_no_longer_supported`
 */
export function checkRemoved(endpoint: string, names: Iterable<string>) {
  if (!REMOVED.endpoint.test(endpoint) || ![...names].includes(REMOVED.param)) return
  throw invalid(
    '`payment_method_types` is no longer supported. Use dynamic payment methods, `allowed_payment_method_types` or ' +
      '`excluded_payment_method_types` instead.',
    { code: 'payment_method_types_no_longer_supported', param: REMOVED.param },
  )
}
