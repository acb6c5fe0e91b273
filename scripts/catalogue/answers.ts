import type { Schema } from '../../src/action/catalogue.ts'
import objects from '../generated/objects.json' with { type: 'json' }

/**
 * A field's type as `scripts/generate-stripe-types.ts` reads it off the SDK: `s` a string, `n` a number, `b` a
 * boolean, `d` a decimal, `['e', ...values]` an enumeration, `['a', T]` an array, `['o', n]` the shape n, `['k', T]` a
 * map, `['r', ...names]` other objects, `['l', name]` a list of them, `['u', ...T]` alternatives, `['?', T]` T or null.
 */
type FieldType = string | number | FieldType[]
type Shape = Record<string, FieldType>

// Sound: that script writes the file in this form; TypeScript reads its tuples as unions.
const { objects: indexes, shapes } = objects as unknown as { objects: Record<string, number>; shapes: Shape[] }

/** The name of an object type as a name of a component: `checkout.session` as `CheckoutSession`. */
function componentName(object: string): string {
  return object.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

const ANY_OBJECT_NAME = 'StripeObject'

/** Any object of Stripe's that is not described on its own. */
export const ANY_OBJECT: Schema = ref(ANY_OBJECT_NAME)

/** The schemas of Stripe's objects, only those that actions return; others are a `StripeObject`. */
export class Answers {
  readonly #described: ReadonlySet<string>

  constructor(described: Iterable<string>) {
    this.#described = new Set(described)
  }

  /** The components that `refTo` and the fields of the objects refer to. */
  components(): Record<string, Schema> {
    return {
      [ANY_OBJECT_NAME]: {
        type: 'object',
        description: 'Another object of Stripe, with the fields that its reference names.',
        properties: { id: { type: 'string' }, object: { type: 'string' } },
        additionalProperties: true,
      },
      ...Object.fromEntries([...this.#described].sort().map((name) => [componentName(name), this.#object(name)])),
    }
  }

  /** The schema of what an action returns, derived from its example. */
  schemaOf(answer: Readonly<Record<string, unknown>>): Schema {
    const { object, deleted } = answer
    if (typeof object !== 'string') throw new Error('every answer of Stripe names its kind of object')
    if (deleted === true) {
      return closed({ id: { type: 'string' }, object: { type: 'string', const: object }, deleted: { const: true } })
    }
    const listed = listedBy(answer)
    if (listed === undefined) return ref(this.#componentOf(object))
    return object === 'list' ? this.#list(listed) : this.#found(listed)
  }

  #componentOf(object: string): string {
    return this.#described.has(object) ? componentName(object) : ANY_OBJECT_NAME
  }

  #list(object: string): Schema {
    return closed({
      object: { type: 'string', const: 'list' },
      data: { type: 'array', items: ref(this.#componentOf(object)) },
      has_more: { type: 'boolean', description: 'Whether a further page follows.' },
      url: { type: 'string' },
    })
  }

  #found(object: string): Schema {
    const { properties, ...list } = this.#list(object)
    const next_page = { type: ['string', 'null'], description: 'What to give as page to get the next page.' }
    return {
      ...list,
      properties: { ...properties, object: { type: 'string', const: 'search_result' }, next_page },
    }
  }

  #object(name: string): Schema {
    const index = indexes[name]
    if (index === undefined) throw new Error(`the SDK's types hold no object ${name}`)
    return { ...this.#shape(index), description: `Stripe's ${name}. Fields that Stripe adds later may come too.` }
  }

  #shape(index: FieldType | undefined): Schema {
    const shape = typeof index === 'number' ? shapes[index] : undefined
    if (!shape) throw new Error(`no shape ${index}`)
    const fields = Object.entries(shape)
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, type]) => [name.replace('!', ''), this.#field(type)])),
      required: fields.flatMap(([name]) => (name.endsWith('!') ? [name.slice(0, -1)] : [])),
      additionalProperties: true,
    }
  }

  #field(type: FieldType): Schema {
    if (!Array.isArray(type)) return simple(type)
    const [kind, ...parameters] = type
    const [first] = parameters
    if (first === undefined) throw new Error(`${kind} takes something`)
    switch (kind) {
      case 'e':
        // Stripe adds values without a new version of its API, so that an enumeration would be wrong one day.
        return { type: 'string', description: `Such as ${parameters.join(', ')}.` }
      case 'a':
        return { type: 'array', items: this.#field(first) }
      case 'k':
        return { type: 'object', additionalProperties: this.#field(first) }
      case 'o':
        return this.#shape(first)
      case 'l':
        return this.#list(String(first))
      case 'r':
        return anyOf([...new Set(parameters.map((name) => this.#componentOf(String(name))))].map(ref))
      case 'u':
        return anyOf(parameters.map((one) => this.#field(one)))
      case '?':
        return nullable(this.#field(first))
      default:
        throw new Error(`unknown type ${kind}`)
    }
  }
}

/** The kind of object that an answer lists, or has found. */
function listedBy({ object, data }: Readonly<Record<string, unknown>>): string | undefined {
  if ((object !== 'list' && object !== 'search_result') || !Array.isArray(data)) return undefined
  const [first] = data as { object: string }[]
  return first?.object
}

/** The kinds of objects that actions return, derived from their examples. */
export function objectsOf(answers: readonly Readonly<Record<string, unknown>>[]): Set<string> {
  return new Set(
    answers.flatMap((answer) => {
      const object = listedBy(answer) ?? answer['object']
      return typeof object === 'string' && answer['deleted'] !== true ? [object] : []
    }),
  )
}

function closed(properties: Record<string, Schema>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: true }
}

function simple(type: string | number): Schema {
  switch (type) {
    case 's':
      return { type: 'string' }
    case 'd':
      return { type: 'string', description: 'A decimal number.' }
    case 'n':
      return { type: 'number' }
    case 'b':
      return { type: 'boolean' }
    default:
      return {}
  }
}

function anyOf(schemas: Schema[]): Schema {
  const [only] = schemas
  return schemas.length === 1 && only ? only : { anyOf: schemas }
}

function nullable(schema: Schema): Schema {
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] }
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] }
  return schema.$ref === undefined ? schema : { anyOf: [schema, { type: 'null' }] }
}
