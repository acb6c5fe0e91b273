/** The start of a value and its end (exclusive), in bytes. */
export type Span = readonly [start: number, end: number]

/** The positions of a list's parts in its JSON text. */
export interface ListSpans {
  /** The content between the brackets of `data`. */
  readonly data: Span
  readonly last: Span | undefined
  readonly count: number
}

const [QUOTE, BACKSLASH, COLON, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = Array.from('"\\:{}[]', (one) => one.charCodeAt(0))
const DATA = new TextEncoder().encode('"data"')

/** The position after a string that begins at a quote. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1
  return at + 1
}

const isData = (json: Uint8Array, at: number) => DATA.every((byte, index) => json[at + index] === byte)

/** The position of the next byte that is not white space. */
function skipSpace(json: Uint8Array, at: number): number {
  let next = at
  while ((json[next] ?? 0x21) <= 0x20) next += 1
  return next
}

/**
 * Finds `data` in the JSON text of a list without parsing the objects in it: parsed, 1,000 invoices would take several
 * times the memory of their text, and an isolate has 128 MB for all of its calls.
 *
 * @returns `undefined` when the text ends before the list does, or has no `data`.
 */
export function findData(json: Uint8Array): ListSpans | undefined {
  let [depth, count, begins, opened, isInData] = [0, 0, 0, 0, false]
  let last: Span | undefined
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case QUOTE: {
        const end = endOfString(json, at)
        const colon = skipSpace(json, end)
        if (depth === 1 && isData(json, at) && json[colon] === COLON) {
          const value = skipSpace(json, colon + 1)
          if (json[value] !== OPEN_LIST) return undefined
          opened = value + 1
          isInData = true
        }
        at = end - 1
        break
      }
      case OPEN:
      case OPEN_LIST:
        depth += 1
        if (isInData && depth === 3) begins = at
        break
      case CLOSE:
      case CLOSE_LIST:
        depth -= 1
        if (isInData && depth === 2) {
          count += 1
          last = [begins, at + 1]
        }
        if (isInData && depth === 1) return { data: [opened, at], last, count }
        break
    }
  }
  return undefined
}
