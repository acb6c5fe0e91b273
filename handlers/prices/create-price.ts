import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  atLeastOne,
  choice,
  currency,
  id,
  idOf,
  integer,
  object,
  optional,
  required,
  type Shape,
  text,
} from '../../src/action/inputs.ts'
import { newMetadata } from '../inputs.ts'

export const createPrice = defineAction({
  name: 'create-price',
  ...doc({
    summary: 'Create a price',
    description: 'Creates a price for a product: one-time, or recurring for subscriptions. Its amount is final.',
    resource: 'Price',
    docs: 'https://docs.stripe.com/api/prices/create',
    answer: { id: 'price_123', object: 'price', currency: 'usd' },
  }),
  endpoint: 'POST /v1/prices',
  effect: 'write',
  input: {
    currency: required(currency, doc({ about: 'Currency of the amount', example: 'usd', restriction: 'Required' })),
    product: optional(
      idOf('product'),
      doc({
        about: 'ID of the product that it is for',
        example: 'prod_123',
        restriction: 'Required if Product Data is empty',
      }),
    ),
    unit_amount: optional(integer({ min: 0 }), doc({ about: 'Amount in cents, 0 for free', example: 1000 })),
    recurring: optional(
      object({
        interval: required(choice('day', 'week', 'month', 'year')),
        interval_count: optional(integer({ min: 1 })),
        usage_type: optional(choice('licensed', 'metered')),
        meter: optional(id),
        trial_period_days: optional(integer({ min: 1 })),
      }),
      doc({ about: 'How often it is billed; without it, the price is one-time', example: { interval: 'month' } }),
    ),
    nickname: optional(text, doc({ about: 'A short name, not shown to customers', example: 'Monthly Premium' })),
    metadata: newMetadata({ internal_id: '123' }),
    product_data: optional(
      object({ name: required(text) }),
      doc({
        about: 'A product to create along with it',
        example: { name: 'New Product' },
        restriction: 'Required if Product is empty',
      }),
    ),
  } satisfies Shape<Stripe.PriceCreateParams>,
  rules: [atLeastOne('product', 'product_data')],
  run: ({ stripe, options }, params) => stripe.prices.create(params, options),
})
