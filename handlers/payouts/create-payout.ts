import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, currency, id, integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createPayout = defineAction('create-payout', 'POST /v1/payouts', () => ({
  docs: {
    summary: 'Create a payout',
    description:
      'Sends money of your balance to your bank account or debit card now, beside automatic payouts. It can only be canceled while it is pending.',
    resource: 'Payout',
    url: 'https://docs.stripe.com/api/payouts/create',
    answer: { id: 'po_123', object: 'payout', amount: 1000, currency: 'usd', status: 'pending' },
  },
  effect: 'destructive',
  input: {
    amount: required(integer({ min: 1 }), {
      about: "How much to pay out, in the currency's smallest unit",
      example: 1000,
      restriction: 'Required',
    }),
    currency: required(currency, { about: 'Currency of the amount', example: 'usd', restriction: 'Required' }),
    destination: optional(id, {
      about: 'ID of the bank account or card; without it, the default one for the currency',
      example: 'ba_123',
    }),
    method: optional(choice('standard', 'instant'), {
      about: 'Whether it arrives within days, or within minutes for a fee',
      example: 'standard',
      restriction: 'standard or instant',
    }),
    source_type: optional(choice('bank_account', 'card', 'fpx'), {
      about: 'The part of your balance that it is taken from',
      example: 'card',
    }),
    description: optional(text, { about: 'A note for your team', example: 'Weekly payout' }),
    statement_descriptor: optional(text, {
      about: 'What your bank statement says',
      example: 'EXAMPLE SHOP',
      restriction: 'At most 22 characters',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
}))
