import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const retrieveCustomer = defineAction({
  name: 'retrieve-customer',
  summary: 'Retrieve a customer by ID',
  description: 'Gives one customer as it is now; of a deleted one, that it is deleted.',
  resource: 'Customer',
  endpoint: 'GET /v1/customers/{id}',
  docs: 'https://docs.stripe.com/api/customers/retrieve',
  effect: 'read',
  input: { customer_id: its('customer', 'cus_123') },
  answer: { id: 'cus_123', object: 'customer', email: 'customer@example.com' },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.retrieve(customer_id, params, options),
})
