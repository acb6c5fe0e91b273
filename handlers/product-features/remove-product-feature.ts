import { defineAction, pathId } from '../../src/action/define.ts'

export const removeProductFeature = defineAction(
  'remove-product-feature',
  'DELETE /v1/products/{product_id}/features/{product_feature_id}',
  () => ({
    docs: {
      summary: 'Remove a feature from a product',
      description:
        'Removes a feature from a product, which then no longer gives access to it. The feature itself stays.',
      resource: 'Product Feature',
      url: 'https://docs.stripe.com/api/product-feature/remove',
      answer: { id: 'prodft_123', object: 'product_feature', deleted: true },
    },
    effect: 'destructive',
    input: {
      product_id: pathId('product'),
      product_feature_id: pathId('product_feature'),
    },
  }),
)
