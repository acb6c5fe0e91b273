import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { actions } from '../../handlers/index.ts'
import type { Action } from '../../src/action/define.ts'
import { type CallOptions, type ClientOptions, createClient, StripeActionsError } from '../src/index.ts'
import { broken, json, lost, replying, type Sent } from './support/fetch.ts'

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/
const product = json(200, { id: 'prod_1', object: 'product' })

/** A client whose requests get these replies, and what it sent. */
function clientOf(replies: Parameters<typeof replying>, options: Partial<ClientOptions> = {}) {
  const { fetch, sent } = replying(...replies)
  return { client: createClient({ url: 'https://payments.example.com', key: 'sact_1', fetch, ...options }), sent }
}

/** What a call fails with. */
async function failureOf(call: Promise<unknown>): Promise<StripeActionsError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof StripeActionsError)) throw error
  return error
}

const NOTHING: Sent = { url: '', headers: {}, body: undefined }

const keysOf = (sent: Sent[]) => sent.map(({ headers }) => headers['idempotency-key'])

// Waiting takes no time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets a waiting call continue. */
async function passed<T>(call: Promise<T>): Promise<T> {
  call.catch(() => undefined)
  await vi.runAllTimersAsync()
  return call
}

describe('methods', () => {
  const all: readonly Action[] = actions
  type Methods = Record<string, (input?: object, options?: CallOptions) => Promise<unknown>>
  const methodsOf = (client: object) => client as Methods
  const methodNameOf = (action: string) => action.replace(/-./g, ([, letter = '']) => letter.toUpperCase())

  test('are one for each action', () => {
    const { client } = clientOf([product])
    expect(Object.keys(client).sort()).toEqual(all.map(({ name }) => methodNameOf(name)).sort())
  })

  test.each(all.map((action) => [action.name, action] as const))(
    'call their action, and only those of lists can be read page by page: %s',
    async (name, { effect, answer }) => {
      const { client, sent } = clientOf([json(200, { object: 'list', data: [], has_more: false })])
      const answered = methodsOf(client)[methodNameOf(name)]?.({ a: 1 })
      await answered
      const { url, headers, body } = sent[0] ?? NOTHING
      expect([url, body]).toEqual([`https://payments.example.com/actions/${name}`, { a: 1 }])
      expect(headers['idempotency-key']).toEqual(effect === 'read' ? undefined : expect.stringMatching(UUID))
      expect(Symbol.asyncIterator in Object(answered)).toBe(answer.isList)
    },
  )

  test('take no input where none is required', async () => {
    const { client, sent } = clientOf([product])
    await client.createCustomer()
    await client.listProducts()
    expect(sent.map(({ body }) => body)).toEqual([{}, {}])
  })
})

describe('what is sent', () => {
  const authorizations = (sent: Sent[]) => sent.map(({ headers }) => headers['authorization'])

  test('the key, JSON, and headers of the client and of the call', async () => {
    const { client, sent } = clientOf([product], { headers: { 'X-Request-Id': 'all', 'Stripe-Account': 'acct_1' } })
    await client.createProduct({ name: 'Mug' }, { headers: { 'X-Request-Id': 'one' } })
    expect(sent[0]?.headers).toEqual({
      authorization: 'Bearer sact_1',
      'content-type': 'application/json',
      'idempotency-key': expect.stringMatching(UUID),
      'stripe-account': 'acct_1',
      'x-request-id': 'one',
    })
  })

  test('a token that is asked for before each attempt, or none', async () => {
    let count = 0
    const asked = clientOf([json(502, {}), product], { key: async () => `token ${++count}` })
    await passed(asked.client.createProduct({ name: 'Mug' }))
    expect(authorizations(asked.sent)).toEqual(['Bearer token 1', 'Bearer token 2'])
    const none = clientOf([product], { key: () => undefined })
    await none.client.listProducts()
    expect(authorizations(none.sent)).toEqual([undefined])
  })

  test('to the URL, whatever it ends with', async () => {
    for (const url of ['https://example.com/stripe', 'https://example.com/stripe/']) {
      const { client, sent } = clientOf([product], { url })
      await client.listProducts()
      expect(sent[0]?.url).toBe('https://example.com/stripe/actions/list-products')
    }
    expect(() => createClient({ url: 'example.com' })).toThrow(TypeError)
  })

  test('with the global fetch of the moment, unless there is another', async () => {
    const { fetch, sent } = replying(product)
    const client = createClient({ url: 'https://example.com' })
    vi.stubGlobal('fetch', fetch)
    try {
      await client.listProducts()
    } finally {
      vi.unstubAllGlobals()
    }
    expect(sent).toHaveLength(1)
  })
})

