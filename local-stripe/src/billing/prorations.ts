import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { amountOf, pricingOf } from '../money/price-amounts.ts'
import { shareOf } from '../money/rounding.ts'
import { afterPercentages } from '../resources/discounts.ts'
import { createPendingItem } from '../resources/invoices/items.ts'
import { debitFor } from './debits.ts'
import { type ItemState, itemState, periodEndOf, subscriptionItems, wholePeriod } from './items.ts'

type Subscription = Objects['subscription']

const formatDate = (time: number) =>
  new Date(time * 1000).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })

/**
 * What an item costs for a time after discounts, and what it was charged for it: for a credit what was taken off its
 * lines counts, once it is billed; for a charge the percentages that still hold.
 */
function shareFor(
  context: Context,
  of: Subscription,
  { item, price, quantity }: ItemState,
  sign: 1 | -1,
  { start, end }: { start: number; end: number },
) {
  const amount = amountOf(context, price, quantity)
  const whole = wholePeriod(item, price)
  const debit = sign < 0 ? debitFor(context, item, start, end) : undefined
  const billed = debit?.period
  const creditedItems = debit?.creditedItems ?? null
  if (billed && billed.amount === shareOf(amount, billed.length, whole)) {
    return { amount: shareOf(billed.amount - billed.off, end - start, billed.length), creditedItems }
  }
  const net = afterPercentages(context, amount, [...item.discounts, ...of.discounts])
  return { amount: shareOf(net, end - start, whole), creditedItems }
}

/**
 * Credits what was paid for the rest of a period, or charges for it, as an item of the next invoice. Times are counted
 * in seconds. https://docs.stripe.com/billing/subscriptions/prorations
 */
export function prorate(
  context: Context,
  of: Subscription,
  { item, price, quantity }: ItemState,
  sign: 1 | -1,
  at: number,
  end = periodEndOf(of, item),
) {
  const share = shareFor(context, of, { item, price, quantity }, sign, { start: at, end })
  const amount = sign * share.amount
  if (amount === 0 || of.status === 'trialing') return
  const { name } = context.get('product', price.product)
  const counted = quantity === 1 ? name : `${quantity} × ${name}`
  createPendingItem(context, {
    amount,
    currency: of.currency,
    customer: of.customer,
    description: `${sign < 0 ? 'Unused' : 'Remaining'} time on ${counted} after ${formatDate(at)}`,
    discountable: false,
    parent: {
      subscription_details: { subscription: of.id, subscription_item: item.id },
      type: 'subscription_details',
    },
    period: { end, start: at },
    pricing: pricingOf(price),
    proration: true,
    proration_details: { credited_items: share.creditedItems, discount_amounts: [] },
    quantity,
    tax_rates: item.tax_rates,
  })
}

/** Credits or charges for the time by which another end makes the present periods shorter or longer. */
export function prorateEnd(context: Context, before: Subscription, after: Subscription) {
  for (const item of subscriptionItems(context, before.id)) {
    const [was, is] = [periodEndOf(before, item), periodEndOf(after, item)]
    if (was !== is)
      prorate(context, after, itemState(context, item), is < was ? -1 : 1, Math.min(was, is), Math.max(was, is))
  }
}

export const hasPendingItems = (context: Context, of: Subscription) =>
  context.all('invoiceitem', { subscription: of.id, pending: true }).length > 0
