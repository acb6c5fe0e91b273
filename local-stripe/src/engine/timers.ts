import type { AnyObject, ObjectName } from './types.ts'

interface Timer extends Record<string, SqlStorageValue> {
  type: string
  id: string
  due: number
}

/** A row was written by `set` with an object's own type. */
const typed = ({ type, id, due }: Timer) => ({ type: type as ObjectName, id, due })

/** When objects change by themselves, by real time or by a test clock's. Times are in Unix seconds. */
export class Timers {
  readonly #sql: SqlStorage
  /** Whether any was set since it was last said to be false. */
  areNew = true

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS timers (
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        clock TEXT NOT NULL,
        due INTEGER NOT NULL,
        PRIMARY KEY (type, id)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS timers_by_time ON timers (clock, due);
    `)
  }

  /** Sets the one timer of an object; null takes it away. */
  set({ object, id }: AnyObject, clock: string | null, due: number | null) {
    if (due === null) this.remove({ type: object, id })
    else {
      this.areNew = true
      const row = [object, id, clock ?? '', due]
      this.#sql.exec('INSERT OR REPLACE INTO timers (type, id, clock, due) VALUES (?, ?, ?, ?)', ...row)
    }
  }

  remove({ type, id }: { type: ObjectName; id: string }) {
    this.#sql.exec('DELETE FROM timers WHERE type = ? AND id = ?', type, id)
  }

  /** Puts off what is due in real time, in seconds. */
  postpone(until: number, by: number) {
    this.#sql.exec("UPDATE timers SET due = ? WHERE clock = '' AND due <= ?", until + by, until)
  }

  /** The first timer of a clock, or of real time, that is due by a time. */
  next(clock: string | null, until: number) {
    const sql = 'SELECT type, id, due FROM timers WHERE clock = ? AND due <= ? ORDER BY due LIMIT 1'
    return this.#sql
      .exec<Timer>(sql, clock ?? '', until)
      .toArray()
      .map(typed)[0]
  }

  /** When the first timer of real time is due, in milliseconds. */
  first(): number | null {
    const { due } = this.#sql.exec<{ due: number | null }>("SELECT min(due) AS due FROM timers WHERE clock = ''").one()
    return due === null ? null : due * 1000
  }
}
