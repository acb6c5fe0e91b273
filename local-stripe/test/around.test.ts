import Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60
const START = Date.UTC(2027, 0, 31, 12) / 1000

const monthly = (amount: number) =>
  stripe.prices.create({
    currency: 'eur',
    unit_amount: amount,
    product_data: { name: 'Plan' },
    recurring: { interval: 'month' },
  })

const payer = (test_clock?: string) =>
  stripe.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
    ...(test_clock !== undefined && { test_clock }),
  })

const clock = async () => (await stripe.testHelpers.testClocks.create({ frozen_time: START })).id

const subscribed = async () => {
  const { id: customer } = await payer()
  return stripe.subscriptions.create({ customer, items: [{ price: (await monthly(1000)).id }] })
}

describe('setup intents', () => {
  it('wait for a payment method, keep it, and are over then', async () => {
    const { id: customer } = await stripe.customers.create()
    const automatic = 'automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never'
    const { body } = await local.call('POST /v1/setup_intents', `customer=${customer}&${automatic}`)
    expect(body).toMatchObject({ status: 'requires_payment_method', usage: 'off_session', payment_method: null })
    expect(departures(body)).toEqual([])
    const id = String(body['id'])
    await expect(stripe.setupIntents.confirm(id)).rejects.toMatchObject({ code: 'setup_intent_unexpected_state' })
    await expect(stripe.setupIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' })).rejects.toMatchObject({
      statusCode: 402,
      code: 'card_declined',
    })
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'card_declined', decline_code: 'generic_decline' },
    })
    const done = await stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect(done).toMatchObject({ status: 'succeeded', last_setup_error: null })
    expect((await stripe.paymentMethods.list({ customer })).data).toMatchObject([{ id: done.payment_method }])
    await expect(stripe.setupIntents.cancel(id)).rejects.toMatchObject({ code: 'setup_intent_unexpected_state' })
    const { data } = await stripe.events.list({ type: 'setup_intent.*' })
    expect(data.map(({ type }) => type)).toEqual([
      'setup_intent.succeeded',
      'setup_intent.setup_failed',
      'setup_intent.created',
    ])
  })

  it('still wait in a session whose card is declined', async () => {
    const { id } = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'eur',
      success_url: 'https://shop.example',
    })
    const page = new URL(`/checkout/${id}`, local.url)
    const body = new URLSearchParams({ card: '4000000000000002', email: 'jenny@example.com' })
    const { status } = await fetch(page, { method: 'POST', body, headers: { origin: page.origin }, redirect: 'manual' })
    expect(status).toBe(402)
    expect(await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] })).toMatchObject({
      status: 'open',
      setup_intent: { status: 'requires_payment_method', payment_method: null },
    })
  })

  it('ask for 3D Secure, and are cancelled', async () => {
    const asked = await stripe.setupIntents.create({
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
    expect(await stripe.setupIntents.cancel(asked.id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    })
  })

  it.each([
    ['confirm', 'succeeded', { status: 'succeeded', next_action: null, last_setup_error: null }],
    [
      'refuse',
      'failed',
      {
        status: 'requires_payment_method',
        payment_method: null,
        last_setup_error: { code: 'setup_intent_authentication_failure' },
      },
    ],
  ])('send the customer to a page of their bank, who may %s', async (answer, redirected, expected) => {
    const { id: customer } = await stripe.customers.create()
    const { id, client_secret, next_action } = await stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'https://shop.example/back?a=1',
    })
    expect(next_action?.redirect_to_url?.return_url).toBe('https://shop.example/back?a=1')
    const page = new URL(next_action?.redirect_to_url?.url ?? '')
    expect(page.href).toBe(`${local.url.origin}/authenticate/${id}`)
    expect(await (await fetch(page)).text()).toContain('keep your card')
    const body = new URLSearchParams({ answer })
    const options = { method: 'POST', body, headers: { origin: page.origin }, redirect: 'manual' } as const
    const { headers } = await fetch(page, options)
    expect(headers.get('location')).toBe(
      `https://shop.example/back?a=1&setup_intent=${id}&setup_intent_client_secret=${client_secret}&redirect_status=${redirected}`,
    )
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject(expected)
    const { data } = await stripe.paymentMethods.list({ customer })
    expect(data).toHaveLength(answer === 'confirm' ? 1 : 0)
    expect((await fetch(page, options)).status).toBe(404)
  })

  it('and payment intents that name no page to return to can be confirmed on that page as well', async () => {
    const { id } = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'eur',
      payment_method: 'pm_card_authenticationRequired',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      confirm: true,
    })
    const page = new URL(`/authenticate/${id}`, local.url)
    const body = new URLSearchParams({ answer: 'confirm' })
    const { status } = await fetch(page, { method: 'POST', body, headers: { origin: page.origin } })
    expect(status).toBe(200)
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
  })

  it('are what a trial without a payment method waits for', async () => {
    const { id: customer } = await stripe.customers.create()
    const { id, pending_setup_intent: pending } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await monthly(1000)).id }],
      trial_period_days: 3,
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
      expand: ['pending_setup_intent'],
    })
    const { payment_method: method } = await stripe.setupIntents.confirm(expanded(pending).id, {
      payment_method: 'pm_card_visa',
    })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      pending_setup_intent: null,
      default_payment_method: method,
    })
  })
})

