import { defineAction, pathId } from '../../src/action/define.ts'
import { optional } from '../../src/action/fields.ts'
import { idOf } from '../../src/action/readers.ts'

export const listCustomerBalanceTransactions = defineAction(
  'list-customer-balance-transactions',
  'GET /v1/customers/{customer_id}/balance_transactions',
  () => ({
    docs: {
      summary: "List a customer's balance transactions",
      description:
        "Returns every credit to and debit of a customer's balance, newest first, a page at a time. The ending_balance of each is the balance after it.",
      resource: 'Customer Balance Transaction',
      url: 'https://docs.stripe.com/api/customer_balance_transactions/list',
      answer: {
        object: 'list',
        data: [{ id: 'cbtxn_123', object: 'customer_balance_transaction', amount: -500, ending_balance: -500 }],
        has_more: false,
      },
    },
    effect: 'read',
    input: {
      customer_id: pathId('customer'),
      invoice: optional(idOf('invoice'), { about: 'Only those that belong to this invoice', example: 'in_123' }),
    },
  }),
)
