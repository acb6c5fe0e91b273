import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, currency, idOf, integer, object, text } from '../../src/action/readers.ts'
import { atLeastOne } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

export const createPrice = defineAction('create-price', 'POST /v1/prices', () => ({
  docs: {
    summary: 'Create a price',
    description: 'Creates a price for a product: one-time, or recurring for subscriptions. Its amount is final.',
    resource: 'Price',
    url: 'https://docs.stripe.com/api/prices/create',
    answer: { id: 'price_123', object: 'price', currency: 'usd' },
  },
  effect: 'write',
  input: {
    currency: required(currency, { about: 'Currency of the amount', example: 'usd', restriction: 'Required' }),
    product: optional(idOf('product'), {
      about: 'ID of the product that it is for',
      example: 'prod_123',
      restriction: 'Required if Product Data is empty',
    }),
    unit_amount: optional(integer({ min: 0 }), {
      about: "Amount in the currency's smallest unit, 0 for free",
      example: 1000,
    }),
    recurring: optional(
      object({
        interval: required(choice('day', 'week', 'month', 'year')),
        interval_count: optional(integer({ min: 1 })),
        usage_type: optional(choice('licensed', 'metered')),
        meter: optional(idOf('billing.meter')),
        trial_period_days: optional(integer({ min: 1 })),
      }),
      { about: 'How often it is billed; without it, the price is one-time', example: { interval: 'month' } },
    ),
    nickname: optional(text, { about: 'A short name, not shown to customers', example: 'Monthly Premium' }),
    metadata: metadata({ internal_id: '123' }),
    product_data: optional(object({ name: required(text) }), {
      about: 'A product to create along with it',
      example: { name: 'New Product' },
      restriction: 'Required if Product is empty',
    }),
  },
  rules: [atLeastOne('product', 'product_data')],
}))
