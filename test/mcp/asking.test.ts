import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { json, startUpstream, type Upstream } from '../support/upstream.ts'
import { entry, type Script, startScript } from '../support/worker.ts'
import { AGENT_KEYS, clientOf, errorIn, type Mcp, toolsIn } from './support.ts'

const KEYS = [
  // Its one changing action charges at once with `confirm`, and only then.
  { ...entry('intents', { key: 'key-intents', allow: ['list-payment-intents', 'create-payment-intent'] }), mcp: ['*'] },
  { ...entry('any', { key: 'key-any', allow: ['*'] }), any_endpoint: true, mcp: ['*'] },
]

let upstream: Upstream
let testing: Script
let live: Script
let mcp: Mcp
let liveMcp: Mcp
beforeAll(async () => {
  upstream = await startUpstream()
  const vars = { STRIPE_API_BASE_URL: upstream.url }
  const secrets = { API_KEYS: JSON.stringify([...(JSON.parse(AGENT_KEYS) as object[]), ...KEYS]) }
  ;[testing, live] = await Promise.all([
    startScript({ vars, secrets }),
    startScript({ env: 'production', vars, secrets }),
  ])
  ;[mcp, liveMcp] = [clientOf(testing), clientOf(live)]
})
afterAll(async () => {
  await Promise.all([testing.close(), live.close()])
  await upstream.close()
})
beforeEach(() => upstream.answers(json(200, { id: 'pi_1', object: 'payment_intent' })))

const ASKS = { capabilities: { elicitation: { form: {} } } }
const AS_INTENTS = { authorization: 'Bearer key-intents' }
const AS_ANY = { authorization: 'Bearer key-any' }
const SHORT = '/mcp?tools=search'
const INTENT = { amount: 1000, currency: 'usd' }

describe.each(['create-payment-intent', 'create-setup-intent'])('%s', (name) => {
  const input = name === 'create-setup-intent' ? {} : INTENT

  test.each([true, 'true'])('with confirm %j asks first', async (confirm) => {
    const asked = await mcp.call(name, { ...input, confirm }, ASKS)
    expect(asked.resultType).toBe('input_required')
    const error = errorIn(await mcp.call(name, { ...input, confirm }))
    expect([error.code, error.param]).toEqual(['confirmation_required', 'user_confirmed'])
    const run = await mcp.call('run-action', { action: name, input: { ...input, confirm } }, { path: SHORT })
    expect(errorIn(run).code).toBe('confirmation_required')
    expect(upstream.requests).toHaveLength(0)
  })

  test.each([false, 'false', '', undefined])('with confirm %j does not', async (confirm) => {
    for (const options of [ASKS, {}]) {
      const result = await mcp.call(name, { ...input, confirm }, options)
      expect(result).toMatchObject({ resultType: 'complete', isError: false })
    }
    expect(upstream.requests).toHaveLength(2)
  })
})

describe('in live mode, a card number', () => {
  const card = { type: 'card', card: { number: '4242424242424242' } }
  const withCard = { ...INTENT, confirm: true, payment_method_data: card }

  test.each([
    ['that would be asked about', 'create-payment-intent', withCard, {}],
    ['as JSON text', 'create-payment-intent', { ...withCard, payment_method_data: JSON.stringify(card) }, {}],
    ['beside other wrong inputs', 'create-payment-intent', { ...withCard, amount: 'ten' }, {}],
    ['that is said to be agreed to', 'create-payment-intent', { ...withCard, user_confirmed: true }, {}],
    ['in the short list', 'run-action', { action: 'create-payment-intent', input: withCard }, { path: SHORT }],
  ])('%s is refused before any question', async (_, name, args, options) => {
    for (const capable of [ASKS, {}]) {
      const result = await liveMcp.call(name, args, { ...capable, ...options })
      const error = errorIn(result)
      expect([error.code, error.param]).toEqual(['invalid_input', 'payment_method_data.card.number'])
      expect(JSON.stringify(result)).not.toContain('4242424242')
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('is asked about in test mode', async () => {
    expect((await mcp.call('create-payment-intent', withCard, ASKS)).resultType).toBe('input_required')
  })
})

test('run-action has the hint "destructive" for a key whose tools are so with some input only', async () => {
  const { reply } = await mcp.request('tools/list', {}, { ...AS_INTENTS, path: SHORT })
  const run = toolsIn(reply).find(({ name }) => name === 'run-action')
  expect(run?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true })
})

describe('"mcp": ["*"]', () => {
  test('does not include call-stripe-api, which must be named', async () => {
    const names = await mcp.names(AS_ANY)
    expect(names).toEqual(actions.map(({ name }) => name).filter((name) => name !== 'call-stripe-api'))
    const args = { method: 'GET', path: '/v1/balance', user_confirmed: true }
    const { reply } = await mcp.request('tools/call', { name: 'call-stripe-api', arguments: args }, AS_ANY)
    expect(reply.error).toMatchObject({ code: -32602, message: expect.stringContaining('may not run call-stripe-api') })
    const run = await mcp.call('run-action', { action: 'call-stripe-api', input: args }, { ...AS_ANY, path: SHORT })
    expect(errorIn(run).code).toBe('forbidden')
    const found = await mcp.call('search-actions', { query: 'call any endpoint' }, { ...AS_ANY, path: SHORT })
    expect(JSON.stringify(found)).not.toContain('call-stripe-api')
    expect(upstream.requests).toHaveLength(0)
  })

  test('takes it where it is named', async () => {
    expect(await mcp.names({ agent: 'writer' })).toContain('call-stripe-api')
  })
})
