import { isRecord } from './forms/schema.ts'

/** What templates refer to, by name: `$price.id` is the `id` of `price`. */
export type Results = Readonly<Record<string, unknown>>

const REFERENCE = /^\$(\w+)((?:\.\w+)*)$/

/** Where a template refers to: its name and the path within. */
export function referenceIn(template: unknown): { name: string; path: string[] } | undefined {
  const [, name, path = ''] = (typeof template === 'string' && REFERENCE.exec(template)) || []
  return name === undefined ? undefined : { name, path: path.split('.').filter(Boolean) }
}

/** The value at a path; of an object that Stripe expanded, its ID. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  const found = path.reduce<unknown>((held, name) => {
    if (Array.isArray(held)) return held[Number(name)]
    return isRecord(held) ? held[name] : undefined
  }, value)
  return isRecord(found) && typeof found['id'] === 'string' ? found['id'] : found
}

/** A template with what it refers to; the names of what is not there yet are added to `missing`. */
export function fill(template: unknown, results: Results, missing: Set<string> = new Set()): unknown {
  if (Array.isArray(template)) return template.map((one: unknown) => fill(one, results, missing))
  if (isRecord(template)) {
    return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, fill(one, results, missing)]))
  }
  const reference = referenceIn(template)
  if (!reference)
    return typeof template === 'string' ? template.replace(/^\$origin\b/, () => location.origin) : template
  const value = valueAt(results[reference.name], reference.path)
  if (value === undefined || value === null) missing.add(reference.name)
  return value ?? undefined
}
