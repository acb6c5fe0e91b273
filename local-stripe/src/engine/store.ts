import type { Filters, Index, Range } from './lists.ts'
import type { AnyObject, Deleted, ObjectName, Objects } from './types.ts'

/** By which values the objects of a type can be listed; what is kept with them and never shown is given as well. */
type Indexes = ReadonlyMap<string, { index?: (object: AnyObject, hidden: unknown) => Index }>

/** A place in a list: objects are ordered by their creation time, then by the order of their insertion. */
interface Position {
  created: number
  seq: number
}

const BOUNDS = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const

export interface Query {
  filters: Filters
  created?: Range | number | undefined
  limit: number
  after?: Position | undefined
  oldestFirst?: boolean
}

interface Row extends Record<string, SqlStorageValue> {
  seq: number
  created: number
  body: string
  private: string | null
}

/** A row of type N was written by `insert` or `update` with an object of type N. */
const parse = <N extends ObjectName>(body: string) => JSON.parse(body) as Objects[N]

const hiddenOf = (row: Row): unknown => (row.private === null ? undefined : JSON.parse(row.private))

/** What `setPrivate` wrote under this name. */
const parsePrivate = <T>(body: string) => JSON.parse(body) as T

/**
 * All objects of an account in one SQLite table, with a second one for the values that lists are filtered by: both
 * are read in list order through their keys, so that a page costs the same whatever the number of objects.
 */
export class Store {
  readonly #sql: SqlStorage
  readonly #indexes: Indexes
  /** Forgotten when an object of the type comes or goes. */
  readonly #hasAny = new Map<ObjectName, boolean>()

  constructor(sql: SqlStorage, indexes: Indexes) {
    this.#sql = sql
    this.#indexes = indexes
    sql.exec(`
      CREATE TABLE IF NOT EXISTS objects (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        created INTEGER NOT NULL,
        listed INTEGER NOT NULL DEFAULT 1,
        body TEXT NOT NULL,
        private TEXT,
        UNIQUE (type, id)
      );
      CREATE INDEX IF NOT EXISTS objects_in_list ON objects (type, listed, created, seq);
      CREATE TABLE IF NOT EXISTS fields (
        type TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        created INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (type, name, value, created, seq)
      ) WITHOUT ROWID;
    `)
  }

  /** Whether there are any objects of a type that few accounts have: it is asked with every call. */
  hasAny(type: 'test_helpers.test_clock' | 'webhook_endpoint'): boolean {
    const known = this.#hasAny.get(type) ?? this.list(type, { filters: {}, limit: 1 }).length > 0
    this.#hasAny.set(type, known)
    return known
  }

  /** Called when everything was removed. */
  forget() {
    this.#hasAny.clear()
  }

  find<N extends ObjectName>(type: N, id: string): Objects[N] | undefined {
    const body = this.#bodyOf(type, id, true)
    return body === undefined ? undefined : parse<N>(body)
  }

  /** The answer for an object that was deleted and can still be retrieved. */
  findDeleted(type: ObjectName, id: string): Deleted | undefined {
    const body = this.#bodyOf(type, id, false)
    return body === undefined ? undefined : { id, object: type, deleted: true }
  }

