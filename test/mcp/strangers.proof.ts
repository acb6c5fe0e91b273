import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { exampleOf } from '../support/examples.ts'
import type { IdentityProvider } from '../support/identity.ts'
import { json, type Upstream } from '../support/upstream.ts'
import { entry } from '../support/worker.ts'
import { AGENT_KEYS, CURRENT, errorIn, type Mcp, metaOf, type Reply, startAgents } from './support.ts'

// What somebody with a credential of few rights tries.
const CLAIM = '$claims.stripe_customer_id'
const OPENED = ['list-invoices', 'cancel-subscription']
const SHORT = '/mcp?tools=search'
/** Another key with the rights of `writer`. */
const TWIN = { ...entry('twin', { key: 'key-mcp-twin', allow: ['*'] }), mcp: ['*'] }
const ASKS = { capabilities: { elicitation: { form: {} } } }
const REFUND = { charge_id: 'ch_1', amount: 300 }

let upstream: Upstream
let idp: IdentityProvider
let mcp: Mcp
let close: () => Promise<void>
beforeAll(async () => {
  ;({ upstream, idp, mcp, close } = await startAgents({
    policy: { end_users: [{ allow: OPENED, own: CLAIM }] },
    keys: JSON.stringify([...(JSON.parse(AGENT_KEYS) as object[]), TWIN]),
  }))
})
afterAll(() => close())
beforeEach(() => upstream.answers(json(200, { id: 'obj_1', object: 'thing' })))

test('a key that only reads runs no tool that changes anything, in any way', async () => {
  const changing = actions.filter(({ effect }) => effect !== 'read').map(({ name }) => name)
  const reader = { agent: 'reader' } as const
  for (const name of changing) {
    const args = { ...exampleOf(name), user_confirmed: true }
    const params = { name, arguments: args }
    const { reply } = await mcp.request('tools/call', params, reader)
    const { reply: earlier } = await mcp.earlier('tools/call', params, reader)
    const batch = await mcp.post([{ jsonrpc: '2.0', id: 1, method: 'tools/call', params }], reader)
    const [batched] = (await batch.json()) as Reply[]
    expect([name, reply.error?.code, earlier.error?.code, batched?.error?.code]).toEqual([name, -32602, -32602, -32602])
    const run = await mcp.call('run-action', { action: name, input: args }, { ...reader, path: SHORT })
    expect([name, errorIn(run).code]).toEqual([name, 'forbidden'])
  }
  expect(upstream.requests).toHaveLength(0)
})

test('a search shows nothing that its caller may not run', async () => {
  for (const { name, docs } of actions) {
    const found = await mcp.call(
      'search-actions',
      { query: `${name} ${docs.summary}` },
      { path: SHORT, agent: 'support' },
    )
    const { actions: listed } = found.structuredContent as { actions: { name: string }[] }
    const names = listed.map((one) => one.name)
    expect(names.filter((one) => !['list-customers', 'retrieve-customer'].includes(one))).toEqual([])
  }
})

test('the token of an end user runs no tool but those that the policy opens', async () => {
  for (const { name } of actions) {
    if (OPENED.includes(name)) continue
    // Each may call so many times in a minute only.
    const authorization = `Bearer ${await idp.token({ sub: name, stripe_customer_id: 'cus_mine' })}`
    const args = { ...exampleOf(name), user_confirmed: true }
    const { reply } = await mcp.request('tools/call', { name, arguments: args }, { authorization })
    expect([name, reply.error?.code]).toEqual([name, -32602])
    const run = await mcp.call('run-action', { action: name, input: args }, { authorization, path: SHORT })
    expect([name, errorIn(run).code]).toEqual([name, 'forbidden'])
    expect(await mcp.names({ authorization })).toEqual(expect.arrayContaining(OPENED))
  }
  expect(upstream.requests).toHaveLength(0)
})

