import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveTaxRate = defineAction('retrieve-tax-rate', 'GET /v1/tax_rates/{tax_rate_id}', () => ({
  docs: {
    summary: 'Retrieve a tax rate by ID',
    description: 'Returns a tax rate.',
    resource: 'Tax Rate',
    url: 'https://docs.stripe.com/api/tax_rates/retrieve',
    answer: { id: 'txr_123', object: 'tax_rate', display_name: 'VAT', percentage: 19, inclusive: false },
  },
  effect: 'read',
  input: { tax_rate_id: pathId('tax_rate') },
}))
