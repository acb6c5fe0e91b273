import { defineAction } from '../../src/action/action.ts'
import { doc } from '../../src/action/doc.ts'
import { its } from '../inputs.ts'

export const deleteCustomer = defineAction({
  name: 'delete-customer',
  ...doc({
    summary: 'Delete a customer',
    description: 'Deletes a customer for good and ends its subscriptions at once.',
    resource: 'Customer',
    docs: 'https://docs.stripe.com/api/customers/delete',
    answer: { id: 'cus_123', object: 'customer', deleted: true },
  }),
  endpoint: 'DELETE /v1/customers/{id}',
  effect: 'destructive',
  input: { customer_id: its('customer', 'cus_123') },
  run: ({ stripe, options }, { customer_id, ...params }) => stripe.customers.del(customer_id, params, options),
})
