import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { email, idOf, integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updatePaymentIntent = defineAction(
  'update-payment-intent',
  'POST /v1/payment_intents/{payment_intent_id}',
  () => ({
    docs: {
      summary: 'Update a payment intent',
      description: 'Updates a payment intent that is not yet paid. Fields that you leave out keep their values.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/update',
      answer: { id: 'pi_123', object: 'payment_intent', amount: 1200 },
    },
    effect: 'write',
    input: {
      payment_intent_id: pathId('payment_intent'),
      amount: optional(integer({ min: 1 }), { about: "Amount in the currency's smallest unit", example: 1200 }),
      description: optional(text, { about: 'A note shown on the receipt', example: 'Updated order' }),
      payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to pay with',
        example: 'pm_456',
      }),
      receipt_email: optional(email, { about: 'Where the receipt goes', example: 'customer@example.com' }),
      metadata: metadata({ order_id: '456' }),
    },
  }),
)
