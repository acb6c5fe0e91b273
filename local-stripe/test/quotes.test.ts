import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { KEY, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { eventsOf, stripe } = local

afterAll(() => local.close())

let gold: string
let setup: string
let customer: string

beforeAll(async () => {
  const price = async (name: string, unit_amount: number, params: Partial<Stripe.PriceCreateParams> = {}) =>
    (await stripe.prices.create({ currency: 'eur', unit_amount, product_data: { name }, ...params })).id
  gold = await price('Gold', 1900, { recurring: { interval: 'month' } })
  setup = await price('Setup', 5000)
  customer = await payer()
})

async function payer() {
  const { id } = await stripe.customers.create({ email: 'jenny@example.com', payment_method: 'pm_card_visa' })
  const { data } = await stripe.paymentMethods.list({ customer: id })
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: data[0]?.id ?? '' } })
  return id
}

const offer = (params: Stripe.QuoteCreateParams = {}) =>
  stripe.quotes.create({ customer, line_items: [{ price: setup, quantity: 1 }], ...params })

async function accepted(params: Stripe.QuoteCreateParams = {}) {
  const { id } = await offer(params)
  await stripe.quotes.finalizeQuote(id)
  return stripe.quotes.accept(id)
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: Stripe.errors.StripeError) => error,
  )

