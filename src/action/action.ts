import type Stripe from 'stripe'
import * as z from 'zod/mini'
import type { HandedThrough, StripeThrough } from '../stripe/stripe.ts'
import { doc } from './doc.ts'
import {
  anything,
  check,
  type Fields,
  isObject,
  list,
  optional,
  type Rule,
  readJson,
  shapeOf,
  text,
  type Values,
  withoutBlanks,
} from './inputs.ts'
import { once } from './once.ts'

/** What an action does to the Stripe account: a `destructive` one cannot be undone by another action. */
export type Effect = 'read' | 'write' | 'destructive'

/** What an action has to work with. */
export interface Context {
  /** The SDK's client for the call whose answer is the action's: it goes to the caller unread. */
  readonly stripe: StripeThrough
  /** The SDK's client for what the action itself needs to know. */
  lookUp(): Stripe
  /** The options of this call, to be handed to every method of either. */
  readonly options: Stripe.RequestOptions
}

/** What people are told of an action, by `doc`: the script holds none of it. */
export interface Told {
  readonly summary: string
  readonly description: string
  /** Stripe's name of the kind of object. */
  readonly resource: string
  /** The endpoint's page in Stripe's API reference. */
  readonly docs: `https://docs.stripe.com/api/${string}`
  /** An answer, shortened. */
  readonly answer: Readonly<Record<string, unknown>>
}

interface Declaration {
  /** Kebab-case, `verb-noun`: the last segment of the action's path. */
  readonly name: string
  /** Method and path of Stripe's endpoint. */
  readonly endpoint: `${'GET' | 'POST' | 'DELETE'} /v1/${string}`
  readonly effect: Effect
  /** Parameters that the action itself sends under a name that is no input of it. */
  readonly sends?: readonly string[]
  /** Rules that span several inputs. */
  readonly rules?: readonly Rule[]
}

/** An action as the machine sees it. */
export interface Action extends Declaration {
  readonly input: Fields
  /** Schema of the whole input: reads what a caller sent, or says everything that is wrong with it. */
  readonly schema: z.ZodMiniType<Record<string, unknown>>
  run(context: Context, input: Record<string, unknown>): Promise<HandedThrough>
}

const common = {
  expand: optional(
    list(text),
    doc({
      about: 'Fields whose objects the answer holds in place of their IDs',
      example: ['customer'],
      restriction: 'Array of at most four levels each, such as "data.customer"',
    }),
  ),
  extra_params: optional(
    anything,
    doc({
      about: 'Further Stripe parameters, handed on as they are',
      example: { statement_descriptor: 'EXAMPLE' },
      restriction: 'Object; needs a key that may use it',
    }),
  ),
} satisfies Fields

type Common = { expand?: string[] }

/** The name of a parameter as Stripe's curl examples write it, such as `shipping[name]`, and what comes first in it. */
const PARAMETER = /^([^[\]]+)(\[[^[\]]*\])*$/

function extraParamsAreNew(taken: readonly string[]): Rule {
  return ({ extra_params }) => {
    for (const name of Object.keys(extra_params ?? {})) {
      // Stripe reads `customer[a]` as part of `customer`, and may read `[customer]` as that as well.
      const root = PARAMETER.exec(name)?.[1]
      if (root !== undefined && !taken.includes(root)) continue
      const why = root === undefined ? 'is no name of a parameter' : 'this action sends itself'
      return { param: 'extra_params', message: `must not hold "${name}", which ${why}` }
    }
    return undefined
  }
}

/** Names that a caller may give; no action has as many. */
const INPUTS_LIMIT = 100
/** Levels that an input may be nested; Stripe's deepest parameters have eight. */
const DEPTH_LIMIT = 32
/** Values that an input may hold: Stripe's longest lists have a hundred entries. */
const VALUES_LIMIT = 2_000

/** What makes an input more than can be read with care, also inside the JSON text of an object or array. */
function excessOf(input: unknown): string | undefined {
  let values = 0
  const walk = (value: unknown, levels: number): string | undefined => {
    values += 1
    if (values > VALUES_LIMIT) return `must not hold more than ${VALUES_LIMIT} values`
    const held = readJson(value)
    if (typeof held !== 'object' || held === null) return undefined
    if (levels === 0) return `must not be nested deeper than ${DEPTH_LIMIT} levels`
    for (const one of Object.values(held)) {
      const excess = walk(one, levels - 1)
      if (excess !== undefined) return excess
    }
    return undefined
  }
  return walk(input, DEPTH_LIMIT)
}

