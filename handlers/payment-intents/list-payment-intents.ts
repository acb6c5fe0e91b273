import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listPaymentIntents = defineAction('list-payment-intents', 'GET /v1/payment_intents', () => ({
  docs: {
    summary: 'List payment intents',
    description: 'Returns the payment intents of the account, newest first, a page at a time.',
    resource: 'PaymentIntent',
    url: 'https://docs.stripe.com/api/payment_intents/list',
    answer: { object: 'list', data: [{ id: 'pi_123', object: 'payment_intent' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
  },
}))
