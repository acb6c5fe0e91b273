import fc from 'fast-check'
import { Client } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { SEED } from './support/random.ts'
import { type Answer, json, type Recorded } from './support/upstream.ts'
import { WIRE, wireOf } from './support/wire.ts'
import { KEYS, startAtUpstream } from './support/worker.ts'

/*
 * Sends the Worker whatever a caller could send, and has Stripe answer whatever it could answer. A failure prints a seed
 * and a path; `SEED=n npm run test:proofs -- fuzz` runs the same requests again. `REQUESTS=n` sends more of them.
 */
const REQUESTS = Number(process.env['REQUESTS'] ?? 50_000)

// Without assets, which would show errors as pages to who asks for HTML.
const worker = await startAtUpstream({ vars: { ALLOWED_ORIGINS: 'https://app.example.com' }, assets: false })
const { upstream, log } = worker
const client = new Client(worker.url)
afterAll(async () => {
  await client.close()
  await worker.close()
})

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Input = { [name: string]: Json }

const isObject = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// What a caller could send

const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'a[b]',
  'a]',
  '[0]',
  'ｉｄ',
  'id ',
  'expand[]',
  'a.b',
  '\ud800',
]
const ODD_STRINGS = [
  '',
  ' ',
  '0',
  '-0',
  '10',
  '10.5',
  '1e3',
  'true',
  'false',
  'null',
  'undefined',
  '[]',
  '{}',
  '[1]',
  '{"a":1}',
  '{"__proto__":{"amount":1}}',
  '[[[[',
  '../customers',
  '%2e%2e%2fcustomers',
  'prod_1?expand=x',
  'prod_1#x',
  'a&b=c',
  'a\r\nb: c',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '👩‍👩‍👧',
  '\u202egnp.exe',
  '😀'.repeat(300),
  'x'.repeat(5_001),
  'javascript:alert(1)',
  'https://example.com/\u0000',
  'usd',
  'USD',
  'a@b',
]
const ODD_NUMBERS = [0, -0, 1, -1, 1e21, 1e308, 5e-324, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 0.1, 1.5, 100, 101]

/** An object within an object, so deep. */
const deep = (levels: number, entry: Json): Json => {
  let value = entry
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value }
  return value
}

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...new Set(Object.values(WIRE).flatMap(({ input }) => Object.keys(input)))) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_NAMES) },
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<Json>(...ODD_STRINGS) },
  { weight: 6, arbitrary: fc.constantFrom<Json>(...ODD_NUMBERS) },
  { weight: 6, arbitrary: fc.constantFrom<Json>(null, true, false, [], {}) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.array(fc.constantFrom<Json>(...ODD_STRINGS, ...ODD_NUMBERS), { maxLength: 12 }),
  fc.dictionary(name, fc.constantFrom<Json>(...ODD_STRINGS, ...ODD_NUMBERS, null), {
    maxKeys: 6,
  }) as fc.Arbitrary<Json>,
  fc.tuple(fc.nat({ max: 2_000 }), fc.constantFrom<Json>(1, 'x', null)).map(([levels, entry]) => deep(levels, entry)),
  fc.nat({ max: 3_000 }).map((count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))),
)

type Change = (input: Input) => Input
/** The object with a field set, `__proto__` too. */
const withField = (input: Input, field: string, given: Json): Input =>
  Object.fromEntries([...Object.entries(input).filter(([other]) => other !== field), [field, given]])

const pick = (input: Input, at: number) => Object.keys(input)[at % Math.max(1, Object.keys(input).length)]

