import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrievePaymentIntent = defineAction({
  name: 'retrieve-payment-intent',
  ...doc({
    summary: 'Retrieve a payment intent by ID',
    description: 'Gives one payment intent as it is now.',
    resource: 'PaymentIntent',
    docs: 'https://docs.stripe.com/api/payment_intents/retrieve',
    answer: { id: 'pi_123', object: 'payment_intent', status: 'requires_payment_method' },
  }),
  endpoint: 'GET /v1/payment_intents/{id}',
  effect: 'read',
  input: { payment_intent_id: its('payment_intent', 'pi_123') },
  run: ({ stripe, options }, { payment_intent_id, ...params }) =>
    stripe.paymentIntents.retrieve(payment_intent_id, params, options),
})
