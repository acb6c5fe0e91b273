import { defineAction, pathId } from '../../src/action/define.ts'

export const voidInvoice = defineAction('void-invoice', 'POST /v1/invoices/{invoice_id}/void', () => ({
  docs: {
    summary: 'Void an invoice',
    description:
      'Permanently cancels a finalized invoice: it can no longer be paid, but stays on record. Delete a draft with Delete Invoice, and reduce a paid invoice with Create Credit Note.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/void',
    answer: { id: 'in_123', object: 'invoice', status: 'void' },
  },
  effect: 'destructive',
  input: { invoice_id: pathId('invoice', { status: ['open'] }) },
}))
