import * as z from 'zod/mini'
import type { Reader } from '../../action/fields.ts'
import { originMatcher } from '../../config/patterns.ts'
import { boundsOf, type Limit } from './schema.ts'

/** What is wrong with a value, or nothing. */
export type Check = (value: unknown) => string | undefined

/** The origin of a URL that spells it out: of any other spelling, other readers than this one may make another host. */
function originOf(url: string): string {
  const origin = URL.parse(url)?.origin ?? ''
  return url.startsWith(origin) && /^([/?#]|$)/.test(url.slice(origin.length)) ? origin : ''
}

/**
 * A rule's limit of one input as a check of its value; `undefined` for one that takes any value.
 *
 * @param say Is given what is wrong with the limit.
 */
export function checkOf(
  limit: Limit,
  reader: Reader<unknown> | undefined,
  say: (problem: string) => void,
): Check | undefined {
  if (limit === true) return undefined
  const { values, origins, min, max, optional } = boundsOf(limit)
  const kind = reader?.kind ?? 'string'
  if (kind === 'object' || kind === 'array') say(`is an ${kind}: name what it holds, such as line_items[].price`)
  if (origins && kind !== 'string') say('has no origin')
  if ((min ?? max) !== undefined && kind !== 'integer') say('is no number')
  // Free items and credits need an explicit bound in the policy.
  else if (max !== undefined && min === undefined && z.safeParse(reader?.schema() ?? z.int(), 0).success) {
    say('also accepts 0; set min as well as max')
  }
  const isAllowed = origins && originMatcher(origins)
  if (origins && !isAllowed) say('must have origins such as https://example.com')
  const read = values?.map((value) => z.safeParse(reader?.schema() ?? z.string(), value))
  if (read?.some(({ success }) => !success)) say('has a value that is not valid for this input')
  const allowed = read?.map(({ data }) => data)
  return (value) => {
    if (value === undefined) return optional ? undefined : 'must be given'
    if (allowed && !allowed.includes(value)) return `must be one of ${allowed.join(', ')}`
    if (isAllowed && !isAllowed(originOf(String(value)))) return `must be at ${origins.join(' or ')}`
    if (min !== undefined && !(Number(value) >= min)) return `must be at least ${min}`
    if (max !== undefined && !(Number(value) <= max)) return `must be at most ${max}`
    return undefined
  }
}
