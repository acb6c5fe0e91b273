import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, idOf } from '../../src/action/readers.ts'

export const listQuotes = defineAction('list-quotes', 'GET /v1/quotes', () => ({
  docs: {
    summary: 'List quotes',
    description: 'Returns the quotes of the account, newest first, a page at a time.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/list',
    answer: { object: 'list', data: [{ id: 'qt_123', object: 'quote' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those for this customer', example: 'cus_123' }),
    status: optional(choice('draft', 'open', 'accepted', 'canceled'), {
      about: 'Only those in this state',
      example: 'open',
    }),
  },
}))
