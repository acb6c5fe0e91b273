import { type InputDocs, optional, type Reader, type Rule } from '../../src/action/fields.ts'
import { amount, choice, currency, idOf, integer, text } from '../../src/action/readers.ts'
import { compared, created, defineSearch, equal, flag, matchingMetadata } from '../../src/action/search.ts'

/** A detail of the card that was charged: Stripe keeps those read in a shop in separate fields. */
function ofCard(name: string, reader: Reader<unknown>, docs: InputDocs) {
  return equal(reader, docs, ({ source = 'card' }) => `payment_method_details.${source}.${name}`)
}

const DETAILS = ['last4', 'brand', 'exp_month', 'exp_year', 'fingerprint']

const sourceOfDetail: Rule = (given) =>
  given['source'] !== undefined && DETAILS.every((name) => given[name] === undefined)
    ? { param: 'source', message: `is required together with ${DETAILS.join(' or ')}` }
    : undefined

/** Stripe's words for these are true, false and null. */
const REFUNDED: Readonly<Record<string, string>> = {
  full: 'refunded:"true"',
  partial: 'refunded:"false"',
  none: 'refunded:null',
}

export const searchCharges = defineSearch('search-charges', 'GET /v1/charges/search', () => ({
  docs: {
    summary: 'Search charges',
    description: 'Finds charges by customer, card, state, amount, metadata or time.',
    resource: 'Charge',
    url: 'https://docs.stripe.com/api/charges/search',
    answer: { object: 'search_result', data: [{ id: 'ch_123', object: 'charge' }], has_more: false, next_page: null },
  },
  fields: {
    customer: equal(idOf('customer'), { about: 'ID of the customer', example: 'cus_123' }),
    status: equal(choice('succeeded', 'pending', 'failed'), { about: 'State', example: 'succeeded' }),
    amount: compared(amount, {
      about: "Amount in the currency's smallest unit, or an object of gt, gte, lt and lte",
      example: { gte: 1000 },
      restriction: 'Integer, or an object of bounds',
    }),
    currency: equal(currency, { about: 'Currency', example: 'usd' }),
    last4: ofCard('last4', text, { about: 'Last four digits of the card', example: '4242' }),
    brand: ofCard('brand', text, { about: 'Brand of the card', example: 'visa' }),
    exp_month: ofCard('exp_month', integer({ min: 1, max: 12 }), {
      about: 'Month in which the card expires',
      example: 12,
      restriction: '1–12',
    }),
    exp_year: ofCard('exp_year', integer({ min: 2000, max: 9999 }), {
      about: 'Year in which the card expires',
      example: 2030,
      restriction: 'Four digits',
    }),
    fingerprint: ofCard('fingerprint', text, {
      about: 'Identifies the number of the card, the same for every customer',
      example: 'Xt5ABCDEF7GHjR1c',
    }),
    source: {
      input: optional(choice('card', 'card_present', 'interac_present'), {
        about: 'How the card was read: online, by a reader, or by a reader through Interac',
        example: 'card',
        restriction: `card without it; together with ${DETAILS.join(' or ')}`,
      }),
      clauses: () => [],
    },
    postal_code: equal(
      text,
      { about: 'Postal code of the billing address', example: '12345' },
      () => 'billing_details.address.postal_code',
    ),
    refunded: {
      input: optional(choice('full', 'partial', 'none'), {
        about: 'How much of it was refunded',
        example: 'full',
        restriction: 'full, partial or none',
      }),
      clauses: (_, value) => [REFUNDED[String(value)] ?? ''],
    },
    disputed: flag({ about: 'Whether it was disputed', example: true }),
    created,
    metadata: matchingMetadata({ order_id: '123' }),
  },
  rules: [sourceOfDetail],
}))
