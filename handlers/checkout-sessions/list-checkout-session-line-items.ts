import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its, pages, paging } from '../inputs.ts'

export const listCheckoutSessionLineItems = defineAction({
  name: 'list-checkout-session-line-items',
  ...doc({
    summary: 'List line items for a checkout session',
    description: 'Gives what a session sells, a page at a time.',
    resource: 'Checkout Session',
    docs: 'https://docs.stripe.com/api/checkout/sessions/line_items',
    answer: { object: 'list', data: [{ id: 'li_123', object: 'item', quantity: 1 }], has_more: false },
  }),
  endpoint: 'GET /v1/checkout/sessions/{id}/line_items',
  effect: 'read',
  input: { id: its('checkout.session', 'cs_123'), ...paging('item', 'li_123', 'li_456') },
  rules: pages,
  run: ({ stripe, options }, { id, ...params }) => stripe.checkout.sessions.listLineItems(id, params, options),
})
