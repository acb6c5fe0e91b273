import { defineAction } from '../../src/action.ts'
import { its } from '../inputs.ts'

export const deleteCustomer = defineAction({
  name: 'delete-customer',
  summary: 'Delete a customer',
  description: 'Deletes a customer for good and ends its subscriptions at once.',
  resource: 'Customer',
  endpoint: 'DELETE /v1/customers/{id}',
  docs: 'https://docs.stripe.com/api/customers/delete',
  effect: 'destructive',
  input: { customer_id: its('customer', 'cus_123') },
  answer: { id: 'cus_123', object: 'customer', deleted: true },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.del(customer_id, params, options),
})
