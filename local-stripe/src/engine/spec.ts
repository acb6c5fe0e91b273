import type { EndpointParams } from '../generated/endpoints.ts'
import spec from '../generated/spec.json' with { type: 'json' }

/** An endpoint as Stripe's reference writes it: `POST /v1/products/{id}`. */
export type Endpoint = keyof EndpointParams

/**
 * A parameter's type as the generator encodes it: `s` a string, `t` one that a list is filtered by, `i` an integer, `n`
 * a number, `b` a boolean, `d` a decimal, `m` metadata; `['e', ...values]` an enumeration, `['a', T]` an array,
 * `['o', n]` the shape n, `['k', T]` a map, `['u', ...T]` alternatives, `['?', T]` a T that an empty value clears.
 */
export type ParamType = string | [string, ...(ParamType | number)[]]

/** Parameters by name; a name that ends in `!` is required. */
export type Shape = Record<string, ParamType>

/**
 * What may be expanded in an object: `customer` an id of a customer, `=price` an object that is always there in full,
 * `[item` a list, `*` one of these in an array, `+` only on request.
 */
export type ExpandTree = { [field: string]: string | ExpandTree }

interface Spec {
  apiVersion: string
  endpoints: Record<string, number>
  shapes: Shape[]
  expand: Record<string, ExpandTree>
}

/** The generator writes the file in exactly this form; TypeScript reads its arrays as unions of their elements. */
const read = (json: unknown) => json as Spec

const { apiVersion, endpoints, shapes, expand } = read(spec)

/** The version of Stripe's API that is spoken here: the SDK's own. */
export const API_VERSION = apiVersion

export function shapeAt(index: ParamType | number | undefined): Shape {
  const shape = typeof index === 'number' ? shapes[index] : undefined
  if (!shape) throw new Error(`the spec has no shape ${String(index)}`)
  return shape
}

/** The SDK leaves `expand` out where an answer has nothing to expand; Stripe takes it everywhere. */
export const shapeOf = (endpoint: Endpoint): Shape => ({ expand: ['a', 's'], ...shapeAt(endpoints[endpoint]) })

export const expandTreeOf = (object: string): ExpandTree | undefined => expand[object]

/** The values that an enumerated parameter takes, or each element of an array of them. */
export function valuesAt(endpoint: Endpoint, name: string): string[] {
  const shape = shapeOf(endpoint)
  const type = shape[`${name}!`] ?? shape[name]
  const values = Array.isArray(type) && type[0] === 'a' ? type[1] : type
  return Array.isArray(values) && values[0] === 'e' ? values.slice(1).map(String) : []
}
