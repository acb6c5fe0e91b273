import type Stripe from 'stripe'
import { defineAction } from '../../src/action.ts'
import { type Changes, clearable, email, idOf, integer, optional, text } from '../../src/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updatePaymentIntent = defineAction({
  name: 'update-payment-intent',
  summary: 'Update a payment intent',
  description: 'Changes the given fields of a payment intent that is not yet paid; the others stay as they are.',
  resource: 'PaymentIntent',
  endpoint: 'POST /v1/payment_intents/{id}',
  docs: 'https://docs.stripe.com/api/payment_intents/update',
  effect: 'write',
  input: {
    payment_intent_id: its('payment_intent', 'pi_123'),
    ...({
      amount: optional(integer({ min: 1 }), { about: 'Amount in cents', example: 1200 }),
      description: optional(text, { about: 'A note shown on the receipt', example: 'Updated order' }),
      payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to pay with',
        example: 'pm_456',
      }),
      receipt_email: clearable(email, { about: 'Where the receipt goes', example: 'customer@example.com' }),
      metadata: clearable(changedMetadata, aboutMetadata({ order_id: '456' })),
    } satisfies Changes<Stripe.PaymentIntentUpdateParams>),
  },
  answer: { id: 'pi_123', object: 'payment_intent', amount: 1200 },
  run: ({ stripe, options }, { payment_intent_id, ...params }) =>
    stripe.paymentIntents.update(payment_intent_id, params, options),
})
