import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, idOf } from '../../src/action/readers.ts'

export const listSubscriptions = defineAction('list-subscriptions', 'GET /v1/subscriptions', () => ({
  docs: {
    summary: 'List subscriptions',
    description:
      'Returns the subscriptions of the account, newest first, a page at a time; canceled ones only on request.',
    resource: 'Subscription',
    url: 'https://docs.stripe.com/api/subscriptions/list',
    answer: { object: 'list', data: [{ id: 'sub_123', object: 'subscription' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    price: optional(idOf('price'), { about: 'Only those with this price', example: 'price_123' }),
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
      { about: 'Only those in this state; without it, all that are not canceled', example: 'active' },
    ),
  },
}))
