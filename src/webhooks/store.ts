import { DurableObject } from 'cloudflare:workers'
import type { Bindings } from '../config/bindings.ts'
import type { State } from './states.ts'
import type { DeliveryView, EventView } from './views.ts'

/** A message of the queue: one event for one destination. The event itself, up to 1 MiB, stays in the store. */
export interface Message {
  readonly event: string
  readonly destination: string
  /** In the dead letter queue: its last attempt failed, and it was not the queue that gave it up. */
  readonly dead?: true
}

/** What is kept of an event beside its text. */
export interface EventFacts {
  readonly id: string
  readonly type: string
  /** ID of the object that it is about. */
  readonly object: string | null
  /** The connected account that it comes from. */
  readonly account: string | null
  /** Seconds since 1970, by Stripe. */
  readonly created: number
}

/** A delivery that a consumer may attempt now, alone. */
export interface Claim {
  readonly claim: number
  readonly attempt: number
  readonly event: EventFacts
  /** The event's JSON as Stripe sent it. */
  readonly body: string
}

/** What an attempt came to. */
export interface Outcome {
  readonly delivered: boolean
  /** Of the destination's answer, if there was one. */
  readonly status: number | null
  /** Milliseconds. */
  readonly duration: number
  readonly error: string | null
}

export interface Filter {
  /** A type or a pattern, where `*` stands for any characters. */
  readonly type?: string | undefined
  readonly object?: string | undefined
  readonly state?: State | undefined
  readonly starting_after?: string | undefined
  readonly limit: number
}

type EventRow = {
  seq: number
  id: string
  type: string
  object: string | null
  account: string | null
  created: number
  received: number
  queued: number
}

