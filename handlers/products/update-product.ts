import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf, list, text, url } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateProduct = defineAction('update-product', 'POST /v1/products/{product_id}', () => ({
  docs: {
    summary: 'Update a product',
    description: 'Updates a product. Fields that you leave out keep their values.',
    resource: 'Product',
    url: 'https://docs.stripe.com/api/products/update',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan Updated' },
  },
  effect: 'write',
  input: {
    product_id: pathId('product'),
    name: optional(text, { about: 'What customers see', example: 'Premium Plan Updated' }),
    active: optional(boolean, { about: 'Whether it can be bought', example: false }),
    description: optional(text, { about: 'What it is, for customers', example: 'Updated description' }),
    images: optional(list(url, { min: 1, max: 8 }), {
      about: 'Addresses of pictures of it, in place of those it has',
      example: ['https://example.com/new.jpg'],
      restriction: 'Max 8 URLs',
    }),
    url: optional(url, { about: 'A public page about it', example: 'https://example.com/new-product' }),
    default_price: optional(idOf('price'), {
      about: 'ID of the price to use unless another is named',
      example: 'price_123',
    }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
