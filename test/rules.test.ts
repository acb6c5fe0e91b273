import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { actions } from '../handlers/index.ts'
import type { Action } from '../src/action/define.ts'
import { issuesOf } from '../src/issues.ts'
import { exampleOf } from './support/examples.ts'
import { json } from './support/upstream.ts'
import { errorOf, startAtUpstream } from './support/worker.ts'

const worker = await startAtUpstream()
const { upstream } = worker
afterAll(() => worker.close())
beforeEach(() => upstream.answers(json(200, { id: 'obj_1', object: 'thing' })))

/** Calls an action and expects it to be refused before Stripe is called. */
async function refused(action: string, input: unknown) {
  upstream.requests.length = 0
  const response = await worker.call(action, input)
  const error = await errorOf(response)
  expect([response.status, error.code], error.message).toEqual([400, 'invalid_input'])
  expect(upstream.requests).toHaveLength(0)
  return error.issues ?? []
}

/** Calls an action and gives the parameters that went to Stripe. */
async function sent(action: string, input: unknown) {
  upstream.answers(json(200, { id: 'obj_1', object: 'thing' }))
  const response = await worker.call(action, input)
  expect(response.status, await response.text()).toBe(200)
  return Object.fromEntries(upstream.requests.at(-1)?.params ?? [])
}

/** Values that no input of that kind takes, and what is said of them. */
const WRONG: Record<string, [unknown, RegExp][]> = {
  string: [
    [{ a: 1 }, /must be (a string|one of)/],
    [42, /must be (a string|one of)/],
    [['x'], /must be (a string|one of)/],
  ],
  integer: [
    ['abc', /must be a (whole number|Unix timestamp)/],
    ['10.5', /must be a (whole number|Unix timestamp)/],
    [10.5, /must be a (whole number|Unix timestamp)/],
    [true, /must be a (whole number|Unix timestamp)/],
    ['1e3', /must be a (whole number|Unix timestamp)/],
  ],
  boolean: [
    ['yes', /must be true or false/],
    [1, /must be true or false/],
  ],
  object: [
    ['{"a":', /must be an object/],
    [[1], /must be an object/],
    [7, /must be an object/],
  ],
  array: [
    ['x,y', /must be an array/],
    [{ a: 1 }, /must be an array/],
    [7, /must be an array/],
  ],
}

const isId = (action: Action, name: string) => action.input[name]?.reader.refersTo !== undefined

