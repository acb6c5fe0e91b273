import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, choice, idOf, integer, list, object, text, timestamp } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createQuote = defineAction('create-quote', 'POST /v1/quotes', () => ({
  docs: {
    summary: 'Create a quote',
    description:
      'Creates a draft of an offer: what a customer would buy, at which prices. Finalize it to send it, and accept it to start the subscription or invoice.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/create',
    answer: { id: 'qt_123', object: 'quote', customer: 'cus_123', status: 'draft' },
  },
  effect: 'write',
  input: {
    customer: optional(idOf('customer'), {
      about: 'ID of the customer whom it is for',
      example: 'cus_123',
      restriction: 'Required before it is finalized; cannot be changed',
    }),
    line_items: optional(
      list(object({ price: optional(idOf('price')), quantity: optional(integer({ min: 0 })) }), { min: 1 }),
      {
        about: 'What is offered',
        example: [{ price: 'price_123', quantity: 1 }],
        restriction: 'Price ID, or price_data, in each item',
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
    discounts: optional(
      list(object({ coupon: optional(idOf('coupon')), promotion_code: optional(idOf('promotion_code')) })),
      { about: 'Coupons or promotion codes that lower the price', example: [{ coupon: 'SPRING25' }] },
    ),
    from_quote: optional(object({ quote: required(idOf('quote')), is_revision: optional(boolean) }), {
      about: 'The quote to copy, in place of all other fields',
      example: { quote: 'qt_123', is_revision: true },
      restriction: 'Together with expires_at only',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
}))
