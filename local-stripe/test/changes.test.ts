import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 1000

const price = (unit_amount: number, interval: 'month' | 'year' = 'month', name = `G${unit_amount}`) =>
  stripe.prices.create({ currency: 'eur', unit_amount, recurring: { interval }, product_data: { name } })

/** A customer with a default payment method, under a test clock. */
async function payer(frozen_time: number) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
  const { id: customer } = await stripe.customers.create({
    test_clock: clock.id,
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  return { clock: clock.id, customer }
}

const advance = (clock: string, frozen_time: number) => stripe.testHelpers.testClocks.advance(clock, { frozen_time })

const linesOf = async (invoice: unknown) => (await stripe.invoices.listLineItems(String(invoice))).data

const summary = ({ amount, description, period }: Stripe.InvoiceLineItem) => [
  amount,
  description,
  period.start,
  period.end,
]

describe('a plan', () => {
  it('changes the price of a subscription item as a price does', async () => {
    const { customer } = await payer(at(2027, 4, 1))
    const [gold, silver, bronze] = [await price(3000), await price(2000), await price(1000)]
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price: gold.id }] })
    const item = items.data[0]?.id ?? ''
    const { body: updated } = await local.call(
      `POST /v1/subscriptions/${id}`,
      `items[0][id]=${item}&items[0][plan]=${silver.id}&proration_behavior=none`,
    )
    const of = { price: { id: silver.id }, plan: { id: silver.id, amount: 2000 } }
    expect(updated).toMatchObject({ items: { data: [{ id: item, ...of }] } })
    const { body: changed } = await local.call(`POST /v1/subscription_items/${item}`, `plan=${bronze.id}`)
    expect(changed).toMatchObject({ price: { id: bronze.id }, plan: { id: bronze.id } })
    const preview = `subscription=${id}&subscription_details[items][0][id]=${item}&subscription_details[items][0][plan]=${gold.id}`
    const { body: invoice } = await local.call('POST /v1/invoices/create_preview', preview)
    expect(invoice).toMatchObject({ total: 4000 })
    const { body: added } = await local.call(
      'POST /v1/subscription_items',
      `subscription=${id}&plan=${silver.id}&proration_behavior=none`,
    )
    expect(added).toMatchObject({ plan: { id: silver.id } })
  })

  it('is refused beside a price, and where there is no such one', async () => {
    const { customer } = await payer(at(2027, 4, 1))
    const { id: named } = await price(3000)
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price: named }] })
    const item = `items[0][id]=${items.data[0]?.id}`
    const refused = async (form: string) => (await local.call(`POST /v1/subscriptions/${id}`, `${item}&${form}`)).body
    expect(await refused(`items[0][plan]=${named}&items[0][price]=${named}`)).toMatchObject({
      error: { code: 'parameters_exclusive' },
    })
    expect(await refused('items[0][plan]=price_none')).toMatchObject({
      error: { code: 'resource_missing', param: 'items[0][plan]' },
    })
  })
})

