import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { paymentMethodNamed } from '../payment-methods.ts'

type Subscription = Objects['subscription']

export const NO_PAYMENT_METHOD =
  'This customer has no attached payment source or default payment method. Please consider adding a default payment ' +
  'method. For more information, visit ' +
  'https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.'

export function ownedPaymentMethod(context: Context, given: string | undefined, customer: string): string | null {
  if (given === undefined) return null
  const method = paymentMethodNamed(context, given, 'default_payment_method')
  if (method.customer !== customer) {
    throw invalid(
      `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to ` +
        'the customer.',
      { code: 'resource_missing', param: 'default_payment_method' },
    )
  }
  return method.id
}

export function hasNoPaymentMethod(context: Context, of: Subscription): boolean {
  const owner = context.get('customer', of.customer)
  const method = of.default_payment_method ?? owner.invoice_settings.default_payment_method ?? owner.default_source
  return !method && of.collection_method === 'charge_automatically'
}
