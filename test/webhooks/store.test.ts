import { afterAll, beforeEach, expect, test } from 'vitest'
import { errorOf } from '../support/worker.ts'
import { type Event, event, OUTWARD, type Reply, reply, startDestination, startWebhooks, until } from './support.ts'

/* What goes wrong between the queue, the store and the attempts, brought about in the store and the queue themselves. */

interface Queue {
  send(body: { event: string; destination: string }): Promise<unknown>
}

const destination = await startDestination()
const worker = await startWebhooks({
  // Nothing here is attempted again by itself.
  vars: { WEBHOOK_RETRY_DELAYS: '3600,3600' },
  destinations: [{ name: 'shop', url: destination.url, types: ['invoice.*'], secret: OUTWARD }],
})
const held = worker.harness.getWorker()
const queues = (await held.getEnv()) as { WEBHOOK_QUEUE: Queue; WEBHOOK_DEAD_LETTERS: Queue }
const sql = await held.getDurableObjectStorage('WEBHOOKS', { name: 'events' })

beforeEach(() => destination.answers(reply(200)))

afterAll(async () => {
  await worker.close()
  await destination.close()
})

const message = ({ id }: Event) => ({ event: id, destination: 'shop' })
const deliveryOf = async ({ id }: Event) => (await worker.list()).data.find((one) => one.id === id)?.deliveries[0]
/** What a message needs to arrive, and more. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1_000))

/** Receives an event whose attempt does not end until the test ends it. */
async function underway(): Promise<{ one: Event; end: (how: Reply) => void }> {
  const one = event()
  const { promise, resolve } = Promise.withResolvers<Reply>()
  destination.answers((delivered, response) => void promise.then((how) => how(delivered, response)))
  await worker.receive(one)
  await until('the attempt', () => destination.of(one).length === 1)
  return { one, end: resolve }
}

/** Receives an event whose attempt fails; the next one is due in an hour. */
async function failed(): Promise<Event> {
  const one = event()
  destination.answers(reply(500))
  await worker.receive(one)
  await until('the failure', async () => (await deliveryOf(one))?.status === 500)
  return one
}

test('a message that comes before its delivery is due attempts nothing', async () => {
  const one = await failed()
  await queues.WEBHOOK_QUEUE.send(message(one))
  await settle()
  expect(await deliveryOf(one)).toMatchObject({ state: 'pending', attempts: 1 })
})

test('a message that comes during an attempt waits for its end', async () => {
  const one = await failed()
  let attempted = 0
  destination.answers((delivered, response) => {
    attempted = Date.now()
    reply(200)(delivered, response)
  })
  const end = Date.now() + 3_000
  await sql.exec('UPDATE deliveries SET due = 0, claimed_until = ? WHERE event = ?', end, one.id)
  await queues.WEBHOOK_QUEUE.send(message(one))
  expect(await worker.reaches(one, 'delivered')).toMatchObject({ attempts: 2 })
  expect(attempted).toBeGreaterThanOrEqual(end)
})

test('what an attempt comes to counts no more once another has begun', async () => {
  const { one, end } = await underway()
  await sql.exec('UPDATE deliveries SET claim = claim + 1 WHERE event = ?', one.id)
  end(reply(500))
  await settle()
  expect(await deliveryOf(one)).toMatchObject({ state: 'pending', status: null, error: null })
})

test('redelivering leaves an attempt that is under way to itself', async () => {
  const { one, end } = await underway()
  expect((await worker.ask(`/webhooks/events/${one.id}/redeliver`, { method: 'POST' })).status).toBe(200)
  end(reply(500))
  await until('the failure', async () => (await deliveryOf(one))?.status === 500)
  expect(await deliveryOf(one)).toMatchObject({ state: 'pending', attempts: 1 })
  expect(destination.of(one)).toHaveLength(1)
})

test('a delivery to a destination that is no more is dead, and says so', async () => {
  const one = await failed()
  await sql.exec("UPDATE deliveries SET destination = 'gone' WHERE event = ?", one.id)
  await queues.WEBHOOK_QUEUE.send({ event: one.id, destination: 'gone' })
  expect((await worker.reaches(one, 'dead')).error).toBe('This destination is no longer configured.')
})

test('a message that the queue gives up ends its delivery', async () => {
  const one = await failed()
  await queues.WEBHOOK_DEAD_LETTERS.send(message(one))
  expect((await worker.reaches(one, 'dead')).error).toBe('It could not be attempted: see the log of the Worker.')
})

test('a dead letter that comes late does not change what was redelivered since', async () => {
  const one = await failed()
  await sql.exec('UPDATE deliveries SET attempts = 2, due = 0 WHERE event = ?', one.id)
  await queues.WEBHOOK_QUEUE.send(message(one))
  await worker.reaches(one, 'dead')
  expect((await worker.ask(`/webhooks/events/${one.id}/redeliver`, { method: 'POST' })).status).toBe(200)
  await until('the failure', async () => (await deliveryOf(one))?.attempts === 1)
  // The dead letter queue waits for five seconds.
  await until('the dead letter', () =>
    worker
      .lines()
      .some((line) => line.includes(one.id) && line.includes('"state":"dead"') && !line.includes('attempt')),
  )
  await settle()
  expect(await deliveryOf(one)).toMatchObject({ state: 'pending', attempts: 1, status: 500 })
})

test('a destination that answers well and without end is taken at its word', async () => {
  const one = event()
  destination.answers((_, response) => {
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    }
    response.writeHead(200).on('drain', write)
    write()
  })
  await worker.receive(one)
  expect(await worker.reaches(one, 'delivered')).toMatchObject({ attempts: 1, status: 200 })
})

test('an event of a type that nobody takes is redelivered to nobody', async () => {
  const one = event('payout.paid')
  await worker.receive(one)
  const response = await worker.ask(`/webhooks/events/${one.id}/redeliver`, { method: 'POST' })
  expect(response.status).toBe(400)
  expect((await errorOf(response)).message).toContain('no destination receives events of type payout.paid')
})

test('an event that the store fails to keep is asked for again, and then delivered', async () => {
  const one = event()
  await sql.exec('ALTER TABLE bodies RENAME TO away')
  const refused = await worker.receive(one)
  expect(refused.status).toBe(503)
  expect((await errorOf(refused)).code).toBe('unavailable')
  await sql.exec('ALTER TABLE away RENAME TO bodies')
  expect(await (await worker.receive(one)).json()).toEqual({ received: true, repeated: false })
  await worker.reaches(one, 'delivered')
  expect(destination.of(one)).toHaveLength(1)
})

// The last one: the queue has its messages to get through.
test('dead letters are redelivered 1,000 at once, and the answer says what is left', async () => {
  await sql.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
    INSERT INTO deliveries (event, destination, created, state, due) SELECT 'evt_dead_' || i, 'shop', i, 'dead', 0 FROM n`)
  const redeliver = async () =>
    (await worker.ask('/webhooks/destinations/shop/redeliver', { method: 'POST' })).json() as Promise<object>
  expect(await redeliver()).toMatchObject({ redelivered: 1_000, has_more: true })
  expect(await redeliver()).toMatchObject({ has_more: false })
})
