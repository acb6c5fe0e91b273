import { defineAction, pathId } from '../../src/action/define.ts'

export const markInvoiceUncollectible = defineAction(
  'mark-invoice-uncollectible',
  'POST /v1/invoices/{invoice_id}/mark_uncollectible',
  () => ({
    docs: {
      summary: 'Mark an invoice as uncollectible',
      description: 'Writes an open invoice off as bad debt. It can still be paid or voided, but not opened again.',
      resource: 'Invoice',
      url: 'https://docs.stripe.com/api/invoices/mark_uncollectible',
      answer: { id: 'in_123', object: 'invoice', status: 'uncollectible' },
    },
    effect: 'destructive',
    input: { invoice_id: pathId('invoice', { status: ['open'] }) },
  }),
)
