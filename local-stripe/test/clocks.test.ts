import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startWithStorage } from './harness.ts'

const local = await startWithStorage()
const { stripe } = local

afterAll(() => local.close())

const HOUR = 60 * 60
const DAY = 24 * HOUR
const JANUARY = Date.UTC(2027, 0, 31, 12) / 1000
const on = (month: number, day: number) => Date.UTC(2027, month - 1, day, 12) / 1000

const price = (amount: number, interval: 'day' | 'month' | 'year' = 'month') =>
  stripe.prices.create({
    currency: 'eur',
    unit_amount: amount,
    recurring: { interval },
    product_data: { name: `G${amount}` },
  })

/** A customer whose time is a test clock's, with a default payment method. */
async function payer(method = 'pm_card_visa', frozen_time = JANUARY) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time, name: 'Shop' })
  const { id } = await stripe.customers.create({ test_clock: clock.id, payment_method: method })
  const { data } = await stripe.paymentMethods.list({ customer: id })
  const params = { invoice_settings: { default_payment_method: data[0]?.id ?? '' } }
  return { clock: clock.id, customer: (await stripe.customers.update(id, params)).id }
}

async function advance(clock: string, frozen_time: number) {
  const answer = await stripe.testHelpers.testClocks.advance(clock, { frozen_time })
  expect(answer.status).toBe('advancing')
  expect(await stripe.testHelpers.testClocks.retrieve(clock)).toMatchObject({ status: 'ready', frozen_time })
}

const invoices = async (subscription: string) =>
  (await stripe.invoices.list({ subscription, limit: 100 })).data
    .reverse()
    .map(({ billing_reason, status, total }) => [billing_reason, status, total])

const periodOf = async (id: string) => {
  const { items } = await stripe.subscriptions.retrieve(id)
  return items.data.map((item) => [item.current_period_start, item.current_period_end])
}

const typesOf = async (since: number) => {
  const { data } = await stripe.events.list({ created: { gte: since }, limit: 100 })
  return data.map(({ type }) => type)
}

