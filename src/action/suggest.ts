import { closest } from 'fastest-levenshtein'

/** Names the nearest of the known names: `did you mean "limit"?` */
export function didYouMean(name: string, known: readonly string[]): string {
  return `did you mean "${closest(name.slice(0, 80).toLowerCase(), known)}"?`
}
