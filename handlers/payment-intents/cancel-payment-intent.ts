import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { choice, optional, type Shape } from '../../src/action/inputs.ts'
import { its } from '../inputs.ts'

export const cancelPaymentIntent = defineAction({
  name: 'cancel-payment-intent',
  ...doc({
    summary: 'Cancel a payment intent',
    description: 'Ends a payment that is not yet made, for good; what was held on a card is released.',
    resource: 'PaymentIntent',
    docs: 'https://docs.stripe.com/api/payment_intents/cancel',
    answer: { id: 'pi_123', object: 'payment_intent', status: 'canceled' },
  }),
  endpoint: 'POST /v1/payment_intents/{id}/cancel',
  effect: 'destructive',
  input: {
    payment_intent_id: its('payment_intent', 'pi_123'),
    ...({
      cancellation_reason: optional(
        choice('duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'),
        doc({
          about: 'Why it is canceled',
          example: 'requested_by_customer',
        }),
      ),
    } satisfies Shape<Stripe.PaymentIntentCancelParams>),
  },
  run: ({ stripe, options }, { payment_intent_id, ...params }) =>
    stripe.paymentIntents.cancel(payment_intent_id, params, options),
})
