import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import { json } from './support/upstream.ts'
import { errorOf, startAtUpstream } from './support/worker.ts'

const POLICY = {
  public: [
    { allow: ['search-products'] },
    { allow: ['search-prices'], set: { query: 'active:"true"' } },
    { allow: ['search-customers'], own: false },
  ],
}

const worker = await startAtUpstream({ vars: { ACCESS_POLICY: JSON.stringify(POLICY) } })
const { upstream } = worker
afterAll(() => worker.close())

const found = { object: 'search_result', data: [], has_more: false, next_page: null, url: '/v1/x/search' }
beforeEach(() => upstream.answers(json(200, found)))

/** The parameters that a search sends to Stripe. */
async function sent(action: string, input: Record<string, unknown>) {
  upstream.requests.length = 0
  const response = await worker.call(action, input)
  expect([response.status, await response.text()]).toEqual([200, JSON.stringify(found)])
  return Object.fromEntries(upstream.requests[0]?.params ?? [])
}

async function refused(action: string, input: Record<string, unknown>) {
  upstream.requests.length = 0
  const response = await worker.call(action, input)
  expect([response.status, upstream.requests.length]).toEqual([400, 0])
  return (await errorOf(response)).issues
}

/** Stripe's table of query fields (docs.stripe.com/search): what each input becomes in a query. */
const TABLE: Record<string, Record<string, [unknown, string]>> = {
  'search-customers': {
    email: ['sally@rocketrides.io', 'email:"sally@rocketrides.io"'],
    name: ['Amy Lee', 'name:"Amy Lee"'],
    phone: ['+19999999999', 'phone:"+19999999999"'],
    created: [{ gt: 1620310503 }, 'created>1620310503'],
    metadata: [{ key: 'value' }, 'metadata["key"]:"value"'],
  },
  'search-products': {
    name: ['amy', 'name:"amy"'],
    description: ['t-shirts', 'description:"t-shirts"'],
    active: ['true', 'active:"true"'],
    shippable: [false, 'shippable:"false"'],
    url: ['/dinosaur_swag', 'url:"/dinosaur_swag"'],
    metadata: [{ key: 1 }, 'metadata["key"]:"1"'],
  },
  'search-prices': {
    product: ['prod_123', 'product:"prod_123"'],
    lookup_key: ['standard_monthly', 'lookup_key:"standard_monthly"'],
    active: [true, 'active:"true"'],
    currency: ['USD', 'currency:"usd"'],
    type: ['recurring', 'type:"recurring"'],
    metadata: ['{"key":"value"}', 'metadata["key"]:"value"'],
  },
  'search-payment-intents': {
    customer: ['cus_123', 'customer:"cus_123"'],
    status: ['succeeded', 'status:"succeeded"'],
    amount: [{ gt: '1000' }, 'amount>1000'],
    currency: ['usd', 'currency:"usd"'],
    created: [1620310503, 'created:1620310503'],
    metadata: [{ key: 'value' }, 'metadata["key"]:"value"'],
  },
  'search-charges': {
    customer: ['cus_123', 'customer:"cus_123"'],
    status: ['succeeded', 'status:"succeeded"'],
    amount: ['1000', 'amount:1000'],
    currency: ['usd', 'currency:"usd"'],
    last4: ['1234', 'payment_method_details.card.last4:"1234"'],
    brand: ['visa', 'payment_method_details.card.brand:"visa"'],
    exp_month: [12, 'payment_method_details.card.exp_month:"12"'],
    exp_year: ['2030', 'payment_method_details.card.exp_year:"2030"'],
    fingerprint: ['fp', 'payment_method_details.card.fingerprint:"fp"'],
    postal_code: ['12345', 'billing_details.address.postal_code:"12345"'],
    refunded: ['partial', 'refunded:"false"'],
    disputed: [true, 'disputed:"true"'],
    created: ['{"lte":1620310503}', 'created<=1620310503'],
    metadata: [{ key: 'value' }, 'metadata["key"]:"value"'],
  },
  'search-invoices': {
    customer: ['cus_123', 'customer:"cus_123"'],
    status: ['open', 'status:"open"'],
    number: ['MYSHOP-123', 'number:"MYSHOP-123"'],
    receipt_number: ['RECEIPT-123', 'receipt_number:"RECEIPT-123"'],
    subscription: ['sub_123', 'subscription:"sub_123"'],
    total: [{ gte: 1000, lt: 5000 }, 'total>=1000 AND total<5000'],
    currency: ['usd', 'currency:"usd"'],
    created: [{ gte: 1620310503 }, 'created>=1620310503'],
    metadata: [{ key: 'value' }, 'metadata["key"]:"value"'],
  },
  'search-subscriptions': {
    status: ['active', 'status:"active"'],
    created: [{ lt: 1620310503 }, 'created<1620310503'],
    metadata: [{ key: 'value', other: 'x' }, 'metadata["key"]:"value" AND metadata["other"]:"x"'],
  },
}

