import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice } from '../../src/action/readers.ts'

export const cancelSetupIntent = defineAction(
  'cancel-setup-intent',
  'POST /v1/setup_intents/{setup_intent_id}/cancel',
  () => ({
    docs: {
      summary: 'Cancel a setup intent',
      description:
        'Permanently cancels a setup intent that has not been completed; it can no longer be confirmed. A checkout session that uses it must be expired instead.',
      resource: 'SetupIntent',
      url: 'https://docs.stripe.com/api/setup_intents/cancel',
      answer: { id: 'seti_123', object: 'setup_intent', status: 'canceled' },
    },
    effect: 'destructive',
    input: {
      setup_intent_id: pathId('setup_intent', { status: ['requires_payment_method', 'requires_confirmation'] }),
      cancellation_reason: optional(choice('abandoned', 'requested_by_customer', 'duplicate'), {
        about: 'Why it is canceled',
        example: 'requested_by_customer',
      }),
    },
  }),
)
