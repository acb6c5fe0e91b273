import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { boolean, optional, type Shape } from '../../src/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listProducts = defineAction({
  name: 'list-products',
  summary: 'List products',
  description: 'Gives the products of the account, newest first, a page at a time.',
  resource: 'Product',
  endpoint: 'GET /v1/products',
  docs: 'https://docs.stripe.com/api/products/list',
  effect: 'read',
  input: {
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
    ...paging('product', 'prod_123', 'prod_456'),
  } satisfies Shape<Stripe.ProductListParams>,
  rules: pages,
  answer: { object: 'list', data: [{ id: 'prod_123', object: 'product' }], has_more: false },
  run: ({ stripe, options }, params) => stripe.products.list(params, options),
})
