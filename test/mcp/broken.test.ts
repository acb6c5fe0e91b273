import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { AGENT_KEYS, AGENTS, type Reply } from './support.ts'

// The app with an action that has a bug, and without static assets: see broken/worker.ts.
let harness: ReturnType<typeof createTestHarness>
let url: URL
beforeAll(async () => {
  harness = createTestHarness({
    workers: [
      {
        configPath: 'test/mcp/broken/wrangler.json',
        vars: { STRIPE_MODE: 'test', STRIPE_SECRET_KEY: 'sk_test_1', API_KEYS: AGENT_KEYS },
      },
    ],
  })
  url = (await harness.listen()).url
})
afterAll(() => harness.close())

async function post(path: string, body: object) {
  harness.clearLogs()
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${AGENTS.reader.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.text()
  const [line = '{}'] = harness.getLogs().flatMap(({ message }) => (message.startsWith('{') ? [message] : []))
  return { status: response.status, answer, logged: JSON.parse(line) as Record<string, unknown> }
}

async function send(method: string, params: object) {
  const { answer, ...others } = await post('/mcp', { jsonrpc: '2.0', id: 1, method, params })
  return { ...others, error: (JSON.parse(answer) as Reply).error }
}

test('a bug is an error of the server: the log says where, and nobody what', async () => {
  const { status, error, logged } = await send('tools/call', { name: 'list-products' })
  expect([status, error?.code]).toEqual([500, -32603])
  expect(error?.message).not.toContain('jane')
  expect(logged).toMatchObject({ action: 'list-products', code: 'internal', error: 'TypeError', status: 500 })
  expect(JSON.stringify(logged['stack'])).toMatch(/worker/)
  expect(JSON.stringify(logged)).not.toContain('jane')
})

const product_id = 'prod_1'

test.each([
  ['/actions/retrieve-product', { product_id }, 502],
  [
    '/mcp',
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'retrieve-product', arguments: { product_id } } },
    200,
  ],
])(
  '%s: a bug while a request is sent may have sent it: the answer says so, and the log says where',
  async (...call) => {
    const [path, body, status] = call
    const { answer, logged, ...response } = await post(path, body)
    expect(response.status).toBe(status)
    expect(answer).toContain('stripe_unavailable')
    expect(logged).toMatchObject({ action: 'retrieve-product', code: 'stripe_unavailable', error: 'TypeError' })
    expect(JSON.stringify(logged['stack'])).toMatch(/worker/)
    expect(answer + JSON.stringify(logged)).not.toContain('jane')
  },
)

test('without the list of tools the configuration is at fault', async () => {
  const { status, error, logged } = await send('tools/list', {})
  expect([status, error?.code, logged['code']]).toEqual([500, -32603, 'configuration'])
  expect(error?.message).toContain('ASSETS')
})
