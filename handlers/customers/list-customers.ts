import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { email } from '../../src/action/readers.ts'

export const listCustomers = defineAction('list-customers', 'GET /v1/customers', () => ({
  docs: {
    summary: 'List customers',
    description: 'Returns the customers of the account, newest first, a page at a time.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/list',
    answer: { object: 'list', data: [{ id: 'cus_123', object: 'customer' }], has_more: false },
  },
  effect: 'read',
  input: {
    email: optional(email, {
      about: 'Only those with exactly this address, in the same case',
      example: 'customer@example.com',
    }),
  },
}))