/** One change of an input that would otherwise be accepted; some of them leave it acceptable. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), value).map(
    ([at, given]): Change =>
      (input) => {
        const field = pick(input, at)
        return field === undefined ? input : withField(input, field, given)
      },
  ),
  fc.nat().map(
    (at): Change =>
      (input) => {
        const gone = pick(input, at)
        return Object.fromEntries(Object.entries(input).filter(([field]) => field !== gone))
      },
  ),
  // A no-code caller's way: everything as text.
  fc.nat().map(
    (at): Change =>
      (input) => {
        const field = pick(input, at)
        const given = field === undefined ? undefined : input[field]
        return field === undefined || typeof given === 'string' ? input : withField(input, field, JSON.stringify(given))
      },
  ),
  fc.tuple(name, value).map(
    ([field, given]): Change =>
      (input) =>
        withField(input, field, given),
  ),
  // Inside an object or the first entry of an array.
  fc.tuple(fc.nat(), name, value).map(
    ([at, inner, given]): Change =>
      (input) => {
        const field = pick(input, at)
        const held = field === undefined ? undefined : input[field]
        if (field === undefined) return input
        if (isObject(held)) return withField(input, field, withField(held, inner, given))
        if (!Array.isArray(held)) return input
        return withField(input, field, [isObject(held[0]) ? withField(held[0], inner, given) : given, ...held.slice(1)])
      },
  ),
  fc
    .constantFrom<Input>(
      { expand: ['customer'] },
      { expand: 'customer' },
      { extra_params: { preview_feature: 'X' } },
      { extra_params: JSON.parse('{"__proto__":{"customer":"cus_2","payment_intent_id":"pi_2","active":true}}') },
      { extra_params: { 'customer[x]': 'cus_2', 'metadata[a]': 'b' } },
      { extra_params: { '[customer]': 'cus_2' } },
      { extra_params: { 'preview[name]': 'Jane' } },
      { all: true },
    )
    .map(
      (more): Change =>
        (input) => ({ ...input, ...more }),
    ),
)

/** The JSON text with what `JSON.stringify` never writes. */
const TEXTS: ((text: string) => string)[] = [
  (text) => text.slice(0, -1),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => ` \n\t${text}\r\n`,
  (text) => text.replace('{', '{"limit":1,"limit":2,"metadata":{"a":"1"},"metadata":{"b":"2"},'),
  (text) => text.replace('{', '{"__proto__":{"customer":"cus_2","limit":3},'),
  (text) => text.replace(/:/, ':1e999,"x":'),
  (text) => text.replace(/"/g, "'"),
  (text) => `[${text}]`,
  () => '{"metadata":'.repeat(20_000),
  () => '['.repeat(100_000),
  () => 'null',
  () => '"{}"',
  () => '-0',
  () => '',
  () => '\0',
]

interface Call {
  action: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  /** What the caller named, where the body or query is readable. */
  input: Input | undefined
}

const ACTIONS = Object.keys(WIRE)
const READING = ACTIONS.filter((action) => /^(list|retrieve)-/.test(action))

const usualHeaders = { authorization: `Bearer ${KEYS.full.key}`, 'content-type': 'application/json' }

const headerText = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff })), { maxLength: 300 })
  .map((codes) => String.fromCharCode(...codes))

const oddHeaders = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'APPLICATION/JSON; charset=utf-16', 'application/json;', 'application/jsonp'),
      fc.constantFrom('text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', ''),
      headerText,
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'chunked'),
    'idempotency-key': fc.oneof(headerText, fc.constantFrom('', 'k', 'x'.repeat(255), 'x'.repeat(256), 'é')),
    'stripe-account': fc.oneof(headerText, fc.constantFrom('acct_1', 'acct_1/../x', '', 'acct 1')),
    'x-request-id': fc.oneof(headerText, fc.constantFrom('mine', 'a b', 'x'.repeat(129), '<script>')),
    origin: fc.constantFrom('https://app.example.com', 'https://evil.example', 'null', '*', ''),
    accept: fc.constantFrom('text/html', '*/*', 'application/xml'),
    authorization: fc.oneof(
      { weight: 8, arbitrary: fc.constant(usualHeaders.authorization) },
      headerText,
      fc.constantFrom('', 'Bearer', 'Bearer x', `Basic ${KEYS.full.key}`, `bearer ${KEYS.plain.key}`),
    ),
    'x-http-method-override': fc.constantFrom('DELETE'),
    'stripe-version': fc.constantFrom('2010-01-01'),
  },
  { requiredKeys: [] },
)

const headers = fc.oneof(
  { weight: 4, arbitrary: fc.constant(usualHeaders) },
  { weight: 1, arbitrary: oddHeaders.map((odd) => ({ ...usualHeaders, ...odd })) },
)

const changed = (actions: readonly string[]): fc.Arbitrary<readonly [string, Input]> =>
  fc
    .tuple(fc.constantFrom(...actions), fc.array(change, { maxLength: 3 }))
    .map(([action, changes]) => [action, changes.reduce((so, next) => next(so), wireOf(action).input as Input)])

const posted: fc.Arbitrary<Call> = fc
  .tuple(
    changed(ACTIONS),
    headers,
    fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom(...TEXTS)),
  )
  .map(([[action, given], sent, rewritten]) => {
    const text = JSON.stringify(given)
    const body = rewritten ? rewritten(text) : text
    return { action, method: 'POST', path: `/actions/${action}`, headers: sent, body, input: read(body) }
  })

