import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, json, startUpstream, type Upstream } from './support/upstream.ts'
import { errorOf, KEYS, type Script, startAtUpstream, startScript } from './support/worker.ts'

const worker = await startAtUpstream()
const { upstream } = worker
afterAll(() => worker.close())
beforeEach(() => upstream.answers(json(200, { id: 'prod_1', object: 'product' })))

const authorization = `Bearer ${KEYS.full.key}`
const create = (headers: Record<string, string> = {}) => worker.call('create-product', { name: 'A' }, { headers })

/** Sends `body` with a status and whatever type. */
const raw =
  (status: number, body: string, type = 'text/html'): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type, 'request-id': 'req_upstream' })
    response.end(body)
  }

const reset: Answer = (_, response) => response.socket?.destroy()

const resetAmidTheBody: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"id":"prod_1","object":"product",', () => response.socket?.destroy())
}

describe('what Stripe refuses is passed on', () => {
  const card = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    param: 'payment_method',
    doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    payment_intent: { client_secret: 'pi_1_secret_2' },
  }

  test.each([400, 402, 404, 409, 429])('%d', async (status) => {
    upstream.answers(json(status, { error: card }, { 'stripe-should-retry': 'false' }))
    const response = await create({ 'x-request-id': 'mine' })
    const { payment_intent: _, ...told } = card
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: { ...told, request_id: 'mine', stripe_request_id: 'req_upstream' } })
    expect(response.headers.get('stripe-request-id')).toBe('req_upstream')
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
    expect(upstream.requests).toHaveLength(1)
  })

  test('without the fields that do not apply', async () => {
    upstream.answers(json(400, { error: { type: 'invalid_request_error', message: 'No.', code: null, param: '' } }))
    const { request_id, ...others } = await errorOf(await create())
    expect(request_id).toMatch(/^[\da-f-]{36}$/)
    expect(others).toEqual({ type: 'invalid_request_error', message: 'No.', stripe_request_id: 'req_upstream' })
  })

  test("a 429 is not repeated and tells Stripe's Retry-After", async () => {
    const error = { type: 'invalid_request_error', code: 'rate_limit', message: 'Slow down.' }
    upstream.answers(json(429, { error }, { 'retry-after': '7' }))
    const response = await create()
    expect([response.status, response.headers.get('retry-after'), upstream.requests.length]).toEqual([429, '7', 1])
  })

  test('an unlisted 4xx is passed on as 400', async () => {
    upstream.answers(json(422, { error: { type: 'invalid_request_error', message: 'Odd.' } }))
    const response = await create()
    expect([response.status, (await errorOf(response)).message]).toEqual([400, 'Odd.'])
  })
})