describe.each(actions.map((action) => ({ name: action.name, action })))('$name', ({ name, action }) => {
  const input = exampleOf(name)

  // By the action's schema itself: a call of the Worker for each of some thousands would take minutes.
  const refusals = (given: unknown) =>
    issuesOf(z.safeParse(action.schema, given).error?.issues ?? [], Object.keys(action.inputs))

  test('names every input that is missing', () => {
    const missing = Object.keys(action.input).filter((one) => action.input[one]?.required)
    for (const one of missing) {
      for (const nothing of [undefined, '', null]) {
        expect(refusals({ ...input, [one]: nothing })).toEqual([{ param: one, message: 'is required' }])
      }
    }
    if (missing.length > 1) {
      const issues = refusals({})
      expect(issues.map(({ param }) => param)).toEqual(expect.arrayContaining(missing))
    }
  })

  test('refuses an unknown input and names the nearest one', async () => {
    const [known = 'expand'] = Object.keys(action.input).filter((one) => one in input)
    expect(await refused(name, { ...input, [`${known}x`]: 1 })).toEqual([
      { param: `${known}x`, message: `unknown input; did you mean "${known}"?` },
    ])
  })

  test('refuses every wrong type, and says what would be right', () => {
    for (const [one, { reader }] of Object.entries(action.input)) {
      for (const [value, message] of WRONG[reader.kind] ?? []) {
        const issues = refusals({ ...input, [one]: value })
        const issue = issues.find(({ param }) => param === one)
        expect(issue?.message, `${one}: ${JSON.stringify(value)}`).toMatch(message)
      }
    }
  })

  test('refuses what is no ID', () => {
    for (const one of Object.keys(action.input).filter((each) => isId(action, each))) {
      // A merchant may have chosen the ID of these.
      const isNamed = ['product', 'price', 'coupon'].includes(action.input[one]?.reader.refersTo ?? '')
      const bad = [
        '.',
        '..',
        '../customers',
        'a?b',
        'a/b',
        'a\\b',
        'a#b',
        'a%b',
        'a\nb',
        'é',
        ' prod_123',
        '%2e%2e',
        'search',
      ]
      for (const wrong of [...bad, 'preview', 'x'.repeat(256), ...(isNamed ? [] : ['a b', 'a.b', 'a+b'])]) {
        const issues = refusals({ ...input, [one]: wrong })
        expect(issues.find(({ param }) => param === one)?.message, `${one}: ${wrong}`).toMatch(/must be the ID/)
      }
    }
  })

  test('keeps the values of an enumeration', () => {
    for (const [one, { reader }] of Object.entries(action.input)) {
      if (!reader.values || reader.kind !== 'string') continue
      const issues = refusals({ ...input, [one]: 'something_else' })
      expect(issues.find(({ param }) => param === one)?.message).toBe(`must be one of ${reader.values.join(', ')}`)
    }
  })

  test('is refused to a key that may not run it, and run for one that may', async () => {
    const response = await worker.call(name, input, { key: 'reader' })
    if (action.effect === 'read') return expect(response.status).toBe(200)
    expect(response.status).toBe(403)
    const { code, message } = await errorOf(response)
    expect([code, message]).toEqual(['forbidden', `The key "reader" may not run ${name}.`])
    return expect(upstream.requests).toHaveLength(0)
  })

  if ('limit' in action.input) {
    const { limit: _, starting_after: __, ...others } = input

    test('keeps limit from 1 to 100 and the cursors apart', () => {
      for (const [limit, message] of [
        [0, 'must be at least 1'],
        ['0', 'must be at least 1'],
        [-1, 'must be at least 1'],
        [101, 'must be at most 100'],
        ['101', 'must be at most 100'],
      ]) {
        expect(refusals({ ...others, limit })).toEqual([{ param: 'limit', message }])
      }
      const cursors = action.isSearch ? ['page'] : ['starting_after', 'ending_before']
      if (!action.isSearch) {
        expect(refusals({ ...others, starting_after: 'a_1', ending_before: 'b_1' })).toEqual([
          { param: 'starting_after', message: 'cannot be combined with ending_before' },
        ])
      }
      for (const paging of [{ limit: 1 }, ...cursors.map((cursor) => ({ [cursor]: 'a_1' }))]) {
        const [param] = Object.keys(paging)
        expect(refusals({ ...others, all: 'true', ...paging })).toEqual([
          { param, message: 'cannot be combined with all' },
        ])
      }
      expect(refusals({ ...others, all: 'false', limit: '100' })).toEqual([])
    })
  }
})

test.each([
  ['refund-payment', 'charge', 'use charge_id'],
  ['refund-payment', 'payment_intent', 'use payment_intent_id'],
  ['create-checkout-session', 'allowed_payment_method_types', 'use payment_method_types'],
  ['create-invoice-item', 'pricing', 'leave it out'],
  ['deactivate-price', 'active', 'leave it out'],
  ['deactivate-payment-link', 'active', 'leave it out'],
])('%s sets %s itself: %s', async (action, param, advice) => {
  expect(await refused(action, { ...exampleOf(action), [param]: 'x' })).toEqual([
    { param, message: `is set by the action; ${advice}` },
  ])
})

test('every problem is reported at once', async () => {
  const response = await worker.call('create-checkout-session', {
    mode: 'payment',
    line_items: [{ price: 'price_1' }, { price: '../x', quantity: 'two' }],
    success_url: 'yoursite.com',
    customer_mail: 'x',
  })
  const error = await errorOf(response)
  expect(error.issues).toEqual([
    { param: 'cancel_url', message: 'is required' },
    { param: 'line_items[1].price', message: expect.stringMatching(/must be the ID/) },
    { param: 'line_items[1].quantity', message: 'must be a whole number' },
    { param: 'success_url', message: expect.stringMatching(/must be a full URL/) },
    { param: 'customer_mail', message: 'unknown input; did you mean "customer_email"?' },
  ])
  expect(error.param).toBe('cancel_url')
  expect(error.message).toContain('line_items[1].quantity: must be a whole number; ')
})

