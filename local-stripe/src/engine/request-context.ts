import type { Context } from './context.ts'
import { noSuch } from './errors.ts'
import { Recorder } from './events.ts'
import { newId } from './ids.ts'
import { type Filters, type PageParams, placeOf } from './lists.ts'
import type { Resources } from './resource.ts'
import { show } from './show.ts'
import type { Store } from './store.ts'
import type { Timers } from './timers.ts'
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

/** What can be due at once: more than that is one thing over and over. */
const MOST_TIMERS = 100_000

interface Options {
  store: Store
  timers: Timers
  resources: Resources
  /** Unix time, seconds. */
  now: number
  /** The path that was called: the `url` of the list that it answers. */
  path: string
  /** Where this Worker's pages are. */
  publicUrl: string
  request: Context['request']
  /** Runs a function that either writes everything or, when it throws, nothing. */
  transaction: (run: () => void) => void
}

/** What ends a transaction that is not to be kept. */
class Rehearsed extends Error {}

/** A registry holds reactions by name; each is called with the object of the event that it is named for. */
const asReaction = (reaction: unknown) => reaction as ((context: Context, object: AnyObject) => void) | undefined

/** What a request has changed of resources that look at it when all of a change is done, and in which context. */
type Touched = Map<string, { context: RequestContext; object: AnyObject }>

/** The context of one request, at one time. */
export class RequestContext implements Context {
  readonly store: Store
  readonly now: number
  readonly clock: string | null
  readonly path: string
  readonly request: Context['request']
  readonly recorder: Recorder
  readonly #of: Options
  readonly #touched: Touched

  constructor(of: Options, clock: string | null = null, recorder = new Recorder(), touched: Touched = new Map()) {
    this.#of = of
    this.#touched = touched
    this.store = of.store
    this.now = of.now
    this.clock = clock
    this.path = of.path
    this.request = of.request
    this.recorder = recorder
  }

