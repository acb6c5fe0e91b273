import { afterAll, beforeAll, expect, test } from 'vitest'
import reference from './fixtures/reference.json' with { type: 'json' }
import { type AtLocalStripe, payAt, startAtLocalStripe } from './support/worker.ts'

let worker: AtLocalStripe
beforeAll(async () => {
  worker = await startAtLocalStripe()
})
afterAll(() => worker.close())

interface StripeObject {
  id: string
  object: string
  [field: string]: unknown
}

const used = new Set<string>()

/** Runs an action at the local Stripe and gives the object it answers. */
async function run(action: string, input: unknown = {}): Promise<StripeObject> {
  used.add(action)
  const response = await worker.call(action, input)
  const body = await response.text()
  expect(response.status, `${action}: ${body}`).toBe(200)
  return JSON.parse(body) as StripeObject
}

/** The IDs of the objects that a list action answers. */
async function listed(action: string, input: unknown = {}): Promise<unknown[]> {
  const { data } = await run(action, input)
  return (data as StripeObject[]).map(({ id }) => id)
}

async function refused(action: string, input: unknown) {
  const response = await worker.call(action, input)
  const { error } = (await response.json()) as { error: Record<string, unknown> }
  return { status: response.status, ...error }
}

const CONFIRM = {
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  confirm: true,
}

