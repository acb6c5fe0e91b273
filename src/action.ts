import type Stripe from 'stripe'
import * as z from 'zod/mini'
import {
  anything,
  check,
  type Fields,
  list,
  optional,
  type Rule,
  shapeOf,
  text,
  type Values,
  withoutBlanks,
} from './inputs.ts'
import type { HandedThrough, StripeThrough } from './stripe.ts'

/** What an action does to the Stripe account: a `destructive` one cannot be undone by another action. */
export type Effect = 'read' | 'write' | 'destructive'

/** What an action has to work with. */
export interface Context {
  /** The SDK's client for the call whose answer is the action's: it goes to the caller unread. */
  readonly stripe: StripeThrough
  /** The SDK's client for what the action itself needs to know. */
  readonly lookUp: Stripe
  /** The options of this call, to be handed to every method of either. */
  readonly options: Stripe.RequestOptions
}

interface Description {
  /** Kebab-case, `verb-noun`: the last segment of the action's path. */
  readonly name: string
  readonly summary: string
  readonly description: string
  /** Stripe's name of the kind of object. */
  readonly resource: string
  /** Method and path of Stripe's endpoint. */
  readonly endpoint: `${'GET' | 'POST' | 'DELETE'} /v1/${string}`
  /** The endpoint's page in Stripe's API reference. */
  readonly docs: `https://docs.stripe.com/api/${string}`
  readonly effect: Effect
  /** Parameters that the action itself sends under a name that is no input of it. */
  readonly sends?: readonly string[]
  /** Rules that span several inputs. */
  readonly rules?: readonly Rule[]
  /** An answer, shortened. */
  readonly answer: Readonly<Record<string, unknown>>
}

/** An action as the machine sees it. */
export interface Action extends Description {
  readonly input: Fields
  /** Schema of the whole input: reads what a caller sent, or says everything that is wrong with it. */
  readonly schema: z.ZodMiniType<Record<string, unknown>, Record<string, unknown>>
  run(context: Context, input: Record<string, unknown>): Promise<HandedThrough>
}

const common = {
  expand: optional(list(text), {
    about: 'Fields whose objects the answer holds in place of their IDs',
    example: ['customer'],
    restriction: 'Array of at most four levels each, such as "data.customer"',
  }),
  extra_params: optional(anything, {
    about: 'Further Stripe parameters, handed on as they are',
    example: { statement_descriptor: 'EXAMPLE' },
    restriction: 'Object; needs a key that may use it',
  }),
} satisfies Fields

type Common = { expand?: string[] }

function extraParamsAreNew(taken: readonly string[]): Rule {
  return ({ extra_params }) => {
    const twice = Object.keys(extra_params ?? {}).find((name) => taken.includes(name))
    return twice === undefined
      ? undefined
      : { param: 'extra_params', message: `must not hold "${twice}", which this action sends itself` }
  }
}

/** Levels that an input may be nested; Stripe's deepest parameters have eight. */
const DEPTH_LIMIT = 32

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((held) => isDeeper(held, levels - 1))
}

// The SDK walks a parameter recursively, without end.
const notTooDeep: Rule = (given) => {
  const param = Object.keys(given).find((name) => isDeeper(given[name], DEPTH_LIMIT))
  return param === undefined ? undefined : { param, message: `must not be nested deeper than ${DEPTH_LIMIT} levels` }
}

/**
 * Declares an action. The types of `run`'s input follow from `input`; `expand` and `extra_params` are inputs of every
 * action and reach `run` among the other parameters.
 */
export function defineAction<const F extends Fields>(
  declaration: Description & {
    readonly input: F
    run(context: Context, input: Values<F> & Common): Promise<HandedThrough>
  },
): Action {
  const input: Fields = { ...common, ...declaration.input }
  const taken = [...Object.keys(input), ...(declaration.sends ?? [])]
  const rules = [...(declaration.rules ?? []), extraParamsAreNew(taken), notTooDeep]
  let schema: Action['schema'] | undefined
  return {
    ...declaration,
    input,
    // Built at first use: an isolate seldom runs all of the actions.
    get schema() {
      schema ??= z.pipe(
        z.transform((given: Record<string, unknown>) => withoutBlanks(given, input)),
        z.strictObject(shapeOf(input)).check(check(rules)),
      )
      return schema
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