  at(now: number, clock: string | null): RequestContext {
    return new RequestContext({ ...this.#of, now }, clock, this.recorder, this.#touched)
  }

  /** The same request at the time in which an object lives: its own test clock's, its customer's or its subscription's. */
  inTimeOf(object: AnyObject | undefined): RequestContext {
    const clock = object && this.#clockOf(object)
    const found = clock ? this.store.find('test_helpers.test_clock', clock) : undefined
    return found ? this.at(found.frozen_time, found.id) : this
  }

  #clockOf(object: AnyObject): string | null {
    if (object.object === 'test_helpers.test_clock') return object.id
    if ('test_clock' in object && typeof object.test_clock === 'string') return object.test_clock
    if ('customer' in object && typeof object.customer === 'string') {
      return this.store.find('customer', object.customer)?.test_clock ?? null
    }
    if (!('subscription' in object) || typeof object.subscription !== 'string') return null
    return this.store.find('subscription', object.subscription)?.test_clock ?? null
  }

  schedule(object: AnyObject, due: number | null) {
    this.#of.timers.set(object, this.clock, due)
  }

  elapse(clock: string | null, until: number) {
    for (let count = 0; count < MOST_TIMERS; count++) {
      const timer = this.#of.timers.next(clock, until)
      if (!timer) return
      const request = { ...this.request, id: null, idempotencyKey: null }
      const now = clock === null ? this.now : timer.due
      const context = new RequestContext({ ...this.#of, now, request }, clock, this.recorder, this.#touched)
      const object = this.store.find(timer.type, timer.id)
      this.#of.timers.remove(timer)
      if (object) this.#of.resources.get(timer.type)?.elapsed?.(context, object, timer.due)
      this.settle()
    }
    throw new Error(`more than ${MOST_TIMERS} things are due`)
  }

  /** Has resources look at what has changed of them, now that all of it has. */
  settle() {
    const touched = [...this.#touched.values()]
    this.#touched.clear()
    for (const { context, object } of touched) this.#of.resources.get(object.object)?.settled?.(context, object)
  }

  #touch(object: AnyObject) {
    if (!this.#of.resources.get(object.object)?.settled) return
    this.#touched.set(`${object.object} ${object.id}`, { context: this, object })
  }

  rehearse<T>(run: (context: Context) => T): T {
    const outcomes: T[] = []
    const context = new RequestContext(this.#of, this.clock)
    try {
      this.#of.transaction(() => {
        outcomes.push(run(context))
        throw new Rehearsed()
      })
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error
    } finally {
      this.store.forget()
    }
    const [outcome] = outcomes
    if (outcome === undefined) throw new Error('nothing was rehearsed')
    return outcome
  }

  show(answer: Answer, expand: string[] = []) {
    return show(this, this.#of.resources, answer, expand)
  }

  newId(object: ObjectName): string {
    const declared = this.#of.resources.get(object)
    if (!declared) throw new Error(`no resource declares ${object}`)
    return newId(declared.prefix, declared.idLength)
  }

  create<N extends ObjectName>(object: Objects[N], hidden?: unknown): Objects[N] {
    this.store.insert(object, this.now, hidden)
    this.#touch(object)
    const events = this.#of.resources.get(object.object)?.events
    if (!events) return object
    this.recorder.created(this, object, events)
    for (const event of events.changes?.(undefined, object) ?? []) this.#emit(event, object)
    return object
  }

  update<N extends ObjectName>(object: Objects[N]): Objects[N] {
    const events = this.#of.resources.get(object.object)?.events
    const before = events && this.store.find(object.object, object.id)
    if (before) this.recorder.watch(this, before, events)
    const changes = (before && events.changes?.(before, object)) ?? []
    if (before && changes.length > 0) this.recorder.settle(this, before)
    this.store.update(object)
    this.#touch(object)
    const standsAlone = events?.changesStandAlone ? before : undefined
    for (const event of changes) this.#emit(event, object, standsAlone)
    if (changes.length > 0 && events?.changesStandAlone) this.recorder.drop(object)
    return object
  }

  /** Keeps how an object is before a request changes it or what belongs to it. */
  watch(object: AnyObject) {
    const events = this.#of.resources.get(object.object)?.events
    if (events) this.recorder.watch(this, object, events)
  }

  pageUrl(path: string): string {
    const { account } = this.request
    return `${this.#of.publicUrl}${path}${account === null ? '' : `?account=${encodeURIComponent(account)}`}`
  }

  emit<E extends EventType>(event: E, object: E extends keyof ReactionEvents ? ReactionEvents[E] : AnyObject) {
    this.#emit(event, object)
  }

  tell(event: EventType, after: Summary, before?: Summary) {
    this.recorder.record(this, event, after, before)
  }

  #emit(event: EventType, object: AnyObject, before?: AnyObject) {
    this.recorder.record(this, event, object, before)
    this.#react(event, object)
  }

  #react(event: EventType, object: AnyObject) {
    for (const { reactions } of this.#of.resources.values()) {
      asReaction(Object.entries(reactions ?? {}).find(([name]) => name === event)?.[1])?.(this, object)
    }
  }

  get<N extends ObjectName>(object: N, id: string, param?: string): Objects[N] {
    const found = this.store.find(object, id)
    if (found) return found
    const { title = object, pathParam = 'id' } = this.#of.resources.get(object) ?? {}
    throw noSuch(title, id, param ?? pathParam, param === undefined)
  }

  all<N extends ObjectName>(object: N, filters: Filters): Objects[N][] {
    return this.store.list(object, { filters, limit: 1000, oldestFirst: true })
  }

  deleted(object: ObjectName, id: string, options?: { keepTombstone: boolean }): Deleted {
    const event = this.#of.resources.get(object)?.events?.deleted
    const before = this.store.find(object, id)
    if (before) this.#touch(before)
    if (event && before) {
      this.#emit(event, before)
      this.recorder.drop(before)
    }
    this.store.remove(object, id, options)
    return { id, object, deleted: true }
  }

  page(object: ObjectName, url: string, params: PageParams, filters: Filters, oldestFirst = false): Page {
    const { after, before, limit } = placeOf(params)
    const cursor = after ?? before
    const position = cursor === undefined ? undefined : this.store.position(object, cursor)
    if (cursor !== undefined && !position)
      this.get(object, cursor, after === undefined ? 'ending_before' : 'starting_after')
    const backwards = before !== undefined
    const found: AnyObject[] = this.store.list(object, {
      filters,
      created: params.created,
      limit: limit + 1,
      after: position,
      oldestFirst: backwards !== oldestFirst,
    })
    const data = found.slice(0, limit)
    return { object: 'list', of: object, data: backwards ? data.reverse() : data, has_more: found.length > limit, url }
  }
}
