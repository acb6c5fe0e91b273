import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean, text } from '../../src/action/readers.ts'
import { metadata, taxRate } from '../inputs.ts'

export const updateTaxRate = defineAction('update-tax-rate', 'POST /v1/tax_rates/{tax_rate_id}', () => ({
  docs: {
    summary: 'Update a tax rate',
    description:
      'Updates a tax rate. Fields that you leave out keep their values. To change the percentage, create another tax rate and archive this one with active false; existing uses keep it.',
    resource: 'Tax Rate',
    url: 'https://docs.stripe.com/api/tax_rates/update',
    answer: { id: 'txr_123', object: 'tax_rate', display_name: 'VAT', active: false },
  },
  effect: 'write',
  input: {
    tax_rate_id: pathId('tax_rate'),
    display_name: optional(text, { about: 'Name that customers see', example: 'VAT' }),
    active: optional(boolean, {
      about: 'Whether it can be used for new subscriptions, invoices and checkout sessions',
      example: false,
    }),
    ...taxRate,
    metadata: metadata({ internal_id: '456' }),
  },
}))