type DeliveryRow = {
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

/** Messages of one caller, who waits to hear whether the queue took them. */
interface Unsent {
  readonly messages: readonly Message[]
  resolve(sent: boolean): void
}

/** Milliseconds that events are remembered: as long as Stripe's own API knows them. */
const MEMORY = 30 * 24 * 60 * 60 * 1000
/** Milliseconds that a delivery may be overdue before its message is taken for lost and sent anew. */
const GRACE = 60_000
/** Messages that a queue takes at once ({@link https://developers.cloudflare.com/queues/platform/limits/}). */
const BATCH = 100
/** Events that one alarm removes, and dead deliveries that one call revives, at most. */
const CHUNK = 1_000
/** Milliseconds by which clocks may differ. */
const SKEW = 2_000

const SCHEMA = `
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

/**
 * Every event of an environment for 30 days, and what became of each of its deliveries. It is the one place that knows:
 * the queue only says when to look. A message that arrives twice finds its delivery done; one that the queue lost is
 * sent anew by the alarm.
 */
export class WebhookStore extends DurableObject<Bindings> {
  readonly #sql: SqlStorage
  /** When the alarm is set to, in milliseconds, once that is known. */
  #alarm: number | null | undefined
  /** Messages that wait for the queue, and whether a loop is sending them. */
  readonly #unsent: Unsent[] = []
  #sending = false

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env)
    this.#sql = context.storage.sql
    this.#sql.exec(SCHEMA)
  }

  /**
   * Keeps an event and queues its deliveries.
   *
   * @returns `known` when it was queued before, and nothing was done; `unqueued` when the queue failed, so that the
   *   sender must repeat it.
   */
  async receive(
    { id, type, object, account, created }: EventFacts,
    body: string,
    destinations: readonly string[],
  ): Promise<'queued' | 'known' | 'unqueued'> {
    const [known] = this.#sql.exec<{ queued: number }>('SELECT queued FROM events WHERE id = ?', id).toArray()
    if (known?.queued === 1) return 'known'
    const now = Date.now()
    // All of it or nothing: a repeat of an event that is known finds its body and its deliveries.
    this.ctx.storage.transactionSync(() => {
      if (!known) {
        this.#sql.exec(
          'INSERT INTO events (id, type, object, account, created, received) VALUES (?, ?, ?, ?, ?, ?)',
          ...[id, type, object, account, created, now],
        )
        this.#sql.exec('INSERT INTO bodies VALUES (?, ?)', id, body)
      }
      for (const destination of destinations) this.#add(id, destination, object, created, now)
    })
    await this.#wakeBy(now + (destinations.length > 0 ? GRACE : MEMORY))
    if (!(await this.#send(destinations.map((destination) => ({ event: id, destination }))))) return 'unqueued'
    this.#sql.exec('UPDATE events SET queued = 1 WHERE id = ?', id)
    return 'queued'
  }

  /**
   * Takes a delivery for an attempt of at most `lease` milliseconds.
   *
   * @returns `done` when there is nothing to do, or seconds to wait when another attempt is under way that it must not
   *   overtake.
   */
  claim({ event, destination }: Message, lease: number, ordered: boolean): Claim | 'done' | number {
    const now = Date.now()
    const row = this.#delivery(event, destination)
    // Another message of this delivery is on its way when it is not due.
    if (row?.state !== 'pending' || row.due > now + SKEW) return 'done'
    if (row.claimed_until > now) return Math.ceil((row.claimed_until - now) / 1000)
    if (ordered && row.object !== null) {
      if (this.#another(row, "state = 'delivered' AND created > ?", row.created)) {
        this.#set(row, "state = 'superseded', error = NULL")
        return 'done'
      }
      if (this.#another(row, "state = 'pending' AND claimed_until > ?", now)) return 1
    }
    this.#set(row, 'attempts = attempts + 1, claim = claim + 1, claimed_until = ?, attempted = ?', now + lease, now)
    const [facts] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', event).toArray()
    const [text] = this.#sql.exec<{ body: string }>('SELECT body FROM bodies WHERE event = ?', event).toArray()
    if (!facts || !text) return 'done'
    const { id, type, object, account, created } = facts
    return {
      claim: row.claim + 1,
      attempt: row.attempts + 1,
      event: { id, type, object, account, created },
      body: text.body,
    }
  }

  /**
   * Puts down what an attempt came to.
   *
   * @param delays Seconds between attempts.
   * @returns Seconds until the next attempt, or the state that the delivery has reached.
   */
  record(
    { event, destination }: Message,
    claim: number,
    { delivered, status, duration, error }: Outcome,
    delays: readonly number[],
  ): State | number {
    const row = this.#delivery(event, destination)
    // The attempt outlasted its lease, and another one has begun since.
    if (!row || row.claim !== claim) return row?.state ?? 'dead'
    const base = delays[row.attempts - 1]
    const delay =
      delivered || base === undefined ? undefined : Math.max(1, Math.round(base * (0.9 + Math.random() / 5)))
    const state: State = delivered ? 'delivered' : delay === undefined ? 'dead' : 'pending'
    this.#set(
      row,
      'state = ?, status = ?, duration = ?, error = ?, due = ?, claimed_until = 0',
      ...[state, status, Math.round(duration), error, Date.now() + (delay ?? 0) * 1000],
    )
    return delay ?? state
  }

  /** Gives a delivery up that is still pending. */
  bury({ event, destination }: Message, error: string): void {
    const row = this.#delivery(event, destination)
    if (row?.state === 'pending') this.#set(row, "state = 'dead', error = ?, claimed_until = 0", error)
  }

  /** Events, newest first; `undefined` when there is no event `starting_after`. */
  list({ type, object, state, starting_after, limit }: Filter): { events: EventView[]; more: boolean } | undefined {
    const conditions: string[] = []
    const values: (string | number)[] = []
    const where = (condition: string, value: string | number) => {
      conditions.push(condition)
      values.push(value)
    }
    if (starting_after !== undefined) {
      const [cursor] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', starting_after).toArray()
      if (!cursor) return undefined
      where('seq < ?', cursor.seq)
    }
    if (type !== undefined) where(type.includes('*') ? 'type GLOB ?' : 'type = ?', type)
    if (object !== undefined) where('object = ?', object)
    if (state !== undefined) where('EXISTS (SELECT 1 FROM deliveries WHERE event = id AND state = ?)', state)
    const rows = this.#sql
      .exec<EventRow>(
        `SELECT * FROM events ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY seq DESC LIMIT ?`,
        ...[...values, limit + 1],
      )
      .toArray()
    return { events: rows.slice(0, limit).map((row) => this.#view(row)), more: rows.length > limit }
  }

  /** Type of an event; `undefined` when it is not known, or no longer. */
  typeOf(id: string): string | undefined {
    const [row] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', id).toArray()
    return row?.type
  }

  /** Delivers an event anew to destinations, also to ones that it was not meant for before; `undefined` when the queue failed. */
  async redeliver(id: string, destinations: readonly string[]): Promise<EventView | undefined> {
    const now = Date.now()
    const [event] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', id).toArray()
    if (!event) return undefined
    const messages = destinations.map((destination) => ({ event: id, destination }))
    for (const { destination } of messages) {
      this.#add(id, destination, event.object, event.created, now)
      this.#revive(id, destination, now)
    }
    await this.#wakeBy(now + GRACE)
    return (await this.#send(messages)) ? this.#view(event) : undefined
  }

  /** Delivers the dead deliveries of a destination anew, oldest first, 1,000 at most; `undefined` when the queue failed. */
  async redeliverDead(destination: string): Promise<{ redelivered: number; more: boolean } | undefined> {
    const now = Date.now()
    const dead = this.#sql
      .exec<{ event: string }>(
        "SELECT event FROM deliveries WHERE state = 'dead' AND destination = ? ORDER BY created LIMIT ?",
        ...[destination, CHUNK + 1],
      )
      .toArray()
    const messages = dead.slice(0, CHUNK).map(({ event }) => ({ event, destination }))
    for (const { event } of messages) this.#revive(event, destination, now)
    await this.#wakeBy(now + GRACE)
    const sent = await this.#send(messages)
    return sent ? { redelivered: messages.length, more: dead.length > CHUNK } : undefined
  }

  /** Sends messages anew that must have been lost, and forgets what is older than 30 days. */
  override async alarm(): Promise<void> {
    this.#alarm = null
    const now = Date.now()
    const overdue = this.#sql
      .exec<DeliveryRow>(
        "SELECT * FROM deliveries WHERE state = 'pending' AND due <= ? AND claimed_until <= ? ORDER BY due LIMIT ?",
        ...[now - GRACE, now, BATCH],
      )
      .toArray()
    if (await this.#send(overdue.map(({ event, destination }) => ({ event, destination })))) {
      for (const row of overdue) this.#set(row, 'due = ?', now)
    }
    const old = this.#sql
      .exec<EventRow>('SELECT * FROM events WHERE received <= ? LIMIT ?', now - MEMORY, CHUNK)
      .toArray()
    for (const { id } of old) {
      this.#sql.exec('DELETE FROM deliveries WHERE event = ?', id)
      this.#sql.exec('DELETE FROM bodies WHERE event = ?', id)
      this.#sql.exec('DELETE FROM events WHERE id = ?', id)
    }
    const { due } = this.#sql
      .exec<{ due: number | null }>(
        "SELECT min(max(due, claimed_until)) AS due FROM deliveries WHERE state = 'pending'",
      )
      .one()
    const { received } = this.#sql
      .exec<{ received: number | null }>('SELECT min(received) AS received FROM events')
      .one()
    const times = [...(due === null ? [] : [due + GRACE]), ...(received === null ? [] : [received + MEMORY])]
    // A second at least, whatever is left to do: the queue may be down.
    if (times.length > 0) await this.#wakeBy(Math.max(now + 1_000, Math.min(...times)))
  }

  #view(event: EventRow): EventView {
    const deliveries = this.#sql
      .exec<DeliveryRow>('SELECT * FROM deliveries WHERE event = ? ORDER BY destination', event.id)
      .toArray()
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

  #delivery(event: string, destination: string): DeliveryRow | undefined {
    return this.#sql
      .exec<DeliveryRow>('SELECT * FROM deliveries WHERE event = ? AND destination = ?', event, destination)
      .toArray()[0]
  }

  /** Whether a destination has another delivery about the same object that meets a condition. */
  #another({ event, destination, object }: DeliveryRow, condition: string, value: number): boolean {
    const sql = `SELECT 1 FROM deliveries WHERE object = ? AND destination = ? AND event <> ? AND ${condition} LIMIT 1`
    return this.#sql.exec(sql, object, destination, event, value).toArray().length > 0
  }

  #add(event: string, destination: string, object: string | null, created: number, due: number) {
    this.#sql.exec(
      "INSERT OR IGNORE INTO deliveries (event, destination, object, created, state, due) VALUES (?, ?, ?, ?, 'pending', ?)",
      ...[event, destination, object, created, due],
    )
  }

  // One that is under way is left to it.
  #revive(event: string, destination: string, now: number) {
    this.#sql.exec(
      "UPDATE deliveries SET state = 'pending', attempts = 0, due = ? WHERE event = ? AND destination = ? AND claimed_until <= ?",
      ...[now, event, destination, now],
    )
  }

  #set({ event, destination }: DeliveryRow, changes: string, ...values: (string | number | null)[]) {
    this.#sql.exec(
      `UPDATE deliveries SET ${changes} WHERE event = ? AND destination = ?`,
      ...values,
      event,
      destination,
    )
  }

  /** Whether the queue took the messages. What comes while it is busy goes together: one call costs as much as many. */
  #send(messages: readonly Message[]): Promise<boolean> {
    const parts: Promise<boolean>[] = []
    for (let at = 0; at < messages.length; at += BATCH) {
      const part = messages.slice(at, at + BATCH)
      const { promise, resolve } = Promise.withResolvers<boolean>()
      this.#unsent.push({ messages: part, resolve })
      parts.push(promise)
    }
    if (!this.#sending) void this.#flush()
    return Promise.all(parts).then((sent) => sent.every(Boolean))
  }

  async #flush() {
    this.#sending = true
    while (this.#unsent.length > 0) {
      const group: Unsent[] = []
      let count = 0
      for (let next = this.#unsent[0]; next && count + next.messages.length <= BATCH; next = this.#unsent[0]) {
        group.push(next)
        count += next.messages.length
        this.#unsent.shift()
      }
      const sent = await this.#sendBatch(group.flatMap(({ messages }) => messages))
      for (const { resolve } of group) resolve(sent)
    }
    this.#sending = false
  }

  async #sendBatch(messages: readonly Message[]): Promise<boolean> {
    try {
      await this.env.WEBHOOK_QUEUE?.sendBatch(messages.map((body) => ({ body, contentType: 'json' })))
      return this.env.WEBHOOK_QUEUE !== undefined
    } catch (error) {
      console.error(
        JSON.stringify({ webhooks: 'the queue failed', error: error instanceof Error ? error.name : 'Error' }),
      )
      return false
    }
  }

  async #wakeBy(time: number) {
    if (this.#alarm === undefined) this.#alarm = await this.ctx.storage.getAlarm()
    if (this.#alarm !== null && this.#alarm <= time) return
    this.#alarm = time
    await this.ctx.storage.setAlarm(time)
  }
}
