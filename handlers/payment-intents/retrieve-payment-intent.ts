import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePaymentIntent = defineAction(
  'retrieve-payment-intent',
  'GET /v1/payment_intents/{payment_intent_id}',
  () => ({
    docs: {
      summary: 'Retrieve a payment intent by ID',
      description: 'Returns a payment intent.',
      resource: 'PaymentIntent',
      url: 'https://docs.stripe.com/api/payment_intents/retrieve',
      answer: { id: 'pi_123', object: 'payment_intent', status: 'requires_payment_method' },
    },
    effect: 'read',
    input: { payment_intent_id: pathId('payment_intent') },
  }),
)
