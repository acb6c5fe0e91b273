import { afterAll, expect, it } from 'vitest'
import { startWithStorage } from './harness.ts'

const local = await startWithStorage()
const { stripe } = local

afterAll(() => local.close())

/** Multiplies an account's one customer, by SQL as a hundred thousand requests would take minutes. */
async function multiply(stripeAccount: string, times: number) {
  const { id } = await stripe.customers.create({ email: 'jenny@example.com' }, { stripeAccount })
  const storage = await local.storageOf(stripeAccount)
  await storage.exec(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${times})
     INSERT INTO objects (type, id, created, body)
     SELECT type, id || n, created + n, json_set(body, '$.id', id || n) FROM objects, numbers WHERE id = ?`,
    id,
  )
  await storage.exec(
    `INSERT INTO fields (type, name, value, created, seq)
     SELECT type, 'email', CASE seq % 100 WHEN 0 THEN 'rare@example.com' ELSE 'jenny@example.com' END, created, seq
     FROM objects WHERE id <> ?`,
    id,
  )
}

async function fastest(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 15; round++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

it('lists a hundred of 100,000 objects as fast as of 1,000', async () => {
  await multiply('acct_1Small', 1_000)
  await multiply('acct_1Large', 100_000)
  const middle = async (stripeAccount: string) => {
    const { data } = await stripe.customers.list({ created: { lte: 0 } }, { stripeAccount })
    expect(data).toEqual([])
    const page = await stripe.customers.list({ limit: 100 }, { stripeAccount })
    return page.data.at(-1)?.id ?? ''
  }
  const pages = async (stripeAccount: string) => {
    const starting_after = await middle(stripeAccount)
    const email = 'jenny@example.com'
    return {
      all: await fastest(() => stripe.customers.list({ limit: 100 }, { stripeAccount })),
      next: await fastest(() => stripe.customers.list({ limit: 100, starting_after }, { stripeAccount })),
      filtered: await fastest(() => stripe.customers.list({ limit: 100, email }, { stripeAccount })),
      // Ten of the small account's objects have it and a thousand of the large one's.
      rare: await fastest(() => stripe.customers.list({ limit: 10, email: 'rare@example.com' }, { stripeAccount })),
    }
  }
  const [small, large] = [await pages('acct_1Small'), await pages('acct_1Large')]
  for (const kind of ['all', 'next', 'filtered', 'rare'] as const) {
    expect(large[kind], `${kind}: ${JSON.stringify({ small, large })}`).toBeLessThan(small[kind] * 2 + 10)
  }
})
