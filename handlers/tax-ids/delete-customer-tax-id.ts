import { defineAction, pathId } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const deleteCustomerTaxId = defineAction(
  'delete-customer-tax-id',
  'DELETE /v1/customers/{customer_id}/tax_ids/{tax_id}',
  () => ({
    docs: {
      summary: 'Delete a tax ID of a customer',
      description: 'Permanently removes a tax ID from a customer. Invoices that are already finalized keep it.',
      resource: 'Tax ID',
      url: 'https://docs.stripe.com/api/tax_ids/customer_delete',
      answer: { id: 'txi_123', object: 'tax_id', deleted: true },
    },
    effect: 'destructive',
    input: {
      customer_id: pathId('customer'),
      tax_id: required(idOf('tax_id'), {
        about: "ID of the tax ID, as the list of the customer's tax IDs has it",
        example: 'txi_123',
        restriction: 'Required',
      }),
    },
  }),
)
