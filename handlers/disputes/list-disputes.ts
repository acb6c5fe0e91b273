import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listDisputes = defineAction('list-disputes', 'GET /v1/disputes', () => ({
  docs: {
    summary: 'List disputes',
    description: 'Returns the disputes (chargebacks) of the account, newest first, a page at a time.',
    resource: 'Dispute',
    url: 'https://docs.stripe.com/api/disputes/list',
    answer: { object: 'list', data: [{ id: 'du_123', object: 'dispute', status: 'needs_response' }], has_more: false },
  },
  effect: 'read',
  input: {
    charge: optional(idOf('charge'), { about: 'Only those of this charge', example: 'ch_123' }),
    payment_intent: optional(idOf('payment_intent'), { about: 'Only those of this payment intent', example: 'pi_123' }),
  },
}))
