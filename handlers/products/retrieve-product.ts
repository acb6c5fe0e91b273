import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const retrieveProduct = defineAction({
  name: 'retrieve-product',
  summary: 'Retrieve a product by ID',
  description: 'Gives one product as it is now.',
  resource: 'Product',
  endpoint: 'GET /v1/products/{id}',
  docs: 'https://docs.stripe.com/api/products/retrieve',
  effect: 'read',
  input: { product_id: its('product', 'prod_123') },
  answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  run: ({ stripe, options }, { product_id, ...params }) => stripe.products.retrieve(product_id, params, options),
})