describe('payment intents', () => {
  it("refuse another customer's payment method before they are confirmed", async () => {
    const [one, other] = [await payer(), await payer()]
    const method = String(one.invoice_settings.default_payment_method)
    const refused = { statusCode: 400, code: 'resource_missing', param: 'payment_method' }
    const params = { amount: 500, currency: 'eur' }
    await expect(
      stripe.paymentIntents.create({ ...params, customer: other.id, payment_method: method }),
    ).rejects.toMatchObject(refused)
    const { id } = await stripe.paymentIntents.create({ ...params, customer: other.id })
    await expect(stripe.paymentIntents.update(id, { payment_method: method })).rejects.toMatchObject(refused)
    expect((await stripe.paymentIntents.create({ ...params, customer: one.id, payment_method: method })).status).toBe(
      'requires_confirmation',
    )
  })
})

describe('subscriptions', () => {
  it('show the secret with which their first invoice is paid', async () => {
    const { id: customer } = await stripe.customers.create()
    const { latest_invoice: invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await monthly(1000)).id }],
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    })
    const { data } = await stripe.paymentIntents.list({ customer })
    expect(expanded(invoice).confirmation_secret).toEqual({
      client_secret: data[0]?.client_secret,
      type: 'payment_intent',
    })
  })

  it('begin their cycle on the day of a month that they are to', async () => {
    const { id: customer } = await payer(await clock())
    const create = async (config: { day_of_month: number; month?: number; hour?: number }) =>
      stripe.subscriptions.create({
        customer,
        items: [{ price: (await monthly(3100)).id }],
        billing_cycle_anchor_config: config,
        expand: ['latest_invoice'],
      })
    const first = await create({ day_of_month: 15 })
    expect(first.billing_cycle_anchor).toBe(Date.UTC(2027, 1, 15, 12) / 1000)
    expect(first.billing_cycle_anchor_config).toMatchObject({ day_of_month: 15, hour: null, month: null })
    expect(first.items.data[0]?.current_period_end).toBe(first.billing_cycle_anchor)
    // Of the 28 days to the end of February, 15.
    expect(expanded(first.latest_invoice).total).toBe(Math.round((3100 * 15) / 28))
    expect((await create({ day_of_month: 31, hour: 13 })).billing_cycle_anchor).toBe(START + 3600)
    await expect(create({ day_of_month: 32 })).rejects.toMatchObject({
      param: 'billing_cycle_anchor_config[day_of_month]',
    })
  })

  it('are not ended in the past', async () => {
    const { id } = await subscribed()
    const refused = { statusCode: 400, param: 'cancel_at' }
    await expect(stripe.subscriptions.update(id, { cancel_at: 5 })).rejects.toMatchObject(refused)
    const { id: customer } = await payer()
    const items = [{ price: (await monthly(1000)).id }]
    await expect(stripe.subscriptions.create({ customer, items, cancel_at: 5 })).rejects.toMatchObject(refused)
  })

  it('have items added, changed and removed one by one', async () => {
    const { id: subscription } = await subscribed()
    const { id: price } = await monthly(500)
    const added = await stripe.subscriptionItems.create({ subscription, price, quantity: 2, metadata: { a: '1' } })
    expect(added).toMatchObject({ subscription, quantity: 2, metadata: { a: '1' }, price: { id: price } })
    expect(await stripe.subscriptionItems.update(added.id, { quantity: 5, proration_behavior: 'none' })).toMatchObject({
      id: added.id,
      quantity: 5,
    })
    expect(await stripe.subscriptionItems.del(added.id)).toEqual({
      id: added.id,
      object: 'subscription_item',
      deleted: true,
    })
    const { data } = await stripe.subscriptionItems.list({ subscription })
    expect(data).toHaveLength(1)
    await expect(stripe.subscriptionItems.del(data[0]?.id ?? '')).rejects.toMatchObject({ statusCode: 400 })
    await expect(stripe.subscriptionItems.create({ subscription: 'sub_none', price })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'subscription',
    })
  })

  it('resume after a pause that a trial led to', async () => {
    const test_clock = await clock()
    const { id: customer } = await stripe.customers.create({ test_clock })
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await monthly(1000)).id }],
      trial_period_days: 2,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    })
    await expect(stripe.subscriptions.resume(id)).rejects.toMatchObject({ statusCode: 400 })
    await stripe.testHelpers.testClocks.advance(test_clock, { frozen_time: START + 5 * DAY })
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('paused')
    await expect(stripe.subscriptions.resume(id)).rejects.toMatchObject({ code: 'resource_missing' })
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } })
    const payment_behavior = 'resume_on_payment_success'
    const resumed = await stripe.subscriptions.resume(id, { payment_behavior, expand: ['latest_invoice'] })
    expect(resumed).toMatchObject({ status: 'active', billing_cycle_anchor: START + 5 * DAY })
    expect(expanded(resumed.latest_invoice)).toMatchObject({ status: 'paid', total: 1000 })
    const { data } = await stripe.events.list({ type: 'customer.subscription.resumed' })
    expect(data).toHaveLength(1)
  })

  it('say on their lines what one costs, in parts of a cent too', async () => {
    const { id: customer } = await payer()
    const describe = async (params: object) => {
      const price = await stripe.prices.create({
        currency: 'usd',
        product_data: { name: 'Call' },
        recurring: { interval: 'month' },
        ...params,
      })
      const { latest_invoice: invoice } = await stripe.subscriptions.create({
        customer,
        items: [{ price: price.id, quantity: 200 }],
        expand: ['latest_invoice'],
      })
      return expanded(invoice).lines.data[0]?.description
    }
    expect(await describe({ unit_amount_decimal: '0.5' })).toBe('200 × Call (at $0.005 / month)')
    const tiers = [{ up_to: 'inf', unit_amount: 10 }]
    expect(await describe({ billing_scheme: 'tiered', tiers_mode: 'graduated', tiers })).toBe(
      '200 × Call (Tier 1 at $0.10 / month)',
    )
  })
})

