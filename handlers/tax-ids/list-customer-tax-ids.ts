import { defineAction, pathId } from '../../src/action/define.ts'

export const listCustomerTaxIds = defineAction(
  'list-customer-tax-ids',
  'GET /v1/customers/{customer_id}/tax_ids',
  () => ({
    docs: {
      summary: "List a customer's tax IDs",
      description:
        'Returns the tax IDs of a customer, such as VAT numbers, with the state of their verification, a page at a time.',
      resource: 'Tax ID',
      url: 'https://docs.stripe.com/api/tax_ids/customer_list',
      answer: {
        object: 'list',
        data: [{ id: 'txi_123', object: 'tax_id', type: 'eu_vat', value: 'DE123456789' }],
        has_more: false,
      },
    },
    effect: 'read',
    input: {
      customer_id: pathId('customer'),
    },
  }),
)
