import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const finalizeInvoice = defineAction('finalize-invoice', 'POST /v1/invoices/{invoice_id}/finalize', () => ({
  docs: {
    summary: 'Finalize a draft invoice',
    description:
      'Gives a draft invoice its number and opens it for payment; its lines and amounts can no longer change. Send the customer to hosted_invoice_url in the answer to pay it, or use Pay Invoice or Send Invoice.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/finalize',
    answer: {
      id: 'in_123',
      object: 'invoice',
      status: 'open',
      hosted_invoice_url: 'https://invoice.stripe.com/i/...',
    },
  },
  effect: 'destructive',
  input: {
    invoice_id: pathId('invoice', { status: ['draft'] }),
    auto_advance: optional(boolean, {
      about: 'Whether Stripe collects the payment and sends reminders by itself',
      example: true,
    }),
  },
}))