describe('what Stripe fails at is 502', () => {
  const keyError = { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****cret' }

  test.each<[string, Answer, string, number]>([
    ['401', json(401, { error: keyError }), 'stripe_credentials', 1],
    ['403', json(403, { error: keyError }), 'stripe_credentials', 1],
    ['500 with an error', json(500, { error: { type: 'api_error', message: 'Oops' } }), 'stripe_unavailable', 3],
    ['500 that is HTML', raw(500, '<h1>Error</h1>'), 'stripe_unavailable', 3],
    ['503 without a body', raw(503, ''), 'stripe_unavailable', 3],
    ['a reset', reset, 'stripe_unavailable', 3],
    ['a reset amid the body', resetAmidTheBody, 'stripe_unavailable', 3],
    ['HTML', raw(200, '<h1>Hello</h1>'), 'stripe_bad_response', 1],
    ['cut JSON', raw(200, '{"id":"prod_1","object":"product","na', 'application/json'), 'stripe_bad_response', 1],
    ['an empty answer', raw(200, '', 'application/json'), 'stripe_bad_response', 1],
    ['JSON null', json(200, 'null'), 'stripe_bad_response', 1],
    ['a JSON string', json(200, '"OK"'), 'stripe_bad_response', 1],
    ['a JSON array', json(200, '[]'), 'stripe_bad_response', 1],
    ['an object that is none of Stripe', json(200, { ok: true }), 'stripe_bad_response', 1],
    ['an error under 200', json(200, { object: 'x', error: { message: 'x' } }), 'stripe_bad_response', 1],
    ['an error in words under 200', json(200, { object: 'x', error: 'x' }), 'stripe_bad_response', 1],
    ['404 without error', json(404, { object: 'product', message: 'Not here' }), 'stripe_bad_response', 1],
    ['404 that is HTML', raw(404, '<h1>Not found</h1>'), 'stripe_bad_response', 1],
    ['400 with an error in words', json(400, { error: 'bad' }), 'stripe_bad_response', 1],
    ['401 that is HTML', raw(401, '<h1>Proxy</h1>'), 'stripe_bad_response', 1],
  ])('%s', async (_, answer, code, attempts) => {
    upstream.answers(answer)
    const response = await create()
    const error = await errorOf(response)
    expect([response.status, error.code, error.type]).toEqual([502, code, 'api_error'])
    expect(error.message).not.toContain('sk_test')
    expect(upstream.requests).toHaveLength(attempts)
  })

  test('a redirect, which is not followed', async () => {
    upstream.answers((_, response) => response.writeHead(302, { location: `${upstream.url}/elsewhere` }).end())
    const response = await worker.call('list-products')
    expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_bad_response'])
    expect(upstream.requests).toHaveLength(1)
  })

  describe('a long answer', () => {
    const data = Array.from({ length: 100 }, (_, i) => ({ id: `prod_${i}`, object: 'product', name: 'n'.repeat(50) }))
    const list = { object: 'list', data, has_more: false, url: '/v1/products' }
    const last = JSON.stringify({ data, has_more: false, object: 'list' })

    test.each([
      ['as Stripe writes it', JSON.stringify(list, null, 2)],
      ['with brackets in its strings', JSON.stringify({ ...list, data: [...data, { id: 'p', name: '}}] {' }] })],
      ['that names its kind last', last],
      [
        'in many scripts, with numbers as they were written',
        `{"object":"list","n":1.10,"e":1E3,"i":12345678901234567890,"t":"${'ü漢😀\\u2028\\ud83d\u2029\ufffd'.repeat(500)}"}`,
      ],
    ])('%s is handed through, byte for byte', async (_, text) => {
      upstream.answers(raw(200, text, 'application/json'))
      const response = await worker.call('list-products')
      expect([response.status, Buffer.from(await response.arrayBuffer()).equals(Buffer.from(text))]).toEqual([
        200,
        true,
      ])
    })

    test.each([
      ['cut after an object', last.slice(0, last.indexOf('},') + 1)],
      [
        'cut after an object, with its kind first',
        JSON.stringify(list)
          .slice(0, 6_000)
          .replace(/\}[^}]*$/, '}'),
      ],
      ['cut amid a string', JSON.stringify(list).slice(0, 6_000)],
      ['that is HTML', `<html>${'<p>Hello</p>'.repeat(500)}</html>`],
      ['that is none of Stripe', JSON.stringify({ ok: true, data })],
    ])('%s is 502', async (_, text) => {
      expect(text.length).toBeGreaterThan(80)
      upstream.answers(raw(200, text, 'application/json'))
      const response = await worker.call('list-products')
      expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_bad_response'])
    })

    test.each([
      ['list-products', { all: true }],
      ['create-invoice-item', { invoice: 'in_1', price: 'price_1' }],
    ])('that is read here, and broken in its midst, is 502: %s', async (action, input) => {
      upstream.answers(raw(200, JSON.stringify(list).replace('"prod_9"', '"prod_9'), 'application/json'))
      const response = await worker.call(action, input)
      expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_bad_response'])
    })
  })

  test('no connection to Stripe', async () => {
    const gone = await startUpstream()
    await gone.close()
    const lonely = await startScript({ vars: { STRIPE_API_BASE_URL: gone.url } })
    const response = await lonely.call('create-product', { name: 'A' })
    await lonely.close()
    expect([response.status, (await errorOf(response)).code]).toEqual([502, 'stripe_unavailable'])
  })
})

