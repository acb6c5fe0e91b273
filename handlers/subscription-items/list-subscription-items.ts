import { defineAction } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listSubscriptionItems = defineAction('list-subscription-items', 'GET /v1/subscription_items', () => ({
  docs: {
    summary: 'List the items of a subscription',
    description: 'Returns the prices and quantities that a subscription consists of, a page at a time.',
    resource: 'Subscription Item',
    url: 'https://docs.stripe.com/api/subscription_items/list',
    answer: { object: 'list', data: [{ id: 'si_123', object: 'subscription_item', quantity: 1 }], has_more: false },
  },
  effect: 'read',
  input: {
    subscription: required(idOf('subscription'), {
      about: 'ID of the subscription whose items to list',
      example: 'sub_123',
      restriction: 'Required',
    }),
  },
}))
