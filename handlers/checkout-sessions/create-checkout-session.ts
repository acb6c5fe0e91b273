import { defineAction } from '../../src/action/define.ts'
import { optional, type Rule, required } from '../../src/action/fields.ts'
import { boolean, choice, email, idOf, integer, list, object, text, timestamp, url } from '../../src/action/readers.ts'
import { lineItems, metadata } from '../inputs.ts'

const itemsToBuy: Rule = ({ mode, line_items }) =>
  (mode === 'payment' || mode === 'subscription') && line_items === undefined
    ? { param: 'line_items', message: `is required when mode is ${mode}` }
    : undefined

export const createCheckoutSession = defineAction('create-checkout-session', 'POST /v1/checkout/sessions', () => ({
  docs: {
    summary: 'Create a Stripe Checkout session (hosted payment page)',
    description: 'Opens a payment page hosted by Stripe; send the customer to the url in the answer.',
    resource: 'Checkout Session',
    url: 'https://docs.stripe.com/api/checkout/sessions/create',
    answer: { id: 'cs_123', object: 'checkout.session', url: 'https://checkout.stripe.com/...', status: 'open' },
  },
  effect: 'write',
  input: {
    mode: required(choice('payment', 'subscription', 'setup'), {
      about: 'Whether the customer pays once, subscribes, or leaves a payment method for later',
      example: 'payment',
      restriction: 'Required: payment, subscription, or setup',
    }),
    line_items: optional(lineItems, {
      about: 'What the customer buys',
      example: [{ price: 'price_123', quantity: 1 }],
      restriction: 'Required for payment and subscription',
    }),
    success_url: required(url, {
      about: 'Where the customer goes after paying',
      example: 'https://yoursite.com/success?session_id={CHECKOUT_SESSION_ID}',
      restriction: 'Required; may include {CHECKOUT_SESSION_ID}',
    }),
    cancel_url: required(url, {
      about: 'Where the customer goes if they cancel',
      example: 'https://yoursite.com/cancel',
      restriction: 'Required',
    }),
    customer: optional(idOf('customer'), { about: 'ID of the customer who buys', example: 'cus_123' }),
    customer_email: optional(email, {
      about: 'E-mail address to fill in, if there is no customer yet',
      example: 'user@example.com',
    }),
    allow_promotion_codes: optional(boolean, {
      about: 'Whether the page takes promotion codes',
      example: true,
      restriction: 'Boolean',
    }),
    metadata: metadata({ order_id: '123' }),
    subscription_data: optional(
      object({
        trial_period_days: optional(integer({ min: 1 })),
        trial_end: optional(timestamp),
        description: optional(text),
      }),
      { about: 'What the subscription gets, in subscription mode', example: { trial_period_days: 14 } },
    ),
    payment_method_types: optional(list(text), { about: 'The only payment methods to offer', example: ['card'] }),
  },
  sends: ['allowed_payment_method_types'],
  params: ({ payment_method_types, ...input }) => ({ ...input, allowed_payment_method_types: payment_method_types }),
  rules: [itemsToBuy],
}))
