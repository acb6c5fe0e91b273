import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const retrieveCustomer = defineAction({
  name: 'retrieve-customer',
  ...doc({
    summary: 'Retrieve a customer by ID',
    description: 'Gives one customer as it is now; of a deleted one, that it is deleted.',
    resource: 'Customer',
    docs: 'https://docs.stripe.com/api/customers/retrieve',
    answer: { id: 'cus_123', object: 'customer', email: 'customer@example.com' },
  }),
  endpoint: 'GET /v1/customers/{id}',
  effect: 'read',
  input: { customer_id: its('customer', 'cus_123') },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.retrieve(customer_id, params, options),
})
