import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, json, startUpstream, type Upstream } from './support/upstream.ts'
import { errorOf, startWorker, type Worker } from './support/worker.ts'

/* The time budgets as they are deployed; test/errors.test.ts has shorter ones. */
const STUCK: Record<string, Answer> = {
  'never answers': () => {},
  'stalls amid the body': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"id":')
  },
}

/** A Worker with an upstream to itself. */
async function start(answer: Answer): Promise<{ worker: Worker; upstream: Upstream }> {
  const upstream = await startUpstream()
  upstream.answers(answer)
  return { upstream, worker: await startWorker({ vars: { STRIPE_API_BASE_URL: upstream.url } }) }
}

/** Creates a product, and says what came of it in how many seconds. */
async function create(worker: Worker) {
  const started = performance.now()
  const response = await worker.call('create-product', { name: 'A' })
  return { response, seconds: (performance.now() - started) / 1_000 }
}

describe.each(Object.entries(STUCK))('an upstream that %s', (_, answer) => {
  let started: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    started = await start(answer)
  })
  afterAll(() => Promise.all([started.worker.close(), started.upstream.close()]))

  test('is 504 after three attempts and 25 seconds', async () => {
    const { response, seconds } = await create(started.worker)
    expect([response.status, (await errorOf(response)).code]).toEqual([504, 'stripe_timeout'])
    expect(seconds).toBeGreaterThan(24.5)
    expect(seconds).toBeLessThan(30)
    expect(started.upstream.requests).toHaveLength(3)
  })
})

test('a slow attempt is repeated after 10 seconds', async () => {
  let first = true
  const { worker, upstream } = await start((request, response) => {
    if (!first) json(200, { id: 'prod_1', object: 'product' })(request, response)
    first = false
  })
  const { response, seconds } = await create(worker)
  await Promise.all([worker.close(), upstream.close()])
  expect(response.status).toBe(200)
  expect(seconds).toBeGreaterThan(9.9)
  expect(seconds).toBeLessThan(20)
})
