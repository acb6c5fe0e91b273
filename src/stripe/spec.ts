import { once } from '../once.ts'
import { ENDPOINTS, EXPAND_TREES, SHAPES } from './generated/spec.ts'

/**
 * The kind of a parameter as `scripts/generate-stripe-types.ts` reads it off the SDK: `s` a string, `t` a string that a
 * list is filtered by, `d` a decimal number as text, `e` one of Stripe's fixed values, `i` an integer, `n` a number, `b` a
 * boolean, `m` metadata; `['a', T]` an array, `['o', n]` an object of the shape n, `['k', T]` a map, `['u', ...T]`
 * alternatives, `['?', T]` a T that an empty value clears.
 */
export type ParameterType = string | readonly [string, ...(ParameterType | number)[]]

/**
 * What may be expanded in an object: `customer` the ID of a customer, `=price` an object that is always there in full,
 * `[item` a list, `*` in front of what an array holds, `+` in front of what is there only on request.
 */
export type ExpandTree = { readonly [field: string]: string | ExpandTree }

/** What the SDK says of an endpoint. */
interface Endpoint {
  /** The index of its parameters' shape. */
  readonly shape: number
  /** The kind of object that it answers; of a list, what it lists, behind a "[". */
  readonly answer: string
}

type Shape = Readonly<Record<string, ParameterType>>

// Sound: the generator writes each text in the form of its type.
const endpoints = once((): Readonly<Record<string, Endpoint>> => JSON.parse(ENDPOINTS))
const expandTrees = once((): Readonly<Record<string, ExpandTree>> => JSON.parse(EXPAND_TREES))
// A call needs two or three of the shapes: to parse all of them would take 2 ms of a start.
const shapes = once(() => SHAPES.split('\n'))

/** An endpoint by its name without those of its path inputs: `POST /v1/prices/{}`. */
export function endpointNamed(name: string): Endpoint | undefined {
  return endpoints()[name]
}

/** The parameters of an endpoint, or of an object among them. */
export function shapeAt(index: number): Shape {
  return JSON.parse(shapes()[index] ?? '{}')
}

/** What may be expanded in an object of a kind. */
export function expandTreeOf(kind: string): ExpandTree {
  return expandTrees()[kind] ?? {}
}
