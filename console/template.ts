import { isRecord } from './forms/schema.ts'

/** What templates refer to, by name: `$price.id` is the `id` of `price`. */
export type Results = Readonly<Record<string, unknown>>

/** A part of something by its name, such as `price`, and the path within. */
export interface Reference {
  readonly name: string
  readonly path: readonly string[]
}

const REFERENCE = /^\$(\w+)((?:\.\w+)+)$/

/** The value at a path; of an object that Stripe expanded, its ID. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  const found = path.reduce<unknown>((held, name) => {
    if (Array.isArray(held)) return held[Number(name)]
    return isRecord(held) ? held[name] : undefined
  }, value)
  return isRecord(found) && typeof found['id'] === 'string' ? found['id'] : found
}

/** A template with something in place of each reference and of each other text. */
export function replaceIn(
  template: unknown,
  ofReference: (reference: Reference) => unknown,
  ofText: (text: string) => string,
): unknown {
  const inner = (one: unknown) => replaceIn(one, ofReference, ofText)
  if (Array.isArray(template)) return template.map(inner)
  if (isRecord(template)) return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, inner(one)]))
  if (typeof template !== 'string') return template
  const [, name, path = ''] = REFERENCE.exec(template) ?? []
  return name === undefined ? ofText(template) : ofReference({ name, path: path.split('.').slice(1) })
}

/** A template with what it refers to; the names of what is not there yet are added to `missing`. */
export function fill(template: unknown, results: Results, missing: Set<string> = new Set()): unknown {
  return replaceIn(
    template,
    ({ name, path }) => {
      const value = valueAt(results[name], path)
      if (value === undefined || value === null) missing.add(name)
      return value ?? undefined
    },
    (text) => text.replace(/^\$origin\b/, () => location.origin),
  )
}
