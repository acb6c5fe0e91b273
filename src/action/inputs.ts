import * as z from 'zod/mini'
import { describeIssue } from './messages.ts'

// One place for every message, and no probing for `eval`, which Workers refuse.
z.config({ customError: describeIssue, jitless: true })

/** JSON type of an input's value. */
export type Kind = 'string' | 'integer' | 'boolean' | 'object' | 'array'

/** Reads one kind of value from what a caller sent: a JSON value, or the same as text. */
export interface Reader<T> {
  readonly kind: Kind
  /** Made when it is needed: an isolate seldom reads for all of the actions. */
  schema(): z.ZodMiniType<T>
  /** What the reader itself demands, in the words of the reference. */
  readonly restriction?: string
  /** Fields that an object is known to have. */
  readonly fields?: Fields
  /** Values that a string may take. */
  readonly values?: readonly string[]
  /** Kind of the object whose ID it is, by Stripe's name: `payment_intent`, `checkout.session`. */
  readonly names?: string
  /** What an array holds, and how many of it. */
  readonly entries?: { readonly reader: Reader<unknown>; readonly min: number; readonly max: number | undefined }
}

/** What people are told of an input. */
export interface About {
  readonly about: string
  readonly example: unknown
  readonly restriction?: string
}

/** A reader in its place: whether the caller must give it, may clear it, and what people are told of it. */
export interface Input<T = unknown, R extends boolean = boolean, C extends boolean = boolean> extends Partial<About> {
  readonly reader: Reader<T>
  readonly required: R
  /** `null` reaches Stripe and clears the field there. */
  readonly clears: C
}

export type Fields = Readonly<Record<string, Input>>

type ValueOf<I> = I extends Input<infer T> ? T : never
type RequiredNames<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F]