const anyBody: fc.Arbitrary<Call> = fc
  .tuple(fc.constantFrom(...ACTIONS), fc.oneof(value, fc.dictionary(name, value) as fc.Arbitrary<Json>), headers)
  .map(([action, given, sent]) => {
    const body = JSON.stringify(given)
    return { action, method: 'POST', path: `/actions/${action}`, headers: sent, body, input: read(body) }
  })

const queried: fc.Arbitrary<Call> = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: changed(READING) }, changed(ACTIONS)),
    fc.array(fc.tuple(name, fc.constantFrom(...ODD_STRINGS)), { maxLength: 2 }),
    headers,
    fc.boolean(),
  )
  .map(([[action, given], more, sent, malformed]) => {
    const pairs = [
      ...Object.entries(given).map(([field, held]) => [field, typeof held === 'string' ? held : JSON.stringify(held)]),
      ...more,
    ].map(([field = '', held = '']) => [field.toWellFormed(), held.toWellFormed()])
    const query = new URLSearchParams(pairs).toString()
    const { 'content-type': _, ...rest } = sent
    return {
      action,
      method: 'GET',
      path: `/actions/${action}?${query}${malformed ? '&%&=%zz&%ff=%fe' : ''}`,
      headers: rest,
      input: readQuery(pairs),
    }
  })

const ODD_PATHS = [
  '/',
  '//',
  '/actions/',
  '/actions//',
  '/actions/%',
  '/actions/%zz',
  '/actions/%ff',
  '/actions/create%2Dproduct',
  '/actions/create-product/',
  '/actions/create-product%2f',
  '/actions/..%2factions/create-product',
  '/actions/__proto__',
  '/actions/constructor',
  '/actions/CREATE-PRODUCT',
  '/actions/create-product;x=1',
  '/actions/%F0%9F%98%80',
  '/v1/products',
  '/health?x=%',
  '/docs/../health',
  '/local-stripe/v1/products',
  '/local-stripe/../health',
  '/openapi.json/x',
  '/.env',
  '/actions/create-product?name=x&%=%',
  `/${'a'.repeat(4_000)}`,
  '/http://169.254.169.254/',
]