describe('products', () => {
  it('stay as they are when a request changes nothing', async () => {
    const { id, updated } = await stripe.products.create({ name: 'Mug' })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect((await stripe.products.update(id, { name: 'Mug' })).updated).toBe(updated)
    const { data } = await stripe.events.list({ type: 'product.updated' })
    expect(data.filter(({ data: { object } }) => 'id' in object && object.id === id)).toEqual([])
    expect((await stripe.products.update(id, { name: 'Cup' })).updated).toBeGreaterThan(updated)
  })
})

describe('invoices', () => {
  it('add what shipping costs, after discounts', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50 })
    const draft = await stripe.invoices.create({
      customer,
      currency: 'eur',
      discounts: [{ coupon }],
      shipping_cost: {
        shipping_rate_data: {
          type: 'fixed_amount',
          display_name: 'Post',
          fixed_amount: { amount: 300, currency: 'eur' },
        },
      },
    })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1000, currency: 'eur' })
    const open = await stripe.invoices.finalizeInvoice(draft.id)
    expect(open).toMatchObject({ subtotal: 1000, amount_shipping: 300, total: 800, amount_due: 800 })
    expect(open.shipping_cost).toMatchObject({ amount_total: 300 })
    const other = await stripe.invoices.create({ customer, currency: 'eur' })
    const rate = String(open.shipping_cost?.shipping_rate)
    const change = { shipping_cost: { shipping_rate: rate } }
    expect(await stripe.invoices.update(other.id, change)).toMatchObject({ total: 300 })
    expect(await stripe.invoices.update(other.id, { shipping_cost: '' })).toMatchObject({
      total: 0,
      shipping_cost: null,
    })
    const dollars = await stripe.invoices.create({ customer, currency: 'usd' })
    await expect(stripe.invoices.update(dollars.id, change)).rejects.toMatchObject({
      param: 'shipping_cost[shipping_rate]',
    })
  })

  it('show automatic tax as it was asked for', async () => {
    const { id: customer } = await payer()
    const asked = await stripe.invoices.create({ customer, automatic_tax: { enabled: true } })
    expect(asked.automatic_tax).toMatchObject({ enabled: true, liability: { type: 'self' } })
    expect((await stripe.invoices.update(asked.id, { automatic_tax: { enabled: false } })).automatic_tax.enabled).toBe(
      false,
    )
    const { automatic_tax: tax } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await monthly(1000)).id }],
      automatic_tax: { enabled: true },
    })
    expect(tax).toEqual({ enabled: true, disabled_reason: null, liability: { type: 'self' } })
  })
})

