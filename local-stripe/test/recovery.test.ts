import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60
const START = Date.UTC(2027, 0, 1) / 1000

const { id: mug } = await stripe.prices.create({
  currency: 'eur',
  unit_amount: 2000,
  product_data: { name: 'Mug' },
})

/** A session of a customer whose time is a test clock's. */
async function session(params: Stripe.Checkout.SessionCreateParams) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START })
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id, email: 'jenny@example.com' })
  const created = await stripe.checkout.sessions.create({
    customer,
    success_url: 'https://shop.example/thanks',
    ...params,
  })
  return { clock: clock.id, customer, created }
}

/** Where a page is that is shown elsewhere under another host. */
const here = (url: string | null | undefined) =>
  new URL(new URL(String(url)).pathname.replace('/local-stripe', ''), local.url)

const open = (url: string | null | undefined) => fetch(here(url), { redirect: 'manual' })

/** The id of the session that a recovery URL leads to. */
const recoveredBy = async (url: string | null | undefined) =>
  (await open(url)).headers.get('location')?.split('/').at(-1)

const pay = (url: string | null, fields: Record<string, string>) =>
  fetch(here(url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: here(url).origin },
  })

const line_items = [{ price: mug, quantity: 2, adjustable_quantity: { enabled: true } }]

describe('an expired session', () => {
  it('is recovered by a new one like it, for 30 days', async () => {
    const { percent_off: _, ...coupon } = await stripe.coupons.create({ percent_off: 10 })
    const { clock, created } = await session({
      mode: 'payment',
      line_items,
      metadata: { cart: '7' },
      discounts: [{ coupon: coupon.id }],
      payment_intent_data: { description: 'Mugs' },
      after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } },
    })
    expect(created.after_expiration?.recovery).toMatchObject({ enabled: true, expires_at: null, url: null })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + DAY })
    const expired = await stripe.checkout.sessions.retrieve(created.id)
    const { recovery } = expired.after_expiration ?? {}
    expect(recovery).toEqual({
      allow_promotion_codes: true,
      enabled: true,
      expires_at: START + 31 * DAY,
      url: expect.stringMatching(/^http/),
    })
    expect(departures(JSON.parse(JSON.stringify(expired)))).toEqual([])
    const { data } = await stripe.events.list({ type: 'checkout.session.expired' })
    expect(data[0]?.data.object).toMatchObject({ id: created.id, after_expiration: { recovery } })

    const recovered = await stripe.checkout.sessions.retrieve(String(await recoveredBy(recovery?.url)), {
      expand: ['line_items'],
    })
    expect(recovered.id).not.toBe(created.id)
    expect(recovered).toMatchObject({
      status: 'open',
      created: START + DAY,
      expires_at: START + 2 * DAY,
      recovered_from: created.id,
      amount_total: 3600,
      metadata: { cart: '7' },
      allow_promotion_codes: true,
      after_expiration: { recovery: { enabled: true, url: null } },
      line_items: { data: [{ amount_total: 3600, quantity: 2, price: { id: mug } }] },
    })
    expect((await pay(recovered.url, { card: '4242424242424242' })).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(recovered.id, { expand: ['payment_intent'] })).toMatchObject({
      status: 'complete',
      payment_intent: { amount: 3600, description: 'Mugs', status: 'succeeded' },
    })

    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + 31 * DAY })
    expect((await open(recovery?.url)).status).toBe(404)
  })

  it('is recovered only where that is enabled', async () => {
    for (const after_expiration of [undefined, { recovery: { enabled: false } }]) {
      const { created } = await session({ mode: 'payment', line_items, ...(after_expiration && { after_expiration }) })
      const expired = await stripe.checkout.sessions.expire(created.id)
      expect(expired.after_expiration?.recovery?.url ?? null).toBeNull()
      expect((await open(new URL(`/recover/${created.id}`, local.url).href)).status).toBe(404)
    }
    expect((await open(new URL('/recover/cs_test_none', local.url).href)).status).toBe(404)
  })
})

