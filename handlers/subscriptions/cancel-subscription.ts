import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const cancelSubscription = defineAction({
  name: 'cancel-subscription',
  ...doc({
    summary: 'Cancel a subscription',
    description: 'Ends a subscription at once. To let it run out, update it with Cancel at Period End.',
    resource: 'Subscription',
    docs: 'https://docs.stripe.com/api/subscriptions/cancel',
    answer: { id: 'sub_123', object: 'subscription', status: 'canceled' },
  }),
  endpoint: 'DELETE /v1/subscriptions/{id}',
  effect: 'destructive',
  input: { subscription_id: its('subscription', 'sub_123') },
  run: ({ stripe, options }, { subscription_id, ...params }) =>
    stripe.subscriptions.cancel(subscription_id, params, options),
})
