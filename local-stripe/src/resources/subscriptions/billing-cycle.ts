import { recurringOf } from '../../billing/items.ts'
import { addIntervals, periodsSince, type Span } from '../../billing/periods.ts'
import { countUsageFrom, isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import type { ItemOrder } from './items.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Price = Objects['price']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>
type AnchorConfig = NewSubscription['billing_cycle_anchor_config']

export const anchorConfig = (of: AnchorConfig): Subscription['billing_cycle_anchor_config'] =>
  of
    ? {
        day_of_month: of.day_of_month,
        hour: of.hour ?? null,
        minute: of.minute ?? null,
        month: of.month ?? null,
        second: of.second ?? null,
      }
    : null

/**
 * The first time that a billing cycle begins, if the request says which: a time, or the next one on a day of a month.
 * https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
export function anchorOf(context: Context, params: NewSubscription): number | undefined {
  const { billing_cycle_anchor: anchor, billing_cycle_anchor_config: config } = params
  if (!config) return anchor
  if (anchor !== undefined) {
    throw invalid('You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.', {
      code: 'parameters_exclusive',
      param: 'billing_cycle_anchor',
    })
  }
  const { day_of_month: day, month } = config
  const inRange = (value: number | undefined, least: number, most: number, name: string) => {
    if (value === undefined || (value >= least && value <= most)) return
    throw invalid(`This value must be between ${least} and ${most}.`, {
      code: 'parameter_invalid_integer',
      param: `billing_cycle_anchor_config[${name}]`,
    })
  }
  inRange(day, 1, 31, 'day_of_month')
  inRange(month, 1, 12, 'month')
  inRange(config.hour, 0, 23, 'hour')
  inRange(config.minute, 0, 59, 'minute')
  inRange(config.second, 0, 59, 'second')
  const now = new Date(context.now * 1000)
  const { hour = now.getUTCHours(), minute = now.getUTCMinutes(), second = now.getUTCSeconds() } = config
  for (let ahead = 0; ; ahead++) {
    const [year, at] = [now.getUTCFullYear(), now.getUTCMonth() + ahead]
    if (month !== undefined && at % 12 !== month - 1) continue
    const last = new Date(Date.UTC(year, at + 1, 0)).getUTCDate()
    const found = Date.UTC(year, at, Math.min(day, last), hour, minute, second) / 1000
    if (found > context.now) return found
  }
}

/** The first period of an item, which is a part of a whole one when the billing cycle begins later. */
export function firstPeriod(context: Context, params: NewSubscription, { price }: ItemOrder, trialEnd: number | null) {
  const anchor = params.billing_cycle_anchor
  const full = addIntervals(context.now, recurringOf(price))
  if (anchor !== undefined && trialEnd === null && (anchor <= context.now || anchor > full)) {
    throw invalid('billing_cycle_anchor must be in the future and at most one period ahead.', {
      param: 'billing_cycle_anchor',
    })
  }
  const isPart = anchor !== undefined && trialEnd === null
  return { start: context.now, end: trialEnd ?? anchor ?? full, whole: full - context.now, isPart }
}

/**
 * What the first invoice is for: the first period as far as the subscription lasts, and before it what it is backdated
 * by, in the periods that there would have been. The part of a period before the first anchor is free on request.
 * https://docs.stripe.com/billing/subscriptions/backdating
 */
export function firstSpans(
  { cancel_at: cancelAt, start_date: since }: Subscription,
  price: Price,
  period: ReturnType<typeof firstPeriod>,
  { proration_behavior: behavior }: NewSubscription,
): Span[] {
  const { start, end, whole, isPart } = period
  const recurring = recurringOf(price)
  if (behavior === 'none') return isPart ? [] : [{ start, end, whole }]
  const spans = isPart
    ? periodsSince(end, recurring, since)
    : [...periodsSince(start, recurring, since), { start, end, whole }]
  return spans.map((span) => (cancelAt === null ? span : { ...span, end: Math.min(span.end, cancelAt) }))
}

/** @throws StripeError for a time to come */
export function checkBackdate(context: Context, date: number | undefined) {
  if (date !== undefined && date >= context.now) {
    throw invalid('Invalid timestamp: `backdate_start_date` must be in the past.', { param: 'backdate_start_date' })
  }
}

/** Begins a period of an item, which its usage counts from. */
export function withPeriod(context: Context, item: Item, start: number, end?: number): Item {
  const price = context.get('price', item.price)
  if (isMetered(price)) countUsageFrom(context, item, start)
  return context.update<'subscription_item'>({
    ...item,
    current_period_start: start,
    current_period_end: end ?? addIntervals(start, recurringOf(price)),
  })
}
