import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../test/support/loopback.ts'
import { json, startUpstream, type Upstream } from '../../test/support/upstream.ts'
import { event, OUTWARD, startWebhooks, until, type Webhooks } from '../../test/webhooks/support.ts'
import type { AnswerOf } from '../src/index.ts'
import {
  createWebhookHandler,
  type Delivery,
  handleDelivery,
  onEvent,
  verifyDelivery,
  WebhookVerificationError,
} from '../src/webhooks.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
const OTHER = 'whsec_AAAQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='
const URL_OF_HOOK = 'https://shop.example.com/hooks'

const body = (type = 'invoice.paid', more: object = {}) =>
  JSON.stringify({
    type,
    timestamp: '2026-11-24T18:00:00.000Z',
    attempt: 2,
    kind: 'snapshot',
    event: { id: 'evt_1', object: 'event', type, data: { object: { id: 'in_1' } } },
    attachments: {},
    ...more,
  })

function signed(text: string, { secret = SECRET, at = new Date() } = {}): Record<string, string> {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', at, text),
  }
}

describe('a delivery', () => {
  const text = body('invoice.paid', { attachments: { customer: null } })

  test('is verified, with its ID', () => {
    const delivery = verifyDelivery(text, signed(text), SECRET)
    expect(delivery).toEqual({ ...JSON.parse(text), id: 'evt_1' })
  })

  test('is verified with headers of every kind', () => {
    const headers = signed(text)
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    for (const given of [new Headers(headers), Object.entries(headers) as [string, string][], shouted]) {
      expect(verifyDelivery(text, given, SECRET).id).toBe('evt_1')
    }
    expect(verifyDelivery(text, { ...headers, cookie: undefined, via: ['a', 'b'] }, SECRET).id).toBe('evt_1')
  })

  test('is verified with each secret while it is replaced', () => {
    expect(verifyDelivery(text, signed(text), [OTHER, SECRET]).id).toBe('evt_1')
    expect(verifyDelivery(text, signed(text), [SECRET, OTHER]).id).toBe('evt_1')
  })

  const old = new Date(Date.now() - 301_000)
  // An hour: the test may run seconds after this line.
  const ahead = new Date(Date.now() + 3_600_000)
  test.each<[string, string, Record<string, string>, string | string[]]>([
    ['that was changed', `${text} `, signed(text), SECRET],
    ['signed with another secret', text, signed(text, { secret: OTHER }), SECRET],
    ['signed with none of several secrets', text, signed(text, { secret: OTHER }), [SECRET, SECRET]],
    ['that is older than five minutes', text, signed(text, { at: old }), SECRET],
    ['of the future', text, signed(text, { at: ahead }), SECRET],
    ['without a signature', text, {}, SECRET],
    ['with a signature of another ID', text, { ...signed(text), 'webhook-id': 'evt_2' }, SECRET],
    ['that no secret is for', text, signed(text), []],
    ['that is no object', '"text"', signed('"text"'), SECRET],
  ])('%s is refused', (_, given, headers, secret) => {
    expect(() => verifyDelivery(given, headers, secret)).toThrow(WebhookVerificationError)
  })

  test('is not verified with an empty secret', () => {
    expect(() => verifyDelivery(text, signed(text), 'whsec_')).toThrow("Secret can't be empty")
  })
})

describe('handlers', () => {
  const delivery = (type: string) => verifyDelivery(body(type), signed(body(type)), SECRET)

  test.each([
    ['invoice.paid', ['invoice.paid']],
    ['invoice.*', ['invoice.paid', 'invoice.payment_failed']],
    ['*.paid', ['invoice.paid', 'payout.paid', 'v1.invoice.paid']],
    ['invoice.*_failed', ['invoice.payment_failed']],
    ['*', ['invoice.paid', 'invoice.payment_failed', 'payout.paid', 'v1.invoice.paid', 'invoiceXpaid']],
    ['v1.*', ['v1.invoice.paid']],
  ] as const)('of %s run for %j', async (pattern, types) => {
    const run: string[] = []
    const handlers = [onEvent(pattern, ({ type }) => run.push(type))]
    for (const type of ['invoice.paid', 'invoice.payment_failed', 'payout.paid', 'v1.invoice.paid', 'invoiceXpaid']) {
      await handleDelivery(delivery(type), handlers)
    }
    expect(run).toEqual(types)
  })

  test('run one after the other, and stop where one fails', async () => {
    const run: string[] = []
    const handlers = [
      onEvent('invoice.paid', async () => {
        await Promise.resolve()
        run.push('first')
      }),
      onEvent('invoice.*', () => {
        run.push('second')
        throw new Error('out of stock')
      }),
      onEvent('*', () => run.push('third')),
    ]
    await expect(handleDelivery(delivery('invoice.paid'), handlers)).rejects.toThrow('out of stock')
    expect(run).toEqual(['first', 'second'])
  })

  test('get a test event only where they are for every type, and see that it is one', async () => {
    const got: unknown[] = []
    const text = body('stripe_actions.test', { test: true })
    await handleDelivery(verifyDelivery(text, signed(text), SECRET), [
      onEvent('invoice.paid', () => got.push('paid')),
      onEvent('invoice.*', () => got.push('invoice')),
      onEvent('*', (_event, _attachments, { test }) => got.push(test)),
    ])
    expect(got).toEqual([true])
  })

  test('get the event, the attachments and the delivery', async () => {
    const text = body('v1.customer.created', {
      kind: 'thin',
      object: { id: 'cus_1' },
      attachments: { items: { data: [] } },
    })
    const got: unknown[] = []
    const handler = onEvent('v1.customer.created', (...given) => {
      got.push(...given)
    })
    await handleDelivery(verifyDelivery(text, signed(text), SECRET), [handler])
    const { event, attachments } = JSON.parse(text) as Delivery
    expect(got).toEqual([event, attachments, { ...JSON.parse(text), id: 'evt_1' }])
  })
})

