import { defineAction, pathId } from '../../src/action/define.ts'
import { metadata } from '../inputs.ts'

export const updateRefund = defineAction('update-refund', 'POST /v1/refunds/{refund_id}', () => ({
  docs: {
    summary: 'Update a refund',
    description: 'Changes the metadata of a refund; Stripe lets nothing else be changed.',
    resource: 'Refund',
    url: 'https://docs.stripe.com/api/refunds/update',
    answer: { id: 're_123', object: 'refund', metadata: { order_id: '123' } },
  },
  effect: 'write',
  input: {
    refund_id: pathId('refund'),
    metadata: metadata({ order_id: '123' }),
  },
}))
