import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const cancelSubscription = defineAction({
  name: 'cancel-subscription',
  summary: 'Cancel a subscription',
  description: 'Ends a subscription at once. To let it run out, update it with Cancel at Period End.',
  resource: 'Subscription',
  endpoint: 'DELETE /v1/subscriptions/{id}',
  docs: 'https://docs.stripe.com/api/subscriptions/cancel',
  effect: 'destructive',
  input: { subscription_id: its('subscription', 'sub_123') },
  answer: { id: 'sub_123', object: 'subscription', status: 'canceled' },
  run: ({ stripe, options }, { subscription_id, ...params }) =>
    stripe.subscriptions.cancel(subscription_id, params, options),
})
