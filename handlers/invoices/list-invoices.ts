import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, idOf } from '../../src/action/readers.ts'

export const listInvoices = defineAction('list-invoices', 'GET /v1/invoices', () => ({
  docs: {
    summary: 'List invoices',
    description: 'Returns the invoices of the account, newest first, a page at a time.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/list',
    answer: { object: 'list', data: [{ id: 'in_123', object: 'invoice' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    status: optional(choice('draft', 'open', 'paid', 'uncollectible', 'void'), {
      about: 'Only those in this state',
      example: 'open',
    }),
    subscription: optional(idOf('subscription'), { about: 'Only those of this subscription', example: 'sub_123' }),
  },
}))
