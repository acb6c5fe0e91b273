import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveCharge = defineAction('retrieve-charge', 'GET /v1/charges/{charge_id}', () => ({
  docs: {
    summary: 'Retrieve a charge by ID',
    description: 'Returns a charge: what was paid, how, what was refunded, and receipt_url, a page with the receipt.',
    resource: 'Charge',
    url: 'https://docs.stripe.com/api/charges/retrieve',
    answer: { id: 'ch_123', object: 'charge', amount: 1000, status: 'succeeded', refunded: false },
  },
  effect: 'read',
  input: {
    charge_id: pathId('charge'),
  },
}))
