import { invoiceNow } from '../../billing/invoices.ts'
import { itemState, recurringOf, subscriptionItems } from '../../billing/items.ts'
import { addIntervals, nextPeriodEnd } from '../../billing/periods.ts'
import { hasPendingItems, prorate } from '../../billing/prorations.ts'
import { countUsageFrom, isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { scheduleRetry } from '../invoices/auto-advance.ts'
import { voidInvoice } from '../invoices/close.ts'
import { collect, defaultPaymentMethod, ignoreStripeError } from '../invoices/collect.ts'
import { prorationDate } from './bill-changes.ts'
import { withPeriod } from './billing-cycle.ts'
import { hasNoPaymentMethod, NO_PAYMENT_METHOD } from './payment-method.ts'
import { openResumption, type Resumption } from './resumption.ts'
import { scheduleNextChange } from './schedule.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type ResumeParams = Params<'POST /v1/subscriptions/{id}/resume'>

/** Ends a pause. */
export function unpause(context: Context, of: Subscription, status: 'active' | 'past_due' = 'active'): Subscription {
  const { status_details: _paused, ...unpaused } = of
  const resumed = context.update<'subscription'>({ ...unpaused, status })
  context.emit('customer.subscription.resumed', resumed)
  return scheduleNextChange(context, resumed)
}

/** Has an item be in the period around now that an anchor gives. */
function withSurroundingPeriod(context: Context, { billing_cycle_anchor: anchor }: Subscription, item: Item): Item {
  const recurring = recurringOf(context.get('price', item.price))
  const end = nextPeriodEnd(anchor, recurring, context.now)
  const placed = withPeriod(context, item, addIntervals(end, recurring, -1), end)
  if (isMetered(context.get('price', item.price))) countUsageFrom(context, item, context.now)
  return placed
}

/** Bills what follows a pause: whole periods from now on, or the rest of the present ones as prorations. */
function bill(context: Context, of: Subscription, items: Item[], params: ResumeParams): Subscription {
  const isUnchanged = params.billing_cycle_anchor?.type === 'unchanged'
  const behavior = params.proration_behavior ?? 'create_prorations'
  const licensed = items.filter((item) => !isMetered(context.get('price', item.price)))
  if (isUnchanged && behavior !== 'none') {
    const at = prorationDate(context, params, items)
    for (const item of licensed) prorate(context, of, itemState(context, item), 1, at)
  }
  const billed = isUnchanged ? [] : licensed
  const isInvoiced = isUnchanged ? behavior === 'always_invoice' : true
  if (!isInvoiced || (billed.length === 0 && !hasPendingItems(context, of))) return of
  return invoiceNow(context, of, billed, { payment_behavior: 'default_incomplete' })
}

function attempt(context: Context, invoice: Objects['invoice']) {
  const method = defaultPaymentMethod(context, invoice)
  if (method !== null) ignoreStripeError(() => collect(context, invoice, method, { offSession: true }))
  scheduleRetry(context, invoice.id)
}

/**
 * Ends a pause, at once where nothing is to be paid, else when the invoice for what follows is paid: Stripe attempts that
 * only with `payment_behavior=resume_on_payment_success`. https://docs.stripe.com/api/subscriptions/resume
 */
export function resume(context: Context, id: string, params: ResumeParams): Subscription {
  const found = context.get('subscription', id)
  if (found.status !== 'paused') {
    throw invalid('You can only resume a subscription with status `paused`.', { param: 'subscription' })
  }
  if (hasNoPaymentMethod(context, found)) throw invalid(NO_PAYMENT_METHOD, { code: 'resource_missing' })
  const waiting = openResumption(context, found)
  if (waiting) voidInvoice(context, waiting)
  const before = context.get('subscription', id)
  const isUnchanged = params.billing_cycle_anchor?.type === 'unchanged'
  const of = isUnchanged ? before : context.update<'subscription'>({ ...before, billing_cycle_anchor: context.now })
  const items = subscriptionItems(context, id).map((item) =>
    isUnchanged ? withSurroundingPeriod(context, of, item) : withPeriod(context, item, context.now),
  )
  const billed = bill(context, of, items, params)
  const invoice = context.store.find('invoice', billed.latest_invoice ?? '')
  if (billed.latest_invoice === of.latest_invoice || invoice?.status !== 'open') return unpause(context, billed)
  const isAttempted = params.payment_behavior === 'resume_on_payment_success'
  const kept: Resumption = { resumesOn: isAttempted ? 'success' : 'attempt' }
  context.store.setPrivate('invoice', invoice.id, kept)
  if (isAttempted) attempt(context, invoice)
  return scheduleNextChange(context, context.get('subscription', id))
}