test('every wrong bound of a range is named, also of one that the action does not declare', async () => {
  expect(await refused('list-payouts', { created: { gte: 'soon', lt: 1767225600000, lte: '' } })).toEqual([
    { param: 'created.gte', message: expect.stringMatching(/must be a Unix timestamp/) },
    { param: 'created.lt', message: expect.stringMatching(/in seconds/) },
  ])
  expect(await refused('list-payouts', { created: 'soon' })).toMatchObject([{ param: 'created' }])
  expect(await refused('list-invoices', { due_date: '{"gt":"1.5","lt":"x"}' })).toEqual([
    { param: 'due_date.gt', message: 'must be a whole number' },
    { param: 'due_date.lt', message: 'must be a whole number' },
  ])
})

test('metadata keeps to its limits', async () => {
  const message = async (metadata: unknown) => (await refused('create-product', { name: 'A', metadata }))[0]
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']))
  expect(await message(keys(51))).toEqual({ param: 'metadata', message: 'must have at most 50 keys' })
  expect(await message({ ['k'.repeat(41)]: 'v' })).toMatchObject({ message: 'a key must be at most 40 characters' })
  expect(await message({ k: 'v'.repeat(501) })).toEqual({
    param: 'metadata.k',
    message: 'must be at most 500 characters',
  })
  expect(await message({ 'a[b]': 'v' })).toMatchObject({
    message: expect.stringMatching(/must not contain an empty name/),
  })
  expect(await message({ '': 'v' })).toMatchObject({ message: expect.stringMatching(/an empty name/) })
  expect(await message({ k: { nested: 1 } })).toMatchObject({ param: 'metadata.k' })
  const full = { ...keys(49), ['é'.repeat(40)]: '😀'.repeat(500) }
  expect(Object.keys(await sent('create-product', { name: 'A', metadata: full }))).toHaveLength(51)
})

test('metadata turns numbers and booleans into strings and removes keys only in an update', async () => {
  const metadata = { a: 1, b: true, c: null, d: '', e: 'x' }
  expect(await sent('create-product', { name: 'A', metadata })).toEqual({
    name: 'A',
    'metadata[a]': '1',
    'metadata[b]': 'true',
    'metadata[e]': 'x',
  })
  expect(await sent('update-product', { product_id: 'prod_1', metadata: JSON.stringify(metadata) })).toEqual({
    'metadata[a]': '1',
    'metadata[b]': 'true',
    'metadata[c]': '',
    'metadata[d]': '',
    'metadata[e]': 'x',
  })
})

test('null clears a field in an update where Stripe lets it be cleared, and is absent elsewhere', async () => {
  const nulls = { name: null, description: null, images: null, url: null, metadata: null, active: null }
  expect(await sent('update-product', { product_id: 'prod_1', ...nulls })).toEqual({
    description: '',
    images: '',
    url: '',
    metadata: '',
  })
  expect(await sent('create-product', { ...nulls, name: 'A' })).toEqual({ name: 'A' })
  expect(await sent('update-customer', { customer_id: 'cus_1', address: null, phone: null })).toEqual({
    address: '',
    phone: '',
  })
})

test('a blank input never wipes a field, nested or not', async () => {
  expect(
    await sent('update-customer', {
      customer_id: 'cus_1',
      name: '',
      metadata: '',
      address: { line1: '1 Main St', line2: '', city: null, state: '' },
    }),
  ).toEqual({ 'address[line1]': '1 Main St' })
  expect(await sent('update-product', { product_id: 'prod_1', images: ['', 'https://a.example/b'] })).toEqual({
    'images[0]': 'https://a.example/b',
  })
})

test('an empty array, which would vanish on the way, is refused where it could mean something', async () => {
  for (const [action, input] of [
    ['update-product', { product_id: 'prod_1', images: [] }],
    ['update-product', { product_id: 'prod_1', images: [''] }],
    ['create-subscription', { customer: 'cus_1', items: [] }],
    ['update-subscription', { subscription_id: 'sub_1', items: [] }],
    ['create-checkout-session', { mode: 'payment', line_items: [], success_url: 'a://b', cancel_url: 'a://b' }],
  ] as const) {
    const [issue] = await refused(action, input)
    expect(issue?.message).toBe('must have at least 1 entry')
  }
  expect(await sent('create-product', { name: 'A', images: [] })).toEqual({ name: 'A' })
})

