import * as z from 'zod/mini'
import { isObject, readJson } from '../json.ts'

/** Names that a caller may give: no action has as many inputs. */
const INPUTS_LIMIT = 100
/** Levels that an input may be nested; Stripe's deepest parameters have eight. */
const DEPTH_LIMIT = 32
/** Values that an input may hold: Stripe's longest lists have a hundred entries. */
const VALUES_LIMIT = 2_000

/** A name inside an object, as Stripe reads it: `{"address": {"a][b": 1}}` would be sent as `address[a][b]`. */
const INNER_NAME = /^[^[\]]+$/
/** The name of a parameter as Stripe's curl examples write it, such as `shipping[name]`. */
const OUTER_NAME = /^[^[\]]+(\[[^[\]]*\])*$/

const NO_TEXT = 'must be valid Unicode: it contains half of a surrogate pair'

function flawOfName(name: string, pattern: RegExp): string | undefined {
  if (!pattern.test(name)) return 'must not contain an empty name or a name with "[" or "]"'
  // An object of JavaScript's loses this name without a word.
  if (name === '__proto__') return 'must not contain the name "__proto__"'
  return name.isWellFormed() ? undefined : NO_TEXT
}

/** Inputs whose names go to Stripe as they are, and may be written that way. */
const SENT_AS_GIVEN = new Set(['extra_params', 'params'])

/** What is wrong with a value whatever input it is for: it could not be read with care, or not be sent as it is. */
function flawOf(input: unknown, isSentAsGiven: boolean): string | undefined {
  let values = 0
  const walk = (value: unknown, levels: number): string | undefined => {
    values += 1
    if (values > VALUES_LIMIT) return `must not contain more than ${VALUES_LIMIT} values`
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      return 'must be sent as a string: a JSON number of this size loses digits'
    }
    const held = readJson(value)
    if (typeof held === 'string') return held.isWellFormed() ? undefined : NO_TEXT
    if (typeof held !== 'object' || held === null) return undefined
    if (levels === 0) return `must not be nested more than ${DEPTH_LIMIT} levels`
    for (const [name, one] of Object.entries(held)) {
      const pattern = isSentAsGiven && levels === DEPTH_LIMIT ? OUTER_NAME : INNER_NAME
      const flaw = flawOfName(name, pattern) ?? walk(one, levels - 1)
      if (flaw !== undefined) return flaw
    }
    return undefined
  }
  return walk(input, DEPTH_LIMIT)
}

/** Refuses input that is too large, or that would not reach Stripe as it was given. */
export const withinLimits = z.transform((given: unknown, context) => {
  if (!isObject(given)) return given
  const names = Object.keys(given)
  const refuse = (name: string, message: string) =>
    context.issues.push({ code: 'custom', path: [name], message, input: given })
  const surplus = names[INPUTS_LIMIT]
  if (surplus !== undefined) refuse(surplus, `is one input too many: at most ${INPUTS_LIMIT} are allowed`)
  else {
    for (const name of names) {
      // An object of zod's loses this name, like one of JavaScript's.
      const flaw = name === '__proto__' ? 'unknown input' : flawOf(given[name], SENT_AS_GIVEN.has(name))
      if (flaw !== undefined) refuse(name, flaw)
    }
  }
  return given
})
