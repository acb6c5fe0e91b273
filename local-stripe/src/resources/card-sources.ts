import { checkExpiry, fullYear } from '../cards/checks.ts'
import type { TestCard } from '../cards/test-card.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { noSuch } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { operation, resource } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { attach, cardBehindToken, createPaymentMethod, detach } from './payment-methods.ts'

type Card = Objects['card']

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

/** The card of a published token, which a customer keeps or which pays once; a payment method has the card's own id. */
export function createCard(context: Context, testCard: TestCard, customer: string | null, metadata = {}): Card {
  const created = createPaymentMethod(context, { id: context.newId('card'), type: 'card', card: testCard })
  const { card, id } = customer === null ? created : attach(context, created, customer)
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
    metadata,
    name: null,
    regulated_status: 'unregulated',
    tokenization_method: null,
  })
}

/**
 * Adds the card of a token such as `tok_visa` to a customer. https://docs.stripe.com/api/cards
 *
 * @throws StripeError `resource_missing` for a token that is not published, or 402 for a card that cannot be kept
 */
export const addCardSource = (context: Context, customer: string, token: string, metadata?: Card['metadata']): Card =>
  createCard(context, cardBehindToken(token, 'source'), customer, metadata ?? {})

/** @throws StripeError `resource_missing` for a card that the customer does not have */
export function checkCardSource(context: Context, customer: string, id: string | undefined) {
  if (id === undefined || context.store.find('card', id)?.customer === customer) return
  throw noSuch('source', id, 'default_source', false)
}

function ownedBy(context: Context, customer: string, id: string): Card {
  context.get('customer', customer)
  const found = context.get('card', id)
  if (found.customer === customer) return found
  throw noSuch(TITLE, id, 'id', true)
}

const TITLE = 'source'

/** Takes a card from its customer; it is no payment method any more either. */
export function removeCardSource(context: Context, id: string) {
  detach(context, id)
  context.deleted('payment_method', id)
}

/** A card that its customer no longer has: their default then is the last one that was added. */
function detached(context: Context, { id }: Objects['payment_method']) {
  const owner = context.store.find('card', id)?.customer
  if (!owner) return
  context.deleted('card', id)
  const customer = context.get('customer', owner)
  if (customer.default_source !== id) return
  const last = context.all('card', { customer: customer.id }).at(-1)
  context.update<'customer'>({ ...customer, default_source: last?.id ?? null })
}

type Changes = Params<'POST /v1/customers/{customerId}/sources/{id}'>

/** @throws StripeError for a month or a year that no card has */
function expiryOf(context: Context, card: Card, { exp_month: month, exp_year: year }: Changes) {
  const expiry = {
    month: month === undefined ? card.exp_month : Number(month),
    year: year === undefined ? card.exp_year : fullYear(Number(year)),
  }
  if (month !== undefined || year !== undefined) checkExpiry(context, expiry)
  return expiry
}

function update(context: Context, before: Card, params: Changes): Card {
  const expiry = expiryOf(context, before, params)
  const method = context.get('payment_method', before.id)
  if (method.card) {
    context.update<'payment_method'>({
      ...method,
      card: { ...method.card, exp_month: expiry.month, exp_year: expiry.year },
    })
  }
  return context.update<'card'>({
    ...changed(before, params, [
      'address_city',
      'address_country',
      'address_line1',
      'address_line2',
      'address_state',
      'address_zip',
      'name',
    ]),
    exp_month: expiry.month,
    exp_year: expiry.year,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  })
}

/** https://docs.stripe.com/api/cards */
export const cardSource = resource({
  object: 'card',
  title: TITLE,
  prefix: 'card_',
  events: {
    updated: 'customer.source.updated',
    deleted: 'customer.source.deleted',
    changes: (before, { customer }) => (!before && customer ? ['customer.source.created'] : []),
  },
  reactions: { 'payment_method.detached': detached },
  index: ({ customer, object }: Card) => ({ customer, object }),
  operations: [
    operation('POST /v1/customers/{id}/sources', (context, params, id = '') => {
      context.get('customer', id)
      const added = addCardSource(context, id, params.source, mergeMetadata({}, params.metadata))
      const customer = context.get('customer', id)
      if (customer.default_source === null) context.update<'customer'>({ ...customer, default_source: added.id })
      return added
    }),
    operation('POST /v1/customers/{customerId}/sources/{id}', (context, params, customer = '', id = '') =>
      update(context, ownedBy(context, customer, id), params),
    ),
    operation('DELETE /v1/customers/{customerId}/sources/{id}', (context, _params, customer = '', id = '') => {
      removeCardSource(context, ownedBy(context, customer, id).id)
      return { id, object: 'card', deleted: true }
    }),
    operation('GET /v1/customers/{customerId}/sources/{id}', (context, _params, customer = '', id = '') =>
      ownedBy(context, customer, id),
    ),
    operation('GET /v1/customers/{id}/sources', (context, params, customer = '') => {
      const { object, ...page } = params
      return context.page('card', context.path, page, { customer: context.get('customer', customer).id, object })
    }),
  ],
})