test('known fields of objects are checked and read, further ones reach Stripe untouched', async () => {
  const input = { currency: 'USD', product: 'prod_1', recurring: '{"interval":"month","interval_count":"3","odd":""}' }
  expect(await sent('create-price', input)).toEqual({
    currency: 'usd',
    product: 'prod_1',
    'recurring[interval]': 'month',
    'recurring[interval_count]': '3',
    'recurring[odd]': '',
  })
  expect(await refused('create-price', { ...input, recurring: { interval: 'monthly' } })).toEqual([
    { param: 'recurring.interval', message: 'must be one of day, week, month, year' },
  ])
  expect(await refused('create-price', { currency: 'usd', product_data: {} })).toEqual([
    { param: 'product_data.name', message: 'is required' },
  ])
})

test('an input nested without end is refused', async () => {
  const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  const recurring = (levels: number) => `{"interval":"day","odd":${nest(levels)}}`
  const message = 'must not be nested more than 32 levels'
  const price = { currency: 'usd', product: 'p' }
  expect(await refused('create-price', { ...price, recurring: recurring(100_000) })).toEqual([
    { param: 'recurring', message },
  ])
  expect(await refused('create-price', { ...price, extra_params: `{"odd":${nest(100_000)}}` })).toEqual([
    { param: 'extra_params', message },
  ])
  expect((await worker.call('create-price', { ...price, recurring: recurring(30) })).status).toBe(200)
})

test('more inputs or values than can be read with care are refused with the first one too many', async () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`input_${i}`, i]))
  expect(await refused('create-product', { ...many })).toEqual([
    { param: 'input_100', message: 'is one input too many: at most 100 are allowed' },
  ])
  const wide = Array.from({ length: 2_000 }, () => 'x')
  const message = 'must not contain more than 2000 values'
  expect(await refused('create-product', { name: 'A', images: wide })).toEqual([{ param: 'images', message }])
  expect(await refused('create-product', { name: 'A', images: JSON.stringify(wide) })).toEqual([
    { param: 'images', message },
  ])
  const items = [{ price: 'p', discounts: JSON.stringify(wide) }]
  expect(await refused('create-subscription', { customer: 'cus_1', items })).toEqual([{ param: 'items', message }])
  const body = `{${Array.from({ length: 60_000 }, (_, i) => `"n${i}":1`).join()}}`
  const response = await worker.send('/actions/create-product', {
    method: 'POST',
    headers: { authorization: 'Bearer key-full', 'content-type': 'application/json' },
    body,
  })
  expect(response.status).toBe(400)
  expect((await errorOf(response)).issues).toEqual([
    { param: 'n100', message: 'is one input too many: at most 100 are allowed' },
  ])
})

test('a query string is at most 8,192 characters', async () => {
  expect((await worker.read('list-products', `starting_after=${'p'.repeat(255)}`)).status).toBe(200)
  const response = await worker.read('list-products', `starting_after=${'p'.repeat(9_000)}`)
  expect(response.status).toBe(400)
  expect((await response.json()) as object).toMatchObject({ error: { code: 'invalid_input' } })
})

test('what would make the URL of a call to Stripe too long is refused, as its longest input comes', async () => {
  const message = 'is too long: the inputs must fit a URL of 8192 characters'
  const nested = (depth: number): object => (depth === 0 ? { end: 'x' } : { ['n'.repeat(300)]: nested(depth - 1) })
  for (const [action, input, param] of [
    ['list-customers', { email: `${'e'.repeat(70_000)}@example.com` }, 'email'],
    ['list-customers', { email: `${'é'.repeat(2_000)}@example.com` }, 'email'],
    ['list-customers', { email: 'a@example.com', expand: Array(900).fill('data.sources') }, 'expand'],
    ['list-customers', { extra_params: { odd: nested(28) } }, 'extra_params'],
    ['delete-invoice', { invoice_id: 'in_1', extra_params: { odd: 'o'.repeat(9_000) } }, 'extra_params'],
  ] as const) {
    expect(await refused(action, input)).toEqual([{ param, message }])
  }
  const response = await worker.call('list-customers', { email: `${'e'.repeat(7_500)}@example.com` })
  expect(response.status).toBe(200)
  expect((await worker.call('create-product', { name: 'A', description: 'd'.repeat(70_000) })).status).toBe(200)
})

