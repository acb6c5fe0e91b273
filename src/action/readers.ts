import * as z from 'zod/mini'
import { describeIssue } from '../issues.ts'
import { isBlank, isObject, readJson } from '../json.ts'
import { type KindName, kindOf, wordsOf } from '../stripe/kinds.ts'
import { givenEntries } from './entries.ts'
import {
  type Fields,
  type Input,
  type ObjectCondition,
  optional,
  type Reader,
  type Rule,
  type Values,
} from './fields.ts'
import { objectSchema } from './objects.ts'

// All messages come from one place, and zod does not probe for `eval`, which Workers do not allow.
z.config({ customError: describeIssue, jitless: true })

/** Any string. */
export const text: Reader<string> = { kind: 'string', schema: () => z.string() }

/** Words that are endpoints at Stripe where an ID could be ({@link https://docs.stripe.com/api/customers/search}). */
const RESERVED = '(search|preview|create_preview|upcoming|\\.{1,2})$'
const ID = new RegExp(`^(?!${RESERVED})[\\w-]{1,255}$`)
const NAMED_ID = new RegExp(`^(?! |${RESERVED})[\\w. $+@:(),&'-]{1,255}(?<! )$`)

const idSchema = (pattern: RegExp, what: string, characters: string) =>
  z.string().check(z.regex(pattern, `must be the ID of ${what}: 1 to 255 ${characters}`))

/**
 * The ID of a Stripe object: 1 to 255 characters of `A-Z a-z 0-9 _ -`. IDs become part of the path, so anything else
 * could reach another endpoint.
 */
export const id: Reader<string> = {
  kind: 'string',
  schema: () => idSchema(ID, 'an object', 'letters, digits, "_" or "-"'),
}

/**
 * The ID of one kind of Stripe object. If merchants may choose the ID, it may also contain spaces and punctuation.
 *
 * @param where The field values of suitable objects, for the console's pickers; not checked here.
 */
export function idOf(kind: KindName, where?: ObjectCondition): Reader<string> {
  const schema = () => {
    const { prefix, named } = kindOf(kind)
    const words = wordsOf(kind)
    const example = prefix === '' ? '' : `, such as "${prefix}123"`
    const what = `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}${example}`
    return named
      ? idSchema(NAMED_ID, what, `characters of A-Z a-z 0-9 _ - . $ + @ : ( ) , & ' and spaces inside`)
      : idSchema(ID, what, 'letters, digits, "_" or "-"')
  }
  return { kind: 'string', schema, refersTo: kind, ...(where && { where }) }
}

/** Maximum number of path segments after `/v1/`; Stripe's longest paths have six. */
const PARTS_LIMIT = 10

/** The path of a Stripe endpoint, as in Stripe's reference: `/v1/` and segments that are each a word or an ID. */
export const endpointPath: Reader<string> = {
  kind: 'string',
  schema: () =>
    z.string().check(
      z.refine((given) => {
        const parts = given.split('/').slice(2)
        return given.startsWith('/v1/') && parts.length <= PARTS_LIMIT && parts.every((part) => NAMED_ID.test(part))
      }, `must be a path such as /v1/tax/settings, of at most ${PARTS_LIMIT} words and IDs and without a query string; searches and previews have their own actions`),
    ),
}

export const email: Reader<string> = {
  kind: 'string',
  schema: () => z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
}

/**
 * A URL with its scheme. Stripe fills in `{CHECKOUT_SESSION_ID}` only if its braces are not percent-encoded, as URL
 * fields and form builders encode them ({@link https://docs.stripe.com/payments/checkout/custom-success-page}).
 */
export const url: Reader<string> = {
  kind: 'string',
  schema: () =>
    z.string().check(
      z.regex(/^[a-z][a-z\d+.-]*:\/\/\S+$/i, 'must be a full URL such as "https://example.com/page"'),
      z.overwrite((given) => given.replace(/%7B(CHECKOUT_SESSION_ID)%7D/gi, '{$1}')),
    ),
}

/** A three-letter ISO 4217 code, sent in lower case as Stripe requires ({@link https://docs.stripe.com/currencies}). */
export const currency: Reader<string> = {
  kind: 'string',
  schema: () =>
    z.string().check(z.regex(/^[a-z]{3}$/i, 'must be a three-letter ISO currency code such as "usd"'), z.toLowerCase()),
  restriction: 'ISO code',
  format: 'currency',
}

/** The message for a value of the wrong type, or for a missing one. */
const must = (be: string) => ({
  error: (issue: { readonly input?: unknown }) => (issue.input === undefined ? 'is required' : `must be ${be}`),
})

const readNumber = (digits: RegExp) =>
  z.transform((value: unknown) => (typeof value === 'string' && digits.test(value) ? Number(value) : value))

const readInteger = () => readNumber(/^\s*-?\d+\s*$/)

