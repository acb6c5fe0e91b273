import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { type Changes, clearable, id, idOf, integer, list, object, optional } from '../../src/action/inputs.ts'
import { aboutMetadata, changedMetadata, its } from '../inputs.ts'

export const updateCheckoutSession = defineAction({
  name: 'update-checkout-session',
  ...doc({
    summary: 'Update a checkout session',
    description: 'Changes the given fields of an open session; the others stay as they are.',
    resource: 'Checkout Session',
    docs: 'https://docs.stripe.com/api/checkout/sessions/update',
    answer: { id: 'cs_123', object: 'checkout.session', status: 'open', metadata: { order_id: '456' } },
  }),
  endpoint: 'POST /v1/checkout/sessions/{id}',
  effect: 'write',
  input: {
    id: its('checkout.session', 'cs_123'),
    ...({
      metadata: clearable(changedMetadata, aboutMetadata({ order_id: '456' })),
      line_items: optional(
        list(object({ id: optional(id), price: optional(idOf('price')), quantity: optional(integer({ min: 0 })) }), {
          min: 1,
        }),
        doc({ about: 'All line items, those to keep by their ID', example: [{ id: 'li_123', quantity: 2 }] }),
      ),
      shipping_options: clearable(
        list(object({ shipping_rate: optional(id) }), { min: 1 }),
        doc({
          about: 'The ways of shipping to choose from',
          example: [{ shipping_rate: 'shr_123' }],
        }),
      ),
    } satisfies Changes<Stripe.Checkout.SessionUpdateParams>),
  },
  run: ({ stripe, options }, { id, ...params }) => stripe.checkout.sessions.update(id, params, options),
})
