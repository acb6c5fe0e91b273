import { afterAll, expect, test } from 'vitest'
import { event, now, OUTWARD, startDestination, startWebhooks } from './support.ts'

const destination = await startDestination()
const worker = await startWebhooks({
  destinations: [{ name: 'ordered', url: destination.url, types: ['*'], secret: OUTWARD, ordered: true }],
})

afterAll(async () => {
  await worker.close()
  await destination.close()
})

// Each waits for the one before it, and none for more than five seconds.
test.each(['sub_a', 'sub_b', 'sub_c'])(
  'four events of %s that come the wrong way round go out in order',
  async (id) => {
    const at = now()
    const typed = (change: string, created = at) =>
      event(`customer.subscription.${change}`, { id, object: 'subscription' }, { created })
    const all = [typed('deleted'), typed('updated'), typed('created'), typed('updated', at - 5)]
    await Promise.all(all.map((one) => worker.receive(one)))
    await Promise.all(all.map((one) => worker.reaches(one, 'delivered')))
    expect(
      destination.got.filter(({ body }) => body.event.data.object['id'] === id).map(({ body }) => body.event.id),
    ).toEqual(all.map(({ id }) => id).reverse())
  },
)
