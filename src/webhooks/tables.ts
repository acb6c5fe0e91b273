import type { Kind, State } from './states.ts'
import type { AttemptView, DeliveryView, EventView } from './views.ts'

export type EventRow = {
  seq: number
  id: string
  kind: Kind
  type: string
  object: string | null
  account: string | null
  created: number
  snapshot: string | null
  received: number
  queued: number
}

export type DeliveryRow = {
  event: string
  destination: string
  object: string | null
  created: number
  rank: number
  state: State
  attempts: number
  claim: number
  claimed_until: number
  due: number
  attempted: number | null
  status: number | null
  duration: number | null
  error: string | null
  /** Whether the destination has ever taken it; a redelivery that fails does not change that. */
  arrived: number
  /** JSON text of what the last attempt attached. */
  attachments: string | null
}

export type AttemptRow = {
  event: string
  destination: string
  /** Counts the attempts of a delivery, however often it is repeated. */
  claim: number
  attempt: number
  at: number
  status: number | null
  duration: number
  error: string | null
  response: string | null
}

/** The order of an object's events of one second, by what their types imply. */
export const RANKS = { created: 0, other: 1, deleted: 2 } as const

/** Where a type of event stands among those of one second. */
export function rankOf(type: string): number {
  if (type.endsWith('.created')) return RANKS.created
  return type.endsWith('.deleted') ? RANKS.deleted : RANKS.other
}

/** Columns that came after the first version: a store of before has its tables without them. */
const ADDED = [
  ['events', 'kind', "TEXT NOT NULL DEFAULT 'snapshot'"],
  ['events', 'snapshot', 'TEXT'],
  ['deliveries', 'rank', `INTEGER NOT NULL DEFAULT ${RANKS.other}`],
  ['deliveries', 'arrived', 'INTEGER NOT NULL DEFAULT 0'],
  ['deliveries', 'attachments', 'TEXT'],
] as const

/** What is needed of a database here. */
interface Database {
  exec<T extends Record<string, string | number | null>>(query: string): { toArray(): T[] }
}

/** Makes the tables, or brings those of an earlier version up to date. */
export function prepare(sql: Database): void {
  sql.exec(SCHEMA)
  for (const [table, column, type] of ADDED) {
    const columns = sql.exec<{ name: string }>(`PRAGMA table_info(${table})`).toArray()
    if (columns.some(({ name }) => name === column)) continue
    sql.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
    if (column === 'arrived') sql.exec("UPDATE deliveries SET arrived = 1 WHERE state = 'delivered'")
  }
  sql.exec('CREATE INDEX IF NOT EXISTS events_by_snapshot ON events (snapshot)')
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'snapshot',
    type TEXT NOT NULL,
    object TEXT,
    account TEXT,
    created INTEGER NOT NULL,
    snapshot TEXT,
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
    rank INTEGER NOT NULL DEFAULT ${RANKS.other},
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    claim INTEGER NOT NULL DEFAULT 0,
    claimed_until INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    attempted INTEGER,
    status INTEGER,
    duration INTEGER,
    error TEXT,
    arrived INTEGER NOT NULL DEFAULT 0,
    attachments TEXT,
    PRIMARY KEY (event, destination)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS attempts (
    event TEXT NOT NULL,
    destination TEXT NOT NULL,
    claim INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER,
    duration INTEGER NOT NULL,
    error TEXT,
    response TEXT,
    PRIMARY KEY (event, destination, claim)
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

/** An attempt, as callers see it. */
export function attemptView({ attempt, at, status, duration, error, response }: AttemptRow): AttemptView {
  return { attempt, at: seconds(at), status, duration_ms: duration, error, response }
}

/** An event with its deliveries, as callers see it. */
export function eventView(event: EventRow, deliveries: readonly DeliveryRow[]): EventView {
  return {
    id: event.id,
    object: 'event',
    kind: event.kind,
    type: event.type,
    created: event.created,
    received: seconds(event.received),
    account: event.account,
    related_object: event.object,
    deliveries: deliveries.map(viewOf),
  }
}
