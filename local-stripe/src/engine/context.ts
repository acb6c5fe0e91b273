import { invalid, noSuch } from './errors.ts'
import { newId } from './ids.ts'
import type { Filters, Happenings, Page, Resource } from './resource.ts'
import type { Range, Store } from './store.ts'
import type { AnyObject, Deleted, ObjectName, Objects } from './types.ts'

export interface PageParams {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: Range | number
}

interface Request {
  id: string
  idempotencyKey: string | null
  /** The connected account that it acts for. */
  account: string | null
}

/** What an operation works with: the account's objects, the time, and the request's own particulars. */
export class Context {
  readonly store: Store
  readonly #resources: ReadonlyMap<string, Resource>
  /** Unix time, seconds. */
  readonly now: number
  /** The path that was called: the `url` of the list that it answers. */
  readonly path: string
  /** Where this Worker's pages are. */
  readonly publicUrl: string
  readonly request: Request

  constructor(of: {
    store: Store
    resources: ReadonlyMap<string, Resource>
    now: number
    path: string
    publicUrl: string
    request: Request
  }) {
    this.store = of.store
    this.#resources = of.resources
    this.now = of.now
    this.path = of.path
    this.publicUrl = of.publicUrl
    this.request = of.request
  }

  resource(object: string): Resource | undefined {
    return this.#resources.get(object)
  }

  newId(object: ObjectName): string {
    const declared = this.#resources.get(object)
    if (!declared) throw new Error(`no resource declares ${object}`)
    return newId(declared.prefix, declared.idLength)
  }

  /** Keeps a new object, and with it what is never shown. */
  create<N extends ObjectName>(object: Objects[N], hidden?: unknown): Objects[N] {
    this.store.insert(object, this.now, hidden)
    return object
  }

  update<N extends ObjectName>(object: Objects[N]): Objects[N] {
    this.store.update(object)
    return object
  }

  /** The address of one of this Worker's pages about an object of this account. */
  pageUrl(path: string): string {
    const { account } = this.request
    return `${this.publicUrl}${path}${account === null ? '' : `?account=${encodeURIComponent(account)}`}`
  }

  /** Lets every resource that reacts to it know what happened. */
  happened<E extends keyof Happenings>(event: E, object: Happenings[E]) {
    for (const { reactions } of this.#resources.values()) reactions?.[event]?.(this, object)
  }

  /**
   * The object with an id.
   *
   * @param param the parameter that names it; none when the path does
   * @throws StripeError `resource_missing`
   */
  get<N extends ObjectName>(object: N, id: string, param?: string): Objects[N] {
    const found = this.store.find(object, id)
    if (found) return found
    const { title = object, pathParam = 'id' } = this.#resources.get(object) ?? {}
    throw noSuch(title, id, param ?? pathParam, param === undefined)
  }

  /** The objects that `index` values select, oldest first. */
  all<N extends ObjectName>(object: N, filters: Filters): Objects[N][] {
    return this.store.list(object, { filters, limit: 1000, oldestFirst: true })
  }

  deleted(object: ObjectName, id: string, options?: { keepTombstone: boolean }): Deleted {
    this.store.remove(object, id, options)
    return { id, object, deleted: true }
  }

  /**
   * A page of a list.
   *
   * @throws StripeError for a `limit` outside 1 to 100, both cursors at once, or a cursor that names no object
   */
  page(object: ObjectName, url: string, params: PageParams, filters: Filters, oldestFirst = false): Page {
    const { limit = 10, starting_after: after, ending_before: before } = params
    if (limit < 1 || limit > 100) {
      const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
      throw invalid(`This value must be ${bound} (it currently is '${limit}').`, {
        code: 'parameter_invalid_integer',
        param: 'limit',
      })
    }
    if (after !== undefined && before !== undefined) {
      throw invalid('You cannot parameterize both starting_after and ending_before.', { param: 'starting_after' })
    }
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
