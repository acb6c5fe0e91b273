import { defineAction } from '../../src/action/define.ts'
import { optional, type Rule } from '../../src/action/fields.ts'
import { choice, idOf, integer } from '../../src/action/readers.ts'
import { exactlyOne } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

const TYPES = ['charge', 'payment_intent'] as const

const typeIsGiven: Rule = (given) => {
  const type = TYPES.find((one) => one === given['refund_type'])
  return type !== undefined && given[`${type}_id`] === undefined
    ? { param: `${type}_id`, message: `is required when refund_type is ${type}` }
    : undefined
}

export const refundPayment = defineAction('refund-payment', 'POST /v1/refunds', () => ({
  docs: {
    summary: 'Refund a charge or payment intent',
    description: 'Refunds a payment, in full or in part.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/create',
    answer: { id: 're_123', object: 'refund', status: 'succeeded' },
  },
  effect: 'destructive',
  input: {
    charge_id: optional(idOf('charge', { disputed: [false], refunded: [false] }), {
      about: 'ID of the charge to refund',
      example: 'ch_123',
      restriction: 'Required when refund type is Charge',
    }),
    payment_intent_id: optional(idOf('payment_intent'), {
      about: 'ID of the payment intent to refund',
      example: 'pi_123',
      restriction: 'Required when refund type is Payment Intent',
    }),
    refund_type: optional(choice(...TYPES), {
      about: 'Which of the two is given',
      example: 'charge',
      restriction: 'charge or payment_intent',
    }),
    amount: optional(integer({ min: 1 }), {
      about: "Amount to refund, in the currency's smallest unit",
      example: 1000,
      restriction: 'Empty refunds the full amount',
    }),
    reason: optional(choice('duplicate', 'fraudulent', 'requested_by_customer'), {
      about: 'Why it is refunded',
      example: 'requested_by_customer',
    }),
    metadata: metadata({ order_id: '12345' }),
  },
  sends: ['charge', 'payment_intent'],
  params: ({ charge_id, payment_intent_id, refund_type, ...input }) => ({
    ...input,
    charge: charge_id,
    payment_intent: payment_intent_id,
  }),
  rules: [exactlyOne('charge_id', 'payment_intent_id'), typeIsGiven],
}))
