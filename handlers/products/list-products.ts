import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const listProducts = defineAction('list-products', 'GET /v1/products', () => ({
  docs: {
    summary: 'List products',
    description: 'Returns the products of the account, newest first, a page at a time.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/list',
    answer: { object: 'list', data: [{ id: 'prod_123', object: 'product' }], has_more: false },
  },
  effect: 'read',
  input: {
    active: optional(boolean, {
      about: 'Only active ones, or only inactive ones',
      example: true,
      restriction: 'true, false, or empty for all',
    }),
  },
}))
