import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, idOf, text } from '../../src/action/readers.ts'

export const listPaymentMethods = defineAction('list-payment-methods', 'GET /v1/payment_methods', () => ({
  docs: {
    summary: 'List payment methods',
    description:
      'Returns saved payment methods, newest first, a page at a time; set customer to list those of one customer.',
    resource: 'PaymentMethod',
    url: 'https://docs.stripe.com/api/payment_methods/list',
    answer: { object: 'list', data: [{ id: 'pm_123', object: 'payment_method', type: 'card' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    type: optional(text, { about: 'Only those of this type', example: 'card' }),
    allow_redisplay: optional(choice('always', 'limited', 'unspecified'), {
      about: 'Only those that may be shown to the customer again this freely',
      example: 'always',
    }),
  },
}))