describe('quotes', () => {
  it('have the fields that the SDK declares, and sums of what they offer', async () => {
    const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false })
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const { body } = await local.call(
      'POST /v1/quotes',
      `customer=${customer}&line_items[0][price]=${gold}&line_items[0][quantity]=2&line_items[1][price]=${setup}` +
        `&line_items[1][quantity]=1&default_tax_rates[0]=${rate.id}&discounts[0][coupon]=${coupon}&metadata[a]=b` +
        '&header=Hello&expand[]=line_items',
    )
    expect(departures(body)).toEqual([])
    expect(body).toMatchObject({
      amount_subtotal: 8800,
      amount_total: 9504,
      computed: {
        recurring: { amount_subtotal: 3800, amount_total: 4104, interval: 'month', interval_count: 1 },
        upfront: { amount_subtotal: 8800, amount_total: 9504 },
      },
      currency: 'eur',
      line_items: {
        data: [
          { description: 'Gold', quantity: 2 },
          { description: 'Setup', quantity: 1 },
        ],
      },
      number: null,
      status: 'draft',
      total_details: { amount_discount: 880, amount_tax: 1584 },
    })
    expect(Number(body['expires_at']) - Number(body['created'])).toBe(30 * 24 * 3600)
  })

  it('change as drafts, keeping the lines that an update names', async () => {
    const { id } = await offer({
      line_items: [
        { price: setup, quantity: 1 },
        { price: gold, quantity: 1 },
      ],
    })
    const [first] = (await stripe.quotes.listLineItems(id)).data
    const changed = await stripe.quotes.update(id, {
      description: 'For you',
      line_items: [{ id: first?.id ?? '', quantity: 3 }],
    })
    expect(changed).toMatchObject({ amount_total: 15_000, computed: { recurring: null }, description: 'For you' })
    expect((await stripe.quotes.listLineItems(id)).data).toMatchObject([{ id: first?.id, quantity: 3 }])
    const { id: other } = await stripe.customers.create({})
    expect(await refusal(stripe.quotes.update(id, { customer: other }))).toMatchObject({ param: 'customer' })
    await stripe.quotes.finalizeQuote(id)
    expect((await refusal(stripe.quotes.update(id, { description: 'Late' }))).statusCode).toBe(400)
    const later = changed.expires_at + 60
    expect((await stripe.quotes.update(id, { expires_at: later })).expires_at).toBe(later)
  })

  it('are numbered, accepted or canceled once, and tell of it', async () => {
    const owner = await payer()
    const { invoice_prefix: prefix } = await stripe.customers.update(owner, { name: 'Jenny' })
    const [first, second] = [await offer({ customer: owner }), await offer({ customer: owner })] as const
    expect((await refusal(stripe.quotes.accept(first.id))).message).toContain('draft')
    const open = await stripe.quotes.finalizeQuote(first.id)
    expect(open).toMatchObject({ number: `QT-${prefix}-0001-1`, status: 'open' })
    expect((await stripe.quotes.finalizeQuote(second.id)).number).toBe(`QT-${prefix}-0002-1`)
    await stripe.quotes.accept(first.id)
    await stripe.quotes.cancel(second.id)
    for (const { id } of [first, second]) {
      expect((await refusal(stripe.quotes.cancel(id))).statusCode).toBe(400)
      expect((await refusal(stripe.quotes.accept(id))).statusCode).toBe(400)
    }
    expect(await eventsOf(first.id)).toEqual(['quote.created', 'quote.finalized', 'quote.accepted'])
    expect(await eventsOf(second.id)).toEqual(['quote.created', 'quote.finalized', 'quote.canceled'])
    const found = await stripe.quotes.list({ customer: owner, status: 'accepted' })
    expect(found.data.map(({ id }) => id)).toEqual([first.id])
  })

  it('lead to a draft of an invoice', async () => {
    const { id: coupon } = await stripe.coupons.create({ amount_off: 1000, currency: 'eur', duration: 'once' })
    const quote = await accepted({
      collection_method: 'send_invoice',
      invoice_settings: { days_until_due: 7 },
      discounts: [{ coupon }],
    })
    const invoice = await stripe.invoices.retrieve(String(quote.invoice))
    expect(invoice).toMatchObject({
      collection_method: 'send_invoice',
      parent: { quote_details: { quote: quote.id }, type: 'quote_details' },
      status: 'draft',
      total: 4000,
    })
    expect(quote).toMatchObject({ amount_total: 4000, status: 'accepted', subscription: null })
    const { body } = await local.call(`GET /v1/quotes/${quote.id}`, 'expand[]=invoice')
    expect(departures(body)).toEqual([])
  })

  it('lead to a subscription, also of prices made for them', async () => {
    const { id: product } = await stripe.products.create({ name: 'Silver' })
    const quote = await accepted({
      line_items: [
        { price_data: { currency: 'eur', unit_amount: 700, product, recurring: { interval: 'month' } }, quantity: 2 },
        { price: setup, quantity: 1 },
      ],
      subscription_data: { description: 'Silver for two', metadata: { a: 'b' } },
    })
    const subscription = await stripe.subscriptions.retrieve(String(quote.subscription), { expand: ['latest_invoice'] })
    expect(subscription).toMatchObject({
      description: 'Silver for two',
      items: { data: [{ quantity: 2 }] },
      latest_invoice: { status: 'paid', total: 6400 },
      metadata: { a: 'b' },
      status: 'active',
    })
    const copy = await stripe.quotes.create({ from_quote: { quote: quote.id } })
    expect(copy).toMatchObject({ amount_total: 6400, status: 'draft', subscription: null })
  })

  it('lead to a schedule where the start is to come', async () => {
    const { created } = await offer()
    const start = created + 7 * 24 * 3600
    const quote = await accepted({
      line_items: [{ price: gold, quantity: 1 }],
      subscription_data: { effective_date: start },
    })
    expect(quote.subscription).toBeNull()
    const schedule = await stripe.subscriptionSchedules.retrieve(String(quote.subscription_schedule))
    expect(schedule).toMatchObject({ customer, phases: [{ start_date: start }], status: 'not_started' })
  })

  it('are revised by one that takes their place', async () => {
    const first = await offer()
    expect(
      (await refusal(stripe.quotes.create({ from_quote: { quote: first.id, is_revision: true } }))).statusCode,
    ).toBe(400)
    const { number } = await stripe.quotes.finalizeQuote(first.id)
    const revision = await stripe.quotes.create({ from_quote: { quote: first.id, is_revision: true } })
    const open = await stripe.quotes.finalizeQuote(revision.id)
    expect(open.number).toBe(number?.replace(/1$/, '2'))
    expect((await stripe.quotes.retrieve(first.id)).status).toBe('canceled')
  })

  it('expire', async () => {
    const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 })
    const owner = await stripe.customers.create({ test_clock: clock })
    const quote = await offer({ customer: owner.id, expires_at: 1_800_000_600 })
    expect(quote.test_clock).toBe(clock)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: 1_800_000_601 })
    expect(await stripe.quotes.retrieve(quote.id)).toMatchObject({
      status: 'canceled',
      status_transitions: { canceled_at: 1_800_000_600 },
    })
  })

  it('are refused for what there is not', async () => {
    const refused = async (params: Stripe.QuoteCreateParams) => refusal(offer(params))
    expect(await refused({ customer: 'cus_x' })).toMatchObject({ code: 'resource_missing', param: 'customer' })
    expect(await refused({ line_items: [{ price: 'price_x' }] })).toMatchObject({ code: 'resource_missing' })
    expect(await refused({ expires_at: 1 })).toMatchObject({ param: 'expires_at' })
    const { id: bare } = await stripe.quotes.create({ line_items: [{ price: setup, quantity: 1 }] })
    expect(await refusal(stripe.quotes.finalizeQuote(bare))).toMatchObject({ param: 'customer' })
    const { id: empty } = await stripe.quotes.create({ customer })
    expect(await refusal(stripe.quotes.finalizeQuote(empty))).toMatchObject({ param: 'line_items' })
    expect(await refusal(stripe.quotes.retrieve('qt_x'))).toMatchObject({ statusCode: 404 })
    const poor = await stripe.customers.create({})
    const { id } = await offer({ customer: poor.id, line_items: [{ price: gold, quantity: 1 }] })
    await stripe.quotes.finalizeQuote(id)
    expect((await refusal(stripe.quotes.accept(id))).statusCode).toBe(400)
    expect((await stripe.quotes.retrieve(id)).status).toBe('open')
  })

  it('have a PDF once they are finalized', async () => {
    const { id } = await offer({ footer: 'Thanks' })
    const pdf = () => fetch(new URL(`/v1/quotes/${id}/pdf`, local.url), { headers: { authorization: `Bearer ${KEY}` } })
    expect((await pdf()).status).toBe(400)
    await stripe.quotes.finalizeQuote(id)
    const answer = await pdf()
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(await answer.text()).toMatch(/^%PDF/)
    expect((await fetch(new URL(`/v1/quotes/${id}/pdf`, local.url))).status).toBe(401)
  })
})
