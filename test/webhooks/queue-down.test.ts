import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { API_KEYS, errorOf } from '../support/worker.ts'
import { event, OUTWARD, SECRET, signature, startDestination, until } from './support.ts'

// The real Worker, whose store meets a queue that fails until it recovers: see queue-down/worker.ts.
let destination: Awaited<ReturnType<typeof startDestination>>
let harness: ReturnType<typeof createTestHarness>
let url: URL

beforeAll(async () => {
  destination = await startDestination()
  const destinations = [{ name: 'all', url: destination.url, types: ['*'], secret: OUTWARD }]
  harness = createTestHarness({
    workers: [
      {
        configPath: 'test/webhooks/queue-down/wrangler.json',
        vars: {
          STRIPE_MODE: 'test',
          STRIPE_SECRET_KEY: 'sk_test_1',
          API_KEYS,
          STRIPE_WEBHOOK_SECRET: SECRET,
          WEBHOOK_DESTINATIONS: JSON.stringify(destinations),
        },
      },
    ],
  })
  url = (await harness.listen()).url
})

afterAll(async () => {
  await harness.close()
  await destination.close()
})

test('an event that comes while the queue is down is refused with 503, and delivered once when Stripe repeats it', async () => {
  const one = event()
  const body = JSON.stringify(one)
  const send = () =>
    fetch(new URL('/webhooks/stripe', url), { method: 'POST', headers: { 'stripe-signature': signature(body) }, body })
  for (let time = 0; time < 2; time += 1) {
    const refused = await send()
    const { code } = await errorOf(refused)
    expect([refused.status, code]).toEqual([503, 'unavailable'])
    expect(refused.headers.get('retry-after')).toBe('60')
  }
  expect(destination.got).toEqual([])
  await fetch(new URL('/recover', url))
  const taken = await send()
  expect([taken.status, await taken.json()]).toEqual([200, { received: true, repeated: false }])
  await until('the delivery', () => destination.got.length > 0)
  expect(await (await send()).json()).toEqual({ received: true, repeated: true })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(destination.of(one)).toHaveLength(1)
})
