import { defineAction, pathId } from '../../src/action/define.ts'

export const cancelPayout = defineAction('cancel-payout', 'POST /v1/payouts/{payout_id}/cancel', () => ({
  docs: {
    summary: 'Cancel a payout',
    description: 'Cancels a payout that is still pending; the money returns to your balance.',
    resource: 'Payout',
    url: 'https://docs.stripe.com/api/payouts/cancel',
    answer: { id: 'po_123', object: 'payout', status: 'canceled' },
  },
  effect: 'destructive',
  input: {
    payout_id: pathId('payout'),
  },
}))
