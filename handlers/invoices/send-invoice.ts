import { defineAction, pathId } from '../../src/action/define.ts'

export const sendInvoice = defineAction('send-invoice', 'POST /v1/invoices/{invoice_id}/send', () => ({
  docs: {
    summary: 'Send an invoice to the customer',
    description:
      'E-mails an invoice to the customer now, with a link to pay it; a draft is finalized first. In test mode Stripe sends no e-mail. The invoice must have the collection method send_invoice.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/send',
    answer: { id: 'in_123', object: 'invoice', status: 'open', collection_method: 'send_invoice' },
  },
  effect: 'destructive',
  input: { invoice_id: pathId('invoice', { status: ['open'] }) },
}))
