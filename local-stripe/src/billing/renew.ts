import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { hasEnded } from '../resources/discounts.ts'
import { discountEnded } from './discounts.ts'
import { draftSubscriptionInvoice } from './invoices.ts'
import { recurringOf, subscriptionItems } from './items.ts'
import { nextPeriodEnd } from './periods.ts'
import { countUsageFrom, isMetered, unbilledUsage } from './usage.ts'

type Subscription = Objects['subscription']

/** Moves the items whose period is over to their next one, and drafts the invoice for it. */
export function renew(context: Context, before: Subscription): Subscription {
  const over = subscriptionItems(context, before.id).filter((item) => item.current_period_end <= context.now)
  if (over.length === 0) return before
  const past = {
    start: Math.min(...over.map((item) => item.current_period_start)),
    end: Math.max(...over.map((item) => item.current_period_end)),
  }
  const used = over.flatMap((item) => {
    const price = context.get('price', item.price)
    if (!isMetered(price)) return []
    const usage = unbilledUsage(context, before, item, price, item.current_period_end)
    countUsageFrom(context, item, item.current_period_end)
    const isOfTrial = before.trial_end !== null && item.current_period_end <= before.trial_end
    return isOfTrial ? [] : [{ item, ...usage }]
  })
  const renewed = over.map((item) => {
    const recurring = recurringOf(context.get('price', item.price))
    return context.update<'subscription_item'>({
      ...item,
      current_period_start: item.current_period_end,
      current_period_end: nextPeriodEnd(before.billing_cycle_anchor, recurring, item.current_period_end),
    })
  })
  const isDraftKept = before.pause_collection?.behavior === 'keep_as_draft'
  const current = withoutEndedDiscounts(context, before)
  const draft = draftSubscriptionInvoice(context, current, {
    reason: 'subscription_cycle',
    items: renewed.filter((item) => !isMetered(context.get('price', item.price))),
    used,
    autoAdvance: !isDraftKept,
  })
  context.update<'invoice'>({ ...draft, period_start: past.start, period_end: past.end })
  return context.update<'subscription'>({ ...context.get('subscription', before.id), latest_invoice: draft.id })
}

/** A subscription without the discounts whose months are over. */
function withoutEndedDiscounts(context: Context, of: Subscription): Subscription {
  const discounts = of.discounts.filter((id) => !hasEnded(context, id))
  for (const id of of.discounts) if (!discounts.includes(id)) discountEnded(context, id)
  return discounts.length === of.discounts.length ? of : context.update<'subscription'>({ ...of, discounts })
}
