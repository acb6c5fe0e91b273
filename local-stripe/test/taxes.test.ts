import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const rate = (percentage: number, inclusive = false, display_name = 'VAT') =>
  stripe.taxRates.create({ display_name, inclusive, percentage, country: 'DE', tax_type: 'vat' })

const added = await rate(20)
const within = await rate(19, true)
const city = await rate(2.5, false, 'City')
const archived = await rate(7)
await stripe.taxRates.update(archived.id, { active: false })
const { id: product } = await stripe.products.create({ name: 'Mug' })
const { id: once } = await stripe.prices.create({ product, currency: 'eur', unit_amount: 1000 })
const { id: monthly } = await stripe.prices.create({
  product,
  currency: 'eur',
  unit_amount: 1000,
  recurring: { interval: 'month' },
})
const { id: tenPercent } = await stripe.coupons.create({ percent_off: 10 })

const payer = (params: Stripe.CustomerCreateParams = {}) =>
  stripe.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
    ...params,
  })

/** The SDK makes objects of decimals, which were text. */
const departuresOf = (object: unknown) => departures(JSON.parse(JSON.stringify(object)))

/** Pays a session on its page. */
async function pay({ id }: Stripe.Checkout.Session, form: Record<string, string> = {}) {
  const page = new URL(`/checkout/${id}`, local.url)
  const body = new URLSearchParams({ card: '4242424242424242', email: 'jenny@example.com', ...form })
  await fetch(page, { method: 'POST', body, redirect: 'manual', headers: { origin: page.origin } })
  return stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent', 'invoice', 'subscription'] })
}

describe('tax rates', () => {
  it('are kept, changed and listed', async () => {
    expect(departuresOf(added)).toEqual([])
    expect(added).toMatchObject({
      active: true,
      percentage: 20,
      inclusive: false,
      country: 'DE',
      rate_type: 'percentage',
    })
    const changed = await stripe.taxRates.update(city.id, { display_name: 'City tax', metadata: { a: 'b' } })
    expect(changed).toMatchObject({ display_name: 'City tax', metadata: { a: 'b' }, percentage: 2.5 })
    const ids = async (params: Stripe.TaxRateListParams) =>
      (await stripe.taxRates.list(params)).data.map(({ id }) => id)
    expect(await ids({ inclusive: true })).toEqual([within.id])
    expect(await ids({ active: false })).toEqual([archived.id])
  })

  it.each([
    ['a percentage above 100', 'POST /v1/tax_rates', 'display_name=VAT&inclusive=true&percentage=101', 'percentage'],
    ['no percentage', 'POST /v1/tax_rates', 'display_name=VAT&inclusive=true', 'percentage'],
    ['another percentage later', `POST /v1/tax_rates/${added.id}`, 'percentage=3', 'percentage'],
    [
      'one that is not there',
      'POST /v1/invoices',
      'customer=CUS&default_tax_rates[0]=txr_none',
      'default_tax_rates[0]',
    ],
    ['an archived one', 'POST /v1/invoiceitems', `customer=CUS&amount=1&tax_rates[0]=${archived.id}`, 'tax_rates[0]'],
  ])('refuse %s', async (_what, endpoint, form, param) => {
    const { id } = await payer()
    const { body, status } = await local.call(endpoint, form.replace('CUS', id))
    expect([status, body.error?.param]).toEqual([400, param])
  })
})

interface Case {
  items: { amount: number; tax_rates?: string[] }[]
  defaults?: string[]
  coupon?: string
  exempt?: 'exempt' | 'reverse'
  shows: Partial<Stripe.Invoice>
  taxes: number[]
}

describe('tax IDs', () => {
  it('are kept with a customer, and shown by their invoices and sessions', async () => {
    const vat = { type: 'eu_vat' as const, value: 'DE123456789' }
    const { id: customer, tax_ids: ids } = await payer({ tax_id_data: [vat], expand: ['tax_ids'] })
    expect(departuresOf(ids?.data[0])).toEqual([])
    const ein = await stripe.customers.createTaxId(customer, { type: 'us_ein', value: '12-3456789' })
    expect(ein).toMatchObject({ object: 'tax_id', country: 'US', customer, owner: { type: 'customer', customer } })
    const both = [vat, { type: 'us_ein', value: '12-3456789' }]
    expect((await stripe.invoices.create({ customer })).customer_tax_ids).toEqual(both)
    expect((await stripe.customers.listTaxIds(customer)).data.map(({ type }) => type)).toEqual(['us_ein', 'eu_vat'])
    expect(await stripe.customers.retrieveTaxId(customer, ein.id)).toEqual(ein)
    const { id: other } = await payer()
    await expect(stripe.customers.retrieveTaxId(other, ein.id)).rejects.toMatchObject({ code: 'resource_missing' })
    expect(await stripe.customers.deleteTaxId(customer, ein.id)).toMatchObject({ id: ein.id, deleted: true })
    expect((await stripe.invoices.create({ customer })).customer_tax_ids).toEqual([vat])
    const wrong = stripe.customers.createTaxId(customer, { type: 'eu_vat', value: '1' })
    await expect(wrong).rejects.toMatchObject({ code: 'tax_id_invalid', message: 'Invalid value for eu_vat.' })
  })
})

