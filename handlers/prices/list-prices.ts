import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { boolean, currency, idOf, optional, type Shape } from '../../src/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listPrices = defineAction({
  name: 'list-prices',
  summary: 'List prices',
  description: 'Gives the prices of the account, newest first, a page at a time.',
  resource: 'Price',
  endpoint: 'GET /v1/prices',
  docs: 'https://docs.stripe.com/api/prices/list',
  effect: 'read',
  input: {
    product: optional(idOf('product'), { about: 'Only those of this product', example: 'prod_123' }),
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
    currency: optional(currency, { about: 'Only those in this currency', example: 'usd' }),
    ...paging('price', 'price_123', 'price_456'),
  } satisfies Shape<Stripe.PriceListParams>,
  rules: pages,
  answer: { object: 'list', data: [{ id: 'price_123', object: 'price' }], has_more: false },
  run: ({ stripe, options }, params) => stripe.prices.list(params, options),
})
