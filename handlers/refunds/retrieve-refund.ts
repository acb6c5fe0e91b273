import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveRefund = defineAction('retrieve-refund', 'GET /v1/refunds/{refund_id}', () => ({
  docs: {
    summary: 'Retrieve a refund by ID',
    description: 'Returns a refund; its status says whether the money has been sent back.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/retrieve',
    answer: { id: 're_123', object: 'refund', amount: 1000, status: 'succeeded' },
  },
  effect: 'read',
  input: {
    refund_id: pathId('refund'),
  },
}))
