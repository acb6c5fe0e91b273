import type { Context } from '../engine/context.ts'
import { noSuch } from '../engine/errors.ts'
import { resource } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { attach, cardBehindToken, createPaymentMethod } from './payment-methods.ts'

/** Brands as this object writes them. */
const BRANDS: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'MasterCard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/**
 * Adds the card of a token such as `tok_visa` to a customer. A payment method with the card's own id is charged.
 * https://docs.stripe.com/api/cards
 *
 * @throws StripeError `resource_missing` for a token that is not published, or 402 for a card that cannot be kept
 */
export function addCardSource(context: Context, customer: string, token: string): string {
  const testCard = cardBehindToken(token, 'source')
  const created = createPaymentMethod(context, { id: context.newId('card'), type: 'card', card: testCard })
  const { card, id } = attach(context, created, customer)
  const { checks, exp_month, exp_year, fingerprint } = card ?? {}
  return context.create<'card'>({
    id,
    object: 'card',
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: null,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: null,
    allow_redisplay: 'unspecified',
    brand: BRANDS[testCard.brand] ?? 'Unknown',
    country: testCard.country,
    customer,
    cvc_check: checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: exp_month ?? 1,
    exp_year: exp_year ?? 2000,
    fingerprint: fingerprint ?? null,
    funding: testCard.funding,
    last4: testCard.number.slice(-4),
    metadata: {},
    name: null,
    regulated_status: 'unregulated',
    tokenization_method: null,
  }).id
}

/** A new source takes the place of the one that a customer had. */
export function removeCardSource(context: Context, id: string) {
  context.deleted('card', id)
  context.deleted('payment_method', id)
}

/** @throws StripeError `resource_missing` for a card that the customer does not have */
export function checkCardSource(context: Context, customer: string, id: string | undefined) {
  if (id === undefined || context.store.find('card', id)?.customer === customer) return
  throw noSuch('source', id, 'default_source', false)
}

export const cardSource = resource({
  object: 'card',
  prefix: 'card_',
  events: { created: 'customer.source.created', deleted: 'customer.source.deleted' },
  index: ({ customer }: Objects['card']) => ({ customer }),
  operations: [],
})
