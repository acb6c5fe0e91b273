import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, list, optional, required, type Shape, text, url } from '../../src/action/inputs.ts'
import { newMetadata } from '../inputs.ts'

export const createProduct = defineAction({
  name: 'create-product',
  ...doc({
    summary: 'Create a product',
    description: 'Creates a product; give it a price to sell it.',
    resource: 'Product',
    docs: 'https://docs.stripe.com/api/products/create',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  }),
  endpoint: 'POST /v1/products',
  effect: 'write',
  input: {
    name: required(text, doc({ about: 'What customers see', example: 'Premium Plan', restriction: 'Required' })),
    active: optional(boolean, doc({ about: 'Whether it can be bought', example: true })),
    description: optional(text, doc({ about: 'What it is, for customers', example: 'Premium subscription plan' })),
    images: optional(
      list(url, { max: 8 }),
      doc({
        about: 'Addresses of pictures of it',
        example: ['https://example.com/img.jpg'],
        restriction: 'Max 8 URLs',
      }),
    ),
    url: optional(url, doc({ about: 'A public page about it', example: 'https://example.com/product' })),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.ProductCreateParams>,
  run: ({ stripe, options }, params) => stripe.products.create(params, options),
})
