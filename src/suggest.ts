import { closest } from 'fastest-levenshtein'

/** `unknown input; did you mean "limit"?` for a name that is none of `known`. */
export function unknown(what: string, name: string, known: readonly string[]): string {
  return `unknown ${what}; did you mean "${closest(name.toLowerCase(), known)}"?`
}
