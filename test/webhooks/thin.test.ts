import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { API_VERSION } from '../../src/stripe/version.ts'
import { json, type Recorded, startUpstream } from '../support/upstream.ts'
import { errorOf } from '../support/worker.ts'
import { event, now, OUTWARD, reply, startDestination, startWebhooks, until } from './support.ts'

const [stripe, shop, thinOnly] = await Promise.all([startUpstream(), startDestination(), startDestination()])
const worker = await startWebhooks({
  vars: { STRIPE_API_BASE_URL: stripe.url, WEBHOOK_RETRY_DELAYS: '1,1,1' },
  destinations: [
    { name: 'shop', url: shop.url, types: ['customer.created', 'v2.core.account[*'], secret: OUTWARD },
    { name: 'thin', url: thinOnly.url, types: ['v1.customer.created'], secret: OUTWARD },
    { name: 'ordered', url: thinOnly.url, types: ['customer.subscription.*'], secret: OUTWARD, ordered: true },
    {
      name: 'enriched',
      url: thinOnly.url,
      types: ['invoice.paid'],
      secret: OUTWARD,
      enrichments: [
        { as: 'invoice', action: 'retrieve-invoice', input: { invoice_id: '$event.data.object.id' } },
        { as: 'customer', action: 'retrieve-customer', input: { customer_id: '$event.data.object.customer' } },
      ],
    },
  ],
})
beforeEach(() => {
  stripe.requests.length = 0
  stripe.answers(answer)
  shop.answers(reply(200))
  thinOnly.answers(reply(200))
})
afterAll(async () => {
  await worker.close()
  await Promise.all([stripe.close(), shop.close(), thinOnly.close()])
})

let count = 0

/** A thin event as Stripe sends it: it names its object and holds nothing of it. */
function thin(type = 'v1.customer.created', others: Record<string, unknown> = {}) {
  count += 1
  const id = `cus_${process.pid}_${count}`
  return {
    id: `evt_thin_${process.pid}_${count}`,
    object: 'v2.core.event',
    type,
    livemode: false,
    created: new Date(now() * 1_000 + 246).toISOString(),
    context: null as string | null,
    reason: null,
    related_object: { id, type: 'customer', url: `/v1/customers/${id}` },
    ...others,
  }
}

type Thin = ReturnType<typeof thin>

/** The usual answers: the event with what Stripe adds to it, and an object of whatever path. */
function answer(request: Recorded, response: Parameters<ReturnType<typeof json>>[1]) {
  const id = request.path.split('/').at(-1)?.split('?')[0]
  const found = request.path.startsWith('/v2/')
    ? { id, object: 'v2.core.event', data: { added: true } }
    : { id, object: 'customer', email: 'jane@example.com', customer: 'cus_of_it' }
  json(200, found)(request, response)
}

const missing = json(404, { error: { code: 'not_found', message: 'No such thing' } })

const send = (one: Thin) => worker.post(JSON.stringify(one))
const arrived = async (destination: typeof shop, { id }: { id: string }) => {
  await until(`delivery of ${id}`, () => destination.got.some(({ headers }) => headers['webhook-id'] === id))
  const [only, ...others] = destination.got.filter(({ headers }) => headers['webhook-id'] === id)
  expect(others).toEqual([])
  return JSON.parse(only?.text ?? '') as Record<string, unknown>
}
const paths = () => stripe.requests.map(({ method, path }) => `${method} ${path}`)
const deliveriesOf = async ({ id }: { id: string }) =>
  (await worker.list('?limit=100')).data.find((one) => one.id === id)?.deliveries.map(({ destination }) => destination)
