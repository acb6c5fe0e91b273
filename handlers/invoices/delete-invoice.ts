import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const deleteInvoice = defineAction({
  name: 'delete-invoice',
  summary: 'Delete a draft invoice',
  description: 'Deletes a draft invoice for good. A finalized one can only be voided.',
  resource: 'Invoice',
  endpoint: 'DELETE /v1/invoices/{id}',
  docs: 'https://docs.stripe.com/api/invoices/delete',
  effect: 'destructive',
  input: { invoice_id: its('invoice', 'in_123') },
  answer: { id: 'in_123', object: 'invoice', deleted: true },
  run: ({ stripe, options }, { invoice_id, ...params }) => stripe.invoices.del(invoice_id, params, options),
})
