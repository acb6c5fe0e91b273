import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const deleteProduct = defineAction({
  name: 'delete-product',
  ...doc({
    summary: 'Delete a product',
    description:
      'Deletes a product for good. Stripe refuses it once the product has a price: make it inactive instead.',
    resource: 'Product',
    docs: 'https://docs.stripe.com/api/products/delete',
    answer: { id: 'prod_123', object: 'product', deleted: true },
  }),
  endpoint: 'DELETE /v1/products/{id}',
  effect: 'destructive',
  input: { product_id: its('product', 'prod_123') },
  run: ({ stripe, options }, { product_id, ...params }) => stripe.products.del(product_id, params, options),
})
