import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { randomText } from '../../engine/ids.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkChargeable } from '../../money/currencies.ts'
import { amountDetails, asOptions, CARD, methodOptions, paymentDetails, shippingDetails } from './fields.ts'
import { checkOwner, methodOf } from './payment-method.ts'

type PaymentIntent = Objects['payment_intent']
type NewIntent = Omit<Params<'POST /v1/payment_intents'>, 'expand'>

/**
 * https://docs.stripe.com/api/payment_intents/create: without a list of payment method types, those that the
 * account has switched on are taken, among which some redirect.
 *
 * @throws StripeError for an amount that cannot be charged, or a customer or payment method that does not exist
 */
export function createPaymentIntent(context: Context, params: NewIntent): PaymentIntent {
  const { amount, currency, allowed_payment_method_types: types, automatic_payment_methods: automatic } = params
  checkChargeable(amount, currency, 'amount')
  if (params.customer !== undefined) context.get('customer', params.customer, 'customer')
  checkFee(context, params.application_fee_amount)
  if (params.confirm !== true) {
    for (const name of ['off_session', 'return_url', 'error_on_requires_action'] as const) {
      if (params[name]) {
        throw invalid(`You may only specify ${name} when confirming this PaymentIntent by setting confirm=true.`, {
          param: name,
        })
      }
    }
  }
  const method = methodOf(context, params)
  if (method !== undefined) checkOwner(context, method, params.customer ?? null)
  const id = context.newId('payment_intent')
  const isAutomatic = automatic ? automatic.enabled : types === undefined
  const takesCards = types === undefined || types.includes('card')
  return context.create<'payment_intent'>({
    id,
    object: 'payment_intent',
    allowed_payment_method_types: types ?? null,
    amount,
    amount_capturable: 0,
    amount_details: amountDetails(params.amount_details, { tip: {} }),
    amount_received: 0,
    application: null,
    application_fee_amount: params.application_fee_amount ?? null,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: context.now,
    currency,
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    ...(params.payment_details && { payment_details: paymentDetails(params.payment_details) }),
    payment_method: method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(asOptions(takesCards ? { card: CARD } : {}), params.payment_method_options),
    payment_method_types: types ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: shippingDetails(params.shipping),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: method === undefined ? 'requires_payment_method' : 'requires_confirmation',
    transfer_data: null,
    transfer_group: params.transfer_group ?? null,
  })
}

/** @throws StripeError for a fee of a payment that is no connected account's */
function checkFee(context: Context, fee: number | null | undefined) {
  if (typeof fee !== 'number' || context.request.account !== null) return
  throw invalid(
    'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key ' +
      'or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
    { param: 'application_fee_amount' },
  )
}