describe('test clocks', () => {
  it('hold the time of their customers, who are listed apart', async () => {
    const { clock, customer } = await payer()
    const found = await stripe.customers.retrieve(customer)
    expect(found).toMatchObject({ created: JANUARY, test_clock: clock })
    expect((await stripe.customers.list({ test_clock: clock })).data.map(({ id }) => id)).toEqual([customer])
    expect((await stripe.customers.list()).data.map(({ id }) => id)).not.toContain(customer)
    const invoice = await stripe.invoices.create({ customer, currency: 'eur' })
    expect(invoice).toMatchObject({ created: JANUARY, test_clock: clock })
    const intent = await stripe.paymentIntents.create({ customer, amount: 100, currency: 'eur' })
    expect(intent.created).toBe(JANUARY)
    expect(departures(JSON.parse(JSON.stringify(await stripe.testHelpers.testClocks.retrieve(clock))))).toEqual([])
    await stripe.testHelpers.testClocks.del(clock)
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ deleted: true })
    await expect(stripe.testHelpers.testClocks.retrieve(clock)).rejects.toMatchObject({ code: 'resource_missing' })
    await expect(stripe.customers.create({ test_clock: clock })).rejects.toMatchObject({ param: 'test_clock' })
  })

  it('go forward alone, and not too far', async () => {
    const { clock, customer } = await payer()
    const refused = { param: 'frozen_time', statusCode: 400 }
    for (const frozen_time of [JANUARY, JANUARY - 1, Date.UTC(2029, 1, 1) / 1000]) {
      await expect(stripe.testHelpers.testClocks.advance(clock, { frozen_time })).rejects.toMatchObject(refused)
    }
    await stripe.subscriptions.create({ customer, items: [{ price: (await price(500)).id }] })
    await expect(stripe.testHelpers.testClocks.advance(clock, { frozen_time: on(4, 1) })).rejects.toMatchObject(refused)
  })

  it('renew subscriptions, on the last day of short months', async () => {
    const { clock, customer } = await payer()
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(500)).id, quantity: 2 }],
    })
    expect(await periodOf(id)).toEqual([[JANUARY, on(2, 28)]])
    await stripe.invoiceItems.create({ customer, amount: 30, currency: 'eur', description: 'Extra' })
    await advance(clock, on(2, 28))
    expect(await periodOf(id)).toEqual([[on(2, 28), on(3, 31)]])
    expect(await invoices(id)).toEqual([
      ['subscription_create', 'paid', 1000],
      ['subscription_cycle', 'draft', 1030],
    ])
    const draft = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    expect(draft.latest_invoice).toMatchObject({
      created: on(2, 28),
      automatically_finalizes_at: on(2, 28) + HOUR,
      period_start: JANUARY,
      period_end: on(2, 28),
    })
    await advance(clock, on(2, 28) + HOUR)
    expect((await invoices(id)).at(-1)).toEqual(['subscription_cycle', 'paid', 1030])
    expect(await typesOf(on(2, 28) + HOUR)).toEqual(
      expect.arrayContaining([
        'invoice.finalized',
        'charge.succeeded',
        'invoice.paid',
        'test_helpers.test_clock.ready',
      ]),
    )
    await advance(clock, on(4, 1))
    expect(await periodOf(id)).toEqual([[on(3, 31), on(4, 30)]])
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
    expect(await invoices(id)).toHaveLength(3)
  })

  it('are past due when the card fails, tried again, and ended in the end', async () => {
    const { clock, customer } = await payer('pm_card_visa', on(3, 1))
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: (await price(700)).id }] })
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    const good = (await stripe.customers.retrieve(customer)) as Stripe.Customer
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: bad.id } })
    await advance(clock, on(4, 1) + HOUR)
    expect(await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({
      status: 'past_due',
      latest_invoice: { status: 'open', attempt_count: 1, next_payment_attempt: on(4, 4) + HOUR },
    })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: String(good.invoice_settings.default_payment_method) },
    })
    await advance(clock, on(4, 5))
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: bad.id } })
    await advance(clock, on(5, 20))
    expect(await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
      latest_invoice: { status: 'open', attempt_count: 4, next_payment_attempt: null },
    })
  })

  it('end trials', async () => {
    const { clock, customer } = await payer()
    const items = [{ price: (await price(900)).id }]
    const paid = await stripe.subscriptions.create({ customer, items, trial_period_days: 7 })
    expect(await invoices(paid.id)).toEqual([['subscription_create', 'paid', 0]])
    const without = await stripe.customers.create({ test_clock: clock })
    const withBehavior = async (missing_payment_method: 'cancel' | 'pause' | 'create_invoice') =>
      (
        await stripe.subscriptions.create({
          customer: without.id,
          items,
          trial_period_days: 7,
          trial_settings: { end_behavior: { missing_payment_method } },
        })
      ).id
    const [canceled, paused, owing] = [
      await withBehavior('cancel'),
      await withBehavior('pause'),
      await withBehavior('create_invoice'),
    ]
    await advance(clock, JANUARY + 4 * DAY)
    expect(await typesOf(JANUARY + 4 * DAY)).toContain('customer.subscription.trial_will_end')
    await advance(clock, JANUARY + 7 * DAY + HOUR)
    const statuses = [paid.id, canceled, paused, owing].map(
      async (id) => (await stripe.subscriptions.retrieve(id)).status,
    )
    expect(await Promise.all(statuses)).toEqual(['active', 'canceled', 'paused', 'past_due'])
    expect((await invoices(paid.id)).at(-1)).toEqual(['subscription_cycle', 'paid', 900])
    expect(await periodOf(paid.id)).toEqual([[JANUARY + 7 * DAY, on(3, 7)]])
  })

  it('end subscriptions at the end of their period or at a time, and those that were never paid', async () => {
    const { clock, customer } = await payer()
    const items = [{ price: (await price(900)).id }]
    const create = async (params: Partial<Stripe.SubscriptionCreateParams>) =>
      (await stripe.subscriptions.create({ customer, items, ...params })).id
    const atEnd = await create({ cancel_at_period_end: true })
    const atTime = await create({ cancel_at: JANUARY + 10 * DAY })
    const unpaid = await create({ payment_behavior: 'default_incomplete' })
    await advance(clock, JANUARY + DAY)
    expect(await stripe.subscriptions.retrieve(unpaid, { expand: ['latest_invoice'] })).toMatchObject({
      status: 'incomplete_expired',
      latest_invoice: { status: 'void' },
    })
    await advance(clock, JANUARY + 11 * DAY)
    expect(await stripe.subscriptions.retrieve(atTime)).toMatchObject({
      status: 'canceled',
      ended_at: JANUARY + 10 * DAY,
    })
    expect((await stripe.subscriptions.retrieve(atEnd)).status).toBe('active')
    await advance(clock, on(3, 1))
    expect(await stripe.subscriptions.retrieve(atEnd)).toMatchObject({ status: 'canceled', ended_at: on(2, 28) })
    expect(await invoices(atEnd)).toHaveLength(1)
  })

  it('send invoices, which can be overdue, and leave those of a paused subscription', async () => {
    const { clock, customer } = await payer()
    const items = [{ price: (await price(900)).id }]
    const sent = await stripe.subscriptions.create({
      customer,
      items,
      collection_method: 'send_invoice',
      days_until_due: 5,
    })
    const paused = await stripe.subscriptions.create({ customer, items })
    await stripe.subscriptions.update(paused.id, { pause_collection: { behavior: 'void' } })
    await advance(clock, on(3, 10))
    expect((await stripe.subscriptions.retrieve(sent.id)).status).toBe('past_due')
    expect((await invoices(sent.id)).map(([reason, status]) => [reason, status])).toEqual([
      ['subscription_create', 'open'],
      ['subscription_cycle', 'open'],
    ])
    expect(await typesOf(on(2, 28))).toEqual(expect.arrayContaining(['invoice.sent', 'invoice.overdue']))
    expect((await invoices(paused.id)).at(-1)).toEqual(['subscription_cycle', 'void', 900])
  })

  it('leave the invoices of a deleted customer as they are', async () => {
    const { clock, customer } = await payer()
    const draft = await stripe.invoices.create({ customer, currency: 'eur', auto_advance: true })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur' })
    await stripe.customers.del(customer)
    await advance(clock, JANUARY + DAY)
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ status: 'draft', auto_advance: false })
  })

  it('expire sessions after a day', async () => {
    const { clock, customer } = await payer()
    const session = await stripe.checkout.sessions.create({
      customer,
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: [{ price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Mug' } }, quantity: 1 }],
    })
    expect(session.expires_at).toBe(JANUARY + DAY)
    await advance(clock, JANUARY + DAY - 1)
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
    await advance(clock, JANUARY + DAY)
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired')
    const { data } = await stripe.events.list({ type: 'checkout.session.expired' })
    expect(data).toMatchObject([
      { created: JANUARY + DAY, request: { id: null }, data: { object: { id: session.id } } },
    ])
  })
})

