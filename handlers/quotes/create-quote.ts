import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, idOf, integer, list, object } from '../../src/action/readers.ts'
import { metadata, quote } from '../inputs.ts'

export const createQuote = defineAction('create-quote', 'POST /v1/quotes', () => ({
  docs: {
    summary: 'Create a quote',
    description:
      'Creates a draft quote: what a customer would buy, at which prices. Finalize it to send it, and accept it to start the subscription or invoice.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/create',
    answer: { id: 'qt_123', object: 'quote', customer: 'cus_123', status: 'draft' },
  },
  effect: 'write',
  input: {
    customer: optional(idOf('customer'), {
      about: 'ID of the customer that the quote is for',
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
    ...quote,
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
