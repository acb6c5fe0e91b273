import * as z from 'zod/mini'
import { isObject } from '../json.ts'
import type { EndpointParams } from '../stripe/generated/endpoints.ts'
import { type Action, type ActionDocs, createAction } from './define.ts'
import { type Input, type InputDocs, optional, type Reader, type Rule } from './fields.ts'
import { metadata } from './metadata.ts'
import { boolean, range, text, timestamp } from './readers.ts'
import { atLeastOne, exclusive } from './rules.ts'

type Values = Readonly<Record<string, unknown>>

/** A searchable field of a kind of object, as an input. */
export interface SearchField {
  readonly input: Input
  /**
   * The query clauses for its value.
   *
   * @param given Every input.
   */
  clauses(name: string, value: unknown, given: Values): string[]
}

/** A quoted string in a query, with quotes and backslashes escaped. */
function quoted(value: unknown): string {
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`
}

/**
 * Matches a field with this value, ignoring case, or a text that contains all of its words in this order.
 *
 * @param field The field's name, if it differs from the input's.
 */
export function equal(reader: Reader<unknown>, docs: InputDocs, field?: (given: Values) => string): SearchField {
  return {
    input: optional(reader, docs),
    clauses: (name, value, given) => [`${field?.(given) ?? name}:${quoted(value)}`],
  }
}

/** Matches a field that is true or false. */
export function flag(docs: InputDocs): SearchField {
  return equal(boolean, docs)
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** Rejects unknown bounds, which would otherwise be dropped from the query. */
const onlyBounds: Rule = (given) => {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(OPERATORS, name))
  return unknown === undefined ? undefined : { param: unknown, message: 'must be gt, gte, lt or lte' }
}

/** Matches a number that equals the value, or is within its bounds. */
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

/** Matches the time when an object was created. */
export const created = compared(timestamp, {
  about: 'When it was created: a time, or an object of gt, gte, lt and lte',
  example: { gte: 1767225600 },
  restriction: 'Unix timestamp, or an object of such',
})

/** Matches metadata: every given key must have exactly the given value. */
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

/** One of Stripe's search endpoints. */
type SearchEndpoint = Extract<keyof EndpointParams, `GET /v1/${string}/search`>

interface SearchDeclaration {
  readonly docs: ActionDocs
  /** The searchable fields in Stripe's table for this kind of object. */
  readonly fields: Readonly<Record<string, SearchField>>
  readonly rules?: readonly Rule[]
}

/**
 * Declares a search action: by a query, or by fields that must all match.
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