const odd: fc.Arbitrary<Call> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...ODD_PATHS),
      fc.constantFrom(...ACTIONS).map((action) => `/actions/${action}`),
      fc.webPath(),
      fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/actions/${encodeURIComponent(text.toWellFormed())}`),
    ),
    fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE', 'PROPFIND', 'MKCOL'),
    headers,
    fc.option(fc.constantFrom('{}', '{"name":"x"}', '{', 'x=y'), { nil: undefined }),
  )
  .map(([path, method, sent, body]) => {
    const has = body !== undefined && method !== 'GET' && method !== 'HEAD'
    // An escaped character is that character, and a slash at the end is nothing.
    const action = path.slice('/actions/'.length).replace('%2D', '-').replace(/\/$/, '')
    return {
      action: ACTIONS.includes(action) ? action : '',
      method,
      path: path || '/',
      headers: sent,
      ...(has && { body }),
      input: has ? read(body) : {},
    }
  })

/** What Stripe could answer: mostly what it does. */
const answer: fc.Arbitrary<Answer | undefined> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  fc
    .tuple(fc.constantFrom(200, 201, 204, 301, 400, 401, 402, 403, 404, 418, 429), value)
    .map(([status, body]) => json(status, status === 204 ? '' : body)),
  fc
    .tuple(
      fc.constantFrom(400, 402, 404, 429),
      fc.dictionary(fc.constantFrom('type', 'code', 'message', 'param'), value),
    )
    .map(([status, error]) => json(status, { error })),
)

/** A value below the steps of a name such as `created[gte]`; a number or nothing is an entry of an array. */
function nested([step, ...rest]: readonly string[], held: Json): Json {
  if (step === undefined) return held
  return /^\d*$/.test(step) ? nested(rest, held) : { [step]: nested(rest, held) }
}

/** A query names everything as an array of what was given under the name. */
function readQuery(pairs: readonly string[][]): Input {
  const given = new Map<string, Json[]>()
  for (const [field = '', held = ''] of pairs) {
    const isNested = /^[^[\]]+(\[[^[\]]*\])+$/.test(field)
    const [root = '', ...steps] = isNested ? field.replaceAll(']', '').split('[') : [field]
    given.set(root, [...(given.get(root) ?? []), nested(steps, held)])
  }
  return Object.fromEntries(given)
}

function read(body: string): Input | undefined {
  try {
    // A byte order mark is none of the text.
    const text = body.replace(/^\ufeff/, '')
    const given: unknown = text.trim() === '' ? {} : JSON.parse(text)
    return isObject(given) ? given : undefined
  } catch {
    return undefined
  }
}

// What must hold

/** Names under which an input goes to Stripe where it is not its own, as the API reference has them. */
const TRANSLATED: Record<string, Record<string, string>> = {
  'refund-payment': { charge: 'charge_id', payment_intent: 'payment_intent_id' },
  'create-checkout-session': { allowed_payment_method_types: 'payment_method_types' },
  'create-invoice-item': { pricing: 'price' },
}

/** The input that an action's path names. */
function pathInput({ input: example, request }: { input: Record<string, unknown>; request: string }) {
  const segments = request.split(' ')[1]?.split('/') ?? []
  return Object.keys(example).find((field) => segments.includes(String(example[field])))
}

const parsed = (given: unknown): unknown => {
  if (typeof given !== 'string' || !/^\s*[[{]/.test(given)) return given
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

/** Whether the caller gave this value, at this place: entries that were left blank move others up. */
function gave(given: unknown, path: readonly string[], sent: string): boolean {
  const [step, ...rest] = path
  // A query gives every name as an array, and text where JSON has a value.
  if (Array.isArray(given) && given.some((one) => gave(one, path, sent))) return true
  const held = parsed(given)
  if (step === undefined) {
    if (given === null || given === '') return sent === ''
    return (
      String(given).toWellFormed() === sent || String(given).toLowerCase() === sent || Number(given) === Number(sent)
    )
  }
  if (Array.isArray(held)) return /^\d+$/.test(step) && held.some((one) => gave(one, rest, sent))
  if (isObject(held)) return Object.hasOwn(held, step) && gave(held[step], rest, sent)
  // A single value of a query, where the input is an array.
  return rest.length === 0 && step === '0' && gave(held, [], sent)
}

/** What is wrong with a request that reached Stripe, if anything is. */
function unasked({ action, input: given = {} }: Call, { method, path, params }: Recorded): string | undefined {
  if (action === '') return `${method} ${path} was called for no action`
  const wire = wireOf(action)
  const own = pathInput(wire)
  const id = own === undefined ? '' : [given[own]].flat().join()
  const endpoint = own === undefined ? wire.request : wire.request.replace(String(wire.input[own]), id)
  if (`${method} ${decodeURIComponent(path)}` !== endpoint) {
    // An invoice item without a customer is billed to its invoice's.
    const looksUp =
      action === 'create-invoice-item' &&
      method === 'GET' &&
      path === `/v1/invoices/${[given['invoice']].flat().join()}`
    return looksUp && params.length === 0 ? undefined : `${method} ${path} is another endpoint`
  }
  const extra = parsed(Array.isArray(given['extra_params']) ? given['extra_params'][0] : given['extra_params'])
  const all = String(given['all']) === 'true'
  for (const [name, sent] of params) {
    const [root = '', ...rest] = name.replace(/\]/g, '').split('[')
    if (action === 'deactivate-price' && name === 'active' && sent === 'false') continue
    if (action === 'create-invoice-item' && name === 'customer' && given['invoice'] !== undefined) continue
    if (all && name === 'limit' && sent === '100') continue
    const translated = TRANSLATED[action]?.[root]
    const isNamed =
      root !== own &&
      (translated === undefined
        ? Object.hasOwn(given, root) && gave(given[root], rest, sent)
        : gave(given[translated], root === 'pricing' ? rest.slice(1) : rest, sent))
    const isExtra =
      isObject(extra) &&
      !Object.hasOwn(given, root) &&
      (gave(extra, [root, ...rest], sent) || gave(extra, [name], sent))
    if (!isNamed && !isExtra) return `${name}=${sent} is no parameter that the caller named`
  }
  return undefined
}

const STATUSES = new Set([400, 401, 402, 403, 404, 405, 409, 413, 415, 429, 502, 504])
const FIELDS = [
  'type',
  'code',
  'message',
  'param',
  'issues',
  'request_id',
  'stripe_request_id',
  'decline_code',
  'advice_code',
  'payment_intent',
  'idempotency_key',
  'doc_url',
]

/** What is wrong with an error's body, if anything is. */
function misshapen(text: string, requestId: unknown): string | undefined {
  const body: unknown = JSON.parse(text)
  if (!isObject(body) || Object.keys(body).join() !== 'error' || !isObject(body['error'])) return 'no { error }'
  const { error } = body
  const strange = Object.keys(error).find((field) => !FIELDS.includes(field))
  if (strange !== undefined) return `an unknown field ${strange}`
  if (error['request_id'] !== requestId) return 'another request_id than x-request-id'
  for (const field of FIELDS) {
    const held = error[field]
    const isNeeded = ['type', 'message', 'request_id'].includes(field)
    if (field !== 'issues' && (held === undefined ? isNeeded : typeof held !== 'string')) return `${field} is no string`
  }
  const { issues = [] } = error
  if (!Array.isArray(issues)) return 'issues is no array'
  const isIssue = (issue: Json) => isObject(issue) && typeof issue['param'] === 'string' && !!issue['message']
  return issues.every(isIssue) ? undefined : 'an issue without its param or message'
}

const LOGGED = /^(request_id|method|action|caller|status|code|stripe_request_id|total_ms|stripe_ms|attempts)$/

function unexpected(line: string): boolean {
  try {
    const logged: unknown = JSON.parse(line)
    return !isObject(logged) || logged['code'] === 'internal' || !Object.keys(logged).every((key) => LOGGED.test(key))
  } catch {
    return true
  }
}

const usualAnswer: Answer = (request, response) => {
  const isList = request.method === 'GET' && /(s|line_items)$/.test(request.path)
  const body = isList
    ? { object: 'list', data: [], has_more: false }
    : { id: 'x_1', object: 'thing', customer: 'cus_9' }
  json(200, body)(request, response)
}

/** Statuses that were answered, how often, and how often Stripe was called. */
const tally = new Map<string, number>()
const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)

/** Sends the call and says what is wrong with what happened, if anything is. */
async function check(call: Call, given: Answer | undefined): Promise<string | undefined> {
  const { method, path, headers: sent, body } = call
  upstream.answers(given ?? usualAnswer)
  log.length = 0
  // undici knows fewer methods than HTTP has; it sends any.
  const request = { method: method as 'GET', path, headers: sent, ...(body !== undefined && { body }) }
  const response = await client.request(request)
  const text = await response.body.text()
  const { statusCode: status, headers: got } = response
  count(String(status))
  if (upstream.requests.length > 0) count('reached Stripe')
  for (const reached of upstream.requests) {
    const wrong = unasked(call, reached)
    if (wrong) return wrong
    if (reached.headers.authorization !== 'Bearer sk_test_secret') return 'another key was sent to Stripe'
    if (reached.headers['stripe-version'] === '2010-01-01') return "the caller's Stripe-Version was sent to Stripe"
  }
  // workerd itself refuses what is longer than it reads: the Worker is not asked.
  if (status === 414 && path.length > 65_536) return undefined
  if (got['x-content-type-options'] !== 'nosniff') return 'an answer without nosniff'
  if (got['cache-control'] !== 'no-store') return 'an answer that may be stored'
  if (log.some(unexpected)) return `logged ${log.join('\n').slice(0, 2_000)}`
  if (method === 'OPTIONS') return status === 204 ? undefined : `${status} for a preflight`
  if (status === 200) {
    const isFine = upstream.requests.length > 0 || path.startsWith('/health') || path.startsWith('/docs/../health')
    return isFine ? undefined : '200 without Stripe'
  }
  if (status === 302 && path === '/') return undefined
  if (!STATUSES.has(status)) return `${status}: ${text}`
  if (status === 502 && given === undefined) return `502 when Stripe answered well: ${text}`
  if (got['content-type'] !== 'application/json') return `${status} as ${got['content-type']}`
  return method === 'HEAD' ? undefined : misshapen(text, got['x-request-id'])
}

test(`whatever arrives is answered as the interface says (seed ${SEED})`, { timeout: 3_600_000 }, async () => {
  const call = fc.oneof(
    { weight: 6, arbitrary: posted },
    { weight: 1, arbitrary: anyBody },
    { weight: 2, arbitrary: queried },
    { weight: 1, arbitrary: odd },
  )
  await fc.assert(
    fc.asyncProperty(call, answer, async (sent, given) => {
      expect(await check(sent, given)).toBeUndefined()
    }),
    { seed: SEED, numRuns: REQUESTS, endOnFailure: process.env['SHRINK'] === undefined },
  )
  const reached = tally.get('reached Stripe') ?? 0
  console.log(
    `${REQUESTS} requests: ${[...tally]
      .sort()
      .map(([what, times]) => `${what} ${times}`)
      .join(', ')}`,
  )
  expect(reached / REQUESTS).toBeGreaterThan(0.2)
  // What goes wrong after an answer would be logged by then.
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(log.filter(unexpected)).toEqual([])
})
