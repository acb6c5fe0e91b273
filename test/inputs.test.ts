import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { actions } from '../handlers/index.ts'
import type { Fields, Reader } from '../src/action/fields.ts'
import { json } from './support/upstream.ts'
import { errorOf, KEYS, startAtUpstream } from './support/worker.ts'

const worker = await startAtUpstream()
const { upstream } = worker
afterAll(() => worker.close())

/** What reached Stripe of a call. */
async function sent(action: string, input: object) {
  upstream.answers(json(200, { id: 'x_1', object: 'thing' }))
  const response = await worker.call(action, input)
  expect(response.status, await response.text()).toBe(200)
  const [request] = upstream.requests.slice(-1)
  return { path: request?.path, params: Object.fromEntries(request?.params ?? []) }
}

test.each<[string, object, string[]]>([
  ['update-product', { product_id: 'prod_1', default_price: null }, ['default_price']],
  [
    'update-customer',
    { customer_id: 'cus_1', name: null, email: null, phone: null, description: null },
    ['name', 'email', 'phone', 'description'],
  ],
  [
    'update-subscription',
    { subscription_id: 'sub_1', default_payment_method: null, description: null },
    ['default_payment_method', 'description'],
  ],
])('%s clears with null what Stripe clears, although the SDK does not say so', async (action, input, cleared) => {
  expect((await sent(action, input)).params).toEqual(Object.fromEntries(cleared.map((name) => [name, ''])))
})

test.each([
  ['gold.v2', '/v1/products/gold.v2'],
  ['Pro plan $699 (month)', '/v1/products/Pro%20plan%20%24699%20(month)'],
  ["a+b@c:d,e&f'g", "/v1/products/a%2Bb%40c%3Ad%2Ce%26f'g"],
])('the ID %s of an old account is one segment of the path', async (product_id, path) => {
  expect((await sent('retrieve-product', { product_id })).path).toBe(path)
})

const NAMED = new Set(['price', 'product', 'coupon'])

/** The declared inputs of a name, at any depth, each with its path. */
function named(fields: Fields, within: string): { path: string; reader: Reader<unknown> }[] {
  return Object.entries(fields).flatMap(([name, { reader, additional }]) => {
    if (additional) return []
    const { fields: inner = {} } = reader.entries?.reader ?? reader
    const isNamed = NAMED.has(name.replace(/^default_/, '')) && reader.kind === 'string'
    return [...(isNamed ? [{ path: `${within}.${name}`, reader }] : []), ...named(inner, `${within}.${name}`)]
  })
}

test.each(actions.flatMap(({ name, input }) => named(input, name)))(
  '$path takes the ID of an old account',
  ({ reader }) => {
    expect(z.safeParse(reader.schema(), 'gold.v2').success).toBe(true)
  },
)

test.each([
  ['retrieve-invoice', 'invoice_id', 'must be the ID of an invoice, such as "in_123": 1 to'],
  // Merchants choose the IDs of coupons: none is like the others.
  ['retrieve-coupon', 'coupon_id', 'must be the ID of a coupon: 1 to'],
])('%s says what an ID looks like', async (action, input, message) => {
  const { issues } = await errorOf(await worker.call(action, { [input]: 'a/b' }))
  expect(issues).toEqual([{ param: input, message: expect.stringContaining(message) }])
})

test('Stripe fills in {CHECKOUT_SESSION_ID}, also where a form has encoded the braces', async () => {
  const url = (query: string) => `https://example.com/done?id=${query}`
  const { params } = await sent('create-checkout-session', {
    mode: 'setup',
    success_url: url('%7BCHECKOUT_SESSION_ID%7D'),
    cancel_url: url('%7bCHECKOUT_SESSION_ID%7d'),
    return_url: url('%7BCHECKOUT_SESSION_ID%7D&other=%7Bx%7D'),
  })
  expect(params).toEqual({
    mode: 'setup',
    success_url: url('{CHECKOUT_SESSION_ID}'),
    cancel_url: url('{CHECKOUT_SESSION_ID}'),
    return_url: url('{CHECKOUT_SESSION_ID}&other=%7Bx%7D'),
  })
})

describe('numbers beyond 2^53', () => {
  test.each([
    ['create-product', { name: 'A', metadata: '{"discord_id": 653247040368672768}' }, 'metadata.discord_id'],
    ['create-price', { currency: 'usd', product: 'p', unit_amount: 1e300 }, 'unit_amount'],
    [
      'create-price',
      { currency: 'usd', product: 'p', recurring: { interval: 'day', of_later: 2 ** 60 } },
      'recurring.of_later',
    ],
    ['create-subscription', { customer: 'c', items: [{ price: 'p' }, { price: 2 ** 60 }] }, 'items[1].price'],
  ])('%s %j is refused', async (action, input, param) => {
    upstream.answers(json(200, {}))
    const response = await worker.call(action, input)
    expect([response.status, (await errorOf(response)).message]).toEqual([
      400,
      `${param}: must be sent as a string: a JSON number of this size loses digits`,
    ])
    expect(upstream.requests).toHaveLength(0)
  })

  test('are kept as strings', async () => {
    const metadata = { discord_id: '653247040368672768' }
    expect((await sent('create-product', { name: 'A', metadata })).params).toMatchObject({
      'metadata[discord_id]': '653247040368672768',
    })
  })
})

