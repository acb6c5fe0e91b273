import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveSetupIntent = defineAction(
  'retrieve-setup-intent',
  'GET /v1/setup_intents/{setup_intent_id}',
  () => ({
    docs: {
      summary: 'Retrieve a setup intent by ID',
      description: 'Returns a setup intent; once its status is succeeded, payment_method is saved and can be charged.',
      resource: 'SetupIntent',
      url: 'https://docs.stripe.com/api/setup_intents/retrieve',
      answer: { id: 'seti_123', object: 'setup_intent', status: 'succeeded', payment_method: 'pm_123' },
    },
    effect: 'read',
    input: {
      setup_intent_id: pathId('setup_intent'),
    },
  }),
)