describe('invoices', () => {
  it.each<[string, Case]>([
    [
      'what comes on top',
      {
        items: [{ amount: 1000, tax_rates: [added.id] }],
        shows: {
          subtotal: 1000,
          subtotal_excluding_tax: 1000,
          total: 1200,
          total_excluding_tax: 1000,
          amount_due: 1200,
        },
        taxes: [200],
      },
    ],
    [
      'what is within',
      {
        items: [{ amount: 1190, tax_rates: [within.id] }],
        shows: { subtotal: 1190, subtotal_excluding_tax: 1000, total: 1190, total_excluding_tax: 1000 },
        taxes: [190],
      },
    ],
    [
      'both at once, the one on top of what is left',
      {
        items: [{ amount: 1190, tax_rates: [within.id, city.id] }],
        shows: { subtotal: 1190, subtotal_excluding_tax: 1000, total: 1215, total_excluding_tax: 1000 },
        taxes: [190, 25],
      },
    ],
    [
      "the invoice's own, but for lines with others",
      {
        items: [{ amount: 1000 }, { amount: 1000, tax_rates: [city.id] }],
        defaults: [added.id],
        shows: { subtotal: 2000, total: 2225, total_excluding_tax: 2000 },
        taxes: [200, 25],
      },
    ],
    [
      'of one rate, added up',
      {
        items: [{ amount: 333 }, { amount: 333 }],
        defaults: [added.id],
        shows: { subtotal: 666, total: 800 },
        taxes: [134],
      },
    ],
    [
      'after discounts',
      {
        items: [{ amount: 1000, tax_rates: [added.id] }],
        coupon: tenPercent,
        shows: { subtotal: 1000, total: 1080, total_excluding_tax: 900 },
        taxes: [180],
      },
    ],
    [
      'of credit too',
      {
        items: [{ amount: 1000 }, { amount: -400 }],
        defaults: [added.id],
        shows: { subtotal: 600, total: 720 },
        taxes: [120],
      },
    ],
    [
      'nothing for who is exempt',
      {
        items: [{ amount: 1190, tax_rates: [within.id] }],
        exempt: 'exempt',
        shows: { subtotal: 1190, total: 1190, total_excluding_tax: 1190 },
        taxes: [0],
      },
    ],
    [
      'nothing where the customer owes the tax',
      { items: [{ amount: 1000, tax_rates: [added.id] }], exempt: 'reverse', shows: { total: 1000 }, taxes: [0] },
    ],
  ])('show %s', async (_what, { coupon, defaults = [], exempt = 'none', items, shows, taxes }) => {
    const { id: customer } = await payer({ tax_exempt: exempt })
    const draft = await stripe.invoices.create({
      customer,
      currency: 'eur',
      default_tax_rates: defaults,
      ...(coupon !== undefined && { discounts: [{ coupon }] }),
    })
    for (const item of items)
      await stripe.invoiceItems.create({ customer, invoice: draft.id, currency: 'eur', ...item })
    const invoice = await stripe.invoices.pay(draft.id)
    expect(invoice).toMatchObject({ ...shows, status: 'paid', amount_paid: shows.total })
    expect(invoice.total_taxes?.map(({ amount }) => amount)).toEqual(taxes)
    expect(invoice.default_tax_rates.map(({ id }) => id)).toEqual(defaults)
    expect(departuresOf(invoice)).toEqual([])
    const onLines = invoice.lines.data.flatMap((line) => line.taxes ?? [])
    expect(onLines.reduce((sum, { amount }) => sum + amount, 0)).toBe(taxes.reduce((sum, tax) => sum + tax, 0))
  })

  it('take other rates while they are drafts', async () => {
    const { id: customer } = await payer()
    const { id } = await stripe.invoices.create({ customer, currency: 'eur' })
    const { id: item } = await stripe.invoiceItems.create({ customer, invoice: id, amount: 1000, currency: 'eur' })
    expect(await stripe.invoices.update(id, { default_tax_rates: [added.id] })).toMatchObject({ total: 1200 })
    const own = await stripe.invoiceItems.update(item, { tax_rates: [city.id] })
    expect(own.tax_rates).toMatchObject([{ id: city.id, object: 'tax_rate' }])
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ total: 1025 })
    await stripe.invoiceItems.update(item, { tax_rates: '' })
    expect(await stripe.invoices.update(id, { default_tax_rates: '' })).toMatchObject({ total: 1000, total_taxes: [] })
  })
})