describe('a subscription that begins in the past', () => {
  const FEBRUARY = at(2026, 2, 20)

  it('is billed for the periods that end at its first anchor', async () => {
    const { clock, customer } = await payer(FEBRUARY)
    const params = { customer, items: [{ price: (await price(2800)).id }], billing_cycle_anchor: at(2026, 3, 1) }
    const begun = await stripe.subscriptions.create({ ...params, backdate_start_date: at(2026, 2, 15) })
    expect(begun).toMatchObject({ start_date: at(2026, 2, 15), billing_cycle_anchor: at(2026, 3, 1) })
    expect((await linesOf(begun.latest_invoice)).map(summary)).toEqual([
      [1400, '1 × G2800 (at €28.00 / month)', at(2026, 2, 15), at(2026, 3, 1)],
    ])
    expect(begun.items.data[0]).toMatchObject({
      current_period_start: at(2026, 2, 15),
      current_period_end: at(2026, 3, 1),
    })
    const earlier = await stripe.subscriptions.create({ ...params, backdate_start_date: at(2026, 1, 1) })
    expect((await linesOf(earlier.latest_invoice)).map(({ amount }) => amount)).toEqual([2800, 2800])
    const { body: preview } = await local.call(
      'POST /v1/invoices/create_preview',
      `customer=${customer}&subscription_details[items][0][price]=${params.items[0]?.price}&subscription_details[start_date]=${at(2026, 2, 15)}&subscription_details[billing_cycle_anchor][type]=timestamp&subscription_details[billing_cycle_anchor][timestamp]=${at(2026, 3, 1)}`,
    )
    expect(preview).toMatchObject({ total: 1400 })
    await advance(clock, at(2026, 3, 2))
    const { data } = await stripe.invoices.list({ subscription: begun.id })
    expect(data.map(({ billing_reason, total }) => [billing_reason, total])).toEqual([
      ['subscription_cycle', 2800],
      ['subscription_create', 1400],
    ])
  })

  it('pays a part of a period that would have begun with it', async () => {
    const { customer } = await payer(at(2026, 1, 1))
    const begun = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(36_500, 'year')).id }],
      backdate_start_date: at(2024, 3, 1),
    })
    // A year from 1 March 2024 on has 365 days, though 2024 has 366; 306 of them are before 2025.
    expect((await linesOf(begun.latest_invoice)).map(({ amount }) => amount)).toEqual([30_600, 36_500, 36_500])
  })

  it('is free until its first anchor on request, without an invoice', async () => {
    const { clock, customer } = await payer(FEBRUARY)
    const free = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(2800)).id }],
      billing_cycle_anchor: at(2026, 3, 1),
      backdate_start_date: at(2026, 2, 15),
      proration_behavior: 'none',
    })
    expect(free).toMatchObject({ status: 'active', latest_invoice: null, start_date: at(2026, 2, 15) })
    await advance(clock, at(2026, 3, 2))
    const { data } = await stripe.invoices.list({ subscription: free.id })
    expect(data.map(({ total }) => total)).toEqual([2800])
  })
})

describe('the part of a period before the first anchor', () => {
  it('is credited and charged as a part of a whole one', async () => {
    const { clock, customer } = await payer(at(2027, 4, 11))
    const { id, items } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(3000)).id }],
      billing_cycle_anchor: at(2027, 5, 1),
    })
    await advance(clock, at(2027, 4, 21))
    const dearer = { id: items.data[0]?.id ?? '', price: (await price(6000)).id }
    await stripe.subscriptions.update(id, { items: [dearer] })
    const { data } = await stripe.invoiceItems.list({ customer, pending: true })
    expect(data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-1000, 2000])
  })

  it('follows a trial that ends before it', async () => {
    const { clock, customer } = await payer(at(2027, 4, 1))
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(3000)).id }],
      billing_cycle_anchor: at(2027, 5, 1),
      trial_end: at(2027, 4, 11),
    })
    await advance(clock, at(2027, 4, 12))
    const { items, latest_invoice } = await stripe.subscriptions.retrieve(id)
    expect(items.data[0]).toMatchObject({
      current_period_start: at(2027, 4, 11),
      current_period_end: at(2027, 5, 1),
    })
    expect((await linesOf(latest_invoice)).map(({ amount }) => amount)).toEqual([2000])
  })
})

