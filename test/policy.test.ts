import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AUDIENCE, type IdentityProvider, ISSUER, startIdentityProvider } from './support/identity.ts'
import { json, type Recorded, startUpstream, type Upstream } from './support/upstream.ts'
import { errorOf, type Script, startScript } from './support/worker.ts'

const CLAIM = '$claims.app_metadata.stripe_customer_id'
const MINE = { app_metadata: { stripe_customer_id: 'cus_mine' } }

const RULES = {
  end_users: [
    {
      allow: ['create-checkout-session'],
      set: { customer: CLAIM, mode: 'payment', 'metadata.user_id': '$claims.sub' },
      limit_to: {
        'line_items[].price': ['price_a', 'price_b'],
        'line_items[].quantity': { min: 1, max: 3 },
        success_url: { origins: ['https://shop.example.com', 'https://*.preview.example.com'] },
        cancel_url: { origins: ['https://shop.example.com'] },
        'metadata.note': true,
      },
    },
    {
      allow: [
        'list-invoices',
        'list-subscriptions',
        'list-payment-intents',
        'list-checkout-sessions',
        'list-checkout-session-line-items',
        'retrieve-invoice',
        'retrieve-subscription',
        'retrieve-payment-intent',
        'retrieve-checkout-session',
        'retrieve-customer',
        'cancel-subscription',
        'delete-invoice',
        'expire-checkout-session',
        'refund-payment',
        'preview-invoice',
        'list-invoice-line-items',
        'retrieve-credit-note',
        'pause-subscription',
        'list-subscription-items',
        'retrieve-subscription-item',
        'delete-subscription-item',
        'retrieve-subscription-schedule',
      ],
      own: CLAIM,
    },
    { allow: ['update-customer'], own: CLAIM, limit_to: { name: true, address: true } },
    {
      allow: ['create-subscription'],
      own: CLAIM,
      limit_to: { 'items[].price': ['price_a'], 'items[].quantity': { min: 1, max: 5, optional: true } },
    },
    {
      allow: ['create-invoice-item'],
      own: CLAIM,
      limit_to: { price: ['price_a'], quantity: { min: 1, max: 2, optional: true } },
    },
    { allow: ['create-quote', 'accept-quote', 'retrieve-credit-balance'], own: CLAIM },
    {
      allow: ['create-meter-event'],
      own: CLAIM,
      set: { event_name: 'api_requests' },
      limit_to: { 'payload.value': ['1'] },
    },
    { allow: ['create-customer'], set: { description: '$claims.nickname' }, limit_to: { name: { optional: true } } },
    {
      allow: ['list-products'],
      set: { all: false },
      limit_to: { 'expand[]': { values: ['product'], optional: true } },
    },
    { allow: ['retrieve-price'], limit_to: { 'expand[]': { values: ['product'], optional: true } } },
  ],
  public: [
    { allow: ['list-prices', 'retrieve-product'] },
    {
      allow: ['create-payment-intent'],
      set: { currency: 'USD' },
      limit_to: { amount: { min: 500, max: 50_000 } },
    },
  ],
}

let idp: IdentityProvider
let upstream: Upstream
let worker: Script
let mine: string

const CHECKOUT = {
  line_items: [{ price: 'price_a', quantity: 2 }],
  success_url: 'https://shop.example.com/done',
  cancel_url: 'https://shop.example.com/back',
}

/** Objects that are the caller's own, another's, a guest's, and none at all. */
function stripe(request: Recorded, response: Parameters<ReturnType<typeof json>>[1]) {
  const id = /(?:in|sub_sched|sub|si|cn|pi|cs|ch|pm|cus|qt|credgr)_(\w+)/.exec(request.path)?.[1]
  if (id === 'none') {
    const error = { type: 'invalid_request_error', code: 'resource_missing', message: 'No such thing', param: 'id' }
    return json(404, { error })(request, response)
  }
  const customer = { mine: 'cus_mine', other: 'cus_other', guest: null }[id ?? 'mine']
  if (request.method === 'GET' && (id === undefined || request.path.endsWith('line_items'))) {
    return json(200, { object: 'list', data: [{ id: 'x_1', object: 'x' }], has_more: false })(request, response)
  }
  // An item of a subscription names no customer, and Stripe does not expand its subscription.
  const owner = request.path.includes('/si_') ? { subscription: `sub_${id}` } : { customer }
  json(200, { id: `x_${id}`, object: 'x', ...owner })(request, response)
}

