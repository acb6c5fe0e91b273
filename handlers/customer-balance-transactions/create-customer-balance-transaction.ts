import { defineAction, pathId } from '../../src/action/define.ts'
import { optional, required } from '../../src/action/fields.ts'
import { currency, integer, text } from '../../src/action/readers.ts'
import { metadata } from '../inputs.ts'

export const createCustomerBalanceTransaction = defineAction(
  'create-customer-balance-transaction',
  'POST /v1/customers/{customer_id}/balance_transactions',
  () => ({
    docs: {
      summary: "Credit or debit a customer's balance",
      description:
        "Changes a customer's balance, which Stripe applies to their next invoices; no money moves now. The entry itself cannot be changed or deleted: to undo it, create one of the opposite amount.",
      resource: 'Customer Balance Transaction',
      url: 'https://docs.stripe.com/api/customer_balance_transactions/create',
      answer: {
        id: 'cbtxn_123',
        object: 'customer_balance_transaction',
        amount: -500,
        currency: 'usd',
        ending_balance: -500,
      },
    },
    effect: 'write',
    input: {
      customer_id: pathId('customer'),
      amount: required(integer(), {
        about: "Amount in the currency's smallest unit: negative to credit the customer, positive to have them owe it",
        example: -500,
        restriction: 'Required; negative for a credit',
      }),
      currency: required(currency, {
        about: 'Currency of the amount; it becomes that of a customer who has none yet',
        example: 'usd',
        restriction: 'Required',
      }),
      description: optional(text, { about: 'Why the balance changes', example: 'Credit for last week' }),
      metadata: metadata({ ticket_id: '123' }),
    },
  }),
)
