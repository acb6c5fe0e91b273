import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveCustomer = defineAction('retrieve-customer', 'GET /v1/customers/{customer_id}', () => ({
  docs: {
    summary: 'Retrieve a customer by ID',
    description: 'Returns a customer, or only that it was deleted.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/retrieve',
    answer: { id: 'cus_123', object: 'customer', email: 'customer@example.com' },
  },
  effect: 'read',
  input: { customer_id: pathId('customer') },
}))
