import { defineAction } from '../../src/action/define.ts'

export const retrieveBalance = defineAction('retrieve-balance', 'GET /v1/balance', () => ({
  docs: {
    summary: 'Retrieve your balance',
    description: 'Returns the money in your Stripe account by currency: what can be paid out now, and what is pending.',
    resource: 'Balance',
    url: 'https://docs.stripe.com/api/balance/balance_retrieve',
    answer: { object: 'balance', available: [{ amount: 1000, currency: 'usd' }], pending: [] },
  },
  effect: 'read',
  input: {},
}))
