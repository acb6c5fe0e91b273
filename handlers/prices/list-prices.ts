import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, currency, idOf, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listPrices = defineAction({
  name: 'list-prices',
  ...doc({
    summary: 'List prices',
    description: 'Gives the prices of the account, newest first, a page at a time.',
    resource: 'Price',
    docs: 'https://docs.stripe.com/api/prices/list',
    answer: { object: 'list', data: [{ id: 'price_123', object: 'price' }], has_more: false },
  }),
  endpoint: 'GET /v1/prices',
  effect: 'read',
  input: {
    product: optional(idOf('product'), doc({ about: 'Only those of this product', example: 'prod_123' })),
    active: optional(
      boolean,
      doc({
        about: 'Only active ones, or only inactive ones',
        example: true,
        restriction: 'true, false, or empty for all',
      }),
    ),
    currency: optional(currency, doc({ about: 'Only those in this currency', example: 'usd' })),
    ...paging('price', 'price_123', 'price_456'),
  } satisfies Shape<Stripe.PriceListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.prices.list(params, options),
})
