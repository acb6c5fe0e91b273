import { DAY } from '../time.ts'
import { StripeError } from './errors.ts'
import type { FormMap, FormValue } from './form.ts'

interface Kept {
  status: number
  body: string
  requestId: string
}

interface Row extends Record<string, SqlStorageValue> {
  path: string
  params: string
  status: number
  body: string
  request_id: string
}

const LIFETIME = DAY

/** Parameters in one form whatever their order. */
function fingerprint(value: FormValue): string {
  if (typeof value === 'string') return JSON.stringify(value)
  const entries = [...value].map(([name, inner]) => `${JSON.stringify(name)}:${fingerprint(inner)}`)
  return `{${entries.sort().join(',')}}`
}

/** The answers to keyed requests, for 24 hours: https://docs.stripe.com/api/idempotent_requests */
export class Idempotency {
  readonly #sql: SqlStorage
  /** The keys of requests that are not answered yet. */
  readonly #inUse = new Set<string>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS idempotency (
        key TEXT PRIMARY KEY,
        path TEXT NOT NULL,
        params TEXT NOT NULL,
        status INTEGER NOT NULL,
        body TEXT NOT NULL,
        request_id TEXT NOT NULL,
        created INTEGER NOT NULL
      );
      CREATE INDEX IF NOT EXISTS idempotency_by_age ON idempotency (created);
    `)
  }

  /**
   * Runs a request with a key that no other one under way has.
   *
   * @throws StripeError 409 `idempotency_key_in_use`
   */
  async alone<T>(key: string | null, run: () => Promise<T>): Promise<T> {
    if (key === null) return run()
    if (this.#inUse.has(key)) {
      throw new StripeError(
        409,
        'invalid_request_error',
        'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
          `twice, and the other request is still going through): ${key}. Please try again later.`,
        { code: 'idempotency_key_in_use' },
      )
    }
    this.#inUse.add(key)
    try {
      return await run()
    } finally {
      this.#inUse.delete(key)
    }
  }

  /**
   * The answer that an earlier request with this key got.
   *
   * @throws StripeError `idempotency_error` when that was another request
   */
  find(key: string, path: string, form: FormMap, now: number): Kept | undefined {
    if (key.length > 255) {
      throw new StripeError(
        400,
        'invalid_request_error',
        `Idempotency keys can be at most 255 characters long; this one has ${key.length}.`,
      )
    }
    const row = this.#sql
      .exec<Row>('SELECT * FROM idempotency WHERE key = ? AND created > ?', key, now - LIFETIME)
      .toArray()[0]
    if (!row) return undefined
    if (row.path !== path) {
      throw new StripeError(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs ` +
          `'${row.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
      )
    }
    if (row.params !== fingerprint(form)) {
      throw new StripeError(
        400,
        'idempotency_error',
        'Keys for idempotent requests can only be used with the same parameters they were first used with. Try using ' +
          `a key other than '${key}' if you meant to execute a different request.`,
      )
    }
    return { status: row.status, body: row.body, requestId: row.request_id }
  }

  save(key: string, path: string, form: FormMap, { status, body, requestId }: Kept, now: number) {
    this.#sql.exec('DELETE FROM idempotency WHERE created <= ?', now - LIFETIME)
    this.#sql.exec(
      'INSERT INTO idempotency (key, path, params, status, body, request_id, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
      key,
      path,
      fingerprint(form),
      status,
      body,
      requestId,
      now,
    )
  }
}
