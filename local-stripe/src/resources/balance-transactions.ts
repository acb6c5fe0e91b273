import type Stripe from 'stripe'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Stored } from '../engine/types.ts'
import { DAY } from '../time.ts'

type BalanceTransaction = Objects['balance_transaction']

/** Stripe's list price for card payments in most countries, which a test account is billed as well. */
const chargeFee = (amount: number) => Math.round(amount * 0.029) + 30

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

/** When money of a movement that is not available yet is, in seconds. */
const AVAILABLE_AFTER = 2 * DAY

/** More movements than an account of tests has. */
const MOST_MOVEMENTS = 100_000

/** Adds to the account's balance, or takes from it. */
export function moveMoney(context: Context, of: Movement): BalanceTransaction {
  const { amount, category = of.type, currency, fee } = of
  const fees = fee ? [{ ...fee, application: null, currency, type: 'stripe_fee' }] : []
  const moved = context.create<'balance_transaction'>({
    id: context.newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: of.isAvailable ? context.now : context.now + AVAILABLE_AFTER,
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
  if (!of.isAvailable) context.schedule(moved, moved.available_on)
  return moved
}

const netOf = (context: Context, status: string, currency?: string) => {
  const sums = new Map<string, number>()
  const filters = { status, ...(currency !== undefined && { currency }) }
  for (const each of context.store.list('balance_transaction', { filters, limit: MOST_MOVEMENTS })) {
    sums.set(each.currency, (sums.get(each.currency) ?? 0) + each.net)
  }
  return sums
}

/** What can be paid out in a currency, in its smallest unit. */
export const availableIn = (context: Context, currency: string) =>
  netOf(context, 'available', currency).get(currency) ?? 0

/** The currency of an account that has moved none. */
const DEFAULT_CURRENCY = 'usd'

/** https://docs.stripe.com/api/balance */
function balanceOf(context: Context): Stored<Stripe.Balance> {
  const [available, pending] = [netOf(context, 'available'), netOf(context, 'pending')]
  const currencies = new Set([...available.keys(), ...pending.keys()])
  if (currencies.size === 0) currencies.add(DEFAULT_CURRENCY)
  const part = (sums: Map<string, number>) =>
    [...currencies].sort().map((currency) => {
      const amount = sums.get(currency) ?? 0
      return { amount, currency, source_types: { card: amount } }
    })
  return { object: 'balance', available: part(available), livemode: false, pending: part(pending) }
}

/** Money that a captured charge brings, less Stripe's fee. */
export const moveCharge = (context: Context, of: Omit<Movement, 'fee' | 'type'>) =>
  moveMoney(context, {
    ...of,
    type: 'charge',
    fee: { amount: chargeFee(of.amount), description: 'Stripe processing fees' },
  }).id

/** @throws StripeError for a payout that was asked for, as all are here: what it pays out is not known one by one */
function checkAutomatic(context: Context, payout: string) {
  context.get('payout', payout, 'payout')
  throw invalid('Balance transaction history can only be filtered on automatic transfers, not manual.', {
    param: 'payout',
  })
}

/** https://docs.stripe.com/api/balance_transactions */
export const balanceTransaction = resource({
  object: 'balance_transaction',
  title: 'balance transaction',
  prefix: 'txn_',
  index: ({ currency, source, status, type }) => ({ source, status, type, currency }),
  elapsed: (context, before) => {
    context.update<'balance_transaction'>({ ...before, status: 'available' })
    context.tell('balance.available', balanceOf(context))
  },
  operations: [
    operation('GET /v1/balance', balanceOf),
    retrieve('GET /v1/balance_transactions/{id}', 'balance_transaction'),
    list('GET /v1/balance_transactions', 'balance_transaction', (params, context) => {
      const { currency, payout, source, type } = params
      if (payout !== undefined) checkAutomatic(context, payout)
      return { source, type, currency }
    }),
  ],
})
