import type { Context } from './context.ts'
import type { EventsOf } from './resource.ts'
import { API_VERSION } from './spec.ts'
import type { AnyObject, EventType, Objects, Summary } from './types.ts'

type Json = { [field: string]: unknown }

/** An event in the making: which one, about what, as it was then and before. */
interface Slot {
  type: EventType
  /** The time and the request in which it happens. */
  context: Context
  object: AnyObject | Summary
  /** Filled in as soon as the object is to change again, at the latest when the request ends. */
  snapshot?: Json
  /** The object as it was before the request, for what became of it in the end. */
  before?: Json
  dropped?: boolean
}

const keyOf = ({ id, object }: AnyObject) => `${object} ${id}`

/**
 * Gathers what a request changes, as the events that Stripe makes of it: one when an object is created, one when it
 * differs in the end from what it was, and one for each change that has its own name, such as `invoice.paid`.
 * https://docs.stripe.com/api/events
 */
export class Recorder {
  readonly #slots: Slot[] = []
  readonly #created = new Map<string, Slot>()
  readonly #updated = new Map<string, Slot[]>()

  created(context: Context, object: AnyObject, { created }: EventsOf) {
    if (!created) return
    const slot: Slot = { type: created, context, object }
    this.#slots.push(slot)
    this.#created.set(keyOf(object), slot)
  }

  /** Keeps how an object is before a request changes it or what belongs to it. */
  watch(context: Context, before: AnyObject, { updated }: EventsOf) {
    const key = keyOf(before)
    if (!updated || this.#created.has(key) || this.#updated.has(key)) return
    const shown = context.show(before)
    const slots = [updated].flat().map((type): Slot => ({ type, context, object: before, before: shown }))
    this.#slots.push(...slots)
    this.#updated.set(key, slots)
  }

  /** Fixes how an object was created, as it is about to become something else. */
  settle(context: Context, before: AnyObject) {
    const slot = this.#created.get(keyOf(before))
    if (slot) slot.snapshot ??= context.show(before)
  }

  record(context: Context, type: EventType, object: Slot['object'], before?: Slot['object']) {
    const slot: Slot = { type, context, object, snapshot: context.show(object) }
    if (before) slot.before = context.show(before)
    this.#slots.push(slot)
  }

  /** Leaves out that an object was changed, as another event tells it. */
  drop(object: AnyObject) {
    for (const slot of this.#updated.get(keyOf(object)) ?? []) slot.dropped = true
  }

  /** The events, in the order in which what they tell began. */
  events(): Objects['event'][] {
    return this.#slots.flatMap((slot) => {
      const data = slot.dropped ? undefined : dataOf(slot)
      return data ? [eventOf(slot.context, slot.type, data)] : []
    })
  }
}

function dataOf({ context, object, snapshot, before }: Slot): Objects['event']['data'] | undefined {
  if (snapshot) {
    const previous = before && previousAttributes(before, snapshot)
    return { object: snapshot, ...(previous && { previous_attributes: previous }) }
  }
  const present = 'id' in object ? context.store.find(object.object, object.id) : undefined
  if (!present) return undefined
  const after = context.show(present)
  if (!before) return { object: after }
  const previous = previousAttributes(before, after)
  return previous && { object: after, previous_attributes: previous }
}

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The former values of what has changed: only the changed parts of objects, arrays in full. */
function previousAttributes(before: Json, after: Json): Json | undefined {
  const changed: Json = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name] ?? null, after[name] ?? null]
    if (isMap(was) && isMap(is)) {
      const inner = previousAttributes(was, is)
      if (inner) changed[name] = inner
    } else if (JSON.stringify(was) !== JSON.stringify(is)) changed[name] = was
  }
  return Object.keys(changed).length > 0 ? changed : undefined
}

const eventOf = (context: Context, type: EventType, data: Objects['event']['data']): Objects['event'] => ({
  id: context.newId('event'),
  object: 'event',
  ...(context.request.account !== null && { account: context.request.account }),
  api_version: API_VERSION,
  created: context.now,
  data,
  livemode: false,
  pending_webhooks: 0,
  request: { id: context.request.id, idempotency_key: context.request.idempotencyKey },
  type,
})
