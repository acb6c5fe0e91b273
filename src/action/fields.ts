import type * as z from 'zod/mini'
import type { KindName } from '../stripe/kinds.ts'

/** JSON type of an input's value. */
export type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'

/** What a number or a string is: a time in seconds since 1970, an amount in the smallest unit of its currency, a currency. */
export type Format = 'unix-time' | 'amount' | 'currency'

/** Values of an object's fields, any of which a call needs it to have: `{ status: ['draft'] }`. */
export type ObjectCondition = Readonly<Record<string, readonly unknown[]>>

/** Reads one kind of value from what a caller sent: a JSON value, or the same as text. */
export interface Reader<T> {
  readonly kind: Kind
  /** Built when it is first needed: an isolate seldom serves every action. */
  schema(): z.ZodMiniType<T>
  /** What the reader itself demands, in the words of the documents. */
  readonly restriction?: string
  /** Fields that an object is known to have. */
  readonly fields?: Fields
  /** Rules that span several of them. */
  readonly rules?: readonly Rule[]
  /** Values that a string may take. */
  readonly values?: readonly string[]
  /** What each field holds, of an object whose fields the caller names, such as metadata. */
  readonly holds?: Reader<unknown>
  /** Whether the string cannot be the ID of an object: Stripe takes a few fixed values only, or only keeps it. */
  readonly isNoId?: boolean
  /** What it is, where the type of Stripe's parameter does not say so. */
  readonly format?: Format
  /** The kind of object whose ID it is. */
  readonly refersTo?: KindName
  /** What is true of objects with which a call can succeed; Stripe says so of others. */
  readonly where?: ObjectCondition
  /** What an array holds, and how many of it. */
  readonly entries?: { readonly reader: Reader<unknown>; readonly min: number; readonly max: number | undefined }
  /** The kinds of value that it may be, where there are several. */
  readonly or?: readonly Reader<unknown>[]
}

/** What the documents say of an input. */
export interface InputDocs {
  readonly about: string
  readonly example: unknown
  readonly restriction?: string
}

/** A reader in its place: whether the caller must give it, may clear it, and what the documents say. */
export interface Input<T = unknown, R extends boolean = boolean> extends Partial<InputDocs> {
  readonly reader: Reader<T>
  readonly required: R
  /** `null` reaches Stripe and clears the field there. */
  readonly clears?: boolean
  /** Only callers with a key choose its value: an access policy may set it, and not open it. */
  readonly forKeys?: true
  /** It is a parameter of Stripe's that no action declares. */
  readonly additional?: true
}

export type Fields = Readonly<Record<string, Input>>

/** What an input reads to. */
type ValueOf<I> = I extends Input<infer T> ? T : never
type RequiredNames<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F]

/** The values that a set of fields reads to. */
export type Values<F> = { [K in RequiredNames<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[K]>
}

/** An input that the caller must give. */
export function required<T>(reader: Reader<T>, docs?: InputDocs): Input<T, true> {
  return { reader, required: true, ...docs }
}

/** An input that may be left out. */
export function optional<T>(reader: Reader<T>, docs?: InputDocs): Input<T, false> {
  return { reader, required: false, ...docs }
}

/** A field by its name; names that every JavaScript object has are no fields. */
export function fieldOf(fields: Fields, name: string): Input | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** A rule that spans several fields: what is wrong, or nothing. */
export type Rule = (given: Readonly<Record<string, unknown>>) => { param: string; message: string } | undefined
