import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, idOf } from '../../src/action/readers.ts'

export const listInvoiceItems = defineAction('list-invoice-items', 'GET /v1/invoiceitems', () => ({
  docs: {
    summary: 'List invoice items',
    description:
      'Returns the one-off charges and credits that were added to invoices or wait for the next one, newest first, a page at a time.',
    resource: 'Invoice Item',
    url: 'https://docs.stripe.com/api/invoiceitems/list',
    answer: { object: 'list', data: [{ id: 'ii_123', object: 'invoiceitem', amount: 1000 }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    invoice: optional(idOf('invoice'), { about: 'Only those of this invoice', example: 'in_123' }),
    pending: optional(boolean, {
      about: 'Only those that wait for an invoice, or only those on one',
      example: true,
    }),
  },
}))
