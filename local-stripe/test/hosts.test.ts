import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'

const CONFIG = fileURLToPath(new URL('../wrangler.toml', import.meta.url))
const server = createTestHarness({
  workers: [{ configPath: CONFIG, vars: { LOCAL_HOSTS: 'dev.example.com, my-mac.local' } }],
})
let url: URL

beforeAll(async () => {
  url = (await server.listen()).url
})
afterAll(() => server.close())

/** A request that names another host than it goes to, as the browser of a page with a rebound name does. */
function ask(host: string, path: string, method = 'GET') {
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const headers = { host, authorization: 'Bearer sk_test_local' }
    const sent = request(new URL(path, url), { method, headers }, async (response) => {
      const isJson = response.headers['content-type']?.includes('json')
      resolve({ status: response.statusCode, body: isJson ? await json(response) : undefined })
    })
    sent.on('error', reject).end()
  })
}

test.each([
  '127.0.0.1:12111',
  'localhost',
  'app.localhost',
  '[::1]:12111',
  'api.stripe.com',
  'dev.example.com:12111',
  'my-mac.local',
])('%s is served', async (host) => {
  expect((await ask(host, '/v1/products')).status).toBe(200)
})

test.each([
  'evil.example',
  'localhost.evil.example',
  'api.stripe.com.evil.example',
  'evilstripe.com',
  '192.168.1.2:12111',
  '0.0.0.0',
])('%s is 421', async (host) => {
  for (const [path, method] of [
    ['/v1/products', 'GET'],
    ['/v1/webhook_endpoints', 'POST'],
    ['/checkout/cs_test_1', 'GET'],
    ['/reset', 'POST'],
    ['/nothing', 'GET'],
  ] as const) {
    const { status, body } = await ask(host, path, method)
    expect([path, status]).toEqual([path, 421])
    expect(body).toMatchObject({ error: { type: 'invalid_request_error', code: 'misdirected_request' } })
  }
})