async function as(token: string | undefined, action: string, input: unknown, headers: Record<string, string> = {}) {
  upstream.requests.length = 0
  return worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'cf-connecting-ip': user,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(input),
  })
}

const changes = () => upstream.requests.filter(({ method }) => method !== 'GET')

const vars = () => ({
  STRIPE_API_BASE_URL: upstream.url,
  ACCESS_POLICY: JSON.stringify({ jwt: idp.jwt, ...RULES }),
})

beforeAll(async () => {
  ;[idp, upstream] = await Promise.all([startIdentityProvider(), startUpstream()])
  worker = await startScript({ vars: vars() })
})
let user = 'user_0'
beforeEach(async ({ task }) => {
  upstream.answers(stripe)
  // Each test is a separate caller: what one may call in a minute is limited.
  user = `user_${task.id}`
  mine = await idp.token({ ...MINE, sub: user })
})
afterAll(() => Promise.all([worker.close(), upstream.close(), idp.close()]))

describe('a token', () => {
  test('is taken, and a key still is', async () => {
    expect((await as(mine, 'list-invoices', {})).status).toBe(200)
    expect((await worker.call('list-invoices', {})).status).toBe(200)
  })

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = () => Math.floor(Date.now() / 1000)
  const payload = () => ({ iss: ISSUER, aud: AUDIENCE, sub: 'user_1', exp: now() + 600, ...MINE })
  const tokens: Record<string, () => string | Promise<string>> = {
    expired: () => idp.token(MINE, { change: { exp: now() - 1 } }),
    'without an end': () => idp.token(MINE, { change: { exp: undefined } }),
    'not yet valid': () => idp.token(MINE, { change: { nbf: now() + 60 } }),
    'with an end as text': () => idp.token(MINE, { change: { exp: String(now() + 600) } }),
    'for other audiences': () => idp.token(MINE, { change: { aud: ['another', `${AUDIENCE}s`] } }),
    'of an issuer without its slash': () => idp.token(MINE, { change: { iss: ISSUER.replace(/\/$/, '') } }),
    'with a subject that is a number': () => idp.token(MINE, { change: { sub: 7 } }),
    'for another audience': () => idp.token(MINE, { change: { aud: 'another' } }),
    'without an audience': () => idp.token(MINE, { change: { aud: undefined } }),
    'of another issuer': () => idp.token(MINE, { change: { iss: 'https://evil.example.com/' } }),
    'without a subject': () => idp.token(MINE, { change: { sub: undefined } }),
    'with an empty subject': () => idp.token(MINE, { change: { sub: '' } }),
    'signed by a stranger under its key ID': async () => idp.token(MINE, { with: await idp.stranger() }),
    'of alg none': () => `${part({ alg: 'none' })}.${part(payload())}.`,
    'of alg none with a signature': () => `${part({ alg: 'none' })}.${part(payload())}.AAAA`,
    'signed with the public key as a shared secret': () => {
      const signed = `${part({ alg: 'HS256', kid: 'first' })}.${part(payload())}`
      return `${signed}.${createHmac('sha256', JSON.stringify(idp.publicJwk())).update(signed).digest('base64url')}`
    },
    'that brings its own key': async () => {
      const { jwk } = await idp.stranger()
      return `${part({ alg: 'ES256', jwk, kid: 'own' })}.${part(payload())}.AAAA`
    },
    'with a changed payload': () => {
      const [header, , signature] = mine.split('.')
      return `${header}.${part({ ...payload(), app_metadata: { stripe_customer_id: 'cus_other' } })}.${signature}`
    },
    'that is none': () => 'a.b.c',
  }
  test.each(Object.keys(tokens))('%s is refused', async (name) => {
    const response = await as(await tokens[name]?.(), 'list-invoices', {})
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect((await errorOf(response)).code).toBe('unauthenticated')
    expect(upstream.requests).toEqual([])
  })

  test('runs only what the policy allows', async () => {
    const response = await as(mine, 'create-product', { name: 'x' })
    expect(response.status).toBe(403)
    expect((await errorOf(response)).message).toBe('An end user may not run create-product.')
  })

  test('acts for no connected account and hands on no further parameter', async () => {
    expect((await as(mine, 'list-invoices', {}, { 'stripe-account': 'acct_1' })).status).toBe(403)
    expect((await as(mine, 'list-invoices', { extra_params: { preview_feature: 'x' } })).status).toBe(403)
    expect(upstream.requests).toEqual([])
  })

  test('tells the catalogue what it may run', async () => {
    const response = await worker.send('/actions', { headers: { authorization: `Bearer ${mine}` } })
    const { actions } = (await response.json()) as { actions: { name: string; runnable: boolean }[] }
    const runnable = actions.filter(({ runnable }) => runnable).map(({ name }) => name)
    expect(new Set(runnable)).toEqual(new Set(RULES.end_users.flatMap(({ allow }) => allow)))
  })
})

