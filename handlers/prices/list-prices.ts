import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, currency, idOf } from '../../src/action/readers.ts'

export const listPrices = defineAction('list-prices', 'GET /v1/prices', () => ({
  docs: {
    summary: 'List prices',
    description: 'Returns the prices of the account, newest first, a page at a time.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/list',
    answer: { object: 'list', data: [{ id: 'price_123', object: 'price' }], has_more: false },
  },
  effect: 'read',
  input: {
    product: optional(idOf('product'), { about: 'Only those of this product', example: 'prod_123' }),
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
    currency: optional(currency, { about: 'Only those in this currency', example: 'usd' }),
  },
}))
