import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorOf, startScript } from '../support/worker.ts'
import {
  event,
  now,
  OUTWARD,
  SECRET,
  sentByStripe,
  signature,
  startDestination,
  startWebhooks,
  type Webhooks,
} from './support.ts'

const destination = await startDestination()
const worker = await startWebhooks({
  destinations: [{ name: 'all', url: destination.url, types: ['*'], secret: `whsec_${btoa('x'.repeat(32))}` }],
  secrets: { STRIPE_WEBHOOK_SECRET: `${SECRET}, whsec_next` },
})

afterAll(async () => {
  await worker.close()
  await destination.close()
})

describe('signatures', () => {
  const body = JSON.stringify(event())

  test.each([
    ['missing', ''],
    ['no signature', 'nonsense'],
    ['of another secret', signature(body, { secret: 'whsec_other' })],
    ['of another body', signature(`${body} `)],
    ['of an empty secret', signature(body, { secret: '' })],
    ['of another scheme', signature(body).replace('v1=', 'v0=')],
    ['with another time', signature(body).replace(/t=\d+/, `t=${now() - 60}`)],
  ])('%s: 400, and nothing is kept', async (_, header) => {
    const response = await worker.post(body, header)
    expect(response.status).toBe(400)
    expect((await errorOf(response)).code).toBe('invalid_signature')
    expect((await worker.list()).data).toEqual([])
  })

  test('replayed after more than five minutes: 400, saying so', async () => {
    const response = await worker.post(body, signature(body, { at: now() - 301 }))
    expect(response.status).toBe(400)
    expect((await errorOf(response)).message).toContain('older than 300 seconds')
  })

  const signed = (t: string) => `t=${t},v1=${createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex')}`

  test.each([
    ['that is no number', signed('NaN')],
    ['that is empty', `t=,v1=${signed('NaN').split('v1=')[1]}`],
    ['with letters after it', signed(String(now())).replace(/t=(\d+)/, 't=$1x')],
    ['that is negative', signed('-1')],
    ['given twice', `t=${now() - 9_000},${signed(String(now()))}`],
    ['more than five minutes in the future', signed(String(now() + 3_600))],
    ['far in the future', signed('99999999999')],
  ])('with a time %s: 400', async (_, header) => {
    const response = await worker.post(body, header)
    expect([response.status, (await errorOf(response)).code]).toEqual([400, 'invalid_signature'])
    expect((await worker.list()).data).toEqual([])
  })

  test('of a body that other bytes were put before: 400', async () => {
    for (const bytes of [[0xef, 0xbb, 0xbf], [0xff], [0x20]]) {
      const longer = new Uint8Array([...bytes, ...new TextEncoder().encode(body)])
      const response = await worker.post(longer, signature(body))
      expect([response.status, (await errorOf(response)).code]).toEqual([400, 'invalid_signature'])
    }
    const replaced = new TextEncoder().encode(body.replace('invoice', 'invo\ufffdice'))
    const at = replaced.indexOf(0xef)
    const broken = new Uint8Array([...replaced.slice(0, at), 0xff, ...replaced.slice(at + 3)])
    const response = await worker.post(broken, signature(new TextDecoder().decode(broken)))
    expect([response.status, (await errorOf(response)).code]).toEqual([400, 'invalid_signature'])
    expect((await worker.list()).data).toEqual([])
  })

  test('of either secret, and of one of several signatures: 200', async () => {
    for (const header of [
      signature(body, { at: now() - 290 }),
      signature(body, { secret: 'whsec_next' }),
      `${signature(body, { secret: 'whsec_other' })},${signature(body).split(',')[1]}`,
    ]) {
      expect((await worker.post(body, header)).status).toBe(200)
    }
  })

  test('the bytes count, not what they mean', async () => {
    const one = event('product.updated', { name: 'Tasse „groß“ ☕' })
    const text = `{\n  "id": ${JSON.stringify(one.id)},${JSON.stringify(one).slice(JSON.stringify({ id: one.id }).length)}  \n`
    expect((await worker.post(text)).status).toBe(200)
    expect((await worker.post(text, signature(JSON.stringify(JSON.parse(text))))).status).toBe(400)
  })
})

test.each([
  ['of live mode', JSON.stringify(event('invoice.paid', {}, { livemode: true })), 'wrong_mode', 'live mode'],
  ['no JSON', 'hello', 'invalid_json', 'JSON'],
  ['no event', JSON.stringify({ object: 'charge', id: 'ch_1' }), 'invalid_event', 'not an event'],
  ['no object', '[]', 'invalid_event', 'not an event'],
  ['null', 'null', 'invalid_event', 'not an event'],
  ['with a type that is none', JSON.stringify({ ...event(), type: 'invoice paid' }), 'invalid_event', 'not an event'],
  ['with an ID that is none', JSON.stringify({ ...event(), id: '../x' }), 'invalid_event', 'not an event'],
])('a signed body that is %s: 400', async (_, body, code, words) => {
  const response = await worker.post(body)
  expect(response.status).toBe(400)
  const error = await errorOf(response)
  expect(error.code).toBe(code)
  expect(error.message).toContain(words)
})

