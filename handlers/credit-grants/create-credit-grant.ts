import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, currency, idOf, integer, list, object, text, timestamp } from '../../src/action/readers.ts'
import { atLeastOne } from '../../src/action/rules.ts'
import { metadata } from '../inputs.ts'

export const createCreditGrant = defineAction('create-credit-grant', 'POST /v1/billing/credit_grants', () => ({
  docs: {
    summary: 'Grant billing credits',
    description: 'Grants a customer credits that pay for metered usage, prepaid or promotional.',
    resource: 'Credit Grant',
    url: 'https://docs.stripe.com/api/billing/credit-grant/create',
    answer: { id: 'credgr_123', object: 'billing.credit_grant', customer: 'cus_123', category: 'promotional' },
  },
  effect: 'write',
  input: {
    customer: optional(idOf('customer'), {
      about: 'ID of the customer who gets the credits',
      example: 'cus_123',
      restriction: 'Required, unless customer_account is given',
    }),
    amount: required(
      object({
        type: required(choice('monetary')),
        monetary: required(object({ value: required(integer({ min: 1 })), currency: required(currency) })),
      }),
      {
        about: "How much, in the currency's smallest unit",
        example: { type: 'monetary', monetary: { value: 1000, currency: 'usd' } },
        restriction: 'Required',
      },
    ),
    applicability_config: required(
      object({
        scope: required(
          object({
            price_type: optional(choice('metered')),
            prices: optional(list(object({ id: required(idOf('price')) }), { max: 20 })),
          }),
        ),
      }),
      {
        about: 'What the credits pay for: every metered price, or those with these IDs',
        example: { scope: { price_type: 'metered' } },
        restriction: 'Required; price_type or prices (at most 20)',
      },
    ),
    category: optional(choice('paid', 'promotional'), {
      about: 'Whether the customer has paid for them',
      example: 'promotional',
      restriction: 'paid or promotional; paid without it',
    }),
    name: optional(text, { about: 'Name that your team sees', example: 'Welcome credits' }),
    effective_at: optional(timestamp, { about: 'When they can first be used; without it, now', example: 1767225600 }),
    expires_at: optional(timestamp, { about: 'When they expire; without it, never', example: 1798761600 }),
    priority: optional(integer({ min: 0, max: 100 }), {
      about: 'Which credits are used first: those with the lowest number',
      example: 50,
      restriction: '0–100; 50 without it',
    }),
    metadata: metadata({ internal_id: '123' }),
  },
  rules: [atLeastOne('customer', 'customer_account')],
}))
