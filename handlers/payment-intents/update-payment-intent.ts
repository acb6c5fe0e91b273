import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { type Changes, clearable, email, idOf, integer, optional, text } from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updatePaymentIntent = defineAction({
  name: 'update-payment-intent',
  ...doc({
    summary: 'Update a payment intent',
    description: 'Changes the given fields of a payment intent that is not yet paid; the others stay as they are.',
    resource: 'PaymentIntent',
    docs: 'https://docs.stripe.com/api/payment_intents/update',
    answer: { id: 'pi_123', object: 'payment_intent', amount: 1200 },
  }),
  endpoint: 'POST /v1/payment_intents/{id}',
  effect: 'write',
  input: {
    payment_intent_id: its('payment_intent', 'pi_123'),
    ...({
      amount: optional(integer({ min: 1 }), doc({ about: 'Amount in cents', example: 1200 })),
      description: optional(text, doc({ about: 'A note shown on the receipt', example: 'Updated order' })),
      payment_method: optional(
        idOf('payment_method'),
        doc({
          about: 'ID of the payment method to pay with',
          example: 'pm_456',
        }),
      ),
      receipt_email: clearable(email, doc({ about: 'Where the receipt goes', example: 'customer@example.com' })),
      metadata: clearable(changedMetadata, aboutMetadata({ order_id: '456' })),
    } satisfies Changes<Stripe.PaymentIntentUpdateParams>),
  },
  run: ({ stripe, options }, { payment_intent_id, ...params }) =>
    stripe.paymentIntents.update(payment_intent_id, params, options),
})
