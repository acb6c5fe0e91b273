import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteProduct = defineAction('delete-product', 'DELETE /v1/products/{product_id}', () => ({
  docs: {
    summary: 'Delete a product',
    description:
      'Permanently deletes a product. Stripe refuses it once the product has a price: make it inactive instead.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/delete',
    answer: { id: 'prod_123', object: 'product', deleted: true },
  },
  effect: 'destructive',
  input: { product_id: pathId('product') },
}))
