import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { json, startUpstream } from '../support/upstream.ts'
import { errorOf } from '../support/worker.ts'
import { event, type Listed, now, OUTWARD, READER, reply, startDestination, startWebhooks, until } from './support.ts'

const NEXT = `whsec_${btoa('y'.repeat(24))}`

const destination = await startDestination()
const other = await startDestination()
const stripe = await startUpstream()
const worker = await startWebhooks({
  vars: { STRIPE_API_BASE_URL: stripe.url, WEBHOOK_RETRY_DELAYS: '1,1,1' },
  destinations: [
    {
      name: 'plain',
      url: `${destination.url}?token=hidden`,
      types: ['product.*', 'invoice.paid'],
      secret: `${OUTWARD}, ${NEXT}`,
      headers: { Authorization: 'Bearer hidden-too', 'X-Shop': 'one', 'User-Agent': 'shop' },
    },
    { name: 'ordered', url: other.url, types: ['customer.subscription.*'], secret: OUTWARD, ordered: true },
    {
      name: 'enriched',
      url: destination.url,
      types: ['checkout.session.*'],
      secret: OUTWARD,
      enrichments: [
        {
          as: 'session',
          action: 'retrieve-checkout-session',
          input: { id: '$event.data.object.id', expand: ['line_items'] },
        },
        { as: 'customer', action: 'retrieve-customer', input: { customer_id: '$event.data.object.customer' } },
      ],
    },
  ],
})

beforeEach(() => {
  destination.answers(reply(200))
  other.answers(reply(200))
  stripe.answers(json(200, { id: 'obj_1', object: 'thing' }))
})

afterAll(async () => {
  await worker.close()
  await Promise.all([destination.close(), other.close(), stripe.close()])
})

const subscription = (id: string, created = now(), state = 'active') =>
  event('customer.subscription.updated', { id, object: 'subscription', status: state }, { created })

describe('a delivery', () => {
  test('holds the event as Stripe sent it, is signed by Standard Webhooks, and carries the headers asked for', async () => {
    const one = event('product.updated', { id: 'prod_1', name: 'Tasse „groß“' })
    await worker.receive(one)
    const delivery = await worker.reaches(one, 'delivered')
    const [got] = destination.of(one)
    expect(got?.body).toEqual({
      type: 'product.updated',
      timestamp: new Date(one.created * 1000).toISOString(),
      attempt: 1,
      kind: 'snapshot',
      event: one,
      attachments: {},
    })
    expect(got?.text).toContain(JSON.stringify(one, null, 2))
    for (const secret of [OUTWARD, NEXT]) {
      expect(new Webhook(secret).verify(got?.text ?? '', got?.headers as Record<string, string>)).toEqual(got?.body)
    }
    expect(() => new Webhook(NEXT).verify(`${got?.text} `, got?.headers as Record<string, string>)).toThrow()
    expect(got?.headers).toMatchObject({
      'webhook-id': one.id,
      authorization: 'Bearer hidden-too',
      'x-shop': 'one',
      'user-agent': 'shop',
      'content-type': 'application/json',
    })
    expect(delivery).toMatchObject({ destination: 'plain', attempts: 1, status: 200, error: null, next_attempt: null })
    expect(delivery.duration_ms).toBeGreaterThanOrEqual(0)
  })

  test('of a type that nobody wants is kept, and goes nowhere', async () => {
    const one = event('payout.paid')
    expect((await worker.receive(one)).status).toBe(200)
    expect((await worker.list('?limit=1')).data[0]).toMatchObject({ id: one.id, deliveries: [] })
  })
})

