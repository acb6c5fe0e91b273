import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const deleteProduct = defineAction({
  name: 'delete-product',
  summary: 'Delete a product',
  description: 'Deletes a product for good. Stripe refuses it once the product has a price: make it inactive instead.',
  resource: 'Product',
  endpoint: 'DELETE /v1/products/{id}',
  docs: 'https://docs.stripe.com/api/products/delete',
  effect: 'destructive',
  input: { product_id: its('product', 'prod_123') },
  answer: { id: 'prod_123', object: 'product', deleted: true },
  run: ({ stripe, options }, { product_id, ...params }) => stripe.products.del(product_id, params, options),
})
