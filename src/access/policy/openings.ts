import { positionOf } from '../../action/entries.ts'
import { type Fields, fieldOf, type Reader } from '../../action/fields.ts'
import { type Issue, paramOf } from '../../issues.ts'
import { isObject } from '../../json.ts'
import { isWithin, type Path } from '../paths.ts'

/** The inputs whose values a rule leaves to the caller. */
export interface Openings {
  /** The paths that the rule names. */
  readonly paths: readonly string[]
  /** Whether the caller may choose what is at a path. */
  isOpen(path: string): boolean
}

/** Inputs that a rule does not allow, each with the first reason. */
export function unopened(
  input: Readonly<Record<string, unknown>>,
  fields: Fields,
  { paths, isOpen }: Openings,
): Issue[] {
  const issues: Issue[] = []
  const walk = (value: unknown, reader: Reader<unknown> | undefined, path: string, at: Path, open: boolean) => {
    const free = open || isOpen(path)
    const { entries, fields } = reader ?? {}
    if (free && (reader?.kind !== 'object' || !fields) && !entries) return
    const below = paths.some((one) => one !== path && isWithin(one, path))
    if ((free || below) && entries && Array.isArray(value)) {
      value.forEach((entry, index) => {
        walk(entry, entries.reader, `${path}[]`, [...at, positionOf(value, index)], free)
      })
    } else if ((free || below) && isObject(value)) {
      for (const [name, held] of Object.entries(value)) {
        const field = fields && fieldOf(fields, name)
        // A field that no action declares is open only where a rule names it.
        walk(held, field?.reader, `${path}.${name}`, [...at, name], free && field !== undefined && !field.additional)
      }
    } else issues.push({ param: paramOf(at), message: 'is not allowed for this caller' })
  }
  for (const [name, value] of Object.entries(input)) walk(value, fieldOf(fields, name)?.reader, name, [name], false)
  return issues
}
