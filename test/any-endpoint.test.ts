import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import document from '../public/openapi.json' with { type: 'json' }
import { random } from './support/random.ts'
import { json } from './support/upstream.ts'
import { API_KEYS, entry, errorOf, startAtUpstream } from './support/worker.ts'

const CALL = 'call-stripe-api'
const KEYS = [
  ...JSON.parse(API_KEYS),
  entry('only', { key: 'key-only', allow: [], ...{ any_endpoint: true } }),
  entry('connected', { key: 'key-connected', allow: ['*'], ...{ connect: true, extra_params: true } }),
]

const worker = await startAtUpstream({
  vars: { ACCESS_POLICY: JSON.stringify({ public: [{ allow: ['list-products'] }] }) },
  secrets: { API_KEYS: JSON.stringify(KEYS) },
})
const { upstream } = worker
afterAll(() => worker.close())
const OBJECT = '{"id":"obj_1", "object":"thing","none":null}'
beforeEach(() => upstream.answers(json(200, OBJECT)))

async function call(input: unknown, key = 'key-full', headers: Record<string, string> = {}) {
  upstream.requests.length = 0
  const response = await worker.send(`/actions/${CALL}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }), ...headers },
    body: JSON.stringify(input),
  })
  return response
}

async function refused(input: unknown) {
  const response = await call(input)
  expect([response.status, upstream.requests.length], JSON.stringify(input)).toEqual([400, 0])
  return (await errorOf(response)).issues ?? []
}

describe('what it sends', () => {
  test.each<[Record<string, unknown>, string, [string, string][]]>([
    [{ method: 'GET', path: '/v1/tax/settings' }, 'GET /v1/tax/settings', []],
    [
      { method: 'GET', path: '/v1/disputes', params: { limit: 3, created: { gte: 1 }, expand: ['data.charge'] } },
      'GET /v1/disputes',
      [
        ['limit', '3'],
        ['created[gte]', '1'],
        ['expand[0]', 'data.charge'],
      ],
    ],
    [
      { method: 'POST', path: '/v1/tax/calculations', params: '{"currency":"usd","line_items":[{"amount":1}]}' },
      'POST /v1/tax/calculations',
      [
        ['currency', 'usd'],
        ['line_items[0][amount]', '1'],
      ],
    ],
    [
      { method: 'POST', path: '/v1/customers/cus_1', params: { name: '', email: null, 'metadata[a]': 'b' } },
      'POST /v1/customers/cus_1',
      [
        ['name', ''],
        ['email', ''],
        ['metadata[a]', 'b'],
      ],
    ],
    [
      { method: 'DELETE', path: '/v1/subscriptions/sub_1', params: { prorate: true } },
      'DELETE /v1/subscriptions/sub_1',
      [['prorate', 'true']],
    ],
    [
      { method: 'GET', path: '/v1/charges/ch_1', expand: ['customer'], params: '' },
      'GET /v1/charges/ch_1',
      [['expand[0]', 'customer']],
    ],
    [{ method: 'DELETE', path: '/v1/coupons/50 off' }, 'DELETE /v1/coupons/50%20off', []],
    [{ method: 'GET', path: "/v1/plans/a.b$c+d@e:f(g),h&i'j" }, "GET /v1/plans/a.b%24c%2Bd%40e%3Af(g)%2Ch%26i'j", []],
  ])('%j goes to Stripe as it says', async (input, request, params) => {
    const response = await call(input)
    expect([response.status, await response.text()]).toEqual([200, OBJECT])
    const [sent] = upstream.requests
    expect(`${sent?.method} ${sent?.path}`).toBe(request)
    expect(sent?.params).toEqual(params)
    expect(sent?.headers['stripe-version']).toBe('2026-10-28.endive')
    // Nothing but a POST has a key.
    expect(sent?.headers['idempotency-key'] === undefined).toBe(sent?.method !== 'POST')
    expect(response.headers.get('idempotency-key') === null).toBe(sent?.method !== 'POST')
  })

  test("goes with the caller's idempotency key and account", async () => {
    const input = { method: 'POST', path: '/v1/tax/calculations' }
    const response = await call(input, 'key-full', { 'idempotency-key': 'k_1', 'stripe-account': 'acct_1' })
    expect(response.headers.get('idempotency-key')).toBe('k_1')
    expect(upstream.requests[0]?.headers).toMatchObject({ 'idempotency-key': 'k_1', 'stripe-account': 'acct_1' })
  })
})

test("errors are Stripe's own", async () => {
  upstream.answers(
    json(404, { error: { type: 'invalid_request_error', message: 'Unrecognized request URL', param: 'x' } }),
  )
  const response = await call({ method: 'POST', path: '/v1/nothing' })
  expect([response.status, (await errorOf(response)).message]).toEqual([404, 'Unrecognized request URL'])
  upstream.answers(json(500, { error: { message: 'x' } }))
  const failed = await call({ method: 'POST', path: '/v1/tax/calculations' }, 'key-full', { 'idempotency-key': 'k_2' })
  expect([failed.status, await failed.json()]).toMatchObject([502, { error: { idempotency_key: 'k_2' } }])
})

describe('who may call it', () => {
  const input = { method: 'GET', path: '/v1/tax/settings' }

  test('a key with any_endpoint, whatever else it may do', async () => {
    expect((await call(input, 'key-only')).status).toBe(200)
    // What such a key reads through `expand`, it may read in other ways too.
    expect((await call({ ...input, expand: ['owner'] }, 'key-only')).status).toBe(200)
    for (const key of ['key-plain', 'key-reader', 'key-connected']) {
      const response = await call(input, key)
      expect([response.status, upstream.requests.length], key).toEqual([403, 0])
    }
  })

  test('nobody without a credential', async () => {
    const response = await call(input, '')
    expect([response.status, (await errorOf(response)).message, upstream.requests.length]).toEqual([
      403,
      `A caller without a credential may not run ${CALL}.`,
      0,
    ])
  })

  test('by POST only, since it may change anything', async () => {
    const response = await worker.read(CALL, 'method=GET&path=/v1/tax/settings')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(actions.find(({ name }) => name === CALL)?.effect).toBe('destructive')
  })

  test('connected accounts need their own right as ever', async () => {
    const response = await call(input, 'key-only', { 'stripe-account': 'acct_1' })
    expect([response.status, upstream.requests.length]).toEqual([403, 0])
  })
})

describe('paths that are none', () => {
  const ends = ['/', '//', '/cus_1/', '//cus_1', '/cus_1//sources', '/./cus_1', '/../charges', '/..', '/.', '/cus_1/..']
  const encoded = ['/%2e%2e/charges', '/%2E%2E', '/..%2fcharges', '/a%2Fb', '/a%5cb', '/%252e%252e', '/a%00', '/%']
  const other = [
    '\\..\\charges',
    '/a\\b',
    '/..\\charges',
    '?limit=1',
    '/cus_1?expand[]=x',
    '/cus_1#x',
    '/a;b',
    '/a=b',
    '/a*b',
  ]
  const spaces = [
    '/ cus_1',
    '/cus_1 ',
    '/a\nb',
    '/a\tb',
    '/a\r\nHost: x',
    '/a\0b',
    '/\u2028',
    '/．．/charges',
    '/‥',
    '/ｃus',
    '/é',
  ]
  const words = ['/search', '/preview', '/create_preview', '/upcoming']
  const long = [`/${'x'.repeat(256)}`, `${'/a'.repeat(10)}`]

  test.each([...ends, ...encoded, ...other, ...spaces, ...words, ...long])(
    '/v1/customers%j is refused',
    async (end) => {
      for (const method of ['GET', 'POST', 'DELETE']) {
        expect(await refused({ method, path: `/v1/customers${end}` })).toEqual([
          { param: 'path', message: expect.stringMatching(/^must be a path such as \/v1\//) },
        ])
      }
    },
  )

  test.each([
    'v1/customers',
    'customers',
    '/customers',
    '/v1',
    '/v1/',
    '/v2/core/accounts',
    '/V1/customers',
    '//v1/customers',
    '/./v1/customers',
    '/v1/../v2/core/accounts',
    ' /v1/customers',
    '\t/v1/customers',
    'https://example.com/v1/customers',
    '//example.com/v1/customers',
    '@example.com/v1/customers',
    '.example.com/v1/customers',
    ':8080/v1/customers',
    '/v1@example.com/customers',
    '\\v1\\customers',
  ])('%j is refused', async (path) => {
    expect(await refused({ method: 'GET', path })).toMatchObject([{ param: 'path' }])
  })

  test('no path leads to another place than it says', async () => {
    const alphabet = [..."aZ09_-. $+@:(),&'", '..', '...', '%', '/', '\\', '?', '#', ';', '\n']
    const chance = random(7)
    let accepted = 0
    for (let run = 0; run < 400; run += 1) {
      const path = `/v1/${Array.from({ length: 1 + chance.below(6) }, () => chance.among(alphabet)).join('')}`
      const response = await call({ method: 'GET', path })
      if (response.status !== 200) {
        expect([response.status, upstream.requests.length], path).toEqual([400, 0])
        continue
      }
      accepted += 1
      const [sent] = upstream.requests
      expect(decodeURIComponent(sent?.path ?? ''), path).toBe(path)
      expect([sent?.path.split('/').length, sent?.params], path).toEqual([path.split('/').length, []])
    }
    expect(accepted).toBeGreaterThan(50)
  })
})

test('other inputs are held to what they say', async () => {
  const path = '/v1/tax/settings'
  for (const method of ['PUT', 'PATCH', 'get', 'HEAD', 'OPTIONS', 'POST\r\nx: y', '__proto__']) {
    expect(await refused({ method, path })).toEqual([{ param: 'method', message: 'must be one of GET, POST, DELETE' }])
  }
  for (const params of ['x', [1], 7, true]) {
    expect(await refused({ method: 'GET', path, params })).toMatchObject([{ param: 'params' }])
  }
  expect(await refused({ method: 'GET', path, extra_params: { a: 1 } })).toMatchObject([{ param: 'extra_params' }])
  expect(await refused({ method: 'GET', path, all: true })).toMatchObject([{ param: 'all' }])
  expect(await refused({ method: 'GET', path, query: 'x' })).toMatchObject([{ param: 'query' }])
  for (const params of [{ expand: ['a'] }, { 'expand[]': 'a' }, '{"expand":["a"]}']) {
    expect(await refused({ method: 'GET', path, expand: ['b'], params })).toEqual([
      { param: 'expand', message: 'cannot be combined with params.expand' },
    ])
  }
  for (const [params, param] of [
    [{ ']': 1 }, 'params'],
    [{ a: { 'b][c': 1 } }, 'params.a'],
    [{ a: { '': 1 } }, 'params.a'],
    [{ a: '\ud800' }, 'params.a'],
  ]) {
    expect(await refused({ method: 'POST', path, params })).toMatchObject([{ param }])
  }
  expect(await refused({ method: 'GET', path, params: { a: 'x'.repeat(9_000) } })).toEqual([
    { param: 'params', message: 'is too long: the inputs must fit a URL of 8192 characters' },
  ])
  expect((await call({ method: 'POST', path, params: { a: 'x'.repeat(9_000) } })).status).toBe(200)
})

test('names that would end a parameter stay names', async () => {
  await call({ method: 'GET', path: '/v1/tax/settings', params: { 'a&b=c': 'd&e=f', 'g#h': 'i?j' } })
  expect(upstream.requests[0]?.params).toEqual([
    ['a&b=c', 'd&e=f'],
    ['g#h', 'i?j'],
  ])
})

test('its documents promise any object', () => {
  const { responses } = document.paths[`/actions/${CALL}`].post
  expect(responses[200].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/StripeObject' })
})