describe('claims', () => {
  const claims: Record<string, unknown> = {
    missing: {},
    'without the inner one': { app_metadata: {} },
    empty: { app_metadata: { stripe_customer_id: '' } },
    null: { app_metadata: { stripe_customer_id: null } },
    'an array': { app_metadata: { stripe_customer_id: ['cus_mine'] } },
    'an object': { app_metadata: { stripe_customer_id: { $ne: '' } } },
    'a number': { app_metadata: { stripe_customer_id: 7 } },
    'no ID': { app_metadata: { stripe_customer_id: '../products' } },
    'of a user-writable place': { user_metadata: { stripe_customer_id: 'cus_mine' } },
  }
  test.each(Object.keys(claims))('%s: nothing is reached', async (name) => {
    const token = await idp.token(claims[name] as Record<string, unknown>)
    for (const [action, input] of [
      ['list-invoices', {}],
      ['retrieve-invoice', { invoice_id: 'in_mine' }],
      ['create-checkout-session', CHECKOUT],
    ] as const) {
      const response = await as(token, action, input)
      expect(response.status).toBe(403)
      expect((await errorOf(response)).message).toContain('claim app_metadata.stripe_customer_id')
      expect(upstream.requests).toEqual([])
    }
  })
})

describe('set', () => {
  test('puts in what the policy says', async () => {
    expect((await as(mine, 'create-checkout-session', CHECKOUT)).status).toBe(200)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toMatchObject({
      customer: 'cus_mine',
      mode: 'payment',
      'metadata[user_id]': user,
    })
  })

  test('takes the same value, a blank one, and what is beside it', async () => {
    const input = { ...CHECKOUT, customer: 'cus_mine', mode: '', metadata: '{"note":"hello","user_id":""}' }
    expect((await as(mine, 'create-checkout-session', input)).status).toBe(200)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toMatchObject({
      'metadata[note]': 'hello',
      'metadata[user_id]': user,
    })
  })

  test('takes the same value as text, and no other', async () => {
    const read = (query: string) =>
      worker.send(`/actions/list-products?${query}`, { headers: { authorization: `Bearer ${mine}` } })
    expect((await read('all=false')).status).toBe(200)
    expect((await read('all=true')).status).toBe(403)
    expect((await read('all=false&all=true')).status).toBe(403)
  })

  test.each([
    [{ customer: 'cus_other' }, 'customer'],
    [{ mode: 'subscription' }, 'mode'],
    [{ metadata: { user_id: 'user_2' } }, 'metadata.user_id'],
    [{ metadata: '{"user_id":"user_2"}' }, 'metadata.user_id'],
    [{ customer: ['cus_other'] }, 'customer'],
  ])('is not overridden by %j', async (more, param) => {
    const response = await as(mine, 'create-checkout-session', { ...CHECKOUT, ...more })
    expect(response.status).toBe(403)
    expect((await errorOf(response)).param).toBe(param)
    expect(upstream.requests).toEqual([])
  })
})

test('a list may be kept to one page', async () => {
  expect((await as(mine, 'list-products', {})).status).toBe(200)
  expect(upstream.requests).toHaveLength(1)
  expect((await as(mine, 'list-products', { all: true })).status).toBe(403)
  expect((await as(mine, 'list-products', { all: 'true' })).status).toBe(403)
  expect(upstream.requests).toEqual([])
})

