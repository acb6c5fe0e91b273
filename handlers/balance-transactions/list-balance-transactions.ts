import { defineAction } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { currency, id, idOf, text } from '../../src/action/readers.ts'
import { time } from '../inputs.ts'

export const listBalanceTransactions = defineAction(
  'list-balance-transactions',
  'GET /v1/balance_transactions',
  () => ({
    docs: {
      summary: 'List balance transactions',
      description:
        "Returns the payments, refunds, payouts and other changes of your balance, newest first, with Stripe's fees.",
      resource: 'Balance Transaction',
      url: 'https://docs.stripe.com/api/balance_transactions/list',
      answer: { object: 'list', data: [{ id: 'txn_123', object: 'balance_transaction' }], has_more: false },
    },
    effect: 'read',
    input: {
      type: optional(text, { about: 'Only those of this type', example: 'charge' }),
      created: time('Only those created then'),
      currency: optional(currency, { about: 'Only those in this currency', example: 'usd' }),
      payout: optional(idOf('payout'), { about: 'Only those that this automatic payout paid out', example: 'po_123' }),
      source: optional(id, { about: 'Only those of this charge, refund or other object', example: 'ch_123' }),
    },
  }),
)
