import type { Objects } from '../engine/types.ts'

/** An interval of a recurring price. */
export type Recurring = NonNullable<Objects['price']['recurring']>

/**
 * The time a number of intervals after another, in Unix seconds. A month that lacks the day ends it on its last one.
 * https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
export function addIntervals(
  start: number,
  { interval, interval_count: count }: Pick<Recurring, 'interval' | 'interval_count'>,
  times = 1,
): number {
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

const MOST_DAYS: Record<string, number> = { day: 1, week: 7, month: 31, year: 366 }

/** The end of the period that begins at a time, where periods are counted from an anchor, which may be to come. In Unix seconds. */
export function nextPeriodEnd(anchor: number, recurring: Recurring, start: number): number {
  const longest = (MOST_DAYS[recurring.interval] ?? 1) * recurring.interval_count * 24 * 60 * 60
  let times = Math.floor((start - anchor) / longest)
  while (addIntervals(anchor, recurring, times) <= start) times++
  return addIntervals(anchor, recurring, times)
}

/** A span of time in Unix seconds, and of how long a period of its kind is. */
export interface Span {
  start: number
  end: number
  whole: number
}

/**
 * The periods before an anchor since a time, oldest first, in Unix seconds. Where the first one would have begun
 * earlier, it is a part of a whole one that begins at that time.
 * https://docs.stripe.com/billing/subscriptions/backdating
 */
export function periodsSince(anchor: number, recurring: Recurring, since: number): Span[] {
  const spans: Span[] = []
  for (let end = anchor, times = 1; end > since; times++) {
    const start = addIntervals(anchor, recurring, -times)
    if (start >= since) spans.unshift({ start, end, whole: end - start })
    else spans.unshift({ start: since, end, whole: addIntervals(since, recurring) - since })
    end = start
  }
  return spans
}
