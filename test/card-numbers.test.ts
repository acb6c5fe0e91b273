import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actions } from '../handlers/index.ts'
import { exampleOf } from './support/examples.ts'
import { json, startUpstream, type Upstream } from './support/upstream.ts'
import { errorOf, type Script, startScript } from './support/worker.ts'

let upstream: Upstream
let live: Script
let testing: Script
beforeAll(async () => {
  upstream = await startUpstream()
  const vars = { STRIPE_API_BASE_URL: upstream.url }
  ;[live, testing] = await Promise.all([startScript({ env: 'production', vars }), startScript({ vars })])
})
afterAll(async () => {
  await Promise.all([live.close(), testing.close()])
  await upstream.close()
})
beforeEach(() => upstream.answers(json(200, { id: 'obj_1', object: 'thing' })))

const NUMBER = '4242424242424242'
const MESSAGE =
  'must not be a card number in live mode; collect cards with Stripe.js or Checkout, and send the resulting ID (pm_...)'

/** Calls an action in live mode and returns where it found card numbers. */
async function found(action: string, input: unknown): Promise<string[]> {
  upstream.requests.length = 0
  const response = await live.call(action, input)
  if (response.status === 200) return []
  const { code, issues = [], message } = await errorOf(response)
  expect([response.status, code, upstream.requests.length], message).toEqual([400, 'invalid_input', 0])
  expect(message).not.toContain('4242')
  for (const issue of issues) expect(issue.message).toBe(MESSAGE)
  return issues.map(({ param }) => param)
}

const intent = { amount: 100, currency: 'usd' }
const deep = (levels: number, value: unknown): unknown => (levels === 0 ? value : { a: deep(levels - 1, value) })

test.each<[string, string, Record<string, unknown>, string[]]>([
  ['a payment method', 'create-payment-method', { type: 'card', card: { number: NUMBER } }, ['card.number']],
  [
    "an intent's payment method",
    'create-payment-intent',
    { ...intent, payment_method_data: { type: 'card', card: { number: NUMBER, exp_month: 12 } } },
    ['payment_method_data.card.number'],
  ],
  [
    'JSON text',
    'create-payment-intent',
    { ...intent, payment_method_data: `{"type":"card","card":{"number":"${NUMBER}"}}` },
    ['payment_method_data.card.number'],
  ],
  [
    'JSON text in an object',
    'create-payment-intent',
    { ...intent, payment_method_data: { card: `{"number":${NUMBER}}` } },
    ['payment_method_data.card.number'],
  ],
  [
    'a source, where an ID belongs',
    'create-customer',
    { source: { object: 'card', number: NUMBER } },
    ['source.number'],
  ],
  ['an ID that is a number', 'create-payment-intent', { ...intent, payment_method: NUMBER }, ['payment_method']],
  ['an input that is unknown', 'create-customer', { card: { number: NUMBER } }, ['card.number']],
  [
    'parameters of a later version',
    'create-customer',
    { extra_params: { 'preview[card][number]': NUMBER } },
    ['extra_params.preview[card][number]'],
  ],
  [
    'an array',
    'create-customer',
    { extra_params: { cards: [{ card: { number: NUMBER } }] } },
    ['extra_params.cards[0].card.number'],
  ],
  [
    'any depth',
    'create-customer',
    { extra_params: { preview: deep(20, { source: deep(5, { number: NUMBER }) }) } },
    [`extra_params.preview${'.a'.repeat(20)}.source${'.a'.repeat(5)}.number`],
  ],
  [
    'two of them',
    'create-payment-intent',
    { ...intent, payment_method_data: { card: { number: NUMBER, pan: '4242 4242 4242 4242' } } },
    ['payment_method_data.card.number', 'payment_method_data.card.pan'],
  ],
  [
    'another name',
    'create-payment-intent',
    { ...intent, payment_method_data: { card_number: '4242-4242-4242-4242' } },
    ['payment_method_data.card_number'],
  ],
  ['a number that is none', 'create-payment-method', { type: 'card', card: { number: 'tok_1' } }, ['card.number']],
  [
    'any endpoint',
    'call-stripe-api',
    { method: 'POST', path: '/v1/tokens', params: { card: { number: NUMBER } } },
    ['params.card.number'],
  ],
  [
    'any endpoint, as curl writes it',
    'call-stripe-api',
    { method: 'POST', path: '/v1/customers/cus_1/sources', params: { 'source[number]': NUMBER } },
    ['params.source[number]'],
  ],
  [
    'any endpoint, as JSON text',
    'call-stripe-api',
    { method: 'POST', path: '/v1/accounts', params: `{"external_account":{"object":"card","number":"${NUMBER}"}}` },
    ['params.external_account.number'],
  ],
  [
    'any endpoint, in a query string',
    'call-stripe-api',
    { method: 'GET', path: '/v1/tokens', params: { 'card[][number]': NUMBER } },
    ['params.card[][number]'],
  ],
])('in live mode, %s is refused', async (_, action, input, params) => {
  expect(await found(action, input)).toEqual(params)
})

