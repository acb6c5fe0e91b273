import { defineAction, pathId } from '../../src/action/define.ts'

export const retrieveBalanceTransaction = defineAction(
  'retrieve-balance-transaction',
  'GET /v1/balance_transactions/{balance_transaction_id}',
  () => ({
    docs: {
      summary: 'Retrieve a balance transaction by ID',
      description: "Returns one change of your balance, with its amount, Stripe's fee and what is left.",
      resource: 'Balance Transaction',
      url: 'https://docs.stripe.com/api/balance_transactions/retrieve',
      answer: { id: 'txn_123', object: 'balance_transaction', amount: 1000, fee: 59, net: 941 },
    },
    effect: 'read',
    input: {
      balance_transaction_id: pathId('balance_transaction'),
    },
  }),
)
