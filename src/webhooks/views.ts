import type { Kind, State } from './states.ts'

/** A delivery as `GET /webhooks/events` shows it; times are in seconds since 1970. */
export interface DeliveryView {
  readonly destination: string
  readonly state: State
  readonly attempts: number
  readonly status: number | null
  readonly duration_ms: number | null
  readonly error: string | null
  readonly last_attempt: number | null
  readonly next_attempt: number | null
}

/** An event as `GET /webhooks/events` shows it. */
export interface EventView {
  readonly id: string
  readonly object: 'event'
  readonly kind: Kind
  readonly type: string
  readonly created: number
  readonly received: number
  readonly account: string | null
  readonly related_object: string | null
  readonly deliveries: readonly DeliveryView[]
}

/** One attempt of a delivery, as `GET /webhooks/events/{id}` shows it. */
export interface AttemptView {
  /** 1 for the first since the delivery was made or repeated. */
  readonly attempt: number
  /** Seconds since 1970. */
  readonly at: number
  readonly status: number | null
  readonly duration_ms: number
  readonly error: string | null
  /** The beginning of the destination's answer, if it had a body. */
  readonly response: string | null
}

/** What `GET /webhooks/events/{id}` answers. */
export interface EventDetails extends EventView {
  readonly deliveries: readonly (DeliveryView & {
    /** The last one first. */
    readonly tries: readonly AttemptView[]
    /** What was attached by the last attempt, if it is not too long; absent for a key that may not see payloads. */
    readonly attachments?: Readonly<Record<string, unknown>> | null
  })[]
  /** The event as Stripe sent it; absent for a key that may not see payloads. */
  readonly payload?: unknown
}

/** How a destination is doing; times are in seconds since 1970. */
export interface Health {
  /** Deliveries that wait, or will be tried again. */
  readonly pending: number
  /** Deliveries that were given up. */
  readonly dead: number
  /** Of the last 100 events. */
  readonly delivered: number
  /** Of the last 100 events: those whose last attempt failed. */
  readonly failed: number
  readonly last_attempt: number | null
  readonly last_status: number | null
  readonly last_error: string | null
}

/** A destination as `GET /webhooks/destinations` shows it. */
export interface DestinationView {
  readonly name: string
  readonly types: readonly string[]
  readonly ordered: boolean
  /** The attachments' names, with the actions that they are answers of. */
  readonly enrichments: readonly { readonly as: string; readonly action: string }[]
  readonly health: Health
}

/** What `GET /webhooks/destinations` answers. */
export interface DestinationList {
  readonly object: 'list'
  readonly url: '/webhooks/destinations'
  readonly has_more: false
  readonly data: readonly DestinationView[]
}

/** What `GET /webhooks/events` answers. */
export interface EventList {
  readonly object: 'list'
  readonly url: '/webhooks/events'
  readonly has_more: boolean
  readonly data: readonly EventView[]
}

/** What `POST /webhooks/destinations/{name}/redeliver` answers. */
export interface RedeliveredView {
  readonly destination: string
  readonly redelivered: number
  /** There are more dead letters than one call takes. */
  readonly has_more: boolean
}
