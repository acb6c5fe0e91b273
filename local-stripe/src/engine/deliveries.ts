import type { Store } from './store.ts'
import type { Objects } from './types.ts'

/** Milliseconds that an endpoint has to answer. */
const TIMEOUT = 10_000
/** Milliseconds until each further attempt; after the last one Stripe gives up too, only days later. */
const DELAYS = [1_000, 5_000, 30_000, 120_000]
const CONCURRENT = 20

interface Row extends Record<string, SqlStorageValue> {
  event: string
  endpoint: string
  attempts: number
  due: number
}

/** Whether a webhook endpoint takes an event. */
const takes = ({ enabled_events: enabled, status }: Objects['webhook_endpoint'], type: string) =>
  status === 'enabled' && enabled.some((name) => name === '*' || name === type)

/** Lets a webhook endpoint's url be one of this machine, or any over TLS. */
export const isDeliverable = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname, protocol } = new URL(url)
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback)
}

/**
 * Events on their way to webhook endpoints. They are kept until they arrive or are given up, and are sent apart from
 * the request that caused them. https://docs.stripe.com/webhooks
 */
export class Deliveries {
  readonly #sql: SqlStorage
  readonly #store: Store
  /** Whether any was added since it was last said to be false. */
  areNew = true

  constructor(sql: SqlStorage, store: Store) {
    this.#sql = sql
    this.#store = store
    sql.exec(`
      CREATE TABLE IF NOT EXISTS deliveries (
        event TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        due INTEGER NOT NULL,
        PRIMARY KEY (event, endpoint)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (due);
    `)
  }

  /** The endpoints that are to receive anything. */
  endpoints(): Objects['webhook_endpoint'][] {
    return this.#store.hasAny('webhook_endpoint')
      ? this.#store.list('webhook_endpoint', { filters: {}, limit: 100 })
      : []
  }

  /** Sets an event down for the endpoints that take it; answers for how many. */
  add(event: Objects['event'], endpoints: Objects['webhook_endpoint'][]): number {
    const receivers = endpoints.filter((endpoint) => takes(endpoint, event.type))
    for (const { id } of receivers) {
      this.areNew = true
      this.#sql.exec('INSERT INTO deliveries VALUES (?, ?, 0, ?)', event.id, id, Date.now())
    }
    return receivers.length
  }

  /** When the next one is to be sent, in milliseconds. */
  next(): number | null {
    return this.#sql.exec<{ due: number | null }>('SELECT min(due) AS due FROM deliveries').one().due
  }

  /** Sends what is due. */
  async send(): Promise<void> {
    const sql = 'SELECT * FROM deliveries WHERE due <= ? ORDER BY due, event LIMIT ?'
    const rows = this.#sql.exec<Row>(sql, Date.now(), CONCURRENT).toArray()
    // Should this Worker be stopped on the way, they are sent again.
    for (const row of rows) this.#postpone(row, TIMEOUT * 2)
    await Promise.all(rows.map((row) => this.#attempt(row)))
  }

  #postpone({ endpoint, event }: Row, delay: number) {
    const sql = 'UPDATE deliveries SET due = ? WHERE event = ? AND endpoint = ?'
    this.#sql.exec(sql, Date.now() + delay, event, endpoint)
  }

  async #attempt(row: Row) {
    const event = this.#store.find('event', row.event)
    const endpoint = this.#store.find('webhook_endpoint', row.endpoint)
    if (!event || endpoint?.status !== 'enabled') return this.#remove(row)
    const secret = this.#store.private<string>('webhook_endpoint', endpoint.id) ?? ''
    const arrived = await post(endpoint.url, JSON.stringify(event, null, 2), secret)
    const delay = DELAYS[row.attempts]
    if (arrived) {
      this.#remove(row)
      const present = this.#store.find('event', event.id)
      if (present) this.#store.update({ ...present, pending_webhooks: Math.max(0, present.pending_webhooks - 1) })
    } else if (delay === undefined) this.#remove(row)
    else {
      this.#sql.exec(
        'UPDATE deliveries SET attempts = attempts + 1, due = ? WHERE event = ? AND endpoint = ?',
        Date.now() + delay,
        row.event,
        row.endpoint,
      )
    }
  }

  #remove({ endpoint, event }: Row) {
    this.#sql.exec('DELETE FROM deliveries WHERE event = ? AND endpoint = ?', event, endpoint)
  }
}

async function post(url: string, body: string, secret: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': await signature(body, secret),
      },
      // An answer that leads elsewhere counts as a failure at Stripe.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** The `Stripe-Signature` of a payload: https://docs.stripe.com/webhooks/signatures */
async function signature(payload: string, secret: string): Promise<string> {
  const encoder = new TextEncoder()
  const time = Math.floor(Date.now() / 1000)
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), hash, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(`${time}.${payload}`))
  const hex = Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `t=${time},v1=${hex}`
}
