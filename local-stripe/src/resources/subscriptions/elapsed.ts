import { draftSubscriptionInvoice } from '../../billing/invoices.ts'
import { subscriptionItems } from '../../billing/items.ts'
import { renew } from '../../billing/renew.ts'
import { finalUsage } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { upcomingInvoice } from '../invoice-previews.ts'
import { voidInvoice } from '../invoices/close.ts'
import { advanceIfDue } from '../subscription-schedules/advance.ts'
import { endSubscription } from './cancel.ts'
import { dropPendingUpdate } from './pending-update.ts'
import { openResumption, resumptionExpiry } from './resumption.ts'
import { renewalNotice, scheduleNextChange, trialNotice } from './schedule.ts'
import { endTrial } from './trial.ts'

type Subscription = Objects['subscription']

/** https://docs.stripe.com/billing/subscriptions/overview: what happens as time passes. */
export function elapsed(context: Context, found: Subscription, due: number) {
  // What a renewal bills is what the phase that begins with it says.
  if (typeof found.schedule === 'string') advanceIfDue(context, found.schedule)
  const before = context.get('subscription', found.id)
  announceRenewal(context, before, due)
  scheduleNextChange(context, changedByTime(context, before, due))
}

/** Tells of the invoice that a subscription's present period is about to end with. */
function announceRenewal(context: Context, of: Subscription, due: number) {
  const isDue = subscriptionItems(context, of.id).some(
    (item) => renewalNotice(item) === due && item.current_period_end > context.now,
  )
  if (!isDue) return
  context.rehearse((rehearsal) => {
    const invoice = upcomingInvoice(rehearsal, of)
    if (invoice) context.emit('invoice.upcoming', invoice)
    return of
  })
}

/** Ends a subscription when it was to end, with an invoice for what was used since the last one. */
function endAtTime(context: Context, before: Subscription): Subscription {
  const used = before.status === 'trialing' ? [] : finalUsage(context, before, context.now)
  if (used.length === 0) return endSubscription(context, before)
  const last = { reason: 'subscription_cycle' as const, items: [], used, autoAdvance: true }
  const { id } = draftSubscriptionInvoice(context, before, last)
  return endSubscription(context, context.update<'subscription'>({ ...before, latest_invoice: id }))
}

/** A subscription stays paused where the invoice that was to end the pause was not paid in time. */
function dropResumption(context: Context, of: Subscription): Subscription {
  const [expiry, invoice] = [resumptionExpiry(context, of), openResumption(context, of)]
  if (invoice && expiry !== null && expiry <= context.now) voidInvoice(context, invoice)
  return context.get('subscription', of.id)
}

function changedByTime(context: Context, found: Subscription, due: number): Subscription {
  if (found.ended_at !== null) return found
  const isOver = found.pending_update !== null && found.pending_update.expires_at <= context.now
  const before = isOver ? dropPendingUpdate(context, found) : found
  if (before.status === 'incomplete') return endSubscription(context, before)
  if (before.cancel_at !== null && before.cancel_at <= context.now) return endAtTime(context, before)
  if (before.status === 'paused') return dropResumption(context, before)
  if (before.status !== 'trialing') return renew(context, before)
  if (before.trial_end !== null && before.trial_end > context.now) {
    if (trialNotice(before) === due) context.emit('customer.subscription.trial_will_end', before)
    return before
  }
  return endTrial(context, before)
}
