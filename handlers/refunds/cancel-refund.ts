import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelRefund = defineAction('cancel-refund', 'POST /v1/refunds/{refund_id}/cancel', () => ({
  docs: {
    summary: 'Cancel a refund',
    description:
      'Stops a refund that waits for the customer, in status requires_action, for good. Other refunds, those to cards among them, cannot be canceled.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/cancel',
    answer: { id: 're_123', object: 'refund', status: 'canceled' },
  },
  effect: 'destructive',
  input: {
    refund_id: pathId('refund'),
  },
}))
