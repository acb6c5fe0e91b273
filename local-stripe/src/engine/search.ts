import type { Context } from './context.ts'
import { invalid } from './errors.ts'
import { type Filters, placeOf } from './lists.ts'
import { type Operation, operation } from './resource.ts'
import { type Clause, readSearchQuery, type SearchQuery } from './search-query.ts'
import type { Endpoint } from './spec.ts'
import type { AnyObject, ObjectName, Objects } from './types.ts'

/** How many objects are read at once. */
const BATCH = 500
/** Stripe finds parts of texts from this length. */
const SHORTEST_PART = 3

type Value = string | number | boolean | null | undefined

/**
 * A field to search by. A token has one value in upper or lower case; a text is also found by parts of it, and prose by
 * whole words in their order.
 */
interface SearchField<T> {
  kind: 'token' | 'text' | 'prose' | 'number'
  value: (object: T) => Value
}

export const token = <T>(value: SearchField<T>['value']): SearchField<T> => ({ kind: 'token', value })
export const partOfText = <T>(value: SearchField<T>['value']): SearchField<T> => ({ kind: 'text', value })
export const prose = <T>(value: SearchField<T>['value']): SearchField<T> => ({ kind: 'prose', value })
export const numeric = <T>(value: SearchField<T>['value']): SearchField<T> => ({ kind: 'number', value })

type SearchEndpoint = Extract<Endpoint, `GET ${string}/search`>

type SearchFields<N extends ObjectName> = Record<string, SearchField<Objects[N]>>

/** What every search endpoint takes. */
interface SearchParams {
  query: string
  limit?: number
  page?: string
  expand?: string[]
}

const asSearchParams = (params: object) => params as SearchParams

/**
 * `GET /v1/things/search`: newest first, at once up to date.
 *
 * @param fields those of https://docs.stripe.com/search for the object; `metadata` is one of each
 * @param filters what is never found: values of the resource's index
 */
export const search = <N extends ObjectName>(
  endpoint: SearchEndpoint,
  object: N,
  fields: SearchFields<N>,
  filters: Filters = {},
): Operation =>
  operation(endpoint, (context, params) => {
    const { query, expand = [], limit, page } = asSearchParams(params)
    const { limit: most } = placeOf(limit === undefined ? {} : { limit })
    const fits = predicateOf(readSearchQuery(query), fields, endpoint.split('/')[2] ?? '')
    const after = page === undefined ? undefined : positionOf(context, object, page)
    const found: Objects[N][] = []
    for (const each of objectsAfter(context, object, filters, after)) {
      if (fits(each)) found.push(each)
      if (found.length > most) break
    }
    const data = found.slice(0, most)
    const hasMore = found.length > most
    return {
      object: 'search_result',
      of: object,
      data,
      has_more: hasMore,
      next_page: hasMore ? btoa(data.at(-1)?.id ?? '') : null,
      ...(expand.includes('total_count') && { total_count: count(context, object, filters, fits) }),
      url: context.path,
    }
  })

/** @throws StripeError for a page that no search has named */
function positionOf(context: Context, object: ObjectName, page: string) {
  const id = /^[A-Za-z0-9+/]+={0,2}$/.test(page) && page.length % 4 === 0 ? atob(page) : ''
  const position = context.store.position(object, id)
  if (position) return position
  throw invalid(`Invalid page: ${page}. Use the next_page of a search in its place.`, { param: 'page' })
}

function* objectsAfter<N extends ObjectName>(
  { store }: Context,
  object: N,
  filters: Filters,
  start?: { created: number; seq: number },
): Generator<Objects[N]> {
  for (let after = start; ; ) {
    const batch = store.list(object, { filters, limit: BATCH, after })
    yield* batch
    if (batch.length < BATCH) return
    after = store.position(object, batch.at(-1)?.id ?? '')
  }
}

function count<N extends ObjectName>(
  context: Context,
  object: N,
  filters: Filters,
  fits: (object: Objects[N]) => boolean,
): number {
  let number = 0
  for (const each of objectsAfter(context, object, filters)) if (fits(each)) number++
  return number
}

function predicateOf<N extends ObjectName>({ clauses, isAny }: SearchQuery, fields: SearchFields<N>, resource: string) {
  const conditions = clauses.map((clause) => {
    const field = fieldOf(clause, fields, resource)
    const matches = matcherOf(clause, field)
    return (object: Objects[N]) => matches(field.value(object)) !== clause.isNegated
  })
  return (object: Objects[N]) =>
    isAny ? conditions.some((fits) => fits(object)) : conditions.every((fits) => fits(object))
}

function fieldOf<N extends ObjectName>(
  { field, key }: Clause,
  fields: SearchFields<N>,
  resource: string,
): SearchField<Objects[N]> {
  const name = field.toLowerCase()
  if (name === 'metadata' && key !== undefined) return token((object) => metadataOf(object).get(key))
  const found = key === undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
  if (found) return found
  throw invalid(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See ` +
      `http://stripe.com/docs/search#query-fields-for-${resource.replace('_', '-')} for a list of supported fields.`,
  )
}

const metadataOf = (object: AnyObject) => new Map(Object.entries(('metadata' in object && object.metadata) || {}))

const words = (text: string) =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `

const COMPARED: Record<string, (a: number, b: number) => boolean> = {
  ':': (a, b) => a === b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

/** @throws StripeError for an operator that the field lacks, and a value that is none for it */
function matcherOf({ field, operator, value }: Clause, { kind }: { kind: string }): (value: Value) => boolean {
  if (value === null) {
    if (operator !== ':') throw unfit(operator, field)
    return (found) => found === null || found === undefined || found === ''
  }
  if (kind === 'number') {
    const compare = COMPARED[operator]
    const bound = Number(value)
    if (!compare) throw unfit(operator, field)
    if (value.trim() === '' || Number.isNaN(bound)) {
      throw invalid(`Field \`${field}\` is numeric. \`${value}\` is no number.`, { param: 'query' })
    }
    return (found) => typeof found === 'number' && compare(found, bound)
  }
  const wanted = value.toLowerCase()
  if (operator === '~' && kind !== 'token') {
    if (value.length < SHORTEST_PART) {
      throw invalid(`The operator \`~\` needs at least ${SHORTEST_PART} characters.`, { param: 'query' })
    }
    return (found) =>
      String(found ?? '')
        .toLowerCase()
        .includes(wanted)
  }
  if (operator !== ':') throw unfit(operator, field)
  if (kind === 'prose') return (found) => words(String(found ?? '')).includes(words(value))
  return (found) => found !== null && found !== undefined && String(found).toLowerCase() === wanted
}

const unfit = (operator: string, field: string) =>
  invalid(`The operator \`${operator}\` cannot be used with the field \`${field}\`.`, { param: 'query' })
