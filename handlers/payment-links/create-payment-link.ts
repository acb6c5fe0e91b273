import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, currency, idOf, integer, list, object, text } from '../../src/action/readers.ts'
import { exactlyOne } from '../../src/action/rules.ts'
import { afterCompletion, completedSessions, metadata } from '../inputs.ts'

const item = object(
  {
    price: optional(idOf('price')),
    price_data: optional(
      object({
        currency: required(currency),
        unit_amount: optional(integer({ min: 0 })),
        product: optional(idOf('product')),
        product_data: optional(object({ name: required(text) })),
        recurring: optional(
          object({
            interval: required(choice('day', 'week', 'month', 'year')),
            interval_count: optional(integer({ min: 1 })),
          }),
        ),
      }),
    ),
    quantity: required(integer({ min: 0 })),
    adjustable_quantity: optional(
      object({
        enabled: required(boolean),
        minimum: optional(integer({ min: 0 })),
        maximum: optional(integer({ min: 1 })),
      }),
    ),
  },
  exactlyOne('price', 'price_data'),
)

export const createPaymentLink = defineAction('create-payment-link', 'POST /v1/payment_links', () => ({
  docs: {
    summary: 'Create a payment link',
    description:
      'Creates a link to a payment page hosted by Stripe that any number of customers can use; each visit opens a new checkout session. Share the url in the answer. A link cannot be deleted, only deactivated.',
    resource: 'Payment Link',
    url: 'https://docs.stripe.com/api/payment-link/create',
    answer: { id: 'plink_123', object: 'payment_link', active: true, url: 'https://buy.stripe.com/...' },
  },
  effect: 'write',
  input: {
    line_items: required(list(item, { min: 1, max: 20 }), {
      about: 'What the link sells: per item a price, or price_data for a new one, and the quantity',
      example: [{ price: 'price_123', quantity: 1 }],
      restriction: 'Required; at most 20 entries, each with price or price_data',
    }),
    after_completion: optional(afterCompletion, {
      about: 'What customers see after paying: your page, or a message of yours',
      example: { type: 'redirect', redirect: { url: 'https://yoursite.com/thanks' } },
    }),
    allow_promotion_codes: optional(boolean, { about: 'Whether the page takes promotion codes', example: true }),
    automatic_tax: optional(object({ enabled: required(boolean) }), {
      about: 'Whether Stripe Tax adds the tax',
      example: { enabled: true },
    }),
    phone_number_collection: optional(object({ enabled: required(boolean) }), {
      about: "Whether the page asks for the customer's phone number",
      example: { enabled: true },
    }),
    shipping_address_collection: optional(object({ allowed_countries: required(list(text, { min: 1 })) }), {
      about: 'Asks for a shipping address in one of these countries',
      example: { allowed_countries: ['US', 'CA'] },
    }),
    shipping_options: optional(list(object({ shipping_rate: required(idOf('shipping_rate')) }), { min: 1 }), {
      about: 'The ways of shipping to choose from',
      example: [{ shipping_rate: 'shr_123' }],
    }),
    subscription_data: optional(
      object({ trial_period_days: optional(integer({ min: 1 })), description: optional(text) }),
      {
        about: 'What the subscription gets',
        example: { trial_period_days: 14 },
        restriction: 'Only with a recurring price',
      },
    ),
    restrictions: optional(completedSessions, {
      about: 'How many payments the link takes before it closes',
      example: { completed_sessions: { limit: 100 } },
    }),
    metadata: metadata({ campaign: 'spring' }),
  },
}))
