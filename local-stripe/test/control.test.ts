import { afterAll, describe, expect, it } from 'vitest'
import { KEY, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()

afterAll(() => local.close())

const send = (path: string, init?: RequestInit) => fetch(new URL(path, local.url), init)

const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }

/** The body of an answer, which the test itself checks. */
const bodyOf = async (response: Response) => (await response.json()) as { [field: string]: unknown }

const control = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
  const response = await send(path, {
    method,
    headers: { ...headers, ...more },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await bodyOf(response) }
}

const plan = (fault: string, more: Record<string, unknown> = {}) => control('POST', '/faults', { fault, ...more })

/** A call over HTTP with a form. */
const call = (path: string, form = 'name=Mug', more: Record<string, string> = {}) =>
  send(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-www-form-urlencoded', ...more },
    body: form,
  })

/** The objects that an account lists at a path. */
async function listed(path: string, account?: string) {
  const answer = await send(`/v1/${path}`, {
    headers: { ...headers, ...(account && { 'stripe-account': account }) },
  })
  return (await bodyOf(answer))['data']
}

const products = async () => {
  const data = await listed('products?limit=100')
  return Array.isArray(data) ? data.length : 0
}

describe('faults', () => {
  it.each([
    ['rate_limit', 429, 'rate_limit'],
    ['lock_timeout', 409, 'lock_timeout'],
    ['api_error', 500, undefined],
  ])('%s answers %i, before or after the change', async (fault, status, code) => {
    const before = await products()
    for (const when of ['before', 'after']) {
      const answer = await call('/v1/products', 'name=Mug', { 'local-stripe-fault': `${fault}; when=${when}` })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('retry-after')).toBe(fault === 'rate_limit' ? '1' : null)
      expect((await bodyOf(answer))['error']).toMatchObject({ ...(code && { code }), message: expect.any(String) })
      expect(await products()).toBe(when === 'after' ? before + 1 : before)
    }
  })

  it('html and cut_json answer what is no answer of Stripe', async () => {
    const html = await call('/v1/products', 'name=Mug', { 'local-stripe-fault': 'html' })
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html'])
    const cut = await call('/v1/products', 'name=Mug', { 'local-stripe-fault': 'cut_json; when=after' })
    expect(cut.status).toBe(200)
    await expect(cut.text().then(JSON.parse)).rejects.toThrow(SyntaxError)
  })

  it('reset breaks the answer off, before or after the change', async () => {
    const before = await products()
    for (const when of ['before', 'after']) {
      const answer = await call('/v1/products', 'name=Mug', { 'local-stripe-fault': `reset; when=${when}` })
      await expect(answer.text()).rejects.toThrow()
      expect(await products()).toBe(when === 'after' ? before + 1 : before)
    }
  })

  it('hang keeps the caller waiting', async () => {
    const answer = send('/v1/products', {
      headers: { ...headers, 'local-stripe-fault': 'hang' },
      signal: AbortSignal.timeout(500),
    })
    await expect(answer).rejects.toThrow('aborted')
  })

  it('meet the next calls that they are planned for', async () => {
    await plan('api_error', { times: 2, method: 'POST', path: '/v1/prod*' })
    const { body } = await plan('lock_timeout', { path: '/v1/customers' })
    expect(body['data']).toEqual([
      { fault: 'api_error', when: 'before', times: 2, method: 'POST', path: '/v1/prod*' },
      { fault: 'lock_timeout', when: 'before', times: 1, path: '/v1/customers' },
    ])
    const statuses = [
      (await call('/v1/products')).status,
      (await send('/v1/products', { headers })).status,
      (await call('/v1/customers', '')).status,
      (await call('/v1/customers', '')).status,
      (await call('/v1/products/prod_x')).status,
      (await call('/v1/products')).status,
    ]
    expect(statuses).toEqual([500, 200, 409, 200, 500, 200])
    expect((await control('GET', '/faults')).body['data']).toEqual([])
    await plan('hang', { times: 1_000 })
    expect((await control('DELETE', '/faults')).body['data']).toEqual([])
    expect((await call('/v1/products')).status).toBe(200)
  })

  it.each([
    { fault: 'earthquake' },
    { fault: 'reset', when: 'later' },
    { fault: 'reset', times: 0 },
    { fault: 'reset', path: 'v1' },
    { fault: 'reset', colour: 'red' },
    'reset',
  ])('%o is no plan', async (body) => {
    expect(await control('POST', '/faults', body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('Invalid fault') } },
    })
  })

  it.each(['earthquake', 'reset; when=later', 'reset; colour=red'])('a header of "%s" asks for none', async (fault) => {
    expect((await call('/v1/products', 'name=Mug', { 'local-stripe-fault': fault })).status).toBe(400)
  })

  it('need a key, as any page in a browser could send them else', async () => {
    for (const path of ['/faults', '/reset', '/seed']) {
      expect((await send(path, { method: 'POST', body: '{}' })).status, path).toBe(401)
    }
  })
})

it('a shop is seeded, and gone after a reset with all other accounts', async () => {
  await call('/v1/products', 'name=Mug', { 'stripe-account': 'acct_1Other' })
  expect((await control('POST', '/seed')).status).toBe(200)
  expect(await listed('subscriptions?expand[]=data.customer')).toMatchObject([
    { status: 'active', customer: { email: 'jenny.rosen@example.com' } },
  ])
  expect(await listed('invoices?status=open')).toMatchObject([
    { total: 5_000, customer_name: 'Omar Haddad', amount_remaining: 5_000 },
  ])
  expect(await listed('products', 'acct_1Other')).toHaveLength(1)
  await plan('hang')
  expect(await control('POST', '/reset')).toEqual({ status: 200, body: { reset: true } })
  for (const account of [undefined, 'acct_1Other']) {
    expect(await listed('products', account)).toEqual([])
    expect(await listed('events', account)).toEqual([])
  }
  expect((await control('GET', '/faults')).body['data']).toEqual([])
  await call('/v1/customers', 'email=again@example.com')
  expect(await listed('customers?email=again@example.com')).toHaveLength(1)
})
