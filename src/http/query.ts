import type { Fields } from '../action/inputs.ts'

/**
 * Reads a query string as input: a repeated name is an array, whichever way it is written (`expand=a&expand=b`,
 * `expand[]=a`, `expand[0]=a`), and so is a single value where the input is an array and the value no JSON text.
 */
export function fromQuery(query: Readonly<Record<string, string | string[]>>, fields: Fields): Record<string, unknown> {
  const given = new Map<string, string[]>()
  for (const [key, value] of Object.entries(query)) {
    const name = key.replace(/\[\d*\]$/, '')
    given.set(name, [given.get(name) ?? [], value].flat())
  }
  return Object.fromEntries(
    [...given].map(([name, values]) => {
      const [only] = values
      const isArray = Object.hasOwn(fields, name) && fields[name]?.reader.kind === 'array' && !only?.startsWith('[')
      return [name, values.length === 1 && !isArray ? only : values]
    }),
  )
}
