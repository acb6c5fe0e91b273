import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { id, idOf, integer, list, object } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateCheckoutSession = defineAction('update-checkout-session', 'POST /v1/checkout/sessions/{id}', () => ({
  docs: {
    summary: 'Update a checkout session',
    description: 'Updates an open session. Fields that you leave out keep their values.',
    resource: 'Checkout Session',
    url: 'https://docs.stripe.com/api/checkout/sessions/update',
    answer: { id: 'cs_123', object: 'checkout.session', status: 'open', metadata: { order_id: '456' } },
  },
  effect: 'write',
  input: {
    id: pathId('checkout.session', { status: ['open'] }),
    metadata: metadata({ order_id: '456' }),
    line_items: optional(
      list(object({ id: optional(id), price: optional(idOf('price')), quantity: optional(integer({ min: 0 })) }), {
        min: 1,
      }),
      { about: 'All line items, those to keep by their ID', example: [{ id: 'li_123', quantity: 2 }] },
    ),
    shipping_options: optional(list(object({ shipping_rate: optional(idOf('shipping_rate')) }), { min: 1 }), {
      about: 'The ways of shipping to choose from',
      example: [{ shipping_rate: 'shr_123' }],
    }),
  },
}))
