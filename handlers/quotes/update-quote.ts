import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { id, idOf, integer, list, object } from '../../src/action/readers.ts'
import { metadata, quote } from '../inputs.ts'

export const updateQuote = defineAction('update-quote', 'POST /v1/quotes/{quote_id}', () => ({
  docs: {
    summary: 'Update a quote',
    description: 'Updates a draft quote. Fields that you leave out keep their values.',
    resource: 'Quote',
    url: 'https://docs.stripe.com/api/quotes/update',
    answer: { id: 'qt_123', object: 'quote', status: 'draft' },
  },
  effect: 'write',
  input: {
    quote_id: pathId('quote'),
    customer: optional(idOf('customer'), {
      about: 'ID of the customer that the quote is for',
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
    ...quote,
    metadata: metadata({ internal_id: '456' }),
  },
}))
