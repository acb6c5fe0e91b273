import { subscriptionItems } from '../../billing/items.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { DAY, HOUR } from '../../time.ts'
import { resumptionExpiry } from './resumption.ts'

type Subscription = Objects['subscription']

/** How long a first payment may be outstanding. */
export const FIRST_PAYMENT_TIMEOUT = 23 * HOUR

/** How long before the end of a trial it is announced. */
const TRIAL_END_NOTICE = 3 * DAY

/** How long before a renewal it is announced: a setting of an account. */
const RENEWAL_NOTICE = 7 * DAY

export const trialNotice = ({ trial_end: end }: Subscription) => (end === null ? null : end - TRIAL_END_NOTICE)

export const renewalNotice = ({ current_period_end: end }: Objects['subscription_item']) => end - RENEWAL_NOTICE

/**
 * Announces the end of a trial that a request has given or moved, where it is too near to be announced later, or now.
 * https://docs.stripe.com/api/events/types#event_types-customer.subscription.trial_will_end
 */
export function announceTrialEnd(context: Context, before: Subscription | undefined, after: Subscription) {
  const notice = trialNotice(after)
  if (notice === null || notice > context.now || before?.trial_end === after.trial_end) return
  context.emit('customer.subscription.trial_will_end', after)
}

/** What a change leads to by itself, and when: it is looked at again then. */
function nextChange(context: Context, of: Subscription): number | null {
  if (of.ended_at !== null) return null
  if (of.status === 'incomplete') return of.created + FIRST_PAYMENT_TIMEOUT
  const items = of.status === 'paused' ? [] : subscriptionItems(context, of.id)
  const times = items.map((item) => item.current_period_end)
  const notices = [trialNotice(of) ?? context.now, ...items.map(renewalNotice)]
  times.push(...notices.filter((time) => time > context.now))
  const expiry = resumptionExpiry(context, of)
  if (expiry !== null) times.push(expiry)
  if (of.cancel_at !== null) times.push(of.cancel_at)
  if (of.pending_update) times.push(of.pending_update.expires_at)
  return times.length === 0 ? null : Math.min(...times)
}

export function scheduleNextChange(context: Context, of: Subscription): Subscription {
  context.schedule(of, nextChange(context, of))
  return of
}