describe('attempts', () => {
  /** Fails twice and then answers. */
  function third(failure: Answer): Answer {
    let count = 0
    return (request, response) => {
      count += 1
      const answer = count < 3 ? failure : json(200, { id: 'prod_1', object: 'product' })
      answer(request, response)
    }
  }

  test.each<[string, Answer]>([
    ['500', json(500, { error: { message: 'x' } })],
    ['409', json(409, { error: { message: 'x' } })],
    ['429 that Stripe asks to repeat', json(429, { error: { message: 'x' } }, { 'stripe-should-retry': 'true' })],
    ['a reset', reset],
  ])('%s is repeated twice, with the same idempotency key', async (_, failure) => {
    for (const headers of [{}, { 'idempotency-key': 'mine' }] as Record<string, string>[]) {
      upstream.answers(third(failure))
      const response = await create(headers)
      expect(response.status).toBe(200)
      const keys = upstream.requests.map((request) => request.headers['idempotency-key'])
      expect(keys).toHaveLength(3)
      expect(new Set(keys).size).toBe(1)
      expect(keys[0]).toMatch('idempotency-key' in headers ? /^mine$/ : /^[\da-f-]{36}$/)
    }
  })

  test('a replayed answer says so', async () => {
    upstream.answers(json(200, { id: 'prod_1', object: 'product' }, { 'idempotent-replayed': 'true' }))
    expect((await create()).headers.get('idempotent-replayed')).toBe('true')
  })
})

describe.concurrent('time budgets', () => {
  const ATTEMPT_MS = 1_000
  const CALL_MS = 1_500
  /** What has no answer, or not a whole one. */
  const STUCK: Record<string, Answer> = {
    'never answers': () => {},
    'stalls amid the body': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"id":')
    },
  }

  let slow: Upstream
  let workers: { attempt: Script; call: Script }
  const asked = (product: string) => slow.requests.filter(({ params }) => params[0]?.[1] === product).length
  beforeAll(async () => {
    slow = await startUpstream()
    slow.answers((request, response) => {
      const product = request.params[0]?.[1] ?? ''
      const stuck = Object.keys(STUCK).find((kind) => product.startsWith(kind)) ?? ''
      const otherwise = asked(product) === 1 ? () => {} : json(200, { id: 'prod_1', object: 'product' })
      ;(STUCK[stuck] ?? otherwise)(request, response)
    })
    const start = (budgets: Record<string, string>) =>
      startScript({ vars: { STRIPE_API_BASE_URL: slow.url, ...budgets } })
    workers = {
      attempt: await start({ STRIPE_ATTEMPT_TIMEOUT_MS: String(ATTEMPT_MS) }),
      call: await start({ STRIPE_TIMEOUT_MS: String(CALL_MS) }),
    }
  })
  afterAll(() => Promise.all([workers.attempt.close(), workers.call.close(), slow.close()]))

  /** Creates a product, and says what came of it in how many milliseconds. */
  async function create(budget: keyof typeof workers, kind: string) {
    const name = `${kind}, ${budget}`
    const started = performance.now()
    const response = await workers[budget].call('create-product', { name })
    const ms = performance.now() - started
    const { code } = response.ok ? {} : await errorOf(response)
    return { status: response.status, code, attempts: asked(name), ms }
  }

  test.each(Object.keys(STUCK))('an upstream that %s is 504 after three attempts, each cut', async (kind) => {
    const { ms, ...others } = await create('attempt', kind)
    expect(others).toEqual({ status: 504, code: 'stripe_timeout', attempts: 3 })
    expect(ms).toBeGreaterThan(3 * ATTEMPT_MS)
  })

  test('an attempt that is cut is repeated', async () => {
    const { ms, ...others } = await create('attempt', 'answers the second time')
    expect(others).toEqual({ status: 200, code: undefined, attempts: 2 })
    expect(ms).toBeGreaterThan(ATTEMPT_MS)
  })

  test.each(Object.keys(STUCK))('an upstream that %s is 504 once the budget of the call is used up', async (kind) => {
    const { ms, ...others } = await create('call', kind)
    expect(others).toEqual({ status: 504, code: 'stripe_timeout', attempts: 1 })
    expect(ms).toBeGreaterThan(CALL_MS - 50)
  })
})

