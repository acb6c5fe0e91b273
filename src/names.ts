import { closest, distance } from 'fastest-levenshtein'

/** Maximum characters of an input's name in an error message. */
const NAME_LIMIT = 80

/** What is repeated to the caller of a name that they gave. */
export function shortened(name: string): string {
  return name.slice(0, NAME_LIMIT)
}

/** A name is near if at most 40 % of its letters differ, so that two swapped letters in a name of five pass. */
const isNear = (name: string, known: string) => distance(name, known) <= Math.max(name.length, known.length) * 0.4

/** Suggests the nearest known name, as `; did you mean "limit"?`, or an empty string when none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const given = shortened(name).toLowerCase()
  const nearest = closest(given, known)
  // "id" where the input is called "product_id".
  const meant = isNear(given, nearest) ? nearest : known.find((one) => one.endsWith(`_${given}`))
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