describe('the lines of an invoice', () => {
  const creditOf = ({ parent }: Stripe.InvoiceLineItem) =>
    parent?.subscription_item_details?.proration_details?.credited_items

  it('begin with credits and charges, which name what was charged before', async () => {
    const { clock, customer } = await payer(at(2027, 4, 1))
    const { id, items, latest_invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(3000)).id }],
    })
    const item = items.data[0]?.id ?? ''
    const [paid] = await linesOf(latest_invoice)
    await advance(clock, at(2027, 4, 11))
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 2 }] })
    await advance(clock, at(2027, 4, 21))
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 3 }] })
    const { data: pending } = await stripe.invoiceItems.list({ customer, pending: true })
    const [, debit] = pending.toReversed()
    expect(pending.toReversed().map(({ amount, proration_details: of }) => [amount, of?.credited_items])).toEqual([
      [
        -2000,
        {
          invoice_line_item_details: { invoice: latest_invoice, invoice_line_items: [paid?.id] },
          type: 'invoice_line_items',
        },
      ],
      [4000, null],
      [-2000, { invoice_item: debit?.id, type: 'invoice_item' }],
      [3000, null],
    ])
    for (const each of pending) expect(departures(JSON.parse(JSON.stringify(each)))).toEqual([])
    await stripe.invoiceItems.create({ customer, amount: 100, currency: 'eur', description: 'Extra' })
    const { body: preview } = await local.call('POST /v1/invoices/create_preview', `subscription=${id}`)
    const amounts = [100, -2000, 3000, -2000, 4000, 9000]
    expect(preview).toMatchObject({ lines: { data: amounts.map((amount) => ({ amount })) } })
    await advance(clock, at(2027, 5, 2))
    const { latest_invoice: renewal } = await stripe.subscriptions.retrieve(id)
    const lines = await linesOf(renewal)
    expect(lines.map(({ amount }) => amount)).toEqual(amounts)
    const charged = lines[4]?.id
    expect(lines.map((line) => creditOf(line) ?? null)).toEqual([
      null,
      { invoice: renewal, invoice_line_items: [charged] },
      null,
      { invoice: latest_invoice, invoice_line_items: [paid?.id] },
      null,
      null,
    ])
    expect(lines.at(-1)?.parent?.subscription_item_details).toMatchObject({
      proration: false,
      proration_details: { credited_items: null },
    })
    for (const line of lines) expect(departures(JSON.parse(JSON.stringify(line)))).toEqual([])
  })

  it('begin with the credit for what a new billing cycle leaves unused', async () => {
    const { clock, customer } = await payer(at(2027, 4, 1))
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price: (await price(3000)).id }] })
    await advance(clock, at(2027, 4, 16))
    const yearly = { id: items.data[0]?.id ?? '', price: (await price(30_000, 'year')).id }
    const { latest_invoice } = await stripe.subscriptions.update(id, { items: [yearly] })
    const now = at(2027, 4, 16)
    expect(await stripe.invoices.retrieve(String(latest_invoice))).toMatchObject({ period_start: now, period_end: now })
    expect((await linesOf(latest_invoice)).map(({ amount, description }) => [amount, description])).toEqual([
      [-1500, 'Unused time on G3000 after 16 Apr 2027'],
      [30_000, '1 × G30000 (at €300.00 / year)'],
    ])
  })

  it('are of the time since their period began', async () => {
    const { clock, customer } = await payer(at(2027, 4, 1))
    const { id, items } = await stripe.subscriptions.create({ customer, items: [{ price: (await price(3000)).id }] })
    await advance(clock, at(2027, 4, 16))
    const { latest_invoice } = await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    })
    expect(await stripe.invoices.retrieve(String(latest_invoice))).toMatchObject({
      billing_reason: 'subscription_update',
      period_start: at(2027, 4, 1),
      period_end: at(2027, 4, 16),
    })
  })

  it('do not credit an update that was never paid', async () => {
    const { customer } = await payer(at(2027, 4, 1))
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    const { id, items, latest_invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(3000)).id }],
    })
    await stripe.subscriptions.update(id, { default_payment_method: bad.id })
    const change = (quantity: number) => ({ items: [{ id: items.data[0]?.id ?? '', quantity }] })
    await stripe.subscriptions.update(id, {
      ...change(2),
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    })
    await stripe.subscriptions.update(id, change(3))
    const { data } = await stripe.invoiceItems.list({ customer, pending: true })
    const credited = data.flatMap(({ proration_details: of }) => of?.credited_items ?? [])
    expect(credited).toMatchObject([{ invoice_line_item_details: { invoice: latest_invoice } }])
  })

  it('tell a trial by its name', async () => {
    const { customer } = await payer(at(2027, 4, 1))
    const gold = await price(3000)
    const { latest_invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price: gold.id, quantity: 2 }],
      trial_period_days: 30,
      add_invoice_items: [
        { price_data: { currency: 'eur', unit_amount: 900, product: String(gold.product) }, quantity: 1 },
      ],
    })
    const lines = await linesOf(latest_invoice)
    expect(lines.map(({ amount, description }) => [amount, description])).toEqual([
      [900, 'G3000'],
      [0, 'Free trial for 2 × G3000'],
    ])
    expect(lines[0]?.parent).toMatchObject({
      type: 'invoice_item_details',
      invoice_item_details: { invoice_item: expect.stringMatching(/^ii_/) },
    })
  })
})