describe('real time', () => {
  it('lets idempotency keys lapse, and sessions expire by themselves, after a day', async () => {
    const stripeAccount = 'acct_1Real'
    const options = { stripeAccount, idempotencyKey: 'once' }
    const first = await stripe.products.create({ name: 'Mug' }, options)
    const session = await stripe.checkout.sessions.create(
      { mode: 'setup', currency: 'eur', success_url: 'https://shop.example' },
      { stripeAccount },
    )
    const storage = await local.storageOf(stripeAccount)
    const age = (seconds: number) => storage.exec('UPDATE idempotency SET created = created - ?', seconds)
    await age(DAY - 60)
    expect((await stripe.products.create({ name: 'Mug' }, options)).id).toBe(first.id)
    await age(60)
    expect((await stripe.products.create({ name: 'Mug' }, options)).id).not.toBe(first.id)
    await storage.exec('UPDATE timers SET due = due - ?', DAY)
    // What is set down anew has the alarm set anew.
    await stripe.checkout.sessions.create(
      { mode: 'setup', currency: 'eur', success_url: 'https://shop.example' },
      { stripeAccount },
    )
    await expect
      .poll(async () => (await stripe.events.list({ type: 'checkout.session.expired' }, { stripeAccount })).data.length)
      .toBe(1)
    expect((await stripe.checkout.sessions.retrieve(session.id, {}, { stripeAccount })).status).toBe('expired')
  })
})