describe('a destination that fails', () => {
  test('with 500 gets it again, with the attempt counted and the same ID, until it takes it', async () => {
    const one = event('product.created')
    const { promise: seen, resolve } = Promise.withResolvers<void>()
    destination.answers(async (delivered, response) => {
      await seen
      reply(delivered.body.attempt < 3 ? 500 : 204)(delivered, response)
    })
    const before = now()
    await worker.receive(one)
    const waiting = await worker.reaches(one, 'pending')
    expect(waiting.next_attempt).toBeGreaterThanOrEqual(before)
    resolve()
    const delivery = await worker.reaches(one, 'delivered')
    expect(delivery).toMatchObject({ attempts: 3, status: 204 })
    expect(destination.of(one).map(({ body }) => body.attempt)).toEqual([1, 2, 3])
    expect(new Set(destination.of(one).map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('with 404 to the end is dead, and says so', async () => {
    const one = event('product.created')
    destination.answers(reply(404))
    await worker.receive(one)
    const delivery = await worker.reaches(one, 'dead')
    expect(delivery).toMatchObject({ attempts: 4, status: 404, error: 'The destination answered 404.' })
    expect(destination.of(one)).toHaveLength(4)
    expect(worker.lines().filter((line) => line.includes(one.id) && line.includes('"state":"dead"'))).not.toEqual([])
  })

  test('does not hold up another', async () => {
    destination.answers(reply(500))
    const stuck = event('product.created')
    const free = subscription('sub_free')
    await worker.receive(stuck)
    await worker.receive(free)
    await worker.reaches(free, 'delivered')
    expect(other.of(free)).toHaveLength(1)
  })
})

describe('enrichments', () => {
  test('attach what our own actions answer, as it came', async () => {
    const session = { id: 'cs_test_1', object: 'checkout.session', line_items: { data: [{ id: 'li_1', quantity: 2 }] } }
    stripe.answers((request, response) =>
      json(200, request.path.includes('sessions') ? session : { id: 'cus_1', object: 'customer' })(request, response),
    )
    const one = event('checkout.session.completed', { id: 'cs_test_1', customer: 'cus_1' })
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    expect(destination.of(one)[0]?.body.attachments).toEqual({
      session,
      customer: { id: 'cus_1', object: 'customer' },
    })
    expect(stripe.requests.map(({ method, path, params }) => ({ method, path, params }))).toEqual([
      { method: 'GET', path: '/v1/checkout/sessions/cs_test_1', params: [['expand[0]', 'line_items']] },
      { method: 'GET', path: '/v1/customers/cus_1', params: [] },
    ])
  })

  test('whose object the event does not have attach null, and act for the account of a connected event', async () => {
    const one = event('checkout.session.expired', { id: 'cs_test_2', customer: null }, { account: 'acct_9' })
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    expect(destination.of(one)[0]?.body.attachments).toEqual({
      session: { id: 'obj_1', object: 'thing' },
      customer: null,
    })
    expect(stripe.requests.map(({ headers }) => headers['stripe-account'])).toEqual(['acct_9'])
  })

  test('that fail are failed attempts, reported and repeated', async () => {
    stripe.answers(json(404, { error: { type: 'invalid_request_error', message: 'No such session' } }))
    const one = event('checkout.session.completed', { id: 'cs_test_3', customer: null })
    await worker.receive(one)
    const failed = await until('the error', async () =>
      (await worker.list()).data.find(({ id }) => id === one.id)?.deliveries.find(({ error }) => error),
    )
    expect(failed).toMatchObject({ state: 'pending', status: null })
    expect(failed.error).toBe('The enrichment "session" failed: No such session')
    expect(destination.of(one)).toHaveLength(0)
    stripe.answers(json(200, { id: 'cs_test_3', object: 'checkout.session' }))
    await worker.reaches(one, 'delivered')
    expect(destination.of(one)).toHaveLength(1)
  })
})

describe('order', () => {
  test('an older event of an object is not delivered after a newer one', async () => {
    const older = subscription('sub_1', now() - 10, 'incomplete')
    const newer = subscription('sub_1', now(), 'active')
    await worker.receive(newer)
    await worker.reaches(newer, 'delivered')
    await worker.receive(older)
    await worker.reaches(older, 'superseded')
    expect(other.of(older)).toHaveLength(0)
  })

  const at = now()
  const typed = (id: string, change: string, created = at) =>
    event(`customer.subscription.${change}`, { id, object: 'subscription' }, { created })
  const arrivals = (id: string) =>
    other.got.filter(({ body }) => body.event.data.object['id'] === id).map(({ body }) => body.event.type)

  test.each([
    ['deleted', 'updated'],
    ['deleted', 'created'],
    ['updated', 'created'],
    ['paused', 'created'],
    ['deleted', 'trial_will_end'],
  ])('of one second, %s is later than %s', async (later, earlier) => {
    const id = `sub_${later}_${earlier}`
    const [second, first] = [typed(id, later), typed(id, earlier)]
    await worker.receive(second)
    await worker.reaches(second, 'delivered')
    await worker.receive(first)
    await worker.reaches(first, 'superseded')
    expect(arrivals(id)).toEqual([second.type])
  })

  test('of one second, updates have no order: each is delivered', async () => {
    for (const change of ['updated', 'paused', 'updated']) {
      const one = typed('sub_updates', change)
      await worker.receive(one)
      await worker.reaches(one, 'delivered')
    }
    expect(arrivals('sub_updates')).toHaveLength(3)
  })

  test('events that come the wrong way round go out in order', async () => {
    // Two of them: a delivery holds up newer ones for five seconds, in which a busy machine gets no further.
    const all = [typed('sub_a', 'deleted'), typed('sub_a', 'created')]
    await Promise.all(all.map((one) => worker.receive(one)))
    await Promise.all(all.map((one) => worker.reaches(one, 'delivered')))
    expect(arrivals('sub_a')).toEqual(['customer.subscription.created', 'customer.subscription.deleted'])
  })

  test('after a redelivery that failed, an older one is still left out', async () => {
    const older = subscription('sub_again', now() - 10)
    const newer = subscription('sub_again')
    await worker.receive(older)
    await worker.reaches(older, 'delivered')
    await worker.receive(newer)
    await worker.reaches(newer, 'delivered')
    other.answers(reply(500))
    expect((await worker.ask(`/webhooks/events/${newer.id}/redeliver`, { method: 'POST' })).status).toBe(200)
    await worker.reaches(newer, 'dead')
    other.answers(reply(200))
    expect((await worker.ask(`/webhooks/events/${older.id}/redeliver`, { method: 'POST' })).status).toBe(200)
    await worker.reaches(older, 'superseded')
    expect(other.of(older)).toHaveLength(1)
    // The newest itself can be delivered again.
    expect((await worker.ask(`/webhooks/events/${newer.id}/redeliver`, { method: 'POST' })).status).toBe(200)
    await worker.reaches(newer, 'delivered')
  })

  test('one that fails first gives way to a newer one', async () => {
    const older = subscription('sub_2', now() - 10)
    const newer = subscription('sub_2')
    const { promise: both, resolve } = Promise.withResolvers<void>()
    other.answers(async (delivered, response) => {
      const isOlder = delivered.body.event.id === older.id
      // Otherwise all of its attempts could be over before a busy machine receives the newer one.
      if (isOlder) await both
      reply(isOlder ? 500 : 200)(delivered, response)
    })
    await worker.receive(older)
    await until('the first attempt', () => other.of(older).length === 1)
    await worker.receive(newer)
    resolve()
    await worker.reaches(newer, 'delivered')
    await worker.reaches(older, 'superseded')
  })

  test('the next one waits while one is under way', async () => {
    const first = subscription('sub_3', now() - 10)
    const second = subscription('sub_3')
    const under: string[] = []
    let most = 0
    other.answers((delivered, response) => {
      under.push(delivered.body.event.id)
      most = Math.max(most, under.length)
      setTimeout(() => {
        under.pop()
        response.end()
      }, 700)
    })
    await Promise.all([worker.receive(first), worker.receive(second)])
    await worker.reaches(second, 'delivered')
    await until('both are done', async () =>
      (await worker.list('?object=sub_3')).data.every(({ deliveries }) => deliveries[0]?.state !== 'pending'),
    )
    expect(most).toBe(1)
  })

  test('events of the same second both arrive, and so do those of other objects', async () => {
    const at = now() - 5
    const all = [subscription('sub_4', at), subscription('sub_4', at), subscription('sub_5', at - 60)]
    for (const one of all) {
      await worker.receive(one)
      await worker.reaches(one, 'delivered')
    }
  })
})

describe('GET /webhooks/events', () => {
  test('needs a credential that may read', async () => {
    expect((await worker.send('/webhooks/events')).status).toBe(401)
    const forbidden = await worker.ask('/webhooks/events', {}, 'key-reader')
    expect(forbidden.status).toBe(403)
    expect((await errorOf(forbidden)).message).toContain('webhooks:read')
    expect((await worker.ask('/webhooks/events', {}, READER)).status).toBe(200)
    expect((await worker.ask('/webhooks/events', {}, 'key-plain')).status).toBe(200)
    expect((await worker.ask('/webhooks/events', { method: 'POST' }, READER)).status).toBe(405)
  })

  test('lists newest first, page by page, and filters by type, object and state', async () => {
    const mine = [event('topup.created', { id: 'tu_1' }), event('topup.failed', { id: 'tu_2' }), event('product.x')]
    for (const one of mine) await worker.receive(one)
    await worker.reaches(mine[2] ?? event(), 'delivered')
    const ids = ({ data }: Listed) => data.map(({ id }) => id)
    const first = await worker.list('?limit=2')
    expect(first).toMatchObject({ object: 'list', url: '/webhooks/events', has_more: true })
    expect(ids(first)).toEqual([mine[2]?.id, mine[1]?.id])
    expect(ids(await worker.list(`?limit=1&starting_after=${mine[1]?.id}`))).toEqual([mine[0]?.id])
    expect(ids(await worker.list('?type=topup.*'))).toEqual([mine[1]?.id, mine[0]?.id])
    expect(ids(await worker.list('?type=topup.failed'))).toEqual([mine[1]?.id])
    expect(ids(await worker.list('?object=tu_1'))).toEqual([mine[0]?.id])
    expect(ids(await worker.list('?type=product.x&state=delivered'))).toEqual([mine[2]?.id])
    expect(ids(await worker.list('?type=product.x&state=dead'))).toEqual([])
  })

  test.each([
    ['limit=0', 'limit: must be at least 1'],
    ['limit=1&limit=2', 'limit: must be a whole number'],
    ['limit=101', 'limit: must be at most 100'],
    ['state=lost', 'state: must be one of pending, delivered, superseded, dead'],
    ['starting_after=evt_none', 'starting_after: must be the ID of a stored event'],
    ['typ=x', 'typ: unknown input; did you mean "type"?'],
    [`type=${encodeURIComponent("x' OR 1=1")}`, 'type: must be an event type or a pattern such as "invoice.*"'],
  ])('%s: 400', async (query, message) => {
    const response = await worker.ask(`/webhooks/events?${query}`)
    expect(response.status).toBe(400)
    expect((await errorOf(response)).message).toBe(message)
  })

  test('shows no secret, header, address or payload, nor does the log', async () => {
    const shown = await (await worker.ask('/webhooks/events?limit=100')).text()
    const logged = worker.lines().join()
    for (const secret of ['hidden', OUTWARD, NEXT, destination.url, 'Tasse']) {
      expect(shown).not.toContain(secret)
      expect(logged).not.toContain(secret)
    }
  })
})

describe('redelivering', () => {
  const redeliver = (path: string, body?: unknown, key?: string) =>
    worker.ask(
      `/webhooks/${path}/redeliver`,
      {
        method: 'POST',
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      },
      key,
    )

  test('an event goes again to where it is meant for, or to one destination', async () => {
    const one = event('product.created')
    await worker.receive(one)
    await worker.reaches(one, 'delivered')
    const response = await redeliver(`events/${one.id}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ id: one.id, deliveries: [{ state: 'pending', attempts: 0 }] })
    await until('the second delivery', () => destination.of(one).length === 2)
    // One that its type is not for.
    expect((await redeliver(`events/${one.id}`, { destination: 'ordered' })).status).toBe(200)
    await worker.reaches(one, 'delivered', 'ordered')
    expect(other.of(one)).toHaveLength(1)
  })

  test('all dead letters of a destination', async () => {
    destination.answers(reply(503))
    const dead = [event('product.created'), event('product.created')]
    for (const one of dead) await worker.receive(one)
    for (const one of dead) await worker.reaches(one, 'dead')
    destination.answers(reply(200))
    const answer = (await (await redeliver('destinations/plain')).json()) as { redelivered: number }
    expect(answer).toMatchObject({ destination: 'plain', has_more: false })
    expect(answer.redelivered).toBeGreaterThanOrEqual(2)
    for (const one of dead) await worker.reaches(one, 'delivered')
    expect(await (await redeliver('destinations/plain')).json()).toMatchObject({ redelivered: 0 })
  })

  test.each([
    ['events/evt_none', undefined, 404, 'No such event'],
    ['destinations/none', undefined, 404, 'No such destination'],
    ['events/KNOWN', { destination: 'plian' }, 400, 'did you mean "plain"?'],
    ['events/KNOWN', { destinatoin: 'plain' }, 400, 'did you mean "destination"?'],
    ['events/KNOWN', [], 400, 'The body must be a JSON object, such as'],
    ['events/KNOWN', null, 400, 'The body must be a JSON object, such as'],
  ])('%s with %j: %d', async (path, body, status, words) => {
    const [known] = (await worker.list()).data
    const response = await redeliver(path.replace('KNOWN', known?.id ?? ''), body)
    expect(response.status).toBe(status)
    expect((await errorOf(response)).message).toContain(words)
  })

  test('needs a credential that may write', async () => {
    const [known] = (await worker.list()).data
    expect((await redeliver(`events/${known?.id}`, undefined, READER)).status).toBe(403)
    expect((await redeliver('destinations/plain', undefined, READER)).status).toBe(403)
  })
})
