import { invalid } from './errors.ts'

export type SearchOperator = ':' | '~' | '>' | '<' | '>=' | '<='

/** One condition of a search: `-metadata["key"]:"value"`. */
export interface Clause {
  isNegated: boolean
  /** `metadata` for a value of it. */
  field: string
  /** Which value of the metadata. */
  key?: string | undefined
  operator: SearchOperator
  /** Null where the query asks whether there is any value. */
  value: string | null
}

export interface SearchQuery {
  clauses: Clause[]
  /** One of them is enough. */
  isAny: boolean
}

const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`
const CLAUSE = new RegExp(
  `(-?)\\s*([a-z_][\\w.]*)(?:\\[(${QUOTED})\\])?\\s*(>=|<=|:|~|>|<)\\s*(${QUOTED}|-?\\d+(?:\\.\\d+)?(?![\\w.])|null\\b)`,
  'isy',
)
const CONNECTIVE = /\s+(?:(and|or)\s+)?/iy

const unreadable = () =>
  invalid(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata ' +
      'or key:"value" to query for other fields.',
  )

const isQuoted = (text: string) => /^["']/.test(text)

const unquoted = (text: string) => (isQuoted(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text)

/**
 * Reads a query in Stripe's search language: https://docs.stripe.com/search#search-query-language
 *
 * @throws StripeError for what is no such query, also for one with both AND and OR
 */
export function readSearchQuery(text: string): SearchQuery {
  const query = text.trim()
  const clauses: Clause[] = []
  const connectives = new Set<string>()
  for (let at = 0; ; ) {
    CLAUSE.lastIndex = at
    const match = CLAUSE.exec(query)
    if (!match) throw unreadable()
    clauses.push(clauseOf(match))
    at = CLAUSE.lastIndex
    if (at === query.length) break
    CONNECTIVE.lastIndex = at
    const between = CONNECTIVE.exec(query)
    if (!between) throw unreadable()
    connectives.add((between[1] ?? 'and').toLowerCase())
    at = CONNECTIVE.lastIndex
  }
  if (connectives.size > 1) throw unreadable()
  return { clauses, isAny: connectives.has('or') }
}

function clauseOf([, minus, field = '', key, operator, value = '']: RegExpExecArray): Clause {
  return {
    isNegated: minus === '-',
    field,
    key: key === undefined ? undefined : unquoted(key),
    operator: asOperator(operator),
    value: !isQuoted(value) && value.toLowerCase() === 'null' ? null : unquoted(value),
  }
}

/** The pattern lets no other operator through. */
const asOperator = (text: string | undefined) => text as SearchOperator
