import type { State } from './states.ts'
import type { DeliveryView, EventView } from './views.ts'

export type EventRow = {
  seq: number
  id: string
  type: string
  object: string | null
  account: string | null
  created: number
  received: number
  queued: number
}

export type DeliveryRow = {
  event: string
  destination: string
  object: string | null
  created: number
  state: State
  attempts: number
  claim: number
  claimed_until: number
  due: number
  attempted: number | null
  status: number | null
  duration: number | null
  error: string | null
}

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    object TEXT,
    account TEXT,
    created INTEGER NOT NULL,
    received INTEGER NOT NULL,
    queued INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS events_by_object ON events (object, seq);
  CREATE INDEX IF NOT EXISTS events_by_time ON events (received);
  CREATE TABLE IF NOT EXISTS bodies (event TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS deliveries (
    event TEXT NOT NULL,
    destination TEXT NOT NULL,
    object TEXT,
    created INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    claim INTEGER NOT NULL DEFAULT 0,
    claimed_until INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    attempted INTEGER,
    status INTEGER,
    duration INTEGER,
    error TEXT,
    PRIMARY KEY (event, destination)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS deliveries_by_object ON deliveries (object, destination);
  CREATE INDEX IF NOT EXISTS deliveries_by_due ON deliveries (state, due);
`

/** Seconds since 1970 of a time in milliseconds. */
const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000)

function viewOf(row: DeliveryRow): DeliveryView {
  return {
    destination: row.destination,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    duration_ms: row.duration,
    error: row.error,
    last_attempt: row.attempted === null ? null : seconds(row.attempted),
    next_attempt: row.state === 'pending' ? seconds(row.due) : null,
  }
}

/** An event with its deliveries, as callers see it. */
export function eventView(event: EventRow, deliveries: readonly DeliveryRow[]): EventView {
  return {
    id: event.id,
    object: 'event',
    type: event.type,
    created: event.created,
    received: seconds(event.received),
    account: event.account,
    related_object: event.object,
    deliveries: deliveries.map(viewOf),
  }
}
