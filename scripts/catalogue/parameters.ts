import type { Schema } from '../../src/action/catalogue.ts'
import { endpointKey } from '../../src/stripe/endpoint-key.ts'
import { isKind } from '../../src/stripe/kinds.ts'
import type { ParameterType } from '../../src/stripe/spec.ts'
import parameters from '../generated/parameters.json' with { type: 'json' }

/** Parameters by name, "!" behind those that Stripe requires. */
type Shape = Readonly<Record<string, ParameterType>>

/** Sound: `scripts/generate-stripe-types.ts` writes the file in this form; TypeScript reads its tuples as unions. */
const { endpoints, shapes } = parameters as unknown as {
  endpoints: Readonly<Record<string, number>>
  shapes: readonly Shape[]
}

function shapeAt(index: unknown): Shape {
  const shape = typeof index === 'number' ? shapes[index] : undefined
  if (!shape) throw new Error(`no shape ${String(index)}`)
  return shape
}

/** The types of all parameters of an endpoint, by name; of one that each call names (`{method} {path}`), of none. */
export function typesOf(endpoint: string): ReadonlyMap<string, ParameterType> {
  if (endpoint.startsWith('{')) return new Map()
  return new Map(
    Object.entries(shapeAt(endpoints[endpointKey(endpoint)])).map(([name, type]) => [name.replace('!', ''), type]),
  )
}

/** The types of the fields of a parameter that is an object, or an array of them. */
export function fieldTypesOf(type: ParameterType | undefined): ReadonlyMap<string, ParameterType> {
  if (!Array.isArray(type)) return new Map()
  const [kind, first] = type
  if (kind === 'o') {
    return new Map(Object.entries(shapeAt(first)).map(([name, field]) => [name.replace('!', ''), field]))
  }
  return kind === '?' || kind === 'a' ? fieldTypesOf(first) : new Map()
}

/** What the number or the string of a parameter's type is, where Stripe's type says more than that. */
export function formatOf(type: ParameterType | undefined): Schema['format'] {
  if (!Array.isArray(type)) return typeof type === 'string' ? SIMPLE[type]?.format : undefined
  const [kind, ...parts] = type
  const isOneOf = kind === '?' || kind === 'u' || kind === 'a'
  return isOneOf ? parts.map((part) => formatOf(part)).find((format) => format !== undefined) : undefined
}

const SIMPLE: Readonly<Record<string, Schema>> = {
  s: { type: 'string' },
  t: { type: 'string' },
  d: { type: 'string', description: 'A decimal number.' },
  i: { type: 'integer' },
  T: { type: 'integer', format: 'unix-time' },
  A: { type: 'integer', format: 'amount' },
  C: { type: 'string', format: 'currency' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  m: { type: 'object', additionalProperties: { type: 'string' } },
}

/**
 * The kind of object whose ID one of Stripe's parameters takes, by its name, since no type says so: `default_tax_rates`
 * takes those of tax rates.
 */
function kindNamed(name: string): string | undefined {
  const bare = name.replace(/^(default|from)_/, '')
  return [bare, bare.replace(/s$/, '')].find(isKind)
}

/** Objects of parameters that several actions take, each described once: by the name of its shape. */
export class Shapes {
  readonly #used = new Map<number, Schema>()

  /** The schemas that others refer to, by name. */
  get components(): Record<string, Schema> {
    return Object.fromEntries(
      [...this.#used].sort(([a], [b]) => a - b).map(([index, schema]) => [nameOf(index), schema]),
    )
  }

  schemaOf(type: ParameterType, name: string): Schema {
    if (typeof type === 'string') {
      const schema = SIMPLE[type]
      if (!schema) throw new Error(`unknown kind of parameter ${type}`)
      const kind = type === 's' || type === 't' ? kindNamed(name) : undefined
      return kind === undefined ? schema : { ...schema, 'x-refers-to': kind }
    }
    const [kind, ...parts] = type
    const inner = () => parts.filter((part) => typeof part !== 'number').map((part) => this.schemaOf(part, name))
    switch (kind) {
      case 'e':
        return { type: 'string', enum: parts }
      case 'a':
        return { type: 'array', items: inner()[0] ?? {} }
      case 'k':
        return { type: 'object', additionalProperties: inner()[0] ?? {} }
      case 'o':
        return this.#refTo(Number(parts[0]))
      case 'u':
        return { anyOf: inner() }
      case '?':
        return inner()[0] ?? {}
      default:
        throw new Error(`unknown kind of parameter ${kind}`)
    }
  }

  #refTo(index: number): Schema {
    if (!this.#used.has(index)) {
      // Set first: a shape that holds itself would never end.
      this.#used.set(index, {})
      const fields = Object.entries(shapeAt(index))
      const required = fields.flatMap(([name]) => (name.endsWith('!') ? [name.slice(0, -1)] : []))
      this.#used.set(index, {
        type: 'object',
        properties: Object.fromEntries(
          fields.map(([name, type]) => [name.replace('!', ''), this.schemaOf(type, name.replace('!', ''))]),
        ),
        additionalProperties: true,
        ...(required.length > 0 && { 'x-common': required }),
      })
    }
    return { $ref: `#/shapes/${nameOf(index)}` }
  }
}

function nameOf(index: number): string {
  return `Parameters${index}`
}
