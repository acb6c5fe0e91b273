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
