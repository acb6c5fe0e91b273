import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

type NewSession = Stripe.Checkout.SessionCreateParams

const URLS = {
  success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
}

const price = (amount: number, recurring = false, currency = 'eur') =>
  stripe.prices.create({
    currency,
    unit_amount: amount,
    product_data: { name: recurring ? 'Gold <plan>' : 'Mug' },
    ...(recurring && { recurring: { interval: 'month' } }),
  })

const session = async (params: Partial<NewSession> = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: (await price(500)).id, quantity: 2 }],
    ...URLS,
    ...params,
  })

/** The page that a session's url names, as the Worker itself serves it. */
const pageOf = ({ id }: { id: string }) => new URL(`/checkout/${id}`, local.url)

const submit = (page: URL, fields: Record<string, string>, origin: string | null = page.origin) =>
  fetch(page, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: origin === null ? {} : { origin },
  })

const pays = { card: '4242 4242 4242 4242', email: 'jenny@example.com' }

describe('sessions', () => {
  it('adds up its lines and shows them when asked', async () => {
    const mug = await price(500)
    const created = await session({
      line_items: [
        { price: mug.id, quantity: 3 },
        { price_data: { currency: 'eur', unit_amount: 250, product_data: { name: 'Spoon' } }, quantity: 2 },
      ],
      customer_email: 'jenny@example.com',
      metadata: { order: '1' },
    })
    expect(created).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_subtotal: 2000,
      amount_total: 2000,
      currency: 'eur',
      customer: null,
      payment_intent: null,
      url: `${local.url.origin}/checkout/${created.id}`,
    })
    expect(created).not.toHaveProperty('line_items')
    const { line_items: lines } = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['line_items.data.price.product'],
    })
    expect(lines?.data).toMatchObject([
      { quantity: 3, amount_total: 1500, price: { id: mug.id, product: { name: 'Mug' } } },
      { quantity: 2, amount_total: 500, description: 'Spoon' },
    ])
    const first = await stripe.checkout.sessions.listLineItems(created.id, { limit: 1 })
    expect(first).toMatchObject({ has_more: true, data: [{ quantity: 3 }] })
    const rest = await stripe.checkout.sessions.listLineItems(created.id, { starting_after: first.data[0]?.id ?? '' })
    expect(rest).toMatchObject({ has_more: false, data: [{ quantity: 2 }] })
  })

  it.each<[string, Partial<NewSession> | (() => Promise<Partial<NewSession>>), string]>([
    ['a mode', { mode: undefined }, 'mode'],
    ['lines', { line_items: [] }, 'line_items'],
    ['a success_url', { success_url: undefined }, 'success_url'],
    ['one way to name the customer', { customer: 'cus_x', customer_email: 'a@b.example' }, 'customer'],
    ['a customer who exists', { customer: 'cus_x' }, 'customer'],
    [
      'one-time prices in payment mode',
      async () => ({ line_items: [{ price: (await price(1000, true)).id, quantity: 1 }] }),
      'line_items',
    ],
    ['a recurring price in subscription mode', { mode: 'subscription' }, 'line_items'],
    ['a quantity', async () => ({ line_items: [{ price: (await price(100)).id }] }), 'line_items[0][quantity]'],
    [
      'parameters of its own mode',
      { subscription_data: {} as never, mode: 'setup', line_items: undefined },
      'currency',
    ],
    ['no subscription_data in payment mode', { subscription_data: { description: 'x' } }, 'subscription_data'],
    ['a later expiry', { expires_at: Math.floor(Date.now() / 1000) + 60 }, 'expires_at'],
    [
      'one currency',
      async () => ({
        line_items: [
          { price: (await price(100)).id, quantity: 1 },
          { price: (await price(100, false, 'usd')).id, quantity: 1 },
        ],
      }),
      'line_items[1][price]',
    ],
  ])('wants %s', async (_what, params, param) => {
    const given = typeof params === 'function' ? await params() : params
    await expect(session(given)).rejects.toMatchObject({ statusCode: 400, param })
  })

  it('has no payment_method_types in this API version', async () => {
    const { body } = await local.call('POST /v1/checkout/sessions', 'payment_method_types[]=card')
    expect(body.error).toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' })
  })

  it('is changed while it is open only', async () => {
    const open = await session()
    const { data } = await stripe.checkout.sessions.listLineItems(open.id)
    const changed = await stripe.checkout.sessions.update(open.id, {
      metadata: { a: '1' },
      line_items: [
        { id: data[0]?.id ?? '', quantity: 5 },
        { price: (await price(100)).id, quantity: 1 },
      ],
      shipping_options: [
        {
          shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 400, currency: 'eur' } },
        },
      ],
    })
    expect(changed).toMatchObject({
      amount_subtotal: 2600,
      amount_total: 3000,
      metadata: { a: '1' },
      total_details: { amount_shipping: 400 },
    })
    const expired = await stripe.checkout.sessions.expire(open.id)
    expect(expired).toMatchObject({ status: 'expired', url: null })
    await expect(stripe.checkout.sessions.expire(open.id)).rejects.toThrow('has a status of expired')
    await expect(stripe.checkout.sessions.update(open.id, { metadata: {} })).rejects.toMatchObject({ statusCode: 400 })
    expect(await (await fetch(pageOf(open))).text()).toContain('expired')
  })

  it('is listed by customer and status', async () => {
    const { id: customer } = await stripe.customers.create({})
    const [one, two] = [await session({ customer }), await session({ customer })]
    await stripe.checkout.sessions.expire(one.id)
    const found = async (status: Stripe.Checkout.Session.Status) =>
      (await stripe.checkout.sessions.list({ customer, status })).data.map(({ id }) => id)
    expect(await found('open')).toEqual([two.id])
    expect(await found('expired')).toEqual([one.id])
  })
})

