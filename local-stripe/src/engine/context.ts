import type { Filters, PageParams } from './lists.ts'
import type { Store } from './store.ts'
import type {
  Answer,
  AnyObject,
  Deleted,
  EventType,
  ObjectName,
  Objects,
  Page,
  ReactionEvents,
  Summary,
} from './types.ts'

/** What an operation works with: the account's objects, the time, and what the request says about itself. */
export interface Context {
  readonly store: Store
  /** Unix time in seconds: a test clock's if the object lives under one. */
  readonly now: number
  /** The test clock whose time it is; null for real time. */
  readonly clock: string | null
  /** The path that was called: the `url` of the list that it answers. */
  readonly path: string
  readonly request: {
    /** Null when no request causes what happens, only time. */
    id: string | null
    idempotencyKey: string | null
    /** The connected account that it acts for. */
    account: string | null
  }

  /** The same request at another time, of a test clock or in real time. */
  at(now: number, clock: string | null): Context

  /** Has a resource's `elapsed` run for an object at a time, in Unix seconds; null for no more. */
  schedule(object: AnyObject, due: number | null): void

  /** Runs what is due under a test clock, or in real time, by a time: in order, each at its own time. */
  elapse(clock: string | null, until: number): void

  /** Runs changes that are undone afterwards, in a separate context whose events are dropped. */
  rehearse<T>(run: (context: Context) => T): T

  newId(object: ObjectName): string

  /** Stores a new object, and with it what is never shown. */
  create<N extends ObjectName>(object: Objects[N], hidden?: unknown): Objects[N]

  update<N extends ObjectName>(object: Objects[N]): Objects[N]

  deleted(object: ObjectName, id: string, options?: { keepTombstone: boolean }): Deleted

  /**
   * The object with an id.
   *
   * @param param the parameter that names it; without one it is the path that does
   * @throws StripeError `resource_missing`
   */
  get<N extends ObjectName>(object: N, id: string, param?: string): Objects[N]

  /** The objects that `index` values select, oldest first; at most 1,000. */
  all<N extends ObjectName>(object: N, filters: Filters): Objects[N][]

  /**
   * A page of a list.
   *
   * @throws StripeError for a `limit` outside 1 to 100, both cursors at once, or a cursor that names no object
   */
  page(object: ObjectName, url: string, params: PageParams, filters: Filters, oldestFirst?: boolean): Page

  /** Records an event, and runs the reactions of other resources to it. */
  emit<E extends EventType>(event: E, object: E extends keyof ReactionEvents ? ReactionEvents[E] : AnyObject): void

  /** Records an event about what is no object, as it is and, where it says so, as it was. */
  tell(event: EventType, after: Summary, before?: Summary): void

  /**
   * An answer as Stripe shows it: with its lists, and with what `expand` asks for in place of the ids.
   *
   * @throws StripeError for a path that cannot be expanded, or is deeper than four levels
   */
  show(answer: Answer, expand?: string[]): { [field: string]: unknown }

  /** The address of one of this Worker's pages about an object of this account. */
  pageUrl(path: string): string
}
