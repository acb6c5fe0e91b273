import type { Schema } from '../../src/action/catalogue.ts'
import { Unread } from '../draft.ts'

export type Shapes = Readonly<Record<string, Schema>>

/** How a form shows a value. */
export type Kind =
  | 'text'
  | 'id'
  | 'currency'
  | 'number'
  | 'amount'
  | 'time'
  | 'switch'
  | 'choice'
  | 'list'
  | 'object'
  | 'map'
  | 'union'
  | 'any'

const isNull = ({ type }: Schema) => type === 'null'

/** A schema without references and without null, and whether null is allowed. */
export function resolve(given: Schema, shapes: Shapes): { schema: Schema; nullable: boolean } {
  if (given.$ref !== undefined) return resolve(shapes[given.$ref.replace('#/shapes/', '')] ?? {}, shapes)
  if (given.anyOf) {
    const others = given.anyOf.filter((one) => !isNull(one))
    const nullable = others.length < given.anyOf.length
    const [only] = others
    if (only && others.length === 1) return { ...resolve(only, shapes), nullable }
    const members = others.map((one) => resolve(one, shapes).schema).flatMap((one) => one.anyOf ?? [one])
    return { schema: { ...given, anyOf: members }, nullable }
  }
  if (!Array.isArray(given.type)) return { schema: given, nullable: false }
  const [type] = given.type.filter((one) => one !== 'null')
  const values = given.enum?.filter((one) => one !== null)
  return { schema: { ...given, ...(type && { type }), ...(values && { enum: values }) }, nullable: true }
}

/** How a form shows the values of a schema that was resolved. */
export function kindOf({
  anyOf,
  enum: values,
  type,
  format,
  properties,
  additionalProperties,
  ...schema
}: Schema): Kind {
  if (anyOf) return 'union'
  if (values) return 'choice'
  if (type === 'boolean') return 'switch'
  if (type === 'integer' || type === 'number') {
    return format === 'amount' ? 'amount' : format === 'unix-time' ? 'time' : 'number'
  }
  if (type === 'string') return format === 'currency' ? 'currency' : schema['x-refers-to'] ? 'id' : 'text'
  if (type === 'array') return 'list'
  if (properties) return 'object'
  // Of an object of anything, nothing is known that a form could show.
  return typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0 ? 'map' : 'any'
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unread)
}

/** Whether the form of a schema can show a value without losing anything of it. */
export function fits(schema: Schema, value: unknown): boolean {
  const kind = kindOf(schema)
  if (kind === 'list') return Array.isArray(value)
  if (kind === 'map' || kind === 'object') return isRecord(value)
  if (kind === 'union') return schema.anyOf?.some((one) => fits(one, value)) ?? false
  if (kind === 'switch') return typeof value === 'boolean'
  if (kind === 'any') return false
  if (value instanceof Unread || typeof value === 'string') return true
  return typeof value === 'number' && ['number', 'amount', 'time'].includes(kind)
}

/** Kinds whose form is several elements, each with its own label. */
export const NESTED: ReadonlySet<Kind> = new Set<Kind>(['list', 'object', 'map', 'union'])
