import type Stripe from 'stripe'
import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { limited } from '../../engine/formats.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { Params, Stored } from '../../engine/types.ts'
import { covers } from './apply.ts'
import { credit, currencyOf, debit, type Entry, type Grant, isUsable, leftOf } from './ledger.ts'

type NewGrant = Params<'POST /v1/billing/credit_grants'>
type Scope = NewGrant['applicability_config']['scope']

const MOST_NAME = 100
const DEFAULT_PRIORITY = 50

/** How many grants a customer may have that are not used up. */
const MOST_UNUSED = 100

/** @throws StripeError unless a scope is of metered prices */
function scopeOf(
  context: Context,
  { price_type: type, prices }: Scope,
  param: string,
): Grant['applicability_config']['scope'] {
  if ((type === undefined) === (prices === undefined)) {
    throw invalid('You must specify exactly one of these parameters: price_type, prices.', { param })
  }
  if (!prices) return { price_type: 'metered' }
  return {
    prices: prices.map(({ id }, index) => {
      const named = `${param}[prices][${index}][id]`
      if (context.get('price', id, named).recurring?.meter) return { id }
      throw invalid(`The price ${id} has no meter: billing credits pay for usage that a meter counts.`, {
        param: named,
      })
    }),
  }
}

/** @throws StripeError for an end that is over, or before the beginning */
function checkExpiry({ now }: Context, expires: number | undefined, from: number) {
  if (expires === undefined || expires > Math.max(now, from)) return
  throw invalid('`expires_at` must be in the future and after `effective_at`.', { param: 'expires_at' })
}

/** https://docs.stripe.com/api/billing/credit-grant/create */
function create(context: Context, params: NewGrant): Grant {
  if (params.customer === undefined) throw missing('customer')
  const { id: customer } = context.get('customer', params.customer, 'customer')
  const { monetary } = params.amount
  if (!monetary) throw missing('amount[monetary]')
  if (monetary.value < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount[monetary][value]',
    })
  }
  const { priority = DEFAULT_PRIORITY } = params
  if (priority < 0 || priority > 100) throw invalid('This value must be between 0 and 100.', { param: 'priority' })
  const from = params.effective_at ?? context.now
  checkExpiry(context, params.expires_at, from)
  const unused = context
    .all('billing.credit_grant', { customer })
    .filter((grant) => isUsable(context, grant) && leftOf(context, grant) > 0)
  if (unused.length >= MOST_UNUSED) {
    throw invalid(`A customer can have at most ${MOST_UNUSED} unused credit grants.`, { param: 'customer' })
  }
  const grant = context.create<'billing.credit_grant'>({
    id: context.newId('billing.credit_grant'),
    object: 'billing.credit_grant',
    amount: { monetary, type: 'monetary' },
    applicability_config: {
      scope: scopeOf(context, params.applicability_config.scope, 'applicability_config[scope]'),
    },
    category: params.category ?? 'paid',
    created: context.now,
    customer,
    customer_account: null,
    effective_at: from,
    expires_at: params.expires_at ?? null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name === undefined ? null : limited(params.name, MOST_NAME, 'name'),
    priority,
    test_clock: context.clock,
    updated: context.now,
    voided_at: null,
  })
  credit(context, grant, monetary.value)
  context.schedule(grant, grant.expires_at)
  return grant
}

/** Ends a grant; what is left of it is lost. */
function end(context: Context, before: Grant, how: 'credits_expired' | 'credits_voided'): Grant {
  const left = leftOf(context, before)
  if (left > 0) debit(context, before, left, { type: how })
  context.schedule(before, null)
  const at = how === 'credits_voided' ? { voided_at: context.now } : { expires_at: context.now }
  return context.update<'billing.credit_grant'>({ ...before, ...at, updated: context.now })
}

/** @throws StripeError for a grant that is over */
function checkRunning(context: Context, { expires_at: until, id, voided_at: voided }: Grant) {
  if (voided !== null) throw invalid(`The credit grant ${id} has been voided.`)
  if (until !== null && until <= context.now) throw invalid(`The credit grant ${id} has expired.`)
}

function voidGrant(context: Context, before: Grant): Grant {
  checkRunning(context, before)
  const isUsed = context
    .all('billing.credit_balance_transaction', { credit_grant: before.id })
    .some(({ debit: of }) => of?.type === 'credits_applied')
  if (isUsed) {
    throw invalid(
      `The credit grant ${before.id} has been applied to an invoice, so it cannot be voided. Expire it instead.`,
    )
  }
  return end(context, before, 'credits_voided')
}

