import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, id, idOf, integer, list, object, text, timestamp } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateQuote = defineAction('update-quote', 'POST /v1/quotes/{quote_id}', () => ({
  docs: {
    summary: 'Update a quote',
    description: 'Changes the given fields of a draft of a quote; the others stay as they are.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/update',
    answer: { id: 'qt_123', object: 'quote', status: 'draft' },
  },
  effect: 'write',
  input: {
    quote_id: pathId('quote'),
    customer: optional(idOf('customer'), {
      about: 'ID of the customer whom it is for',
      example: 'cus_123',
      restriction: 'Only if it has none yet',
    }),
    line_items: optional(
      list(object({ id: optional(id), price: optional(idOf('price')), quantity: optional(integer({ min: 0 })) }), {
        min: 1,
      }),
      {
        about: 'What is offered, in place of what it has: items to keep or change by their IDs, further ones by price',
        example: [{ price: 'price_123', quantity: 2 }],
        restriction: 'Item ID or Price ID in each',
      },
    ),
    description: optional(text, { about: 'A note on the quote', example: 'Premium Plan for one year' }),
    header: optional(text, { about: 'A line at the top of the PDF', example: 'Thank you for your interest' }),
    footer: optional(text, { about: 'A line at the bottom of the PDF', example: 'Prices include support' }),
    expires_at: optional(timestamp, {
      about: 'When Stripe cancels it, unless it was accepted before',
      example: 1798761600,
      restriction: 'Unix timestamp in the future',
    }),
    collection_method: optional(choice('charge_automatically', 'send_invoice'), {
      about: 'Whether the customer is charged, or is sent invoices to pay',
      example: 'send_invoice',
      restriction: 'charge_automatically or send_invoice',
    }),
    invoice_settings: optional(object({ days_until_due: optional(integer({ min: 1 })) }), {
      about: 'Days that the customer has to pay an invoice that is sent, and other settings of invoices',
      example: { days_until_due: 30 },
    }),
    metadata: metadata({ internal_id: '456' }),
  },
}))
