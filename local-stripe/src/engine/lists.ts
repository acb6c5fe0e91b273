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
