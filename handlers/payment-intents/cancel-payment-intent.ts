import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice } from '../../src/action/readers.ts'

export const cancelPaymentIntent = defineAction(
  'cancel-payment-intent',
  'POST /v1/payment_intents/{payment_intent_id}/cancel',
  () => ({
    docs: {
      summary: 'Cancel a payment intent',
      description: 'Permanently cancels a payment that has not been made; an amount held on a card is released.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/cancel',
      answer: { id: 'pi_123', object: 'payment_intent', status: 'canceled' },
    },
    effect: 'destructive',
    input: {
      payment_intent_id: pathId('payment_intent', {
        status: ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture'],
      }),
      cancellation_reason: optional(choice('duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'), {
        about: 'Why it is canceled',
        example: 'requested_by_customer',
      }),
    },
  }),
)