test('a claim that is blank sets nothing: the call is refused', async () => {
  for (const nickname of ['', null, {}, undefined]) {
    const token = await idp.token({ sub: user, ...(nickname !== undefined && { nickname }) })
    expect((await as(token, 'create-customer', {})).status).toBe(403)
    expect(upstream.requests).toEqual([])
  }
  expect((await as(await idp.token({ sub: user, nickname: 'Jo' }), 'create-customer', {})).status).toBe(200)
  expect(upstream.requests[0]?.params).toEqual([['description', 'Jo']])
})

describe('limit_to', () => {
  const item = CHECKOUT.line_items[0]
  test.each([
    ['another price', { line_items: [item, { price: 'price_free', quantity: 1 }] }, 'line_items[1].price'],
    ['no price', { line_items: [{ quantity: 1 }] }, 'line_items[0].price'],
    ['a price of their own', { line_items: [{ ...item, price_data: { unit_amount: 1 } }] }, 'line_items[0].price_data'],
    ['too many', { line_items: [{ ...item, quantity: 4 }] }, 'line_items[0].quantity'],
    ['too many as text', { line_items: '[{"price":"price_a","quantity":"4"}]' }, 'line_items[0].quantity'],
    ['none', { line_items: [{ ...item, quantity: 0 }] }, 'line_items[0].quantity'],
    [
      'an adjustable quantity',
      { line_items: [{ ...item, adjustable_quantity: {} }] },
      'line_items[0].adjustable_quantity',
    ],
    [
      'another price behind entries that were left empty',
      { line_items: ['', item, null, { price: 'price_free', quantity: 1 }] },
      'line_items[3].price',
    ],
    [
      'a field behind an entry that was left empty',
      { line_items: ['', { ...item, adjustable_quantity: {} }] },
      'line_items[1].adjustable_quantity',
    ],
    ['another origin', { success_url: 'https://evil.example.com/' }, 'success_url'],
    ['an origin as user', { success_url: 'https://shop.example.com@evil.com/' }, 'success_url'],
    ['an origin as a prefix', { success_url: 'https://shop.example.com.evil.com/' }, 'success_url'],
    [
      'an origin spelled so that others read another host',
      { success_url: 'https://shop.example.com\\@evil.com/' },
      'success_url',
    ],
    ['an origin in other characters', { success_url: 'https://shop。example。com/' }, 'success_url'],
    ['two labels for one', { success_url: 'https://a.b.preview.example.com/' }, 'success_url'],
    ['plain http', { cancel_url: 'http://shop.example.com/' }, 'cancel_url'],
    ['another scheme', { cancel_url: 'javascript://shop.example.com/%0aalert(1)' }, 'cancel_url'],
    ['an input that is not open', { allow_promotion_codes: true }, 'allow_promotion_codes'],
    ['a trial', { subscription_data: { trial_period_days: 700 } }, 'subscription_data'],
    ['other metadata', { metadata: { tier: 'gold' } }, 'metadata.tier'],
    ['expand', { expand: ['customer'] }, 'expand'],
    ['prototype', JSON.parse(`{"metadata":{"__proto__":{"user_id":"x"}}}`), undefined],
  ])('refuses %s', async (_, more, param) => {
    const response = await as(mine, 'create-checkout-session', { ...CHECKOUT, ...more })
    expect([400, 403]).toContain(response.status)
    if (param !== undefined) {
      expect(response.status).toBe(403)
      expect((await errorOf(response)).issues?.map(({ param }) => param)).toContain(param)
    }
    expect(upstream.requests).toEqual([])
  })

  test('opens only the known fields of an object', async () => {
    const change = (address: object) => as(mine, 'update-customer', { address })
    expect((await change({ city: 'Paris' })).status).toBe(200)
    const response = await change({ city: 'Paris', odd: 'x' })
    expect(response.status).toBe(403)
    expect((await errorOf(response)).param).toBe('address.odd')
  })

  test('takes what it opens', async () => {
    const input = { ...CHECKOUT, success_url: 'https://pr-7.preview.example.com/?s={CHECKOUT_SESSION_ID}' }
    expect((await as(mine, 'create-checkout-session', input)).status).toBe(200)
    expect((await as(mine, 'retrieve-price', { price_id: 'price_a', expand: 'product' })).status).toBe(400)
    expect((await as(mine, 'retrieve-price', { price_id: 'price_a', expand: ['product'] })).status).toBe(200)
  })

  test('says everything that is wrong at once', async () => {
    const response = await as(mine, 'create-checkout-session', {
      ...CHECKOUT,
      line_items: [{ price: 'price_free', quantity: 9 }],
      allow_promotion_codes: true,
    })
    expect((await errorOf(response)).message).toBe(
      'allow_promotion_codes: is not allowed for this caller; line_items[0].price: must be one of price_a, price_b; line_items[0].quantity: must be at most 3',
    )
  })

  test("keeps Stripe's other parameters shut where nothing opens them, for reads too", async () => {
    for (const [action, input] of [
      ['list-invoices', { created: { gte: 1 } }],
      ['list-invoices', { customer_account: 'acct_other' }],
      ['list-subscriptions', { test_clock: 'clock_1' }],
      ['create-subscription', { items: [{ price: 'price_a', price_data: { currency: 'usd' } }] }],
      ['update-customer', { customer_id: 'cus_mine', source: 'tok_1' }],
    ] as const) {
      const response = await as(mine, action, input)
      expect([response.status, (await errorOf(response)).message], action).toEqual([
        403,
        expect.stringContaining('is not allowed for this caller'),
      ])
      expect(upstream.requests).toEqual([])
    }
  })

  test('keeps a cursor shut that is of no customer', async () => {
    const lines = (input: object) => as(mine, 'list-checkout-session-line-items', { id: 'cs_mine', ...input })
    expect((await lines({})).status).toBe(200)
    for (const cursor of ['starting_after', 'ending_before']) {
      const response = await lines({ [cursor]: 'li_other' })
      expect([response.status, (await errorOf(response)).param]).toEqual([403, cursor])
      expect(upstream.requests).toEqual([])
    }
  })

  test('does not show how long Stripe took: that could tell what exists from what does not', async () => {
    expect((await as(mine, 'list-invoices', {})).headers.get('server-timing')).toMatch(/^total;dur=[\d.]+$/)
    expect((await as(undefined, 'list-prices', {})).headers.get('server-timing')).toMatch(/^total;dur=[\d.]+$/)
  })

  test('keeps expand shut where nothing opens it', async () => {
    const response = await as(mine, 'list-invoices', { expand: ['data.customer'] })
    expect(response.status).toBe(403)
    expect((await as(mine, 'retrieve-price', { price_id: 'price_a', expand: ['product', 'tiers'] })).status).toBe(403)
    expect(upstream.requests).toEqual([])
  })
})

