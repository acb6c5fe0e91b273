import { createServer, type IncomingMessage } from 'node:http'
import Stripe from 'stripe'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

interface Received {
  event: Stripe.Event
  body: string
  signature: string
  contentType: string | undefined
  path: string
}

/** An endpoint of this machine that keeps what it receives, and answers with the statuses that it is given. */
async function startReceiver() {
  const received: Received[] = []
  const statuses: number[] = []
  /** What answers wait for. */
  const gate: { opens: Promise<void> } = { opens: Promise.resolve() }
  const read = async (request: IncomingMessage) => {
    let body = ''
    for await (const chunk of request) body += chunk
    return body
  }
  const server = createServer(async (request, response) => {
    const body = await read(request)
    received.push({
      event: JSON.parse(body),
      body,
      signature: String(request.headers['stripe-signature']),
      contentType: request.headers['content-type'],
      path: request.url ?? '',
    })
    await gate.opens
    response.statusCode = statuses.shift() ?? 200
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return { server, received, statuses, gate, url: `http://127.0.0.1:${address.port}` }
}

const receiver = await startReceiver()

afterAll(async () => {
  await local.close()
  receiver.server.closeAllConnections()
  receiver.server.close()
})

/** The events of an account, oldest first. */
async function events(stripeAccount: string, params: Stripe.EventListParams = {}) {
  const { data } = await stripe.events.list({ limit: 100, ...params }, { stripeAccount })
  return data.reverse()
}

const types = async (stripeAccount: string, params?: Stripe.EventListParams) =>
  (await events(stripeAccount, params)).map(({ type }) => type)

describe('events', () => {
  it('tell of an object as it was, what it was before, and that it is gone', async () => {
    const stripeAccount = 'acct_1Story'
    const options = { stripeAccount }
    const made = await stripe.products.create({ name: 'Mug', metadata: { a: '1', b: '2' } }, options)
    const changed = await stripe.products.update(made.id, { name: 'Cup', metadata: { a: '', c: '3' } }, options)
    await stripe.products.update(made.id, { metadata: {} }, options)
    await stripe.products.del(made.id, {}, options)
    const [created, updated, ...others] = await events(stripeAccount)
    expect(created).toMatchObject({
      object: 'event',
      type: 'product.created',
      api_version: '2026-10-28.endive',
      account: stripeAccount,
      livemode: false,
      pending_webhooks: 0,
      request: { id: made.lastResponse.requestId, idempotency_key: expect.any(String) },
    })
    const { lastResponse: _made, ...asMade } = made
    expect(created?.data).toEqual({ object: asMade })
    const { lastResponse: _changed, ...asChanged } = changed
    expect(updated?.data.object).toEqual(asChanged)
    // A second may have passed in between.
    const { updated: _when, ...previous } = { ...updated?.data.previous_attributes } as Record<string, unknown>
    expect(previous).toEqual({ name: 'Mug', metadata: { a: '1', c: null } })
    expect(others.map(({ type }) => type)).toEqual(['product.deleted'])
    expect(await stripe.events.retrieve(created?.id ?? '', {}, options)).toMatchObject({
      data: { object: { name: 'Mug' } },
    })
    for (const event of await events(stripeAccount)) {
      expect(departures(event)).toEqual([])
      expect(departures(event.data.object)).toEqual([])
    }
  })

  it('are listed by type, group and time', async () => {
    const stripeAccount = 'acct_1Lists'
    const { id } = await stripe.customers.create({ email: 'jenny@example.com' }, { stripeAccount })
    await stripe.customers.update(id, { name: 'Jenny' }, { stripeAccount })
    await stripe.products.create({ name: 'Mug' }, { stripeAccount })
    expect(await types(stripeAccount, { type: 'customer.updated' })).toEqual(['customer.updated'])
    expect(await types(stripeAccount, { type: 'customer.*' })).toEqual(['customer.created', 'customer.updated'])
    expect(await types(stripeAccount, { types: ['customer.created', 'product.created'] })).toEqual([
      'customer.created',
      'product.created',
    ])
    expect(await types(stripeAccount, { type: 'nothing.*' })).toEqual([])
    expect(await types(stripeAccount, { created: { lt: 1 } })).toEqual([])
    expect(await types(stripeAccount, { delivery_success: true })).toHaveLength(3)
    expect(await types(stripeAccount, { delivery_success: false })).toEqual([])
  })

  it('are not left by a request that fails, except by a declined card', async () => {
    const stripeAccount = 'acct_1Fails'
    const pay = (payment_method: string, currency = 'eur') =>
      stripe.paymentIntents.create(
        {
          amount: 500,
          currency,
          confirm: true,
          payment_method,
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        },
        { stripeAccount },
      )
    await expect(pay('pm_nothing')).rejects.toThrow()
    expect(await types(stripeAccount)).toEqual([])
    await expect(pay('pm_card_visa_chargeDeclined')).rejects.toThrow()
    expect(await types(stripeAccount)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
    const { id } = await pay('pm_card_visa')
    await stripe.refunds.create({ payment_intent: id, amount: 200 }, { stripeAccount })
    expect((await types(stripeAccount)).slice(3)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'refund.created',
      'charge.refunded',
    ])
    const [refunded] = (await events(stripeAccount)).slice(-1)
    expect(refunded?.data.previous_attributes).toEqual({ amount_refunded: 0 })
  })

  it('tell how a subscription comes to be and ends', async () => {
    const stripeAccount = 'acct_1Subscribes'
    const options = { stripeAccount }
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' }, options)
    const { data } = await stripe.paymentMethods.list({ customer }, options)
    const price = await stripe.prices.create(
      { currency: 'eur', unit_amount: 500, recurring: { interval: 'month' }, product_data: { name: 'Gold' } },
      options,
    )
    const before = (await events(stripeAccount)).length
    const { id } = await stripe.subscriptions.create(
      { customer, items: [{ price: price.id }], default_payment_method: data[0]?.id ?? '' },
      options,
    )
    const story = (await events(stripeAccount)).slice(before)
    expect(story.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'customer.subscription.created',
        'invoice.created',
        'invoice.finalized',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice_payment.paid',
        'invoice.paid',
        'invoice.payment_succeeded',
      ]),
    )
    const statusOf = (type: string) => {
      const object = story.find((event) => event.type === type)?.data.object
      return object && 'status' in object ? object.status : undefined
    }
    expect(['invoice.created', 'invoice.finalized', 'invoice.paid'].map(statusOf)).toEqual(['draft', 'open', 'paid'])
    for (const { data } of story) expect(departures(data.object)).toEqual([])
    await stripe.subscriptions.cancel(id, {}, options)
    expect((await types(stripeAccount)).slice(before + story.length)).toEqual(['customer.subscription.deleted'])
  })
})