describe('in live mode', () => {
  let live: Webhooks
  beforeAll(async () => {
    const all = { name: 'all', url: destination.url, types: ['*'], secret: OUTWARD }
    live = await startWebhooks({ env: 'production', destinations: [all] })
  })
  afterAll(() => live.close())

  test('an event of test mode: 400', async () => {
    const response = await live.receive(event())
    expect(response.status).toBe(400)
    expect((await errorOf(response)).code).toBe('wrong_mode')
    expect((await live.receive(event('invoice.paid', {}, { livemode: true }))).status).toBe(200)
  })

  test('an event of a connected account in test mode is ignored: 200, and neither kept nor delivered', async () => {
    const connected = event('invoice.paid', {}, { account: 'acct_1' })
    const response = await live.receive(connected)
    expect([response.status, await response.json()]).toEqual([200, { received: true, ignored: true }])
    const own = event('invoice.paid', {}, { account: 'acct_1', livemode: true })
    expect((await live.receive(own)).status).toBe(200)
    await live.reaches(own, 'delivered')
    const ids = (await live.list()).data.map(({ id }) => id)
    expect([ids.includes(own.id), ids.includes(connected.id)]).toEqual([true, false])
    expect(destination.of(connected)).toEqual([])
    const lines = live.lines().map((line) => JSON.parse(line))
    expect(lines.find((line) => line.event === connected.id)).toMatchObject({
      event_type: 'invoice.paid',
      event_ignored: true,
      status: 200,
    })
    expect(lines.find((line) => line.event === own.id && line.method)).not.toHaveProperty('event_ignored')
  })
})

test('1 MiB arrives whole, a byte more is 413', async () => {
  const one = event('product.created')
  const room = 1024 * 1024 - JSON.stringify({ ...one, padding: '' }).length
  const largest = JSON.stringify({ ...one, padding: 'x'.repeat(room) })
  expect((await worker.post(largest)).status).toBe(200)
  await worker.reaches(one, 'delivered')
  expect(destination.of(one)[0]?.text).toContain(largest)
  expect((await worker.post(`${largest} `)).status).toBe(413)
})

test('only POST, and no browser of another origin', async () => {
  const response = await worker.send('/webhooks/stripe')
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
})

test('repeated one after another and all at once, it is delivered once', async () => {
  const one = event()
  const first = await worker.receive(one)
  expect(await first.json()).toEqual({ received: true, repeated: false })
  const second = await worker.receive(one)
  expect(second.status).toBe(200)
  expect(await second.json()).toEqual({ received: true, repeated: true })

  const crowd = event()
  const answers = await Promise.all(Array.from({ length: 40 }, () => worker.receive(crowd)))
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200))
  await worker.reaches(one, 'delivered')
  await worker.reaches(crowd, 'delivered')
  // What a second delivery would need to arrive.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(destination.of(one)).toHaveLength(1)
  expect(destination.of(crowd)).toHaveLength(1)
})

test('the log names the event, and holds nothing of it', async () => {
  const one = event('customer.created', { email: 'somebody@example.com' })
  await worker.receive(one)
  await worker.reaches(one, 'delivered')
  const lines = worker.lines().filter((line) => line.includes(one.id))
  expect(lines.map((line) => JSON.parse(line).status)).toContain(200)
  expect(lines.join()).not.toContain('somebody')
  expect(worker.lines().join()).not.toContain('whsec_')
})

describe('without a configuration', () => {
  test('actions and /health work, /webhooks/stripe names what is missing', async () => {
    const plain = await startScript({ secrets: { STRIPE_WEBHOOK_SECRET: '', WEBHOOK_DESTINATIONS: '' } })
    expect((await plain.send('/health')).status).toBe(200)
    const response = await plain.send('/webhooks/stripe', sentByStripe(JSON.stringify(event())))
    expect(response.status).toBe(500)
    const error = await errorOf(response)
    expect(error.code).toBe('configuration')
    expect(error.message).toContain('STRIPE_WEBHOOK_SECRET is missing')
    await plain.close()
  })

  test('/health names a secret that is missing where destinations want events', async () => {
    const half = await startScript({
      secrets: {
        STRIPE_WEBHOOK_SECRET: '',
        WEBHOOK_DESTINATIONS: JSON.stringify([
          { name: 'shop', url: 'https://example.com', types: ['*'], secret: OUTWARD },
        ]),
      },
    })
    const response = await half.send('/health')
    expect(response.status).toBe(503)
    expect((await errorOf(response)).issues).toEqual([{ param: 'STRIPE_WEBHOOK_SECRET', message: 'is missing' }])
    await half.close()
  })

  test('/health names what is wrong, and no value', async () => {
    const wrong = await startScript({
      secrets: { STRIPE_WEBHOOK_SECRET: 'sk_test_oops', WEBHOOK_DESTINATIONS: '[{"url":"http://secret.example"}]' },
      vars: { WEBHOOK_RETRY_DELAYS: '10 minutes' },
    })
    const response = await wrong.send('/health')
    expect(response.status).toBe(503)
    const { issues = [], message } = await errorOf(response)
    expect(issues.map(({ param }) => param)).toEqual([
      'STRIPE_WEBHOOK_SECRET',
      'WEBHOOK_DESTINATIONS',
      'WEBHOOK_RETRY_DELAYS',
    ])
    expect(message).toContain('[0].url must use https')
    expect(message).not.toMatch(/oops|secret\.example/)
    expect((await wrong.send('/webhooks/stripe', sentByStripe(JSON.stringify(event())))).status).toBe(500)
    await wrong.close()
  })
})