test.each<[string, string, Record<string, unknown>]>([
  ['metadata', 'create-customer', { metadata: { number: NUMBER, card: NUMBER } }],
  [
    'metadata of a payment method',
    'create-payment-method',
    { type: 'card', card: { token: 'tok_visa' }, metadata: { card: `{"number":${NUMBER}}` } },
  ],
  ['a description', 'create-customer', { description: `Card ${NUMBER}`, name: NUMBER }],
  ['a description that is one', 'create-customer', { description: NUMBER, phone: '4242424242424242' }],
  ['an ID that a merchant chose', 'retrieve-product', { product_id: NUMBER }],
  ['the ID of a card', 'create-payment-intent', { ...intent, payment_method: 'pm_card_visa' }],
  ['the number of an invoice', 'search-invoices', { number: NUMBER }],
  ['the number of a house', 'create-customer', { address: { line1: NUMBER } }],
  [
    'a bank account',
    'create-payment-method',
    { type: 'us_bank_account', us_bank_account: { account_number: NUMBER, routing_number: '110000000' } },
  ],
  [
    'a bank account that is paid out to',
    'call-stripe-api',
    {
      method: 'POST',
      path: '/v1/accounts',
      params: { external_account: { object: 'bank_account', account_number: NUMBER } },
    },
  ],
  [
    'billing details of a payment method',
    'create-payment-intent',
    {
      ...intent,
      payment_method_data: { type: 'card', billing_details: { phone: NUMBER }, card: { token: 'tok_visa' } },
    },
  ],
  [
    'a tax ID of a payment method',
    'create-payment-intent',
    { ...intent, payment_method_data: { type: 'boleto', boleto: { tax_id: '42424242424242' } } },
  ],
  [
    'a reference for a mandate',
    'create-payment-intent',
    { ...intent, payment_method_options: { card: { mandate_options: { reference: NUMBER }, network: 'visa' } } },
  ],
  ['digits whose check digit is wrong', 'create-payment-method', { type: 'card', card: { token: '4242424242424241' } }],
  ['too few digits', 'create-payment-method', { type: 'card', card: { token: '424242424242' } }],
  ['no number', 'create-payment-method', { type: 'card', card: { number: '', token: 'tok_visa' } }],
])('in live mode, %s is not', async (_, action, input) => {
  expect(await found(action, input)).toEqual([])
})

describe.each(actions.map(({ name, input }) => ({ name, hasExtra: 'extra_params' in input })))(
  '$name',
  ({ name, hasExtra }) => {
    test('refuses a card number in live mode, and no example', async () => {
      const example = exampleOf(name)
      const place = hasExtra ? 'extra_params' : 'params'
      expect(await found(name, { ...example, [place]: { later: { card: { number: NUMBER } } } })).toEqual([
        `${place}.later.card.number`,
      ])
      expect(await found(name, { ...example, card: { number: NUMBER } })).toEqual(['card.number'])
      expect(await found(name, example)).toEqual([])
    })
  },
)

test('it is refused where inputs are prepared, and every way to run an action uses that', () => {
  const sources = globSync('src/**/*.ts').map((path) => [path, readFileSync(path, 'utf8')] as const)
  const filesWith = (text: string) => sources.filter(([, source]) => source.includes(text)).map(([path]) => path)
  expect(filesWith("from './card-numbers.ts'")).toEqual([join('src/run/inputs.ts')])
  const runners = filesWith('runAction(').filter((path) => !path.endsWith('run-action.ts'))
  expect(runners.length).toBeGreaterThan(2)
  const readers = [...filesWith('readInputs('), ...filesWith('validated(c')]
  expect(runners.filter((path) => !readers.includes(path))).toEqual([])
})
