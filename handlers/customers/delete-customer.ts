import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteCustomer = defineAction('delete-customer', 'DELETE /v1/customers/{customer_id}', () => ({
  docs: {
    summary: 'Delete a customer',
    description: 'Permanently deletes a customer and ends its subscriptions immediately.',
    resource: 'Customer',
    url: 'https://docs.stripe.com/api/customers/delete',
    answer: { id: 'cus_123', object: 'customer', deleted: true },
  },
  effect: 'destructive',
  input: { customer_id: pathId('customer') },
}))
