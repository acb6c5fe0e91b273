import type { Context } from '../engine/context.ts'
import { list, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { DAY } from '../time.ts'

type BalanceTransaction = Objects['balance_transaction']

/** Stripe's list price for card payments in most countries, which a test account is billed as well. */
export const chargeFee = (amount: number) => Math.round(amount * 0.029) + 30

interface Movement {
  /** The object that it is of. */
  source: string
  /** In the smallest unit: more than 0 adds to the balance. */
  amount: number
  currency: string
  description: string | null
  type: BalanceTransaction['type']
  category?: BalanceTransaction['reporting_category']
  fee?: { amount: number; description: string }
  /** It is in the available balance at once, and not in two days. */
  isAvailable?: boolean | undefined
}

/** Adds to the account's balance, or takes from it. */
export function moveMoney(context: Context, of: Movement): BalanceTransaction {
  const { amount, category = of.type, currency, fee } = of
  const fees = fee ? [{ ...fee, application: null, currency, type: 'stripe_fee' }] : []
  return context.create<'balance_transaction'>({
    id: context.newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: of.isAvailable ? context.now : context.now + 2 * DAY,
    balance_type: 'payments',
    created: context.now,
    currency,
    description: of.description,
    exchange_rate: null,
    fee: fee?.amount ?? 0,
    fee_details: fees,
    net: amount - (fee?.amount ?? 0),
    reporting_category: category,
    source: of.source,
    status: of.isAvailable ? 'available' : 'pending',
    type: of.type,
  })
}

/** Money that a captured charge brings, less Stripe's fee. */
export const moveCharge = (context: Context, of: Omit<Movement, 'fee' | 'type'>) =>
  moveMoney(context, {
    ...of,
    type: 'charge',
    fee: { amount: chargeFee(of.amount), description: 'Stripe processing fees' },
  }).id

/** https://docs.stripe.com/api/balance_transactions */
export const balanceTransaction = resource({
  object: 'balance_transaction',
  title: 'balance transaction',
  prefix: 'txn_',
  index: ({ currency, source, type }) => ({ source, type, currency }),
  operations: [
    retrieve('GET /v1/balance_transactions/{id}', 'balance_transaction'),
    list('GET /v1/balance_transactions', 'balance_transaction', ({ currency, source, type }) => ({
      source,
      type,
      currency,
    })),
  ],
})
