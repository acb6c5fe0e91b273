import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice } from '../../src/action/readers.ts'

export const listMeters = defineAction('list-meters', 'GET /v1/billing/meters', () => ({
  docs: {
    summary: 'List meters',
    description:
      'Returns the meters of the account, a page at a time. A meter adds up the usage that a metered price bills.',
    resource: 'Meter',
    url: 'https://docs.stripe.com/api/billing/meter/list',
    answer: { object: 'list', data: [{ id: 'mtr_123', object: 'billing.meter' }], has_more: false },
  },
  effect: 'read',
  input: {
    status: optional(choice('active', 'inactive'), { about: 'Only those in this state', example: 'active' }),
  },
}))
