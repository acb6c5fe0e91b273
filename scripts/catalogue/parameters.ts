import type { Schema } from '../../src/action/catalogue.ts'
import { type ParameterType, unnamed } from '../../src/action/parameters.ts'
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
    Object.entries(shapeAt(endpoints[unnamed(endpoint)])).map(([name, type]) => [name.replace('!', ''), type]),
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

const SIMPLE: Readonly<Record<string, Schema>> = {
  s: { type: 'string' },
  t: { type: 'string' },
  d: { type: 'string', description: 'A decimal number.' },
  i: { type: 'integer' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  m: { type: 'object', additionalProperties: { type: 'string' } },
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

  schemaOf(type: ParameterType): Schema {
    if (typeof type === 'string') {
      const schema = SIMPLE[type]
      if (!schema) throw new Error(`unknown kind of parameter ${type}`)
      return schema
    }
    const [kind, ...parts] = type
    const inner = () => parts.filter((part) => typeof part !== 'number').map((part) => this.schemaOf(part))
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
      this.#used.set(index, {
        type: 'object',
        properties: Object.fromEntries(fields.map(([name, type]) => [name.replace('!', ''), this.schemaOf(type)])),
        additionalProperties: true,
      })
    }
    return { $ref: `#/shapes/${nameOf(index)}` }
  }
}

function nameOf(index: number): string {
  return `Parameters${index}`
}