describe('own', () => {
  test.each(['list-invoices', 'list-subscriptions', 'list-payment-intents', 'list-checkout-sessions'])(
    '%s is filtered by the caller whatever they ask for',
    async (action) => {
      for (const input of [{}, { customer: '' }, { customer: null }, { customer: 'cus_mine' }, { all: true }]) {
        expect((await as(mine, action, input)).status).toBe(200)
        expect(upstream.requests[0]?.params).toContainEqual(['customer', 'cus_mine'])
      }
      const read = await worker.send(`/actions/${action}?customer[0]=cus_mine&customer=`, {
        headers: { authorization: `Bearer ${mine}` },
      })
      expect(read.status).not.toBe(200)
      const response = await as(mine, action, { customer: 'cus_other' })
      expect(response.status).toBe(404)
      expect(upstream.requests).toEqual([])
    },
  )

  test('a list that holds what is not theirs is not shown', async () => {
    const data = [
      { id: 'in_1', object: 'invoice', customer: 'cus_mine' },
      { id: 'in_2', object: 'invoice', customer: 'cus_other' },
    ]
    upstream.answers(json(200, { object: 'list', data, has_more: false }))
    const response = await as(mine, 'list-invoices', {})
    expect(response.status).toBe(502)
    expect(await response.text()).not.toContain('in_2')
  })

  const REACHING = [
    ['retrieve-invoice', 'invoice_id', 'in'],
    ['retrieve-subscription', 'subscription_id', 'sub'],
    ['retrieve-payment-intent', 'payment_intent_id', 'pi'],
    ['retrieve-checkout-session', 'id', 'cs'],
    ['list-checkout-session-line-items', 'id', 'cs'],
    ['cancel-subscription', 'subscription_id', 'sub'],
    ['delete-invoice', 'invoice_id', 'in'],
    ['expire-checkout-session', 'id', 'cs'],
    ['refund-payment', 'charge_id', 'ch'],
    ['refund-payment', 'payment_intent_id', 'pi'],
    ['retrieve-customer', 'customer_id', 'cus'],
    ['update-customer', 'customer_id', 'cus'],
    ['create-invoice-item', 'invoice', 'in'],
    ['create-subscription', 'default_payment_method', 'pm'],
    ['list-invoices', 'starting_after', 'in'],
    ['list-invoices', 'subscription', 'sub'],
    ['preview-invoice', 'subscription', 'sub'],
    ['preview-invoice', 'schedule', 'sub_sched'],
    ['list-invoice-line-items', 'invoice_id', 'in'],
    ['retrieve-credit-note', 'credit_note_id', 'cn'],
    ['pause-subscription', 'subscription_id', 'sub'],
    ['list-subscription-items', 'subscription', 'sub'],
    ['retrieve-subscription-item', 'subscription_item_id', 'si'],
    ['delete-subscription-item', 'subscription_item_id', 'si'],
    ['retrieve-subscription-schedule', 'subscription_schedule_id', 'sub_sched'],
  ] as const

  const MORE: Record<string, Record<string, unknown>> = {
    'create-invoice-item': { price: 'price_a' },
    'create-subscription': { items: [{ price: 'price_a' }] },
    'update-customer': { name: 'New' },
  }

  test.each(REACHING)('%s by %s reaches their own', async (action, input, prefix) => {
    expect((await as(mine, action, { ...MORE[action], [input]: `${prefix}_mine` })).status).toBe(200)
  })

  test.each(REACHING)("%s by %s answers another's as what does not exist", async (action, input, prefix) => {
    const told = async (id: string) => {
      const response = await as(mine, action, { ...MORE[action], [input]: `${prefix}_${id}` }, { 'x-request-id': 'r' })
      expect(changes()).toEqual([])
      const headers = [...response.headers].filter(
        ([name]) => !['server-timing', 'date', 'content-length'].includes(name),
      )
      return { status: response.status, headers, body: (await response.text()).replaceAll(`_${id}`, '_?') }
    }
    const none = await told('none')
    expect(none.status).toBe(404)
    expect(await told('other')).toEqual(none)
    expect(await told('guest')).toEqual(none)
  })

  test('an ID inside a structure is checked as well', async () => {
    const preview = (id: string) =>
      as(mine, 'preview-invoice', {
        subscription: 'sub_mine',
        subscription_details: { items: [null, { id, price: 'price_a' }] },
      })
    expect((await preview('si_mine')).status).toBe(200)
    const response = await preview('si_other')
    expect([response.status, (await errorOf(response)).param]).toEqual([404, 'subscription_details.items[1].id'])
    expect(changes()).toEqual([])
  })

  test('what an input names inside is theirs too', async () => {
    const usage = (id: string, more = {}) => ({ payload: { stripe_customer_id: `cus_${id}`, value: '1', ...more } })
    const credits = (id: string) => ({ filter: { type: 'credit_grant', credit_grant: `credgr_${id}` } })
    for (const [action, input] of [
      ['create-quote', (id: string) => ({ from_quote: { quote: `qt_${id}` } })],
      ['accept-quote', (id: string) => ({ quote_id: `qt_${id}` })],
      ['create-meter-event', usage],
      ['retrieve-credit-balance', credits],
    ] as const) {
      expect((await as(mine, action, input('mine'))).status, action).toBe(200)
      for (const id of ['other', 'guest', 'none']) {
        const response = await as(mine, action, input(id))
        expect([response.status, changes()], `${action} of ${id}`).toEqual([404, []])
      }
    }
    const response = await as(mine, 'create-meter-event', usage('mine', { customer_id: 'cus_other' }))
    expect([response.status, (await errorOf(response)).param]).toEqual([403, 'payload.customer_id'])
    await as(mine, 'retrieve-credit-balance', credits('mine'))
    expect(upstream.requests.at(-1)?.params).toContainEqual(['customer', 'cus_mine'])
  })

  test('the ID may be left out where it is the caller themselves', async () => {
    expect((await as(mine, 'retrieve-customer', {})).status).toBe(200)
    expect(upstream.requests[0]?.path).toBe('/v1/customers/cus_mine')
  })

  test('an object whose customer is expanded is theirs', async () => {
    upstream.answers(json(200, { id: 'in_1', object: 'invoice', customer: { id: 'cus_mine', object: 'customer' } }))
    expect((await as(mine, 'retrieve-invoice', { invoice_id: 'in_1' })).status).toBe(200)
    upstream.answers(json(200, { id: 'in_1', object: 'invoice', customer: { id: 'cus_other', object: 'customer' } }))
    expect((await as(mine, 'retrieve-invoice', { invoice_id: 'in_1' })).status).toBe(404)
  })
})