/**
 * What a customer has left of some grants, in each currency.
 * https://docs.stripe.com/api/billing/credit-balance-summary
 */
function summary(
  context: Context,
  { customer, filter }: Params<'GET /v1/billing/credit_balance_summary'>,
): Stored<Stripe.Billing.CreditBalanceSummary> {
  if (customer === undefined) throw missing('customer')
  context.get('customer', customer, 'customer')
  const { applicability_scope: scope, credit_grant: id, type } = filter
  if (type === 'credit_grant' && id === undefined) throw missing('filter[credit_grant]')
  if (type === 'applicability_scope' && !scope) throw missing('filter[applicability_scope]')
  if (id !== undefined) context.get('billing.credit_grant', id, 'filter[credit_grant]')
  const prices = scope?.prices?.map((price) => price.id)
  const sums = new Map<string, number>()
  for (const grant of context.all('billing.credit_grant', { customer })) {
    const isMeant =
      type === 'credit_grant'
        ? grant.id === id
        : prices
          ? prices.some((price) => covers(grant, price))
          : grant.applicability_config.scope.price_type === 'metered'
    const left = isMeant && isUsable(context, grant) ? leftOf(context, grant) : 0
    if (isMeant) sums.set(currencyOf(grant), (sums.get(currencyOf(grant)) ?? 0) + left)
  }
  const balance = (currency: string, value: number) => ({ monetary: { currency, value }, type: 'monetary' as const })
  return {
    object: 'billing.credit_balance_summary',
    balances: [...sums].map(([currency, value]) => ({
      available_balance: balance(currency, value),
      ledger_balance: balance(currency, value),
    })),
    customer,
    customer_account: null,
    livemode: false,
  }
}

/** https://docs.stripe.com/api/billing/credit-grant */
export const creditGrant = resource({
  object: 'billing.credit_grant',
  title: 'credit grant',
  prefix: 'credgr_',
  events: { created: 'billing.credit_grant.created', updated: 'billing.credit_grant.updated' },
  index: ({ customer }) => ({ customer }),
  elapsed: (context, grant) => void (grant.voided_at === null && end(context, grant, 'credits_expired')),
  operations: [
    operation('GET /v1/billing/credit_balance_summary', summary),
    operation('POST /v1/billing/credit_grants', create),
    operation('POST /v1/billing/credit_grants/{id}', (context, { expires_at: expires, metadata }, id = '') => {
      const before = context.get('billing.credit_grant', id)
      if (expires !== undefined) {
        checkRunning(context, before)
        checkExpiry(context, expires ?? undefined, before.effective_at ?? 0)
        context.schedule(before, expires)
      }
      return context.update<'billing.credit_grant'>({
        ...before,
        expires_at: expires === undefined ? before.expires_at : expires,
        metadata: mergeMetadata(before.metadata, metadata),
        updated: context.now,
      })
    }),
    operation('POST /v1/billing/credit_grants/{id}/expire', (context, _params, id = '') => {
      const before = context.get('billing.credit_grant', id)
      checkRunning(context, before)
      return end(context, before, 'credits_expired')
    }),
    operation('POST /v1/billing/credit_grants/{id}/void', (context, _params, id = '') =>
      voidGrant(context, context.get('billing.credit_grant', id)),
    ),
    retrieve('GET /v1/billing/credit_grants/{id}', 'billing.credit_grant'),
    list('GET /v1/billing/credit_grants', 'billing.credit_grant', ({ customer }) => ({ customer })),
  ],
})

/** https://docs.stripe.com/api/billing/credit-balance-transaction */
export const creditBalanceTransaction = resource({
  object: 'billing.credit_balance_transaction',
  title: 'credit balance transaction',
  prefix: 'cbtxn_',
  events: { created: 'billing.credit_balance_transaction.created' },
  index: ({ credit_grant, debit: of }: Entry, customer) => ({
    credit_grant,
    customer: String(customer),
    invoice: of?.credits_applied?.invoice,
  }),
  operations: [
    retrieve('GET /v1/billing/credit_balance_transactions/{id}', 'billing.credit_balance_transaction'),
    list('GET /v1/billing/credit_balance_transactions', 'billing.credit_balance_transaction', (params, context) => {
      const { credit_grant, customer } = params
      if (credit_grant !== undefined) context.get('billing.credit_grant', credit_grant, 'credit_grant')
      return { customer, credit_grant }
    }),
  ],
})