describe('webhook endpoints', () => {
  it('show their secret once, are changed and deleted', async () => {
    const options = { stripeAccount: 'acct_1Endpoints' }
    const made = await stripe.webhookEndpoints.create(
      { url: 'https://shop.example/hooks', enabled_events: ['*'] },
      options,
    )
    expect(made.secret).toMatch(/^whsec_\w{32}$/)
    expect(departures(JSON.parse(JSON.stringify(made)))).toEqual([])
    expect(await stripe.webhookEndpoints.retrieve(made.id, {}, options)).not.toHaveProperty('secret')
    const off = await stripe.webhookEndpoints.update(
      made.id,
      { disabled: true, enabled_events: ['customer.created'] },
      options,
    )
    expect(off).toMatchObject({ status: 'disabled', enabled_events: ['customer.created'] })
    await stripe.customers.create({}, options)
    expect((await events(options.stripeAccount))[0]?.pending_webhooks).toBe(0)
    expect(await stripe.webhookEndpoints.del(made.id, {}, options)).toMatchObject({ deleted: true })
    expect((await stripe.webhookEndpoints.list({}, options)).data).toEqual([])
    const refused = { param: 'url', code: 'url_invalid' }
    for (const url of ['http://shop.example', 'ftp://127.0.0.1', 'http://127.0.0.1.example']) {
      await expect(stripe.webhookEndpoints.create({ url, enabled_events: ['*'] })).rejects.toMatchObject(refused)
    }
    await expect(
      local.call('POST /v1/webhook_endpoints', 'url=https://shop.example&enabled_events[]=nothing.happened'),
    ).resolves.toMatchObject({ status: 400, body: { error: { param: 'enabled_events[0]' } } })
  })

  it('receive what they ask for, signed as Stripe signs it, and again until they take it', async () => {
    const options = { stripeAccount: 'acct_1Receives' }
    const { url, received, statuses, gate } = receiver
    const endpoint = await stripe.webhookEndpoints.create(
      { url: `${url}/hooks`, enabled_events: ['customer.created', 'customer.deleted'] },
      options,
    )
    statuses.push(302)
    const { promise, resolve } = Promise.withResolvers<void>()
    gate.opens = promise
    const customer = await stripe.customers.create({ email: 'jenny@example.com' }, options)
    await stripe.customers.update(customer.id, { name: 'Jenny' }, options)
    const [pending] = await events(options.stripeAccount)
    expect(pending?.pending_webhooks).toBe(1)
    resolve()
    await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 60_000, interval: 100 })
    await stripe.customers.del(customer.id, {}, options)
    await vi.waitFor(() => expect(received).toHaveLength(3), { timeout: 60_000, interval: 50 })
    expect(received.map(({ event }) => event.type)).toEqual([
      'customer.created',
      'customer.created',
      'customer.deleted',
    ])
    const [{ body, signature, contentType, path } = { body: '', signature: '', contentType: '', path: '' }] = received
    expect([contentType, path]).toEqual(['application/json; charset=utf-8', '/hooks'])
    const verified = await stripe.webhooks.constructEventAsync(body, signature, endpoint.secret ?? '')
    expect(verified).toMatchObject({
      id: pending?.id,
      data: { object: { id: customer.id, email: 'jenny@example.com' } },
    })
    await expect(stripe.webhooks.constructEventAsync(`${body} `, signature, endpoint.secret ?? '')).rejects.toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    )
    const left = async () => (await events(options.stripeAccount)).map((event) => event.pending_webhooks)
    await vi.waitFor(async () => expect(await left()).toEqual([0, 0, 0]), { timeout: 60_000, interval: 50 })
  })

  it('never hold up the request that causes an event', async () => {
    const options = { stripeAccount: 'acct_1Hangs' }
    let ended = 0
    const silent = createServer((request) => request.socket.on('close', () => (ended += 1)))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    await stripe.webhookEndpoints.create({ url: `http://127.0.0.1:${port}`, enabled_events: ['*'] }, options)
    await stripe.webhookEndpoints.create({ url: `${receiver.url}/quick`, enabled_events: ['*'] }, options)
    await stripe.customers.create({}, options)
    await stripe.customers.create({}, options)
    // The wait for an answer ends after 10 seconds.
    expect(ended).toBe(0)
    const quick = () => receiver.received.filter(({ path }) => path === '/quick')
    await vi.waitFor(() => expect(quick()).toHaveLength(2), { timeout: 60_000, interval: 50 })
    silent.closeAllConnections()
    silent.close()
  })
})
