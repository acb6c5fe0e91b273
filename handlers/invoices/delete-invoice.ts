import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteInvoice = defineAction('delete-invoice', 'DELETE /v1/invoices/{invoice_id}', () => ({
  docs: {
    summary: 'Delete a draft invoice',
    description: 'Permanently deletes a draft invoice. A finalized one can only be voided.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/delete',
    answer: { id: 'in_123', object: 'invoice', deleted: true },
  },
  effect: 'destructive',
  input: { invoice_id: pathId('invoice', { status: ['draft'] }) },
}))
