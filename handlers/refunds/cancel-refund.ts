import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelRefund = defineAction('cancel-refund', 'POST /v1/refunds/{refund_id}/cancel', () => ({
  docs: {
    summary: 'Cancel a refund',
    description:
      'Permanently cancels a refund that waits for the customer (status requires_action). Other refunds, including those to cards, cannot be canceled.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/cancel',
    answer: { id: 're_123', object: 'refund', status: 'canceled' },
  },
  effect: 'destructive',
  input: {
    refund_id: pathId('refund'),
  },
}))