  #bodyOf(type: ObjectName, id: string, listed: boolean): string | undefined {
    return this.#sql
      .exec<{ body: string }>(
        'SELECT body FROM objects WHERE type = ? AND id = ? AND listed = ?',
        type,
        id,
        listed ? 1 : 0,
      )
      .toArray()[0]?.body
  }

  /** Adds an object, with what belongs to it and is never shown. */
  insert(object: AnyObject, created: number, hidden?: unknown) {
    this.#hasAny.delete(object.object)
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        'INSERT INTO objects (type, id, created, body, private) VALUES (?, ?, ?, ?, ?) RETURNING seq',
        object.object,
        object.id,
        created,
        JSON.stringify(object),
        hidden === undefined ? null : JSON.stringify(hidden),
      )
      .one()
    this.#writeIndex(this.#indexOf(object, hidden), object.object, { seq, created })
  }

  update(object: AnyObject) {
    const type = object.object
    const before = this.#row(type, object.id)
    if (!before) throw new Error(`${type} ${object.id} is not stored`)
    this.#sql.exec('UPDATE objects SET body = ? WHERE seq = ?', JSON.stringify(object), before.seq)
    const hidden = hiddenOf(before)
    this.#changeIndex(before, type, this.#indexOf(parse(before.body), hidden), this.#indexOf(object, hidden))
  }

  /** Deletes an object; `keepTombstone` lets `findDeleted` find it. */
  remove(type: ObjectName, id: string, { keepTombstone = false } = {}) {
    const row = this.#row(type, id)
    if (!row) return
    this.#hasAny.delete(type)
    this.#deleteIndex(this.#indexOf(parse(row.body), hiddenOf(row)), type, row)
    if (keepTombstone) this.#sql.exec('UPDATE objects SET listed = 0, private = NULL WHERE seq = ?', row.seq)
    else this.#sql.exec('DELETE FROM objects WHERE seq = ?', row.seq)
  }

  /** Brings an object back of which a tombstone was kept. */
  restore(type: ObjectName, id: string) {
    this.#sql.exec('UPDATE objects SET listed = 1 WHERE type = ? AND id = ?', type, id)
    const row = this.#row(type, id)
    if (row) this.#writeIndex(this.#indexOf(parse(row.body)), type, row)
  }

  /** How many objects have a value among those that their resource's `index` gives. */
  count(type: ObjectName, name: string, value: string): number {
    const { count } = this.#sql
      .exec<{ count: number }>(
        'SELECT COUNT(*) AS count FROM fields WHERE type = ? AND name = ? AND value = ?',
        type,
        name,
        value,
      )
      .one()
    return count
  }

  /** What belongs to an object and is never shown. */
  private<T>(type: ObjectName, id: string): T | undefined {
    const row = this.#sql
      .exec<{ private: string | null }>('SELECT private FROM objects WHERE type = ? AND id = ?', type, id)
      .toArray()[0]
    return row?.private ? parsePrivate<T>(row.private) : undefined
  }

  setPrivate(type: ObjectName, id: string, value: unknown) {
    const row = this.#row(type, id)
    if (!row) throw new Error(`${type} ${id} is not stored`)
    this.#sql.exec('UPDATE objects SET private = ? WHERE seq = ?', JSON.stringify(value), row.seq)
    const object = parse(row.body)
    this.#changeIndex(row, type, this.#indexOf(object, hiddenOf(row)), this.#indexOf(object, value))
  }

  position(type: ObjectName, id: string): Position | undefined {
    return this.#row(type, id)
  }

  list<N extends ObjectName>(type: N, query: Query): Objects[N][] {
    const given = Object.entries(query.filters).filter(([, value]) => value !== undefined)
    const first = given.find(([, value]) => !Array.isArray(value) && !isExclusion(value))
    const others = given.filter((filter) => filter !== first)
    const conditions: string[] = []
    const values: SqlStorageValue[] = []
    const where = (condition: string, ...bound: SqlStorageValue[]) => {
      conditions.push(condition)
      values.push(...bound)
    }
    const by = first ? 'fields' : 'objects'
    if (first) where('fields.type = ? AND fields.name = ? AND fields.value = ?', type, first[0], String(first[1]))
    else where('objects.type = ? AND objects.listed = 1', type)
    for (const [name, value] of others) {
      const isExcluded = isExclusion(value)
      const accepted = Array.isArray(value) ? value : [String(isExcluded ? value.not : value)]
      where(
        `${isExcluded ? 'NOT ' : ''}EXISTS (SELECT 1 FROM fields AS other WHERE other.type = ? AND other.name = ?` +
          ` AND other.value IN (${accepted.map(() => '?').join(', ')})` +
          ` AND other.created = ${by}.created AND other.seq = ${by}.seq)`,
        type,
        name,
        ...accepted,
      )
    }
    const range = typeof query.created === 'number' ? { gte: query.created, lte: query.created } : query.created
    for (const [name, sign] of BOUNDS) {
      const bound = range?.[name]
      if (bound !== undefined) where(`${by}.created ${sign} ?`, bound)
    }
    if (query.after) {
      where(`(${by}.created, ${by}.seq) ${query.oldestFirst ? '>' : '<'} (?, ?)`, query.after.created, query.after.seq)
    }
    const order = query.oldestFirst ? 'ASC' : 'DESC'
    const from = first ? 'fields CROSS JOIN objects ON objects.seq = fields.seq' : 'objects'
    return this.#sql
      .exec<{ body: string }>(
        `SELECT objects.body FROM ${from} WHERE ${conditions.join(' AND ')} ` +
          `ORDER BY ${by}.created ${order}, ${by}.seq ${order} LIMIT ?`,
        ...values,
        query.limit,
      )
      .toArray()
      .map(({ body }) => parse<N>(body))
  }

  #row(type: ObjectName, id: string): Row | undefined {
    return this.#sql
      .exec<Row>('SELECT seq, created, body, private FROM objects WHERE type = ? AND id = ? AND listed = 1', type, id)
      .toArray()[0]
  }

  #indexOf(object: AnyObject, hidden?: unknown): Index {
    return this.#indexes.get(object.object)?.index?.(object, hidden) ?? {}
  }

  #changeIndex(at: Position, type: ObjectName, before: Index, after: Index) {
    if (JSON.stringify(before) === JSON.stringify(after)) return
    this.#deleteIndex(before, type, at)
    this.#writeIndex(after, type, at)
  }

  #writeIndex(index: Index, type: ObjectName, { seq, created }: Position) {
    for (const [name, value] of entriesOf(index)) {
      this.#sql.exec('INSERT INTO fields VALUES (?, ?, ?, ?, ?)', type, name, value, created, seq)
    }
  }

  #deleteIndex(index: Index, type: ObjectName, { seq, created }: Position) {
    for (const [name, value] of entriesOf(index)) {
      this.#sql.exec(
        'DELETE FROM fields WHERE type = ? AND name = ? AND value = ? AND created = ? AND seq = ?',
        type,
        name,
        value,
        created,
        seq,
      )
    }
  }
}

const isExclusion = (value: Filters[string]): value is { not: boolean } =>
  typeof value === 'object' && value !== null && 'not' in value

/** The names and values of an index, each once. */
function* entriesOf(index: Index): Generator<[string, string]> {
  for (const [name, value] of Object.entries(index)) {
    if (value === null || value === undefined) continue
    for (const each of Array.isArray(value) ? new Set(value) : [value]) yield [name, String(each)]
  }
}