test('names that JavaScript means something by are names like any other', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const response = await worker.send('/actions/create-product', {
      method: 'POST',
      headers: { authorization: 'Bearer key-full', 'content-type': 'application/json' },
      body: `{"name":"A","${name}":{"allow":["*"]}}`,
    })
    expect(response.status).toBe(400)
    expect((await response.json()) as object).toMatchObject({ error: { param: name } })
  }
  upstream.requests.length = 0
  const post = (body: string) =>
    worker.send('/actions/create-product', {
      method: 'POST',
      headers: { authorization: 'Bearer key-full', 'content-type': 'application/json' },
      body,
    })
  // An object would lose this name without a word.
  const lost = await post('{"name":"A","metadata":{"__proto__":"x"}}')
  expect(lost.status).toBe(400)
  expect((await errorOf(lost)).message).toBe('metadata: must not contain the name "__proto__"')
  expect(upstream.requests).toHaveLength(0)
  expect((await post('{"name":"A","name":"B","metadata":{"constructor":"x"}}')).status).toBe(200)
  expect(upstream.requests[0]?.params).toEqual([
    ['name', 'B'],
    ['metadata[constructor]', 'x'],
  ])
})

test('what would reach Stripe as something else is refused', async () => {
  const price = { currency: 'usd', product: 'p' }
  const brackets = 'must not contain an empty name or a name with "[" or "]"'
  const surrogate = 'must be valid Unicode: it contains half of a surrogate pair'
  const isTaken = (name: string) => `must not contain "${name}", which is an input or set by the action`
  for (const [input, param, message] of [
    [{ recurring: { interval: 'day', 'interval_count][a': 1 } }, 'recurring', brackets],
    [{ extra_params: { a: { 'b]': 1 } } }, 'extra_params.a', brackets],
    [{ extra_params: { 'product[a]': 'x' } }, 'extra_params', isTaken('product[a]')],
    [{ extra_params: { '[product]': 'x' } }, 'extra_params', brackets],
    [{ nickname: '\ud800' }, 'nickname', surrogate],
    [{ metadata: { '\udfff': 'x' } }, 'metadata', surrogate],
  ] as const) {
    expect(await refused('create-price', { ...price, ...input })).toEqual([{ param, message }])
  }
  const extra_params = { 'preview[0][up_to]': 'inf' }
  const response = await worker.call('create-price', { ...price, nickname: '😀', extra_params })
  expect(response.status).toBe(200)
  expect(upstream.requests.at(-1)?.params).toContainEqual(['preview[0][up_to]', 'inf'])
})

test('images are at most 8', async () => {
  const images = Array.from({ length: 9 }, (_, i) => `https://example.com/${i}`)
  expect(await refused('create-product', { name: 'A', images })).toEqual([
    { param: 'images', message: 'must have at most 8 entries' },
  ])
})

test('a currency, an amount, a date and a URL must be one', async () => {
  expect(await refused('create-price', { currency: 'dollar', product: 'p' })).toMatchObject([{ param: 'currency' }])
  expect(await refused('create-price', { currency: 'usd', product: 'p', unit_amount: -1 })).toEqual([
    { param: 'unit_amount', message: 'must be at least 0' },
  ])
  expect(await refused('create-payment-intent', { currency: 'usd', amount: 0 })).toEqual([
    { param: 'amount', message: 'must be at least 1' },
  ])
  expect(await refused('create-payment-intent', { currency: 'usd', amount: '9007199254740993' })).toMatchObject([
    { param: 'amount' },
  ])
  expect(await refused('create-invoice', { customer: 'c', due_date: 1672531200000 })).toEqual([
    { param: 'due_date', message: expect.stringContaining('not in milliseconds') },
  ])
  expect(await refused('create-customer', { email: 'nobody' })).toEqual([
    { param: 'email', message: 'must be an e-mail address' },
  ])
})

test('a price needs a product or the data of one', async () => {
  expect(await refused('create-price', { currency: 'usd' })).toEqual([
    { param: 'product', message: 'is required unless product_data is given' },
  ])
  expect(await sent('create-price', { currency: 'usd', product: '', product_data: { name: 'A' } })).toEqual({
    currency: 'usd',
    'product_data[name]': 'A',
  })
})

test('a refund takes exactly one of charge and payment intent, the one that its type says', async () => {
  const one = { param: 'charge_id', message: 'exactly one of charge_id and payment_intent_id is required' }
  expect(await refused('refund-payment', {})).toEqual([one])
  expect(await refused('refund-payment', { charge_id: 'ch_1', payment_intent_id: 'pi_1' })).toEqual([one])
  expect(await refused('refund-payment', { charge_id: 'ch_1', refund_type: 'payment_intent' })).toEqual([
    { param: 'payment_intent_id', message: 'is required when refund_type is payment_intent' },
  ])
  expect(await sent('refund-payment', { charge_id: 'ch_1', payment_intent_id: '', refund_type: 'charge' })).toEqual({
    charge: 'ch_1',
  })
})

