import type { Context } from './context.ts'
import type { Filters, Index, PageParams } from './lists.ts'
import type { Endpoint } from './spec.ts'
import type { Answer, EventType, ObjectName, Objects, Params, ReactionEvents } from './types.ts'

/** The events of a resource: of its creation, of any change, of its deletion, where Stripe has such. */
export interface EventsOf<N extends ObjectName = ObjectName> {
  created?: EventType
  /** Of some changes two tell. */
  updated?: EventType | readonly EventType[]
  deleted?: EventType
  /** The event of a change that has its own name; there is no earlier state when the object is created. */
  changes?: (before: Objects[N] | undefined, after: Objects[N]) => EventType[]
  /** Such an event replaces the general one for a change. */
  changesStandAlone?: boolean
}

/** A list that an object carries: of which objects, found by which of their index values. */
export interface Sublist {
  of: ObjectName
  by: string
  /** Its address; the owner's id is given. */
  url: (id: string) => string
  /** The order of creation, oldest first; else newest first as in every other list. */
  oldestFirst?: boolean
  /** Always there, or when it is expanded. */
  shown: 'always' | 'expanded'
  /** Its `total_count` says how many there are, also beyond those that it shows. */
  isCounted?: boolean
}

/** What runs when an endpoint is called: `ids` are the ids in its path, the object's own last. */
export interface Operation<E extends Endpoint = Endpoint> {
  endpoint: E
  run: (context: Context, params: Params<E>, ...ids: string[]) => Answer
  /** It answers what would be, and nothing that it does is kept. */
  isRehearsal?: boolean
}

/**
 * The declaration of a resource. The engine makes everything else of it: routes, parameter checks, idempotency, lists
 * with cursors and filters, expansion and errors.
 */
export interface Resource<N extends ObjectName = ObjectName> {
  object: N
  /** The word for it in error messages, where it is not the object's name. */
  title?: string
  /** What errors call the id in the path, where that is not `id`. */
  pathParam?: string
  /** What its ids begin with. */
  prefix: string
  /** The part of an id after the prefix: its length. */
  idLength?: number
  /** By which values it can be listed; what is kept with it and never shown is given as well. */
  index?: (object: Objects[N], hidden: unknown) => Index
  sublists?: Record<string, Sublist>
  /** Values of fields that are made when they are shown: what expansion adds, and objects that are not kept. */
  includes?: Record<string, (context: Context, object: Objects[N]) => unknown>
  events?: EventsOf<N>
  /** What happens to it by itself at the time for which `Context.schedule` has set it down, in Unix seconds. */
  elapsed?: (context: Context, object: Objects[N], due: number) => void
  /**
   * What follows from any change of it, once all that a request does, or that falls due at a time, is done: the object as
   * it was left last, which may have been deleted.
   */
  settled?: (context: Context, object: Objects[N]) => void
  /** What follows here from what happens to other resources. */
  reactions?: { [E in keyof ReactionEvents]?: (context: Context, object: ReactionEvents[E]) => void }
  operations: Operation[]
}

/** Every resource that is served, by its object's name. */
export type Resources = ReadonlyMap<string, Resource>

/** A registry holds resources of every type; the engine calls each only with objects of its type. */
const erase = <N extends ObjectName>(declaration: Resource<N>) => declaration as unknown as Resource

export const resource = <N extends ObjectName>(declaration: Resource<N>): Resource => erase(declaration)

/** The engine calls an operation only with the parameters of its endpoint. */
const eraseParams = <E extends Endpoint>(declared: Operation<E>) => declared as unknown as Operation

export const operation = <E extends Endpoint>(endpoint: E, run: Operation<E>['run']): Operation =>
  eraseParams({ endpoint, run })

/** An operation that answers what would be. */
export const rehearsal = <E extends Endpoint>(endpoint: E, run: Operation<E>['run']): Operation => ({
  ...operation(endpoint, run),
  isRehearsal: true,
})

/** Every list endpoint of Stripe's takes these; which of them, the check of its parameters has seen to. */
const asPageParams = (params: object) => params as PageParams

type RetrieveEndpoint = Extract<Endpoint, `GET ${string}}`>
type ListEndpoint = Extract<Endpoint, `GET ${string}`>

/** `GET /v1/things/{id}` */
export const retrieve = (endpoint: RetrieveEndpoint, object: ObjectName): Operation =>
  operation(endpoint, (context, _params, id = '') => context.get(object, id))

/**
 * `GET /v1/things`: newest first, with `created`, `limit` and the cursors of https://docs.stripe.com/api/pagination
 *
 * @param filters what else narrows the list: values of the resource's index
 */
export const list = <E extends ListEndpoint>(
  endpoint: E,
  object: ObjectName,
  filters: (params: Params<E>, context: Context, ...ids: string[]) => Filters = () => ({}),
): Operation =>
  operation(endpoint, (context, params, ...ids) => {
    checkNamed(context, params)
    return context.page(object, context.path, asPageParams(params), filters(params, context, ...ids))
  })

/** Filters that name an object, which must have existed. */
const NAMED = {
  charge: 'charge',
  customer: 'customer',
  invoice: 'invoice',
  payment_intent: 'payment_intent',
  payment_link: 'payment_link',
  payment_method: 'payment_method',
  subscription: 'subscription',
} as const satisfies Record<string, ObjectName>

function checkNamed(context: Context, params: object) {
  const given: Record<string, unknown> = { ...params }
  for (const [name, object] of Object.entries(NAMED)) {
    const id = given[name]
    if (typeof id === 'string' && !context.store.findDeleted(object, id)) context.get(object, id, name)
  }
}
