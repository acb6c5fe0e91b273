import { afterAll, describe, expect, test } from 'vitest'
import { startIdentityProvider } from './support/identity.ts'
import { type Answer, json } from './support/upstream.ts'
import { errorOf, KEYS, startAtUpstream } from './support/worker.ts'

const CLAIM = '$claims.stripe_customer_id'

const end_users = [{ allow: ['create-invoice-item'], own: CLAIM, limit_to: { amount: { min: 1 }, currency: ['usd'] } }]
const idp = await startIdentityProvider()
const worker = await startAtUpstream({ vars: { ACCESS_POLICY: JSON.stringify({ jwt: idp.jwt, end_users }) } })
const { upstream } = worker
const user = await idp.token({ stripe_customer_id: 'cus_mine' })
afterAll(() => Promise.all([worker.close(), idp.close()]))

const failing: Answer = json(500, { error: { type: 'api_error', message: 'Oops' } }, { 'stripe-should-retry': 'false' })
const keySent = () => upstream.requests[0]?.headers['idempotency-key']

function call(
  action: string,
  input: object,
  { bearer = KEYS.full.key as string, key }: { bearer?: string; key?: string | undefined } = {},
) {
  return worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify(input),
  })
}

const item = { amount: 100, currency: 'usd' }

describe.each([
  ['a key', () => ({ bearer: KEYS.full.key as string, input: { ...item, customer: 'cus_mine' } })],
  ['an end user', () => ({ bearer: user, input: item })],
])('a POST of %s', (_, of) => {
  test('whose outcome is unknown names the key that repeats it', async () => {
    const { bearer, input } = of()
    upstream.answers(failing)
    const response = await call('create-invoice-item', input, { bearer })
    const error = await errorOf(response)
    const used = keySent()
    expect([response.status, error.code]).toEqual([502, 'stripe_unavailable'])
    expect(error.idempotency_key).toBe(response.headers.get('idempotency-key'))
    expect(error.message).toContain(`Idempotency-Key "${error.idempotency_key}"`)
    expect(used).toBeTruthy()

    upstream.answers(json(200, { id: 'ii_1', object: 'invoiceitem' }))
    const again = await call('create-invoice-item', input, { bearer, key: error.idempotency_key })
    expect(again.status).toBe(200)
    expect(keySent()).toBe(used)
    expect(again.headers.get('idempotency-key')).toBe(error.idempotency_key)
  })

  test('without a key gets another one each time', async () => {
    const { bearer, input } = of()
    const keys: (string | null)[] = []
    for (let time = 0; time < 2; time += 1) {
      upstream.answers(json(200, { id: 'ii_1', object: 'invoiceitem' }))
      keys.push((await call('create-invoice-item', input, { bearer })).headers.get('idempotency-key'))
    }
    expect(new Set([...keys, null]).size).toBe(3)
  })
})

test('a read that fails has no key, and may be tried again', async () => {
  upstream.answers(failing)
  const response = await call('list-products', {})
  const error = await errorOf(response)
  expect([response.headers.get('idempotency-key'), error.idempotency_key, keySent()]).toEqual([
    null,
    undefined,
    undefined,
  ])
  expect(error.message).toMatch(/Try again\.$/)
})

test('a deletion that fails asks to look whether the object is still there', async () => {
  upstream.answers(failing)
  const error = await errorOf(await call('delete-customer', { customer_id: 'cus_1' }))
  expect([error.idempotency_key, keySent()]).toEqual([undefined, undefined])
  expect(error.message).toMatch(/check whether it still exists\.$/)
})

test.each(["No such customer: 'cus_1'", "No such customer: 'cus_1'."])(
  'a deletion of what is not there may be the second one: the runtime repeats it by itself (%s)',
  async (message) => {
    upstream.answers(json(404, { error: { type: 'invalid_request_error', code: 'resource_missing', message } }))
    const response = await call('delete-customer', { customer_id: 'cus_1' })
    expect([response.status, (await errorOf(response)).message]).toEqual([
      404,
      "No such customer: 'cus_1'. An earlier attempt may have deleted it.",
    ])
  },
)

test('a declined payment names its intent and what to do', async () => {
  const error = {
    type: 'card_error',
    code: 'card_declined',
    message: 'Your card was declined.',
    advice_code: 'try_again_later',
    payment_intent: { id: 'pi_1', client_secret: 'pi_1_secret_2' },
  }
  upstream.answers(json(402, { error }))
  const response = await call('create-payment-intent', { amount: 100, currency: 'usd', confirm: true })
  const body = await response.text()
  expect(JSON.parse(body)).toMatchObject({ error: { advice_code: 'try_again_later', payment_intent: 'pi_1' } })
  expect(body).not.toContain('secret')
})
