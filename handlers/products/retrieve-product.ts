import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrieveProduct = defineAction({
  name: 'retrieve-product',
  ...doc({
    summary: 'Retrieve a product by ID',
    description: 'Gives one product as it is now.',
    resource: 'Product',
    docs: 'https://docs.stripe.com/api/products/retrieve',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  }),
  endpoint: 'GET /v1/products/{id}',
  effect: 'read',
  input: { product_id: its('product', 'prod_123') },
  run: ({ stripe, options }, { product_id, ...params }) => stripe.products.retrieve(product_id, params, options),
})
