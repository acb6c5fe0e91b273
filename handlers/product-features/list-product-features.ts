import { defineAction, pathId } from '../../src/action/define.ts'

export const listProductFeatures = defineAction(
  'list-product-features',
  'GET /v1/products/{product_id}/features',
  () => ({
    docs: {
      summary: 'List the features of a product',
      description: 'Returns the features that a product gives access to, a page at a time.',
      resource: 'Product Feature',
      url: 'https://docs.stripe.com/api/product-feature/list',
      answer: { object: 'list', data: [{ id: 'prodft_123', object: 'product_feature' }], has_more: false },
    },
    effect: 'read',
    input: {
      product_id: pathId('product'),
    },
  }),
)
