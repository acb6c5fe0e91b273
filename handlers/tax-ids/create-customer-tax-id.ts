import { defineAction, pathId } from '../../src/action/define.ts'
import { required } from '../../src/action/fields.ts'
import { text } from '../../src/action/readers.ts'

export const createCustomerTaxId = defineAction(
  'create-customer-tax-id',
  'POST /v1/customers/{customer_id}/tax_ids',
  () => ({
    docs: {
      summary: 'Add a tax ID to a customer',
      description:
        "Adds a tax ID, such as a VAT number, which then appears on the customer's invoices. Stripe checks some types with the authorities later; see verification in the answer. A tax ID cannot be changed: delete it and add another.",
      resource: 'Tax ID',
      url: 'https://docs.stripe.com/api/tax_ids/customer_create',
      answer: { id: 'txi_123', object: 'tax_id', type: 'eu_vat', value: 'DE123456789' },
    },
    effect: 'write',
    input: {
      customer_id: pathId('customer'),
      type: required(text, {
        about: 'Type of the tax ID, named by country and kind',
        example: 'eu_vat',
        restriction: 'Required; such as eu_vat, gb_vat, us_ein or au_abn',
      }),
      value: required(text, { about: 'The tax ID itself', example: 'DE123456789', restriction: 'Required' }),
    },
  }),
)
