import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { prepare, rankOf } from '../../src/webhooks/tables.ts'

/** A database with the part of the interface of a Durable Object's that the tables need. */
function database() {
  const held = new DatabaseSync(':memory:')
  return {
    exec<T extends Record<string, string | number | null>>(query: string) {
      const isRead = /^(SELECT|PRAGMA)/.test(query)
      const rows = isRead ? held.prepare(query).all() : []
      if (!isRead) held.exec(query)
      return { toArray: () => rows as T[] }
    },
  }
}

/** The deliveries of the first version. */
const FIRST = `
  CREATE TABLE deliveries (
    event TEXT NOT NULL, destination TEXT NOT NULL, object TEXT, created INTEGER NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, claim INTEGER NOT NULL DEFAULT 0, claimed_until INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL, attempted INTEGER, status INTEGER, duration INTEGER, error TEXT,
    PRIMARY KEY (event, destination)
  ) WITHOUT ROWID;
  INSERT INTO deliveries (event, destination, created, state, due) VALUES ('evt_1', 'shop', 1, 'delivered', 1);
  INSERT INTO deliveries (event, destination, created, state, due) VALUES ('evt_2', 'shop', 2, 'dead', 2);`

const columns = (held: ReturnType<typeof database>, table: string) =>
  new Set(
    held
      .exec<{ name: string }>(`PRAGMA table_info(${table})`)
      .toArray()
      .map(({ name }) => name),
  )

test('a store of the first version is brought up to date, and keeps what it knows', () => {
  const old = database()
  old.exec(FIRST)
  prepare(old)
  const fresh = database()
  prepare(fresh)
  for (const table of ['events', 'bodies', 'deliveries', 'attempts'])
    expect(columns(old, table)).toEqual(columns(fresh, table))
  expect(old.exec('SELECT event, rank, arrived FROM deliveries').toArray()).toEqual([
    { event: 'evt_1', rank: rankOf('x.updated'), arrived: 1 },
    { event: 'evt_2', rank: rankOf('x.updated'), arrived: 0 },
  ])
  expect(() => prepare(old)).not.toThrow()
})
