import { defineAction, pathId } from '../../src/action/define.ts'

export const listCheckoutSessionLineItems = defineAction(
  'list-checkout-session-line-items',
  'GET /v1/checkout/sessions/{id}/line_items',
  () => ({
    docs: {
      summary: 'List line items for a checkout session',
      description: 'Returns the line items of a session, a page at a time.',
      resource: 'Checkout Session',
      url: 'https://docs.stripe.com/api/checkout/sessions/line_items',
      answer: { object: 'list', data: [{ id: 'li_123', object: 'item', quantity: 1 }], has_more: false },
    },
    effect: 'read',
    input: { id: pathId('checkout.session') },
  }),
)
