import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { boolean } from '../../src/action/readers.ts'

export const listTaxRates = defineAction('list-tax-rates', 'GET /v1/tax_rates', () => ({
  docs: {
    summary: 'List tax rates',
    description: 'Returns the tax rates of the account, newest first, a page at a time.',
    resource: 'Tax Rate',
    url: 'https://docs.stripe.com/api/tax_rates/list',
    answer: { object: 'list', data: [{ id: 'txr_123', object: 'tax_rate', percentage: 19 }], has_more: false },
  },
  effect: 'read',
  input: {
    active: optional(boolean, { about: 'Only those that are active, or only the archived ones', example: true }),
    inclusive: optional(boolean, {
      about: 'Only those that prices include, or only those that come on top',
      example: false,
    }),
  },
}))
