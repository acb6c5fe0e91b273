import { shippingOf } from '../../address.ts'
import type { Objects, Params } from '../../engine/types.ts'

type PaymentIntent = Objects['payment_intent']
type NewIntent = Omit<Params<'POST /v1/payment_intents'>, 'expand'>
type Shipping = NewIntent['shipping'] | null

export const shippingDetails = (of: Shipping): PaymentIntent['shipping'] =>
  of
    ? {
        ...shippingOf(of),
        carrier: of.carrier ?? null,
        tracking_number: of.tracking_number ?? null,
      }
    : null

export const paymentDetails = (of: NonNullable<NewIntent['payment_details']>): PaymentIntent['payment_details'] => ({
  customer_reference: of.customer_reference ?? null,
  order_reference: of.order_reference ?? null,
})

type MethodOptions = NonNullable<PaymentIntent['payment_method_options']>

/** They are kept as they are given, and show every kind of method that was not named as absent. */
export const asOptions = (of: unknown) => of as MethodOptions

/** What Stripe takes for a card and does not show. */
const NOT_SHOWN = new Set(['cvc_token', 'moto', 'three_d_secure'])

export const CARD = { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' }

export function methodOptions(before: MethodOptions, params: NewIntent['payment_method_options']): MethodOptions {
  const { card, ...others } = params ?? {}
  if (!card) return asOptions({ ...before, ...others })
  const shown = Object.entries(card).filter(([name]) => !NOT_SHOWN.has(name))
  const { installments: plan, mandate_options: mandate } = card
  return asOptions({
    ...before,
    ...others,
    card: {
      ...before.card,
      ...Object.fromEntries(shown),
      ...(plan && { installments: { available_plans: [], enabled: plan.enabled ?? false, plan: plan.plan ?? null } }),
      ...(mandate && { mandate_options: { ...NO_MANDATE, ...mandate } }),
    },
  })
}

const NO_MANDATE = { description: null, end_date: null, interval_count: null, supported_types: null }

type AmountDetails = NewIntent['amount_details']

/** How an amount comes about; its lines are shown on request only. https://docs.stripe.com/payments/payment-line-items */
export function amountDetails(params: AmountDetails | null, before: PaymentIntent['amount_details']) {
  if (params === undefined) return before
  if (params === null) return { tip: {} }
  const { discount_amount: discount, shipping, tax } = params
  return {
    ...before,
    ...(typeof discount === 'number' && { discount_amount: discount }),
    ...(shipping && {
      shipping: {
        amount: shipping.amount ?? null,
        from_postal_code: shipping.from_postal_code ?? null,
        to_postal_code: shipping.to_postal_code ?? null,
      },
    }),
    ...(tax && { tax: { total_tax_amount: tax.total_tax_amount } }),
  }
}
