import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const HOUR = 60 * 60
const DAY = 24 * HOUR
const START = Date.UTC(2027, 3, 1) / 1000
const MAY = Date.UTC(2027, 4, 1) / 1000

const REQUIRED = 'pm_card_authenticationRequired'
const ON_SETUP = 'pm_card_authenticationRequiredOnSetup'

const { id: price } = await stripe.prices.create({
  currency: 'eur',
  unit_amount: 3000,
  recurring: { interval: 'month' },
  product_data: { name: 'Gold' },
})

async function customerWith(method: string) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START })
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
  const { id } = await stripe.paymentMethods.attach(method, { customer })
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } })
  return { clock: clock.id, customer, method: id }
}

async function openInvoice(customer: string, params: Partial<Stripe.InvoiceCreateParams> = {}) {
  const { id } = await stripe.invoices.create({ customer, currency: 'eur', ...params })
  await stripe.invoiceItems.create({ customer, invoice: id, amount: 900, currency: 'eur' })
  return id
}

/** The events about an invoice, oldest first. */
const eventsOf = async (invoice: string) => {
  const { data } = await stripe.events.list({ type: 'invoice.*', limit: 100 })
  return data.flatMap(({ data: { object }, type }) => ('id' in object && object.id === invoice ? [type] : [])).reverse()
}

const intentOf = async (invoice: string) => {
  const { payments } = await stripe.invoices.retrieve(invoice, { expand: ['payments'] })
  return stripe.paymentIntents.retrieve(String(payments?.data[0]?.payment.payment_intent))
}

/** Answers the page on which a bank asks a card's owner to confirm. */
const authenticate = (intent: string) => {
  const url = new URL(`/authenticate/${intent}`, local.url)
  const body = new URLSearchParams({ answer: 'confirm' })
  return fetch(url, { method: 'POST', body, redirect: 'manual', headers: { origin: url.origin } })
}

const ACTION_REQUIRED = { statusCode: 402, type: 'StripeCardError', code: 'invoice_payment_intent_requires_action' }

describe('an invoice whose card asks for authentication', () => {
  it.each([{}, { off_session: true }, { off_session: false }])('is not paid with %o, and says so', async (how) => {
    const { customer } = await customerWith(REQUIRED)
    const id = await openInvoice(customer)
    await expect(stripe.invoices.pay(id, how)).rejects.toMatchObject(ACTION_REQUIRED)
    const intent = await intentOf(id)
    expect(intent).toMatchObject({ status: 'requires_action', latest_charge: null })
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: 'open', attempt_count: 1, attempted: true })
    const events = await eventsOf(id)
    expect(events).toContain('invoice.payment_action_required')
    expect(events).toContain('invoice.payment_failed')
    await authenticate(intent.id)
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: 'paid', attempt_count: 1 })
  })

  it('is tried again when it renews a subscription, which is past due until its owner confirms', async () => {
    const { clock, customer } = await customerWith('pm_card_visa')
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    const { id: method } = await stripe.paymentMethods.attach(REQUIRED, { customer })
    await stripe.subscriptions.update(id, { default_payment_method: method })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: MAY + HOUR })
    const { latest_invoice, status } = await stripe.subscriptions.retrieve(id)
    const renewal = String(latest_invoice)
    expect(status).toBe('past_due')
    expect(await eventsOf(renewal)).toContain('invoice.payment_action_required')
    expect(await stripe.invoices.retrieve(renewal)).toMatchObject({
      attempt_count: 1,
      next_payment_attempt: MAY + HOUR + 3 * DAY,
    })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: MAY + 4 * DAY })
    expect(await stripe.invoices.retrieve(renewal)).toMatchObject({ status: 'open', attempt_count: 2 })
    const { id: intent } = await intentOf(renewal)
    await authenticate(intent)
    expect(await stripe.invoices.retrieve(renewal)).toMatchObject({ status: 'paid', attempt_count: 2 })
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
  })

  it('is sent when it is finalized by itself', async () => {
    const { clock, customer } = await customerWith(REQUIRED)
    const id = await openInvoice(customer, { auto_advance: true })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + 2 * HOUR })
    expect(await eventsOf(id)).toContain('invoice.payment_action_required')
  })

  it('makes a change of a subscription past due, or is undone with it', async () => {
    const { customer } = await customerWith('pm_card_visa')
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    const { id: method } = await stripe.paymentMethods.attach(REQUIRED, { customer })
    await stripe.subscriptions.update(id, { default_payment_method: method })
    const change = {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice' as const,
    }
    await expect(
      stripe.subscriptions.update(id, { ...change, payment_behavior: 'error_if_incomplete' }),
    ).rejects.toMatchObject({ ...ACTION_REQUIRED, code: 'subscription_payment_intent_requires_action' })
    expect((await stripe.subscriptions.retrieve(id)).items.data[0]?.quantity).toBe(1)
    expect(await stripe.subscriptions.update(id, change)).toMatchObject({ status: 'past_due' })
  })
})

