/** Where entries were before others were left out, of arrays that lack some. */
const positions = new WeakMap<readonly unknown[], readonly number[]>()

/** The entries of an array that are not `undefined`; errors still name them by where the caller wrote them. */
export function givenEntries<T>(entries: readonly T[]): Exclude<T, undefined>[] {
  const found: Exclude<T, undefined>[] = []
  const at: number[] = []
  for (const [index, entry] of entries.entries()) {
    if (entry === undefined) continue
    found.push(entry as Exclude<T, undefined>)
    at.push(index)
  }
  if (found.length < entries.length) positions.set(found, at)
  return found
}

/** The place of an entry in the array as the caller wrote it. */
export function positionOf(entries: readonly unknown[], index: number): number {
  return positions.get(entries)?.[index] ?? index
}
