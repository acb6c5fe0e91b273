import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrieveSubscription = defineAction({
  name: 'retrieve-subscription',
  ...doc({
    summary: 'Retrieve a subscription by ID',
    description: 'Gives one subscription as it is now.',
    resource: 'Subscription',
    docs: 'https://docs.stripe.com/api/subscriptions/retrieve',
    answer: { id: 'sub_123', object: 'subscription', status: 'active' },
  }),
  endpoint: 'GET /v1/subscriptions/{id}',
  effect: 'read',
  input: { subscription_id: its('subscription', 'sub_123') },
  run: ({ stripe, options }, { subscription_id, ...params }) =>
    stripe.subscriptions.retrieve(subscription_id, params, options),
})