const searches = actions.filter(({ isSearch }) => isSearch)

test('every search is in the table', () => {
  expect(searches.map(({ name }) => name).sort()).toEqual(Object.keys(TABLE).sort())
  expect(searches.map(({ endpoint }) => endpoint).every((endpoint) => endpoint.endsWith('/search'))).toBe(true)
})

describe.each(searches.map((action) => ({ name: action.name, action })))('$name', ({ name, action }) => {
  const fields = TABLE[name] ?? {}

  test("takes exactly the fields of Stripe's table", () => {
    const others = [
      'query',
      'limit',
      'page',
      'all',
      'expand',
      'extra_params',
      ...(name === 'search-charges' ? ['source'] : []),
    ]
    expect(Object.keys(action.inputs).sort()).toEqual([...Object.keys(fields), ...others].sort())
    expect(action.docs.description).toMatch(/a minute.*20 searches a second.*India/)
  })

  test('builds a query of one field, and of all', async () => {
    for (const [field, [value, clause]] of Object.entries(fields)) {
      expect(await sent(name, { [field]: value })).toEqual({ query: clause })
    }
    const all = Object.fromEntries(Object.entries(fields).map(([field, [value]]) => [field, value]))
    const clauses = Object.keys(action.input).flatMap((field) => fields[field]?.[1] ?? [])
    expect(await sent(name, { ...all, limit: '5', page: 'p_2', expand: ['data.x'] })).toEqual({
      query: clauses.join(' AND '),
      limit: '5',
      page: 'p_2',
      'expand[0]': 'data.x',
    })
  })

  test('takes a query in place of the fields, and one of both', async () => {
    const query = 'created>1 OR -metadata["a\\"b"]:null'
    expect(await sent(name, { query })).toEqual({ query })
    for (const [field, [value]] of Object.entries(fields)) {
      expect(await refused(name, { query, [field]: value })).toEqual([
        { param: 'query', message: `cannot be combined with ${field}` },
      ])
    }
    for (const nothing of [{}, { query: '' }, { limit: 5 }]) {
      expect(await refused(name, nothing)).toEqual([
        { param: 'query', message: expect.stringMatching(/^is required unless .*metadata.* is given$/) },
      ])
    }
    expect(await refused(name, { query, extra_params: { query: 'x' } })).toMatchObject([{ param: 'extra_params' }])
  })

  test('refuses what would be lost', async () => {
    for (const metadata of [{}, { key: '' }, '{}']) {
      expect(await refused(name, { metadata })).toEqual([
        { param: 'metadata', message: 'must have at least 1 key with a value' },
      ])
    }
    if (!fields['created']) return
    for (const [created, ...params] of [
      [{}, 'created.gte'],
      [{ gte: 1, since: 5 }, 'created.since'],
      [{ after: 5 }, 'created.gte', 'created.after'],
      [{ gte: 1767225600000 }, 'created.gte'],
      [1767225600000, 'created'],
    ] as const) {
      const issues = await refused(name, { created })
      expect(
        issues?.map(({ param }) => param),
        JSON.stringify(created),
      ).toEqual(params)
    }
  })

  test('all: true follows next_page', async () => {
    const page = (from: number, next: string | null) => ({
      ...found,
      data: Array.from({ length: 100 }, (_, i) => ({ id: `x_${from + i}`, object: 'x' })),
      has_more: next !== null,
      next_page: next,
    })
    upstream.answers((request, response) => {
      const asked = request.params.find(([param]) => param === 'page')?.[1]
      json(200, asked === undefined ? page(0, 'n_1') : asked === 'n_1' ? page(100, 'n_2') : page(200, null))(
        request,
        response,
      )
    })
    const [field = '', [value, clause] = ['', '']] = Object.entries(fields)[0] ?? []
    const response = await worker.call(name, { [field]: value, all: true })
    const list = (await response.json()) as ReturnType<typeof page>
    expect(list).toEqual({ ...page(0, null), data: [0, 100, 200].flatMap((from) => page(from, null).data) })
    expect(upstream.requests.map(({ params }) => Object.fromEntries(params))).toEqual([
      { query: clause, limit: '100' },
      { query: clause, limit: '100', page: 'n_1' },
      { query: clause, limit: '100', page: 'n_2' },
    ])
  })
})