test('text that is for people is sent as it is, also where it is JSON', async () => {
  const texts = ['{"id":653247040368672768}', '[["a[b]"]]', '{"a[b]":1,"__proto__":1}', '['.repeat(40) + ']'.repeat(40)]
  for (const text of texts) {
    expect((await sent('create-product', { name: text, description: text, metadata: { cart: text } })).params).toEqual({
      name: text,
      description: text,
      'metadata[cart]': text,
    })
    const price = { currency: 'usd', product_data: { name: text }, recurring: { interval: 'day', of_later: text } }
    expect((await sent('create-price', price)).params).toMatchObject({
      'product_data[name]': text,
      'recurring[of_later]': text,
    })
  }
})

const post = (body: Buffer<ArrayBuffer> | string) =>
  worker.send('/actions/create-product', {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.full.key}`, 'content-type': 'application/json' },
    body,
  })

test('a body that is not UTF-8 is refused', async () => {
  upstream.answers(json(200, {}))
  const response = await post(Buffer.from('{"name":"Café"}', 'latin1'))
  expect([response.status, (await errorOf(response)).code]).toEqual([400, 'invalid_json'])
  expect(upstream.requests).toHaveLength(0)
  upstream.answers(json(200, { id: 'x_1', object: 'thing' }))
  expect((await post('{"name":"Café \\ufffd \ufffd"}')).status).toBe(200)
  expect(upstream.requests[0]?.params).toEqual([['name', 'Café \ufffd \ufffd']])
})

test('a long name is not echoed whole, wherever it is', async () => {
  const name = 'n'.repeat(50_000)
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.full.key}`, 'content-type': 'application/json' },
  }
  for (const response of [
    await post(`{"${name.repeat(10)}":1,"name":"A"}`),
    await worker.send(`/actions/create-product?${name}=1`, { ...init, body: '{}' }),
    await worker.send(`/mcp?${name}=1`, { ...init, body: '{}' }),
  ]) {
    expect(response.status).toBe(400)
    expect((await response.text()).length).toBeLessThan(1_000)
  }
})

test.each([
  ['retrieve-product', { id: 'prod_1' }, 'id: unknown input; did you mean "product_id"?'],
  ['retrieve-product', { product_id: 'prod_1', zzz: 1 }, 'zzz: unknown input'],
])('%s %j suggests a name only when one is near', async (action, input, message) => {
  expect((await errorOf(await worker.call(action, input))).message).toContain(message)
  expect((await errorOf(await worker.call(action, input))).issues?.[0]?.message.endsWith('"expand"?')).toBe(false)
})

test('a query string nests as Stripe writes it', async () => {
  upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
  const response = await worker.read(
    'list-invoices',
    'created[gte]=1767225600&created[lt]=1767312000&expand[]=data.customer',
  )
  expect(response.status, await response.text()).toBe(200)
  expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toEqual({
    'created[gte]': '1767225600',
    'created[lt]': '1767312000',
    'expand[0]': 'data.customer',
  })
})

test.each<[string, object, Record<string, string>]>([
  ['list-invoices', { created: '1767225600' }, { created: '1767225600' }],
  ['list-invoices', { created: { gte: '1' } }, { 'created[gte]': '1' }],
  ['create-subscription', { customer: 'cus_1', items: [{ price: 'p' }], trial_end: 'now' }, { trial_end: 'now' }],
  [
    'create-subscription',
    { customer: 'cus_1', items: [{ price: 'p' }], trial_end: 1767225600 },
    { trial_end: '1767225600' },
  ],
  ['create-payment-intent', { amount: 1, currency: 'usd', off_session: true }, { off_session: 'true' }],
  ['create-payment-intent', { amount: 1, currency: 'usd', off_session: 'one_off' }, { off_session: 'one_off' }],
])('%s %j: each kind that Stripe takes is read', async (action, input, expected) => {
  expect((await sent(action, input)).params).toMatchObject(expected)
})

test('a field of an object that was left empty wipes nothing, declared or not', async () => {
  const { params } = await sent('update-subscription', {
    subscription_id: 'sub_1',
    items: [{ id: 'si_1', price: '', tax_rates: '', billing_thresholds: { usage_gte: '' }, metadata: { a: '' } }],
    cancellation_details: { comment: '', feedback: 'other' },
  })
  expect(params).toEqual({
    'items[0][id]': 'si_1',
    'items[0][metadata][a]': '',
    'cancellation_details[feedback]': 'other',
  })
})

test('all: true stops after 4 MiB, and says that more remain', async () => {
  const page = (from: number) => ({
    object: 'list',
    url: '/v1/invoices',
    has_more: true,
    data: Array.from({ length: 100 }, (_, i) => ({
      id: `in_${from + i}`,
      object: 'invoice',
      note: 'n'.repeat(16_000),
    })),
  })
  let pages = 0
  upstream.answers((request, response) => {
    pages += 1
    json(200, page(pages * 1_000))(request, response)
  })
  const response = await worker.call('list-invoices', { all: true })
  const list = (await response.json()) as { data: unknown[]; has_more: boolean; url: string }
  expect([list.data.length, list.has_more, list.url, pages]).toEqual([300, true, '/v1/invoices', 3])
})
