import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkChargeable, checkDivisible } from '../../money/currencies.ts'
import { amountDetails, methodOptions, paymentDetails, shippingDetails } from './fields.ts'
import { checkOwner, methodOf } from './payment-method.ts'
import { OPEN, unexpectedState } from './state.ts'

type PaymentIntent = Objects['payment_intent']

/** What of a payment intent is fixed once it has been paid or cancelled. */
const FIXED_WHEN_CLOSED = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'payment_method',
  'payment_method_data',
  'setup_future_usage',
] as const

export function update(context: Context, id: string, params: Params<'POST /v1/payment_intents/{id}'>): PaymentIntent {
  const before = context.get('payment_intent', id)
  if (!OPEN.includes(before.status)) {
    const fixed = FIXED_WHEN_CLOSED.find((name) => params[name] !== undefined)
    if (fixed) {
      throw unexpectedState(
        before,
        `This PaymentIntent's ${fixed} could not be updated because it has a status of ${before.status}. You may only ` +
          `update the ${fixed} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
      )
    }
  }
  const method = methodOf(context, params)
  const owner = params.customer ?? before.customer
  if (params.customer !== undefined) context.get('customer', params.customer, 'customer')
  if (method !== undefined) checkOwner(context, method, owner)
  const { amount = before.amount, currency = before.currency } = params
  if (params.amount !== undefined || params.currency !== undefined) {
    checkChargeable(amount, currency, 'amount')
    checkDivisible(amount, currency, 'amount')
  }
  return context.update<'payment_intent'>({
    ...changed(before, params, [
      'amount',
      'application_fee_amount',
      'capture_method',
      'currency',
      'customer',
      'description',
      'receipt_email',
      'setup_future_usage',
      'statement_descriptor',
      'statement_descriptor_suffix',
      'transfer_group',
    ]),
    ...(params.allowed_payment_method_types && {
      allowed_payment_method_types: params.allowed_payment_method_types,
      payment_method_types: params.allowed_payment_method_types,
      automatic_payment_methods: null,
    }),
    ...(params.excluded_payment_method_types !== undefined && {
      excluded_payment_method_types: params.excluded_payment_method_types,
    }),
    ...(params.payment_details && { payment_details: paymentDetails(params.payment_details) }),
    ...(params.amount_details !== undefined && {
      amount_details: amountDetails(params.amount_details, before.amount_details),
    }),
    metadata: mergeMetadata(before.metadata, params.metadata),
    payment_method_options: methodOptions(before.payment_method_options ?? {}, params.payment_method_options),
    shipping: params.shipping === undefined ? before.shipping : shippingDetails(params.shipping),
    ...(method !== undefined && { payment_method: method, status: 'requires_confirmation', next_action: null }),
  })
}
