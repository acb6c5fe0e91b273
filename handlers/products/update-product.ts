import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, type Changes, clearable, id, list, optional, text, url } from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updateProduct = defineAction({
  name: 'update-product',
  ...doc({
    summary: 'Update a product',
    description: 'Changes the given fields of a product; the others stay as they are.',
    resource: 'Product',
    docs: 'https://docs.stripe.com/api/products/update',
    answer: { id: 'prod_123', object: 'product', name: 'Premium Plan Updated' },
  }),
  endpoint: 'POST /v1/products/{id}',
  effect: 'write',
  input: {
    product_id: its('product', 'prod_123'),
    ...({
      name: optional(text, doc({ about: 'What customers see', example: 'Premium Plan Updated' })),
      active: optional(boolean, doc({ about: 'Whether it can be bought', example: false })),
      description: clearable(text, doc({ about: 'What it is, for customers', example: 'Updated description' })),
      images: clearable(
        list(url, { min: 1, max: 8 }),
        doc({
          about: 'Addresses of pictures of it, in place of those it has',
          example: ['https://example.com/new.jpg'],
          restriction: 'Max 8 URLs',
        }),
      ),
      url: clearable(url, doc({ about: 'A public page about it', example: 'https://example.com/new-product' })),
      default_price: optional(
        id,
        doc({ about: 'ID of the price to use unless another is named', example: 'price_123' }),
      ),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
    } satisfies Changes<Stripe.ProductUpdateParams>),
  },
  run: ({ stripe, options }, { product_id, ...params }) => stripe.products.update(product_id, params, options),
})