/** The values that a set of fields reads to. */
export type Values<F> = { [K in RequiredNames<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[K]>
}

/** Inputs that go to Stripe under their own name: each must be a parameter of `P` and fit its type. */
export type Shape<P> = { readonly [K in keyof P]?: Input<NonNullable<P[K]>> }

/** Like `Shape`, for an update: an input is clearable exactly where Stripe's type lets the field be cleared. */
export type Changes<P> = {
  readonly [K in keyof P]?: null extends P[K] ? Input<P[K], boolean, true> : Input<NonNullable<P[K]>, boolean, false>
}

/** An input that the caller must give. */
export function required<T>(reader: Reader<T>, about?: About): Input<T, true, false> {
  return { reader, required: true, clears: false, ...about }
}

/** An input that may be left out; `null` is as if left out. */
export function optional<T>(reader: Reader<T>, about?: About): Input<T, false, false> {
  return { reader, required: false, clears: false, ...about }
}

/** An input of an update that may be left out, or cleared at Stripe with `null`. */
export function clearable<T>(reader: Reader<T>, about?: About): Input<T | null, false, true> {
  return {
    reader: { ...reader, schema: () => z.nullable(reader.schema()) },
    required: false,
    clears: true,
    ...about,
  }
}

/** Any string. */
export const text: Reader<string> = { kind: 'string', schema: () => z.string() }

/**
 * The ID of a Stripe object: 1 to 255 characters of `A-Z a-z 0-9 _ -`. Anything else could reach another endpoint,
 * since the SDK puts it into the path; so could the words that Stripe has endpoints of in an ID's place
 * ({@link https://docs.stripe.com/api/customers/search}).
 */
export const id: Reader<string> = {
  kind: 'string',
  schema: () =>
    z
      .string()
      .check(
        z.regex(
          /^(?!(search|upcoming|create_preview)$)[\w-]{1,255}$/,
          'must be the ID of an object, such as "prod_123": 1 to 255 letters, digits, "_" or "-"',
        ),
      ),
}

/** The ID of one kind of Stripe's objects. */
export function idOf(kind: string): Reader<string> {
  return { ...id, names: kind }
}

export const email: Reader<string> = {
  kind: 'string',
  schema: () => z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
}

/** A URL with its scheme; Stripe fills in `{CHECKOUT_SESSION_ID}` and the like. */
export const url: Reader<string> = {
  kind: 'string',
  schema: () =>
    z.string().check(z.regex(/^[a-z][a-z\d+.-]*:\/\/\S+$/i, 'must be a whole URL such as "https://example.com/page"')),
}

/** A three-letter ISO 4217 code, sent in lower case as Stripe wants it ({@link https://docs.stripe.com/currencies}). */
export const currency: Reader<string> = {
  kind: 'string',
  schema: () =>
    z.string().check(z.regex(/^[a-z]{3}$/i, 'must be a three-letter ISO currency code such as "usd"'), z.toLowerCase()),
  restriction: 'ISO code',
}

const readInteger = () =>
  z.transform((value: unknown) => (typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value))

/** A whole number, also as text (`"10"`); never rounded. */
export function integer({ min, max }: { min?: number; max?: number } = {}): Reader<number> {
  const checks = () => [...(min === undefined ? [] : [z.gte(min)]), ...(max === undefined ? [] : [z.lte(max)])]
  return { kind: 'integer', schema: () => z.pipe(readInteger(), z.int().check(...checks())) }
}

/** Seconds since 1970. Milliseconds, which JavaScript counts in, are refused. */
export const timestamp: Reader<number> = {
  kind: 'integer',
  schema: () =>
    z.pipe(
      readInteger(),
      z
        .int('must be a Unix timestamp: whole seconds since 1970, such as 1767225600')
        .check(z.gte(1), z.lte(9_999_999_999, 'must be a Unix timestamp in seconds (10 digits), not in milliseconds')),
    ),
  restriction: 'Unix timestamp',
}

/** `true` or `false`, also as text. */
export const boolean: Reader<boolean> = {
  kind: 'boolean',
  schema: () =>
    z.pipe(
      z.transform((value: unknown) => (value === 'true' ? true : value === 'false' ? false : value)),
      z.boolean(),
    ),
  restriction: 'true or false',
}

/** One of a few strings. */
export function choice<const V extends readonly [string, ...string[]]>(...values: V): Reader<V[number]> {
  return { kind: 'string', schema: () => z.enum(values), restriction: values.join(', '), values }
}

/** The value of a string that holds the JSON text of an object or array; anything else as it is. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is none: an input that was left empty. */
export function isBlank(value: unknown): boolean {
  return value === '' || value === null || value === undefined
}

/** Leaves out the fields that were left empty; `null` stays where it clears a field. */
export function withoutBlanks(value: unknown, fields: Fields): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).filter(([name, given]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      return field === undefined || !isBlank(given) || (given === null && field.clears)
    }),
  )
}

/** The zod shape of a set of fields. */
export function shapeOf(fields: Fields): Record<string, z.ZodMiniType> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { reader, required }]) => [
      name,
      required ? reader.schema() : z.optional(reader.schema()),
    ]),
  )
}

/** A rule that spans several fields: what is wrong, or nothing. */
export type Rule = (given: Readonly<Record<string, unknown>>) => { param: string; message: string } | undefined

/** An input that may not be given together with others. */
export function exclusive(first: string, ...others: string[]): Rule {
  return (given) => {
    const other = others.find((name) => given[name] !== undefined)
    return given[first] !== undefined && other !== undefined
      ? { param: first, message: `must not be given together with ${other}` }
      : undefined
  }
}

/** Exactly one of several inputs must be given. */
export function exactlyOne(...names: readonly [string, string, ...string[]]): Rule {
  return (given) =>
    names.filter((name) => given[name] !== undefined).length === 1
      ? undefined
      : { param: names[0], message: `give exactly one of ${names.join(' and ')}` }
}

/** At least one of several inputs must be given. */
export function atLeastOne(...names: readonly [string, string, ...string[]]): Rule {
  return (given) =>
    names.some((name) => given[name] !== undefined)
      ? undefined
      : { param: names[0], message: `is required unless ${names.slice(1).join(' or ')} is given` }
}

/** A zod check that applies rules whatever else is wrong, so that every problem is reported at once. */
export function check(rules: readonly Rule[]) {
  return z.check<unknown>(
    ({ value, issues }) => {
      if (!isObject(value)) return
      for (const rule of rules) {
        const broken = rule(value)
        if (broken) issues.push({ code: 'custom', path: [broken.param], message: broken.message, input: value })
      }
    },
    { when: () => true },
  )
}