test('a shop, from the first product to the last refund', async () => {
  // Products and prices
  const product = await run('create-product', { name: 'Premium Plan', metadata: { internal_id: 1 } })
  const throwaway = await run('create-product', { name: 'Never sold' })
  expect(await run('delete-product', { product_id: throwaway.id })).toEqual({
    id: throwaway.id,
    object: 'product',
    deleted: true,
  })
  expect(await refused('retrieve-product', { product_id: throwaway.id })).toMatchObject({
    status: 404,
    code: 'resource_missing',
  })
  const once = await run('create-price', { product: product.id, currency: 'USD', unit_amount: '2000' })
  const monthly = await run('create-price', {
    product: product.id,
    currency: 'usd',
    unit_amount: 1500,
    recurring: '{"interval":"month"}',
  })
  expect(await listed('list-prices', { product: product.id })).toEqual([monthly.id, once.id])
  expect(await run('update-price', { price_id: once.id, nickname: 'One-time' })).toMatchObject({ nickname: 'One-time' })
  expect(await run('retrieve-price', { price_id: monthly.id, expand: ['product'] })).toMatchObject({
    product: { id: product.id },
  })
  expect(
    await run('update-product', { product_id: product.id, default_price: once.id, metadata: { internal_id: '' } }),
  ).toMatchObject({ default_price: once.id, metadata: {} })
  expect(await run('retrieve-product', { product_id: product.id })).toMatchObject({ name: 'Premium Plan' })
  expect(await listed('list-products', { all: true })).toEqual([product.id])

  // A customer
  const customer = await run('create-customer', { email: 'jane@example.com', name: 'Jane', address: { city: 'NYC' } })
  expect(await run('update-customer', { customer_id: customer.id, name: '', phone: '+1' })).toMatchObject({
    name: 'Jane',
    phone: '+1',
  })
  expect(await listed('list-customers', { email: 'jane@example.com' })).toEqual([customer.id])

  // A subscription
  const subscription = await run('create-subscription', {
    customer: customer.id,
    items: [{ price: monthly.id }],
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  expect(subscription).toMatchObject({ status: 'active', customer: customer.id })
  expect(
    await run('update-subscription', { subscription_id: subscription.id, cancel_at_period_end: 'true' }),
  ).toMatchObject({ cancel_at_period_end: true })
  expect(await listed('list-subscriptions', { customer: customer.id })).toEqual([subscription.id])
  expect(await run('retrieve-subscription', { subscription_id: subscription.id })).toMatchObject({ status: 'active' })

  // An invoice and its items
  const invoice = await run('create-invoice', { customer: customer.id, description: 'Extras' })
  expect(await run('create-invoice-item', { invoice: invoice.id, price: once.id, quantity: 2 })).toMatchObject({
    customer: customer.id,
    amount: 4000,
  })
  await run('create-invoice-item', { invoice: invoice.id, amount: -500, currency: 'usd', description: 'Credit' })
  expect(await run('retrieve-invoice', { invoice_id: invoice.id })).toMatchObject({ status: 'draft', total: 3500 })
  expect(
    await run('update-invoice', { invoice_id: invoice.id, collection_method: 'send_invoice', days_until_due: 7 }),
  ).toMatchObject({ collection_method: 'send_invoice' })
  expect(await listed('list-invoices', { customer: customer.id, status: 'draft' })).toContain(invoice.id)
  expect(await run('delete-invoice', { invoice_id: invoice.id })).toMatchObject({ deleted: true })

  // A payment and its refunds
  const intent = await run('create-payment-intent', {
    amount: 1000,
    currency: 'usd',
    customer: customer.id,
    ...CONFIRM,
  })
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 1000 })
  expect(await run('refund-payment', { payment_intent_id: intent.id, amount: '400' })).toMatchObject({ amount: 400 })
  expect(await run('refund-payment', { charge_id: intent['latest_charge'] })).toMatchObject({ amount: 600 })
  expect(await refused('refund-payment', { payment_intent_id: intent.id })).toMatchObject({
    status: 400,
    code: 'charge_already_refunded',
  })
  const declined = { ...CONFIRM, payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }
  expect(await refused('create-payment-intent', { amount: 1000, currency: 'usd', ...declined })).toMatchObject({
    status: 402,
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
  })
  const open = await run('create-payment-intent', { amount: 700, currency: 'eur' })
  expect(await run('update-payment-intent', { payment_intent_id: open.id, amount: 800 })).toMatchObject({ amount: 800 })
  expect(await run('cancel-payment-intent', { payment_intent_id: open.id })).toMatchObject({ status: 'canceled' })
  expect(await run('retrieve-payment-intent', { payment_intent_id: open.id })).toMatchObject({ status: 'canceled' })
  expect(await listed('list-payment-intents', { customer: customer.id })).toEqual([intent.id])

  // Checkout
  const session = await run('create-checkout-session', {
    mode: 'payment',
    customer: customer.id,
    line_items: [{ price: once.id, quantity: '1' }],
    success_url: 'https://example.com/success?session_id={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://example.com/cancel',
    payment_method_types: ['card'],
  })
  expect(await run('update-checkout-session', { id: session.id, metadata: { order_id: 456 } })).toMatchObject({
    metadata: { order_id: '456' },
  })
  const paid = await payAt(String(session['url']))
  expect(paid.status).toBe(303)
  expect(paid.headers.get('location')).toBe(`https://example.com/success?session_id=${session.id}`)
  const complete = await run('retrieve-checkout-session', { id: session.id, expand: ['line_items', 'payment_intent'] })
  expect(complete).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    amount_total: 2000,
    line_items: { data: [{ quantity: 1, price: { id: once.id } }] },
    payment_intent: { status: 'succeeded', amount: 2000 },
  })
  const items = await run('list-checkout-session-line-items', { id: session.id, limit: 1 })
  expect(items['data']).toMatchObject([{ amount_total: 2000 }])
  expect(await listed('list-checkout-sessions', { customer: customer.id, status: 'complete' })).toEqual([session.id])
  const other = await run('create-checkout-session', {
    mode: 'subscription',
    line_items: [{ price: monthly.id, quantity: 1 }],
    success_url: 'https://example.com/s',
    cancel_url: 'https://example.com/c',
  })
  expect(await run('expire-checkout-session', { id: other.id })).toMatchObject({ status: 'expired' })
  expect(await refused('expire-checkout-session', { id: other.id })).toMatchObject({ status: 400 })

  // The end
  expect(await run('cancel-subscription', { subscription_id: subscription.id })).toMatchObject({ status: 'canceled' })
  expect(await run('deactivate-price', { price_id: monthly.id })).toMatchObject({ active: false })
  expect(await run('delete-customer', { customer_id: customer.id })).toMatchObject({ deleted: true })
  expect(await run('retrieve-customer', { customer_id: customer.id })).toMatchObject({ deleted: true })

  expect([...used].sort()).toEqual(reference.map(({ action }) => action).sort())
})

test('one idempotency key creates one object, however often it is called', async () => {
  const create = () => worker.call('create-product', { name: 'Once' }, { headers: { 'idempotency-key': 'once' } })
  const responses = [await create(), ...(await Promise.all([create(), create()]))]
  const ids = await Promise.all(responses.map(async (response) => ((await response.json()) as StripeObject).id))
  expect(new Set(ids).size).toBe(1)
  expect(responses.map((response) => response.headers.get('idempotent-replayed'))).toEqual([null, 'true', 'true'])
})
