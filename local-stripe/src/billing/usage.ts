import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { pricingOf, unitsCost } from '../money/price-amounts.ts'
import { createPendingItem } from '../resources/invoices/items.ts'
import { describeUnits } from './descriptions.ts'
import { subscriptionItems } from './items.ts'

type Meter = Objects['billing.meter']
type MeterEvent = Objects['billing.meter_event']
type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Price = Objects['price']

/** More events of a customer in a period than anybody sends in a test. */
const MOST_EVENTS = 100_000

const WINDOWS: Record<string, number> = { hour: 60 * 60, day: 24 * 60 * 60 }

/** A customer's events of a meter from a time until before another, in Unix seconds: oldest first. */
export const meterEvents = (context: Context, { id }: Meter, customer: string, start: number, end: number) =>
  context.store.list('billing.meter_event', {
    filters: { usage: `${id} ${customer}` },
    created: { gte: start, lt: end },
    limit: MOST_EVENTS,
    oldestFirst: true,
  })

/** Of events that were added up before they were sent, the last one of an hour or a day counts. */
function counted({ event_time_window: window }: Meter, events: MeterEvent[]): MeterEvent[] {
  const length = WINDOWS[window ?? '']
  if (length === undefined) return events
  return [...new Map(events.map((event) => [Math.floor(event.timestamp / length), event])).values()]
}

/**
 * What a meter makes of events, oldest first.
 * https://docs.stripe.com/billing/subscriptions/usage-based/meters/configure
 */
export function aggregated(meter: Meter, events: MeterEvent[]): number {
  const count = counted(meter, events)
  const values = count.map(({ payload }) => Number(payload[meter.value_settings.event_payload_key]))
  switch (meter.default_aggregation.formula) {
    case 'count':
      return count.length
    case 'last':
      return values.at(-1) ?? 0
    default:
      return Number(values.reduce((sum, value) => sum + value, 0).toPrecision(15))
  }
}

export const isMetered = ({ recurring }: Price) => recurring?.usage_type === 'metered'

/** Since when an item's usage is not billed yet, in Unix seconds. */
const unbilledSince = (context: Context, item: Item) =>
  context.store.private<{ usageSince: number }>('subscription_item', item.id)?.usageSince ?? item.current_period_start

export const countUsageFrom = (context: Context, { id }: Item, usageSince: number) =>
  context.store.setPrivate('subscription_item', id, { usageSince })

/** What of an item was used and is not billed yet, before a time in Unix seconds. Less than nothing is nothing. */
export function unbilledUsage(context: Context, of: Subscription, item: Item, price: Price, until: number) {
  const meter = context.store.find('billing.meter', price.recurring?.meter ?? '')
  const start = unbilledSince(context, item)
  const used = meter ? aggregated(meter, meterEvents(context, meter, of.customer, start, until)) : 0
  return { start, end: until, used: Math.max(0, used) }
}

/** What is left to bill of a subscription's items when it ends, at a time in Unix seconds. */
export const finalUsage = (context: Context, of: Subscription, until: number) =>
  subscriptionItems(context, of.id).flatMap((item) => {
    const price = context.get('price', item.price)
    const usage = isMetered(price) ? unbilledUsage(context, of, item, price, until) : undefined
    return usage && usage.used > 0 ? [{ item, ...usage }] : []
  })

/** Bills what was used of items until now, with the next invoice: they end, or begin a new period. */
export function billUsage(context: Context, of: Subscription, items: { item: Item; price: Price }[]) {
  for (const { item, price } of items) {
    if (!isMetered(price)) continue
    const { end, start, used } = unbilledUsage(context, of, item, price, context.now)
    if (used === 0 || of.status === 'trialing') continue
    const amount = unitsCost(context, price, used)
    createPendingItem(context, {
      amount,
      currency: of.currency,
      customer: of.customer,
      description: describeUnits(context, price, used),
      discountable: true,
      parent: {
        subscription_details: { subscription: of.id, subscription_item: item.id },
        type: 'subscription_details',
      },
      period: { end, start },
      pricing: pricingOf(price),
      quantity: Math.round(used),
      quantity_decimal: String(used),
      tax_rates: item.tax_rates,
    })
  }
}
