import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, choice, integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateInvoice = defineAction('update-invoice', 'POST /v1/invoices/{invoice_id}', () => ({
  docs: {
    summary: 'Update an invoice',
    description: 'Updates an invoice. Fields that you leave out keep their values. Most can change only on a draft.',
    resource: 'Invoice',
    url: 'https://docs.stripe.com/api/invoices/update',
    answer: { id: 'in_123', object: 'invoice', status: 'draft' },
  },
  effect: 'write',
  input: {
    invoice_id: pathId('invoice', { status: ['draft'] }),
    auto_advance: optional(boolean, { about: 'Whether Stripe finalizes and collects it by itself', example: false }),
    collection_method: optional(choice('charge_automatically', 'send_invoice'), {
      about: 'Whether the customer is charged, or is sent the invoice to pay',
      example: 'send_invoice',
      restriction: 'charge_automatically or send_invoice',
    }),
    days_until_due: optional(integer({ min: 1 }), {
      about: 'Days that the customer has to pay an invoice that is sent',
      example: 30,
      restriction: 'Positive integer; needed to change to send_invoice',
    }),
    description: optional(text, { about: 'A note shown on the invoice', example: 'Updated invoice' }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
