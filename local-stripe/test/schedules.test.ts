import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { clockedPayer, plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const at = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000
const START = at('2026-01-01')

async function monthly(unit_amount: number) {
  const { id } = await stripe.prices.create({
    currency: 'eur',
    unit_amount,
    recurring: { interval: 'month' },
    product_data: { name: `Plan ${unit_amount}` },
  })
  return id
}

const [small, large] = await Promise.all([monthly(1000), monthly(3000)])

/** A schedule of a month of the small plan and two of the large one. */
async function scheduled(params: Partial<Stripe.SubscriptionScheduleCreateParams> = {}, method = 'pm_card_visa') {
  const payer = await clockedPayer(stripe, START, method)
  const schedule = await stripe.subscriptionSchedules.create({
    customer: payer.customer,
    start_date: 'now',
    phases: [
      { items: [{ price: small, quantity: 1 }], duration: { interval: 'month' } },
      { items: [{ price: large, quantity: 1 }], duration: { interval: 'month', interval_count: 2 } },
    ],
    ...params,
  })
  return { ...payer, schedule, id: schedule.id, subscription: String(schedule.subscription) }
}

/** What a customer's invoices came to, oldest first. */
async function totals(customer: string) {
  const { data } = await stripe.invoices.list({ customer, limit: 100 })
  return data.map(({ total }) => total).reverse()
}

async function eventsOf(id: string) {
  const { data } = await stripe.events.list({ type: 'subscription_schedule.*', limit: 100 })
  const about = data.filter(({ data: { object } }) => (object as { id?: string }).id === id)
  return about.map(({ type }) => type.replace('subscription_schedule.', '')).reverse()
}

const priceOf = ({ items }: Stripe.Subscription) => items.data.map(({ price }) => price.id)

describe('a subscription schedule', () => {
  it('begins its subscription, moves it to the next price, and lets go of it', async () => {
    const { advance, customer, id, schedule, subscription } = await scheduled({ metadata: { a: '1' } })
    expect(schedule).toMatchObject({
      current_phase: { start_date: START, end_date: at('2026-02-01') },
      end_behavior: 'release',
      metadata: { a: '1' },
      phases: [
        { start_date: START, end_date: at('2026-02-01'), items: [{ price: small, quantity: 1 }], currency: 'eur' },
        { start_date: at('2026-02-01'), end_date: at('2026-04-01'), items: [{ price: large }] },
      ],
      status: 'active',
    })
    expect(departures(plain(schedule))).toEqual([])
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({ schedule: id, status: 'active' })
    await advance(at('2026-02-02'))
    expect(priceOf(await stripe.subscriptions.retrieve(subscription))).toEqual([large])
    expect((await stripe.subscriptionSchedules.retrieve(id)).current_phase).toEqual({
      start_date: at('2026-02-01'),
      end_date: at('2026-04-01'),
    })
    await advance(at('2026-03-02'))
    expect(await totals(customer)).toEqual([1000, 3000, 3000])
    await advance(at('2026-04-02'))
    expect(await stripe.subscriptionSchedules.retrieve(id)).toMatchObject({
      current_phase: null,
      released_at: at('2026-04-01'),
      released_subscription: subscription,
      status: 'released',
      subscription: null,
    })
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({ schedule: null, status: 'active' })
    expect(await totals(customer)).toEqual([1000, 3000, 3000, 3000])
    expect(await eventsOf(id)).toEqual(['created', 'updated', 'updated', 'released'])
  })

  it('prorates a phase that begins within a period', async () => {
    const phases = (proration_behavior: 'create_prorations' | 'always_invoice' | 'none') => [
      { items: [{ price: small, quantity: 1 }], end_date: START + (at('2026-02-01') - START) / 2 },
      { items: [{ price: large, quantity: 1 }], end_date: at('2026-03-01'), proration_behavior },
    ]
    const pending = await scheduled({ phases: phases('create_prorations') })
    const now = await scheduled({ phases: phases('always_invoice') })
    const none = await scheduled({ phases: phases('none') })
    for (const { advance } of [pending, now, none]) await advance(at('2026-02-02'))
    expect(await totals(pending.customer)).toEqual([1000, 4000])
    expect(await totals(now.customer)).toEqual([1000, 1000, 3000])
    expect(await totals(none.customer)).toEqual([1000, 3000])
  })

  it('waits for its start, and ends with its subscription', async () => {
    const { advance, customer, id, schedule } = await scheduled({
      start_date: at('2026-01-10'),
      end_behavior: 'cancel',
      phases: [{ items: [{ price: small, quantity: 2 }], duration: { interval: 'month' } }],
    })
    expect(schedule).toMatchObject({ current_phase: null, status: 'not_started', subscription: null })
    expect((await stripe.subscriptionSchedules.list({ customer, scheduled: true })).data).toMatchObject([{ id }])
    await advance(at('2026-01-11'))
    const { status, subscription } = await stripe.subscriptionSchedules.retrieve(id)
    expect(status).toBe('active')
    expect(await stripe.subscriptions.retrieve(String(subscription))).toMatchObject({
      cancel_at: at('2026-02-10'),
      start_date: at('2026-01-10'),
      status: 'active',
    })
    await advance(at('2026-02-11'))
    expect(await stripe.subscriptionSchedules.retrieve(id)).toMatchObject({
      completed_at: at('2026-02-10'),
      status: 'completed',
    })
    expect(await stripe.subscriptions.retrieve(String(subscription))).toMatchObject({ status: 'canceled' })
    expect(await totals(customer)).toEqual([2000])
    expect(await eventsOf(id)).toEqual(['created', 'updated', 'expiring', 'updated', 'completed'])
    const done = await stripe.subscriptionSchedules.list({ customer, completed_at: { gte: at('2026-02-10') } })
    expect(done.data).toHaveLength(1)
  })

  it('takes over a subscription, and changes it at the end of its period', async () => {
    const { advance, customer } = await clockedPayer(stripe, START)
    const { id: subscription } = await stripe.subscriptions.create({ customer, items: [{ price: small, quantity: 2 }] })
    await advance(at('2026-01-05'))
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription })
    expect(schedule).toMatchObject({
      created: at('2026-01-05'),
      customer,
      current_phase: { start_date: START, end_date: at('2026-02-01') },
      phases: [{ items: [{ price: small, quantity: 2 }] }],
      status: 'active',
      subscription,
    })
    expect(departures(plain(schedule))).toEqual([])
    await expect(stripe.subscriptionSchedules.create({ from_subscription: subscription })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('already attached to a schedule'),
    })
    const changed = await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: small, quantity: 2 }], start_date: START, end_date: at('2026-02-01') },
        { items: [{ price: large, quantity: 1 }] },
      ],
    })
    expect(changed.phases).toMatchObject([{ end_date: at('2026-02-01') }, { end_date: at('2026-03-01') }])
    await advance(at('2026-02-02'))
    expect(await totals(customer)).toEqual([2000, 3000])
    await expect(stripe.subscriptions.update(subscription, { cancel_at_period_end: true })).rejects.toMatchObject({
      message: expect.stringContaining(`managed by the subscription schedule \`${schedule.id}\``),
    })
  })

  it('changes the current phase at once, or ends it now', async () => {
    const { advance, customer, id, subscription } = await scheduled()
    await advance(START + (at('2026-02-01') - START) / 2)
    await stripe.subscriptionSchedules.update(id, {
      phases: [{ items: [{ price: small, quantity: 3 }], start_date: START, end_date: at('2026-02-01') }],
      proration_behavior: 'always_invoice',
    })
    expect(await totals(customer)).toEqual([1000, 1000])
    await stripe.subscriptionSchedules.update(id, {
      phases: [
        { items: [{ price: small, quantity: 3 }], start_date: START, end_date: 'now' },
        { items: [{ price: large }], start_date: 'now', proration_behavior: 'none' },
      ],
    })
    expect(priceOf(await stripe.subscriptions.retrieve(subscription))).toEqual([large])
    await expect(
      stripe.subscriptionSchedules.update(id, { phases: [{ items: [{ price: small }], start_date: START + 5 }] }),
    ).rejects.toMatchObject({ param: 'phases[0][start_date]' })
  })

  it('begins with a trial and a coupon, which its phase takes along', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: 'forever' })
    const { advance, customer, subscription } = await scheduled({
      phases: [
        { items: [{ price: small }], end_date: at('2026-01-08'), trial: true, metadata: { phase: 'trial' } },
        { items: [{ price: small }], duration: { interval: 'month' }, discounts: [{ coupon }] },
        { items: [{ price: small }], duration: { interval: 'month' } },
      ],
    })
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
      metadata: { phase: 'trial' },
      status: 'trialing',
      trial_end: at('2026-01-08'),
    })
    await advance(at('2026-02-09'))
    await advance(at('2026-03-09'))
    expect(await totals(customer)).toEqual([0, 500, 1000, 1000])
  })

  it('bills what was used before another metered price', async () => {
    const { id: meter } = await stripe.billing.meters.create({
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    })
    const metered = async (unit_amount: number) => {
      const recurring = { interval: 'month', usage_type: 'metered', meter } as const
      const price = await stripe.prices.create({
        currency: 'eur',
        unit_amount,
        recurring,
        product_data: { name: 'Call' },
      })
      return { items: [{ price: price.id }] }
    }
    const { advance, customer } = await scheduled({ phases: [await metered(10), await metered(25)] })
    const use = () =>
      stripe.billing.meterEvents.create({
        event_name: 'calls',
        payload: { stripe_customer_id: customer, value: '100' },
      })
    await use()
    await advance(at('2026-02-02'))
    await use()
    await advance(at('2026-03-02'))
    expect(await totals(customer)).toEqual([0, 1000, 2500])
  })

  it('is cancelled with its subscription, or after it', async () => {
    const first = await scheduled()
    await first.advance(START + (at('2026-02-01') - START) / 2)
    expect(await stripe.subscriptionSchedules.cancel(first.id)).toMatchObject({
      canceled_at: expect.any(Number),
      current_phase: null,
      status: 'canceled',
    })
    expect(await stripe.subscriptions.retrieve(first.subscription)).toMatchObject({ status: 'canceled' })
    expect(await totals(first.customer)).toEqual([1000, -500])
    expect(await eventsOf(first.id)).toEqual(['created', 'updated', 'canceled'])
    const second = await scheduled()
    await stripe.subscriptions.cancel(second.subscription)
    expect(await stripe.subscriptionSchedules.retrieve(second.id)).toMatchObject({ status: 'canceled' })
    await expect(stripe.subscriptionSchedules.cancel(second.id)).rejects.toMatchObject({ statusCode: 400 })
    await expect(stripe.subscriptionSchedules.update(second.id, { metadata: {} })).rejects.toMatchObject({
      statusCode: 400,
    })
  })

  it('is released, with or without the end that it has set', async () => {
    const ending: Partial<Stripe.SubscriptionScheduleCreateParams> = {
      end_behavior: 'cancel',
      phases: [{ items: [{ price: small }] }],
    }
    const free = await scheduled(ending)
    expect(await stripe.subscriptionSchedules.release(free.id)).toMatchObject({
      released_subscription: free.subscription,
      status: 'released',
      subscription: null,
    })
    expect(await stripe.subscriptions.retrieve(free.subscription)).toMatchObject({ cancel_at: null, schedule: null })
    const kept = await scheduled(ending)
    await stripe.subscriptionSchedules.release(kept.id, { preserve_cancel_date: true })
    expect(await stripe.subscriptions.retrieve(kept.subscription)).toMatchObject({ cancel_at: at('2026-02-01') })
  })

  it('is refused without what it needs', async () => {
    const { id: customer } = await stripe.customers.create()
    const refused = (params: Stripe.SubscriptionScheduleCreateParams) =>
      expect(stripe.subscriptionSchedules.create(params)).rejects
    const phases = [{ items: [{ price: small }] }]
    await refused({ phases }).toMatchObject({ code: 'parameter_missing', param: 'customer' })
    await refused({ customer }).toMatchObject({ code: 'parameter_missing', param: 'phases' })
    await refused({ from_subscription: 'sub_0', phases }).toMatchObject({ param: 'from_subscription' })
    await refused({ from_subscription: 'sub_0' }).toMatchObject({
      code: 'resource_missing',
      param: 'from_subscription',
    })
    await refused({ customer, phases: [{ items: [{ price: 'price_0' }] }] }).toMatchObject({
      code: 'resource_missing',
      param: 'phases[0][items][0][price]',
    })
    await refused({ customer, phases: [{ items: [{ price: small }], end_date: 1 }] }).toMatchObject({
      param: 'phases[0][end_date]',
    })
    await expect(stripe.subscriptionSchedules.retrieve('sub_sched_0')).rejects.toMatchObject({ statusCode: 404 })
  })
})
