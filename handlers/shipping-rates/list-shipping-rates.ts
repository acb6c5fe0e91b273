import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, currency } from '../../src/action/readers.ts'

export const listShippingRates = defineAction('list-shipping-rates', 'GET /v1/shipping_rates', () => ({
  docs: {
    summary: 'List shipping rates',
    description: 'Returns the shipping rates of the account, newest first, a page at a time.',
    resource: 'Shipping Rate',
    url: 'https://docs.stripe.com/api/shipping_rates/list',
    answer: { object: 'list', data: [{ id: 'shr_123', object: 'shipping_rate' }], has_more: false },
  },
  effect: 'read',
  input: {
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
    currency: optional(currency, { about: 'Only those in this currency', example: 'usd' }),
  },
}))
