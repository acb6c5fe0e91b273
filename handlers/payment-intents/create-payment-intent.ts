import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import {
  boolean,
  choice,
  currency,
  email,
  idOf,
  integer,
  object,
  optional,
  required,
  type Shape,
  text,
} from '../../src/action/inputs.ts'
import { newMetadata } from '../inputs.ts'

export const createPaymentIntent = defineAction({
  name: 'create-payment-intent',
  ...doc({
    summary: 'Create a payment intent',
    description: 'Starts a payment, to be confirmed with its client_secret in the browser.',
    resource: 'PaymentIntent',
    docs: 'https://docs.stripe.com/api/payment_intents/create',
    answer: { id: 'pi_123', object: 'payment_intent', amount: 1000, currency: 'usd' },
  }),
  endpoint: 'POST /v1/payment_intents',
  effect: 'write',
  input: {
    amount: required(integer({ min: 1 }), doc({ about: 'Amount in cents', example: 1000, restriction: 'Required' })),
    currency: required(currency, doc({ about: 'Currency of the amount', example: 'usd', restriction: 'Required' })),
    customer: optional(idOf('customer'), doc({ about: 'ID of the customer who pays', example: 'cus_123' })),
    payment_method: optional(
      idOf('payment_method'),
      doc({
        about: 'ID of the payment method to pay with',
        example: 'pm_123',
      }),
    ),
    description: optional(text, doc({ about: 'A note shown on the receipt', example: 'Payment for order #123' })),
    receipt_email: optional(email, doc({ about: 'Where the receipt goes', example: 'customer@example.com' })),
    automatic_payment_methods: optional(
      object({ enabled: required(boolean), allow_redirects: optional(choice('always', 'never')) }),
      doc({ about: 'Lets Stripe offer the payment methods that fit', example: { enabled: true } }),
    ),
    metadata: newMetadata({ order_id: '123' }),
  } satisfies Shape<Stripe.PaymentIntentCreateParams>,
  run: ({ stripe, options }, params) => stripe.paymentIntents.create(params, options),
})
