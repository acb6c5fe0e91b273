import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { Agent, fetch as send } from 'undici'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { serve } from '../support/loopback.ts'
import { API_KEYS } from '../support/worker.ts'
import { type Event, event, OUTWARD, SECRET, signature, until } from './support.ts'

/*
 * The script as it is deployed, in Miniflare with its queue and its store on disk. The test harness would put a proxy in
 * front of it and take its destination's calls through Node, which is what would be measured then.
 */

/** Events that are sent, of which every tenth call of a destination fails and every twentieth event is sent twice. */
const EVENTS = 10_000
const AT_ONCE = 32
/** Events that must be taken in a second; two cores take several hundred. */
const FLOOR = 100

const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-load-'))
let destination: Awaited<ReturnType<typeof serve>>
let miniflare: Miniflare
let base: URL
let calls = 0
let failures = 0
const arrived = new Map<string, number>()

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    calls += 1
    if (calls % 10 === 0) {
      failures += 1
      response.writeHead(500).end()
      return
    }
    const id = String(request.headers['webhook-id'])
    arrived.set(id, (arrived.get(id) ?? 0) + 1)
    response.end()
  })
})

beforeAll(async () => {
  destination = await serve(server)
  const bundle = inject('bundles').worker
  const queue = 'stripe-actions-webhooks-staging'
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      scriptPath: join(bundle, 'index.js'),
      modulesRoot: bundle,
      compatibilityDate: '2026-11-17',
      compatibilityFlags: ['nodejs_als'],
      bindings: {
        STRIPE_MODE: 'test',
        STRIPE_SECRET_KEY: 'sk_test_1',
        API_KEYS,
        STRIPE_WEBHOOK_SECRET: SECRET,
        WEBHOOK_DESTINATIONS: JSON.stringify([{ name: 'all', url: destination.url, types: ['*'], secret: OUTWARD }]),
        WEBHOOK_RETRY_DELAYS: '1,1,1,1,1,1,1,1,1,1',
      },
      durableObjects: { WEBHOOKS: { className: 'WebhookStore', useSQLite: true } },
      durableObjectsPersist: join(folder, 'objects'),
      queueProducers: { WEBHOOK_QUEUE: queue },
      queueConsumers: { [queue]: { maxBatchSize: 10, maxBatchTimeout: 0, maxRetries: 100 } },
      // Printing them would be most of the work.
      handleStructuredLogs() {},
    }),
  )
  base = await miniflare.ready
})

afterAll(async () => {
  await miniflare.dispose()
  await destination.close()
  rmSync(folder, { recursive: true, force: true })
})

test('10,000 events with failures and repeats: each arrives exactly once', async () => {
  const dispatcher = new Agent({ connections: AT_ONCE })
  const events: Event[] = Array.from({ length: EVENTS }, (_, index) => event('invoice.paid', { index }))
  const queue = events.flatMap((one, index) => (index % 20 === 0 ? [one, one] : [one]))
  const statuses: Record<number, number> = {}
  let repeated = 0
  const times: number[] = []
  const target = new URL('/webhooks/stripe', base)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const body = JSON.stringify(one)
        const headers = { 'stripe-signature': signature(body) }
        const began = performance.now()
        const response = await send(target, { method: 'POST', headers, body, dispatcher })
        const answer = (await response.json()) as { repeated?: boolean }
        times.push(performance.now() - began)
        statuses[response.status] = (statuses[response.status] ?? 0) + 1
        if (answer.repeated) repeated += 1
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const rate = (EVENTS * 1.05) / seconds
  await until('every event arrives', () => arrived.size === EVENTS, 400)
  const all = (performance.now() - started) / 1000
  // What a second delivery would need to arrive.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  const twice = [...arrived.values()].filter((count) => count > 1).length
  const lost = events.filter(({ id }) => !arrived.has(id)).length
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0)
  console.log(
    `events ${EVENTS}, sent ${EVENTS * 1.05}, statuses ${JSON.stringify(statuses)}, known ${repeated}; ` +
      `taken ${Math.round(rate)}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ` +
      `calls ${calls}, failed ${failures}, arrived ${arrived.size}, twice ${twice}, lost ${lost}, all after ${Math.round(all)} s`,
  )
  expect(statuses).toEqual({ 200: EVENTS * 1.05 })
  expect([arrived.size, twice, lost]).toEqual([EVENTS, 0, 0])
  expect(calls).toBe(EVENTS + failures)
  expect(rate).toBeGreaterThan(FLOOR)
})
