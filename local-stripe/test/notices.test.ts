import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60
const at = (month: number, day: number) => Date.UTC(2027, month - 1, day) / 1000

const price = async (interval: 'day' | 'week' | 'month') => {
  const product_data = { name: 'Gold' }
  return (await stripe.prices.create({ currency: 'eur', unit_amount: 900, recurring: { interval }, product_data })).id
}
const [monthly, weekly] = [await price('month'), await price('week')]

async function payer() {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at(4, 1) })
  const { id: customer } = await stripe.customers.create({
    test_clock: clock.id,
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const advance = (frozen_time: number) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time })
  return { advance, customer }
}

/** When events of a type were about a subscription, oldest first. */
async function times(type: string, isAbout: (object: unknown) => boolean) {
  const { data } = await stripe.events.list({ type, limit: 100 })
  return data.flatMap(({ created, data: { object } }) => (isAbout(object) ? [created] : [])).reverse()
}

const hasId = (id: string) => (object: unknown) =>
  typeof object === 'object' && object !== null && 'id' in object && object.id === id

const announced = (id: string) => times('customer.subscription.trial_will_end', hasId(id))

describe('the end of a trial is announced', () => {
  it.each([1, 3])('at once, where it lasts %i days', async (trial_period_days) => {
    const { advance, customer } = await payer()
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }], trial_period_days })
    expect(await announced(id)).toEqual([at(4, 1)])
    const { data } = await stripe.events.list({ type: 'customer.subscription.*' })
    expect(data.filter(({ data: { object } }) => hasId(id)(object)).map(({ type }) => type)).toEqual([
      'customer.subscription.trial_will_end',
      'customer.subscription.created',
    ])
    await advance(at(4, 10))
    expect(await announced(id)).toEqual([at(4, 1)])
  })

  it('three days before, once', async () => {
    const { advance, customer } = await payer()
    const params = { customer, items: [{ price: monthly }], trial_period_days: 14 }
    const { id } = await stripe.subscriptions.create(params)
    expect(await announced(id)).toEqual([])
    await advance(at(4, 14))
    await advance(at(4, 20))
    expect(await announced(id)).toEqual([at(4, 12)])
  })

  it('when it is moved near, and when it is over at once', async () => {
    const { advance, customer } = await payer()
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }], trial_period_days: 30 })
    await stripe.subscriptions.update(id, { trial_end: at(4, 20) })
    expect(await announced(id)).toEqual([])
    await stripe.subscriptions.update(id, { trial_end: at(4, 3) })
    expect(await announced(id)).toEqual([at(4, 1)])
    await stripe.subscriptions.update(id, { metadata: { a: '1' } })
    await advance(at(4, 2))
    await stripe.subscriptions.update(id, { trial_end: 'now' })
    expect(await announced(id)).toEqual([at(4, 1), at(4, 2)])
  })

  it('not by a preview', async () => {
    const { customer } = await payer()
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }], trial_period_days: 30 })
    const before = await stripe.events.list({ limit: 100 })
    await stripe.invoices.createPreview({ subscription: id, subscription_details: { trial_end: 'now' } })
    expect(await stripe.events.list({ limit: 100 })).toEqual(before)
  })
})

describe('a renewal is announced', () => {
  const upcoming = (id: string) =>
    times('invoice.upcoming', (object) => JSON.stringify(object).includes(`"subscription":"${id}"`))

  it('seven days before, with the invoice that it will lead to', async () => {
    const { advance, customer } = await payer()
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly, quantity: 2 }] })
    await stripe.invoiceItems.create({ customer, subscription: id, amount: 100, currency: 'eur' })
    const { data: invoices } = await stripe.invoices.list({ subscription: id })
    await advance(at(4, 24))
    expect(await upcoming(id)).toEqual([at(4, 24)])
    const { data } = await stripe.events.list({ type: 'invoice.upcoming', limit: 1 })
    const invoice = JSON.parse(JSON.stringify(data[0]?.data.object))
    expect(invoice).toMatchObject({
      id: expect.stringMatching(/^upcoming_in_/),
      billing_reason: 'upcoming',
      customer,
      status: 'draft',
      created: at(5, 1),
      amount_due: 1900,
      lines: { data: [{ amount: 100 }, { amount: 1800, period: { start: at(5, 1), end: at(6, 1) } }] },
      parent: { subscription_details: { subscription: id } },
    })
    expect(departures(invoice)).toEqual([])
    expect((await stripe.invoices.list({ subscription: id })).data).toEqual(invoices)
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toHaveLength(1)
    const { items } = await stripe.subscriptions.retrieve(id)
    expect(items.data[0]).toMatchObject({ current_period_start: at(4, 1), current_period_end: at(5, 1) })
    await advance(at(5, 26))
    expect(await upcoming(id)).toEqual([at(4, 24), at(5, 25)])
  })

  it('also where a trial ends', async () => {
    const { advance, customer } = await payer()
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: monthly }], trial_end: at(4, 21) })
    await advance(at(5, 15))
    expect(await upcoming(id)).toEqual([at(4, 14), at(5, 14)])
  })

  it('not where it does not come, or comes sooner', async () => {
    const { advance, customer } = await payer()
    const create = async (params: object) =>
      (await stripe.subscriptions.create({ customer, items: [{ price: monthly }], ...params })).id
    const ending = await create({ cancel_at_period_end: true })
    const short = await create({ items: [{ price: weekly }] })
    await advance(at(4, 1) + 10 * DAY)
    await advance(at(4, 1) + 24 * DAY)
    expect(await upcoming(ending)).toEqual([])
    expect(await upcoming(short)).toEqual([])
  })
})
