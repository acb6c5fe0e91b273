import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listRefunds = defineAction('list-refunds', 'GET /v1/refunds', () => ({
  docs: {
    summary: 'List refunds',
    description: 'Returns the refunds of the account, or those of one payment, newest first, a page at a time.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/list',
    answer: { object: 'list', data: [{ id: 're_123', object: 'refund', status: 'succeeded' }], has_more: false },
  },
  effect: 'read',
  input: {
    charge: optional(idOf('charge'), { about: 'Only those of this charge', example: 'ch_123' }),
    payment_intent: optional(idOf('payment_intent'), { about: 'Only those of this payment intent', example: 'pi_123' }),
  },
}))