describe('a message', () => {
  const named = (name: string) => ({
    'mcp-protocol-version': CURRENT,
    'mcp-method': 'tools/call',
    'mcp-name': name,
  })
  const meta = JSON.stringify(metaOf())
  const codeOf = async (body: string, headers: Record<string, string>) =>
    ((await (await mcp.post(body, { headers })).json()) as Reply).error?.code

  test('with a name twice is the one that its header names, or none', async () => {
    const twice = (first: string, last: string) =>
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${first}","name":"${last}","arguments":{},"_meta":${meta}}}`
    expect(await codeOf(twice('list-products', 'create-product'), named('list-products'))).toBe(-32020)
    expect(await codeOf(twice('list-products', 'create-product'), named('list-products, create-product'))).toBe(-32020)
    expect(upstream.requests).toHaveLength(0)
    expect(await codeOf(twice('create-product', 'list-products'), named('list-products'))).toBeUndefined()
    expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/products'])
  })

  test.each([
    '__proto__',
    'constructor',
    'LIST-PRODUCTS',
    'list-products ',
    'list-products\u0000',
    'list\u2010products',
    'ｌist-products',
    'list-products\u200b',
    '../list-products',
  ])('that names the tool %j runs none', async (name) => {
    const encoded = `=?base64?${Buffer.from(name).toString('base64')}?=`
    const headers = { 'mcp-name': encoded }
    const { reply } = await mcp.request('tools/call', { name, arguments: {} }, { headers })
    expect(reply.error?.code).toBe(-32602)
    const run = await mcp.call('run-action', { action: name }, { path: SHORT })
    expect(errorIn(run).code).toBe('unknown_action')
    expect(upstream.requests).toHaveLength(0)
  })

  test('whose header hides a character before the name does not match', async () => {
    const hidden = `=?base64?${Buffer.from('\ufefflist-products').toString('base64')}?=`
    const { reply } = await mcp.request('tools/call', { name: 'list-products' }, { headers: { 'mcp-name': hidden } })
    expect(reply.error?.code).toBe(-32020)
  })

  test('has an ID that its answer can repeat', async () => {
    const body = '{"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"}'
    expect(await codeOf(body, {})).toBe(-32600)
  })

  test('brings no inputs by the prototype of its arguments', async () => {
    const args = '{"__proto__":{"limit":1},"constructor":{"prototype":{"limit":2}}}'
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list-products","arguments":${args}}}`
    const { result } = (await (await mcp.post(body)).json()) as Reply
    expect(result).toMatchObject({ isError: true })
    expect(JSON.stringify(result)).toContain('unknown input')
    expect(upstream.requests).toHaveLength(0)
  })

  test('may be large, and is refused above 1 MiB', async () => {
    const name = 'x'.repeat(1024 * 1024)
    const { response } = await mcp.request('tools/call', { name: 'create-product', arguments: { name } })
    expect(response.status).toBe(413)
    const large = await mcp.earlier('tools/call', { name: 'x'.repeat(900_000) })
    expect([large.response.status, large.reply.error?.code]).toEqual([200, -32602])
    expect(JSON.stringify(large.reply).length).toBeLessThan(500)
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create-product","arguments":{"metadata":${deep}}}}`
    expect((await mcp.post(body)).status).toBeLessThan(500)
    expect(upstream.requests).toHaveLength(0)
  })
})

describe("a user's answer", () => {
  const yes = { confirm: { action: 'accept', content: { confirmed: true } } }
  const again = (requestState: unknown, options: object = {}, responses: unknown = yes) =>
    mcp.request(
      'tools/call',
      { name: 'refund-payment', arguments: REFUND, requestState, inputResponses: responses },
      { ...ASKS, ...options },
    )

  test('is good for the key that the question went to only, whatever the other may do', async () => {
    const { requestState } = await mcp.call('refund-payment', REFUND, ASKS)
    const { reply } = await again(requestState, { authorization: 'Bearer key-mcp-twin' })
    expect(reply.error?.code).toBe(-32602)
    expect(upstream.requests).toHaveLength(0)
    expect((await again(requestState)).reply.result).toMatchObject({ isError: false })
  })

  test('that comes many times at once is one change', async () => {
    const { requestState } = await mcp.call('refund-payment', REFUND, ASKS)
    await Promise.all(Array.from({ length: 8 }, () => again(requestState)))
    expect(new Set(upstream.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  test('comes with a state that was made here, or is refused', async () => {
    for (const responses of [yes, {}, undefined, 7]) {
      for (const state of ['', 'x', `${Date.now() + 1000}.${'0'.repeat(64)}.k`]) {
        expect((await again(state, {}, responses)).reply.error?.code).toBe(-32602)
      }
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('is to a question that shows every character', async () => {
    const reason = { ...REFUND, metadata: { note: 'a\u202e001\u200b\u0007\u2028' } }
    const asked = await mcp.call('refund-payment', reason, ASKS)
    const message = asked.inputRequests?.['confirm']?.params.message ?? ''
    expect(message).toContain(String.raw`"a\u202e001\u200b\u0007\u2028"`)
  })
})
