import { defineAction, pathId } from '../../src/action/define.ts'

export const deleteCustomerDiscount = defineAction(
  'delete-customer-discount',
  'DELETE /v1/customers/{customer_id}/discount',
  () => ({
    docs: {
      summary: "Remove a customer's discount",
      description:
        'Ends the discount that a customer has; later invoices no longer get it. Discounts of single subscriptions stay.',
      resource: 'Discount',
      url: 'https://docs.stripe.com/api/discounts/delete',
      answer: { id: 'di_123', object: 'discount', customer: 'cus_123', deleted: true },
    },
    effect: 'destructive',
    input: {
      customer_id: pathId('customer'),
    },
  }),
)
