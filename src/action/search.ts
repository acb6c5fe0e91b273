import * as z from 'zod/mini'
import { isObject } from '../json.ts'
import type { EndpointParams } from '../stripe/generated/endpoints.ts'
import { type Action, type ActionDocs, createAction } from './define.ts'
import { type Input, type InputDocs, optional, type Reader, type Rule } from './fields.ts'
import { metadata } from './metadata.ts'
import { boolean, range, text, timestamp } from './readers.ts'
import { atLeastOne, exclusive } from './rules.ts'

type Values = Readonly<Record<string, unknown>>

/** A field that a kind of object is searched by, as an input. */
export interface SearchField {
  readonly input: Input
  /**
   * The clauses of a query that its value stands for.
   *
   * @param given Every input.
   */
  clauses(name: string, value: unknown, given: Values): string[]
}

/** A string inside a query: a backslash keeps a quote from ending it. */
function quoted(value: unknown): string {
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`
}

/**
 * A field that has this value, in upper or lower case; a text that holds all of its words, in this order.
 *
 * @param field The name of the field, unless it is that of the input.
 */
export function equal(reader: Reader<unknown>, docs: InputDocs, field?: (given: Values) => string): SearchField {
  return {
    input: optional(reader, docs),
    clauses: (name, value, given) => [`${field?.(given) ?? name}:${quoted(value)}`],
  }
}

/** A field that is true, or false. */
export function flag(docs: InputDocs): SearchField {
  return equal(boolean, docs)
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** What is not understood here would be lost. */
const onlyBounds: Rule = (given) => {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(OPERATORS, name))
  return unknown === undefined ? undefined : { param: unknown, message: 'must be gt, gte, lt or lte' }
}

/** A number that is this one, or is within bounds. */
export function compared(reader: Reader<number>, docs: InputDocs): SearchField {
  const input = optional(range(reader, atLeastOne('gte', 'gt', 'lte', 'lt'), onlyBounds), docs)
  return {
    input,
    clauses: (name, value) =>
      isObject(value)
        ? Object.entries(OPERATORS).flatMap(([bound, operator]) =>
            value[bound] === undefined ? [] : [`${name}${operator}${value[bound]}`],
          )
        : [`${name}:${value}`],
  }
}

/** When an object was created. */
export const created = compared(timestamp, {
  about: 'When it was created: a time, or an object of gt, gte, lt and lte',
  example: { gte: 1767225600 },
  restriction: 'Unix timestamp, or an object of such',
})

/** Metadata of an object: every key that is given has this very value. */
export function matchingMetadata(example: Record<string, string>): SearchField {
  const reader: Reader<Record<string, string>> = {
    ...metadata,
    schema: () =>
      z.pipe(
        metadata.schema(),
        z
          .record(z.string(), z.string())
          .check(z.refine((given) => Object.keys(given).length > 0, 'must have at least 1 key with a value')),
      ),
  }
  return {
    input: optional(reader, { about: 'Values that its metadata has', example }),
    clauses: (name, value) =>
      Object.entries(isObject(value) ? value : {}).map(([key, held]) => `${name}[${quoted(key)}]:${quoted(held)}`),
  }
}

const QUERY: Input = {
  ...optional(text, {
    about: "A query in Stripe's search language, in place of the inputs for single fields",
    example: 'created>1767225600 AND metadata["order_id"]:"6735"',
    restriction: 'See docs.stripe.com/search; not together with the other fields to search by',
  }),
  forKeys: true,
}

const LIMITS =
  'Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.'

/** An endpoint of Stripe's that searches. */
type SearchEndpoint = Extract<keyof EndpointParams, `GET /v1/${string}/search`>

interface SearchDeclaration {
  readonly docs: ActionDocs
  /** The fields that Stripe's table has for this kind of object. */
  readonly fields: Readonly<Record<string, SearchField>>
  readonly rules?: readonly Rule[]
}

/**
 * Declares an action that searches: for what a query says, or for objects that all of the given fields fit.
 *
 * @see {@link https://docs.stripe.com/search#search-query-language}
 */
export function defineSearch(name: string, endpoint: SearchEndpoint, declare: () => SearchDeclaration): Action {
  return createAction(name, endpoint, () => {
    const { docs, fields, rules = [] } = declare()
    const names = Object.keys(fields)
    const inputs = Object.fromEntries(Object.entries(fields).map(([field, { input }]) => [field, input]))
    const oneWay: Rule[] = [exclusive('query', ...names), atLeastOne('query', ...names)]
    return {
      effect: 'read',
      docs: { ...docs, description: `${docs.description} ${LIMITS}` },
      input: { ...inputs, query: QUERY },
      rules: [...oneWay, ...rules],
      params: ({ query, ...given }) => {
        const searched = Object.entries(fields).filter(([field]) => given[field] !== undefined)
        const clauses = searched.flatMap(([field, { clauses }]) => clauses(field, given[field], given))
        const others = Object.entries(given).filter(([input]) => !names.includes(input))
        return { ...Object.fromEntries(others), query: query ?? clauses.join(' AND ') }
      },
    }
  })
}
