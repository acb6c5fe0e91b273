import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listCreditGrants = defineAction('list-credit-grants', 'GET /v1/billing/credit_grants', () => ({
  docs: {
    summary: 'List credit grants',
    description:
      'Returns the billing credits that customers were granted, a page at a time. See Retrieve Credit Balance for what is left.',
    resource: 'Credit Grant',
    url: 'https://docs.stripe.com/api/billing/credit-grant/list',
    answer: { object: 'list', data: [{ id: 'credgr_123', object: 'billing.credit_grant' }], has_more: false },
  },
  effect: 'read',
  input: {
    customer: optional(idOf('customer'), { about: 'Only those of this customer', example: 'cus_123' }),
  },
}))