/** Refuses what is too much before it is walked without end, by the validation or by the SDK. */
const bounded = z.transform((given: unknown, context) => {
  if (!isObject(given)) return given
  const names = Object.keys(given)
  const refuse = (name: string, message: string) =>
    context.issues.push({ code: 'custom', path: [name], message, input: given })
  const surplus = names[INPUTS_LIMIT]
  if (surplus !== undefined) refuse(surplus.slice(0, 80), `is one too many: at most ${INPUTS_LIMIT} inputs are read`)
  else {
    for (const name of names) {
      const excess = excessOf(given[name])
      if (excess !== undefined) refuse(name, excess)
    }
  }
  return given
})

/** What an object may call a parameter within it, so that Stripe reads the same object. */
const INNER_NAME = /^[^[\]]+$/

/** What would reach Stripe as something else than was given, or not at all, if anything would. */
function flawOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : 'must be Unicode text: it holds half of a surrogate pair'
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, held] of Object.entries(value)) {
    const flaw = INNER_NAME.test(name)
      ? (flawOf(name) ?? flawOf(held))
      : 'must not hold a name that is empty or has "[" or "]" in it'
    if (flaw !== undefined) return flaw
  }
  return undefined
}

// The SDK fails at what has no UTF-8, and would send `{"address": {"a][b": 1}}` as `address[a][b]`.
const canBeSent: Rule = (given) => {
  for (const [param, value] of Object.entries(given)) {
    // A further parameter may be written as Stripe's curl examples do: `shipping[name]`.
    const isFurther = param === 'extra_params' && isObject(value)
    const message = isFurther ? flawOf([...Object.keys(value), ...Object.values(value)]) : flawOf(value)
    if (message !== undefined) return { param, message }
  }
  return undefined
}

/** Characters that the query string of a call to Stripe may have; longer URLs are refused on the way. */
const QUERY_LIMIT = 8_192

const encodedLength = (text: unknown) => encodeURIComponent(String(text).toWellFormed()).length

/** Characters of a query string that a parameter takes up, given those of its name. */
function queryLength(value: unknown, name: number): number {
  if (typeof value !== 'object' || value === null) return name + encodedLength(value)
  return Object.entries(value).reduce((sum, [key, held]) => sum + queryLength(held, name + encodedLength(key) + 8), 0)
}

/** A GET and a DELETE send Stripe all of their parameters in the URL. */
const fitsUrl: Rule = (given) => {
  let length = 0
  for (const [param, value] of Object.entries(given)) {
    length += queryLength(value, param.length)
    if (length > QUERY_LIMIT)
      return { param, message: `is too long: the inputs must fit a URL of ${QUERY_LIMIT} characters` }
  }
  return undefined
}

/**
 * Declares an action. The types of `run`'s input follow from `input`; `expand` and `extra_params` are inputs of every
 * action and reach `run` among the other parameters.
 */
export function defineAction<const F extends Fields>(
  declaration: Declaration &
    Told & {
      readonly input: F
      run(context: Context, input: Values<F> & Common): Promise<HandedThrough>
    },
): Action & Told {
  const input: Fields = { ...common, ...declaration.input }
  const taken = [...Object.keys(input), ...(declaration.sends ?? [])]
  const rules = [...(declaration.rules ?? []), extraParamsAreNew(taken), canBeSent]
  if (!declaration.endpoint.startsWith('POST')) rules.push(fitsUrl)
  const schema = once(() =>
    z.pipe(
      z.pipe(
        // Issues of a transform alone end the reading.
        bounded,
        z.transform((given: unknown) => withoutBlanks(given, input)),
      ),
      z.strictObject(shapeOf(input)).check(check(rules)),
    ),
  )
  return {
    ...declaration,
    input,
    get schema() {
      return schema()
    },
  }
}

/** The display key of an input: its name as words, `product_id` as `Product ID`. */
export function displayKey(name: string): string {
  const words: Record<string, string> = { id: 'ID', url: 'URL', at: 'at' }
  return name
    .split('_')
    .map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
