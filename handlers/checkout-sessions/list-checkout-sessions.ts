import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { choice, idOf } from '../../src/action/readers.ts'

export const listCheckoutSessions = defineAction('list-checkout-sessions', 'GET /v1/checkout/sessions', () => ({
  docs: {
    summary: 'List checkout sessions',
    description: 'Returns the checkout sessions of the account, newest first, a page at a time.',
    resource: 'Checkout Session',
    url: 'https://docs.stripe.com/api/checkout/sessions/list',
    answer: {
      object: 'list',
      data: [{ id: 'cs_123', object: 'checkout.session', status: 'complete' }],
      has_more: false,
    },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    status: optional(choice('open', 'complete', 'expired'), { about: 'Only those in this state', example: 'complete' }),
  },
}))
