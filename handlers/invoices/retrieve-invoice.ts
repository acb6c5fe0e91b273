import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const retrieveInvoice = defineAction({
  name: 'retrieve-invoice',
  summary: 'Retrieve an invoice by ID',
  description: 'Gives one invoice as it is now.',
  resource: 'Invoice',
  endpoint: 'GET /v1/invoices/{id}',
  docs: 'https://docs.stripe.com/api/invoices/retrieve',
  effect: 'read',
  input: { invoice_id: its('invoice', 'in_123') },
  answer: { id: 'in_123', object: 'invoice', status: 'draft' },
  run: ({ stripe, options }, { invoice_id, ...params }) => stripe.invoices.retrieve(invoice_id, params, options),
})
