import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listProducts = defineAction({
  name: 'list-products',
  ...doc({
    summary: 'List products',
    description: 'Gives the products of the account, newest first, a page at a time.',
    resource: 'Product',
    docs: 'https://docs.stripe.com/api/products/list',
    answer: { object: 'list', data: [{ id: 'prod_123', object: 'product' }], has_more: false },
  }),
  endpoint: 'GET /v1/products',
  effect: 'read',
  input: {
    active: optional(
      boolean,
      doc({
        about: 'Only active ones, or only inactive ones',
        example: true,
        restriction: 'true, false, or empty for all',
      }),
    ),
    ...paging('product', 'prod_123', 'prod_456'),
  } satisfies Shape<Stripe.ProductListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.products.list(params, options),
})
