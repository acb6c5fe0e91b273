import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Leaks } from './support/leaks.ts'
import { type Answer, json, startUpstream, type Upstream } from './support/upstream.ts'
import { WIRE, wireOf } from './support/wire.ts'
import { entry, errorOf, type Script, startScript, startWorker } from './support/worker.ts'

/*
 * Every test's Worker is searched for the secrets that it holds and is sent (support/worker.ts). Here are the ways in
 * which one could come out that other tests do not take, and data of people's beside them.
 */
const SECRET_KEY = 'sk_test_MarkedSecretKey0123456789'
const WEBHOOK_SECRET = 'whsec_MarkedWebhookSecret0123456789'
const KEY = 'sact_MarkedCallersKey0123456789'
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.TWFya2VkU2lnbmF0dXJl'
const PERSON = { email: 'marked.person@example.com', card: '4242424242424242', phone: '+4915112345678' }

const secrets = {
  STRIPE_SECRET_KEY: SECRET_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  API_KEYS: JSON.stringify([entry('backend', { key: KEY, allow: ['*'] })]),
}

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

const post = (worker: Pick<Script, 'send'>, action: string, input: unknown, bearer = KEY) =>
  worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'cf-connecting-ip': action,
      'content-type': 'application/json',
      'idempotency-key': 'order-6735',
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  })

const refusal = (message: string) => ({
  error: { type: 'invalid_request_error', code: SECRET_KEY, param: SECRET_KEY, message },
})

describe('a Worker that is set up', () => {
  let worker: Script
  beforeAll(async () => {
    worker = await startScript({ vars: { STRIPE_API_BASE_URL: upstream.url }, secrets })
    for (const marked of [KEY, TOKEN, ...Object.values(PERSON)]) worker.leaks.mark(marked)
  })
  // Which searches its log.
  afterAll(() => worker.close())

  test.each(Object.keys(WIRE))('%s tells nothing of what it holds or is sent', async (action) => {
    const { input } = wireOf(action)
    const isList = action.startsWith('list-')
    upstream.answers(json(200, isList ? { object: 'list', data: [], has_more: false } : { id: 'x', object: 'x' }))
    const marked = Object.keys(input).map((name) => ({ ...input, [name]: { of: PERSON } }))
    const refused = [...marked, { ...input, extra_params: PERSON }, JSON.stringify(PERSON).slice(0, -1)]
    await Promise.all([input, ...refused].map((given) => post(worker, action, given)))
    expect((await post(worker, action, input, TOKEN)).status).toBe(401)
    await worker.send(`/actions/${action}?email=${PERSON.email}&limit=${PERSON.card}`, {
      headers: { authorization: `Bearer ${KEY}` },
    })
    for (const answer of [
      json(400, refusal(`No such key: ${SECRET_KEY}`)),
      json(401, refusal(`Invalid API Key provided: ${SECRET_KEY}`)),
      json(402, refusal(`Declined: ${SECRET_KEY}`)),
      json(404, refusal(SECRET_KEY)),
      json(429, refusal(SECRET_KEY)),
      json(200, `<html>${SECRET_KEY}${PERSON.email}`),
      json(302, SECRET_KEY, { location: `${upstream.url}/${SECRET_KEY}` }),
    ] satisfies Answer[]) {
      upstream.answers(answer)
      const response = await post(worker, action, input)
      expect(response.status).not.toBe(500)
    }
  })

  test("Stripe's words reach the caller, but not the log, and without our key", async () => {
    const quoted = 'quoted@example.com'
    upstream.answers(json(400, { error: { type: 'x', message: `No such customer: ${quoted}, by ${SECRET_KEY}` } }))
    const { message } = await errorOf(await post(worker, 'create-product', { name: 'A' }))
    expect(message).toBe(`No such customer: ${quoted}, by (the secret key)`)
    worker.leaks.mark(quoted)
  })

  test('paths and headers are not logged', async () => {
    for (const path of [`/${PERSON.email}`, `/actions/${TOKEN}?token=${TOKEN}`, `/docs?email=${PERSON.email}`]) {
      const response = await worker.send(path, {
        headers: { 'x-request-id': PERSON.email, 'stripe-account': PERSON.card, origin: `https://${TOKEN}` },
      })
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    }
    await expect.poll(() => worker.lines().length).toBeGreaterThan(38)
  })
})

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['a key of the other mode', { ...secrets, STRIPE_SECRET_KEY: SECRET_KEY.replace('test', 'live') }, {}],
  ['what is no key', { ...secrets, STRIPE_SECRET_KEY: KEY }, {}],
  ['API_KEYS that are cut', { ...secrets, API_KEYS: secrets.API_KEYS.slice(0, -1) }, {}],
  ['API_KEYS that hold keys', { ...secrets, API_KEYS: JSON.stringify([{ name: KEY, sha256: KEY, allow: [KEY] }]) }, {}],
  ['a base with a password', secrets, { STRIPE_API_BASE_URL: `https://${KEY}:${KEY}@example.com` }],
  ['origins that are none', secrets, { ALLOWED_ORIGINS: `https://${KEY}.example.com/${KEY}` }],
])('%s is named, never shown', async (_, held, vars) => {
  const worker = await startScript({ vars, secrets: held })
  worker.leaks.mark(KEY)
  expect((await worker.send('/health')).status).toBe(503)
  const response = await post(worker, 'create-product', { name: 'A' })
  expect([response.status, (await errorOf(response)).code]).toEqual([500, 'configuration'])
  await worker.close()
})

describe('headers of answers', () => {
  test.each([
    ['staging', null],
    ['production', 'max-age=31536000'],
  ] as const)('in %s', async (env, hsts) => {
    const worker = await startWorker({ env })
    for (const [path, type] of [
      ['/health', 'application/json'],
      ['/actions', 'application/json'],
      ['/openapi.json', 'application/json'],
      ['/docs', 'text/html'],
      ['/nothing', 'text/html'],
      ['/nothing', 'application/json'],
      ['/actions/list-products', 'application/json'],
    ] as const) {
      const { headers } = await worker.send(path, { headers: { accept: type } })
      expect([path, headers.get('content-type')?.split(';')[0]]).toEqual([path, type])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('strict-transport-security')).toBe(hsts)
      if (type === 'text/html') expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      else if (path !== '/actions' && path !== '/openapi.json') expect(headers.get('cache-control')).toBe('no-store')
    }
    await worker.close()
  })
})

test('the search finds a secret in every form', () => {
  const leaks = new Leaks()
  leaks.markCredential('Bearer key/with+odd=characters')
  const bytes = Buffer.from('key/with+odd=characters')
  for (const form of [
    bytes.toString(),
    bytes.toString('base64'),
    bytes.toString('hex'),
    'key%2Fwith%2Bodd%3Dcharacters',
  ]) {
    expect(leaks.in(`{"x":"${form}"}`)).toHaveLength(1)
  }
  for (const line of ['{"a":"x@example.com"}', '{"a":"4242424242424242"}', '{"a":"/x?email=y"}']) {
    expect(leaks.inLine(line)).toHaveLength(1)
  }
  expect(leaks.inLine('{"request_id":"a","status":200,"stripe_ms":4242}')).toEqual([])
})
