import { afterAll, describe, expect, test } from 'vitest'
import { json } from '../support/upstream.ts'
import { entry, errorOf, startAtUpstream } from '../support/worker.ts'

const KEYS = [
  entry('payments', { key: 'key-payments', allow: ['list-payment-intents', 'retrieve-payment-intent'] }),
  entry('customers', { key: 'key-customers', allow: ['list-*', 'retrieve-payment-intent', 'retrieve-customer'] }),
  entry('reader', { key: 'key-reader', allow: ['list-*', 'retrieve-*'] }),
  entry('sessions', { key: 'key-sessions', allow: ['*-checkout-session*', 'list-*', 'create-price'] }),
  entry('all', { key: 'key-all', allow: ['*'] }),
]

const worker = await startAtUpstream({ secrets: { API_KEYS: JSON.stringify(KEYS) } })
const { upstream } = worker
afterAll(() => worker.close())

async function call(key: string, action: string, input: Record<string, unknown>) {
  upstream.answers(json(200, { id: 'x_1', object: 'thing' }))
  const response = await worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer key-${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  return { response, sent: upstream.requests.length }
}

const intent = { payment_intent_id: 'pi_1' }
const session = { id: 'cs_1' }

describe('a key expands what it may retrieve', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['customers', 'list-payment-intents', { expand: ['data.customer'] }],
    ['customers', 'retrieve-payment-intent', { ...intent, expand: ['customer'] }],
    ['reader', 'list-invoices', { expand: ['data.customer', 'data.parent.subscription_details.subscription'] }],
    ['reader', 'retrieve-price', { price_id: 'price_1', expand: ['product', 'tiers', 'currency_options'] }],
    ['reader', 'list-subscriptions', { expand: ['data.items.data.price.product'] }],
    ['sessions', 'retrieve-checkout-session', { ...session, expand: ['line_items', 'total_details.breakdown'] }],
    ['sessions', 'list-checkout-sessions', { expand: ['data.line_items'] }],
    ['all', 'retrieve-checkout-session', { ...session, expand: ['payment_intent.latest_charge.refunds', 'new_field'] }],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: '' }],
  ])('the key of %s may call %s with %j', async (key, action, input) => {
    const { response, sent } = await call(key, action, input)
    expect([response.status, sent], await response.text()).toEqual([200, 1])
  })
})

describe('a key expands nothing else:', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['payments', 'list-payment-intents', { expand: ['data.customer'] }, 'retrieve-customer'],
    ['payments', 'list-payment-intents', { expand: '["data.customer"]' }, 'retrieve-customer'],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: ['customer'] }, 'retrieve-customer'],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: ['latest_charge.customer'] }, 'retrieve-charge'],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: ['review'] }, 'every action'],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: ['field_of_later'] }, 'every action'],
    ['payments', 'retrieve-payment-intent', { ...intent, expand: ['toString'] }, 'every action'],
    ['payments', 'list-payment-intents', { expand: ['customer'] }, 'every action'],
    [
      'sessions',
      'retrieve-checkout-session',
      { ...session, expand: ['line_items.data.price.product'] },
      'retrieve-product',
    ],
    ['sessions', 'retrieve-checkout-session', { ...session, expand: ['subscription'] }, 'retrieve-subscription'],
    ['sessions', 'create-price', { currency: 'usd', product: 'prod_1', expand: ['product'] }, 'retrieve-product'],
    ['customers', 'retrieve-customer', { customer_id: 'cus_1', expand: ['subscriptions'] }, 'retrieve-subscription'],
    ['customers', 'retrieve-customer', { customer_id: 'cus_1', expand: ['sources'] }, 'every action'],
  ])('the key of %s may not call %s with %j', async (key, action, input, right) => {
    const { response, sent } = await call(key, action, input)
    const error = await errorOf(response)
    expect([response.status, error.code, error.param, sent]).toEqual([403, 'forbidden', 'expand[0]', 0])
    expect(error.message).toContain(right)
  })

  test('every expansion that it may not make is named', async () => {
    const { response } = await call('payments', 'retrieve-payment-intent', {
      ...intent,
      expand: ['customer', 'amount_details.line_items', 'payment_method'],
    })
    expect((await errorOf(response)).issues?.map(({ param }) => param)).toContain('expand[2]')
  })

  test('the place of the one at fault is named, with those before it that were left empty counted', async () => {
    const { response } = await call('payments', 'list-payment-intents', { expand: ['', null, 'data.customer'] })
    expect((await errorOf(response)).issues?.map(({ param }) => param)).toEqual(['expand[2]'])
  })

  test('extra_params are no way to expand', async () => {
    const { response, sent } = await call('all', 'retrieve-payment-intent', {
      ...intent,
      extra_params: { 'expand[0]': 'customer' },
    })
    expect([response.status, sent]).toEqual([403, 0])
  })
})
