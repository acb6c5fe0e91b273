import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, idOf, integer, list, object, text, timestamp } from '../../src/action/readers.ts'
import { invoiceItemId, metadata } from '../inputs.ts'

export const updateInvoiceItem = defineAction('update-invoice-item', 'POST /v1/invoiceitems/{invoice_item_id}', () => ({
  docs: {
    summary: 'Update an invoice item',
    description:
      'Updates an invoice item. Fields that you leave out keep their values. Only an item that is pending or on a draft invoice can change.',
    resource: 'Invoice Item',
    url: 'https://docs.stripe.com/api/invoiceitems/update',
    answer: { id: 'ii_123', object: 'invoiceitem', customer: 'cus_123', amount: 1500 },
  },
  effect: 'write',
  input: {
    invoice_item_id: invoiceItemId,
    amount: optional(integer(), {
      about: "Amount in the currency's smallest unit, below 0 for a credit",
      example: 1500,
    }),
    quantity: optional(integer({ min: 0 }), { about: 'How many units', example: 2 }),
    pricing: optional(object({ price: optional(idOf('price')) }), {
      about: 'The one-time price to charge in place of an amount',
      example: { price: 'price_123' },
    }),
    description: optional(text, { about: 'What the invoice says of it', example: 'One-time setup fee' }),
    discountable: optional(boolean, { about: 'Whether discounts apply to it', example: false }),
    period: optional(object({ start: required(timestamp), end: required(timestamp) }), {
      about: 'The time of service that it is for, shown on the invoice',
      example: { start: 1767225600, end: 1769904000 },
    }),
    tax_rates: optional(list(idOf('tax_rate')), {
      about: "IDs of tax rates that apply in place of the invoice's",
      example: ['txr_123'],
    }),
    metadata: metadata({ ref: '456' }),
  },
}))
