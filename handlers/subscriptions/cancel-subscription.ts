import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelSubscription = defineAction(
  'cancel-subscription',
  'DELETE /v1/subscriptions/{subscription_id}',
  () => ({
    docs: {
      summary: 'Cancel a subscription',
      description: 'Ends a subscription at once. To let it run out, update it with Cancel at Period End.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/cancel',
      answer: { id: 'sub_123', object: 'subscription', status: 'canceled' },
    },
    effect: 'destructive',
    input: { subscription_id: pathId('subscription') },
  }),
)
