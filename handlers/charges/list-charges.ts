import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listCharges = defineAction('list-charges', 'GET /v1/charges', () => ({
  docs: {
    summary: 'List charges',
    description: 'Returns the charges of the account, failed ones included, newest first, a page at a time.',
    resource: 'Charge',
    url: 'https://docs.stripe.com/api/charges/list',
    answer: { object: 'list', data: [{ id: 'ch_123', object: 'charge', status: 'succeeded' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
    payment_intent: optional(idOf('payment_intent'), {
      about: 'Only those of this payment intent, one per attempt',
      example: 'pi_123',
    }),
  },
}))
