import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { boolean, list, optional, required, type Shape, text, url } from '../../src/inputs.ts'
import { newMetadata } from '../inputs.ts'

export const createProduct = defineAction({
  name: 'create-product',
  summary: 'Create a product',
  description: 'Creates a product; give it a price to sell it.',
  resource: 'Product',
  endpoint: 'POST /v1/products',
  docs: 'https://docs.stripe.com/api/products/create',
  effect: 'write',
  input: {
    name: required(text, { about: 'What customers see', example: 'Premium Plan', restriction: 'Required' }),
    active: optional(boolean, { about: 'Whether it can be bought', example: true }),
    description: optional(text, { about: 'What it is, for customers', example: 'Premium subscription plan' }),
    images: optional(list(url, { max: 8 }), {
      about: 'Addresses of pictures of it',
      example: ['https://example.com/img.jpg'],
      restriction: 'Max 8 URLs',
    }),
    url: optional(url, { about: 'A public page about it', example: 'https://example.com/product' }),
    metadata: newMetadata({ internal_id: '123' }),
  } satisfies Shape<Stripe.ProductCreateParams>,
  answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  run: ({ stripe, options }, params) => stripe.products.create(params, options),
})
