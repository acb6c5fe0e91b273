import type { State } from './states.ts'
import { type AttemptRow, attemptView, type DeliveryRow, type EventRow, eventView } from './tables.ts'
import type { AttemptView, EventView, Health } from './views.ts'

/** The health of a destination without deliveries. */
export const NO_DELIVERIES: Health = {
  pending: 0,
  dead: 0,
  delivered: 0,
  failed: 0,
  last_attempt: null,
  last_status: null,
  last_error: null,
}

/** Events whose deliveries tell how a destination is doing. */
const RECENT = 100

/** An event with all that is kept of it. */
export interface Report {
  readonly event: EventView
  /** The event's JSON as Stripe sent it. */
  readonly body: string
  /** By destination: every attempt, the last one first, and the JSON text of what was attached to it. */
  readonly deliveries: Readonly<Record<string, { attempts: readonly AttemptView[]; attachments: string | null }>>
}

/** What is known of an event; `undefined` when it is not known, or no longer. */
export function reportOf(sql: SqlStorage, id: string): Report | undefined {
  const [event] = sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', id).toArray()
  const [text] = sql.exec<{ body: string }>('SELECT body FROM bodies WHERE event = ?', id).toArray()
  if (!event || !text) return undefined
  const deliveries = sql
    .exec<DeliveryRow>('SELECT * FROM deliveries WHERE event = ? ORDER BY destination', id)
    .toArray()
  const attempts = sql.exec<AttemptRow>('SELECT * FROM attempts WHERE event = ? ORDER BY claim DESC', id).toArray()
  return {
    event: eventView(event, deliveries),
    body: text.body,
    deliveries: Object.fromEntries(
      deliveries.map(({ destination, attachments }) => [
        destination,
        { attempts: attempts.filter((one) => one.destination === destination).map(attemptView), attachments },
      ]),
    ),
  }
}

/** How destinations are doing, by name: what waits and what is dead, and how the last 100 events fared. */
export function healthOf(sql: SqlStorage): Record<string, Health> {
  const health = new Map<string, { -readonly [K in keyof Health]: Health[K] }>()
  const of = (name: string) => {
    const known = health.get(name) ?? { ...NO_DELIVERIES }
    health.set(name, known)
    return known
  }
  // Both by the index of states: of what was delivered there may be very many.
  const counts = sql.exec<{ destination: string; state: State; times: number }>(
    "SELECT destination, state, count(*) AS times FROM deliveries WHERE state IN ('pending', 'dead') GROUP BY destination, state",
  )
  for (const { destination, state, times } of counts) {
    if (state === 'pending' || state === 'dead') of(destination)[state] = times
  }
  const recent = sql.exec<DeliveryRow>(
    'SELECT * FROM deliveries WHERE attempted IS NOT NULL AND event IN (SELECT id FROM events ORDER BY seq DESC LIMIT ?) ORDER BY attempted',
    RECENT,
  )
  for (const { destination, state, status, error, attempted } of recent) {
    const one = of(destination)
    if (state === 'delivered') one.delivered += 1
    else if (error !== null) one.failed += 1
    one.last_attempt = attempted === null ? null : Math.floor(attempted / 1000)
    one.last_status = status
    one.last_error = error
  }
  return Object.fromEntries(health)
}
