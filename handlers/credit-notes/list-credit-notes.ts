import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listCreditNotes = defineAction('list-credit-notes', 'GET /v1/credit_notes', () => ({
  docs: {
    summary: 'List credit notes',
    description: 'Returns the credit notes of the account, newest first, a page at a time.',
    resource: 'Credit Note',
    url: 'https://docs.stripe.com/api/credit_notes/list',
    answer: { object: 'list', data: [{ id: 'cn_123', object: 'credit_note', amount: 1000 }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    invoice: optional(idOf('invoice'), { about: 'Only those of this invoice', example: 'in_123' }),
  },
}))