describe('addresses', () => {
  it('that objects name are served', async () => {
    const { customer, id } = await subscribed()
    const charge = (await stripe.charges.list({ limit: 1 })).data[0]?.id ?? ''
    const { id: refund } = await stripe.refunds.create({ charge, amount: 10 })
    const subscriptions = await local.call(`GET /v1/customers/${String(customer)}/subscriptions`, 'limit=5')
    expect(subscriptions.body).toMatchObject({ object: 'list', data: [{ id }] })
    expect((await local.call(`GET /v1/charges/${charge}/refunds`)).body).toMatchObject({ data: [{ id: refund }] })
    const refused = await local.call(`GET /v1/charges/${charge}/refunds`, '', {})
    expect(refused.status).toBe(401)
  })
})

describe('what is asked for', () => {
  it('is shown by a subscription, and said by its invoices', async () => {
    const { id } = await subscribed()
    const asked = {
      billing_thresholds: { amount_gte: 5000 },
      invoice_settings: { description: 'Tea', footer: 'Thanks', custom_fields: [{ name: 'PO', value: '7' }] },
      payment_settings: {
        payment_method_types: ['card' as const],
        payment_method_options: { card: { request_three_d_secure: 'any' as const } },
      },
      pending_invoice_item_interval: { interval: 'week' as const },
      trial_settings: { end_behavior: { missing_payment_method: 'pause' as const } },
    }
    const updated = await stripe.subscriptions.update(id, asked)
    expect(updated).toMatchObject({ ...asked, pending_invoice_item_interval: { interval: 'week', interval_count: 1 } })
    const shown = JSON.parse(JSON.stringify(updated)) as Record<string, unknown>
    expect(departures({ ...shown, payment_settings: null })).toEqual([])
    const { latest_invoice } = await stripe.subscriptions.update(id, { billing_cycle_anchor: { type: 'now' } })
    expect(await stripe.invoices.retrieve(String(latest_invoice))).toMatchObject(asked.invoice_settings)
    const { id: customer } = await payer()
    const items = [{ price: (await monthly(1000)).id }]
    expect(await stripe.subscriptions.create({ customer, items, ...asked })).toMatchObject(asked)
  })

  it('is billed where an update adds items to the next invoice', async () => {
    const { id, items, customer } = await subscribed()
    const price = await stripe.prices.create({ currency: 'eur', unit_amount: 700, product_data: { name: 'Cup' } })
    await stripe.subscriptions.update(id, { add_invoice_items: [{ price: price.id, quantity: 2 }] })
    const { data } = await stripe.invoiceItems.list({ customer: String(customer), pending: true })
    expect(data).toMatchObject([{ amount: 1400, quantity: 2, proration: false, description: 'Cup' }])
    const { latest_invoice } = await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    })
    const lines = await stripe.invoices.listLineItems(String(latest_invoice))
    expect(lines.data.map(({ amount }) => amount)).toContain(1400)
  })

  it('is shown by a payment intent, of its cards and how its amount comes about', async () => {
    const card = { request_three_d_secure: 'any' as const, require_cvc_recollection: true }
    const details = { discount_amount: 100, shipping: { amount: 400 }, tax: { total_tax_amount: 30 } }
    const asked = { payment_method_options: { card: { ...card, moto: true } }, amount_details: details }
    const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'eur', ...asked })
    const shown = { from_postal_code: null, to_postal_code: null, ...details.shipping }
    expect(intent.amount_details).toEqual({ ...details, shipping: shown, tip: {} })
    expect(intent.payment_method_options).toEqual({
      card: { installments: null, mandate_options: null, network: null, ...card },
    })
    expect(departures(intent)).toEqual([])
    const updated = await stripe.paymentIntents.update(intent.id, {
      amount_details: '',
      payment_method_options: { card: { network: 'visa' } },
    })
    expect(updated.amount_details).toEqual({ tip: {} })
    expect(updated.payment_method_options?.card).toMatchObject({ ...card, network: 'visa' })
  })

  it('is shown by a customer, an invoice and a payment intent', async () => {
    const { id: customer } = await stripe.customers.create()
    const names = { business_name: 'Cup Ltd', individual_name: 'Jenny' }
    expect(await stripe.customers.update(customer, names)).toMatchObject(names)
    const asked = {
      payment_settings: { payment_method_types: ['card' as const], default_mandate: null },
      rendering: { pdf: { page_size: 'a4' as const }, amount_tax_display: 'exclude_tax' as const },
    }
    const { default_mandate: _none, ...settings } = asked.payment_settings
    const invoice = await stripe.invoices.create({ customer, ...asked, payment_settings: settings })
    expect(invoice).toMatchObject(asked)
    const shipping_details = { name: 'Jenny', address: { line1: '1 Road', country: 'DE' } }
    const at = Math.floor(Date.now() / 1000) + 9_000
    const change = { shipping_details, rendering: { template_version: 2 }, auto_advance: true }
    expect(await stripe.invoices.update(invoice.id, { ...change, automatically_finalizes_at: at })).toMatchObject({
      ...change,
      rendering: { ...asked.rendering, template_version: 2 },
      automatically_finalizes_at: at,
    })
    const details = { customer_reference: 'c', order_reference: null }
    const payment_details = { customer_reference: 'c' }
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'eur', payment_details })
    expect(intent.payment_details).toEqual(details)
    const types = { allowed_payment_method_types: ['card' as const] }
    expect(await stripe.paymentIntents.update(intent.id, types)).toMatchObject({
      ...types,
      payment_method_types: ['card'],
    })
  })
})

