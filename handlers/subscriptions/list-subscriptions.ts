import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { choice, idOf, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listSubscriptions = defineAction({
  name: 'list-subscriptions',
  ...doc({
    summary: 'List subscriptions',
    description:
      'Gives the subscriptions of the account, newest first, a page at a time; canceled ones only on request.',
    resource: 'Subscription',
    docs: 'https://docs.stripe.com/api/subscriptions/list',
    answer: { object: 'list', data: [{ id: 'sub_123', object: 'subscription' }], has_more: false },
  }),
  endpoint: 'GET /v1/subscriptions',
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), doc({ about: 'Only those of this customer', example: 'cus_123' })),
    price: optional(idOf('price'), doc({ about: 'Only those with this price', example: 'price_123' })),
    status: optional(
      choice(
        'active',
        'all',
        'canceled',
        'ended',
        'incomplete',
        'incomplete_expired',
        'past_due',
        'paused',
        'trialing',
        'unpaid',
      ),
      doc({ about: 'Only those in this state; without it, all that are not canceled', example: 'active' }),
    ),
    ...paging('subscription', 'sub_123', 'sub_456'),
  } satisfies Shape<Stripe.SubscriptionListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.subscriptions.list(params, options),
})
