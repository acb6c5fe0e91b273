import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const capturePaymentIntent = defineAction(
  'capture-payment-intent',
  'POST /v1/payment_intents/{payment_intent_id}/capture',
  () => ({
    docs: {
      summary: 'Capture a payment intent',
      description:
        'Captures an amount held on a card, in full or in part, while the status is requires_capture. Unless final_capture is false, what is not captured is released. A payment that is never captured is canceled, by default after 7 days.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/capture',
      answer: { id: 'pi_123', object: 'payment_intent', status: 'succeeded', amount_received: 1000 },
    },
    effect: 'destructive',
    input: {
      payment_intent_id: pathId('payment_intent', { status: ['requires_capture'] }),
      amount_to_capture: optional(integer({ min: 1 }), {
        about: "Amount to capture, in the currency's smallest unit",
        example: 1000,
        restriction: 'Empty captures the full amount',
      }),
      final_capture: optional(boolean, {
        about: 'Whether to release the rest; false keeps it for further captures',
        example: true,
        restriction: 'true or false; false needs multicapture',
      }),
      statement_descriptor_suffix: optional(text, {
        about: "What follows your prefix on the customer's card statement",
        example: 'ORDER 123',
      }),
      metadata: metadata({ order_id: '123' }),
    },
  }),
)
