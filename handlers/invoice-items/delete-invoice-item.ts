import { defineAction } from '../../src/action/define.ts'
import { invoiceItemId } from '../inputs.ts'

export const deleteInvoiceItem = defineAction(
  'delete-invoice-item',
  'DELETE /v1/invoiceitems/{invoice_item_id}',
  () => ({
    docs: {
      summary: 'Delete an invoice item',
      description: 'Permanently deletes an invoice item that is pending or on a draft invoice.',
      resource: 'Invoice Item',
      url: 'https://docs.stripe.com/api/invoiceitems/delete',
      answer: { id: 'ii_123', object: 'invoiceitem', deleted: true },
    },
    effect: 'destructive',
    input: { invoice_item_id: invoiceItemId },
  }),
)
