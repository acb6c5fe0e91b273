import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json, startUpstream, type Upstream } from './support/upstream.ts'
import { entry, errorOf, KEYS, type Script, startScript, startWorker } from './support/worker.ts'

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

describe('credentials', () => {
  let worker: Script
  beforeAll(async () => {
    worker = await startScript({ vars: { STRIPE_API_BASE_URL: upstream.url } })
  })
  afterAll(() => worker.close())

  test.each([
    ['none', {}],
    ['an unknown key', { authorization: 'Bearer key-fulls' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${KEYS.full.key}` }],
    ['the hash in place of the key', { authorization: `Bearer ${entry('x', KEYS.full).sha256}` }],
    ['two keys', { authorization: `Bearer ${KEYS.full.key} ${KEYS.plain.key}` }],
    ['a key in another header', { 'x-api-key': KEYS.full.key }],
  ])('%s is 401', async (_, headers) => {
    upstream.answers(json(200, { object: 'x' }))
    for (const path of ['/actions/list-products', '/actions/no-such-action']) {
      const response = await worker.send(path, { headers })
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      const { code, type } = await errorOf(response)
      expect([code, type]).toEqual(['unauthenticated', 'authentication_error'])
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('the scheme is read in any case', async () => {
    const response = await worker.send('/actions/list-products', {
      headers: { authorization: `bearer  ${KEYS.full.key}` },
    })
    expect(response.status).toBe(200)
  })

  test('a key runs what its entry allows and nothing else', async () => {
    expect((await worker.call('create-product', { name: 'A' }, { key: 'single' })).status).toBe(200)
    expect((await worker.call('list-products', {}, { key: 'single' })).status).toBe(403)
    expect((await worker.call('list-products', {}, { key: 'reader' })).status).toBe(200)
  })

  test('a key that is known by now opens nothing for those that resemble it', async () => {
    const { key } = KEYS.full
    const status = async (bearer: string) =>
      (await worker.send('/actions/list-products', { headers: { authorization: `Bearer ${bearer}` } })).status
    const others = [`${key.slice(0, -1)}_`, `_${key.slice(1)}`, key.slice(0, -1), `${key}_`, key.toUpperCase()]
    for (const bearer of [key, KEYS.reader.key, ...others, key]) {
      expect([bearer, await status(bearer)]).toEqual([bearer, others.includes(bearer) ? 401 : 200])
    }
    expect((await worker.call('create-product', { name: 'A' }, { key: 'reader' })).status).toBe(403)
  })

  test('connected accounts and further parameters need their own right', async () => {
    upstream.answers(json(200, { id: 'x', object: 'x' }))
    const account = await worker.call('list-products', {}, { key: 'plain', headers: { 'stripe-account': 'acct_1' } })
    const extra = await worker.call(
      'create-product',
      { name: 'A', extra_params: { preview_feature: true } },
      { key: 'plain' },
    )
    for (const [response, param] of [
      [account, 'Stripe-Account'],
      [extra, 'extra_params'],
    ] as const) {
      const error = await errorOf(response)
      expect([response.status, error.code, error.param]).toEqual([403, 'forbidden', param])
    }
    expect(upstream.requests).toHaveLength(0)
    expect((await worker.call('list-products', { extra_params: '' }, { key: 'plain' })).status).toBe(200)
  })

  test('a log line tells of each request what it needs to, and nothing secret', async () => {
    upstream.answers(json(200, { id: 'cus_1', object: 'customer', email: 'answer@example.com' }))
    const lines = await worker.linesOf(async () => {
      const headers = { 'x-request-id': 'r1', 'idempotency-key': 'idem-1' }
      await worker.call('create-customer', { email: 'asked@example.com', name: 'Jane' }, { headers })
      await worker.read('list-customers', 'email=queried@example.com')
      const bad = { email: 'bad', metadata: { secret: {} } }
      await worker.call('create-customer', bad, { headers: { 'x-request-id': 'r3' } })
      await worker.send('/who@example.com?key=query', { headers: { authorization: 'Bearer wrong-key' } })
    })
    expect(lines[0]).toEqual({
      request_id: 'r1',
      method: 'POST',
      action: 'create-customer',
      caller: 'full',
      status: 200,
      stripe_request_id: 'req_upstream',
      total_ms: expect.any(Number),
      stripe_ms: expect.any(Number),
      attempts: 1,
    })
    expect(lines).toMatchObject([
      { action: 'create-customer', status: 200 },
      { action: 'list-customers', status: 200 },
      { action: 'create-customer', status: 400, code: 'invalid_input', attempts: 0 },
      { status: 404, code: 'not_found' },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/example\.com|Jane|key-full|sk_test|wrong-key|query|idem-1|secret/)
  })
})

describe('origins', () => {
  let worker: Script
  beforeAll(async () => {
    const ALLOWED_ORIGINS = 'https://app.example.com, https://*.weweb-preview.io,http://localhost:3000'
    worker = await startScript({ vars: { STRIPE_API_BASE_URL: upstream.url, ALLOWED_ORIGINS } })
  })
  afterAll(() => worker.close())

  const corsHeaders = ({ headers }: Response) => [...headers].filter(([name]) => name.startsWith('access-control-'))

  test.each(['https://app.example.com', 'https://a1-b2.weweb-preview.io', 'http://localhost:3000'])(
    '%s may call',
    async (origin) => {
      const preflight = await worker.send('/actions/create-product', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      })
      expect(preflight.status).toBe(204)
      expect(Object.fromEntries(corsHeaders(preflight))).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET,HEAD,POST',
        'access-control-allow-headers': 'Authorization,Content-Type,Idempotency-Key,Stripe-Account,X-Request-Id',
        'access-control-max-age': '7200',
      })
      upstream.answers(json(200, { id: 'x', object: 'x' }))
      for (const [key, status] of [
        [KEYS.full.key, 200],
        ['wrong', 401],
      ] as const) {
        const headers = { origin, authorization: `Bearer ${key}` }
        const response = await worker.send('/actions/list-products', { headers })
        expect(response.status).toBe(status)
        expect(response.headers.get('access-control-allow-origin')).toBe(origin)
        expect(response.headers.get('access-control-expose-headers')).toContain('Stripe-Request-Id')
        expect(response.headers.get('vary')).toContain('Origin')
        expect(response.headers.get('x-request-id')).toBeTruthy()
      }
    },
  )

  test.each([
    'https://app.example.com.evil.example',
    'https://evil.example/https://app.example.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'https://weweb-preview.io',
    'https://a.b.weweb-preview.io',
    'https://evilweweb-preview.io',
    'https://*.weweb-preview.io',
    'http://a.weweb-preview.io',
    'null',
  ])('%s gets no CORS headers', async (origin) => {
    for (const method of ['OPTIONS', 'POST']) {
      const headers = { origin, authorization: `Bearer ${KEYS.full.key}` }
      expect(corsHeaders(await worker.send('/actions/list-products', { method, headers }))).toEqual([])
    }
  })

  test('without a list, no origin may call, and OPTIONS needs no credential anywhere', async () => {
    const closed = await startScript({ vars: { STRIPE_API_BASE_URL: upstream.url } })
    for (const path of ['/actions/create-product', '/health', '/nowhere']) {
      const response = await closed.send(path, { method: 'OPTIONS', headers: { origin: 'https://app.example.com' } })
      expect([response.status, corsHeaders(response)]).toEqual([204, []])
    }
    await closed.close()
  })
})

describe('configuration', () => {
  const base = { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' }

  test.each<[string, Parameters<typeof startScript>[0], string, string[]]>([
    ['no key of Stripe', { vars: base, secrets: { STRIPE_SECRET_KEY: '' } }, 'STRIPE_SECRET_KEY', []],
    ['no API_KEYS', { vars: base, secrets: { API_KEYS: '' } }, 'API_KEYS', []],
    ['API_KEYS that are no JSON', { vars: base, secrets: { API_KEYS: '[{secret' } }, 'API_KEYS', ['[{secret']],
    [
      'an entry without a hash',
      { vars: base, secrets: { API_KEYS: '[{"name":"x","sha256":"plainkey","allow":["*"]}]' } },
      'API_KEYS',
      ['plainkey'],
    ],
    [
      'a publishable key',
      { vars: base, secrets: { STRIPE_SECRET_KEY: 'pk_test_1' } },
      'STRIPE_SECRET_KEY',
      ['pk_test_1'],
    ],
    [
      'a live key in test mode',
      { vars: base, secrets: { STRIPE_SECRET_KEY: 'sk_live_1' } },
      'STRIPE_SECRET_KEY',
      ['sk_live_1'],
    ],
    [
      'a restricted live key in test mode',
      { vars: base, secrets: { STRIPE_SECRET_KEY: 'rk_live_1' } },
      'STRIPE_SECRET_KEY',
      [],
    ],
    [
      'a test key in live mode',
      { env: 'production', vars: base, secrets: { STRIPE_SECRET_KEY: 'sk_test_1' } },
      'STRIPE_SECRET_KEY',
      ['sk_test_1'],
    ],
    ['another mode', { vars: { ...base, STRIPE_MODE: 'Live' } }, 'STRIPE_MODE', []],
    [
      'plain http to another host',
      { vars: { STRIPE_API_BASE_URL: 'http://10.0.0.1' } },
      'STRIPE_API_BASE_URL',
      ['10.0.0.1'],
    ],
    [
      'a base that only looks local',
      { vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1.example.com' } },
      'STRIPE_API_BASE_URL',
      [],
    ],
    ['a base with a path', { vars: { STRIPE_API_BASE_URL: 'https://example.com/v1' } }, 'STRIPE_API_BASE_URL', []],
    ['every origin at once', { vars: { ...base, ALLOWED_ORIGINS: '*' } }, 'ALLOWED_ORIGINS', []],
    ['an origin with a path', { vars: { ...base, ALLOWED_ORIGINS: 'https://a.example/x' } }, 'ALLOWED_ORIGINS', []],
    ['a base that is no URL', { vars: { STRIPE_API_BASE_URL: 'example.com' } }, 'STRIPE_API_BASE_URL', []],
  ])('%s is 500 for every action, and 503 at /health', async (_, options, binding, values) => {
    const worker = await startScript(options)
    const called = await worker.call('list-products')
    const health = await worker.send('/health')
    const [error, state] = [await errorOf(called), await errorOf(health)]
    await worker.close()
    expect([called.status, health.status]).toEqual([500, 503])
    for (const one of [error, state]) {
      expect(one.code).toBe('configuration')
      expect(one.message).toContain(binding)
      expect(one.issues?.map(({ param }) => param)).toEqual([binding])
      for (const value of values) expect(JSON.stringify(one)).not.toContain(value)
    }
  })

  test('a complete one is healthy, without a credential or a call', async () => {
    upstream.answers(json(200, {}))
    const worker = await startScript({ env: 'production', vars: { STRIPE_API_BASE_URL: upstream.url } })
    const response = await worker.send('/health')
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', mode: 'live' }])
    await worker.close()
    expect(upstream.requests).toHaveLength(0)
  })

  test('an empty list of keys lets nobody in', async () => {
    const worker = await startScript({ vars: base, secrets: { API_KEYS: '[]' } })
    expect((await worker.call('list-products')).status).toBe(401)
    expect((await worker.send('/health')).status).toBe(503)
    await worker.close()
  })

  test('the demo key of .dev.vars.example works only in local', async () => {
    const { readFileSync } = await import('node:fs')
    const API_KEYS = /^API_KEYS='(.*)'$/m.exec(readFileSync('.dev.vars.example', 'utf8'))?.[1] ?? ''
    const headers = { authorization: 'Bearer demo_key_for_local_use_only' }
    const options = { vars: { STRIPE_API_BASE_URL: upstream.url }, secrets: { API_KEYS } }
    upstream.answers(json(200, { id: 'x', object: 'x' }))
    for (const [env, status] of [
      ['local', 200],
      ['staging', 401],
      ['production', 401],
    ] as const) {
      const worker = await (env === 'local'
        ? startWorker({ env, ...options, localStripe: true })
        : startScript({ env, ...options }))
      const response = await worker.send('/actions/list-products', { headers })
      const health = await worker.send('/health')
      await worker.close()
      expect([response.status, health.status]).toEqual([status, status === 200 ? 200 : 503])
    }
  })
})
