import { defineAction, pathId } from '../../src/action/define.ts'

export const listInvoiceLineItems = defineAction(
  'list-invoice-line-items',
  'GET /v1/invoices/{invoice_id}/lines',
  () => ({
    docs: {
      summary: 'List the line items of an invoice',
      description:
        'Returns what an invoice charges for, a page at a time. An invoice itself holds its first lines only.',
      resource: 'Invoice Line Item',
      url: 'https://docs.stripe.com/api/invoice-line-item/retrieve',
      answer: { object: 'list', data: [{ id: 'il_123', object: 'line_item', amount: 1000 }], has_more: false },
    },
    effect: 'read',
    input: { invoice_id: pathId('invoice') },
  }),
)