describe('an endpoint', () => {
  const run: string[] = []
  const endpoint = createWebhookHandler({
    secret: SECRET,
    handlers: [
      onEvent('invoice.paid', (_event, _attachments, { id }) => run.push(id)),
      onEvent('invoice.voided', () => {
        throw new Error('no such order')
      }),
    ],
  })
  const post = (text: string, headers = signed(text)) =>
    new Request(URL_OF_HOOK, { method: 'POST', headers, body: text })

  test('answers 204 once the handlers are done, or where none is for the event', async () => {
    expect((await endpoint(post(body()))).status).toBe(204)
    expect((await endpoint(post(body('payout.paid')))).status).toBe(204)
    expect(run).toEqual(['evt_1'])
  })

  test('answers 400 to what the Worker did not sign', async () => {
    const response = await endpoint(post(body(), signed(body('invoice.voided'))))
    expect([response.status, await response.text()]).toEqual([400, 'No matching signature found'])
    expect(run).toEqual(['evt_1'])
  })

  test('answers 405 to another method', async () => {
    const response = await endpoint(new Request(URL_OF_HOOK))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test("throws a handler's error, and one of its configuration at once", async () => {
    await expect(endpoint(post(body('invoice.voided')))).rejects.toThrow('no such order')
    expect(() => createWebhookHandler({ secret: '', handlers: [] })).toThrow("Secret can't be empty")
  })
})

describe('deliveries of the Worker', () => {
  const got: { id: string; session: string | undefined; quantity: number | null | undefined }[] = []
  const attempts: number[] = []
  const handle = createWebhookHandler({
    secret: OUTWARD,
    handlers: [
      onEvent(
        'checkout.session.completed',
        ({ data: { object } }, { session }: { session: AnswerOf<'retrieveCheckoutSession'> | null }) => {
          got.push({ id: object.id, session: session?.id, quantity: session?.line_items?.data[0]?.quantity })
        },
      ),
      onEvent('invoice.*', (_event, _attachments, { attempt }) => {
        attempts.push(attempt)
        if (attempt === 1) throw new Error('busy')
      }),
    ],
  })
  const server = createServer(async (request, response) => {
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const given = new Request(URL_OF_HOOK, { method: 'POST', headers, body: await text(request) })
    const status = await handle(given).then(
      ({ status }) => status,
      () => 500,
    )
    response.writeHead(status).end()
  })
  let receiver: Awaited<ReturnType<typeof serve>>
  let stripe: Upstream
  let worker: Webhooks
  beforeAll(async () => {
    receiver = await serve(server)
    stripe = await startUpstream()
    stripe.answers(json(200, { id: 'cs_1', object: 'checkout.session', line_items: { data: [{ quantity: 3 }] } }))
    worker = await startWebhooks({
      vars: { STRIPE_API_BASE_URL: stripe.url, WEBHOOK_RETRY_DELAYS: '1' },
      destinations: [
        {
          name: 'orders',
          url: `${receiver.url}/`,
          types: ['checkout.session.completed', 'invoice.paid'],
          secret: OUTWARD,
          enrichments: [{ as: 'session', action: 'retrieve-checkout-session', input: { id: '$event.data.object.id' } }],
        },
      ],
    })
  })
  afterAll(async () => {
    await worker?.close()
    await stripe?.close()
    await receiver?.close()
  })

  test('are verified, with what was attached', async () => {
    const given = event('checkout.session.completed', { id: 'cs_1', object: 'checkout.session' })
    await worker.receive(given)
    await worker.reaches(given, 'delivered')
    expect(got).toEqual([{ id: 'cs_1', session: 'cs_1', quantity: 3 }])
  })

  test('come again after an error of a handler', async () => {
    const given = event('invoice.paid')
    await worker.receive(given)
    await worker.reaches(given, 'delivered')
    await until('a second attempt', () => attempts.length === 2)
    expect(attempts).toEqual([1, 2])
  })
})
