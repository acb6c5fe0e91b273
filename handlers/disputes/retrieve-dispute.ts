import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveDispute = defineAction('retrieve-dispute', 'GET /v1/disputes/{dispute_id}', () => ({
  docs: {
    summary: 'Retrieve a dispute by ID',
    description: "Returns a dispute: the bank's reason, the amount, and until when evidence can be sent.",
    resource: 'Dispute',
    url: 'https://docs.stripe.com/api/disputes/retrieve',
    answer: { id: 'du_123', object: 'dispute', amount: 1000, reason: 'product_not_received', status: 'needs_response' },
  },
  effect: 'read',
  input: {
    dispute_id: pathId('dispute'),
  },
}))
