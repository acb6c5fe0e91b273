import { invalid, noSuch } from './errors.ts'

/** Values by which a list can be filtered; an array counts for each of its elements. */
type IndexValue = string | number | boolean | null | undefined | string[]
export type Index = Record<string, IndexValue>

/** An array lets through what has one of its values, `not` what lacks its value. */
export type Filters = Record<string, string | number | boolean | null | undefined | string[] | { not: boolean }>

export interface Range {
  gt?: number
  gte?: number
  lt?: number
  lte?: number
}

/** https://docs.stripe.com/api/pagination */
export interface PageParams {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: Range | number
}

/**
 * Where a page begins and how long it is.
 *
 * @throws StripeError for a `limit` outside 1 to 100, or both cursors at once
 */
export function placeOf({ limit = 10, starting_after: after, ending_before: before }: PageParams) {
  if (limit < 1 || limit > 100) {
    const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
    throw invalid(`This value must be ${bound} (it currently is '${limit}').`, {
      code: 'parameter_invalid_integer',
      param: 'limit',
    })
  }
  if (after !== undefined && before !== undefined) {
    throw invalid('You cannot parameterize both starting_after and ending_before.', { param: 'starting_after' })
  }
  return { after, before, limit }
}

/**
 * A page of objects that are all at hand.
 *
 * @param title the word for one of them in error messages
 */
export function pageOf<T extends { id: string }>(all: T[], params: PageParams, title: string) {
  const { after, before, limit } = placeOf(params)
  const cursor = after ?? before
  const at = cursor === undefined ? -1 : all.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && at < 0) {
    throw noSuch(title, cursor, after === undefined ? 'ending_before' : 'starting_after', false)
  }
  const first = before === undefined ? at + 1 : Math.max(0, at - limit)
  const end = before === undefined ? first + limit : at
  return { data: all.slice(first, end), hasMore: before === undefined ? end < all.length : first > 0 }
}

/** Whether a time, in Unix seconds, is in a range. */
export function isWithin(time: number, range: Range | number | undefined): boolean {
  if (range === undefined || typeof range === 'number') return range === undefined || time === range
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range
  return time > gt && time >= gte && time < lt && time <= lte
}