describe('a session that keeps a card for later', () => {
  const setup = { mode: 'setup' as const, currency: 'eur' }

  it('has its setup intent from the beginning', async () => {
    const { created, customer } = await session({
      ...setup,
      setup_intent_data: { description: 'Card', metadata: { a: '1' } },
    })
    const id = String(created.setup_intent)
    const waiting = await stripe.setupIntents.retrieve(id)
    expect(waiting).toMatchObject({
      status: 'requires_payment_method',
      customer,
      description: 'Card',
      metadata: { a: '1' },
      usage: 'off_session',
    })
    const refused = { code: 'setup_intent_unexpected_state' }
    await expect(stripe.setupIntents.cancel(id)).rejects.toMatchObject(refused)
    await expect(stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' })).rejects.toMatchObject(refused)
    expect((await pay(created.url, { card: '4000000000000002' })).status).toBe(402)
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'card_declined' },
    })
    expect((await pay(created.url, { card: '4242424242424242' })).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(created.id, { expand: ['setup_intent'] })).toMatchObject({
      status: 'complete',
      customer,
      setup_intent: { id, status: 'succeeded', payment_method: expect.stringMatching(/^pm_/), last_setup_error: null },
    })
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(1)
  })

  it('keeps it for the customer that it makes', async () => {
    const created = await stripe.checkout.sessions.create({
      ...setup,
      success_url: 'https://shop.example/thanks',
      customer_creation: 'always',
    })
    await pay(created.url, { card: '4242424242424242', email: 'jenny@example.com' })
    const { customer } = await stripe.checkout.sessions.retrieve(created.id)
    const intent = await stripe.setupIntents.retrieve(String(created.setup_intent))
    expect(intent).toMatchObject({ customer: expect.stringMatching(/^cus_/), status: 'succeeded' })
    expect(intent.customer).toBe(customer)
  })

  it('ends it when it expires, and has another when it is recovered', async () => {
    const { created } = await session({ ...setup, after_expiration: { recovery: { enabled: true } } })
    const expired = await stripe.checkout.sessions.expire(created.id)
    expect(await stripe.setupIntents.retrieve(String(created.setup_intent))).toMatchObject({ status: 'canceled' })
    const recovered = await stripe.checkout.sessions.retrieve(
      String(await recoveredBy(expired.after_expiration?.recovery?.url)),
      { expand: ['setup_intent'] },
    )
    expect(recovered.setup_intent).toMatchObject({ status: 'requires_payment_method' })
  })
})

describe('a session that begins a subscription before its first anchor', () => {
  const APRIL = Date.UTC(2027, 3, 11) / 1000
  const MAY = Date.UTC(2027, 4, 1) / 1000

  it.each([
    ['create_prorations' as const, 2000],
    ['none' as const, 0],
  ])('costs the part of a period until then: %s', async (proration_behavior, total) => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: APRIL })
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id, email: 'jenny@example.com' })
    const { id: price } = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 3000,
      recurring: { interval: 'month' },
      product_data: { name: 'Gold' },
    })
    const created = await stripe.checkout.sessions.create({
      customer,
      mode: 'subscription',
      success_url: 'https://shop.example/thanks',
      line_items: [{ price, quantity: 1 }],
      subscription_data: { billing_cycle_anchor: MAY, proration_behavior },
    })
    expect(created).toMatchObject({ amount_subtotal: total, amount_total: total })
    expect((await pay(created.url, { card: '4242424242424242' })).status).toBe(303)
    const { data } = await stripe.subscriptions.list({ customer })
    expect(data).toMatchObject([{ status: 'active', billing_cycle_anchor: MAY }])
    const { data: invoices } = await stripe.invoices.list({ customer })
    expect(invoices.map(({ amount_paid }) => amount_paid)).toEqual(total === 0 ? [] : [total])
  })
})

describe('a session that leaves an invoice', () => {
  it('has invoice items for its lines, and its shipping', async () => {
    const created = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/thanks',
      line_items: [{ price: mug, quantity: 2 }],
      invoice_creation: { enabled: true },
      shipping_options: [
        {
          shipping_rate_data: {
            display_name: 'Post',
            type: 'fixed_amount',
            fixed_amount: { amount: 300, currency: 'eur' },
          },
        },
      ],
    })
    expect((await pay(created.url, { card: '4242424242424242', email: 'jenny@example.com' })).status).toBe(303)
    const { invoice } = await stripe.checkout.sessions.retrieve(created.id, { expand: ['invoice'] })
    expect(invoice).toMatchObject({
      status: 'paid',
      subtotal: 4000,
      amount_shipping: 300,
      amount_paid: 4300,
      shipping_cost: { amount_total: 300 },
      lines: {
        data: [
          {
            amount: 4000,
            quantity: 2,
            description: 'Mug',
            pricing: { price_details: { price: mug } },
            parent: { type: 'invoice_item_details', invoice_item_details: { subscription: null } },
          },
        ],
      },
    })
    expect(departures(JSON.parse(JSON.stringify(invoice)))).toEqual([])
  })
})
