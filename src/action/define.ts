import * as z from 'zod/mini'
import { once } from '../once.ts'
import type { EndpointParams } from '../stripe/generated/endpoints.ts'
import { type KindName, kindOf, type Retrieve, wordsOf } from '../stripe/kinds.ts'
import type { StripeRequest } from '../stripe/request.ts'
import { type Fields, fieldOf, type Input, optional, type Reader, type Rule, required, type Values } from './fields.ts'
import { bounded } from './limits.ts'
import { metadata, metadataChanges } from './metadata.ts'
import { objectSchema } from './objects.ts'
import { paging } from './paging.ts'
import { answerOf, parametersOf } from './parameters.ts'
import { anything, idOf, list, object, text } from './readers.ts'

export type { Retrieve }

/** What an action does to the Stripe account: a `destructive` one cannot be undone by another action. */
export type Effect = 'read' | 'write' | 'destructive'

/** What the documents say of an action. */
export interface ActionDocs {
  readonly summary: string
  readonly description: string
  /** Stripe's name of the kind of object. */
  readonly resource: string
  /** The endpoint's page in Stripe's API reference. */
  readonly url: `https://docs.stripe.com/api/${string}`
  /** An answer, shortened. */
  readonly answer: Readonly<Record<string, unknown>>
}

/** An endpoint without the names of its path inputs: `POST /v1/prices/{}`. */
type Unnamed<E extends string> = E extends `${infer A}{${string}}${infer B}` ? `${A}{}${Unnamed<B>}` : E
/** The names of an endpoint's path inputs. */
type PathNames<E extends string> = E extends `${string}{${infer N}}${infer B}` ? N | PathNames<B> : never
/** An endpoint that the SDK has, whatever its path inputs are called. */
type Known<E extends string> = Unnamed<E> extends keyof EndpointParams ? E : never
type ParamsOf<E extends string> = Unnamed<E> extends keyof EndpointParams ? EndpointParams[Unnamed<E>] : never

/**
 * What the inputs of an action may be: each of the endpoint's path inputs, required; parameters of Stripe's, each fitting
 * its type; and others only where the action says what to send in their place.
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

/** What an action sends to Stripe in place of its inputs, those of the path left out. */
type Params<E extends string, F> = (
  input: Omit<Values<F>, PathNames<E>> & Common,
  retrieve: Retrieve,
) => ParamsOf<E> | Promise<ParamsOf<E>>

interface Declaration<E extends string, F, Sends> {
  /** Kebab-case, `verb-noun`: the last segment of the action's path. */
  readonly name: string
  readonly effect: Effect
  readonly docs: ActionDocs
  /** The inputs that most callers need. Every other parameter of the endpoint is an input as well. */
  readonly input: F & InputsOf<E, F, Sends>
  /** Rules that span several inputs. */
  readonly rules?: readonly Rule[]
  /** Parameters that `params` sends and that are therefore no inputs. */
  readonly sends?: Sends & readonly (keyof ParamsOf<E>)[]
  readonly params?: Params<E, F>
  /** A parameter that makes the action destructive where it is true, such as `confirm`. */
  readonly destructiveWith?: keyof ParamsOf<E> & string
}

/** A declaration without its types, which the function that takes it has checked. */
export interface Parts {
  readonly endpoint: string
  readonly name: string
  readonly effect: Effect
  readonly docs: ActionDocs
  readonly input: Fields
  readonly rules?: readonly Rule[] | undefined
  readonly sends?: readonly string[] | undefined
  readonly params?: Action['params']
  readonly destructiveWith?: string | undefined
  readonly request?: Action['request']
}

/** An action as the machine sees it. */
export interface Action {
  readonly name: string
  /** What a call does; `effectOf` says what one with a given input does. */
  readonly effect: Effect
  /** The input that makes a call destructive where it is true. */
  readonly destructiveWith: string | undefined
  readonly docs: ActionDocs
  /** The method of Stripe's endpoint; POST where each call names its own, which may be one. */
  readonly method: StripeRequest['method']
  /** Method and path of Stripe's endpoint, as declared. */
  readonly endpoint: string
  /** The path of Stripe's endpoint; names in braces are inputs. */
  readonly path: string
  /** Inputs that go into the path, in its order. */
  readonly pathInputs: readonly string[]
  /** The declared inputs, and those that every action or every list has. */
  readonly input: Fields
  /** Stripe's other parameters of the endpoint. */
  readonly additional: Fields
  /** Both together. */
  readonly inputs: Fields
  /** Parameters that `params` sends and that are no inputs. */
  readonly sends: readonly string[]
  /** The kind of object that Stripe answers, or lists. */
  readonly answer: { readonly kind: string; readonly isList: boolean }
  /** Whether it searches: such results lag behind, and letters match in either case. */
  readonly isSearch: boolean
  /** Schema of the whole input: reads what a caller sent, or says everything that is wrong with it. */
  readonly schema: z.ZodMiniType<Record<string, unknown>>
  params?(input: Readonly<Record<string, unknown>>, retrieve: Retrieve): object | Promise<object>
  /** The request of an action whose calls name their own endpoint. */
  request?(input: Readonly<Record<string, unknown>>): StripeRequest
}

