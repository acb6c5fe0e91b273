const spaced = (text: string) => ` ${text.toLowerCase().replace(/[-_.]/g, ' ')}`

/** The words of what someone looks for; plurals are taken for the singular. */
export function wordsIn(query: string): string[] {
  return (query.toLowerCase().match(/[a-z\d]+/g) ?? []).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
}

/** The most points of the texts in which something begins with a word; 0 if it is in none. */
export function pointsOf(word: string, texts: readonly (readonly [points: number, text: string])[]): number {
  const found = texts.filter(([, text]) => spaced(text).includes(` ${word}`))
  return Math.max(0, ...found.map(([points]) => points))
}
