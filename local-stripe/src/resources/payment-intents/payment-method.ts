import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Params } from '../../engine/types.ts'
import { createPaymentMethod, usablePaymentMethod } from '../payment-methods.ts'

type NewIntent = Omit<Params<'POST /v1/payment_intents'>, 'expand'>

interface MethodParams {
  payment_method?: string | undefined
  payment_method_data?: NewIntent['payment_method_data']
}

/** The id of the payment method that a request brings, if it brings one. */
export function methodOf(context: Context, params: MethodParams): string | undefined {
  const { payment_method: name, payment_method_data: data } = params
  if (name !== undefined) return usablePaymentMethod(context, name, 'payment_method').id
  if (data) {
    return createPaymentMethod(context, {
      type: data.type,
      billing: data.billing_details,
      metadata: data.metadata ?? undefined,
    }).id
  }
  return undefined
}

/** @throws StripeError for a payment method that another customer has, or for one's own without naming the customer */
export function checkOwner(context: Context, method: string, customer: string | null) {
  const owner = context.get('payment_method', method).customer
  if (owner === null || owner === customer) return
  throw invalid(
    customer === null
      ? `The payment method ${method} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` ` +
          'parameter on the PaymentIntent.'
      : `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the ` +
          'customer.',
    { code: 'resource_missing', param: 'payment_method' },
  )
}
