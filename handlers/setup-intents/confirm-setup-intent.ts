import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf, url } from '../../src/action/readers.ts'

export const confirmSetupIntent = defineAction(
  'confirm-setup-intent',
  'POST /v1/setup_intents/{setup_intent_id}/confirm',
  () => ({
    docs: {
      summary: 'Confirm a setup intent',
      description:
        'Saves the payment method now, without charging it. If the status in the answer is requires_action, let the customer complete next_action in the browser; if saving fails, confirm again with another payment method.',
      resource: 'SetupIntent',
      url: 'https://docs.stripe.com/api/setup_intents/confirm',
      answer: { id: 'seti_123', object: 'setup_intent', status: 'succeeded' },
    },
    effect: 'write',
    input: {
      setup_intent_id: pathId('setup_intent', { status: ['requires_payment_method', 'requires_confirmation'] }),
      payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to save, unless the setup intent has one',
        example: 'pm_123',
      }),
      return_url: optional(url, {
        about: 'Where the customer returns to after a redirect, such as to their bank',
        example: 'https://yoursite.com/account',
        restriction: 'Needed if a payment method may redirect',
      }),
    },
  }),
)
