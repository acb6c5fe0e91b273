import type Stripe from 'stripe'
import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { email, optional, type Shape } from '../../src/action/inputs.ts'
import { pages, paging } from '../inputs.ts'

export const listCustomers = defineAction({
  name: 'list-customers',
  ...doc({
    summary: 'List customers',
    description: 'Gives the customers of the account, newest first, a page at a time.',
    resource: 'Customer',
    docs: 'https://docs.stripe.com/api/customers/list',
    answer: { object: 'list', data: [{ id: 'cus_123', object: 'customer' }], has_more: false },
  }),
  endpoint: 'GET /v1/customers',
  effect: 'read',
  input: {
    email: optional(
      email,
      doc({
        about: 'Only those with exactly this address, in the same case',
        example: 'customer@example.com',
      }),
    ),
    ...paging('customer', 'cus_123', 'cus_456'),
  } satisfies Shape<Stripe.CustomerListParams>,
  rules: pages,
  run: ({ stripe, options }, params) => stripe.customers.list(params, options),
})
