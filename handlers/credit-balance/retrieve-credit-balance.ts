import { defineAction } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { choice, idOf, list, object } from '../../src/action/readers.ts'
import { atLeastOne } from '../../src/action/rules.ts'

export const retrieveCreditBalance = defineAction(
  'retrieve-credit-balance',
  'GET /v1/billing/credit_balance_summary',
  () => ({
    docs: {
      summary: "Retrieve a customer's credit balance",
      description: 'Returns the billing credits that a customer has left, in all or of one grant.',
      resource: 'Credit Balance Summary',
      url: 'https://docs.stripe.com/api/billing/credit-balance-summary/retrieve',
      answer: { object: 'billing.credit_balance_summary', customer: 'cus_123', balances: [] },
    },
    effect: 'read',
    input: {
      customer: optional(idOf('customer'), {
        about: 'ID of the customer whose credits to return',
        example: 'cus_123',
        restriction: 'Required, unless customer_account is given',
      }),
      filter: required(
        object({
          type: required(choice('applicability_scope', 'credit_grant')),
          applicability_scope: optional(
            object({
              price_type: optional(choice('metered')),
              prices: optional(list(object({ id: required(idOf('price')) }), { max: 20 })),
            }),
          ),
          credit_grant: optional(idOf('billing.credit_grant')),
        }),
        {
          about: 'Which credits count: those for some prices, or those of one grant',
          example: { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } },
          restriction: 'Required; type, and the field that it names',
        },
      ),
    },
    rules: [atLeastOne('customer', 'customer_account')],
  }),
)
