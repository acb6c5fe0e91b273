import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelSubscription = defineAction(
  'cancel-subscription',
  'DELETE /v1/subscriptions/{subscription_id}',
  () => ({
    docs: {
      summary: 'Cancel a subscription',
      description:
        'Ends a subscription immediately. To let it run to the end of the period, update it with Cancel at Period End.',
      resource: 'Subscription',
      url: 'https://docs.stripe.com/api/subscriptions/cancel',
      answer: { id: 'sub_123', object: 'subscription', status: 'canceled' },
    },
    effect: 'destructive',
    input: { subscription_id: pathId('subscription') },
  }),
)
