import { defineAction } from '../../src/action/define.ts'

export const retrieveAccount = defineAction('retrieve-account', 'GET /v1/account', () => ({
  docs: {
    summary: 'Retrieve your account',
    description:
      'Returns the Stripe account that the Worker calls, with its country, currency and capabilities; with the Stripe-Account header, the connected account.',
    resource: 'Account',
    url: 'https://docs.stripe.com/api/accounts/retrieve',
    answer: { id: 'acct_123', object: 'account', country: 'US', default_currency: 'usd' },
  },
  effect: 'read',
  input: {},
}))