it('counts only the first of the attempts that a caller makes', async () => {
  const { customer } = await customerWith('pm_card_chargeCustomerFail')
  const id = await openInvoice(customer)
  for (const _ of [1, 2]) {
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({ code: 'card_declined' })
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ attempt_count: 1 })
  }
  expect(await stripe.invoices.pay(id, { payment_method: 'pm_card_visa' })).toMatchObject({ attempt_count: 1 })
})

describe('a card that asks for authentication unless it is set up', () => {
  const payment = (customer: string, method: string, params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      customer,
      amount: 900,
      currency: 'eur',
      payment_method: method,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      ...params,
    })

  it('is not set up by being attached', async () => {
    const { customer, method } = await customerWith(ON_SETUP)
    expect(await payment(customer, method)).toMatchObject({ status: 'requires_action' })
    await expect(payment(customer, method, { off_session: true })).rejects.toMatchObject({
      code: 'authentication_required',
    })
  })

  it('is set up by a setup intent for later', async () => {
    const { customer, method } = await customerWith(ON_SETUP)
    const automatic_payment_methods = { enabled: true, allow_redirects: 'never' as const }
    for (const usage of ['on_session', 'off_session'] as const) {
      expect(await payment(customer, method)).toMatchObject({ status: 'requires_action' })
      const params = { customer, payment_method: method, confirm: true, usage, automatic_payment_methods }
      const { id, status } = await stripe.setupIntents.create(params)
      expect(status).toBe('requires_action')
      await authenticate(id)
    }
    expect(await payment(customer, method)).toMatchObject({ status: 'succeeded' })
    expect(await payment(customer, method, { off_session: true })).toMatchObject({ status: 'succeeded' })
  })

  it('is set up by a payment that says so', async () => {
    const { customer, method } = await customerWith(ON_SETUP)
    const { id } = await payment(customer, method, { setup_future_usage: 'off_session' })
    await authenticate(id)
    expect(await payment(customer, method, { off_session: true })).toMatchObject({ status: 'succeeded' })
  })

  it('renews a subscription that its owner has confirmed', async () => {
    const { clock, customer } = await customerWith(ON_SETUP)
    const { id, latest_invoice, status } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    expect(status).toBe('incomplete')
    await authenticate((await intentOf(String(latest_invoice))).id)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: MAY + HOUR })
    const renewed = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    expect(renewed).toMatchObject({ status: 'active', latest_invoice: { status: 'paid' } })
  })
})

describe('a setup intent', () => {
  it('needs to know where its customer comes back to, unless nothing leads away', async () => {
    const form = 'confirm=true&payment_method=pm_card_visa'
    const { body, status } = await local.call('POST /v1/setup_intents', form)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      type: 'invalid_request_error',
      message: expect.stringContaining('`return_url`'),
    })
    const { id } = await stripe.setupIntents.create({})
    await expect(stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' })).rejects.toThrow('`return_url`')
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({ status: 'requires_payment_method' })
    const succeeds = async (more: string) => (await local.call('POST /v1/setup_intents', `${form}&${more}`)).body
    for (const more of [
      'return_url=https://shop.example/done',
      'automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never',
      'allowed_payment_method_types[]=card',
    ]) {
      expect(await succeeds(more)).toMatchObject({ status: 'succeeded' })
    }
  })
})