describe('the checkout page', () => {
  it('shows what is bought, without scripts, and leads back', async () => {
    const created = await session({
      mode: 'subscription',
      line_items: [{ price: (await price(2000, true)).id, quantity: 1 }],
    })
    const response = await fetch(pageOf(created))
    const text = await response.text()
    expect(text).toContain('Gold &lt;plan&gt;')
    expect(text).toContain('€20.00')
    expect(text).toContain('every month')
    expect(text).toContain('href="https://shop.example/cart"')
    expect(text).not.toContain('<script')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' https://shop.example")
    expect(policy).toContain("frame-ancestors 'none'")
    expect((await fetch(pageOf({ id: 'cs_test_x' }))).status).toBe(404)
  })

  it('takes a payment and leads to the success_url', async () => {
    const created = await session({ payment_intent_data: { description: 'Two mugs', metadata: { order: '7' } } })
    const response = await submit(pageOf(created), pays)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`https://shop.example/thanks?session=${created.id}`)
    const paid = await stripe.checkout.sessions.retrieve(created.id, { expand: ['payment_intent.latest_charge'] })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { email: 'jenny@example.com' },
      payment_intent: {
        status: 'succeeded',
        amount: 1000,
        description: 'Two mugs',
        metadata: { order: '7' },
        latest_charge: { paid: true, amount: 1000 },
      },
    })
    expect(await (await submit(pageOf(created), pays)).text()).toContain('has been completed')
    expect((await stripe.charges.list({ payment_intent: expanded(paid.payment_intent).id })).data).toHaveLength(1)
  })

  it('refuses a form that another page sent', async () => {
    const created = await session()
    for (const origin of ['https://evil.example', 'null', null]) {
      expect((await submit(pageOf(created), pays, origin)).status).toBe(403)
    }
    expect((await stripe.checkout.sessions.retrieve(created.id)).status).toBe('open')
  })

  it.each([
    ['4000 0000 0000 0002', 'Your card was declined.'],
    ['4000000000009995', 'insufficient funds'],
    ['4242424242424241', 'Your card number is incorrect.'],
    ['4111111111111111', 'test mode'],
    ['"><script>', 'Your card number is incorrect.'],
  ])('says why it refuses the card %s, and takes another', async (card, message) => {
    const created = await session()
    const response = await submit(pageOf(created), { ...pays, card })
    const text = await response.text()
    expect(response.status).toBe(402)
    expect(text).toContain(message)
    expect(text).toContain('role="alert"')
    expect(text).not.toContain('<script')
    expect((await submit(pageOf(created), pays)).status).toBe(303)
  })

  it('lets the card owner confirm where the bank asks for it', async () => {
    const created = await session()
    const card = '4000 0027 6000 3184'
    const asked = await submit(pageOf(created), { ...pays, card })
    expect(await asked.text()).toContain('name="authenticated"')
    expect((await submit(pageOf(created), { ...pays, card, authenticated: 'true' })).status).toBe(303)
  })

  it('starts a subscription', async () => {
    const [gold, mug] = [await price(2000, true), await price(500)]
    const created = await session({
      mode: 'subscription',
      line_items: [
        { price: gold.id, quantity: 1 },
        { price: mug.id, quantity: 2 },
      ],
      subscription_data: { metadata: { tier: 'gold' } },
    })
    expect(created.amount_total).toBe(3000)
    const declined = await submit(pageOf(created), { ...pays, card: '4000 0000 0000 0341' })
    expect(declined.status).toBe(402)
    expect((await submit(pageOf(created), pays)).status).toBe(303)
    const paid = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['subscription', 'customer', 'invoice'],
    })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer: { email: 'jenny@example.com' },
      subscription: { status: 'active', metadata: { tier: 'gold' } },
      invoice: { status: 'paid', total: 3000 },
    })
    const { data } = await stripe.subscriptions.list({ price: gold.id, status: 'all' })
    expect(data).toHaveLength(1)
  })

  it('leaves an invoice where one is asked for', async () => {
    const created = await session({
      invoice_creation: { enabled: true, invoice_data: { description: 'Mugs' } },
      shipping_options: [
        { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 400, currency: 'eur' } } },
      ],
    })
    await stripe.checkout.sessions.update(created.id, { metadata: { a: '1' } })
    expect((await submit(pageOf(created), pays)).status).toBe(303)
    expect(
      await stripe.checkout.sessions.retrieve(created.id, { expand: ['invoice', 'payment_intent'] }),
    ).toMatchObject({
      payment_status: 'paid',
      invoice: {
        status: 'paid',
        total: 1400,
        description: 'Mugs',
        amount_shipping: 400,
        lines: { data: [{ amount: 1000 }] },
      },
      payment_intent: { status: 'succeeded', amount_received: 1400 },
    })
  })

  it('makes the payment as it was last described', async () => {
    const created = await session({ payment_intent_data: { description: 'Old', metadata: { a: '1' } } })
    await stripe.checkout.sessions.update(created.id, { payment_intent_data: { description: 'New' } })
    await submit(pageOf(created), pays)
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['payment_intent'],
    })
    expect(intent).toMatchObject({ description: 'New', metadata: { a: '1' } })
  })

  it('makes of all that was said beforehand what it was said for', async () => {
    const plan = {
      description: 'Gold',
      billing_cycle_anchor_config: { day_of_month: 1, hour: 9 },
      billing_mode: { type: 'classic' as const },
      invoice_settings: { description: 'Tea', footer: 'Thanks', custom_fields: [{ name: 'PO', value: '7' }] },
      pending_invoice_item_interval: { interval: 'week' as const, interval_count: 2 },
    }
    const begun = await session({
      mode: 'subscription',
      line_items: [{ price: (await price(2000, true)).id, quantity: 1 }],
      subscription_data: { ...plan, proration_behavior: 'none' },
    })
    await submit(pageOf(begun), pays)
    const { subscription } = await stripe.checkout.sessions.retrieve(begun.id, { expand: ['subscription'] })
    expect(subscription).toMatchObject(plan)
    const payment = {
      description: 'Mugs',
      receipt_email: 'jenny@example.com',
      setup_future_usage: 'off_session' as const,
      shipping: { name: 'Jenny', address: { line1: '1 Road', country: 'DE' }, carrier: 'Post', tracking_number: '7' },
      statement_descriptor_suffix: 'MUGS',
      transfer_group: 'group',
    }
    const created = await session({ payment_intent_data: { ...payment, capture_method: 'manual' } })
    await submit(pageOf(created), pays)
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['payment_intent'],
    })
    expect(intent).toMatchObject({ ...payment, capture_method: 'manual', status: 'requires_capture' })
  })

  it('keeps a card for later', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' })
    const created = await session({ mode: 'setup', currency: 'eur', line_items: undefined, customer })
    expect((await submit(pageOf(created), { card: pays.card })).status).toBe(303)
    const done = await stripe.checkout.sessions.retrieve(created.id, { expand: ['setup_intent'] })
    expect(done).toMatchObject({ status: 'complete', setup_intent: { status: 'succeeded', customer } })
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(1)
  })

  it('is there for a connected account as well', async () => {
    const options = { stripeAccount: 'acct_1Shop' }
    const created = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        line_items: [{ price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Mug' } }, quantity: 1 }],
        ...URLS,
      },
      options,
    )
    const page = new URL(`/checkout/${created.id}${new URL(created.url ?? '').search}`, local.url)
    expect((await submit(page, pays)).status).toBe(303)
    expect((await stripe.checkout.sessions.retrieve(created.id, {}, options)).status).toBe('complete')
  })
})

