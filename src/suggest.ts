import { closest, distance } from 'fastest-levenshtein'

/** Wrong letters in a name that still pass for a slip: two in five, as two letters that changed places. */
const isNear = (name: string, known: string) => distance(name, known) <= Math.max(name.length, known.length) * 0.4

/** Names the known name that was probably meant, as `; did you mean "limit"?`, or nothing when none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const given = name.slice(0, 80).toLowerCase()
  const nearest = closest(given, known)
  // "id" where the input is called "product_id".
  const meant = isNear(given, nearest) ? nearest : known.find((one) => one.endsWith(`_${given}`))
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
