import { DurableObject } from 'cloudflare:workers'
import type { Bindings } from '../config/bindings.ts'
import type { Claim, EventFacts, Filter, Outcome, QueueMessage } from './model.ts'
import { BATCH_SIZE, QueueSender } from './queue.ts'
import { healthOf, type Report, reportOf } from './reports.ts'
import type { Kind, State } from './states.ts'
import { type DeliveryRow, type EventRow, eventView, prepare, RANKS, rankOf } from './tables.ts'
import type { EventView, Health } from './views.ts'

/** Milliseconds that events are remembered: as long as Stripe's own API knows them. */
const RETENTION_MS = 30 * 24 * 60 * 60 * 1000
/** Milliseconds that a delivery may be overdue before its message counts as lost and is sent again. */
const GRACE_MS = 60_000
/** Maximum number of attempts stored per delivery, the latest ones. */
const ATTEMPTS_KEPT = 50
/** Events that one alarm removes, and dead deliveries that one call revives, at most. */
const CHUNK = 1_000
/** Milliseconds that an ordered delivery waits for older events of its object, which Stripe may send a little later. */
const SETTLE_MS = 1_000
/** Milliseconds that an older event which was not attempted yet holds up newer ones. */
const PRECEDENCE_MS = 5_000
/** Milliseconds by which clocks may differ. */
const SKEW_MS = 2_000

/**
 * Every event of an environment for 30 days, and what became of each of its deliveries. It is the one place that knows:
 * the queue only says when to look. A message that arrives twice finds its delivery done; one that the queue lost is
 * sent again by the alarm.
 */
