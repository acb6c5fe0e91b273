import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, currency, integer, object, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

const duration = object({
  unit: required(choice('hour', 'day', 'business_day', 'week', 'month')),
  value: required(integer({ min: 1 })),
})

export const createShippingRate = defineAction('create-shipping-rate', 'POST /v1/shipping_rates', () => ({
  docs: {
    summary: 'Create a shipping rate',
    description:
      'Creates a shipping option with its price, to offer in checkout sessions and payment links under shipping_options. Its amount is final, and it cannot be deleted, only deactivated.',
    resource: 'Shipping Rate',
    url: 'https://docs.stripe.com/api/shipping_rates/create',
    answer: { id: 'shr_123', object: 'shipping_rate', active: true, display_name: 'Ground shipping' },
  },
  effect: 'write',
  input: {
    display_name: required(text, {
      about: 'Name that customers see at checkout',
      example: 'Ground shipping',
      restriction: 'Required',
    }),
    fixed_amount: required(object({ amount: required(integer({ min: 0 })), currency: required(currency) }), {
      about: "What shipping costs: an amount in the currency's smallest unit, 0 for free, and its currency",
      example: { amount: 500, currency: 'usd' },
      restriction: 'Required',
    }),
    delivery_estimate: optional(object({ minimum: optional(duration), maximum: optional(duration) }), {
      about: 'How long shipping takes, as customers see it',
      example: { minimum: { unit: 'business_day', value: 5 }, maximum: { unit: 'business_day', value: 7 } },
    }),
    tax_behavior: optional(choice('inclusive', 'exclusive', 'unspecified'), {
      about: 'Whether the amount includes tax',
      example: 'exclusive',
    }),
    tax_code: optional(text, { about: 'Tax code of shipping', example: 'txcd_92010001' }),
    metadata: metadata({ carrier: 'ups' }),
  },
}))
