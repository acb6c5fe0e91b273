import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const deleteInvoice = defineAction({
  name: 'delete-invoice',
  ...doc({
    summary: 'Delete a draft invoice',
    description: 'Deletes a draft invoice for good. A finalized one can only be voided.',
    resource: 'Invoice',
    docs: 'https://docs.stripe.com/api/invoices/delete',
    answer: { id: 'in_123', object: 'invoice', deleted: true },
  }),
  endpoint: 'DELETE /v1/invoices/{id}',
  effect: 'destructive',
  input: { invoice_id: its('invoice', 'in_123') },
  run: ({ stripe, options }, { invoice_id, ...params }) => stripe.invoices.del(invoice_id, params, options),
})
