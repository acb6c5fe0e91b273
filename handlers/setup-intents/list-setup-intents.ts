import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listSetupIntents = defineAction('list-setup-intents', 'GET /v1/setup_intents', () => ({
  docs: {
    summary: 'List setup intents',
    description: 'Returns the setup intents of the account, newest first, a page at a time.',
    resource: 'SetupIntent',
    url: 'https://docs.stripe.com/api/setup_intents/list',
    answer: { object: 'list', data: [{ id: 'seti_123', object: 'setup_intent' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    payment_method: optional(idOf('payment_method'), {
      about: 'Only those that set up this payment method',
      example: 'pm_123',
    }),
  },
}))
