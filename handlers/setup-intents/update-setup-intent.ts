import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const updateSetupIntent = defineAction(
  'update-setup-intent',
  'POST /v1/setup_intents/{setup_intent_id}',
  () => ({
    docs: {
      summary: 'Update a setup intent',
      description: 'Updates a setup intent. Fields that you leave out keep their values. It does not confirm it.',
      resource: 'SetupIntent',
      url: 'https://docs.stripe.com/api/setup_intents/update',
      answer: { id: 'seti_123', object: 'setup_intent', customer: 'cus_123' },
    },
    effect: 'write',
    input: {
      setup_intent_id: pathId('setup_intent'),
      customer: optional(idOf('customer'), {
        about: 'ID of the customer to save the payment method for',
        example: 'cus_123',
      }),
      payment_method: optional(idOf('payment_method'), {
        about: 'ID of the payment method to save',
        example: 'pm_123',
      }),
      description: optional(text, { about: 'A note, not shown to the customer', example: 'Card for renewals' }),
      metadata: metadata({ order_id: '456' }),
    },
  }),
)
