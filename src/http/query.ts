import { type Fields, fieldOf } from '../action/fields.ts'
import { isObject } from '../json.ts'

/** Inserts a value at a path, such as `gte` in `created[gte]`; an empty or numeric step is an array index. */
function insert(held: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return held === undefined ? value : [held, value].flat()
  if (/^\d*$/.test(step)) {
    const entries: unknown[] = Array.isArray(held) ? [...held] : []
    const at = step === '' ? entries.length : Math.min(Number(step), entries.length)
    entries[at] = insert(entries[at], rest, value)
    return entries
  }
  const fields = isObject(held) ? held : {}
  const inner = Object.hasOwn(fields, step) ? fields[step] : undefined
  return { ...fields, [step]: insert(inner, rest, value) }
}

/**
 * Reads a query string as input. Nested names use Stripe's notation (`created[gte]=1`). A repeated name becomes an
 * array, in any notation (`expand=a&expand=b`, `expand[]=a`, `expand[0]=a`), and so does a single value of an array
 * input, unless it is JSON text.
 */
export function fromQuery(query: Readonly<Record<string, string | string[]>>, fields: Fields): Record<string, unknown> {
  let input: Record<string, unknown> = {}
  for (const [key, given] of Object.entries(query)) {
    const isNested = /^[^[\]]+(\[[^[\]]*\])+$/.test(key)
    const [name = '', ...steps] = isNested ? key.split(/\]?\[|\]$/).slice(0, -1) : [key]
    for (const value of [given].flat()) {
      const held = Object.hasOwn(input, name) ? input[name] : undefined
      input = { ...input, [name]: insert(held, steps, value) }
    }
  }
  for (const [name, value] of Object.entries(input)) {
    const isArray = fieldOf(fields, name)?.reader.kind === 'array'
    if (isArray && typeof value === 'string' && !value.startsWith('[')) input[name] = [value]
  }
  return input
}