/** An object, also as JSON text. Known fields are checked, further ones go to Stripe untouched. */
export function object<const F extends Fields>(fields: F, ...rules: Rule[]): Reader<Values<F>> {
  const schema = () =>
    z.pipe(
      z.transform((value: unknown) => withoutBlanks(readJson(value), fields)),
      z.looseObject(shapeOf(fields)).check(check(rules)),
    )
  // Sound: `shapeOf` builds the schema from the same fields that `Values` reads its types from.
  return { kind: 'object', schema: schema as unknown as () => z.ZodMiniType<Values<F>>, restriction: 'Object', fields }
}

/** An array, also as JSON text; entries that were left empty are left out. */
export function list<T>(entry: Reader<T>, { min = 0, max }: { min?: number; max?: number } = {}): Reader<T[]> {
  return {
    kind: 'array',
    schema: () =>
      z.pipe(
        z.pipe(
          z.transform((value: unknown) => {
            const given = readJson(value)
            return Array.isArray(given) ? given.map((one) => (isBlank(one) ? undefined : one)) : given
          }),
          z.array(z.optional(entry.schema())),
        ),
        z.transform((given, context) => {
          const entries = given.filter((one) => one !== undefined)
          if (entries.length < min || (max !== undefined && entries.length > max)) {
            const message =
              entries.length < min ? `must have at least ${count(min)}` : `must have at most ${count(max ?? 0)}`
            context.issues.push({ code: 'custom', message, input: given })
          }
          return entries
        }),
      ),
    ...(max !== undefined && { restriction: `At most ${count(max)}` }),
    entries: { reader: entry, min, max },
  }
}

function count(entries: number): string {
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}`
}

/** Stripe's limits for metadata ({@link https://docs.stripe.com/api/metadata}), in characters. */
const METADATA = { keys: 50, key: 40, value: 500 } as const

function readMetadata(nullRemoves: boolean) {
  return z.transform((value: unknown, context) => {
    const given = readJson(value)
    if (!isObject(given)) {
      context.issues.push({ code: 'invalid_type', expected: 'object', input: given })
      return {}
    }
    const metadata: Record<string, string | null> = {}
    const refuse = (message: string, key?: string) =>
      context.issues.push({ code: 'custom', message, input: given, ...(key !== undefined && { path: [key] }) })
    for (const [key, held] of Object.entries(given)) {
      if (key === '' || /[[\]]/.test(key)) refuse('a key must not be empty and must not contain "[" or "]"', key)
      if (characters(key) > METADATA.key) refuse(`a key must be at most ${METADATA.key} characters`, key)
      if (isBlank(held)) {
        if (nullRemoves) metadata[key] = null
      } else if (typeof held === 'object') refuse('must be a string, a number or a boolean', key)
      else if (characters(String(held)) > METADATA.value) refuse(`must be at most ${METADATA.value} characters`, key)
      else metadata[key] = String(held)
    }
    if (Object.keys(metadata).length > METADATA.keys) refuse(`must have at most ${METADATA.keys} keys`)
    return metadata
  })
}

function characters(string: string): number {
  return [...string].length
}

/** Up to 50 keys with strings; numbers and booleans become strings, empty values are left out. */
export const metadata: Reader<Record<string, string>> = {
  kind: 'object',
  // The out schema states what is sent: the transform has dropped every empty value.
  schema: () => z.pipe(readMetadata(false), z.record(z.string(), z.string())),
  restriction: 'Object',
}

/** Metadata of an update: an empty value or `null` removes that key at Stripe, other keys stay as they are. */
export const metadataChanges: Reader<Record<string, string | null>> = {
  kind: 'object',
  schema: () => z.pipe(readMetadata(true), z.record(z.string(), z.nullable(z.string()))),
  restriction: 'Object',
}

/** An object handed on as it is. */
export const anything: Reader<Record<string, unknown>> = {
  kind: 'object',
  schema: () => z.pipe(z.transform(readJson), z.record(z.string(), z.unknown())),
  restriction: 'Object',
}
