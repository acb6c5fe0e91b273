import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { amountOf } from '../money/price-amounts.ts'
import { addIntervals, type Recurring, type Span } from './periods.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Price = Objects['price']

export function recurringOf(price: Price): Recurring {
  if (!price.recurring) throw new Error(`${price.id} is not recurring`)
  return price.recurring
}

export const subscriptionItems = (context: Context, subscription: string) =>
  context.all('subscription_item', { subscription })

/** The end of an item's period, or of the subscription when that comes first. */
export const periodEndOf = (of: Subscription, { current_period_end: end }: Item) => Math.min(end, of.cancel_at ?? end)

/** How long a period like an item's present one is, in seconds: before the first anchor it is a part of a whole one. */
export const wholePeriod = ({ current_period_end: end, current_period_start: start }: Item, price: Price): number =>
  Math.max(end, addIntervals(start, recurringOf(price))) - start

/** An item's present period, as far as the subscription lasts. */
export const currentSpan = (context: Context, of: Subscription, item: Item): Span => ({
  start: item.current_period_start,
  end: periodEndOf(of, item),
  whole: wholePeriod(item, context.get('price', item.price)),
})

/** How an item was, or is now. */
export interface ItemState {
  item: Item
  price: Price
  quantity: number
}

export const itemState = (context: Context, item: Item): ItemState => ({
  item,
  price: context.get('price', item.price),
  quantity: item.quantity ?? 0,
})

/** What items cost for a whole period, before discounts. */
export const amountOfItems = (context: Context, items: Item[]): number =>
  items.reduce((sum, item) => {
    const { price, quantity } = itemState(context, item)
    return sum + amountOf(context, price, quantity)
  }, 0)
