import * as z from 'zod/mini'
import { isObject, mayBeJson, readJson } from '../json.ts'
import { type Fields, fieldOf, type Reader } from './fields.ts'

/** Maximum number of input names: no action has as many inputs. */
const INPUTS_LIMIT = 100
/** Maximum nesting of an input; Stripe's deepest parameters have eight levels. */
export const DEPTH_LIMIT = 32
/** Maximum number of values in an input; Stripe's longest lists have a hundred entries. */
const VALUES_LIMIT = 2_000

/**
 * A valid name inside an object. Brackets would change the nesting: `{"a": {"b][c": 1}}` would be sent as `a[b][c]`.
 */
const INNER_NAME = /^[^[\]]+$/
/** The name of a parameter in bracket notation, such as `shipping[name]`. */
const OUTER_NAME = /^[^[\]]+(\[[^[\]]*\])*$/

const NO_TEXT = 'must be valid Unicode: it contains half of a surrogate pair'

function flawOfName(name: string, pattern: RegExp): string | undefined {
  if (!pattern.test(name)) return 'must not contain an empty name or a name with "[" or "]"'
  // A JavaScript object silently loses this name.
  if (name === '__proto__') return 'must not contain the name "__proto__"'
  return name.isWellFormed() ? undefined : NO_TEXT
}

/** Inputs whose names go to Stripe unchanged, and may use bracket notation. */
const SENT_AS_GIVEN = new Set(['extra_params', 'params'])

/** The possible kinds of a field's value. */
function kindsOf(reader: Reader<unknown> | undefined): readonly Reader<unknown>[] {
  return reader?.or?.flatMap(kindsOf) ?? (reader ? [reader] : [])
}

const NONE: readonly Reader<unknown>[] = []

/** The possible kinds of a field or an entry inside a value; none if it goes to Stripe unparsed. */
function kindsInside(kinds: readonly Reader<unknown>[], name: string): readonly Reader<unknown>[] {
  if (kinds.length === 0) return NONE
  return kinds.flatMap(({ entries, fields }) => kindsOf(entries?.reader ?? (fields && fieldOf(fields, name)?.reader)))
}

/** Whether the JSON text of an object or array is parsed. */
const readsJson = (kinds: readonly Reader<unknown>[]) => kinds.some(({ kind }) => kind === 'object' || kind === 'array')

/** Whether a value may contain others; the rest need no check. */
const mayHold = (value: unknown) => (typeof value === 'string' ? mayBeJson(value) : typeof value === 'object')

/** A problem inside an input, with the path from the input to it. */
interface Flaw {
  readonly at: readonly PropertyKey[]
  readonly message: string
}

const UNKNOWN: Flaw = { at: [], message: 'unknown input' }

/** The problem with a value that is too large to parse, or that could not be sent unchanged. */
function flawOf(input: unknown, reader: Reader<unknown> | undefined, isSentAsGiven: boolean): Flaw | undefined {
  let values = 0
  // One array for all values, since every call is checked.
  const at: PropertyKey[] = []
  const flaw = (message: string): Flaw => ({ at: [...at], message })

  const walk = (value: unknown, kinds: readonly Reader<unknown>[]): Flaw | undefined => {
    values += 1
    if (values > VALUES_LIMIT) return { at: [], message: `must not contain more than ${VALUES_LIMIT} values` }
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      return flaw('must be sent as a string: a JSON number of this size loses digits')
    }
    const held = readsJson(kinds) ? readJson(value) : value
    if (typeof held === 'string') return held.isWellFormed() ? undefined : flaw(NO_TEXT)
    if (typeof held !== 'object' || held === null) return undefined
    if (at.length === DEPTH_LIMIT) return { at: [], message: `must not be nested more than ${DEPTH_LIMIT} levels` }
    for (const [name, one] of Object.entries(held)) {
      const message = flawOfName(name, isSentAsGiven && at.length === 0 ? OUTER_NAME : INNER_NAME)
      if (message !== undefined) return flaw(message)
      at.push(Array.isArray(held) ? Number(name) : name)
      const found = walk(one, mayHold(one) ? kindsInside(kinds, name) : NONE)
      if (found) return found
      at.pop()
    }
    return undefined
  }
  return walk(input, mayHold(input) ? kindsOf(reader) : NONE)
}

/** Rejects input that is too large, or that would not reach Stripe unchanged. */
export function withinLimits(fields: Fields) {
  return z.transform((given: unknown, context) => {
    if (!isObject(given)) return given
    const names = Object.keys(given)
    const refuse = (message: string, ...path: PropertyKey[]) =>
      context.issues.push({ code: 'custom', path, message, input: given })
    const surplus = names[INPUTS_LIMIT]
    if (surplus !== undefined) refuse(`is one input too many: at most ${INPUTS_LIMIT} are allowed`, surplus)
    else {
      for (const name of names) {
        // zod's objects lose this name too.
        const isLost = name === '__proto__'
        const flaw = isLost ? UNKNOWN : flawOf(given[name], fieldOf(fields, name)?.reader, SENT_AS_GIVEN.has(name))
        if (flaw) refuse(flaw.message, name, ...flaw.at)
      }
    }
    return given
  })
}