const expand = optional(list(text), {
  about: 'Fields whose objects the answer holds in place of their IDs',
  example: ['customer'],
  restriction: 'Array of at most four levels each, such as "data.customer"',
})

const common: Fields = {
  expand,
  extra_params: optional(anything, {
    about: 'Parameters that this version of the Stripe API does not know, passed on unchanged',
    example: { preview_feature: true },
    restriction: 'Object; needs a key with "extra_params": true',
  }),
}

/** A declared object with the fields that Stripe's type has besides, so that these are read like any other. */
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

/** A declared input in its place: an update clears where Stripe lets it, and may remove single keys of metadata. */
function inPlace(input: Input, parameter: Input | undefined, isUpdate: boolean): Input {
  const reader = input.reader === metadata && isUpdate ? metadataChanges : completed(input.reader, parameter?.reader)
  return { ...input, reader, clears: parameter?.clears === true }
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]))
}

/**
 * Declares an action that calls one of Stripe's endpoints. The names in the endpoint's braces are inputs that go into the
 * path; all other inputs go to Stripe under their own names, unless `params` says what to send.
 *
 * @param endpoint Method and path as Stripe's reference writes them: `POST /v1/prices/{price_id}`.
 */
export function defineAction<
  const E extends string,
  const F extends Fields,
  const Sends extends readonly string[] | undefined = undefined,
>(endpoint: E & Known<E>, { sends, params, ...declaration }: Declaration<E, F, Sends>): Action {
  return createAction({
    ...declaration,
    endpoint,
    sends: sends?.map(String),
    // Sound: the schema has read the input to the very types that `params` takes.
    ...(params && { params: params as unknown as NonNullable<Action['params']> }),
  })
}

interface OpenDeclaration<F> extends Pick<Parts, 'name' | 'docs' | 'rules'> {
  readonly input: F & Fields
  /** What an input asks of Stripe. */
  readonly request: (input: Values<F> & Common) => StripeRequest
}

/**
 * Declares an action whose calls name Stripe's endpoint themselves. It may do anything, so it is destructive; only keys
 * that may call any endpoint run it: see `ANY_ENDPOINT`.
 */
export function defineOpenAction<const F extends Fields>({ request, ...declaration }: OpenDeclaration<F>): Action {
  return createAction({
    ...declaration,
    endpoint: '{method} {path}',
    effect: 'destructive',
    // Sound: the schema has read the input to the very types that `request` takes.
    request: request as unknown as NonNullable<Action['request']>,
  })
}

/** Makes an action of a declaration whose types were checked. */
export function createAction(parts: Parts): Action {
  const { endpoint, name, effect, docs, rules = [], sends = [], params, request, destructiveWith } = parts
  const [method = '', path = ''] = endpoint.split(' ')
  const pathInputs = [...path.matchAll(/\{(\w+)\}/g)].map(([, input = '']) => input)
  const isUpdate = method === 'POST' && pathInputs.length > 0
  const answer = answerOf(endpoint)
  const pages = answer.isList ? paging(answer.kind, parametersOf(endpoint, false)) : { input: {}, rules: [] }

  const parameters = once((): Fields => (request ? {} : parametersOf(endpoint, isUpdate)))
  const input = once((): Fields => {
    const declared: Fields = { ...(request ? { expand } : common), ...parts.input, ...pages.input }
    return mapValues(declared, (one, key) => inPlace(one, fieldOf(parameters(), key), isUpdate))
  })
  const additional = once((): Fields => {
    const taken = new Set<string>([...Object.keys(input()), ...sends])
    return Object.fromEntries(Object.entries(parameters()).filter(([key]) => !taken.has(key)))
  })
  const inputs = once((): Fields => ({ ...input(), ...additional() }))

  const schema = once(() =>
    z.pipe(bounded, objectSchema(inputs(), [...rules, ...pages.rules], { refusesUnknown: true })),
  )
  return {
    name,
    effect,
    destructiveWith,
    docs,
    endpoint,
    // Sound: `Known` holds the endpoint to the SDK's, each of which has one of these methods.
    method: request ? 'POST' : (method as Action['method']),
    path,
    pathInputs,
    sends,
    answer,
    isSearch: path.endsWith('/search'),
    get input() {
      return input()
    },
    get additional() {
      return additional()
    },
    get inputs() {
      return inputs()
    },
    get schema() {
      return schema()
    },
    ...(params && { params }),
    ...(request && { request }),
  }
}

/** What a call of an action does, by its input as it was given or as it was read. */
export function effectOf({ effect, destructiveWith }: Action, input: Readonly<Record<string, unknown>>): Effect {
  const isTrue = destructiveWith !== undefined && String(input[destructiveWith]) === 'true'
  return isTrue ? 'destructive' : effect
}

/** The ID of the object that an action is about; it goes into the path. */
export function pathId(kind: KindName, example = `${kindOf(kind)?.prefix}123`): Input<string, true> {
  return required(idOf(kind), { about: `ID of the ${wordsOf(kind)}`, example, restriction: 'Required' })
}

/** The display key of an input: its name as words, `product_id` as `Product ID`. */
export function displayKey(name: string): string {
  const words: Record<string, string> = { id: 'ID', url: 'URL', at: 'at' }
  return name
    .split('_')
    .map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