test('a refund of no known type names that type only', async () => {
  expect(await refused('refund-payment', { charge_id: 'ch_1', refund_type: 'dispute' })).toEqual([
    { param: 'refund_type', message: 'must be one of charge, payment_intent' },
  ])
})

test('an invoice that is sent needs to be due', async () => {
  expect(
    await refused('create-subscription', { customer: 'c', items: [{ price: 'p' }], collection_method: 'send_invoice' }),
  ).toEqual([{ param: 'days_until_due', message: 'is required when collection_method is send_invoice' }])
  expect(await refused('create-invoice', { customer: 'c', collection_method: 'send_invoice' })).toEqual([
    { param: 'days_until_due', message: 'is required when collection_method is send_invoice (or due_date)' },
  ])
  const due = { customer: 'c', collection_method: 'send_invoice', due_date: 1893456000 }
  expect(await sent('create-invoice', due)).toMatchObject({ due_date: '1893456000' })
  expect(
    await sent('update-invoice', { invoice_id: 'in_1', collection_method: 'send_invoice', days_until_due: '7' }),
  ).toEqual({
    collection_method: 'send_invoice',
    days_until_due: '7',
  })
})

test('a session needs line items unless it is for setup', async () => {
  const session = { success_url: 'https://a.example/s', cancel_url: 'https://a.example/c' }
  for (const mode of ['payment', 'subscription']) {
    expect(await refused('create-checkout-session', { mode, ...session })).toEqual([
      { param: 'line_items', message: `is required when mode is ${mode}` },
    ])
  }
  expect(await sent('create-checkout-session', { mode: 'setup', ...session })).toEqual({ mode: 'setup', ...session })
})

test('an item of a payment link has a price or the data of one', async () => {
  const one = { param: 'line_items[0].price', message: 'exactly one of price and price_data is required' }
  const price_data = { currency: 'USD', unit_amount: '500', product_data: { name: 'A' } }
  expect(await refused('create-payment-link', { line_items: [{ quantity: 1 }] })).toEqual([one])
  const both = { price: 'price_1', price_data, quantity: 1 }
  expect(await refused('create-payment-link', { line_items: [both] })).toEqual([one])
  const many = Array.from({ length: 21 }, () => ({ price: 'price_1', quantity: 1 }))
  expect(await refused('create-payment-link', { line_items: many })).toEqual([
    { param: 'line_items', message: 'must have at most 20 entries' },
  ])
  expect(await sent('create-payment-link', { line_items: [{ price: '', price_data, quantity: '2' }] })).toEqual({
    'line_items[0][price_data][currency]': 'usd',
    'line_items[0][price_data][unit_amount]': '500',
    'line_items[0][price_data][product_data][name]': 'A',
    'line_items[0][quantity]': '2',
  })
})

test('deactivating a payment link sends active=false and keeps the other inputs', async () => {
  const input = { payment_link_id: 'plink_1', inactive_message: 'Sold out' }
  expect(await sent('deactivate-payment-link', input)).toEqual({ active: 'false', inactive_message: 'Sold out' })
})

test('a setup intent takes a return_url only with confirm', async () => {
  const return_url = 'https://a.example/r'
  expect(await refused('create-setup-intent', { return_url })).toEqual([
    { param: 'confirm', message: 'is required with return_url' },
  ])
  expect(await sent('create-setup-intent', { return_url, confirm: 'true' })).toEqual({ return_url, confirm: 'true' })
})

test('a payment method needs a type and the card of that type, or one to copy', async () => {
  const card = { param: 'card', message: 'is required when type is card' }
  expect(await refused('create-payment-method', {})).toEqual([
    { param: 'type', message: 'is required unless payment_method is given' },
    card,
  ])
  expect(await refused('create-payment-method', { type: 'card' })).toEqual([card])
  const input = { type: 'card', card: { token: 'tok_visa' } }
  expect(await refused('create-payment-method', { ...input, customer: 'cus_1' })).toEqual([
    { param: 'payment_method', message: 'is required with customer' },
  ])
  expect(await sent('create-payment-method', input)).toEqual({ type: 'card', 'card[token]': 'tok_visa' })
  const debit = { type: 'us_bank_account', us_bank_account: { account_number: '000123456789' } }
  expect(await sent('create-payment-method', debit)).toEqual({
    type: 'us_bank_account',
    'us_bank_account[account_number]': '000123456789',
  })
  const copy = { payment_method: 'pm_1', customer: 'cus_1' }
  expect(await sent('create-payment-method', copy)).toEqual(copy)
})

