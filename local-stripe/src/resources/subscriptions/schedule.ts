import { subscriptionItems } from '../../billing/items.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { DAY, HOUR } from '../../time.ts'

type Subscription = Objects['subscription']

/** How long a first payment may be outstanding, and before the end of a trial it is announced. */
export const FIRST_PAYMENT_TIMEOUT = 23 * HOUR

const TRIAL_END_NOTICE = 3 * DAY

/** What a change leads to by itself, and when: it is looked at again then. */
function nextChange(context: Context, of: Subscription): number | null {
  if (of.ended_at !== null) return null
  if (of.status === 'incomplete') return of.created + FIRST_PAYMENT_TIMEOUT
  const times = of.status === 'paused' ? [] : subscriptionItems(context, of.id).map((item) => item.current_period_end)
  if (of.cancel_at !== null) times.push(of.cancel_at)
  if (of.pending_update) times.push(of.pending_update.expires_at)
  if (of.trial_end !== null && of.trial_end - TRIAL_END_NOTICE > context.now)
    times.push(of.trial_end - TRIAL_END_NOTICE)
  return times.length === 0 ? null : Math.min(...times)
}

export function scheduleNextChange(context: Context, of: Subscription): Subscription {
  context.schedule(of, nextChange(context, of))
  return of
}
