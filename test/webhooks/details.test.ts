import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { DestinationList, EventDetails, EventView } from '../../src/webhooks/views.ts'
import { json, startUpstream } from '../support/upstream.ts'
import { errorOf } from '../support/worker.ts'
import { type Delivered, event, OUTWARD, READER, reply, startDestination, startWebhooks, WRITER } from './support.ts'

const destination = await startDestination()
const stripe = await startUpstream()
const worker = await startWebhooks({
  vars: { STRIPE_API_BASE_URL: stripe.url, WEBHOOK_RETRY_DELAYS: '1,1' },
  destinations: [
    {
      name: 'orders',
      url: `${destination.url}/T000SECRET?token=hidden-token`,
      types: ['checkout.session.*'],
      secret: OUTWARD,
      headers: { Authorization: 'Bearer hidden-header' },
      ordered: true,
      enrichments: [{ as: 'session', action: 'retrieve-checkout-session', input: { id: '$event.data.object.id' } }],
    },
    { name: 'unused', url: destination.url, types: ['payout.*'], secret: OUTWARD },
  ],
})
beforeEach(() => {
  destination.answers(reply(200))
  stripe.answers(json(200, { id: 'cs_1', object: 'checkout.session', client_secret: 'cs_1_secret_abcdefghijkl' }))
})
afterAll(async () => {
  await worker.close()
  await Promise.all([destination.close(), stripe.close()])
})

const completed = () => event('checkout.session.completed', { id: `cs_${crypto.randomUUID().slice(0, 8)}` })
const answer = (status: number, body: string) => (_: Delivered, response: Parameters<ReturnType<typeof reply>>[1]) => {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
}

async function details({ id }: { id: string }, key = WRITER): Promise<EventDetails> {
  const response = await worker.ask(`/webhooks/events/${id}`, {}, key)
  expect(response.status).toBe(200)
  return (await response.json()) as EventDetails
}

