import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IdentityProvider } from '../support/identity.ts'
import { json, type Upstream } from '../support/upstream.ts'
import { startScript } from '../support/worker.ts'
import { AGENT_KEYS, clientOf, errorIn, type Mcp, startAgents, type ToolResult } from './support.ts'

const CLAIM = '$claims.stripe_customer_id'

let upstream: Upstream
let idp: IdentityProvider
let mcp: Mcp
let close: () => Promise<void>
beforeAll(async () => {
  const policy = { end_users: [{ allow: ['cancel-subscription'], own: CLAIM }] }
  ;({ upstream, idp, mcp, close } = await startAgents({ policy }))
})
afterAll(() => close())
beforeEach(() => {
  upstream.answers(json(200, { id: 're_1', object: 'refund', customer: 'cus_mine' }))
})

const REFUND = { charge_id: 'ch_1', amount: 300, metadata: { a: '1', b: '2' } }
const ASKS = { capabilities: { elicitation: { form: {} } } }
const YES = { action: 'accept', content: { confirmed: true } }

/** The parameters of the request that brings the user's answer. */
function answered({ requestState }: ToolResult, answer: unknown = YES) {
  return { ...ASKS, more: { requestState, inputResponses: { confirm: answer } } }
}

/** The paths that Stripe was asked at. */
const sent = () => upstream.requests.map(({ method, path }) => `${method} ${path}`)

describe('a client that can ask its user', () => {
  test.each([
    ['a form', { form: {} }],
    ['a form, as all could at first', {}],
    ['a form and a page', { form: {}, url: {} }],
  ])('with %s is asked to', async (_, elicitation) => {
    const asked = await mcp.call('refund-payment', REFUND, { capabilities: { elicitation } })
    expect(asked).toMatchObject({ resultType: 'input_required', requestState: expect.any(String) })
    expect(asked).not.toHaveProperty('content')
    const { method, params } = asked.inputRequests?.['confirm'] ?? {}
    expect(method).toBe('elicitation/create')
    expect(params).toEqual({
      mode: 'form',
      message: expect.stringContaining(`run refund-payment with ${JSON.stringify(REFUND)}?`),
      requestedSchema: {
        type: 'object',
        properties: { confirmed: { type: 'boolean', title: 'Run refund-payment', description: expect.any(String) } },
        required: ['confirmed'],
      },
    })
    expect(sent()).toEqual([])
  })

  test('runs the call once its user has agreed', async () => {
    const asked = await mcp.call('refund-payment', REFUND, ASKS)
    const result = await mcp.call('refund-payment', REFUND, answered(asked))
    expect(result).toMatchObject({ isError: false, structuredContent: { id: 're_1' } })
    expect(sent()).toEqual(['POST /v1/refunds'])
  })

  test('is asked with the connected account that the call is for', async () => {
    const asked = await mcp.call('refund-payment', REFUND, { ...ASKS, headers: { 'stripe-account': 'acct_1' } })
    expect(asked.inputRequests?.['confirm']?.params.message).toContain('run refund-payment for the account acct_1 with')
  })

  test('is asked whatever its agent says', async () => {
    const asked = await mcp.call('refund-payment', { ...REFUND, user_confirmed: true }, ASKS)
    expect(asked.resultType).toBe('input_required')
    expect(sent()).toEqual([])
  })

  test.each([
    ['declines', { action: 'decline' }],
    ['declines with the box ticked', { action: 'decline', content: { confirmed: true } }],
    ['cancels', { action: 'cancel' }],
    ['leaves the box empty', { action: 'accept', content: { confirmed: false } }],
    ['sends no box', { action: 'accept' }],
    ['sends words', { action: 'accept', content: { confirmed: 'true' } }],
  ])('runs nothing when its user %s', async (_, answer) => {
    const asked = await mcp.call('refund-payment', REFUND, ASKS)
    const result = await mcp.call('refund-payment', REFUND, answered(asked, answer))
    expect(errorIn(result).code).toBe('declined')
    expect(sent()).toEqual([])
  })

  test('is asked again when the answer or the state is missing', async () => {
    const { requestState } = await mcp.call('refund-payment', REFUND, ASKS)
    for (const more of [
      { requestState },
      { requestState, inputResponses: {} },
      { requestState, inputResponses: { other: YES } },
      { inputResponses: { confirm: YES } },
      { requestState: 7, inputResponses: { confirm: YES } },
    ]) {
      const again = await mcp.call('refund-payment', REFUND, { ...ASKS, more })
      expect(again.resultType).toBe('input_required')
    }
    expect(sent()).toEqual([])
  })

  test('is asked nothing about inputs that are wrong, or a call that is no danger', async () => {
    expect(errorIn(await mcp.call('refund-payment', { amount: 1 }, ASKS)).code).toBe('invalid_input')
    expect((await mcp.call('create-product', { name: 'A' }, ASKS)).resultType).toBe('complete')
    const account = { ...ASKS, agent: 'payments' as const, path: '/mcp' }
    const { reply } = await mcp.request('tools/call', { name: 'refund-payment', arguments: REFUND }, account)
    expect(reply.error?.code).toBe(-32602)
  })

  test('is asked nothing about a call that the policy does not open', async () => {
    const authorization = `Bearer ${await idp.token({ stripe_customer_id: 'cus_mine' })}`
    const args = { subscription_id: 'sub_1', invoice_now: true }
    const error = errorIn(await mcp.call('cancel-subscription', args, { ...ASKS, authorization }))
    expect([error.code, error.param]).toEqual(['forbidden', 'invoice_now'])
  })

  test('runs the short list the same way', async () => {
    const path = '/mcp?tools=search'
    const args = { action: 'refund-payment', input: REFUND }
    const asked = await mcp.call('run-action', args, { ...ASKS, path })
    expect(asked.resultType).toBe('input_required')
    expect((await mcp.call('run-action', args, { ...answered(asked), path })).isError).toBe(false)
    expect(sent()).toEqual(['POST /v1/refunds'])
  })
})

