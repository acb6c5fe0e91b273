import * as z from 'zod/mini'
import type { EndpointParams } from '../stripe/generated/endpoints.ts'
import { type KindName, kindOf, type Retrieve, wordsOf } from '../stripe/kinds.ts'
import type { StripeRequest } from '../stripe/request.ts'
import {
  type Fields,
  fieldOf,
  type Input,
  type ObjectCondition,
  optional,
  type Reader,
  type Rule,
  required,
  type Values,
} from './fields.ts'
import { withinLimits } from './limits.ts'
import { metadata, metadataChanges } from './metadata.ts'
import { objectSchema } from './objects.ts'
import { paging } from './paging.ts'
import { parametersOf, responseKindOf } from './parameters.ts'
import { anything, idOf, list, object, text } from './readers.ts'

export type { Retrieve }

/** The effect of an action on the Stripe account. A `destructive` action cannot be undone by another action. */
export type Effect = 'read' | 'write' | 'destructive'

/** The documentation of an action. */
export interface ActionDocs {
  readonly summary: string
  readonly description: string
  /** The kind of object, by Stripe's name. */
  readonly resource: string
  /** The endpoint's page in Stripe's API reference. */
  readonly url: `https://docs.stripe.com/api/${string}`
  /** A shortened response. */
  readonly answer: Readonly<Record<string, unknown>>
}

/** An endpoint without the names of its path inputs: `POST /v1/prices/{}`. */
type Unnamed<E extends string> = E extends `${infer A}{${string}}${infer B}` ? `${A}{}${Unnamed<B>}` : E
/** The names of an endpoint's path inputs. */
type PathNames<E extends string> = E extends `${string}{${infer N}}${infer B}` ? N | PathNames<B> : never
/** An endpoint of the SDK, with any names for its path inputs. */
type Known<E extends string> = Unnamed<E> extends keyof EndpointParams ? E : never
type ParamsOf<E extends string> = Unnamed<E> extends keyof EndpointParams ? EndpointParams[Unnamed<E>] : never

/**
 * The inputs that an action may declare: all of the endpoint's path inputs, required; Stripe's parameters, with
 * matching types; and others only if `params` says what to send for them.
 */
type InputsOf<E extends string, F, Sends> = {
  readonly [K in keyof F]: K extends PathNames<E>
    ? Input<string, true>
    : K extends keyof ParamsOf<E>
      ? Input<NonNullable<ParamsOf<E>[K]>>
      : Sends extends readonly [string, ...string[]]
        ? Input
        : never
} & { readonly [K in PathNames<E>]: Input<string, true> }

type Common = { expand?: string[] }

/** The parameters that an action sends to Stripe instead of its inputs, without the path inputs. */
type Params<E extends string, F> = (
  input: Omit<Values<F>, PathNames<E>> & Common,
  retrieve: Retrieve,
) => ParamsOf<E> | Promise<ParamsOf<E>>

interface Declaration<E extends string, F, Sends> {
  readonly effect: Effect
  readonly docs: ActionDocs
  /** The inputs that most callers need. Every other parameter of the endpoint is an input as well. */
  readonly input: F & InputsOf<E, F, Sends>
  /** Rules about several inputs. */
  readonly rules?: readonly Rule[]
  /** Parameters that `params` sets and that are therefore not inputs. */
  readonly sends?: Sends & readonly (keyof ParamsOf<E>)[]
  readonly params?: Params<E, F>
  /** A parameter that makes the action destructive when it is true, such as `confirm`. */
  readonly destructiveWith?: keyof ParamsOf<E> & string
}

/** A declaration without its types, which `defineAction` has checked. */
export interface UntypedDeclaration {
  readonly effect: Effect
  readonly docs: ActionDocs
  readonly input: Fields
  readonly rules?: readonly Rule[] | undefined
  readonly sends?: readonly string[] | undefined
  readonly params?: Action['params']
  readonly destructiveWith?: string | undefined
  readonly request?: Action['request']
}

