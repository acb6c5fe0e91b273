import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { API_KEYS, errorOf } from '../support/worker.ts'
import { event, OUTWARD, SECRET, signature, startDestination, until } from './support.ts'

/*
 * The real Worker, whose store meets a queue that fails while its event says so. It is the queue alone that is another:
 * it takes the place of the binding, as the Worker sees it.
 */
const ENTRY = 'src/queue-down.test-entry.ts'
const CONFIG = 'queue-down.test-wrangler.json'
let destination: Awaited<ReturnType<typeof startDestination>>
let harness: ReturnType<typeof createTestHarness>
let url: URL

beforeAll(async () => {
  destination = await startDestination()
  writeFileSync(
    ENTRY,
    `
    import worker, { WebhookStore as Store } from './index.ts'
    let down = true
    export class WebhookStore extends Store {
      constructor(context, env) {
        const queue = { sendBatch: (batch) => down ? Promise.reject(new Error('Queue is down')) : env.WEBHOOK_QUEUE.sendBatch(batch) }
        super(context, { ...env, WEBHOOK_QUEUE: queue })
      }
    }
    export default {
      ...worker,
      fetch(request, ...others) {
        if (new URL(request.url).pathname !== '/mend') return worker.fetch(request, ...others)
        down = false
        return new Response()
      },
    }`,
  )
  const queue = 'webhooks-test'
  writeFileSync(
    CONFIG,
    JSON.stringify({
      name: 'queue-down',
      main: ENTRY,
      compatibility_date: '2026-11-17',
      vars: {
        STRIPE_MODE: 'test',
        STRIPE_SECRET_KEY: 'sk_test_1',
        API_KEYS,
        STRIPE_WEBHOOK_SECRET: SECRET,
        WEBHOOK_DESTINATIONS: JSON.stringify([{ name: 'all', url: destination.url, types: ['*'], secret: OUTWARD }]),
      },
      durable_objects: { bindings: [{ name: 'WEBHOOKS', class_name: 'WebhookStore' }] },
      migrations: [{ tag: 'v1', new_sqlite_classes: ['WebhookStore'] }],
      queues: { producers: [{ binding: 'WEBHOOK_QUEUE', queue }], consumers: [{ queue, max_batch_timeout: 0 }] },
    }),
  )
  harness = createTestHarness({ workers: [{ configPath: CONFIG }] })
  url = (await harness.listen()).url
})

afterAll(async () => {
  await harness.close()
  await destination.close()
  for (const path of [ENTRY, CONFIG]) rmSync(path, { force: true })
})

test('an event that comes while the queue is down is refused with 503, and delivered once when Stripe repeats it', async () => {
  const one = event()
  const body = JSON.stringify(one)
  const send = () =>
    fetch(new URL('/webhooks/stripe', url), { method: 'POST', headers: { 'stripe-signature': signature(body) }, body })
  for (let time = 0; time < 2; time += 1) {
    const refused = await send()
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect((await errorOf(refused)).code).toBe('unavailable')
  }
  expect(destination.got).toEqual([])
  await fetch(new URL('/mend', url))
  const taken = await send()
  expect([taken.status, await taken.json()]).toEqual([200, { received: true, repeated: false }])
  await until('the delivery', () => destination.got.length > 0)
  expect(await (await send()).json()).toEqual({ received: true, repeated: true })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(destination.of(one)).toHaveLength(1)
})
