import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { noSuch } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { operation, resource } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'

type Transaction = Objects['customer_balance_transaction']

/** The currency of a balance that is set without one: the account's. */
const DEFAULT_CURRENCY = 'usd'

interface BalanceChange extends Partial<Pick<Transaction, 'credit_note' | 'description' | 'invoice' | 'metadata'>> {
  /** In the smallest unit: less than 0 is credit, which later invoices use up. */
  amount: number
  currency?: string | undefined
  type: Transaction['type']
}

/**
 * What a customer owes in each currency, or has to their credit; `balance` is that in their own.
 * https://docs.stripe.com/invoicing/multi-currency-customers
 */
export function balancesOf(context: Context, { id }: Objects['customer']): Record<string, number> {
  const balances: Record<string, number> = {}
  const newestFirst = context.store.list('customer_balance_transaction', { filters: { customer: id }, limit: 1000 })
  for (const { currency, ending_balance: balance } of newestFirst) balances[currency] ??= balance
  return Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0))
}

/** What a customer owes in a currency, or has to their credit. */
export function balanceIn(context: Context, customer: Objects['customer'], currency: string): number {
  return currency === customer.currency ? customer.balance : (balancesOf(context, customer)[currency] ?? 0)
}

/**
 * Changes what a customer owes or has to their credit, and records why.
 * https://docs.stripe.com/billing/customer/balance#types
 */
export function changeBalance(context: Context, customer: string, of: BalanceChange): Transaction {
  const before = context.get('customer', customer)
  const currency = of.currency ?? before.currency ?? DEFAULT_CURRENCY
  const balance = balanceIn(context, before, currency) + of.amount
  const own = before.currency ?? currency
  if (currency === own) context.update<'customer'>({ ...before, balance, currency })
  return context.create<'customer_balance_transaction'>({
    id: context.newId('customer_balance_transaction'),
    object: 'customer_balance_transaction',
    amount: of.amount,
    checkout_session: null,
    created: context.now,
    credit_note: of.credit_note ?? null,
    currency,
    customer,
    customer_account: null,
    description: of.description ?? null,
    ending_balance: balance,
    invoice: of.invoice ?? null,
    livemode: false,
    metadata: of.metadata ?? {},
    type: of.type,
  })
}

/** Gives a customer another balance than they have; Stripe records the difference. */
export function setBalance(context: Context, { balance, id }: Objects['customer'], to: number | undefined) {
  if (to !== undefined && to !== balance) changeBalance(context, id, { amount: to - balance, type: 'adjustment' })
}

function ownedBy(context: Context, customer: string, id: string): Transaction {
  context.get('customer', customer)
  const found = context.get('customer_balance_transaction', id)
  if (found.customer === customer) return found
  throw noSuch(TITLE, id, 'id', true)
}

const TITLE = 'customer balance transaction'

/** https://docs.stripe.com/api/customer_balance_transactions */
export const customerBalanceTransaction = resource({
  object: 'customer_balance_transaction',
  title: TITLE,
  prefix: 'cbtxn_',
  index: ({ customer, invoice }) => ({ customer, invoice }),
  operations: [
    operation('POST /v1/customers/{id}/balance_transactions', (context, params, customer = '') => {
      const { amount, currency, description, metadata } = params
      return changeBalance(context, customer, {
        amount,
        currency,
        description: description ?? null,
        metadata: mergeMetadata({}, metadata),
        type: 'adjustment',
      })
    }),
    operation(
      'POST /v1/customers/{customerId}/balance_transactions/{id}',
      (context, params, customer = '', id = '') => {
        const before = ownedBy(context, customer, id)
        return context.update<'customer_balance_transaction'>({
          ...changed(before, params, ['description']),
          metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
        })
      },
    ),
    operation('GET /v1/customers/{customerId}/balance_transactions/{id}', (context, _params, customer = '', id = '') =>
      ownedBy(context, customer, id),
    ),
    operation('GET /v1/customers/{id}/balance_transactions', (context, params, customer = '') => {
      const { invoice, ...page } = params
      return context.page('customer_balance_transaction', context.path, page, {
        customer: context.get('customer', customer).id,
        invoice,
      })
    }),
  ],
})
