import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const HOUR = 60 * 60
const START = Date.UTC(2027, 0, 1, 12) / 1000
const SMALL = 1000
const LARGE = 3000

const price = async (unit_amount: number) =>
  (
    await stripe.prices.create({
      currency: 'eur',
      unit_amount,
      recurring: { interval: 'month' },
      product_data: { name: `G${unit_amount}` },
    })
  ).id
const [small, large] = [await price(SMALL), await price(LARGE)]

/** A subscription to the small price, paid, whose next payment fails. */
async function subscribed(next = 'pm_card_chargeCustomerFail') {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START })
  const customer = await stripe.customers.create({ test_clock: clock.id })
  const good = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  const { id, items } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small }],
    default_payment_method: good.id,
  })
  const bad = await stripe.paymentMethods.attach(next, { customer: customer.id })
  await stripe.subscriptions.update(id, { default_payment_method: bad.id })
  return { id, clock: clock.id, customer: customer.id, item: items.data[0]?.id ?? '', good: good.id }
}

const upgrade = (item: string): Stripe.SubscriptionUpdateParams => ({
  items: [{ id: item, price: large }],
  payment_behavior: 'pending_if_incomplete',
  proration_behavior: 'always_invoice',
})

const pricesOf = async (id: string) =>
  (await stripe.subscriptions.retrieve(id)).items.data.map((item) => [item.price.id, item.quantity])
const latestInvoice = async (id: string) => String((await stripe.subscriptions.retrieve(id)).latest_invoice)
const eventsOf = async (id: string) =>
  (await stripe.events.list({ limit: 100 })).data
    .filter(({ data }) => 'id' in data.object && data.object.id === id)
    .map(({ type }) => type.replace('customer.subscription.', ''))

describe('an update that is to wait for its payment', () => {
  it('is done at once when it is paid', async () => {
    const { id, item } = await subscribed('pm_card_visa')
    const updated = await stripe.subscriptions.update(id, upgrade(item))
    expect(updated).toMatchObject({ pending_update: null, status: 'active' })
    expect(await pricesOf(id)).toEqual([[large, 1]])
  })

  it('leaves the subscription as it was when the payment fails, and is done when the invoice is paid', async () => {
    const { id, item, good } = await subscribed()
    const updated = await stripe.subscriptions.update(id, upgrade(item))
    expect(updated).toMatchObject({
      status: 'active',
      pending_update: {
        expires_at: START + 23 * HOUR,
        billing_cycle_anchor: null,
        subscription_items: [{ id: item, price: { id: large, unit_amount: LARGE }, quantity: 1 }],
      },
    })
    expect(departures(JSON.parse(JSON.stringify(updated)))).toEqual([])
    expect(await pricesOf(id)).toEqual([[small, 1]])
    const invoice = await latestInvoice(id)
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      billing_reason: 'subscription_update',
      status: 'open',
      total: LARGE - SMALL,
    })
    await expect(stripe.invoices.pay(invoice)).rejects.toMatchObject({ code: 'card_declined' })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'active',
      pending_update: { expires_at: START + 23 * HOUR },
    })
    await stripe.invoices.pay(invoice, { payment_method: good })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pending_update: null })
    expect(await pricesOf(id)).toEqual([[large, 1]])
    expect(await eventsOf(id)).toContain('pending_update_applied')
  })

  it('is dropped when the invoice is voided', async () => {
    const { id, item } = await subscribed()
    await stripe.subscriptions.update(id, upgrade(item))
    await stripe.invoices.voidInvoice(await latestInvoice(id))
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pending_update: null })
    expect(await pricesOf(id)).toEqual([[small, 1]])
    expect(await eventsOf(id)).not.toContain('pending_update_expired')
  })

  it('expires after 23 hours, and its invoice is voided then', async () => {
    const { id, item, clock } = await subscribed()
    await stripe.subscriptions.update(id, upgrade(item))
    const invoice = await latestInvoice(id)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + 23 * HOUR - 1 })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'open' })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: START + 23 * HOUR })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'void' })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pending_update: null })
    expect(await pricesOf(id)).toEqual([[small, 1]])
    expect(await eventsOf(id)).toContain('pending_update_expired')
  })

  it('may add, remove and change items, begin a cycle and bring metadata', async () => {
    const { id, item, good } = await subscribed()
    await stripe.subscriptions.update(id, { metadata: { a: '1', b: '1' } })
    const updated = await stripe.subscriptions.update(id, {
      items: [
        { id: item, deleted: true },
        { price: large, quantity: 2 },
      ],
      billing_cycle_anchor: { type: 'now' },
      metadata: { b: '2' },
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'none',
    })
    const [added] = updated.pending_update?.subscription_items ?? []
    expect(updated.pending_update).toMatchObject({ billing_cycle_anchor: START, metadata: { b: '2' } })
    expect(await pricesOf(id)).toEqual([[small, 1]])
    expect((await stripe.subscriptions.retrieve(id)).metadata).toEqual({ a: '1', b: '1' })
    await stripe.invoices.pay(await latestInvoice(id), { payment_method: good })
    const { items, metadata } = await stripe.subscriptions.retrieve(id)
    expect(items.data.map((each) => [each.id, each.price.id, each.quantity])).toEqual([[added?.id, large, 2]])
    expect(metadata).toEqual({ a: '1', b: '2' })
    await expect(stripe.subscriptionItems.retrieve(item)).rejects.toMatchObject({ code: 'resource_missing' })
  })

  it('gives way to the next one, and to the end of the subscription', async () => {
    const { id, item } = await subscribed()
    await stripe.subscriptions.update(id, upgrade(item))
    const first = await latestInvoice(id)
    await stripe.subscriptions.update(id, { items: [{ id: item, quantity: 5 }], proration_behavior: 'none' })
    expect((await stripe.invoices.retrieve(first)).status).toBe('void')
    expect(await pricesOf(id)).toEqual([[small, 5]])
    await stripe.subscriptions.update(id, upgrade(item))
    const second = await latestInvoice(id)
    await stripe.subscriptions.cancel(id)
    expect((await stripe.invoices.retrieve(second)).status).toBe('void')
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', pending_update: null })
  })

  it('can be one of an item alone', async () => {
    const { id, item, good } = await subscribed()
    const behavior = { payment_behavior: 'pending_if_incomplete', proration_behavior: 'always_invoice' } as const
    const added = await stripe.subscriptionItems.create({ subscription: id, price: large, ...behavior })
    expect(await pricesOf(id)).toEqual([[small, 1]])
    await stripe.invoices.pay(await latestInvoice(id), { payment_method: good })
    expect((await stripe.subscriptionItems.retrieve(added.id)).price.id).toBe(large)
    await stripe.subscriptionItems.update(item, { quantity: 3, ...behavior })
    expect(await pricesOf(id)).toEqual([
      [small, 1],
      [large, 1],
    ])
  })

  it('takes what can wait alone, and no subscription whose invoices are sent', async () => {
    const { id, item, customer } = await subscribed()
    await expect(stripe.subscriptions.update(id, { ...upgrade(item), description: 'x' })).rejects.toMatchObject({
      param: 'description',
      statusCode: 400,
    })
    const sent = await stripe.subscriptions.create({
      customer,
      items: [{ price: small }],
      collection_method: 'send_invoice',
      days_until_due: 3,
    })
    await expect(stripe.subscriptions.update(sent.id, upgrade(sent.items.data[0]?.id ?? ''))).rejects.toMatchObject({
      param: 'payment_behavior',
    })
  })
})
