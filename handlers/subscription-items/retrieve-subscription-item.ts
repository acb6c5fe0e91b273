import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveSubscriptionItem = defineAction(
  'retrieve-subscription-item',
  'GET /v1/subscription_items/{subscription_item_id}',
  () => ({
    docs: {
      summary: 'Retrieve a subscription item by ID',
      description: 'Returns an item of a subscription, with its price, quantity and current billing period.',
      resource: 'Subscription Item',
      url: 'https://docs.stripe.com/api/subscription_items/retrieve',
      answer: { id: 'si_123', object: 'subscription_item', subscription: 'sub_123', quantity: 1 },
    },
    effect: 'read',
    input: { subscription_item_id: pathId('subscription_item') },
  }),
)