describe('an error', () => {
  test('of an input names every wrong one', async () => {
    const issues = [
      { param: 'limit', message: 'must be at most 100' },
      { param: 'active', message: 'must be true or false' },
    ]
    const body = {
      type: 'invalid_request_error',
      code: 'invalid_input',
      message: 'limit: must be at most 100; active: must be true or false',
      param: 'limit',
      issues,
      request_id: 'request-1',
    }
    const { client, sent } = clientOf([json(400, { error: body })])
    const error = await failureOf(client.listProducts({ limit: 1000 }))
    expect(error).toMatchObject({
      name: 'StripeActionsError',
      message: body.message,
      status: 400,
      code: 'invalid_input',
      type: 'invalid_request_error',
      param: 'limit',
      issues,
      requestId: 'request-1',
      stripeRequestId: undefined,
      idempotencyKey: undefined,
    })
    expect(error).toBeInstanceOf(Error)
    expect(sent).toHaveLength(1)
  })

  test("of Stripe's has its fields", async () => {
    const body = {
      type: 'card_error',
      code: 'card_declined',
      message: 'Your card was declined.',
      decline_code: 'insufficient_funds',
      advice_code: 'try_again_later',
      payment_intent: 'pi_1',
      doc_url: 'https://docs.stripe.com/error-codes/card-declined',
      request_id: 'request-1',
      stripe_request_id: 'req_1',
    }
    const { client, sent } = clientOf([json(402, { error: body })])
    expect(await failureOf(client.createPaymentIntent({ amount: 1, currency: 'usd' }))).toMatchObject({
      status: 402,
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      adviceCode: 'try_again_later',
      paymentIntent: 'pi_1',
      docUrl: body.doc_url,
      stripeRequestId: 'req_1',
      issues: [],
      idempotencyKey: sent[0]?.headers['idempotency-key'],
    })
  })

  test('of too many calls says when the next may come, and is not repeated', async () => {
    const { client, sent } = clientOf([json(429, { error: { code: 'rate_limited' } }, { 'retry-after': '7' })])
    expect(await failureOf(client.listProducts())).toMatchObject({ status: 429, code: 'rate_limited', retryAfter: 7 })
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['a page', 404, '<!doctype html>', 'HTTP 404'],
    ['a page of another site', 200, '<!doctype html>', 'HTTP 200'],
    ['JSON of something else', 500, '{"error":"nope"}', 'HTTP 500'],
    ['no object', 200, '"ok"', 'HTTP 200'],
  ])('%s is no answer', async (_, status, body, said) => {
    const { client } = clientOf([json(status, body, { 'x-request-id': 'request-2' })])
    const error = await failureOf(client.listProducts())
    expect(error).toMatchObject({ status, code: undefined, requestId: 'request-2' })
    expect(error.message).toContain(said)
    expect(error.message).toContain('https://payments.example.com')
  })
})

