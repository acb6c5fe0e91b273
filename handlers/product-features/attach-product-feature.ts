import { defineAction, pathId } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const attachProductFeature = defineAction(
  'attach-product-feature',
  'POST /v1/products/{product_id}/features',
  () => ({
    docs: {
      summary: 'Attach a feature to a product',
      description:
        'Lets a product give access to a feature: customers who buy or subscribe to it are entitled to the feature.',
      resource: 'Product Feature',
      url: 'https://docs.stripe.com/api/product-feature/attach',
      answer: {
        id: 'prodft_123',
        object: 'product_feature',
        entitlement_feature: { id: 'feat_123', object: 'entitlements.feature' },
      },
    },
    effect: 'write',
    input: {
      product_id: pathId('product'),
      entitlement_feature: required(idOf('entitlements.feature'), {
        about: 'ID of the feature',
        example: 'feat_123',
        restriction: 'Required',
      }),
    },
  }),
)
