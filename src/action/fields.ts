import type * as z from 'zod/mini'
import type { KindName } from '../stripe/kinds.ts'

/** JSON type of an input's value. */
export type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'

/** The meaning of a value: a time in seconds since 1970, an amount in its currency's smallest unit, or a currency. */
export type Format = 'unix-time' | 'amount' | 'currency'

/** For each field of an object, the values with which a call can succeed: `{ status: ['draft'] }`. */
export type ObjectCondition = Readonly<Record<string, readonly unknown[]>>

/** Parses one kind of value from the caller's input: a JSON value, or the same value as text. */
export interface Reader<T> {
  readonly kind: Kind
  /** Built on first use: an isolate rarely serves every action. */
  schema(): z.ZodMiniType<T>
  /** The reader's own restrictions, for the documentation. */
  readonly restriction?: string
  /** The known fields of an object. */
  readonly fields?: Fields
  /** Rules about several of these fields. */
  readonly rules?: readonly Rule[]
  /** Values that a string may take. */
  readonly values?: readonly string[]
  /** The value type of an object whose keys the caller chooses, such as metadata. */
  readonly holds?: Reader<unknown>
  /** Whether the string cannot be an object's ID: Stripe takes only a few fixed values, or only stores it. */
  readonly isNoId?: boolean
  /** The meaning, if the type of Stripe's parameter does not tell. */
  readonly format?: Format
  /** The kind of object whose ID it is. */
  readonly refersTo?: KindName
  /** The field values of objects with which a call can succeed; Stripe rejects the others. */
  readonly where?: ObjectCondition
  /** The entries of an array, and how many it may have. */
  readonly entries?: { readonly reader: Reader<unknown>; readonly min: number; readonly max: number | undefined }
  /** The alternatives, if the value may be of several kinds. */
  readonly or?: readonly Reader<unknown>[]
}

/** The documentation of an input. */
export interface InputDocs {
  readonly about: string
  readonly example: unknown
  readonly restriction?: string
}

/** A reader as an input: whether it is required or clearable, and its documentation. */
export interface Input<T = unknown, R extends boolean = boolean> extends Partial<InputDocs> {
  readonly reader: Reader<T>
  readonly required: R
  /** `null` reaches Stripe and clears the field there. */
  readonly clears?: boolean
  /** Only callers with a key may choose its value: an access policy may set it, but not allow it. */
  readonly forKeys?: true
  /** It is a parameter of Stripe's that no action declares. */
  readonly additional?: true
}

export type Fields = Readonly<Record<string, Input>>

/** The type of a parsed input. */
type ValueOf<I> = I extends Input<infer T> ? T : never
type RequiredNames<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F]

/** The type of a parsed set of fields. */
export type Values<F> = { [K in RequiredNames<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[K]>
}

/** A required input. */
export function required<T>(reader: Reader<T>, docs?: InputDocs): Input<T, true> {
  return { reader, required: true, ...docs }
}

/** An optional input. */
export function optional<T>(reader: Reader<T>, docs?: InputDocs): Input<T, false> {
  return { reader, required: false, ...docs }
}

/** Looks up a field by its own name, ignoring inherited properties such as `constructor`. */
export function fieldOf(fields: Fields, name: string): Input | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** A rule about several fields: returns the problem, or `undefined`. */
export type Rule = (given: Readonly<Record<string, unknown>>) => { param: string; message: string } | undefined
