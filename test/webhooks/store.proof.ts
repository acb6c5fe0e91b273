import { afterAll, expect, test } from 'vitest'
import { event, OUTWARD, startDestination, startWebhooks, until } from './support.ts'

const destination = await startDestination()
const worker = await startWebhooks({
  destinations: [{ name: 'shop', url: destination.url, types: ['invoice.*'], secret: OUTWARD }],
})

afterAll(async () => {
  await worker.close()
  await destination.close()
})

test('an event is forgotten after 30 days, with all that was kept of it', async () => {
  const sql = await worker.harness.getWorker().getDurableObjectStorage('WEBHOOKS', { name: 'events' })
  const one = event()
  await worker.receive(one)
  await worker.reaches(one, 'delivered')
  await sql.exec('UPDATE events SET received = ? WHERE id = ?', Date.now() - 30 * 24 * 60 * 60 * 1_000, one.id)
  const kept = () =>
    sql.exec(
      'SELECT id FROM events WHERE id = ?1 UNION ALL SELECT event FROM bodies WHERE event = ?1 UNION ALL SELECT event FROM deliveries WHERE event = ?1',
      one.id,
    )
  expect(await kept()).toHaveLength(3)
  // The alarm comes a minute after the first event.
  await until('the alarm', async () => (await kept()).length < 3, 150)
  expect(await kept()).toEqual([])
})
