import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, currency, email, idOf, integer, object, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createPaymentIntent = defineAction('create-payment-intent', 'POST /v1/payment_intents', () => ({
  docs: {
    summary: 'Create a payment intent',
    description:
      'Starts a payment, to be confirmed with its client_secret in the browser. With confirm, it is charged immediately.',
    resource: 'PaymentIntent',
    url: 'https://docs.stripe.com/api/payment_intents/create',
    answer: { id: 'pi_123', object: 'payment_intent', amount: 1000, currency: 'usd' },
  },
  effect: 'write',
  destructiveWith: 'confirm',
  input: {
    amount: required(integer({ min: 1 }), {
      about: "Amount in the currency's smallest unit",
      example: 1000,
      restriction: 'Required',
    }),
    currency: required(currency, { about: 'Currency of the amount', example: 'usd', restriction: 'Required' }),
    customer: optional(idOf('customer'), { about: 'ID of the customer who pays', example: 'cus_123' }),
    payment_method: optional(idOf('payment_method'), {
      about: 'ID of the payment method to pay with',
      example: 'pm_123',
    }),
    description: optional(text, { about: 'A note shown on the receipt', example: 'Payment for order #123' }),
    receipt_email: optional(email, { about: 'Where the receipt goes', example: 'customer@example.com' }),
    automatic_payment_methods: optional(
      object({ enabled: required(boolean), allow_redirects: optional(choice('always', 'never')) }),
      { about: 'Lets Stripe offer the payment methods that fit', example: { enabled: true } },
    ),
    metadata: metadata({ order_id: '123' }),
  },
}))
