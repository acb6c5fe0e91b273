import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const incrementPaymentIntentAuthorization = defineAction(
  'increment-payment-intent-authorization',
  'POST /v1/payment_intents/{payment_intent_id}/increment_authorization',
  () => ({
    docs: {
      summary: 'Increase the amount held for a payment intent',
      description:
        'Raises the amount that is held on a card before it is captured, for instance when a hotel stay is extended. Only some cards and kinds of business allow it, and Stripe limits the attempts per payment. After a decline, the first amount stays held.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/increment_authorization',
      answer: { id: 'pi_123', object: 'payment_intent', amount: 1500, status: 'requires_capture' },
    },
    effect: 'destructive',
    input: {
      payment_intent_id: pathId('payment_intent'),
      amount: required(integer({ min: 1 }), {
        about: "The new total amount, in the currency's smallest unit",
        example: 1500,
        restriction: 'Required; more than is held now',
      }),
      description: optional(text, { about: 'A note, which receipts may show', example: 'Two more nights' }),
      statement_descriptor: optional(text, { about: "Text on the customer's statement", example: 'HOTEL EXAMPLE' }),
      metadata: metadata({ order_id: '123' }),
    },
  }),
)