test('items of a subscription name a price, or an item to change', async () => {
  expect(await refused('create-subscription', { customer: 'c', items: [{ quantity: 1 }] })).toEqual([
    { param: 'items[0].price', message: 'is required' },
  ])
  expect(await refused('update-subscription', { subscription_id: 's', items: [{ quantity: 1 }] })).toEqual([
    { param: 'items[0].id', message: 'is required unless price or price_data is given' },
  ])
  const price_data = { currency: 'usd', product: 'prod_1', recurring: { interval: 'month' }, unit_amount: 500 }
  expect(await sent('update-subscription', { subscription_id: 's', items: [{ price_data }] })).toMatchObject({
    'items[0][price_data][unit_amount]': '500',
  })
})

describe('create-invoice-item', () => {
  test('wants a customer or an invoice, and a price or an amount with its currency', async () => {
    expect(await refused('create-invoice-item', {})).toEqual([
      { param: 'customer', message: 'is required unless invoice is given' },
      { param: 'price', message: 'exactly one of price and amount is required' },
    ])
    expect(await refused('create-invoice-item', { customer: 'c', price: 'p', amount: 1, currency: 'usd' })).toEqual([
      { param: 'price', message: 'exactly one of price and amount is required' },
    ])
    expect(await refused('create-invoice-item', { customer: 'c', amount: 1 })).toEqual([
      { param: 'currency', message: 'is required with amount' },
    ])
    expect(await sent('create-invoice-item', { customer: 'c', amount: '-500', currency: 'eur' })).toEqual({
      customer: 'c',
      amount: '-500',
      currency: 'eur',
    })
  })

  test('takes the other ways in which Stripe lets an item be priced', async () => {
    const other = { unit_amount_decimal: '0.5', price_data: { currency: 'usd', product: 'prod_1', unit_amount: 500 } }
    for (const [name, value] of Object.entries(other)) {
      const priced = { customer: 'c', [name]: value }
      expect(Object.keys(await sent('create-invoice-item', priced)).join()).toContain(name)
      expect(await refused('create-invoice-item', { ...priced, price: 'p' })).toEqual([
        { param: name, message: 'cannot be combined with price' },
      ])
    }
  })

  test('names the invoice that it does not find, and asks for none where the customer account is given', async () => {
    const error = { type: 'invalid_request_error', code: 'resource_missing', message: 'No such invoice', param: 'id' }
    upstream.answers(json(404, { error }))
    const response = await worker.call('create-invoice-item', { invoice: 'in_none', price: 'p' })
    expect([response.status, await errorOf(response)]).toMatchObject([404, { ...error, param: 'invoice' }])
    expect(response.headers.get('stripe-request-id')).toBe('req_upstream')
    const billed = { invoice: 'in_1', customer_account: 'acct_1', price: 'p' }
    expect(await sent('create-invoice-item', billed)).toMatchObject({ customer_account: 'acct_1' })
    expect(upstream.requests.map(({ method }) => method)).toEqual(['POST'])
  })

  test.each([
    [{ customer: 'cus_9' }, { customer: 'cus_9' }],
    [{ customer: null, customer_account: 'acct_9' }, { customer_account: 'acct_9' }],
  ])("bills the invoice's customer when it gets only the invoice: %j", async (billed, params) => {
    upstream.answers(({ method }, response) =>
      json(
        200,
        method === 'GET' ? { id: 'in_1', object: 'invoice', ...billed } : '{"id":"ii_1","object":"invoiceitem"}',
      )({ method, path: '', headers: {}, params: [] }, response),
    )
    const headers = { 'idempotency-key': 'k1', 'stripe-account': 'acct_1' }
    const response = await worker.call('create-invoice-item', { invoice: 'in_1', price: 'price_1' }, { headers })
    expect(await response.text()).toBe('{"id":"ii_1","object":"invoiceitem"}')
    const [first, second] = upstream.requests
    expect(`${first?.method} ${first?.path}`).toBe('GET /v1/invoices/in_1')
    expect(first?.headers['idempotency-key']).toBeUndefined()
    expect(second?.headers['idempotency-key']).toBe('k1')
    expect([first, second].map((one) => one?.headers['stripe-account'])).toEqual(['acct_1', 'acct_1'])
    expect(Object.fromEntries(second?.params ?? [])).toEqual({
      invoice: 'in_1',
      'pricing[price]': 'price_1',
      ...params,
    })
  })

  test.each([{}, { customer: null, customer_account: null }, { customer: {} }])(
    'leaves it to Stripe to refuse an invoice that bills nobody: %j',
    async (billed) => {
      upstream.answers((request, response) => {
        const invoice = json(200, { id: 'in_1', object: 'invoice', ...billed })
        const refusal = json(400, { error: { type: 'invalid_request_error', message: 'Missing required param' } })
        ;(request.method === 'GET' ? invoice : refusal)(request, response)
      })
      const response = await worker.call('create-invoice-item', { invoice: 'in_1', price: 'price_1' })
      expect(response.status).toBe(400)
      expect((await errorOf(response)).message).toBe('Missing required param')
    },
  )
})

