import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { choice, exactlyOne, idOf, integer, optional, type Rule, type Shape } from '../../src/action/inputs.ts'
import { newMetadata } from '../inputs.ts'

const typeIsGiven: Rule = (given) => {
  const param = `${given['refund_type']}_id`
  return given['refund_type'] !== undefined && given[param] === undefined
    ? { param, message: `is required when refund_type is ${given['refund_type']}` }
    : undefined
}

export const refundPayment = defineAction({
  name: 'refund-payment',
  ...doc({
    summary: 'Refund a charge or payment intent',
    description: 'Pays back a payment, in whole or in part.',
    resource: 'Refund',
    docs: 'https://docs.stripe.com/api/refunds/create',
    answer: { id: 're_123', object: 'refund', status: 'succeeded' },
  }),
  endpoint: 'POST /v1/refunds',
  effect: 'destructive',
  input: {
    charge_id: optional(
      idOf('charge'),
      doc({
        about: 'ID of the charge to refund',
        example: 'ch_123',
        restriction: 'Required when refund type is Charge',
      }),
    ),
    payment_intent_id: optional(
      idOf('payment_intent'),
      doc({
        about: 'ID of the payment intent to refund',
        example: 'pi_123',
        restriction: 'Required when refund type is Payment Intent',
      }),
    ),
    refund_type: optional(
      choice('charge', 'payment_intent'),
      doc({
        about: 'Which of the two is given',
        example: 'charge',
        restriction: 'charge or payment_intent',
      }),
    ),
    ...({
      amount: optional(
        integer({ min: 1 }),
        doc({
          about: 'Amount in cents to pay back',
          example: 1000,
          restriction: 'Empty refunds the full amount',
        }),
      ),
      reason: optional(
        choice('duplicate', 'fraudulent', 'requested_by_customer'),
        doc({
          about: 'Why it is refunded',
          example: 'requested_by_customer',
        }),
      ),
      metadata: newMetadata({ order_id: '12345' }),
    } satisfies Shape<Stripe.RefundCreateParams>),
  },
  sends: ['charge', 'payment_intent'],
  rules: [exactlyOne('charge_id', 'payment_intent_id'), typeIsGiven],
  run: ({ stripe, options }, { charge_id, payment_intent_id, refund_type, ...params }) =>
    stripe.refunds.create({ ...params, charge: charge_id, payment_intent: payment_intent_id }, options),
})
