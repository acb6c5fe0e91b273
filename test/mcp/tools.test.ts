import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { NAMED } from '../../handlers/synonyms.ts'
import { minuteWithTimeLeft } from '../support/clock.ts'
import { exampleOf } from '../support/examples.ts'
import type { IdentityProvider } from '../support/identity.ts'
import { json, type Upstream } from '../support/upstream.ts'
import { errorOf, type Script, startWorker, type Worker } from '../support/worker.ts'
import {
  AGENTS,
  type AgentName,
  clientOf,
  errorIn,
  type Mcp,
  startAgents,
  type ToolResult,
  toolsIn,
} from './support.ts'

const CLAIM = '$claims.stripe_customer_id'
const POLICY = {
  end_users: [
    { allow: ['list-invoices', 'cancel-subscription'], own: CLAIM },
    { allow: ['update-customer'], own: CLAIM, limit_to: { name: true } },
  ],
  public: [{ allow: ['list-prices'] }],
}

let upstream: Upstream
let idp: IdentityProvider
let worker: Script
let mcp: Mcp
let user: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ upstream, idp, worker, mcp, close } = await startAgents({ policy: POLICY }))
  user = `Bearer ${await idp.token({ stripe_customer_id: 'cus_mine' })}`
})
afterAll(() => close())
beforeEach(() => {
  upstream.answers(json(200, { id: 'obj_1', object: 'thing' }))
})

const all = actions.map(({ name }) => name)
const reading = actions.filter(({ effect }) => effect === 'read').map(({ name }) => name)

describe('what an agent sees', () => {
  test('with a key without "mcp": the reading actions that it may run', async () => {
    expect(await mcp.names({ agent: 'reader' })).toEqual(reading)
    expect(await mcp.names({ agent: 'products' })).toEqual(['list-products'])
  })

  test('with "mcp": those of its actions that it names', async () => {
    expect(await mcp.names({ agent: 'writer' })).toEqual(all)
    expect(await mcp.names({ agent: 'wide' })).toEqual(['list-products', 'create-product'])
    expect((await mcp.names({ agent: 'support' })).sort()).toEqual(['list-customers', 'retrieve-customer'])
    expect(await mcp.names({ agent: 'nothing' })).toEqual([])
  })

  test('with the token of an end user, or with none: what the policy opens to them', async () => {
    expect((await mcp.names({ authorization: user })).sort()).toEqual([
      'cancel-subscription',
      'list-invoices',
      'update-customer',
    ])
    expect(await mcp.names({ authorization: '' })).toEqual(['list-prices'])
  })

  test('is the same in earlier revisions', async () => {
    const { reply } = await mcp.earlier('tools/list', {}, { agent: 'support' })
    expect(toolsIn(reply).map(({ name }) => name)).toEqual(await mcp.names({ agent: 'support' }))
  })

  test('is all that it can run', async () => {
    const hidden: [Parameters<Mcp['names']>[0], string][] = [
      [{ agent: 'reader' }, 'create-product'],
      [{ agent: 'support' }, 'list-products'],
      [{ agent: 'wide' }, 'list-customers'],
      [{ agent: 'support' }, 'create-product'],
      [{ agent: 'nothing' }, 'list-products'],
      [{ authorization: user }, 'list-prices'],
      [{ authorization: '' }, 'list-invoices'],
    ]
    for (const [options, name] of hidden) {
      const logged = await worker.linesOf(async () => {
        const args = { ...exampleOf(name), user_confirmed: true }
        const { reply } = await mcp.request('tools/call', { name, arguments: args }, options)
        expect(reply.error).toMatchObject({ code: -32602, message: expect.stringContaining(`may not run ${name}`) })
        const { reply: earlier } = await mcp.earlier('tools/call', { name, arguments: args }, options)
        expect(earlier.error?.code).toBe(-32602)
        const path = '/mcp?tools=search'
        const run = await mcp.call('run-action', { action: name, input: args }, { ...options, path })
        expect(errorIn(run).code).toBe('forbidden')
      })
      expect(logged.map(({ code, action }) => [code, action])).toEqual(Array(3).fill(['forbidden', undefined]))
    }
    expect(upstream.requests).toHaveLength(0)
  })
})