describe('GET /webhooks/events/{id}', () => {
  test('shows the payload, what was attached, and every attempt with its answer', async () => {
    const one = completed()
    let times = 0
    destination.answers((delivered, response) => {
      times += 1
      answer(times === 1 ? 500 : 200, times === 1 ? 'out of order' : 'thanks')(delivered, response)
    })
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    const { payload, deliveries, ...others } = await details(one)
    expect(payload).toEqual(one)
    expect(others).toMatchObject({ id: one.id, type: one.type, related_object: one.data.object['id'] })
    expect(deliveries).toEqual([
      expect.objectContaining({
        destination: 'orders',
        state: 'delivered',
        attempts: 2,
        attachments: { session: expect.objectContaining({ id: 'cs_1' }) },
        tries: [
          {
            attempt: 2,
            at: expect.any(Number),
            status: 200,
            duration_ms: expect.any(Number),
            error: null,
            response: 'thanks',
          },
          expect.objectContaining({ attempt: 1, status: 500, response: 'out of order' }),
        ],
      }),
    ])
    expect(deliveries[0]?.tries[1]?.error).toContain('answered 500')
  })

  test('keeps the attempts of before when an event is redelivered', async () => {
    const one = completed()
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    await worker.ask(`/webhooks/events/${one.id}/redeliver`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    await expect
      .poll(async () => (await details(one)).deliveries[0]?.tries.map(({ attempt }) => attempt))
      .toEqual([1, 1])
  })

  test('keeps only the beginning of a long answer', async () => {
    const one = completed()
    destination.answers(answer(200, 'ä'.repeat(100_000)))
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    const response = (await details(one)).deliveries[0]?.tries[0]?.response ?? ''
    expect(Buffer.byteLength(response)).toBeLessThanOrEqual(2_048)
    expect(response).toMatch(/^ä{1000,}$/)
  })

  test('says of an attempt that sent nothing that it failed', async () => {
    const one = completed()
    stripe.answers(json(404, { error: { type: 'invalid_request_error', message: 'No such session' } }))
    await worker.receive(one)
    await worker.reaches(one, 'dead')
    const [delivery] = (await details(one)).deliveries
    expect(delivery?.attachments).toBeNull()
    expect(delivery?.tries).toHaveLength(3)
    expect(delivery?.tries[0]).toMatchObject({ attempt: 3, status: null, response: null })
    expect(delivery?.tries[0]?.error).toContain('"session" failed')
  })

  test('hides what is secret', async () => {
    const secrets = [
      OUTWARD,
      '127.0.0.1',
      'hidden-token',
      'hidden-header',
      'T000SECRET',
      'sk_test_abcdefgh1234',
      'abcdefghijkl',
    ]
    const object = { id: 'cs_hide', client_secret: 'cs_hide_secret_abcdefghijkl', note: 'sk_test_abcdefgh1234' }
    const one = event('checkout.session.expired', object)
    destination.answers(({ headers }, response) =>
      answer(200, JSON.stringify({ headers, url: `${destination.url}/T000SECRET?token=hidden-token`, OUTWARD }))(
        { headers } as Delivered,
        response,
      ),
    )
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    const shown = JSON.stringify(await details(one))
    for (const secret of secrets) expect(shown).not.toContain(secret)
    expect(shown).not.toContain('v1,')
    expect(shown).toContain('cs_hide_secret_[hidden]')
  })

  test('shows payloads to keys that may see them only', async () => {
    const one = completed()
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    const shown = await details(one, READER)
    expect(shown).not.toHaveProperty('payload')
    expect(shown.deliveries[0]).not.toHaveProperty('attachments')
    expect(shown.deliveries[0]?.tries).toHaveLength(1)
    expect((await worker.ask(`/webhooks/events/${one.id}`, {}, 'key-reader')).status).toBe(403)
    expect((await worker.ask(`/webhooks/events/${one.id}`, { method: 'POST' })).status).toBe(405)
    const unknown = await worker.ask('/webhooks/events/evt_none')
    expect([unknown.status, (await errorOf(unknown)).code]).toEqual([404, 'not_found'])
  })
})

describe('GET /webhooks/destinations', () => {
  const list = async () => (await (await worker.ask('/webhooks/destinations', {}, READER)).json()) as DestinationList

  test('shows how each is doing, and nothing secret', async () => {
    const [first, second] = [completed(), completed()]
    await worker.receive(first)
    await worker.reaches(first, 'delivered')
    destination.answers(answer(503, 'closed'))
    await worker.receive(second)
    await worker.reaches(second, 'dead')
    const { data, ...others } = await list()
    expect(others).toEqual({ object: 'list', url: '/webhooks/destinations', has_more: false })
    const [orders, unused] = data
    expect(orders).toMatchObject({
      name: 'orders',
      types: ['checkout.session.*'],
      ordered: true,
      enrichments: [{ as: 'session', action: 'retrieve-checkout-session' }],
      health: {
        pending: 0,
        last_status: 503,
        last_error: 'The destination answered 503.',
        last_attempt: expect.any(Number),
      },
    })
    expect(orders?.health.dead).toBeGreaterThanOrEqual(1)
    expect(orders?.health.delivered).toBeGreaterThanOrEqual(1)
    expect(orders?.health.failed).toBeGreaterThanOrEqual(1)
    expect(unused?.health).toEqual({
      pending: 0,
      dead: 0,
      delivered: 0,
      failed: 0,
      last_attempt: null,
      last_status: null,
      last_error: null,
    })
    expect(JSON.stringify(data)).not.toMatch(/127\.0\.0\.1|hidden|whsec/)
    expect((await worker.ask('/webhooks/destinations', {}, 'key-reader')).status).toBe(403)
  })
})

describe('POST /webhooks/destinations/{name}/test', () => {
  const send = (name: string, key = WRITER) =>
    worker.ask(`/webhooks/destinations/${name}/test`, { method: 'POST' }, key)

  test('delivers an event that is signed like any other and says that it is a test', async () => {
    const response = await send('orders')
    const made = (await response.json()) as EventView
    expect([response.status, made]).toMatchObject([200, { type: 'stripe_actions.test', related_object: null }])
    await worker.reaches({ ...event(), id: made.id, type: made.type }, 'delivered')
    const [got] = destination.of(made)
    expect(got?.body).toMatchObject({
      type: 'stripe_actions.test',
      test: true,
      attempt: 1,
      event: { id: made.id, livemode: false, data: { object: { object: 'test' } } },
      attachments: {},
    })
    expect(got?.headers['authorization']).toBe('Bearer hidden-header')
    const headers = Object.fromEntries(Object.entries(got?.headers ?? {}).map(([name, value]) => [name, String(value)]))
    expect(() => new Webhook(OUTWARD).verify(got?.text ?? '', headers)).not.toThrow()
    expect(stripe.requests).toHaveLength(0)
    expect((await worker.list('?type=stripe_actions.test')).data.map(({ id }) => id)).toEqual([made.id])
  })

  test('no other delivery says so', async () => {
    const one = completed()
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    expect(destination.of(one)[0]?.body).not.toHaveProperty('test')
  })

  test('needs a destination, and a key that may write', async () => {
    const unknown = await send('nobody')
    expect([unknown.status, (await errorOf(unknown)).code]).toEqual([404, 'not_found'])
    expect((await send('orders', READER)).status).toBe(403)
    const got = await worker.ask('/webhooks/destinations/orders/test')
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
  })
})
