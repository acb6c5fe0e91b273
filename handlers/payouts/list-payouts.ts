import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, id } from '../../src/action/readers.ts'
import { time } from '../inputs.ts'

export const listPayouts = defineAction('list-payouts', 'GET /v1/payouts', () => ({
  docs: {
    summary: 'List payouts',
    description: 'Returns the transfers of your balance to your bank account, newest first, a page at a time.',
    resource: 'Payout',
    url: 'https://docs.stripe.com/api/payouts/list',
    answer: { object: 'list', data: [{ id: 'po_123', object: 'payout' }], has_more: false },
  },
  effect: 'read',
  input: {
    status: optional(choice('pending', 'paid', 'failed', 'canceled'), {
      about: 'Only those in this state',
      example: 'paid',
    }),
    arrival_date: time('Only those that arrive then'),
    created: time('Only those created then'),
    destination: optional(id, { about: 'Only those to this bank account or card', example: 'ba_123' }),
  },
}))
