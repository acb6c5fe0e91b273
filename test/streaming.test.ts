import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import type { Answer } from './support/upstream.ts'
import { errorOf, KEYS, startAtUpstream, startScript } from './support/worker.ts'

const ATTEMPT_MS = 600
/** So long that only an attempt's budget can end a call. */
const CALL_MS = 120_000

const worker = await startAtUpstream()
const { upstream } = worker
/** Waits for less than a second, where the other waits for 10. */
const hasty = await startScript({
  vars: {
    STRIPE_API_BASE_URL: upstream.url,
    STRIPE_ATTEMPT_TIMEOUT_MS: String(ATTEMPT_MS),
    STRIPE_TIMEOUT_MS: String(CALL_MS),
  },
})
afterAll(() => Promise.all([hasty.close(), worker.close()]))

const list = (length: number) =>
  JSON.stringify({ object: 'list', data: [{ id: 'prod_1', note: 'ü'.repeat(length / 2) }], has_more: false })
const LONG = list(200_000)
const SHORT = list(2_000)

/** Calls without reading the answer, which may break off. */
function call(action = 'list-products', input: object = {}, { url }: { url: URL } = worker): Promise<Response> {
  return fetch(new URL(`/actions/${action}`, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.full.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
}

type Framing = 'with a length' | 'in chunks' | 'compressed'
const FRAMINGS: Framing[] = ['with a length', 'in chunks', 'compressed']

/** Sends part of a body, then does something else. */
function part(body: string, framing: Framing, share: number, then: (response: ServerResponse) => void): Answer {
  const bytes = framing === 'compressed' ? gzipSync(body) : Buffer.from(body)
  return (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'request-id': 'req_upstream',
      ...(framing === 'with a length' && { 'content-length': bytes.length }),
      ...(framing === 'compressed' && { 'content-encoding': 'gzip' }),
    })
    response.write(bytes.subarray(0, Math.ceil(bytes.length * share)), () => then(response))
  }
}

const whole = (body: string, framing: Framing) => part(body, framing, 1, (response) => response.end())
const cut = (body: string, framing: Framing) => part(body, framing, 0.7, (response) => response.socket?.destroy())
const stalled = (body: string, framing: Framing) => part(body, framing, 0.7, () => {})

describe.each(FRAMINGS)('a response %s', (framing) => {
  test.each([
    ['short', SHORT],
    ['long', LONG],
  ])('that is %s arrives byte for byte', async (_, body) => {
    upstream.answers(whole(body, framing))
    const response = await call()
    expect(response.headers.get('stripe-request-id')).toBe('req_upstream')
    expect([response.status, await response.text()]).toEqual([200, body])
    expect(upstream.requests).toHaveLength(1)
  })

  test('that is short and breaks off is sent for again, then 502', async () => {
    upstream.answers(cut(SHORT, framing))
    const response = await call()
    expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_unavailable'])
    // The runtime repeats a read by itself, too.
    expect(upstream.requests.length).toBeGreaterThanOrEqual(3)
  })

  test('that is short and stalls is 504', async () => {
    upstream.answers(stalled(SHORT, framing))
    const response = await call('create-product', { name: 'A' }, hasty)
    expect([response.status, (await errorOf(response)).code]).toEqual([504, 'stripe_timeout'])
  })

  test('that is long and breaks off breaks off for the caller', async () => {
    // Not compressible: the compressed one is cut inside, not before its end.
    const noise = JSON.stringify({ object: 'list', data: Array.from({ length: 20_000 }, () => Math.random()) })
    upstream.answers(cut(noise, framing))
    const response = await call()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('that is long and stalls breaks off when the time of its attempt is up', async () => {
    const noise = JSON.stringify({ object: 'list', data: Array.from({ length: 20_000 }, () => Math.random()) })
    upstream.answers(stalled(noise, framing))
    const started = performance.now()
    const response = await call('list-products', {}, hasty)
    await expect(response.text()).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(CALL_MS / 2)
  })
})

test('a long response that is not JSON is 502', async () => {
  upstream.answers((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(LONG))
  const response = await call()
  expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_bad_response'])
})

test('an error is read whole, however long', async () => {
  const error = { type: 'invalid_request_error', message: 'x'.repeat(100_000) }
  upstream.answers((_, response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error })),
  )
  const response = await call()
  expect([response.status, (await errorOf(response)).message]).toEqual([400, error.message])
})

test('a page of all: true that breaks off is 502, not a shorter list', async () => {
  upstream.answers(cut(LONG, 'with a length'))
  const response = await call('list-products', { all: true })
  expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_unavailable'])
})