describe('further attempts', () => {
  test.each([
    ['502', json(502, { error: { code: 'stripe_unavailable' } })],
    ['504', json(504, { error: { code: 'stripe_timeout' } })],
    ['a 502 of something before the Worker', json(502, '<html>')],
    ['a lost connection', lost],
    ['an answer that breaks off', broken],
    ['an earlier attempt that is still at work', json(409, { error: { code: 'idempotency_key_in_use' } })],
  ])('after %s have the same key and input', async (_, reply) => {
    const { client, sent } = clientOf([reply, reply, product])
    expect(await passed(client.createProduct({ name: 'Mug' }))).toEqual({ id: 'prod_1', object: 'product' })
    expect(sent.map(({ body }) => body)).toEqual([{ name: 'Mug' }, { name: 'Mug' }, { name: 'Mug' }])
    expect(keysOf(sent)[0]).toMatch(UUID)
    expect(new Set(keysOf(sent)).size).toBe(1)
  })

  test('are made for what only reads too, without a key', async () => {
    const { client, sent } = clientOf([lost, json(200, { object: 'list', data: [], has_more: false })])
    await passed(client.listProducts())
    expect(keysOf(sent)).toEqual([undefined, undefined])
  })

  test('end after two, with the key', async () => {
    const { client, sent } = clientOf([json(504, { error: { code: 'stripe_timeout', message: 'Late.' } })])
    const error = await failureOf(passed(client.createProduct({ name: 'Mug' })))
    expect(sent).toHaveLength(3)
    expect(error).toMatchObject({ status: 504, message: 'Late.', idempotencyKey: keysOf(sent)[0] })
  })

  test('are as many as the client or the call says', async () => {
    const { client, sent } = clientOf([lost], { retries: 1 })
    await failureOf(passed(client.createProduct({ name: 'Mug' })))
    expect(sent).toHaveLength(2)
    await failureOf(passed(client.createProduct({ name: 'Mug' }, { retries: 0 })))
    expect(sent).toHaveLength(3)
  })

  test('wait longer each time', async () => {
    const waits: unknown[] = []
    const { setTimeout } = globalThis
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((...given) => {
      waits.push(given[1])
      return setTimeout(...given)
    })
    const { client } = clientOf([lost], { retries: 3 })
    await failureOf(passed(client.listProducts()))
    vi.restoreAllMocks()
    expect(waits).toEqual([250, 500, 1000])
  })

  test.each([
    [400, 'invalid_input'],
    [402, 'card_declined'],
    [409, 'lock_timeout'],
    [500, 'internal'],
    [502, 'stripe_credentials'],
    [503, 'identity_provider_unavailable'],
  ])('are not made after %i %s', async (status, code) => {
    const { client, sent } = clientOf([json(status, { error: { code } })])
    expect(await failureOf(client.createProduct({ name: 'Mug' }))).toMatchObject({ status, code })
    expect(sent).toHaveLength(1)
  })

  test('every call has its own key, unless the caller sets one', async () => {
    const { client, sent } = clientOf([product])
    await client.createProduct({ name: 'Mug' })
    await client.createProduct({ name: 'Mug' })
    await client.createProduct({ name: 'Mug' }, { idempotencyKey: 'order-1' })
    const keys = keysOf(sent)
    expect(keys[0]).not.toBe(keys[1])
    expect(keys[2]).toBe('order-1')
  })

  test('a lost connection says what it may have left behind', async () => {
    const { client, sent } = clientOf([lost], { retries: 0 })
    const change = await failureOf(client.createProduct({ name: 'Mug' }))
    const key = sent[0]?.headers['idempotency-key']
    expect(change).toMatchObject({ code: 'connection_failed', status: undefined, idempotencyKey: key })
    expect(change.message).toContain(`idempotencyKey "${key}"`)
    expect(change.cause).toEqual(new TypeError('fetch failed'))
    expect((await failureOf(client.listProducts())).message).toContain('Nothing was changed')
  })
})

describe('a signal', () => {
  test('ends a request, which is not repeated', async () => {
    const hanging = (_: unknown, signal: AbortSignal | null | undefined) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    const { client, sent } = clientOf([hanging])
    const abort = new AbortController()
    const call = client.createProduct({ name: 'Mug' }, { signal: abort.signal })
    await vi.waitFor(() => expect(sent).toHaveLength(1), { timeout: 60_000 })
    abort.abort(new Error('the user left'))
    await expect(call).rejects.toThrow('the user left')
    expect(sent).toHaveLength(1)
  })

  test('of the client ends the wait between attempts', async () => {
    const abort = new AbortController()
    const { client, sent } = clientOf([lost], { signal: abort.signal })
    const call = client.createProduct({ name: 'Mug' })
    call.catch(() => undefined)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 60_000 })
    abort.abort(new Error('the user left'))
    await expect(call).rejects.toThrow('the user left')
    expect([sent.length, vi.getTimerCount()]).toEqual([1, 0])
  })

  test('that has ended already sends nothing', async () => {
    const { client, sent } = clientOf([product])
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(client.createProduct({ name: 'Mug' }, { signal })).rejects.toThrow('too late')
    expect(sent).toHaveLength(0)
  })
})