describe('subscriptions', () => {
  it('are billed with their rates, at first, at renewal and for a change', async () => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_900_000_000 })
    const { id: customer } = await payer({ test_clock: clock.id })
    const created = await stripe.subscriptions.create({
      customer,
      items: [{ price: monthly, tax_rates: [city.id] }],
      add_invoice_items: [{ price: once, tax_rates: [within.id] }],
      default_tax_rates: [added.id],
      expand: ['latest_invoice'],
    })
    expect(departuresOf(created)).toEqual([])
    expect(created.items.data[0]?.tax_rates).toMatchObject([{ id: city.id }])
    expect(created.default_tax_rates).toMatchObject([{ id: added.id }])
    expect(created.latest_invoice).toMatchObject({ subtotal: 2000, total: 2025, amount_paid: 2025 })
    const [item] = created.items.data
    await stripe.subscriptions.update(created.id, { items: [{ id: item?.id ?? '', quantity: 2, tax_rates: '' }] })
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: 1_900_000_000 + 32 * 86_400 })
    const [renewal] = (await stripe.invoices.list({ customer })).data
    // 2000 for the next month and 2000 for what was left of this one at 20%, and 1000 back at the 2.5% that were paid.
    expect(renewal).toMatchObject({ subtotal: 3000, total: 3775, status: 'paid' })
    expect(renewal?.default_tax_rates.map(({ id }) => id)).toEqual([added.id])
  })
})

describe('sessions', () => {
  it('charge what comes on top of their lines, less what is taken off', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: [
        { price: once, quantity: 2, tax_rates: [added.id] },
        { price: once, quantity: 1, tax_rates: [within.id] },
      ],
      discounts: [{ coupon: tenPercent }],
      expand: ['line_items.data.taxes', 'total_details.breakdown'],
    })
    expect(session).toMatchObject({ amount_subtotal: 3000, amount_total: 3060, total_details: { amount_tax: 504 } })
    expect(session.total_details?.breakdown?.taxes).toMatchObject([
      { amount: 360, rate: { id: added.id }, taxable_amount: 1800 },
      { amount: 144, rate: { id: within.id }, taxable_amount: 756 },
    ])
    expect(session.line_items?.data).toMatchObject([
      { amount_subtotal: 2000, amount_discount: 200, amount_tax: 360, amount_total: 2160, taxes: [{ amount: 360 }] },
      { amount_subtotal: 1000, amount_discount: 100, amount_tax: 144, amount_total: 900, taxes: [{ amount: 144 }] },
    ])
    expect(departuresOf(session)).toEqual([])
    const page = await (await fetch(new URL(`/checkout/${session.id}`, local.url))).text()
    expect(page).toMatch(/VAT \(20%\).*€3\.60/)
    expect(page).toMatch(/VAT \(19%\) <span class="note">included<\/span>.*€1\.44/)
    const paid = await pay(session)
    expect(expanded(paid.payment_intent)).toMatchObject({ amount: 3060, amount_received: 3060 })
  })

  it('change their taxes with their lines', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: [{ price: once, quantity: 1, tax_rates: [added.id] }],
      expand: ['line_items'],
    })
    const line = session.line_items?.data[0]?.id ?? ''
    const twice = await stripe.checkout.sessions.update(session.id, { line_items: [{ id: line, quantity: 2 }] })
    expect(twice).toMatchObject({ amount_total: 2400 })
    const other = await stripe.checkout.sessions.update(session.id, {
      line_items: [{ id: line, quantity: 2, tax_rates: [city.id] }],
    })
    expect(other).toMatchObject({ amount_total: 2050 })
  })

  it('hand their rates on to their invoice', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: [{ price: once, quantity: 1, tax_rates: [added.id] }],
      invoice_creation: { enabled: true },
    })
    const paid = await pay(session)
    expect(expanded(paid.invoice)).toMatchObject({ total: 1200, amount_paid: 1200, total_taxes: [{ amount: 200 }] })
  })

  it('hand their rates on to their subscription', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      success_url: 'https://shop.example',
      line_items: [
        { price: monthly, quantity: 1 },
        { price: once, quantity: 1, tax_rates: [city.id] },
      ],
      subscription_data: { default_tax_rates: [added.id] },
    })
    expect(session).toMatchObject({ amount_total: 2225 })
    const paid = await pay(session)
    expect(expanded(paid.invoice)).toMatchObject({ total: 2225, amount_paid: 2225 })
    expect(expanded(paid.subscription).default_tax_rates).toMatchObject([{ id: added.id }])
  })

  it('ask for no card where a subscription needs none now', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      success_url: 'https://shop.example',
      line_items: [{ price: monthly, quantity: 1 }],
      payment_method_collection: 'if_required',
      subscription_data: { trial_period_days: 3 },
    })
    expect(await (await fetch(new URL(`/checkout/${session.id}`, local.url))).text()).not.toContain('Card number')
    const begun = expanded((await pay(session, { card: '' })).subscription)
    expect(begun).toMatchObject({ status: 'trialing', default_payment_method: null })
  })
})