describe('what a caller sends wrong', () => {
  const post = (body: string, type: string | null = 'application/json', path = '/actions/create-product') =>
    worker.send(path, {
      method: 'POST',
      headers: { authorization, ...(type && { 'content-type': type }) },
      body: Buffer.from(body),
    })

  test.each([
    ['[]', 400, 'invalid_json'],
    ['"x"', 400, 'invalid_json'],
    ['null', 400, 'invalid_json'],
    ['7', 400, 'invalid_json'],
    ['{"name":', 400, 'invalid_json'],
    ['name=A', 400, 'invalid_json'],
    ['', 400, 'invalid_input'],
    ['  \n', 400, 'invalid_input'],
  ])('the body %j is %d %s', async (body, status, code) => {
    const response = await post(body)
    expect([response.status, (await errorOf(response)).code]).toEqual([status, code])
    expect(upstream.requests).toHaveLength(0)
  })

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    null,
  ])('a body of the type %s is 415', async (type) => {
    const response = await post('{"name":"A"}', type)
    expect([response.status, (await errorOf(response)).code]).toEqual([415, 'unsupported_media_type'])
    expect(upstream.requests).toHaveLength(0)
  })

  test.each(['application/json; charset=utf-8', 'Application/JSON'])('a body of the type %s is read', async (type) => {
    expect((await post('{"name":"A"}', type)).status).toBe(200)
  })

  test('an absent or empty body is {}, whatever its type', async () => {
    const path = '/actions/list-products'
    for (const type of ['application/json', 'text/plain', null]) expect((await post('', type, path)).status).toBe(200)
    expect((await worker.send(path, { method: 'POST', headers: { authorization } })).status).toBe(200)
  })

  test('a body over 1 MiB is 413, with and without a length', async () => {
    const big = JSON.stringify({ name: 'A', description: 'x'.repeat(1024 * 1024) })
    const chunked = new ReadableStream({
      start(controller) {
        for (let at = 0; at < big.length; at += 65_536) controller.enqueue(Buffer.from(big.slice(at, at + 65_536)))
        controller.close()
      },
    })
    for (const body of [big, chunked]) {
      const init = {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
        duplex: 'half',
      }
      const response = await worker.send('/actions/create-product', init)
      expect([response.status, (await errorOf(response)).code]).toEqual([413, 'body_too_large'])
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('a POST with a query string is refused: its inputs would be lost', async () => {
    const response = await post('{"charge_id":"ch_1"}', 'application/json', '/actions/refund-payment?amount=100')
    expect(response.status).toBe(400)
    expect((await errorOf(response)).param).toBe('amount')
    expect(upstream.requests).toHaveLength(0)
  })

  test('an unknown action is 404 and names the nearest one', async () => {
    const response = await worker.call('create-produkt')
    expect(response.status).toBe(404)
    const { code, message } = await errorOf(response)
    expect([code, message]).toEqual([
      'unknown_action',
      'Unknown action "create-produkt"; did you mean "create-product"?',
    ])
  })

  test.each(['/', '/nothing', '/actions/create-product/more', '/local-stripe/v1/products'])(
    'the path %s is 404',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const response = await worker.send(path, { method })
        expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not_found'])
      }
    },
  )

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is 405', async (method) => {
    const init = { method, headers: { authorization } }
    for (const [path, allow] of [
      ['/actions/create-product', 'POST'],
      ['/actions/list-products', 'GET, HEAD, POST'],
      ['/health', 'GET, HEAD'],
    ] as const) {
      const response = await worker.send(path, init)
      expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
      expect((await errorOf(response)).code).toBe('method_not_allowed')
    }
  })

  test('a header with an invalid value is refused', async () => {
    for (const [name, value] of [
      ['Idempotency-Key', 'x'.repeat(256)],
      ['Idempotency-Key', 'ké'],
      ['Stripe-Account', '../x'],
    ] as const) {
      const response = await create({ [name]: value })
      expect([response.status, (await errorOf(response)).param]).toEqual([400, name])
    }
    expect(upstream.requests).toHaveLength(0)
    expect((await create({ 'idempotency-key': 'x'.repeat(255) })).status).toBe(200)
  })

  test('an invalid request ID is replaced', async () => {
    for (const [sent, echoed] of [
      ['a'.repeat(128), true],
      ['a'.repeat(129), false],
      ['a b', false],
      ['<x>', false],
    ] as const) {
      const id = (await create({ 'x-request-id': sent })).headers.get('x-request-id')
      expect(id === sent).toBe(echoed)
      expect(id).toBeTruthy()
    }
  })
})
