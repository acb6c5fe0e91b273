import { defineAction } from '../../src/action/define.ts'
import { invoiceItemId } from '../inputs.ts'

export const retrieveInvoiceItem = defineAction(
  'retrieve-invoice-item',
  'GET /v1/invoiceitems/{invoice_item_id}',
  () => ({
    docs: {
      summary: 'Retrieve an invoice item by ID',
      description: 'Returns an invoice item; invoice in the answer names the invoice that it is on.',
      resource: 'Invoice Item',
      url: 'https://docs.stripe.com/api/invoiceitems/retrieve',
      answer: { id: 'ii_123', object: 'invoiceitem', customer: 'cus_123', amount: 1000, invoice: null },
    },
    effect: 'read',
    input: { invoice_item_id: invoiceItemId },
  }),
)