/** A whole number, also as text (`"10"`); never rounded. */
export function integer({ min, max }: { min?: number; max?: number } = {}): Reader<number> {
  const checks = () => [...(min === undefined ? [] : [z.gte(min)]), ...(max === undefined ? [] : [z.lte(max)])]
  return { kind: 'integer', schema: () => z.pipe(readInteger(), z.int().check(...checks())) }
}

/** Money in the smallest unit of its currency ({@link https://docs.stripe.com/currencies#minor-units}). */
export const amount: Reader<number> = { ...integer(), format: 'amount' }

/** A number, possibly fractional, also as text (`"8.25"`). */
export const number: Reader<number> = {
  kind: 'number',
  schema: () => z.pipe(readNumber(/^\s*-?\d+(\.\d+)?\s*$/), z.number(must('a number'))),
}

/** A percentage from 0 to 100, also as text (`"8.25"`). */
export const percentage: Reader<number> = {
  kind: 'number',
  schema: () => z.pipe(number.schema(), z.number().check(z.gte(0), z.lte(100))),
  restriction: '0–100',
}

/** A time in seconds since 1970. Milliseconds, as JavaScript uses, are rejected. */
export const timestamp: Reader<number> = {
  kind: 'integer',
  schema: () =>
    z.pipe(
      readInteger(),
      z
        .int(must('a Unix timestamp: whole seconds since 1970, such as 1767225600'))
        .check(z.gte(1), z.lte(9_999_999_999, 'must be a Unix timestamp in seconds (10 digits), not in milliseconds')),
    ),
  restriction: 'Unix timestamp',
  format: 'unix-time',
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

/** An object, also as JSON text. Known fields are checked; others go to Stripe unchanged. */
export function object<const F extends Fields>(fields: F, ...rules: Rule[]): Reader<Values<F>> {
  const schema = () => z.pipe(z.transform(readJson), objectSchema(fields, rules, { refusesUnknown: false }))
  // Sound: `objectSchema` builds the schema from the same fields that `Values` derives its types from.
  return {
    kind: 'object',
    schema: schema as unknown as () => z.ZodMiniType<Values<F>>,
    restriction: 'Object',
    fields,
    rules,
  }
}

/** An array, also as JSON text; empty entries are dropped. */
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
          const entries = givenEntries(given)
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

/** One of several kinds of value: the first one that matches. */
export function either<T>(first: Reader<T>, ...others: readonly Reader<T>[]): Reader<T> {
  const readers = [first, ...others]
  return {
    kind: first.kind,
    schema: () =>
      z.transform((value: unknown, context) => {
        const wrong: z.core.$ZodIssue[] = []
        for (const { schema } of readers) {
          const read = z.safeParse(schema(), value)
          if (read.success) return read.data
          wrong.push(...read.error.issues)
        }
        // If a structure matches one alternative except for some parts, the error names these parts.
        const parts = wrong.filter(({ path }) => path.length > 0)
        const whole = { path: [], message: wrong.map(({ message }) => message).join(', or ') }
        for (const { path, message } of parts.length > 0 ? parts : [whole]) {
          context.issues.push({ code: 'custom', path: [...path], message, input: value })
        }
        return z.NEVER
      }),
    or: readers,
    isNoId: readers.every(({ isNoId }) => isNoId),
  }
}

/** Bounds of a number, as Stripe names them. */
interface Bounds {
  gt?: number
  gte?: number
  lt?: number
  lte?: number
}

/** A number, or an object with bounds, to which `rules` apply. */
export function range(number: Reader<number>, ...rules: Rule[]): Reader<number | Bounds> {
  const bound = optional(number)
  return either<number | Bounds>(number, object({ gt: bound, gte: bound, lt: bound, lte: bound }, ...rules))
}

/** An object of strings, some with known names. Numbers and booleans become strings; empty values are dropped. */
export function strings(fields: Readonly<Record<string, Input<string>>>): Reader<Record<string, string>> {
  const read = (given: unknown) => {
    const held = readJson(given)
    if (!isObject(held)) return held
    const values = Object.entries(held).filter(([, value]) => !isBlank(value))
    return Object.fromEntries(values.map(([name, one]) => [name, typeof one === 'object' ? one : String(one)]))
  }
  return {
    kind: 'object',
    // The last schema describes what is sent.
    schema: () =>
      z.pipe(
        z.pipe(z.transform(read), objectSchema(fields, [], { refusesUnknown: false })),
        z.record(z.string(), z.string()),
      ),
    restriction: 'Object',
    fields,
  }
}

/** An object that is passed on unchanged. */
export const anything: Reader<Record<string, unknown>> = {
  kind: 'object',
  schema: () => z.pipe(z.transform(readJson), z.record(z.string(), z.unknown())),
  restriction: 'Object',
}
