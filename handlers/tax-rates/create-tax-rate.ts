import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { boolean, percentage, text } from '../../src/action/readers.ts'
import { metadata, taxRate } from '../inputs.ts'

export const createTaxRate = defineAction('create-tax-rate', 'POST /v1/tax_rates', () => ({
  docs: {
    summary: 'Create a tax rate',
    description:
      'Creates a tax rate for invoices, subscriptions and checkout sessions that do not use automatic tax. Its percentage, and whether prices include it, cannot change later.',
    resource: 'Tax Rate',
    url: 'https://docs.stripe.com/api/tax_rates/create',
    answer: { id: 'txr_123', object: 'tax_rate', display_name: 'VAT', percentage: 19, inclusive: false },
  },
  effect: 'write',
  input: {
    display_name: required(text, { about: 'Name that customers see', example: 'VAT', restriction: 'Required' }),
    percentage: required(percentage, { about: 'Rate in percent', example: 19, restriction: 'Required; 0–100' }),
    inclusive: required(boolean, {
      about: 'Whether prices include the tax; otherwise it comes on top',
      example: false,
      restriction: 'Required; true or false',
    }),
    ...taxRate,
    active: optional(boolean, {
      about: 'Whether it can be used for new subscriptions, invoices and checkout sessions',
      example: true,
      restriction: 'true or false; default true',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
}))
