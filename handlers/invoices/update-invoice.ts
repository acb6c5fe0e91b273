import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { boolean, type Changes, choice, clearable, integer, optional, text } from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updateInvoice = defineAction({
  name: 'update-invoice',
  ...doc({
    summary: 'Update an invoice',
    description:
      'Changes the given fields of an invoice; the others stay as they are. Most can change on a draft alone.',
    resource: 'Invoice',
    docs: 'https://docs.stripe.com/api/invoices/update',
    answer: { id: 'in_123', object: 'invoice', status: 'draft' },
  }),
  endpoint: 'POST /v1/invoices/{id}',
  effect: 'write',
  input: {
    invoice_id: its('invoice', 'in_123'),
    ...({
      auto_advance: optional(
        boolean,
        doc({ about: 'Whether Stripe finalizes and collects it by itself', example: false }),
      ),
      collection_method: optional(
        choice('charge_automatically', 'send_invoice'),
        doc({
          about: 'Whether the customer is charged, or is sent the invoice to pay',
          example: 'send_invoice',
          restriction: 'charge_automatically or send_invoice',
        }),
      ),
      days_until_due: optional(
        integer({ min: 1 }),
        doc({
          about: 'Days that the customer has to pay an invoice that is sent',
          example: 30,
          restriction: 'Positive integer; needed to change to send_invoice',
        }),
      ),
      description: optional(text, doc({ about: 'A note shown on the invoice', example: 'Updated invoice' })),
      metadata: clearable(changedMetadata, aboutMetadata({ internal_id: '456' })),
    } satisfies Changes<Stripe.InvoiceUpdateParams>),
  },
  run: ({ stripe, options }, { invoice_id, ...params }) => stripe.invoices.update(invoice_id, params, options),
})