describe('what is sent along with a question', () => {
  async function refuses(result: Parameters<Mcp['request']>) {
    const { response, reply } = await mcp.request(...result)
    expect([response.status, reply.error?.code]).toEqual([200, -32602])
    expect(reply.error?.message).toContain('requestState')
    expect(sent()).toEqual([])
  }

  const call = (args: object, state: ToolResult, options: object = {}): Parameters<Mcp['request']> => [
    'tools/call',
    { name: 'refund-payment', arguments: args, ...answered(state).more },
    { ...ASKS, ...options },
  ]

  test('is good for these inputs only, in whatever order', async () => {
    const asked = await mcp.call('refund-payment', REFUND, ASKS)
    for (const change of [
      { amount: 30_000 },
      { charge_id: 'ch_2' },
      { metadata: { a: '1' } },
      { reason: 'duplicate' },
    ]) {
      await refuses(call({ ...REFUND, ...change }, asked))
    }
    const reordered = { metadata: { b: '2', a: '1' }, amount: '300', charge_id: 'ch_1' }
    expect((await mcp.call('refund-payment', reordered, answered(asked))).isError).toBe(false)
  })

  test('is good for this action, this caller and this account only', async () => {
    const asked = await mcp.call('delete-product', { product_id: 'prod_1' }, ASKS)
    await refuses(call(REFUND, asked))
    const own = await mcp.call('refund-payment', REFUND, ASKS)
    await refuses(call(REFUND, own, { headers: { 'stripe-account': 'acct_1' } }))
    const token = (sub: string) => idp.token({ sub, stripe_customer_id: 'cus_mine' }).then((one) => `Bearer ${one}`)
    const args = { subscription_id: 'sub_1' }
    upstream.answers(json(200, { id: 'sub_1', object: 'subscription', customer: 'cus_mine' }))
    const first = await mcp.call('cancel-subscription', args, { ...ASKS, authorization: await token('user_1') })
    const params = { name: 'cancel-subscription', arguments: args, ...answered(first).more }
    await refuses(['tools/call', params, { ...ASKS, authorization: await token('user_2') }])
    const result = await mcp.call('cancel-subscription', args, {
      ...answered(first),
      authorization: await token('user_1'),
    })
    expect(result.isError).toBe(false)
  })

  test('is refused when any part of it was changed', async () => {
    const asked = await mcp.call('refund-payment', REFUND, ASKS)
    const [expires = '', signature = '', key = ''] = asked.requestState?.split('.') ?? []
    expect(Number(expires) - Date.now()).toBeLessThanOrEqual(10 * 60_000)
    expect(Number(expires) - Date.now()).toBeGreaterThan(9 * 60_000)
    for (const requestState of [
      `${Number(expires) + 1_000_000}.${signature}.${key}`,
      `${expires}.${signature}.${crypto.randomUUID()}`,
      `${expires}.${'0'.repeat(64)}.${key}`,
      `${expires}.${signature.toUpperCase()}.${key}`,
      `${expires}..${key}`,
      'nonsense',
      '',
    ]) {
      await refuses(call(REFUND, { ...asked, requestState }))
    }
  })

  test('is refused once its time is over', async () => {
    const state = (expires: number) => {
      const input = { amount: 300, charge_id: 'ch_1', metadata: { a: '1', b: '2' } }
      const caller = ['RATE_LIMIT_KEYS', 'writer', null]
      const statement = ['confirmation of an MCP call', ...caller, 'refund-payment', input, String(expires), 'k']
      const signature = createHmac('sha256', 'sk_test_secret').update(JSON.stringify(statement)).digest('hex')
      return { content: [], requestState: `${expires}.${signature}.k` }
    }
    await refuses(call(REFUND, state(Date.now() - 1)))
    const result = await mcp.call('refund-payment', REFUND, answered(state(Date.now() + 60_000)))
    expect(result.isError).toBe(false)
  })

  test('repeats the same call when it is sent twice', async () => {
    const asked = await mcp.call('refund-payment', REFUND, ASKS)
    await mcp.call('refund-payment', REFUND, answered(asked))
    await mcp.call('refund-payment', REFUND, answered(asked))
    const keys = upstream.requests.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(2)
    expect(keys[1]).toBe(keys[0])
    const another = await mcp.call('refund-payment', REFUND, ASKS)
    await mcp.call('refund-payment', REFUND, answered(another))
    expect(upstream.requests[2]?.headers['idempotency-key']).not.toBe(keys[0])
  })

  test('keeps the idempotency key that the agent gave', async () => {
    const args = { ...REFUND, idempotency_key: 'a.b.c' }
    const asked = await mcp.call('refund-payment', args, ASKS)
    await mcp.call('refund-payment', args, answered(asked))
    expect(upstream.requests[0]?.headers['idempotency-key']).toBe('a.b.c')
  })
})