/** What a delivery needs to arrive, and more. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1_000))

test('a thin event is delivered with what Stripe has of it and of its object, in the pinned version', async () => {
  const one = thin()
  const response = await send(one)
  expect([response.status, await response.json()]).toEqual([200, { received: true, repeated: false }])
  const body = await arrived(shop, one)
  expect(body).toEqual({
    type: 'v1.customer.created',
    timestamp: `${one.created.slice(0, 19)}.000Z`,
    attempt: 1,
    kind: 'thin',
    event: { id: one.id, object: 'v2.core.event', data: { added: true } },
    object: { id: one.related_object.id, object: 'customer', email: 'jane@example.com', customer: 'cus_of_it' },
    attachments: {},
  })
  await arrived(thinOnly, one)
  expect([...new Set(paths())]).toEqual([`GET /v2/core/events/${one.id}`, `GET ${one.related_object.url}`])
  for (const { headers } of stripe.requests) {
    expect(headers['stripe-version']).toBe(API_VERSION)
    expect(headers).not.toHaveProperty('stripe-context')
  }
  expect(await worker.reaches(event('x', {}, { id: one.id }), 'delivered', 'shop')).toMatchObject({ attempts: 1 })
  expect((await worker.list('?limit=1')).data[0]).toMatchObject({
    id: one.id,
    kind: 'thin',
    type: one.type,
    account: null,
    related_object: one.related_object.id,
  })
})

test('a snapshot event says what it is', async () => {
  const one = event('customer.created')
  await worker.receive(one)
  const body = await arrived(shop, one)
  expect(body).toMatchObject({ kind: 'snapshot', event: one })
  expect(body).not.toHaveProperty('object')
  expect((await worker.list('?limit=1')).data[0]).toMatchObject({ id: one.id, kind: 'snapshot' })
  expect(paths()).toEqual([])
})

test('Stripe is asked for the account that a thin event names', async () => {
  for (const context of ['acct_1', 'org_1/acct_2']) {
    stripe.requests.length = 0
    const one = thin('v1.customer.created', { context })
    await send(one)
    await arrived(shop, one)
    await arrived(thinOnly, one)
    expect(new Set(stripe.requests.map(({ headers }) => headers['stripe-context']))).toEqual(new Set([context]))
  }
})

test('while Stripe fails, a thin event is stored and tried again', async () => {
  stripe.answers(json(500, {}))
  const one = thin()
  expect((await send(one)).status).toBe(200)
  const failed = await until('the failure', async () =>
    (await worker.list('?limit=1')).data[0]?.deliveries.find(({ error }) => error),
  )
  expect(failed).toMatchObject({ state: 'pending', status: null })
  expect(failed.error).toMatch(/^The event could not be retrieved: /)
  stripe.answers(answer)
  expect(await arrived(shop, one)).toMatchObject({ kind: 'thin', event: { id: one.id } })
  // Its next attempt would ask Stripe during a later test.
  await arrived(thinOnly, one)
})

describe('what cannot be retrieved', () => {
  test.each<[string, Record<string, unknown>]>([
    ['no object', { related_object: null }],
    ['an object without a path', { related_object: { id: 'x', type: 'x', url: '' } }],
    ['a path to another host', { related_object: { id: 'x', type: 'x', url: '//evil.example/v1/x' } }],
    ['a whole URL', { related_object: { id: 'x', type: 'x', url: 'https://evil.example/v1/x' } }],
    ['a path that climbs', { related_object: { id: 'x', type: 'x', url: '/v1/customers/../balance' } }],
    ['an encoded path that climbs', { related_object: { id: 'x', type: 'x', url: '/v1/customers/%2e%2e/balance' } }],
    ['a path with a query', { related_object: { id: 'x', type: 'x', url: '/v1/balance?expand=x' } }],
  ])('%s: the event goes without it', async (_, others) => {
    const one = thin('v1.customer.created', others)
    await send(one)
    expect(await arrived(shop, one)).toMatchObject({ event: { id: one.id, data: { added: true } }, object: null })
    expect(new Set(paths())).toEqual(new Set([`GET /v2/core/events/${one.id}`]))
  })

  test('a deleted object: the event goes without it', async () => {
    stripe.answers((request, response) => (request.path.startsWith('/v1/') ? missing : answer)(request, response))
    const one = thin()
    await send(one)
    expect(await arrived(shop, one)).toMatchObject({ event: { id: one.id, data: { added: true } }, object: null })
  })

  test('an event that Stripe no longer has goes as it came', async () => {
    stripe.answers((request, response) => (request.path.startsWith('/v2/') ? missing : answer)(request, response))
    const one = thin()
    await send(one)
    expect(await arrived(shop, one)).toMatchObject({ event: one, object: { id: one.related_object.id } })
  })

  test('a key that Stripe refuses is a failed attempt', async () => {
    stripe.answers(json(401, { error: { type: 'invalid_request_error', message: 'no' } }))
    const one = thin()
    await send(one)
    expect((await worker.reaches(event('x', {}, { id: one.id }), 'dead', 'shop')).error).toContain(
      'The event could not be retrieved: Stripe rejected',
    )
  })
})

describe('a thin and a snapshot event of one change', () => {
  const pair = () => {
    const snapshot = event('customer.created')
    return { snapshot, notification: thin('v1.customer.created', { snapshot_event: snapshot.id }) }
  }

  test('the snapshot first: it is delivered, and the thin one to whom only it is for', async () => {
    const { snapshot, notification } = pair()
    await worker.receive(snapshot)
    await arrived(shop, snapshot)
    expect((await send(notification)).status).toBe(200)
    await arrived(thinOnly, notification)
    await settle()
    expect(shop.got.some(({ headers }) => headers['webhook-id'] === notification.id)).toBe(false)
    expect([await deliveriesOf(snapshot), await deliveriesOf(notification)]).toEqual([['shop'], ['thin']])
  })

  test('the thin one first: the snapshot is not delivered again', async () => {
    const { snapshot, notification } = pair()
    await send(notification)
    await arrived(shop, notification)
    expect((await worker.receive(snapshot)).status).toBe(200)
    await settle()
    expect(shop.of(snapshot)).toEqual([])
    expect([await deliveriesOf(snapshot), await deliveriesOf(notification)]).toEqual([[], ['shop', 'thin']])
  })

  test('both at once, and repeated: one of them is delivered', async () => {
    const pairs = Array.from({ length: 10 }, pair)
    await Promise.all(
      pairs.flatMap(({ snapshot, notification }) => [
        worker.receive(snapshot),
        send(notification),
        worker.receive(snapshot),
        send(notification),
      ]),
    )
    await settle()
    for (const { snapshot, notification } of pairs) {
      const ids = [snapshot.id, notification.id]
      await until('the delivery', () => shop.got.some(({ headers }) => ids.includes(String(headers['webhook-id']))))
      expect(shop.got.filter(({ headers }) => ids.includes(String(headers['webhook-id'])))).toHaveLength(1)
    }
  })
})

test('enrichments find the object of a thin event where they find that of a snapshot', async () => {
  const one = thin('v1.invoice.paid', { related_object: { id: 'in_1', type: 'invoice', url: '/v1/invoices/in_1' } })
  await send(one)
  expect(await arrived(thinOnly, one)).toMatchObject({
    attachments: { invoice: { id: 'in_1' }, customer: { id: 'cus_of_it' } },
  })
  stripe.answers((request, response) => {
    const isObject = request.path.startsWith('/v1/') && stripe.requests.length === 2
    return (isObject ? missing : answer)(request, response)
  })
  stripe.requests.length = 0
  const gone = thin('v1.invoice.paid', { related_object: { id: 'in_2', type: 'invoice', url: '/v1/invoices/in_2' } })
  await send(gone)
  expect(await arrived(thinOnly, gone)).toMatchObject({
    object: null,
    attachments: { invoice: { id: 'in_2' }, customer: null },
  })
})

test('thin events are put in order with snapshots of their object', async () => {
  const related_object = { id: 'sub_1', type: 'subscription', url: '/v1/subscriptions/sub_1' }
  const created = new Date(now() * 1_000).toISOString()
  const deleted = thin('v1.customer.subscription.deleted', { related_object, created })
  await send(deleted)
  await arrived(thinOnly, deleted)
  const updated = event('customer.subscription.updated', { id: 'sub_1' }, { created: Date.parse(created) / 1_000 })
  await worker.receive(updated)
  await worker.reaches(updated, 'superseded')
})

test('a type with brackets is delivered, listed and filtered', async () => {
  const url = '/v2/core/accounts/acct_1'
  const related_object = { id: 'acct_1', type: 'v2.core.account', url }
  const type = 'v2.core.account[configuration.customer].updated'
  const one = thin(type, { related_object })
  await send(one)
  expect(await arrived(shop, one)).toMatchObject({ type, kind: 'thin' })
  for (const filter of [type, 'v2.core.account[*', '*[configuration.customer].updated', 'v2.*']) {
    const { data } = await worker.list(`?type=${encodeURIComponent(filter)}`)
    expect([filter, data.map(({ id }) => id)]).toEqual([filter, [one.id]])
  }
})

test.each<[string, Record<string, unknown>, number, string | undefined]>([
  ['of live mode', { livemode: true }, 400, 'wrong_mode'],
  ['of live mode for a connected account', { livemode: true, context: 'acct_1' }, 200, undefined],
  ['without a time', { created: 'yesterday' }, 400, 'invalid_event'],
  ['of a 13th month', { created: '2026-13-01T00:00:00Z' }, 400, 'invalid_event'],
  ['with a number for a time', { created: 1767225600 }, 400, 'invalid_event'],
  ['with a type that is none', { type: 'customer created' }, 400, 'invalid_event'],
  ['with an ID that is none', { id: '../x' }, 400, 'invalid_event'],
  ['with an odd context', { context: 'acct 1' }, 400, 'invalid_event'],
])('a thin event %s is answered accordingly', async (_, others, status, code) => {
  const one = thin('v1.customer.created', others)
  const response = await send(one)
  expect(response.status).toBe(status)
  if (code !== undefined) expect((await errorOf(response)).code).toBe(code)
  expect(await deliveriesOf(one)).toBeUndefined()
})
