import { describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import type { Bindings } from '../../src/config/bindings.ts'
import { problemsOf, readConfig, readWebhooks } from '../../src/read-config.ts'
import { entry } from '../support/worker.ts'
import '../../scripts/configuration.ts'

const KEY = entry('backend', { key: 'key', allow: ['list-*'] })

const good = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_MODE: 'test', API_KEYS: JSON.stringify([KEY]) } as const

const problems = (bindings: Bindings) =>
  problemsOf({ ...good, ...bindings }, actions).map(({ param, message }) => `${param} ${message}`)

const withKey = (fields: Record<string, unknown>) => ({ API_KEYS: JSON.stringify([{ ...KEY, ...fields }]) })

describe('time budgets', () => {
  const timeouts = (bindings: Bindings) => readConfig({ ...good, ...bindings }, actions).timeouts

  test.each<[Bindings, { call: number; attempt: number }]>([
    [{}, { call: 25_000, attempt: 10_000 }],
    [
      { STRIPE_TIMEOUT_MS: '', STRIPE_ATTEMPT_TIMEOUT_MS: '' },
      { call: 25_000, attempt: 10_000 },
    ],
    [{ STRIPE_TIMEOUT_MS: '60000' }, { call: 60_000, attempt: 10_000 }],
    [{ STRIPE_TIMEOUT_MS: '4000' }, { call: 4_000, attempt: 4_000 }],
    [{ STRIPE_ATTEMPT_TIMEOUT_MS: '100' }, { call: 25_000, attempt: 100 }],
    [
      { STRIPE_TIMEOUT_MS: '120000', STRIPE_ATTEMPT_TIMEOUT_MS: '120000' },
      { call: 120_000, attempt: 120_000 },
    ],
  ])('%j: what is not set has its default, and an attempt no more than its call', (bindings, expected) => {
    expect(timeouts(bindings)).toEqual(expected)
  })

  test.each(['0', '99', '120001', '1e3', '10.5', '-500', 'ten', ' 500', '99999999999'])('%s is refused', (value) => {
    for (const name of ['STRIPE_TIMEOUT_MS', 'STRIPE_ATTEMPT_TIMEOUT_MS']) {
      expect(problems({ [name]: value })).toEqual([`${name} must be a whole number of milliseconds from 100 to 120000`])
    }
  })

  test.each<Bindings>([
    { STRIPE_ATTEMPT_TIMEOUT_MS: '30000' },
    { STRIPE_TIMEOUT_MS: '5000', STRIPE_ATTEMPT_TIMEOUT_MS: '5001' },
  ])('an attempt may not take longer than the call: %j', (bindings) => {
    expect(problems(bindings)).toEqual([
      'STRIPE_ATTEMPT_TIMEOUT_MS must be at most STRIPE_TIMEOUT_MS, which is 25000 unless it is set',
    ])
  })
})

describe('API_KEYS', () => {
  const credential = (fields: Record<string, unknown>) => {
    const [found] = readConfig({ ...good, ...withKey(fields) }, actions).credentials
    if (!found) throw new Error('the entry is read')
    return found
  }

  test('any_endpoint opens call-stripe-api, and no pattern does', () => {
    for (const allow of [['*'], ['call-*'], ['*-api'], ['call-stripe-ap*']]) {
      expect(credential({ allow }).allows('call-stripe-api')).toBe(false)
      expect(credential({ allow }).anyEndpoint).toBe(false)
      expect(credential({ allow, any_endpoint: true }).allows('call-stripe-api')).toBe(true)
    }
    expect(credential({ allow: [], any_endpoint: true }).allows('call-stripe-api')).toBe(true)
    expect(credential({ allow: [], any_endpoint: true }).allows('list-products')).toBe(false)
    expect(credential({ any_endpoint: true }).anyEndpoint).toBe(true)
  })

  test('call-stripe-api in allow needs any_endpoint', () => {
    expect(problems(withKey({ allow: ['*', 'call-stripe-api'] }))).toEqual([
      'API_KEYS [0].allow names call-stripe-api, which also needs "any_endpoint": true',
    ])
    expect(problems(withKey({ allow: ['call-stripe-api'], any_endpoint: true }))).toEqual([])
  })

  test('mcp says which actions agents see', () => {
    expect(credential({}).mcp).toBeUndefined()
    const { mcp } = credential({ mcp: ['list-*', 'refund-payment'] })
    expect(['list-products', 'refund-payment', 'create-product'].map((name) => mcp?.(name))).toEqual([
      true,
      true,
      false,
    ])
    expect(credential({ mcp: ['*'] }).mcp?.('call-stripe-api')).toBe(false)
    expect(credential({ mcp: ['call-stripe-api'] }).mcp?.('call-stripe-api')).toBe(true)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { key: 'sact_plain' }, '[0].key is unknown'],
    ['a field that may be a secret', { sact_5eCr3t: true }, '[0] has an unknown field'],
    ['a right that is no boolean', { any_endpoint: 'sact_plain' }, '[0].any_endpoint must be true or false'],
    ['one pattern in place of an array', { mcp: 'sact_plain' }, '[0].mcp must be an array'],
    ['a pattern with a space', { mcp: ['list products'] }, '[0].mcp[0] must be an action or a pattern'],
    ['a pattern of 4 stars', { allow: ['*a*b*c*'] }, '[0].allow[0] must be an action or a pattern'],
    ['a long pattern', { allow: ['a'.repeat(101)] }, '[0].allow[0] must be an action or a pattern'],
    ['a hash in place of an object', { allow: {} }, '[0].allow must be an array'],
  ])('%s is a configuration error that repeats no value', (_, fields, message) => {
    const [problem, ...others] = problems(withKey(fields))
    expect(others).toEqual([])
    expect(problem).toContain(`API_KEYS ${message}`)
    expect(problem).not.toMatch(/sact_|5eCr3t/)
  })
})

test('every binding that is wrong is named, by calls and by webhooks', () => {
  const wrong = {
    STRIPE_SECRET_KEY: 'sk_live_1',
    API_KEYS: '{',
    STRIPE_TIMEOUT_MS: 'x',
    STRIPE_WEBHOOK_SECRET: 'x',
    WEBHOOK_DESTINATIONS: 'x',
    WEBHOOK_RETRY_DELAYS: 'x',
  }
  expect(problems(wrong).map((problem) => problem.split(' ')[0])).toEqual([
    'API_KEYS',
    'STRIPE_TIMEOUT_MS',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'WEBHOOK_DESTINATIONS',
    'WEBHOOK_RETRY_DELAYS',
  ])
})

test('what is wrong with webhooks does not stop calls, and the reverse', () => {
  expect(readConfig({ ...good, WEBHOOK_DESTINATIONS: 'x' }, actions).mode).toBe('test')
  expect(() => readWebhooks({ ...good, WEBHOOK_DESTINATIONS: 'x' }, actions)).toThrow('WEBHOOK_DESTINATIONS must be')
  expect(readWebhooks({ STRIPE_WEBHOOK_SECRET: 'whsec_1' }, actions).secrets).toEqual(['whsec_1'])
  expect(() => readConfig({ STRIPE_WEBHOOK_SECRET: 'whsec_1' }, actions)).toThrow('STRIPE_SECRET_KEY is missing')
})