test.each(['search', 'upcoming', 'create_preview'])("%s, which is an endpoint of Stripe's, is no ID", async (word) => {
  expect((await as(mine, 'retrieve-invoice', { invoice_id: word })).status).toBe(400)
  upstream.requests.length = 0
  const listed = await worker.call('retrieve-customer', { customer_id: word, extra_params: { query: "name~'a'" } })
  expect(listed.status).toBe(400)
  expect(upstream.requests).toEqual([])
  expect((await worker.call('retrieve-product', { product_id: `${word}_1` })).status).toBe(200)
})

describe('callers without a credential', () => {
  test('run what is public', async () => {
    expect((await as(undefined, 'list-prices', {})).status).toBe(200)
    expect((await as(undefined, 'create-payment-intent', { amount: 1_000 })).status).toBe(200)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toMatchObject({ amount: '1000', currency: 'usd' })
  })

  test('run nothing else', async () => {
    for (const [action, input] of [
      ['list-invoices', {}],
      ['create-payment-intent', { amount: 1 }],
      ['create-payment-intent', { amount: 1_000, customer: 'cus_other' }],
      ['create-payment-intent', { amount: 1_000, currency: 'jpy' }],
    ] as const) {
      expect((await as(undefined, action, input)).status).toBe(403)
      expect(upstream.requests).toEqual([])
    }
  })
})