/** An action, as the rest of `src/` uses it. */
export interface Action {
  readonly name: string
  /** The effect of a call in general; `effectOf` gives that of a call with a given input. */
  readonly effect: Effect
  /** The input that makes a call destructive when it is true. */
  readonly destructiveWith: string | undefined
  readonly docs: ActionDocs
  /** The method of Stripe's endpoint; POST if each call names its own endpoint, since that may be a POST. */
  readonly method: StripeRequest['method']
  /** Method and path of Stripe's endpoint, as declared. */
  readonly endpoint: string
  /** The path of Stripe's endpoint; names in braces are inputs. */
  readonly path: string
  /** The path inputs, in the path's order. */
  readonly pathInputs: readonly string[]
  /** The declared inputs, and those that every action or every list takes. */
  readonly input: Fields
  /** The endpoint's other parameters. */
  readonly additional: Fields
  /** Both the declared inputs and the other parameters. */
  readonly inputs: Fields
  /** Parameters that `params` sets and that are not inputs. */
  readonly sends: readonly string[]
  /** The kind of object that Stripe returns or lists. */
  readonly answer: { readonly kind: string; readonly isList: boolean }
  /** Whether it is a search: results lag behind, and matching ignores case. */
  readonly isSearch: boolean
  /** The schema of the whole input: parses the caller's input, or lists everything that is wrong with it. */
  readonly schema: z.ZodMiniType<Record<string, unknown>>
  readonly params:
    | ((input: Readonly<Record<string, unknown>>, retrieve: Retrieve) => object | Promise<object>)
    | undefined
  /** The request, for an action whose calls name their own endpoint. */
  readonly request: ((input: Readonly<Record<string, unknown>>) => StripeRequest) | undefined
}

const expand = optional(list(text), {
  about: 'Fields whose objects the answer holds in place of their IDs',
  example: ['customer'],
  restriction: 'Array of at most four levels each, such as "data.customer"',
})

const extraParams = optional(anything, {
  about: 'Parameters that this version of the Stripe API does not know, passed on unchanged',
  example: { preview_feature: true },
  restriction: 'Object; needs a key with "extra_params": true',
})

/** Adds the undeclared fields of Stripe's type to a declared object, so that they are parsed like any other. */
function completed(declared: Reader<unknown>, parameter: Reader<unknown> | undefined): Reader<unknown> {
  const { fields, rules = [], entries } = declared
  if (fields && parameter?.fields) {
    const known = parameter.fields
    const complete = mapValues(fields, (field, name) => inPlace(field, fieldOf(known, name), false))
    return { ...declared, ...object({ ...known, ...complete }, ...rules) }
  }
  if (!entries || !parameter?.entries) return declared
  const entry = completed(entries.reader, parameter.entries.reader)
  return entry === entries.reader ? declared : { ...declared, ...list(entry, entries) }
}

/**
 * Adapts a declared input to its action: an update may clear fields that Stripe allows to be cleared, and metadata
 * keys.
 */
function inPlace(input: Input, parameter: Input | undefined, isUpdate: boolean): Input {
  const reader = input.reader === metadata && isUpdate ? metadataChanges : completed(input.reader, parameter?.reader)
  return { ...input, reader, clears: parameter?.clears === true }
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]))
}

/**
 * Declares an action that calls one of Stripe's endpoints. The names in braces in the endpoint are path inputs; all
 * other inputs go to Stripe under their own names, unless `params` says what to send.
 *
 * @param name Kebab-case, `verb-noun`: the last segment of the action's path.
 * @param endpoint Method and path as in Stripe's reference: `POST /v1/prices/{price_id}`.
 * @param declare Called on the action's first use: an isolate uses few actions, and evaluating all of them would take 5
 * ms of its start.
 */
export function defineAction<
  const E extends string,
  const F extends Fields,
  const Sends extends readonly string[] | undefined = undefined,
>(name: string, endpoint: E & Known<E>, declare: () => Declaration<E, F, Sends>): Action {
  return createAction(name, endpoint, () => {
    const { sends, params, ...declaration } = declare()
    return {
      ...declaration,
      sends: sends?.map(String),
      // Sound: the schema has parsed the input to the types that `params` takes.
      ...(params && { params: params as unknown as NonNullable<Action['params']> }),
    }
  })
}

/** The endpoint of an action whose calls name their own. */
const ANY = '{method} {path}'

interface OpenDeclaration<F> extends Pick<UntypedDeclaration, 'docs' | 'rules'> {
  readonly input: F & Fields
  /** The request to Stripe for an input. */
  readonly request: (input: Values<F> & Common) => StripeRequest
}

/**
 * Declares an action whose calls name Stripe's endpoint themselves. It may do anything, so it is destructive. Only keys
 * with `any_endpoint` may run it: see `ANY_ENDPOINT`.
 */
export function defineOpenAction<const F extends Fields>(name: string, declare: () => OpenDeclaration<F>): Action {
  return createAction(name, ANY, () => {
    const { request, ...declaration } = declare()
    return {
      ...declaration,
      effect: 'destructive',
      // Sound: the schema has parsed the input to the types that `request` takes.
      request: request as unknown as NonNullable<Action['request']>,
    }
  })
}

