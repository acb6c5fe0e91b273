import { defineAction, pathId } from '../../src/action/define.ts'

export const closeDispute = defineAction('close-dispute', 'POST /v1/disputes/{dispute_id}/close', () => ({
  docs: {
    summary: 'Close a dispute',
    description:
      'Accepts a dispute as lost. This is final: the customer keeps the disputed amount, and no more evidence can be sent.',
    resource: 'Dispute',
    url: 'https://docs.stripe.com/api/disputes/close',
    answer: { id: 'du_123', object: 'dispute', status: 'lost' },
  },
  effect: 'destructive',
  input: {
    dispute_id: pathId('dispute'),
  },
}))
