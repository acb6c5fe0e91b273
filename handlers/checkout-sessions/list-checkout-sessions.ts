import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { choice, idOf, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listCheckoutSessions = defineAction({
  name: 'list-checkout-sessions',
  ...doc({
    summary: 'List checkout sessions',
    description: 'Gives the checkout sessions of the account, newest first, a page at a time.',
    resource: 'Checkout Session',
    docs: 'https://docs.stripe.com/api/checkout/sessions/list',
    answer: {
      object: 'list',
      data: [{ id: 'cs_123', object: 'checkout.session', status: 'complete' }],
      has_more: false,
    },
  }),
  endpoint: 'GET /v1/checkout/sessions',
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), doc({ about: 'Only those of this customer', example: 'cus_123' })),
    status: optional(
      choice('open', 'complete', 'expired'),
      doc({ about: 'Only those in this state', example: 'complete' }),
    ),
    ...paging('checkout.session', 'cs_123', 'cs_456'),
  } satisfies Shape<Stripe.Checkout.SessionListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.checkout.sessions.list(params, options),
})
