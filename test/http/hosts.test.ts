import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ErrorBody, KEYS, type Script, startScript, startWorker, type Worker } from '../support/worker.ts'

/** A request that names another host than it goes to, as the browser of a page with a rebound name does. */
function ask({ url }: Pick<Script, 'url'>, host: string, path: string, method = 'GET') {
  return new Promise<{ status: number | undefined; body: unknown; requestId: unknown }>((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      { method, headers: { host, authorization: `Bearer ${KEYS.full.key}` } },
      async (response) => {
        const body = response.headers['content-type']?.includes('json') ? await json(response) : undefined
        resolve({ status: response.statusCode, body, requestId: response.headers['x-request-id'] })
      },
    )
    sent.on('error', reject).end()
  })
}

const PATHS = [
  '/actions/list-products',
  '/health',
  '/docs',
  '/actions',
  '/webhooks/events',
  '/local-stripe/v1/products',
]

describe('in local', () => {
  let worker: Worker
  beforeAll(async () => {
    worker = await startWorker({
      env: 'local',
      localStripe: true,
      vars: { STRIPE_MODE: 'test', LOCAL_HOSTS: 'dev.example.com, my-mac.local' },
      secrets: { STRIPE_WEBHOOK_SECRET: '', WEBHOOK_DESTINATIONS: '[]' },
    })
  })
  afterAll(() => worker.close())

  test.each([
    '127.0.0.1:8787',
    'localhost',
    'LOCALHOST:1',
    'app.localhost:8787',
    '[::1]:8787',
    '127.1.2.3',
    'dev.example.com',
    'my-mac.local:8787',
  ])('%s is served', async (host) => {
    for (const path of PATHS) {
      // The local Stripe takes Stripe's keys, not the Worker's.
      const expected = path.startsWith('/local-stripe') ? 401 : 200
      expect([path, (await ask(worker, host, path)).status]).toEqual([path, expected])
    }
  })

  test.each([
    'evil.example',
    'evil.example:8787',
    'localhost.evil.example',
    'localhostx',
    '127.0.0.1.evil.example',
    'x.dev.example.com',
    '192.168.1.2:8787',
    '0.0.0.0:8787',
    '[::]:8787',
  ])('%s is 421', async (host) => {
    for (const path of PATHS) {
      const { status, body, requestId } = await ask(worker, host, path)
      expect([path, status]).toEqual([path, 421])
      const { error } = body as ErrorBody
      expect([error.type, error.code]).toEqual(['invalid_request_error', 'misdirected_request'])
      expect(error.message).toContain('LOCAL_HOSTS')
      expect(error.request_id).toBe(requestId)
    }
    expect((await ask(worker, host, '/actions/create-product', 'OPTIONS')).status).toBe(421)
  })
})

test('an incomplete configuration opens no other host', async () => {
  const worker = await startWorker({
    env: 'local',
    localStripe: true,
    vars: { STRIPE_MODE: 'test', LOCAL_HOSTS: 'http://dev.example.com' },
    secrets: { STRIPE_WEBHOOK_SECRET: '', WEBHOOK_DESTINATIONS: '[]' },
  })
  expect((await ask(worker, 'dev.example.com', '/health')).status).toBe(421)
  const { status, body } = await ask(worker, 'localhost', '/health')
  expect([status, (body as ErrorBody).error.message]).toEqual([503, expect.stringContaining('LOCAL_HOSTS must be')])
  await worker.close()
})

test('other environments are routed by Cloudflare, and serve any host', async () => {
  const worker = await startScript({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } })
  expect((await ask(worker, 'stripe.example.com', '/health')).status).toBe(200)
  await worker.close()
})
