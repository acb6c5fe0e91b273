import type { Objects } from './engine/types.ts'

/** An interval of a recurring price. */
export type Recurring = NonNullable<Objects['price']['recurring']>

/**
 * The time a number of intervals after another, in Unix seconds. A month that lacks the day ends it on its last one.
 * https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
export function addIntervals(start: number, { interval, interval_count: count }: Recurring, times = 1): number {
  const date = new Date(start * 1000)
  const amount = count * times
  if (interval === 'day' || interval === 'week') {
    date.setUTCDate(date.getUTCDate() + amount * (interval === 'week' ? 7 : 1))
  } else {
    const day = date.getUTCDate()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() + amount * (interval === 'year' ? 12 : 1))
    const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
    date.setUTCDate(Math.min(day, lastDay))
  }
  return Math.floor(date.getTime() / 1000)
}
