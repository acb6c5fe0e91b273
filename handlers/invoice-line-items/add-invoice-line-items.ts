import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { idOf, integer, list, object, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const addInvoiceLineItems = defineAction(
  'add-invoice-line-items',
  'POST /v1/invoices/{invoice_id}/add_lines',
  () => ({
    docs: {
      summary: 'Add line items to a draft invoice',
      description:
        'Adds several lines to a draft invoice in one call: new lines, or pending items of the customer. Returns the invoice with its new total.',
      resource: 'Invoice Line Item',
      url: 'https://docs.stripe.com/api/invoice-line-item/bulk',
      answer: { id: 'in_123', object: 'invoice', status: 'draft', total: 7500 },
    },
    effect: 'write',
    input: {
      invoice_id: pathId('invoice', { status: ['draft'] }),
      lines: required(
        list(
          object({
            description: optional(text),
            amount: optional(integer()),
            pricing: optional(object({ price: optional(idOf('price')) })),
            quantity: optional(integer({ min: 0 })),
            invoice_item: optional(idOf('invoiceitem')),
          }),
          { min: 1 },
        ),
        {
          about: "Lines to add, each with an amount in the currency's smallest unit, a price or a pending invoice item",
          example: [{ description: 'One-time setup fee', amount: 7500 }],
          restriction: 'Required',
        },
      ),
      invoice_metadata: metadata({ internal_id: '123' }),
    },
  }),
)
