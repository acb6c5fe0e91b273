import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const retrieveSubscription = defineAction({
  name: 'retrieve-subscription',
  summary: 'Retrieve a subscription by ID',
  description: 'Gives one subscription as it is now.',
  resource: 'Subscription',
  endpoint: 'GET /v1/subscriptions/{id}',
  docs: 'https://docs.stripe.com/api/subscriptions/retrieve',
  effect: 'read',
  input: { subscription_id: its('subscription', 'sub_123') },
  answer: { id: 'sub_123', object: 'subscription', status: 'active' },
  run: ({ stripe, options }, { subscription_id, ...params }) =>
    stripe.subscriptions.retrieve(subscription_id, params, options),
})
