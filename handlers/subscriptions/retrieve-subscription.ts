import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveSubscription = defineAction(
  'retrieve-subscription',
  'GET /v1/subscriptions/{subscription_id}',
  () => ({
    docs: {
      summary: 'Retrieve a subscription by ID',
      description: 'Returns a subscription.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/retrieve',
      answer: { id: 'sub_123', object: 'subscription', status: 'active' },
    },
    effect: 'read',
    input: { subscription_id: pathId('subscription') },
  }),
)
