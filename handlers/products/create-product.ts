import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, list, text, url } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createProduct = defineAction('create-product', 'POST /v1/products', () => ({
  docs: {
    summary: 'Create a product',
    description: 'Creates a product; give it a price to sell it.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/create',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan' },
  },
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
    metadata: metadata({ internal_id: '123' }),
  },
}))