describe('all: true', () => {
  const page = (from: number, count: number, more: boolean) => ({
    object: 'list',
    data: Array.from({ length: count }, (_, i) => ({ id: `p_${from + i}`, object: 'product', amount: '1.50' })),
    has_more: more,
    url: '/v1/products',
  })

  test('reads page after page and answers one list', async () => {
    upstream.answers((request, response) => {
      const after = request.params.find(([name]) => name === 'starting_after')?.[1]
      const from = after ? Number(after.slice(2)) + 1 : 0
      json(200, page(from, from < 200 ? 100 : 50, from < 200))(request, response)
    })
    const response = await worker.call('list-products', { all: true, active: 'true' })
    const list = (await response.json()) as ReturnType<typeof page>
    expect(list).toEqual(page(0, 250, false))
    expect(upstream.requests.map(({ params }) => Object.fromEntries(params))).toEqual([
      { active: 'true', limit: '100' },
      { active: 'true', limit: '100', starting_after: 'p_99' },
      { active: 'true', limit: '100', starting_after: 'p_199' },
    ])
  })

  test('stops at 1,000 objects and says that more remain', async () => {
    upstream.answers((request, response) => {
      const after = request.params.find(([name]) => name === 'starting_after')?.[1]
      json(200, page(after ? Number(after.slice(2)) + 1 : 0, 100, true))(request, response)
    })
    const response = await worker.read('list-products', 'all=true')
    const list = (await response.json()) as ReturnType<typeof page>
    expect([list.data.length, list.has_more, upstream.requests.length]).toEqual([1000, true, 10])
  })

  test('takes an empty page that claims more for the end, and no list for a bad answer', async () => {
    upstream.answers(json(200, page(0, 0, true)))
    expect((await worker.read('list-products', 'all=true')).status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
    for (const bad of [{ id: 'prod_1', object: 'product' }, { error: { message: 'Oops' }, data: [] }, { data: [] }]) {
      upstream.answers(json(200, bad))
      const response = await worker.read('list-products', 'all=true')
      const { code, message } = await errorOf(response)
      expect([response.status, code]).toEqual([502, 'stripe_bad_response'])
      expect(message).toMatch(/Try again\.$/)
    }
  })
})

describe('a query string', () => {
  test.each([
    ['limit=5&expand=data.a&expand=data.b', { limit: '5', 'expand[0]': 'data.a', 'expand[1]': 'data.b' }],
    ['expand[]=data.a', { 'expand[0]': 'data.a' }],
    ['expand=data.a', { 'expand[0]': 'data.a' }],
    ['expand[0]=data.a&expand[1]=data.b', { 'expand[0]': 'data.a', 'expand[1]': 'data.b' }],
    [`expand=${encodeURIComponent('["data.a"]')}`, { 'expand[0]': 'data.a' }],
    ['active=&limit=', {}],
    ['', {}],
  ])('%s', async (query, params) => {
    const response = await worker.read('list-products', query)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toEqual(params)
  })

  test.each([
    ['limit=1&limit=2', { param: 'limit', message: 'must be a whole number' }],
    ['limits=1', { param: 'limits', message: 'unknown input; did you mean "limit"?' }],
    ['__proto__=1', { param: '__proto__', message: expect.stringContaining('unknown input') }],
  ])('%s is refused', async (query, issue) => {
    const response = await worker.read('list-products', query)
    expect((await errorOf(response)).issues).toEqual([issue])
  })
})