describe('a client that cannot ask its user', () => {
  const capable: object[] = [{}, { elicitation: { url: {} } }, { elicitation: null }, { sampling: {} }]

  test('must have its agent ask', async () => {
    for (const capabilities of capable) {
      const error = errorIn(await mcp.call('refund-payment', REFUND, { capabilities }))
      expect(error).toMatchObject({ code: 'confirmation_required', param: 'user_confirmed' })
      expect(error.message).toContain('ask your user')
    }
    for (const user_confirmed of [false, 'yes', 1, null]) {
      expect(errorIn(await mcp.call('refund-payment', { ...REFUND, user_confirmed })).code).toBe(
        'confirmation_required',
      )
    }
    expect(sent()).toEqual([])
  })

  test('runs the call once the agent says that its user has agreed', async () => {
    expect((await mcp.call('refund-payment', { ...REFUND, user_confirmed: true })).isError).toBe(false)
    expect(Object.fromEntries(upstream.requests[0]?.params ?? [])).toEqual({
      charge: 'ch_1',
      amount: '300',
      'metadata[a]': '1',
      'metadata[b]': '2',
    })
    const args = { action: 'refund-payment', input: REFUND, user_confirmed: true }
    expect((await mcp.call('run-action', args, { path: '/mcp?tools=search' })).isError).toBe(false)
  })

  test('is that of every earlier revision, whose answers need a session', async () => {
    const params = (args: object) => ({ name: 'refund-payment', arguments: args })
    await mcp.earlier('initialize', { protocolVersion: '2025-11-25', capabilities: ASKS.capabilities })
    const { reply } = await mcp.earlier('tools/call', params(REFUND))
    expect(errorIn(reply.result as unknown as ToolResult).code).toBe('confirmation_required')
    const { reply: second } = await mcp.earlier('tools/call', params({ ...REFUND, user_confirmed: true }))
    expect(second.result).toMatchObject({ isError: false })
    expect(second.result).not.toHaveProperty('resultType')
  })
})

test('the question says in which mode it is', async () => {
  const live = await startScript({
    env: 'production',
    vars: { STRIPE_API_BASE_URL: upstream.url },
    secrets: { API_KEYS: AGENT_KEYS },
  })
  try {
    const client = clientOf(live)
    const ask = async (one: Mcp) =>
      (await one.call('refund-payment', REFUND, ASKS)).inputRequests?.['confirm']?.params.message
    expect(await ask(mcp)).toContain('(test mode)')
    expect(await ask(client)).not.toContain('test mode')
    const { reply } = await client.request('server/discover')
    expect(reply.result?.['instructions']).toContain('live mode, where real money moves')
  } finally {
    await live.close()
  }
})
