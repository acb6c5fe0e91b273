import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveProduct = defineAction('retrieve-product', 'GET /v1/products/{product_id}', () => ({
  docs: {
    summary: 'Retrieve a product by ID',
    description: 'Returns a product.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/retrieve',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  },
  effect: 'read',
  input: { product_id: pathId('product') },
}))
