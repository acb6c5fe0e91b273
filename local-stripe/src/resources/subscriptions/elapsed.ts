import { renew } from '../../billing/renew.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { endSubscription } from './cancel.ts'
import { dropPendingUpdate } from './pending-update.ts'
import { scheduleNextChange } from './schedule.ts'
import { endTrial } from './trial.ts'

type Subscription = Objects['subscription']

/** https://docs.stripe.com/billing/subscriptions/overview: what time alone brings about. */
export function elapsed(context: Context, before: Subscription) {
  scheduleNextChange(context, changedByTime(context, before))
}

function changedByTime(context: Context, found: Subscription): Subscription {
  if (found.ended_at !== null) return found
  const isOver = found.pending_update !== null && found.pending_update.expires_at <= context.now
  const before = isOver ? dropPendingUpdate(context, found) : found
  if (before.status === 'incomplete') return endSubscription(context, before)
  if (before.cancel_at !== null && before.cancel_at <= context.now) return endSubscription(context, before)
  if (before.status !== 'trialing') return renew(context, before)
  if (before.trial_end !== null && before.trial_end > context.now) {
    context.emit('customer.subscription.trial_will_end', before)
    return before
  }
  return endTrial(context, before)
}
