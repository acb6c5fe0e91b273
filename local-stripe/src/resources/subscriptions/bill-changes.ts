import { invoiceNow } from '../../billing/invoices.ts'
import { type ItemState, itemState, recurringOf, subscriptionItems } from '../../billing/items.ts'
import { hasPendingItems, prorate } from '../../billing/prorations.ts'
import { billUsage, countUsageFrom, isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf } from '../../money/price-amounts.ts'
import { withPeriod } from './billing-cycle.ts'
import { type ItemChange, updateItems } from './items.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

const amountFor = (context: Context, { price, quantity }: ItemState) => amountOf(context, price, quantity)

const intervalOf = ({ price }: ItemState) => {
  const { interval, interval_count: count } = recurringOf(price)
  return `${count} ${interval}`
}

export const resetsBillingCycle = ({ billing_cycle_anchor: anchor }: UpdateParams) =>
  String(anchor) === 'now' || (typeof anchor === 'object' && anchor.type === 'now')

/**
 * Whether a change begins a new billing cycle, which is billed at once: when an item is paid in another interval, what
 * was free is no longer, or the request asks for it.
 */
function startsNewCycle(context: Context, params: UpdateParams, changes: ItemChange[]): boolean {
  if (resetsBillingCycle(params)) return true
  return changes.some(({ before, after }) => {
    if (!before || !after) return false
    const wasFree = amountFor(context, before) === 0 && !isMetered(before.price)
    return intervalOf(before) !== intervalOf(after) || (wasFree && amountFor(context, after) > 0)
  })
}

/** @throws StripeError for a time outside of the items' periods */
export function prorationDate(
  context: Context,
  { proration_date: date }: Pick<UpdateParams, 'proration_date'>,
  items: Item[],
): number {
  if (date === undefined) return context.now
  if (items.some((item) => date < item.current_period_start || date > item.current_period_end)) {
    throw invalid('Cannot specify a proration date outside of the current period.', { param: 'proration_date' })
  }
  return date
}

/**
 * Bills a change of items: what was paid for the rest of the period is credited, and what it costs now is charged, on
 * the next invoice or on one at once. https://docs.stripe.com/billing/subscriptions/change-price
 */
export function billChanges(
  context: Context,
  before: Subscription,
  present: Item[],
  params: UpdateParams,
): Subscription {
  const changes = params.items ? updateItems(context, before, params.items) : []
  const { proration_behavior: behavior = 'create_prorations' } = params
  const at = prorationDate(context, params, present)
  const were = new Map(changes.flatMap(({ before: was }) => (was ? [[was.item.id, was]] : [])))
  const repriced = changes.flatMap(({ before: was, after: is }) => (was && was.price.id !== is?.price.id ? [was] : []))
  const isNewCycle = before.status !== 'trialing' && startsNewCycle(context, params, changes)
  if (behavior !== 'none') {
    const ended = isNewCycle ? present.map((item) => were.get(item.id) ?? itemState(context, item)) : repriced
    billUsage(context, before, ended)
  }
  for (const { item } of repriced) {
    if (context.store.find('subscription_item', item.id)) countUsageFrom(context, item, context.now)
  }
  if (isNewCycle) {
    if (behavior !== 'none') {
      for (const item of present) prorate(context, before, were.get(item.id) ?? itemState(context, item), -1, at)
    }
    const items = subscriptionItems(context, before.id).map((item) => withPeriod(context, item, context.now))
    const anchored = context.update<'subscription'>({ ...before, billing_cycle_anchor: context.now })
    return invoiceNow(context, anchored, items, params)
  }
  if (behavior === 'none') return before
  for (const { before: was, after: is } of changes) {
    const isSame = was && is && was.price.id === is.price.id && was.quantity === is.quantity
    if (isSame) continue
    if (was) prorate(context, before, was, -1, at)
    if (is) prorate(context, before, is, 1, at)
  }
  if (behavior !== 'always_invoice' || !hasPendingItems(context, before)) return before
  return invoiceNow(context, before, [], params)
}