describe('a list', () => {
  const page = (ids: string[], has_more: boolean, more: object = {}) =>
    json(200, { object: 'list', data: ids.map((id) => ({ id })), has_more, ...more })

  async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
    const ids: string[] = []
    for await (const { id } of list) ids.push(id)
    return ids
  }

  test('that is awaited is its first page, asked for as it is', async () => {
    const { client, sent } = clientOf([page(['prod_1'], true)])
    const { data, has_more } = await client.listProducts({ active: true })
    expect([data, has_more]).toEqual([[{ id: 'prod_1' }], true])
    expect(sent.map(({ body }) => body)).toEqual([{ active: true }])
  })

  test('is read page after page, in large ones', async () => {
    const { client, sent } = clientOf([page(['a', 'b'], true), page(['c'], true), page(['d'], false)])
    expect(await idsOf(client.listProducts({ active: true }))).toEqual(['a', 'b', 'c', 'd'])
    expect(sent.map(({ body }) => body)).toEqual([
      { active: true, limit: 100 },
      { active: true, limit: 100, starting_after: 'b' },
      { active: true, limit: 100, starting_after: 'c' },
    ])
  })

  test('is read in pages of the given size, and from where the caller says', async () => {
    const { client, sent } = clientOf([page(['b'], true), page([], false)])
    expect(await idsOf(client.listProducts({ limit: 1, starting_after: 'a', all: true }))).toEqual(['b'])
    expect(sent.map(({ body }) => body)).toEqual([
      { limit: 1, starting_after: 'a' },
      { limit: 1, starting_after: 'b' },
    ])
  })

  test('is read backwards before an ID', async () => {
    const { client, sent } = clientOf([page(['c', 'd'], true), page(['a', 'b'], false)])
    expect(await idsOf(client.listProducts({ ending_before: 'e' }))).toEqual(['d', 'c', 'b', 'a'])
    expect(sent.map(({ body }) => body)).toEqual([
      { limit: 100, ending_before: 'e' },
      { limit: 100, ending_before: 'c' },
    ])
  })

  test('of a search continues with its next page', async () => {
    const { client, sent } = clientOf([
      page(['a'], true, { object: 'search_result', next_page: 'p2' }),
      page(['b'], false, { object: 'search_result', next_page: null }),
    ])
    expect(await idsOf(client.listProducts())).toEqual(['a', 'b'])
    expect(sent.map(({ body }) => body)).toEqual([{ limit: 100 }, { limit: 100, page: 'p2' }])
  })

  test('is read no further than the caller goes', async () => {
    const { client, sent } = clientOf([page(['a', 'b'], true)])
    for await (const { id } of client.listProducts()) if (id === 'a') break
    expect(sent).toHaveLength(1)
  })

  test('that was awaited continues after its first page', async () => {
    const { client, sent } = clientOf([page(['a'], true), page(['b'], false)])
    const list = client.listProducts()
    expect((await list).data).toEqual([{ id: 'a' }])
    expect(await idsOf(list)).toEqual(['a', 'b'])
    expect(sent.map(({ body }) => body)).toEqual([{}, { limit: 100, starting_after: 'a' }])
  })

  test('fails where a page fails, and a page is asked for again', async () => {
    const failing = clientOf([page(['a'], true), json(400, { error: { code: 'resource_missing' } })])
    await expect(idsOf(failing.client.listProducts())).rejects.toMatchObject({ code: 'resource_missing' })
    const passing = clientOf([page(['a'], true), lost, page(['b'], false)])
    expect(await passed(idsOf(passing.client.listProducts()))).toEqual(['a', 'b'])
  })

  test('ends where nothing names the next page', async () => {
    const { client } = clientOf([page([], true)])
    expect(await idsOf(client.listProducts())).toEqual([])
  })
})
