import { defineAction, pathId } from '../../src/action/define.ts'

export const retrievePayout = defineAction('retrieve-payout', 'GET /v1/payouts/{payout_id}', () => ({
  docs: {
    summary: 'Retrieve a payout by ID',
    description: 'Returns a payout, and why it failed if it did.',
    resource: 'Payout',
    url: 'https://docs.stripe.com/api/payouts/retrieve',
    answer: { id: 'po_123', object: 'payout', status: 'paid' },
  },
  effect: 'read',
  input: {
    payout_id: pathId('payout'),
  },
}))
