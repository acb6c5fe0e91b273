import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60
const START = 1_900_000_000

const { id: product } = await stripe.products.create({ name: 'Gold' })
const price = async (unit_amount: number, interval?: 'month' | 'year') =>
  (await stripe.prices.create({ product, currency: 'eur', unit_amount, ...(interval && { recurring: { interval } }) }))
    .id
const monthly = await price(3000, 'month')
const dearer = await price(6000, 'month')
const yearly = await price(30_000, 'year')
const once = await price(500)
const { id: vat } = await stripe.taxRates.create({ display_name: 'VAT', inclusive: false, percentage: 20 })
const { id: half } = await stripe.coupons.create({ percent_off: 50 })

/** A subscription whose first month began 15 days ago, on a test clock. */
async function halfway() {
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: START })
  const { id: customer } = await stripe.customers.create({
    test_clock: clock,
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const { id: subscription, items } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }] })
  const [item] = items.data
  const end = item?.current_period_end ?? 0
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + (end - START) / 2 })
  return { clock, customer, subscription, item: item?.id ?? '', end }
}

type Halfway = Awaited<ReturnType<typeof halfway>>

describe('a preview', () => {
  it.each<[string, (of: Halfway) => Stripe.InvoiceCreatePreviewParams, number[], Partial<Stripe.Invoice>?]>([
    ['of what comes next', ({ subscription }) => ({ subscription }), [3000]],
    ["of a customer's next invoice", ({ customer }) => ({ customer }), [3000]],
    [
      'of a dearer price',
      ({ item, subscription }) => ({ subscription, subscription_details: { items: [{ id: item, price: dearer }] } }),
      [6000, -1500, 3000],
    ],
    [
      'of a dearer price, without prorations',
      ({ item, subscription }) => ({
        subscription,
        subscription_details: { items: [{ id: item, price: dearer }], proration_behavior: 'none' },
      }),
      [6000],
    ],
    [
      'of a dearer price, as it recurs',
      ({ item, subscription }) => ({
        subscription,
        preview_mode: 'recurring',
        subscription_details: { items: [{ id: item, price: dearer }] },
      }),
      [6000],
    ],
    [
      'of a dearer price that is billed at once',
      ({ item, subscription }) => ({
        subscription,
        subscription_details: { items: [{ id: item, price: dearer }], proration_behavior: 'always_invoice' },
      }),
      [-1500, 3000],
    ],
    [
      'of another interval, which begins at once',
      ({ item, subscription }) => ({ subscription, subscription_details: { items: [{ id: item, price: yearly }] } }),
      [30_000, -1500],
    ],
    [
      'of more of the same',
      ({ item, subscription }) => ({ subscription, subscription_details: { items: [{ id: item, quantity: 2 }] } }),
      [6000, -1500, 3000],
    ],
    [
      'of ending it now',
      ({ subscription }) => ({ subscription, subscription_details: { cancel_now: true } }),
      [-1500],
      { total: -1500, amount_due: 0, ending_balance: -1500 },
    ],
    [
      'with another item',
      ({ subscription }) => ({ subscription, invoice_items: [{ price: once, quantity: 2 }, { amount: 70 }] }),
      [3000, 1000, 70],
    ],
    [
      'with a discount',
      ({ subscription }) => ({ subscription, discounts: [{ coupon: half }] }),
      [3000],
      { subtotal: 3000, total: 1500, amount_due: 1500 },
    ],
    [
      'with taxes',
      ({ subscription }) => ({ subscription, subscription_details: { default_tax_rates: [vat] } }),
      [3000],
      { total: 3600, amount_due: 3600 },
    ],
    [
      'of a subscription that there is not yet',
      ({ customer }) => ({ customer, subscription_details: { items: [{ price: dearer, quantity: 3 }] } }),
      [18_000],
    ],
    [
      'for a customer that there is not yet',
      () => ({
        customer_details: { address: { country: 'DE' }, tax_exempt: 'reverse' },
        subscription_details: { items: [{ price: monthly, tax_rates: [vat] }] },
      }),
      [3000],
      { total: 3000, customer_tax_exempt: 'reverse' },
    ],
  ])('%s has the lines that would be billed, and changes nothing', async (_what, paramsOf, amounts, shows = {}) => {
    const of = await halfway()
    const counted = async () => {
      const [invoices, items, customers] = await Promise.all([
        stripe.invoices.list({ limit: 100 }),
        stripe.invoiceItems.list({ limit: 100 }),
        stripe.customers.list({ test_clock: of.clock }),
      ])
      return [invoices, items, customers].map(({ data }) => data.length)
    }
    const [before, kept, { data: events }] = [
      await stripe.subscriptions.retrieve(of.subscription),
      await counted(),
      await stripe.events.list(),
    ]
    const invoice = await stripe.invoices.createPreview(paramsOf(of))
    expect(invoice.id).toMatch(/^upcoming_in_/)
    expect(invoice).toMatchObject({ status: 'draft', billing_reason: 'upcoming', number: null, ...shows })
    expect(invoice.lines.data.map(({ amount }) => amount).sort()).toEqual([...amounts].sort())
    expect(invoice.lines.data.map(({ id, invoice }) => `${id.slice(0, 7)} ${invoice}`)).toEqual(
      amounts.map(() => `il_tmp_ ${invoice.id}`),
    )
    expect(departures(JSON.parse(JSON.stringify(invoice)))).toEqual([])
    expect(await stripe.subscriptions.retrieve(of.subscription)).toEqual(before)
    expect(await counted()).toEqual(kept)
    expect((await stripe.events.list()).data[0]?.id).toBe(events[0]?.id)
  })

  it('is what then is billed', async () => {
    const { clock, customer, end, item, subscription } = await halfway()
    await stripe.customers.update(customer, { balance: -700 })
    const change = { items: [{ id: item, price: dearer, quantity: 2 }] }
    const preview = await stripe.invoices.createPreview({ subscription, subscription_details: change })
    await stripe.subscriptions.update(subscription, change)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: end + DAY })
    const [billed] = (await stripe.invoices.list({ subscription })).data
    const told = ({ amount_due, ending_balance, period_end, subtotal, total }: Stripe.Invoice) => {
      return { amount_due, ending_balance, period_end, subtotal, total }
    }
    expect(billed && told(billed)).toEqual(told(preview))
    expect(preview).toMatchObject({ created: end, amount_due: 12_000 - 1500 + 6000 - 700 })
  })

  it('refuses what has none', async () => {
    const { customer, subscription } = await halfway()
    await stripe.subscriptions.update(subscription, { cancel_at_period_end: true })
    const none = { statusCode: 404, code: 'invoice_upcoming_none' }
    await expect(stripe.invoices.createPreview({ subscription })).rejects.toMatchObject(none)
    await stripe.subscriptions.cancel(subscription)
    await expect(stripe.invoices.createPreview({ subscription })).rejects.toMatchObject(none)
    await expect(stripe.invoices.createPreview({ customer })).rejects.toMatchObject(none)
    await expect(stripe.invoices.createPreview({})).rejects.toMatchObject({ code: 'parameter_missing' })
    const wrong = { customer, subscription_details: { items: [{ price: once }] } }
    await expect(stripe.invoices.createPreview(wrong)).rejects.toMatchObject({
      param: 'subscription_details[items][0][price]',
    })
  })
})

it('bills what waits for a customer with the first invoice of a subscription', async () => {
  const { customer } = await halfway()
  await stripe.invoiceItems.create({ customer, pricing: { price: once }, description: 'Setup' })
  const { latest_invoice: invoice } = await stripe.subscriptions.create({ customer, items: [{ price: dearer }] })
  expect((await stripe.invoices.listLineItems(String(invoice))).data.map(({ amount }) => amount)).toEqual([500, 6000])
})
