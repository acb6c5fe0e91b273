import { type Fields, isBlank, isObject, type Reader, readJson } from '../action/inputs.ts'

/** Where a value stands, as its steps: `line_items`, 0, `price`. */
export type Path = readonly (string | number)[]

/** A path of inputs, `line_items[].price`, as its steps; `[]` is every entry of an array. */
export function stepsOf(path: string): string[] {
  return path.split(/\.|(?=\[\])/)
}

/** The reader at a path: `undefined` when there is no such input, `null` inside an object that takes any field. */
export function readerAt(fields: Fields, [step = '', ...rest]: readonly string[]): Reader<unknown> | null | undefined {
  const reader = Object.hasOwn(fields, step) ? fields[step]?.reader : undefined
  return reader && readerBelow(reader, rest)
}

function readerBelow(reader: Reader<unknown>, steps: readonly string[]): Reader<unknown> | null | undefined {
  if (steps.length === 0) return reader
  if (steps[0] === '[]') return reader.entries && readerBelow(reader.entries.reader, steps.slice(1))
  if (reader.fields) return readerAt(reader.fields, steps)
  return reader.kind === 'object' && steps.length === 1 ? null : undefined
}

/** The values at a path, each with where it stands; an absent one is `undefined`. */
export function valuesAt(value: unknown, steps: readonly string[], at: Path = []): { value: unknown; at: Path }[] {
  const [step, ...rest] = steps
  if (step === undefined) return [{ value, at }]
  if (step !== '[]') {
    const held = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
    return valuesAt(held, rest, [...at, step])
  }
  if (!Array.isArray(value) || value.length === 0) return [{ value: undefined, at: [...at, 0] }]
  return value.flatMap((entry, index) => valuesAt(entry, rest, [...at, index]))
}

/**
 * A copy of what a caller sent with a value at a path of names. What is no object on the way there stays as it is, for
 * the validation to refuse.
 *
 * @param differs Is asked when there is another value already, which otherwise stays.
 */
export function put(
  given: unknown,
  [step = '', ...rest]: readonly string[],
  value: unknown,
  differs: () => void,
): unknown {
  if (!isObject(given)) return given
  const held = Object.hasOwn(given, step) ? given[step] : undefined
  if (rest.length > 0) return { ...given, [step]: put(isBlank(held) ? {} : readJson(held), rest, value, differs) }
  // All that a query string holds is text.
  if (isBlank(held) || held === String(value)) return { ...given, [step]: value }
  if (JSON.stringify(held) !== JSON.stringify(value)) differs()
  return given
}
