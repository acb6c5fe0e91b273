import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveInvoice = defineAction('retrieve-invoice', 'GET /v1/invoices/{invoice_id}', () => ({
  docs: {
    summary: 'Retrieve an invoice by ID',
    description: 'Returns an invoice.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/retrieve',
    answer: { id: 'in_123', object: 'invoice', status: 'draft' },
  },
  effect: 'read',
  input: { invoice_id: pathId('invoice') },
}))