test('a query string takes fields too', async () => {
  const query = 'created[gte]=1&created[lt]=9&metadata[order_id]=6735&email=a%2Bb@example.com'
  expect((await worker.read('search-customers', query)).status).toBe(200)
  expect(upstream.requests[0]?.params).toEqual([
    ['query', 'email:"a+b@example.com" AND created>=1 AND created<9 AND metadata["order_id"]:"6735"'],
  ])
})

test('details of a card are those of how it was read', async () => {
  expect(await sent('search-charges', { last4: '4242', source: 'card_present' })).toEqual({
    query: 'payment_method_details.card_present.last4:"4242"',
  })
  expect(await refused('search-charges', { source: 'card', status: 'failed' })).toMatchObject([{ param: 'source' }])
  expect(await refused('search-charges', { source: 'card"', last4: '4242' })).toMatchObject([{ param: 'source' }])
  expect(await sent('search-charges', { refunded: 'full' })).toEqual({ query: 'refunded:"true"' })
  expect(await sent('search-charges', { refunded: 'none' })).toEqual({ query: 'refunded:null' })
  expect(await refused('search-charges', { refunded: 'true' })).toMatchObject([{ param: 'refunded' }])
})

describe('what a caller gives stays a value', () => {
  /** A query as its clauses, read as Stripe's search language says: a backslash escapes the next character in quotes. */
  function clausesOf(query: string) {
    const string = String.raw`"((?:[^"\\]|\\["\\])*)"`
    const clause = new RegExp(
      String.raw`^([\w.]+)(?:\[${string}\])?(:|>=|<=|>|<)(?:${string}|(\d+|null))(?: AND |$)`,
      'u',
    )
    const plain = (text: string | undefined) => text?.replace(/\\(["\\])/g, '$1')
    const clauses = []
    for (let rest = query; rest !== ''; ) {
      const match = clause.exec(rest)
      if (!match) throw new Error(`no clause begins ${rest}`)
      const [all, field, key, operator, text, number] = match
      clauses.push([field, plain(key), operator, plain(text) ?? Number(number)])
      rest = rest.slice(all.length)
    }
    return clauses
  }

  test.each([
    'o"hara@example.com',
    'a"OR-email:"b@example.com',
    '"@"',
    'a\\@example.com',
    'a\\"OR-email:null@example.com',
    "o'hara@example.com",
    '\\\\"@x',
  ])('the e-mail address %s', async (email) => {
    const { query = '' } = await sent('search-customers', { email })
    expect(clausesOf(query)).toEqual([['email', undefined, ':', email]])
  })

  test('any name, and any key and value of metadata', async () => {
    const piece = fc.oneof(
      fc.constantFrom('"', '\\', '\\"', ' OR ', ' AND ', ']', '["', ':', '-', 'null', '*', '\n'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    )
    const value = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => `x${parts.join('')}`)
    const key = value.map((given) => [...given.replace(/[[\]]/g, '')].slice(0, 40).join(''))
    await fc.assert(
      fc.asyncProperty(value, key, value, async (name, metadataKey, held) => {
        const { query = '' } = await sent('search-customers', { name, metadata: { [metadataKey]: held } })
        expect(clausesOf(query)).toEqual([
          ['name', undefined, ':', name],
          ['metadata', metadataKey, ':', held],
        ])
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  test('one that makes the URL too long is refused', async () => {
    expect(await refused('search-products', { name: '"'.repeat(2_000) })).toEqual([
      { param: 'query', message: 'is too long: the inputs must fit a URL of 8192 characters' },
    ])
  })
})

describe('a caller without a credential', () => {
  async function asPublic(action: string, input: Record<string, unknown>) {
    upstream.requests.length = 0
    const response = await worker.send(`/actions/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    const params = Object.fromEntries(upstream.requests[0]?.params ?? [])
    return { status: response.status, params, text: await response.text() }
  }

  test('never gives a query', async () => {
    for (const [action, input] of [
      ['search-products', { query: 'active:"false"' }],
      ['search-prices', { query: 'active:"false"' }],
      ['search-customers', { query: 'email~"@"' }],
      ['search-products', { name: 'x', extra_params: { query: 'active:"false"' } }],
    ] as const) {
      const { status, params, text } = await asPublic(action, input)
      expect([status, params], text).toEqual([403, {}])
    }
  })

  test('searches by the fields, or by the query that the policy sets', async () => {
    expect(await asPublic('search-products', { name: 'Plan', active: true })).toMatchObject({
      status: 200,
      params: { query: 'name:"Plan" AND active:"true"' },
    })
    expect(await asPublic('search-prices', {})).toMatchObject({ status: 200, params: { query: 'active:"true"' } })
    expect(await asPublic('search-prices', { product: 'prod_1' })).toMatchObject({ status: 400, params: {} })
  })
})