describe('changes of a subscription', () => {
  const MIDDLE = on(2, 14)

  async function subscribed(amount = 3_100, quantity = 1) {
    const { clock, customer } = await payer('pm_card_visa', on(1, 31))
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(amount)).id, quantity }],
    })
    await advance(clock, MIDDLE)
    const item = subscription.items.data[0]?.id ?? ''
    return { clock, customer, item, id: subscription.id }
  }

  const pending = async (customer: string) =>
    (await stripe.invoiceItems.list({ customer, pending: true })).data.reverse().map(({ amount }) => amount)

  it('are prorated to the second, on the next invoice', async () => {
    const { clock, customer, id, item } = await subscribed(1_001)
    const dear = await price(9_999)
    await stripe.subscriptions.update(id, { items: [{ id: item, price: dear.id, quantity: 3 }] })
    // Half of four weeks are left.
    expect(await pending(customer)).toEqual([-501, 14_999])
    const [first] = (await stripe.invoiceItems.list({ customer })).data
    expect(first).toMatchObject({
      proration: true,
      description: 'Remaining time on 3 × G9999 after 14 Feb 2027',
      period: { start: MIDDLE, end: on(2, 28) },
      parent: { subscription_details: { subscription: id, subscription_item: item } },
    })
    expect(departures(JSON.parse(JSON.stringify(first)))).toEqual([])
    await advance(clock, on(2, 28) + HOUR)
    expect((await invoices(id)).at(-1)).toEqual(['subscription_cycle', 'paid', 29_997 - 501 + 14_999])
    const { latest_invoice } = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    expect(departures(JSON.parse(JSON.stringify(latest_invoice)))).toEqual([])
    expect(await pending(customer)).toEqual([])
  })

  it('cost nothing when they are taken back, and nothing when that is asked for', async () => {
    const { customer, id, item } = await subscribed(1_003, 7)
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 3 }] })
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 7 }] })
    expect((await pending(customer)).reduce((sum, amount) => sum + amount, 0)).toBe(0)
    const before = await pending(customer)
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 1 }], proration_behavior: 'none' })
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 1 }] })
    expect(await pending(customer)).toEqual(before)
    await expect(
      stripe.subscriptions.update(id, { items: [{ id: item, quantity: 9 }], proration_date: on(3, 1) }),
    ).rejects.toMatchObject({ param: 'proration_date' })
  })

  it('are billed at once when that is asked for; a credit stays with the customer', async () => {
    const { customer, id, item } = await subscribed(2_000)
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 2 }], proration_behavior: 'always_invoice' })
    expect((await invoices(id)).at(-1)).toEqual(['subscription_update', 'paid', 1_000])
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 1 }], proration_behavior: 'always_invoice' })
    expect((await invoices(id)).at(-1)).toEqual(['subscription_update', 'paid', -1_000])
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -1_000 })
  })

  it('to another interval begin a new cycle', async () => {
    const { id, item } = await subscribed(2_000)
    const yearly = await price(20_000, 'year')
    const changed = await stripe.subscriptions.update(id, { items: [{ id: item, price: yearly.id }] })
    expect(changed.billing_cycle_anchor).toBe(MIDDLE)
    expect(await periodOf(id)).toEqual([[MIDDLE, Date.UTC(2028, 1, 14, 12) / 1000]])
    expect((await invoices(id)).at(-1)).toEqual(['subscription_update', 'paid', 19_000])
  })

  it('leave everything as it was when the card fails and that is asked for', async () => {
    const { customer, id, item } = await subscribed(2_000)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(id, { default_payment_method: bad.id })
    const change = { items: [{ id: item, quantity: 2 }], proration_behavior: 'always_invoice' as const }
    await expect(
      stripe.subscriptions.update(id, { ...change, payment_behavior: 'error_if_incomplete' }),
    ).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
    expect((await stripe.subscriptions.retrieve(id)).items.data[0]?.quantity).toBe(1)
    expect(await invoices(id)).toHaveLength(1)
    expect((await stripe.subscriptions.update(id, change)).status).toBe('past_due')
    expect((await invoices(id)).at(-1)).toEqual(['subscription_update', 'open', 1_000])
  })

  it('credit what is left of the period when it is cancelled so', async () => {
    const { customer, id } = await subscribed(2_000)
    await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true })
    expect((await invoices(id)).at(-1)).toEqual(['subscription_update', 'paid', -1_000])
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -1_000 })
  })

  it('begin the trial of their price where a change asks for it', async () => {
    const { customer } = await payer()
    const recurring = { interval: 'month' as const, trial_period_days: 5 }
    const price_data = { currency: 'eur', unit_amount: 900, product_data: { name: 'Tea' } }
    const { id: price } = await stripe.prices.create({ ...price_data, recurring })
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    const updated = await stripe.subscriptions.update(id, { trial_from_plan: true })
    expect(updated).toMatchObject({ status: 'trialing', trial_end: JANUARY + 5 * DAY })
  })

  it('end a trial at once, which is billed', async () => {
    const { customer } = await payer()
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(800)).id }],
      trial_period_days: 30,
    })
    const ended = await stripe.subscriptions.update(id, { trial_end: 'now' })
    expect(ended).toMatchObject({ status: 'active', trial_end: JANUARY })
    expect(await invoices(id)).toEqual([
      ['subscription_create', 'paid', 0],
      ['subscription_update', 'paid', 800],
    ])
    expect(await periodOf(id)).toEqual([[JANUARY, on(2, 28)]])
  })
})