export class WebhookStore extends DurableObject<Bindings> {
  readonly #sql: SqlStorage
  /** When the alarm is set to, in milliseconds, once that is known. */
  #alarm: number | null | undefined
  readonly #queue: QueueSender

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env)
    this.#sql = context.storage.sql
    prepare(this.#sql)
    this.#queue = new QueueSender(env.WEBHOOK_QUEUE)
  }

  /**
   * Keeps an event and queues its deliveries. Of a thin and a snapshot event of one change, a destination gets the one
   * that comes first.
   *
   * @returns `known` when it was queued before, and nothing was done; `unqueued` when the queue failed, so that the
   *   sender must repeat it.
   */
  async receive(facts: EventFacts, body: string, wanting: readonly string[]): Promise<'queued' | 'known' | 'unqueued'> {
    const { id, kind, type, object, account, created, snapshot } = facts
    const [known] = this.#sql.exec<{ queued: number }>('SELECT queued FROM events WHERE id = ?', id).toArray()
    if (known?.queued === 1) return 'known'
    const now = Date.now()
    const served = this.#servedByTwin(id, snapshot)
    const destinations = wanting.filter((destination) => !served.has(destination))
    // All of it or nothing: a repeat of an event that is known finds its body and its deliveries.
    this.ctx.storage.transactionSync(() => {
      if (!known) {
        this.#sql.exec(
          'INSERT INTO events (id, kind, type, object, account, created, snapshot, received) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          ...[id, kind, type, object, account, created, snapshot, now],
        )
        this.#sql.exec('INSERT INTO bodies VALUES (?, ?)', id, body)
      }
      for (const destination of destinations) this.#add(facts, destination, now)
    })
    await this.#wakeBy(now + (destinations.length > 0 ? GRACE_MS : RETENTION_MS))
    if (!(await this.#queue.send(destinations.map((destination) => ({ event: id, destination }))))) return 'unqueued'
    this.#sql.exec('UPDATE events SET queued = 1 WHERE id = ?', id)
    return 'queued'
  }

  /**
   * Claims a delivery for an attempt.
   *
   * @param lease Milliseconds that an attempt may take, by the kind of the event.
   * @returns `done` when there is nothing to do, or seconds to wait when another attempt is under way that it must not
   *   overtake.
   */
  claim(
    { event, destination }: QueueMessage,
    lease: Readonly<Record<Kind, number>>,
    ordered: boolean,
  ): Claim | 'done' | number {
    const now = Date.now()
    const row = this.#delivery(event, destination)
    // Another message of this delivery is on its way when it is not due.
    if (row?.state !== 'pending' || row.due > now + SKEW_MS) return 'done'
    if (row.claimed_until > now) return Math.ceil((row.claimed_until - now) / 1000)
    if (ordered && row.object !== null) {
      if (this.#another(row, 'arrived = 1 AND (created, rank) > (?, ?)', row.created, row.rank)) {
        this.#set(row, "state = 'superseded', error = NULL")
        return 'done'
      }
      if (this.#mustWait(row, now)) return 1
    }
    const [facts] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', event).toArray()
    const [text] = this.#sql.exec<{ body: string }>('SELECT body FROM bodies WHERE event = ?', event).toArray()
    if (!facts || !text) return 'done'
    const until = now + lease[facts.kind]
    this.#set(row, 'attempts = attempts + 1, claim = claim + 1, claimed_until = ?, attempted = ?', until, now)
    const { id, kind, type, object, account, created, snapshot } = facts
    return {
      claim: row.claim + 1,
      attempt: row.attempts + 1,
      event: { id, kind, type, object, account, created, snapshot },
      body: text.body,
    }
  }

  /**
   * Records the outcome of an attempt.
   *
   * @param delays Seconds between attempts.
   * @returns Seconds until the next attempt, or the state that the delivery has reached.
   */
  record(
    { event, destination }: QueueMessage,
    claim: number,
    { delivered, status, duration, error, response, attachments }: Outcome,
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
      'state = ?, status = ?, duration = ?, error = ?, due = ?, claimed_until = 0, arrived = max(arrived, ?), attachments = ?',
      ...[state, status, Math.round(duration), error, Date.now() + (delay ?? 0) * 1000, delivered ? 1 : 0, attachments],
    )
    this.#sql.exec(
      'INSERT INTO attempts (event, destination, claim, attempt, at, status, duration, error, response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[event, destination, claim, row.attempts, row.attempted ?? 0],
      ...[status, Math.round(duration), error, response],
    )
    if (claim > ATTEMPTS_KEPT) {
      this.#sql.exec(
        'DELETE FROM attempts WHERE event = ? AND destination = ? AND claim <= ?',
        ...[event, destination, claim - ATTEMPTS_KEPT],
      )
    }
    return delay ?? state
  }

  /** Gives up a delivery that is still pending. */
  bury({ event, destination }: QueueMessage, error: string): void {
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
    // Only "*" is a pattern's here: SQLite would read "[...]" as a set of characters.
    if (type?.includes('*')) where('type GLOB ?', type.replaceAll('[', '[[]'))
    else if (type !== undefined) where('type = ?', type)
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

  /** An event with all that is kept of it; `undefined` when it is not known, or no longer. */
  report(id: string): Report | undefined {
    return reportOf(this.#sql, id)
  }

  /** How destinations are doing, by name; those that never got anything are not among them. */
  health(): Record<string, Health> {
    return healthOf(this.#sql)
  }

  /** Type of an event; `undefined` when it is not known, or no longer. */
  typeOf(id: string): string | undefined {
    const [row] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', id).toArray()
    return row?.type
  }

  /** Redelivers an event to destinations, also to ones it was not routed to before; `undefined` when the queue failed. */
  async redeliver(id: string, destinations: readonly string[]): Promise<EventView | undefined> {
    const now = Date.now()
    const [event] = this.#sql.exec<EventRow>('SELECT * FROM events WHERE id = ?', id).toArray()
    if (!event) return undefined
    const messages = destinations.map((destination) => ({ event: id, destination }))
    for (const { destination } of messages) {
      this.#add(event, destination, now)
      this.#revive(id, destination, now)
    }
    await this.#wakeBy(now + GRACE_MS)
    return (await this.#queue.send(messages)) ? this.#view(event) : undefined
  }

  /** Redelivers the dead deliveries of a destination, oldest first, 1,000 at most; `undefined` when the queue failed. */
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
    await this.#wakeBy(now + GRACE_MS)
    const sent = await this.#queue.send(messages)
    return sent ? { redelivered: messages.length, more: dead.length > CHUNK } : undefined
  }

  /** Sends messages again that must have been lost, and deletes what is older than 30 days. */
  override async alarm(): Promise<void> {
    this.#alarm = null
    const now = Date.now()
    const overdue = this.#sql
      .exec<DeliveryRow>(
        "SELECT * FROM deliveries WHERE state = 'pending' AND due <= ? AND claimed_until <= ? ORDER BY due LIMIT ?",
        ...[now - GRACE_MS, now, BATCH_SIZE],
      )
      .toArray()
    if (await this.#queue.send(overdue.map(({ event, destination }) => ({ event, destination })))) {
      for (const row of overdue) this.#set(row, 'due = ?', now)
    }
    const old = this.#sql
      .exec<EventRow>('SELECT * FROM events WHERE received <= ? LIMIT ?', now - RETENTION_MS, CHUNK)
      .toArray()
    for (const { id } of old) {
      this.#sql.exec('DELETE FROM attempts WHERE event = ?', id)
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
    const times = [...(due === null ? [] : [due + GRACE_MS]), ...(received === null ? [] : [received + RETENTION_MS])]
    // A second at least, whatever is left to do: the queue may be down.
    if (times.length > 0) await this.#wakeBy(Math.max(now + 1_000, Math.min(...times)))
  }

  #view(event: EventRow): EventView {
    const deliveries = this.#sql
      .exec<DeliveryRow>('SELECT * FROM deliveries WHERE event = ? ORDER BY destination', event.id)
      .toArray()
    return eventView(event, deliveries)
  }

  /** The destinations of the other event of the same change, thin or snapshot. */
  #servedByTwin(id: string, snapshot: string | null): ReadonlySet<string> {
    const change = snapshot ?? id
    const rows = this.#sql.exec<{ destination: string }>(
      'SELECT destination FROM deliveries WHERE event IN (SELECT id FROM events WHERE id <> ? AND (id = ? OR snapshot = ?))',
      ...[id, change, change],
    )
    return new Set(rows.toArray().map(({ destination }) => destination))
  }

  #delivery(event: string, destination: string): DeliveryRow | undefined {
    return this.#sql
      .exec<DeliveryRow>('SELECT * FROM deliveries WHERE event = ? AND destination = ?', event, destination)
      .toArray()[0]
  }

  /** Whether a destination has another delivery about the same object that meets a condition. */
  #another({ event, destination, object }: DeliveryRow, condition: string, ...values: number[]): boolean {
    const sql = `SELECT 1 FROM deliveries WHERE object = ? AND destination = ? AND event <> ? AND ${condition} LIMIT 1`
    return this.#sql.exec(sql, object, destination, event, ...values).toArray().length > 0
  }

  /** Whether a delivery that is due must let another of its object go first. */
  #mustWait(row: DeliveryRow, now: number): boolean {
    const isNew = row.attempts === 0 && now < row.due + SETTLE_MS
    return (
      (isNew && row.rank !== RANKS.created) ||
      this.#another(row, "state = 'pending' AND claimed_until > ?", now) ||
      this.#another(
        row,
        "state = 'pending' AND attempts = 0 AND due > ? AND (created, rank) < (?, ?)",
        ...[now - PRECEDENCE_MS, row.created, row.rank],
      )
    )
  }

  #add(
    { id, type, object, created }: Pick<EventFacts, 'id' | 'type' | 'object' | 'created'>,
    destination: string,
    due: number,
  ) {
    this.#sql.exec(
      "INSERT OR IGNORE INTO deliveries (event, destination, object, created, rank, state, due) VALUES (?, ?, ?, ?, ?, 'pending', ?)",
      ...[id, destination, object, created, rankOf(type), due],
    )
  }

  // An attempt that is under way decides about its delivery itself.
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

  async #wakeBy(time: number) {
    if (this.#alarm === undefined) this.#alarm = await this.ctx.storage.getAlarm()
    if (this.#alarm !== null && this.#alarm <= time) return
    this.#alarm = time
    await this.ctx.storage.setAlarm(time)
  }
}