/** An action that evaluates its declaration on first use. A class, since closures would be created for each action. */
class DeclaredAction implements Action {
  readonly name: string
  readonly endpoint: string
  readonly #declare: () => UntypedDeclaration
  #parts: UntypedDeclaration | undefined
  #answer: Action['answer'] | undefined
  #pathInputs: Action['pathInputs'] | undefined
  #input: Fields | undefined
  #additional: Fields | undefined
  #inputs: Fields | undefined
  #schema: Action['schema'] | undefined

  constructor(name: string, endpoint: string, declare: () => UntypedDeclaration) {
    this.name = name
    this.endpoint = endpoint
    this.#declare = declare
  }

  get #declared(): UntypedDeclaration {
    this.#parts ??= this.#declare()
    return this.#parts
  }

  get effect() {
    return this.#declared.effect
  }

  get destructiveWith() {
    return this.#declared.destructiveWith
  }

  get docs() {
    return this.#declared.docs
  }

  get sends() {
    return this.#declared.sends ?? []
  }

  get params() {
    return this.#declared.params
  }

  get request() {
    return this.#declared.request
  }

  get method() {
    const [method] = this.endpoint.split(' ')
    // Sound: `Known` admits only the SDK's endpoints, each of which has one of these methods.
    return this.endpoint === ANY ? 'POST' : (method as Action['method'])
  }

  get path() {
    return this.endpoint.slice(this.endpoint.indexOf(' ') + 1)
  }

  get pathInputs() {
    this.#pathInputs ??= [...this.path.matchAll(/\{(\w+)\}/g)].map(([, input = '']) => input)
    return this.#pathInputs
  }

  get answer() {
    this.#answer ??= responseKindOf(this.endpoint)
    return this.#answer
  }

  get isSearch() {
    return this.path.endsWith('/search')
  }

  get #isUpdate() {
    return this.method === 'POST' && this.path.includes('{')
  }

  get #parameters(): Fields {
    return this.endpoint === ANY ? {} : parametersOf(this.endpoint, this.#isUpdate)
  }

  get #pages() {
    const { kind, isList } = this.answer
    return isList ? paging(kind, parametersOf(this.endpoint, false)) : { input: {}, rules: [] }
  }

  get input() {
    this.#input ??= this.#readInput()
    return this.#input
  }

  #readInput(): Fields {
    const parameters = this.#parameters
    const common: Fields = this.endpoint === ANY ? { expand } : { expand, extra_params: extraParams }
    const declared: Fields = { ...common, ...this.#declared.input, ...this.#pages.input }
    return mapValues(declared, (one, key) => inPlace(one, fieldOf(parameters, key), this.#isUpdate))
  }

  get additional() {
    this.#additional ??= this.#readAdditional()
    return this.#additional
  }

  #readAdditional(): Fields {
    const taken = new Set<string>([...Object.keys(this.input), ...this.sends])
    return Object.fromEntries(Object.entries(this.#parameters).filter(([key]) => !taken.has(key)))
  }

  get inputs() {
    this.#inputs ??= { ...this.input, ...this.additional }
    return this.#inputs
  }

  get schema() {
    this.#schema ??= this.#makeSchema()
    return this.#schema
  }

  #makeSchema(): Action['schema'] {
    const rules = [...(this.#declared.rules ?? []), ...this.#pages.rules]
    return z.pipe(withinLimits(this.inputs), objectSchema(this.inputs, rules, { refusesUnknown: true }))
  }
}

/** Creates an action from a declaration whose types are checked. */
export function createAction(name: string, endpoint: string, declare: () => UntypedDeclaration): Action {
  return new DeclaredAction(name, endpoint, declare)
}

/** The effect of a call, from its raw or its parsed input. */
export function effectOf({ effect, destructiveWith }: Action, input: Readonly<Record<string, unknown>>): Effect {
  const isTrue = destructiveWith !== undefined && String(input[destructiveWith]) === 'true'
  return isTrue ? 'destructive' : effect
}

/** Whether an action can be destructive with some input. */
export function mayDestroy({ effect, destructiveWith }: Action): boolean {
  return effect === 'destructive' || destructiveWith !== undefined
}

/**
 * The ID of the object that an action is about, as a path input.
 *
 * @param where The field values of suitable objects.
 */
export function pathId(
  kind: KindName,
  where?: ObjectCondition,
  example = `${kindOf(kind).prefix}123`,
): Input<string, true> {
  return required(idOf(kind, where), { about: `ID of the ${wordsOf(kind)}`, example, restriction: 'Required' })
}