describe('other pages', () => {
  it('takes the payment of an invoice', async () => {
    const { id: customer } = await stripe.customers.create({})
    const draft = await stripe.invoices.create({
      customer,
      currency: 'eur',
      collection_method: 'send_invoice',
      days_until_due: 3,
    })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur', description: 'Work' })
    const { hosted_invoice_url: url } = await stripe.invoices.sendInvoice(draft.id)
    const page = new URL(new URL(url ?? '').pathname.replace('/local-stripe', ''), local.url)
    expect(await (await fetch(page)).text()).toContain('Work')
    expect((await submit(page, { card: '4000000000000002' })).status).toBe(402)
    expect((await submit(page, { card: pays.card })).status).toBe(303)
    expect((await stripe.invoices.retrieve(draft.id)).status).toBe('paid')
    expect(await (await fetch(page)).text()).toContain('paid')
  })

  it.each([
    ['confirm', 'succeeded', 'succeeded'],
    ['refuse', 'failed', 'requires_payment_method'],
  ])('lets the bank be told: %s', async (answer, redirect, status) => {
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'eur',
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'https://shop.example/back?a=1',
    })
    expect(intent.status).toBe('requires_action')
    const { pathname } = new URL(intent.next_action?.redirect_to_url?.url ?? '')
    const page = new URL(pathname.replace('/local-stripe', ''), local.url)
    expect(await (await fetch(page)).text()).toContain('€10.00')
    const location = new URL((await submit(page, { answer })).headers.get('location') ?? '')
    expect(location.searchParams.get('a')).toBe('1')
    expect(location.searchParams.get('redirect_status')).toBe(redirect)
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status)
  })
})

describe('the payment intent of a session', () => {
  it('is neither confirmed nor cancelled directly', async () => {
    const created = await session({ line_items: [{ price: (await price(500)).id, quantity: 1 }] })
    expect((await submit(pageOf(created), { ...pays, card: '4000 0000 0000 0002' })).status).toBe(402)
    const intent = String((await stripe.checkout.sessions.retrieve(created.id)).payment_intent)
    const refusal = { code: 'payment_intent_unexpected_state', statusCode: 400 }
    await expect(stripe.paymentIntents.cancel(intent)).rejects.toMatchObject(refusal)
    await expect(stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('created by Checkout'),
    })
    expect((await submit(pageOf(created), pays)).status).toBe(303)
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: 'succeeded' })
  })
})