describe('a tool', () => {
  test.each(actions.map((action) => ({ name: action.name, action })))(
    '$name is its declaration',
    async ({ action }) => {
      const { reply } = await mcp.request('tools/list')
      const tool = toolsIn(reply).find(({ name }) => name === action.name)
      const { effect, docs, method, input, destructiveWith } = action
      const isDestructive = effect === 'destructive' || destructiveWith !== undefined
      expect(tool).toMatchObject({
        title: docs.summary,
        description: docs.description,
        annotations: {
          readOnlyHint: effect === 'read',
          destructiveHint: isDestructive,
          idempotentHint: effect === 'read' || method === 'DELETE',
          openWorldHint: true,
        },
        outputSchema: { type: 'object' },
      })
      const controls = [
        ...(effect !== 'read' && method === 'POST' ? ['idempotency_key'] : []),
        ...(isDestructive ? ['user_confirmed'] : []),
      ]
      const { properties = {}, required = [], additionalProperties } = tool?.inputSchema ?? {}
      const declared = Object.keys(input).filter((name) => !['expand', 'extra_params'].includes(name))
      expect(Object.keys(properties).sort()).toEqual([...declared, ...controls].sort())
      expect([...required].sort()).toEqual(declared.filter((name) => input[name]?.required).sort())
      expect(additionalProperties).toBeUndefined()
      for (const one of Object.values(properties)) expect(one.description).toMatch(/^\S.*[^.]$/s)
      // No client can follow a reference out of the schema, and not every one knows the syntax of these expressions.
      expect(JSON.stringify(tool)).not.toMatch(/\$ref|"pattern"/)
    },
  )

  test('takes the very request that POST /actions makes', async () => {
    const strip = () =>
      upstream.requests.map(({ method, path, params, headers }) => ({
        method,
        path,
        params,
        account: headers['stripe-account'],
        key: headers['idempotency-key'],
        authorization: headers.authorization,
      }))
    const headers = { 'stripe-account': 'acct_1', 'idempotency-key': 'same' }
    for (const action of actions) {
      const input = exampleOf(action.name)
      upstream.answers(json(200, { id: 'obj_1', object: 'thing', customer: 'cus_mine' }))
      const called = await worker.send(`/actions/${action.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${AGENTS.writer.key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(input),
      })
      expect(called.status).toBe(200)
      const expected = strip()
      upstream.answers(json(200, { id: 'obj_1', object: 'thing', customer: 'cus_mine' }))
      const args = action.effect === 'destructive' ? { ...input, user_confirmed: 'true' } : input
      const result = await mcp.call(action.name, args, { headers })
      expect(result, action.name).toMatchObject({ resultType: 'complete', isError: false })
      expect(strip()).toEqual(expected)
    }
  })

  test('takes null for arguments that are left out', async () => {
    const { reply } = await mcp.request('tools/call', { name: 'list-products', arguments: null })
    expect(reply.result).toMatchObject({ isError: false })
  })

  test("takes Stripe's other parameters, and values as text", async () => {
    await mcp.call('list-invoices', { limit: '5', created: { gte: 1_767_225_600 }, expand: ['data.customer'] })
    const [request] = upstream.requests
    expect(Object.fromEntries(request?.params ?? [])).toEqual({
      limit: '5',
      'created[gte]': '1767225600',
      'expand[0]': 'data.customer',
    })
  })

  test("returns Stripe's object as it came, and as text", async () => {
    const object = '{"id":"obj_1","object":"thing","big":12345678901234567890,"none":null,"text":"a \\"b\\" \\u00e9"}'
    upstream.answers(json(200, object))
    const { response } = await mcp.request('tools/call', { name: 'retrieve-product', arguments: { product_id: 'p' } })
    const text = await response.text()
    expect(text).toContain(`"structuredContent":${object}}}`)
    const { result } = JSON.parse(text) as { result: { content: { type: string; text: string }[] } }
    expect(result.content).toEqual([{ type: 'text', text: object }])
  })

  test('returns long answers whole, or not at all', async () => {
    const data = Array.from({ length: 100 }, (_, at) => ({
      id: `prod_${at}`,
      object: 'product',
      text: 'x'.repeat(1_000),
    }))
    const list = { object: 'list', has_more: false, data }
    upstream.answers(json(200, list))
    expect((await mcp.call('list-products')).structuredContent).toEqual(list)
    upstream.answers(json(200, JSON.stringify(list).slice(0, 50_000)))
    expect(errorIn(await mcp.call('list-products')).code).toBe('stripe_bad_response')
  })

  test('reads all pages', async () => {
    let page = 0
    upstream.answers((request, response) => {
      page += 1
      json(200, { object: 'list', has_more: page < 3, data: [{ id: `prod_${page}`, object: 'product' }] })(
        request,
        response,
      )
    })
    const { structuredContent } = await mcp.call('list-products', { all: true })
    expect(structuredContent?.['data']).toHaveLength(3)
  })
})

describe('a tool that fails', () => {
  test('names every wrong input, for the agent to correct', async () => {
    const wrong = { amount: 'ten', currency: 'euro', descripion: 'x' }
    const result = await mcp.call('create-payment-intent', wrong)
    const error = errorIn(result)
    expect(error).toMatchObject({ code: 'invalid_input', param: 'amount' })
    expect(error.issues).toEqual([
      { param: 'amount', message: 'must be a whole number' },
      { param: 'currency', message: expect.stringContaining('ISO') },
      { param: 'descripion', message: 'unknown input; did you mean "description"?' },
    ])
    expect(upstream.requests).toHaveLength(0)
  })

  test('answers what POST /actions answers', async () => {
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'lost_card', message: 'No.', param: 'x' }
    upstream.answers(json(402, { error }))
    const input = exampleOf('create-payment-intent')
    const headers = { 'x-request-id': 'same', authorization: `Bearer ${AGENTS.writer.key}` }
    const called = await worker.send('/actions/create-payment-intent', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    const result = await mcp.call('create-payment-intent', input, { headers })
    expect([result.isError, JSON.parse(result.content[0]?.text ?? '')]).toEqual([true, await called.json()])
  })

  test.each([
    ['extra_params', { extra_params: { preview: true } }, {}],
    ['Stripe-Account', {}, { 'stripe-account': 'acct_1' }],
  ])('for want of the right to %s is forbidden', async (param, input: object, headers: Record<string, string>) => {
    const error = errorIn(await mcp.call('list-products', input, { agent: 'reader', headers }))
    expect([error.code, error.param]).toEqual(['forbidden', param])
    expect(upstream.requests).toHaveLength(0)
  })

  test('for an expansion by which it would read more than its agent may', async () => {
    const expand = ['data.customer']
    const error = errorIn(await mcp.call('list-payment-intents', { expand }, { agent: 'payments' }))
    expect([error.code, error.param]).toEqual(['forbidden', 'expand[0]'])
    expect((await mcp.call('list-payment-intents', { expand }, { agent: 'reader' })).isError).toBe(false)
  })
})

describe('the access policy', () => {
  test('holds an end user to their own', async () => {
    upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
    expect((await mcp.call('list-invoices', {}, { authorization: user })).isError).toBe(false)
    const [request] = upstream.requests
    expect(Object.fromEntries(request?.params ?? [])).toEqual({ customer: 'cus_mine' })
    const other = await mcp.call('list-invoices', { customer: 'cus_other' }, { authorization: user })
    expect(errorIn(other)).toMatchObject({ code: 'resource_missing', param: 'customer' })
    upstream.answers(json(200, { id: 'sub_1', object: 'subscription', customer: 'cus_other' }))
    const cancelled = { subscription_id: 'sub_1', user_confirmed: true }
    expect(errorIn(await mcp.call('cancel-subscription', cancelled, { authorization: user })).code).toBe(
      'resource_missing',
    )
    expect(upstream.requests.map(({ method }) => method)).toEqual(['GET'])
  })

  test('opens inputs one by one', async () => {
    const input = { customer_id: 'cus_mine', name: 'Jane', email: 'jane@example.com' }
    const error = errorIn(await mcp.call('update-customer', input, { authorization: user }))
    expect(error).toMatchObject({ code: 'forbidden', param: 'email' })
    expect(upstream.requests).toHaveLength(0)
  })

  test('needs the claim that it names', async () => {
    const without = `Bearer ${await idp.token({})}`
    expect(errorIn(await mcp.call('list-invoices', {}, { authorization: without })).code).toBe('forbidden')
  })
})

describe('a caller without a credential', () => {
  // Rate limits are bindings.
  let limited: Worker
  beforeAll(async () => {
    limited = await startWorker({
      vars: { STRIPE_API_BASE_URL: upstream.url, ACCESS_POLICY: JSON.stringify({ public: POLICY.public }) },
    })
  })
  beforeEach(minuteWithTimeLeft)
  afterAll(() => limited.close())

  test('is limited in how often it calls', async () => {
    const headers = { 'cf-connecting-ip': '192.0.2.7' }
    const statuses: number[] = []
    for (let at = 0; at < 22; at += 1) {
      const { response } = await clientOf(limited).request('tools/list', {}, { authorization: '', headers })
      statuses.push(response.status)
      if (response.status !== 429) continue
      expect([(await errorOf(response)).code, response.headers.get('retry-after')]).toEqual(['rate_limited', '60'])
    }
    expect(statuses.indexOf(429)).toBe(20)
    const batch = [{ jsonrpc: '2.0', id: 1, method: 'ping' }]
    expect((await clientOf(limited).post(batch, { authorization: '', headers })).status).toBe(429)
  })

  test('is limited in how many messages come in batches', async () => {
    const headers = { 'cf-connecting-ip': '192.0.2.8' }
    const batch = Array.from({ length: 10 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'ping' }))
    const first = await clientOf(limited).post(batch, { authorization: '', headers })
    expect([first.status, await first.json()]).toMatchObject([200, { length: 10 }])
    const second = await clientOf(limited).post(batch, { authorization: '', headers })
    expect([second.status, (await errorOf(second)).code]).toEqual([429, 'rate_limited'])
  })
})

describe('idempotency', () => {
  const create = { name: 'create-product', arguments: { name: 'A' } }
  const keyOf = (at: number) => upstream.requests[at]?.headers['idempotency-key']

  test('a key is the argument, else the header, else made for the call', async () => {
    const headers = { 'idempotency-key': 'of the header' }
    const args = { ...create.arguments, idempotency_key: 'of the argument' }
    const { response } = await mcp.request('tools/call', { ...create, arguments: args }, { headers })
    expect(response.headers.get('idempotency-key')).toBe('of the argument')
    await mcp.request('tools/call', create, { headers })
    await mcp.request('tools/call', { ...create, arguments: { ...create.arguments, idempotency_key: '' } })
    await mcp.request('tools/call', create)
    expect([keyOf(0), keyOf(1)]).toEqual(['of the argument', 'of the header'])
    expect(keyOf(2)).toMatch(/^[\da-f-]{36}$/)
    expect(keyOf(3)).not.toBe(keyOf(2))
    for (const { params } of upstream.requests) expect(params).toEqual([['name', 'A']])
  })

  test('a wrong key is a wrong input', async () => {
    for (const idempotency_key of ['é', 'x'.repeat(256), 7]) {
      const error = errorIn(await mcp.call('create-product', { name: 'A', idempotency_key }))
      expect([error.code, error.param]).toEqual(['invalid_input', 'idempotency_key'])
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('a reading action has none', async () => {
    const error = errorIn(await mcp.call('list-products', { idempotency_key: 'x', user_confirmed: true }))
    expect(error.issues).toHaveLength(2)
  })

  test("an end user's key never meets another's, and repeats the same call", async () => {
    const args = { customer_id: 'cus_mine', name: 'Jane', idempotency_key: 'mine' }
    await mcp.call('update-customer', args, { authorization: user })
    await mcp.call('update-customer', args, { authorization: user })
    expect(keyOf(0)).toMatch(/^[\da-f]{64}$/)
    expect(keyOf(1)).toBe(keyOf(0))
  })

  test('a call whose outcome is unknown tells the key that repeats it', async () => {
    upstream.answers(json(500, { error: { message: 'x' } }))
    const error = errorIn(await mcp.call('create-product', { name: 'A' }))
    expect(error.code).toBe('stripe_unavailable')
    expect(error.idempotency_key).toBe(keyOf(0))
    upstream.answers(json(200, { id: 'prod_1', object: 'product' }))
    await mcp.call('create-product', { name: 'A', idempotency_key: error.idempotency_key })
    expect(keyOf(0)).toBe(error.idempotency_key)
  })
})

describe('the log', () => {
  test('has a line of each call, with the action and what came of it', async () => {
    const lines = await worker.linesOf(async () => {
      await mcp.call('list-customers', { email: 'jane@example.com' }, { headers: { 'x-request-id': 'r1' } })
      await mcp.call('create-customer', { email: 'bad' })
      await mcp.request('tools/list')
      await mcp.request('no/such?a=b')
    })
    expect(lines).toMatchObject([
      { request_id: 'r1', mcp: 'tools/call', action: 'list-customers', caller: 'writer', status: 200, attempts: 1 },
      { mcp: 'tools/call', action: 'create-customer', status: 200, code: 'invalid_input', attempts: 0 },
      { mcp: 'tools/list', status: 200 },
      { status: 404, code: 'method_not_found' },
    ])
    expect(lines[3]).not.toHaveProperty('mcp')
    expect(JSON.stringify(lines)).not.toContain('example.com')
  })
})

describe('the short list', () => {
  const path = '/mcp?tools=search'
  const actionsIn = ({ structuredContent = {} }: ToolResult) => structuredContent['actions'] as object[]

  test('holds two tools, and what the second may do', async () => {
    const hints = async (agent: AgentName) => {
      const { reply } = await mcp.request('tools/list', {}, { agent, path })
      return toolsIn(reply).map(({ name, annotations }) => [
        name,
        annotations.readOnlyHint,
        annotations.destructiveHint,
      ])
    }
    expect(await hints('reader')).toEqual([
      ['search-actions', true, false],
      ['run-action', true, false],
    ])
    expect(await hints('writer')).toEqual([
      ['search-actions', true, false],
      ['run-action', false, true],
    ])
  })

  test('finds actions by what they are about, the nearest first, with their schemas', async () => {
    const found = await mcp.call('search-actions', { query: 'Refund a payment' }, { path })
    const [first, ...others] = actionsIn(found)
    expect(first).toMatchObject({ name: 'refund-payment', inputSchema: { type: 'object' } })
    expect(others.length).toBeLessThan(8)
    const [nearest] = actionsIn(await mcp.call('search-actions', { query: 'how do I void an invoice?' }, { path }))
    expect(nearest).toMatchObject({ name: 'void-invoice' })
    const names = await mcp.call('search-actions', { query: 'invoices' }, { path, agent: 'support' })
    expect(names.structuredContent).toEqual({ actions: [] })
  })

  test.each([
    ['give the customer their money back', 'refund-payment'],
    ['chargeback evidence', 'update-dispute'],
    ['discount code', 'create-promotion-code'],
    ['voucher', 'create-coupon'],
    ['save a card on file', 'create-setup-intent'],
    ['let them manage their plan', 'create-billing-portal-session'],
  ])('finds what people say: %s', async (query, name) => {
    const found = actionsIn(await mcp.call('search-actions', { query }, { path, agent: 'writer' }))
    expect(found).toContainEqual(expect.objectContaining({ name, title: expect.any(String) }))
    expect(JSON.stringify(found)).not.toContain('synonyms')
  })

  test('has synonyms of nothing that does not exist', () => {
    expect(NAMED.actions.filter((name) => !all.some((one) => one === name))).toEqual([])
    expect(NAMED.resources.filter((name) => !actions.some(({ docs }) => docs.resource === name))).toEqual([])
  })

  test('lists the names of all actions of the caller for an empty search', async () => {
    for (const args of [{}, { query: ' ' }, { query: null }]) {
      const found = await mcp.call('search-actions', args, { path, agent: 'support' })
      expect(actionsIn(found)).toEqual([
        { name: 'list-customers', title: expect.any(String) },
        { name: 'retrieve-customer', title: expect.any(String) },
      ])
    }
  })

  test('runs an action like its own tool does', async () => {
    const input = { email: 'jane@example.com', limit: 3 }
    const lines = await worker.linesOf(async () => {
      const result = await mcp.call('run-action', { action: 'list-customers', input }, { path })
      expect(result.structuredContent).toEqual({ id: 'obj_1', object: 'thing' })
    })
    expect(upstream.requests[0]?.path).toBe('/v1/customers')
    expect(lines).toMatchObject([{ action: 'list-customers', mcp: 'tools/call' }])
    await mcp.call('run-action', { action: 'create-product', input: { name: 'A' }, idempotency_key: 'k' }, { path })
    expect(upstream.requests[1]?.headers['idempotency-key']).toBe('k')
    for (const [given, params] of [
      ['{"limit": 2}', [['limit', '2']]],
      [null, []],
    ]) {
      await mcp.call('run-action', { action: 'list-products', input: given }, { path })
      expect(upstream.requests.at(-1)?.params).toEqual(params)
    }
  })

  test.each([
    ['an action that does not exist', 'run-action', { action: 'list-customer' }, 'unknown_action', undefined],
    ['no action', 'run-action', {}, 'invalid_input', 'action'],
    ['an input that is no object', 'run-action', { action: 'list-customers', input: [] }, 'invalid_input', 'input'],
    [
      'an input that is given twice',
      'run-action',
      { action: 'list-customers', input: { limit: 1 }, limit: 2 },
      'invalid_input',
      'limit',
    ],
    [
      'an input that is unknown',
      'run-action',
      { action: 'list-customers', input: { limt: 1 } },
      'invalid_input',
      'limt',
    ],
    ['a search for a number', 'search-actions', { query: 7 }, 'invalid_input', 'query'],
    ['a search by something else', 'search-actions', { search: 'x' }, 'invalid_input', 'search'],
  ])('refuses %s', async (_, name, args, code, param) => {
    const error = errorIn(await mcp.call(name, args, { path }))
    expect([error.code, error.param]).toEqual([code, param])
    expect(upstream.requests).toHaveLength(0)
  })

  test('has no other tool, and the long list none of these', async () => {
    const long = await mcp.request('tools/call', { name: 'run-action', arguments: { action: 'list-customers' } })
    const short = await mcp.request('tools/call', { name: 'list-customers' }, { path })
    for (const { reply } of [long, short]) expect(reply.error?.code).toBe(-32602)
  })
})
