const spaced = (text: string) => ` ${text.toLowerCase().replace(/[-_.]/g, ' ')}`

/** The words of a search, with plurals reduced to the singular. */
export function wordsIn(query: string): string[] {
  return (query.toLowerCase().match(/[a-z\d]+/g) ?? []).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
}

/** The highest score among the texts that contain a word starting with the given one; 0 if none does. */
export function pointsOf(word: string, texts: readonly (readonly [points: number, text: string])[]): number {
  const found = texts.filter(([, text]) => spaced(text).includes(` ${word}`))
  return Math.max(0, ...found.map(([points]) => points))
}
