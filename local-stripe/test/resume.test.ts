import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { clockedPayer } from './clock-support.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const on = (month: number, day: number) => Date.UTC(2027, month - 1, day, 12) / 1000

const { id: price } = await stripe.prices.create({
  currency: 'eur',
  unit_amount: 3000,
  recurring: { interval: 'month' },
  product_data: { name: 'Gold' },
})

/** A subscription of 3000 a month that was paused on 20 January, without a credit; now it is 15 February. */
async function paused() {
  const payer = await clockedPayer(stripe, on(1, 1))
  const { id } = await stripe.subscriptions.create({ customer: payer.customer, items: [{ price }] })
  await payer.advance(on(1, 20))
  await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: 'none' } } })
  await payer.advance(on(2, 15))
  const resume = async (params: Stripe.SubscriptionResumeParams = {}) => {
    const resumed = await stripe.subscriptions.resume(id, { ...params, expand: ['latest_invoice'] })
    return { resumed, invoice: expanded<Stripe.Invoice>(resumed.latest_invoice) }
  }
  const status = async () => (await stripe.subscriptions.retrieve(id)).status
  return { ...payer, id, resume, status }
}

async function declining(customer: string) {
  const { id } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } })
}

const resumedEvents = async (id: string) => {
  const { data } = await stripe.events.list({ type: 'customer.subscription.resumed', limit: 100 })
  return data.filter(({ data: { object } }) => (object as { id?: string }).id === id).length
}

describe('a paused subscription', () => {
  it('waits for its invoice to be paid, which nothing attempts by default', async () => {
    const { id, resume, status } = await paused()
    const { invoice, resumed } = await resume()
    expect(resumed).toMatchObject({ status: 'paused', billing_cycle_anchor: on(2, 15) })
    expect(invoice).toMatchObject({ attempted: false, status: 'open', total: 3000 })
    expect(await resumedEvents(id)).toBe(0)
    await stripe.invoices.pay(invoice.id)
    expect(await status()).toBe('active')
    expect(await stripe.subscriptions.retrieve(id)).not.toHaveProperty('status_details')
    expect(await resumedEvents(id)).toBe(1)
  })

  it('is past due once an attempt fails, and active once another succeeds', async () => {
    const { customer, id, resume, status } = await paused()
    const { invoice } = await resume()
    await declining(customer)
    await expect(stripe.invoices.pay(invoice.id)).rejects.toMatchObject({ statusCode: 402 })
    expect(await status()).toBe('past_due')
    expect((await stripe.invoices.retrieve(invoice.id)).next_payment_attempt).toBeNull()
    await stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' })
    expect(await status()).toBe('active')
    expect(await resumedEvents(id)).toBe(1)
  })

  it('stays paused where its invoice is not paid in time, which is void then', async () => {
    const { advance, customer, resume, status } = await paused()
    const { invoice } = await resume()
    await advance(on(2, 17))
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'void' })
    expect(await status()).toBe('paused')
    const { invoice: second } = await resume()
    await stripe.invoices.markUncollectible(second.id)
    expect(await status()).toBe('active')
    await advance(on(3, 18))
    expect((await stripe.invoices.list({ customer })).data[0]).toMatchObject({ status: 'paid', total: 3000 })
  })

  it('is resumed by a payment that is tried until it succeeds, on request', async () => {
    const { advance, customer, resume, status } = await paused()
    await declining(customer)
    const { invoice, resumed } = await resume({ payment_behavior: 'resume_on_payment_success' })
    expect(resumed.status).toBe('paused')
    expect(invoice).toMatchObject({ attempted: true, status: 'open', next_payment_attempt: on(2, 18) })
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } })
    await advance(on(2, 19))
    expect(await status()).toBe('active')
    const paid = await paused()
    expect((await paid.resume({ payment_behavior: 'resume_on_payment_success' })).resumed.status).toBe('active')
  })

  it('keeps its anchor, and pays for the rest of the period as prorations say', async () => {
    const unchanged = { billing_cycle_anchor: { type: 'unchanged' } } as const
    const pending = await paused()
    const { resumed } = await pending.resume(unchanged)
    expect(resumed).toMatchObject({
      status: 'active',
      billing_cycle_anchor: on(1, 1),
      items: { data: [{ current_period_start: on(2, 1), current_period_end: on(3, 1) }] },
    })
    const { data } = await stripe.invoiceItems.list({ customer: pending.customer, pending: true })
    expect(data).toMatchObject([{ amount: 1500, proration: true, period: { start: on(2, 15), end: on(3, 1) } }])
    await pending.advance(on(3, 2))
    const [next] = (await stripe.invoices.list({ customer: pending.customer })).data
    expect(next).toMatchObject({ total: 4500 })

    const now = await paused()
    const { invoice } = await now.resume({
      ...unchanged,
      proration_behavior: 'always_invoice',
      proration_date: on(2, 8),
    })
    expect(invoice).toMatchObject({ status: 'open', total: 2250 })
    expect(await now.status()).toBe('paused')
    await stripe.invoices.pay(invoice.id)
    expect(await now.status()).toBe('active')

    const none = await paused()
    expect((await none.resume({ ...unchanged, proration_behavior: 'none' })).resumed.status).toBe('active')
    expect((await stripe.invoiceItems.list({ customer: none.customer, pending: true })).data).toEqual([])
    const other = await paused()
    await expect(other.resume({ ...unchanged, proration_date: on(1, 20) })).rejects.toMatchObject({
      param: 'proration_date',
    })
  })
})