describe('tiered prices', () => {
  const tiers = [
    { up_to: 5, unit_amount: 700, flat_amount: 1000 },
    { up_to: 10, unit_amount: 650 },
    { up_to: 'inf' as const, unit_amount_decimal: '600.5', flat_amount: 200 },
  ]
  const billed = async (tiers_mode: 'graduated' | 'volume', quantity: number) => {
    const price = await stripe.prices.create({
      currency: 'eur',
      billing_scheme: 'tiered',
      recurring: { interval: 'month' },
      product_data: { name: 'Seat' },
      tiers_mode,
      tiers: tiers.map(({ unit_amount_decimal: decimal, ...tier }) => ({
        ...tier,
        ...(decimal !== undefined && { unit_amount_decimal: Stripe.Decimal.from(decimal) }),
      })),
    })
    const { id: customer } = await payer()
    const { latest_invoice } = await stripe.subscriptions.create({ customer, items: [{ price: price.id, quantity }] })
    const { lines, total } = await stripe.invoices.retrieve(String(latest_invoice))
    return [total, lines.data.map(({ amount, description, quantity: units }) => [units, amount, description])]
  }

  it('charge each unit in its own tier, or all of them in one', async () => {
    expect(await billed('graduated', 12)).toEqual([
      9151,
      [
        [5, 3500, '5 × Seat (Tier 1 at €7.00 / month)'],
        [1, 1000, 'Seat (Tier 1, flat fee of €10.00 / month)'],
        [5, 3250, '5 × Seat (Tier 2 at €6.50 / month)'],
        [2, 1201, '2 × Seat (Tier 3 at €6.005 / month)'],
        [1, 200, 'Seat (Tier 3, flat fee of €2.00 / month)'],
      ],
    ])
    const sums = async (mode: 'graduated' | 'volume', quantity: number) => {
      const [total, lines] = await billed(mode, quantity)
      return [total, Array.isArray(lines) ? lines.map(([units, amount]) => [units, amount]) : []]
    }
    expect(await sums('graduated', 5)).toEqual([
      4500,
      [
        [5, 3500],
        [1, 1000],
      ],
    ])
    expect(await sums('volume', 12)).toEqual([
      7406,
      [
        [12, 7206],
        [1, 200],
      ],
    ])
    expect(await sums('volume', 10)).toEqual([6500, [[10, 6500]]])
  })
})
