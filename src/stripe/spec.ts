import { once } from '../once.ts'
import { SPEC } from './generated/spec.ts'

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

interface Spec {
  /** Indexes of shapes by endpoint: `POST /v1/prices/{}`. */
  readonly endpoints: Readonly<Record<string, number>>
  readonly shapes: readonly Readonly<Record<string, ParameterType>>[]
  /** The kind of object that an endpoint answers; of a list, what it lists, behind a "[". */
  readonly answers: Readonly<Record<string, string>>
  /** By kind of object. */
  readonly expand: Readonly<Record<string, ExpandTree>>
}

/** What the generator read off the SDK. Sound: it writes the text in this form. */
export const spec = once((): Spec => JSON.parse(SPEC))