test('an Idempotency-Key counts for one caller only', async () => {
  const keyOf = async (token: string | undefined, action: string, input: unknown) => {
    expect((await as(token, action, input, { 'idempotency-key': 'same' })).status).toBe(200)
    return upstream.requests.at(-1)?.headers['idempotency-key']
  }
  const other = await idp.token({ ...MINE, sub: 'user_2' })
  const first = await keyOf(mine, 'create-checkout-session', CHECKOUT)
  expect(first).toMatch(/^[\da-f]{64}$/)
  expect(await keyOf(mine, 'create-checkout-session', CHECKOUT)).toBe(first)
  expect(await keyOf(other, 'create-checkout-session', CHECKOUT)).not.toBe(first)
  expect(await keyOf(undefined, 'create-payment-intent', { amount: 1_000 })).not.toBe(first)
})

test('keys rotate, unknown ones are asked for once in a while, and a provider that fails is said to', async () => {
  const before = idp.reads()
  for (let count = 0; count < 5; count += 1) {
    const { alg, privateKey, jwk } = await idp.stranger()
    const token = await idp.token(MINE, { with: { kid: `unknown_${count}`, alg, privateKey, jwk } })
    expect((await as(token, 'list-invoices', {})).status).toBe(401)
  }
  expect(idp.reads() - before).toBeLessThanOrEqual(1)

  await idp.rotate()
  const fresh = await startScript({ vars: vars() })
  const call = (token: string) =>
    fresh.send('/actions/list-invoices', { headers: { authorization: `Bearer ${token}` } })
  try {
    idp.fails(500)
    const response = await call(mine)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect((await errorOf(response)).code).toBe('identity_provider_unavailable')
    idp.fails(200)
    // It is asked again after a second.
    await expect.poll(async () => (await call(mine)).status).toBe(200)
    expect((await call(await idp.token(MINE))).status).toBe(200)
  } finally {
    await fresh.close()
  }
})
