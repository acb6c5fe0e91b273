import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrieveInvoice = defineAction({
  name: 'retrieve-invoice',
  ...doc({
    summary: 'Retrieve an invoice by ID',
    description: 'Gives one invoice as it is now.',
    resource: 'Invoice',
    docs: 'https://docs.stripe.com/api/invoices/retrieve',
    answer: { id: 'in_123', object: 'invoice', status: 'draft' },
  }),
  endpoint: 'GET /v1/invoices/{id}',
  effect: 'read',
  input: { invoice_id: its('invoice', 'in_123') },
  run: ({ stripe, options }, { invoice_id, ...params }) => stripe.invoices.retrieve(invoice_id, params, options),
})
