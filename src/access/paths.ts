import { positionOf } from '../action/entries.ts'
import { type Fields, fieldOf, type Reader } from '../action/fields.ts'
import { isBlank, isObject, readJson } from '../json.ts'

/** The position of a value, as steps: `line_items`, 0, `price`. */
export type Path = readonly (string | number)[]

/** A path of inputs, `line_items[].price`, as its steps; `[]` is every entry of an array. */
export function stepsOf(path: string): string[] {
  return path.split(/\.|(?=\[\])/)
}

/** Whether an input path equals another one or lies below it. */
export function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[]`)
}

/** The target of an input path. */
export interface Place {
  /** `undefined` inside an object that takes any field. */
  readonly reader: Reader<unknown> | undefined
  /** Whether an action declares every step of it, rather than only Stripe's types. */
  readonly isDeclared: boolean
}

/** The target of a path; `undefined` when there is no such input. */
export function placeAt(fields: Fields, [step = '', ...rest]: readonly string[], isDeclared = true): Place | undefined {
  const field = fieldOf(fields, step)
  return field && placeBelow(field.reader, rest, isDeclared && !field.additional)
}

function placeBelow(reader: Reader<unknown>, steps: readonly string[], isDeclared: boolean): Place | undefined {
  if (steps.length === 0) return { reader, isDeclared }
  const { entries, fields, kind, or = [], holds } = reader
  if (steps[0] === '[]') return entries && placeBelow(entries.reader, steps.slice(1), isDeclared)
  const place = fields && placeAt(fields, steps, isDeclared)
  if (place) return place
  if (kind === 'object' && steps.length === 1) return { reader: holds, isDeclared: holds !== undefined && isDeclared }
  return or.map((other) => placeBelow(other, steps, isDeclared)).find((found) => found !== undefined)
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
  return value.flatMap((entry, index) => valuesAt(entry, rest, [...at, positionOf(value, index)]))
}

/**
 * A copy of the caller's input with a value set at a path of names. A non-object on the path stays unchanged, and
 * validation rejects it.
 *
 * @param differs Is asked when there is another value already, which otherwise stays.
 */
export function withValueAt(
  given: unknown,
  [step = '', ...rest]: readonly string[],
  value: unknown,
  differs: () => void,
): unknown {
  if (!isObject(given)) return given
  const held = Object.hasOwn(given, step) ? given[step] : undefined
  if (rest.length > 0)
    return { ...given, [step]: withValueAt(isBlank(held) ? {} : readJson(held), rest, value, differs) }
  // Every value in a query string is text.
  if (isBlank(held) || held === String(value)) return { ...given, [step]: value }
  if (JSON.stringify(held) !== JSON.stringify(value)) differs()
  return given
}
