import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { BANK_ACCOUNT } from '../engine/formats.ts'
import { isWithin, pageOf } from '../engine/lists.ts'
import { mergeMetadata } from '../engine/params.ts'
import { operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Page, Params } from '../engine/types.ts'
import { checkDivisible } from '../money/currencies.ts'
import { DAY } from '../time.ts'
import { availableIn, moveMoney } from './balance-transactions.ts'

type Payout = Objects['payout']

/** How long a payout waits before it is sent to the bank, and arrives after that, in seconds. */
const STANDARD = { sentAfter: DAY, arrivesAfter: DAY }
const INSTANT = { sentAfter: 1, arrivesAfter: 1 }

const speedOf = ({ method }: Pick<Payout, 'method'>) => (method === 'instant' ? INSTANT : STANDARD)

const STATEMENT_DESCRIPTOR = 'LOCAL STRIPE'

/** @throws StripeError `balance_insufficient` */
function createPayout(context: Context, params: Params<'POST /v1/payouts'>): Payout {
  const { amount, currency, method = 'standard', source_type: source = 'card' } = params
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
  }
  checkDivisible(amount, currency, 'amount')
  // Only cards bring money here.
  const available = source === 'card' ? availableIn(context, currency) : 0
  if (amount > available) {
    throw invalid(
      `You have insufficient funds in your Stripe account for this transfer. Your ${source} balance is too low.  You ` +
        'can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).',
      { code: 'balance_insufficient' },
    )
  }
  const id = context.newId('payout')
  const description = params.description ?? null
  const { arrivesAfter, sentAfter } = speedOf({ method })
  const payout = context.create<'payout'>({
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: context.now + sentAfter + arrivesAfter,
    automatic: false,
    balance_transaction: moveMoney(context, {
      source: id,
      amount: -amount,
      currency,
      description: description ?? 'STRIPE PAYOUT',
      type: 'payout',
      isAvailable: true,
    }).id,
    created: context.now,
    currency,
    description,
    destination: params.destination ?? BANK_ACCOUNT,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'not_applicable',
    reversed_by: null,
    source_type: source,
    statement_descriptor: params.statement_descriptor ?? STATEMENT_DESCRIPTOR,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  })
  context.schedule(payout, context.now + sentAfter)
  return payout
}

function cancelPayout(context: Context, id: string): Payout {
  const before = context.get('payout', id)
  if (before.status !== 'pending') {
    throw invalid(`Payouts can only be canceled while they are pending; this one is ${before.status}.`)
  }
  const { amount, currency } = before
  context.schedule(before, null)
  return context.update<'payout'>({
    ...before,
    failure_balance_transaction: moveMoney(context, {
      source: id,
      amount,
      currency,
      description: `Payout cancel (${id})`,
      type: 'payout_cancel',
      category: 'payout_reversal',
      isAvailable: true,
    }).id,
    status: 'canceled',
  })
}

/** A payout is sent to the bank, and then arrives there. */
function elapsed(context: Context, before: Payout) {
  if (before.status === 'pending') {
    const sent = context.update<'payout'>({ ...before, status: 'in_transit' })
    context.schedule(sent, context.now + speedOf(sent).arrivesAfter)
  } else {
    context.update<'payout'>({ ...before, status: 'paid' })
  }
}

/** A list that can be narrowed by when they arrive as well. */
function listPayouts(context: Context, params: Params<'GET /v1/payouts'>): Page {
  const { arrival_date: arrival, destination, status, ...page } = params
  const filters = { destination, status }
  if (arrival === undefined) return context.page('payout', context.path, page, filters)
  const all = context
    .all('payout', filters)
    .filter((each) => isWithin(each.arrival_date, arrival) && isWithin(each.created, page.created))
    .reverse()
  const { data, hasMore } = pageOf(all, page, 'payout')
  return { object: 'list', of: 'payout', data, has_more: hasMore, url: context.path }
}

/** https://docs.stripe.com/api/payouts */
export const payout = resource({
  object: 'payout',
  prefix: 'po_',
  pathParam: 'payout',
  events: {
    created: 'payout.created',
    updated: 'payout.updated',
    changes: (before, { status }) => {
      if (!before || before.status === status) return []
      return status === 'canceled' ? ['payout.canceled'] : status === 'paid' ? ['payout.paid'] : []
    },
  },
  index: ({ destination, status }) => ({ destination, status }),
  elapsed,
  operations: [
    operation('POST /v1/payouts', createPayout),
    operation('POST /v1/payouts/{id}', (context, params, id = '') => {
      const before = context.get('payout', id)
      return context.update<'payout'>({ ...before, metadata: mergeMetadata(before.metadata ?? {}, params.metadata) })
    }),
    operation('POST /v1/payouts/{id}/cancel', (context, _params, id = '') => cancelPayout(context, id)),
    retrieve('GET /v1/payouts/{id}', 'payout'),
    operation('GET /v1/payouts', listPayouts),
  ],
})
