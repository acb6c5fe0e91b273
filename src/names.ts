import { closest, distance } from 'fastest-levenshtein'

/** Characters of a name that are repeated to the caller. */
const NAME_LIMIT = 80

/** What is repeated to the caller of a name that they gave. */
export function shortened(name: string): string {
  return name.slice(0, NAME_LIMIT)
}

/** Wrong letters in a name that still pass for a slip: two in five, as two letters that changed places. */
const isNear = (name: string, known: string) => distance(name, known) <= Math.max(name.length, known.length) * 0.4

/** Names the known name that was probably meant, as `; did you mean "limit"?`, or nothing when none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const given = shortened(name).toLowerCase()
  const nearest = closest(given, known)
  // "id" where the input is called "product_id".
  const meant = isNear(given, nearest) ? nearest : known.find((one) => one.endsWith(`_${given}`))
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