describe('the beginning and the end of a subscription', () => {
  const at = (month: number, day: number, year = 2027) => Date.UTC(year, month - 1, day) / 1000
  const linesOf = async (invoice: unknown) =>
    (await stripe.invoices.listLineItems(String(invoice))).data.map(({ amount, period }) => [
      amount,
      period.start,
      period.end,
    ])
  const pendingOf = async (customer: string) =>
    (await stripe.invoiceItems.list({ customer, pending: true })).data.map(({ amount, period }) => [
      amount,
      period.start,
      period.end,
    ])

  it('in the past is billed for each period that there would have been', async () => {
    const { customer } = await payer('pm_card_visa', at(4, 1))
    const params = { customer, items: [{ price: (await price(3100)).id }], backdate_start_date: at(2, 15) }
    const backdated = await stripe.subscriptions.create(params)
    expect(backdated).toMatchObject({ start_date: at(2, 15), billing_cycle_anchor: at(4, 1) })
    expect(await linesOf(backdated.latest_invoice)).toEqual([
      [1550, at(2, 15), at(3, 1)],
      [3100, at(3, 1), at(4, 1)],
      [3100, at(4, 1), at(5, 1)],
    ])
    const free = await stripe.subscriptions.create({ ...params, proration_behavior: 'none' })
    expect(await linesOf(free.latest_invoice)).toEqual([[3100, at(4, 1), at(5, 1)]])
    await expect(stripe.subscriptions.create({ ...params, backdate_start_date: at(4, 2) })).rejects.toMatchObject({
      param: 'backdate_start_date',
    })
  })

  it('within a period makes what is billed for it less', async () => {
    const { clock, customer } = await payer('pm_card_visa', at(4, 1))
    const params = { customer, items: [{ price: (await price(3000)).id }], cancel_at: at(4, 11) }
    const short = await stripe.subscriptions.create(params)
    expect(await linesOf(short.latest_invoice)).toEqual([[1000, at(4, 1), at(4, 11)]])
    const whole = await stripe.subscriptions.create({ ...params, proration_behavior: 'none' })
    expect(await linesOf(whole.latest_invoice)).toEqual([[3000, at(4, 1), at(5, 1)]])
    await advance(clock, at(4, 11))
    expect((await stripe.subscriptions.retrieve(short.id)).status).toBe('canceled')
  })

  it('is prorated when it is set or moved, and in the period in which it comes', async () => {
    const { clock, customer } = await payer('pm_card_visa', at(4, 1))
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: (await price(3000)).id }] })
    await stripe.subscriptions.update(id, { cancel_at: at(4, 16), proration_behavior: 'none' })
    expect(await pendingOf(customer)).toEqual([])
    await stripe.subscriptions.update(id, { cancel_at: '', proration_behavior: 'none' })
    await stripe.subscriptions.update(id, { cancel_at: at(4, 11) })
    expect(await pendingOf(customer)).toEqual([[-2000, at(4, 11), at(5, 1)]])
    await stripe.subscriptions.update(id, { cancel_at: at(5, 11) })
    expect(await pendingOf(customer)).toEqual([
      [2000, at(4, 11), at(5, 1)],
      [-2000, at(4, 11), at(5, 1)],
    ])
    await advance(clock, at(5, 2))
    const { latest_invoice } = await stripe.subscriptions.retrieve(id)
    expect(await linesOf(latest_invoice)).toContainEqual([968, at(5, 1), at(5, 11)])
  })

  it('is retried when what a change costs is not paid', async () => {
    const { clock, customer } = await payer('pm_card_visa', at(4, 1))
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price: (await price(3000)).id }] })
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    const { latest_invoice } = await stripe.subscriptions.update(id, {
      default_payment_method: bad.id,
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    })
    const invoice = String(latest_invoice)
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      status: 'open',
      attempt_count: 1,
      next_payment_attempt: at(4, 4),
    })
    await advance(clock, at(4, 5))
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ attempt_count: 2, next_payment_attempt: at(4, 9) })
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.subscriptions.update(id, { default_payment_method: good.id })
    await advance(clock, at(4, 10))
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'paid' })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' })
  })
})
