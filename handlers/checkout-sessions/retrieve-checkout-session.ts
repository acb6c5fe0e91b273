import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { list, optional, text } from '../../src/action/inputs.ts'
import { its } from '../inputs.ts'

export const retrieveCheckoutSession = defineAction({
  name: 'retrieve-checkout-session',
  ...doc({
    summary: 'Retrieve a checkout session by ID',
    description: 'Gives one session as it is now, to show the order on your success page.',
    resource: 'Checkout Session',
    docs: 'https://docs.stripe.com/api/checkout/sessions/retrieve',
    answer: {
      id: 'cs_123',
      object: 'checkout.session',
      payment_status: 'paid',
      customer: 'cus_123',
      amount_total: 2000,
    },
  }),
  endpoint: 'GET /v1/checkout/sessions/{id}',
  effect: 'read',
  input: {
    id: its('checkout.session', 'cs_123'),
    expand: optional(
      list(text),
      doc({
        about: 'Fields whose objects the answer holds in place of their IDs, line_items among them',
        example: ['line_items'],
        restriction: 'Array',
      }),
    ),
  },
  run: ({ stripe, options }, { id, ...params }) => stripe.checkout.sessions.retrieve(id, params, options),
})
