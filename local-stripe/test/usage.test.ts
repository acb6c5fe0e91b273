import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { clockedPayer, plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const HOUR = 60 * 60
const DAY = 24 * HOUR
const on = (month: number, day: number) => Date.UTC(2027, month - 1, day, 12) / 1000

let count = 0
const meterOf = (params: Partial<Stripe.Billing.MeterCreateParams> = {}) =>
  stripe.billing.meters.create({
    display_name: 'Calls',
    event_name: `calls_${count++}`,
    default_aggregation: { formula: 'sum' },
    ...params,
  })

const metered = (meter: string, params: Partial<Stripe.PriceCreateParams> = { unit_amount: 20 }) =>
  stripe.prices.create({
    currency: 'eur',
    recurring: { interval: 'month', usage_type: 'metered', meter },
    product_data: { name: 'Call' },
    ...params,
  })

/** A customer on a test clock with a metered subscription, and what reports usage of it. */
async function user(meter: Stripe.Billing.Meter, price: string, extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const { advance, customer } = await clockedPayer(stripe, on(1, 1))
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price }], ...extra })
  const use = (value: string, timestamp?: number) =>
    stripe.billing.meterEvents.create({
      event_name: meter.event_name,
      payload: { stripe_customer_id: customer, value },
      ...(timestamp !== undefined && { timestamp }),
    })
  return { advance, customer, id, use }
}

const latest = async (subscription: string) => {
  const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(subscription, { expand: ['latest_invoice'] })
  const { lines, total } = expanded<Stripe.Invoice>(invoice)
  return { total, lines: lines.data.map(({ amount, description, quantity }) => [amount, description, quantity]) }
}

describe('meters', () => {
  it('are created with defaults, renamed, switched off and on', async () => {
    const meter = await meterOf()
    expect(departures(plain(meter))).toEqual([])
    expect(meter).toMatchObject({
      status: 'active',
      customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
      value_settings: { event_payload_key: 'value' },
      event_time_window: null,
    })
    const { event_name, id } = meter
    await expect(meterOf({ event_name })).rejects.toMatchObject({ statusCode: 400, param: 'event_name' })
    expect(await stripe.billing.meters.update(id, { display_name: 'All calls' })).toMatchObject({
      display_name: 'All calls',
    })
    const off = await stripe.billing.meters.deactivate(id)
    expect(off).toMatchObject({ status: 'inactive', status_transitions: { deactivated_at: expect.any(Number) } })
    await expect(stripe.billing.meters.deactivate(id)).rejects.toMatchObject({ statusCode: 400 })
    await expect(metered(id)).rejects.toMatchObject({ param: 'recurring[meter]' })
    expect((await stripe.billing.meters.list({ status: 'inactive' })).data.map((each) => each.id)).toEqual([id])
    expect(await stripe.billing.meters.reactivate(id)).toMatchObject({ status: 'active' })
    const { data } = await stripe.events.list({ type: 'billing.meter.*' })
    const types = data.filter(({ data }) => (data.object as { id?: unknown }).id === id).map(({ type }) => type)
    expect(types).toEqual([
      'billing.meter.reactivated',
      'billing.meter.deactivated',
      'billing.meter.updated',
      'billing.meter.created',
    ])
  })

  it('are what a metered price needs', async () => {
    const recurring = { interval: 'month', usage_type: 'metered' } as const
    const params = { currency: 'eur', unit_amount: 5, product_data: { name: 'Call' } }
    await expect(stripe.prices.create({ ...params, recurring })).rejects.toMatchObject({ param: 'recurring[meter]' })
    await expect(metered('mtr_0')).rejects.toMatchObject({ code: 'resource_missing', param: 'recurring[meter]' })
    const { id } = await meterOf()
    expect(await metered(id)).toMatchObject({ recurring: { meter: id, usage_type: 'metered' } })
    await expect(
      stripe.prices.create({ ...params, recurring: { interval: 'month', meter: id } }),
    ).rejects.toMatchObject({ param: 'recurring[meter]' })
  })
})

describe('meter events', () => {
  it('are answered as they were reported, and refused where they cannot count', async () => {
    const meter = await meterOf()
    const { id: customer } = await stripe.customers.create()
    const payload = { stripe_customer_id: customer, value: '25' }
    const { event_name } = meter
    const event = await stripe.billing.meterEvents.create({ event_name, payload, identifier: 'one' })
    expect(plain(event)).toEqual({
      object: 'billing.meter_event',
      created: expect.any(Number),
      event_name,
      identifier: 'one',
      livemode: false,
      payload,
      timestamp: event.created,
    })
    const refused = (params: Partial<Stripe.Billing.MeterEventCreateParams>) =>
      expect(stripe.billing.meterEvents.create({ event_name, payload, ...params })).rejects
    await refused({ identifier: 'one' }).toMatchObject({ message: 'An event already exists with identifier one.' })
    await refused({ event_name: 'none' }).toMatchObject({ message: 'No active meter found for event name "none".' })
    await refused({ payload: { value: '1' } }).toMatchObject({ param: 'payload[stripe_customer_id]' })
    await refused({ payload: { stripe_customer_id: customer } }).toMatchObject({ param: 'payload[value]' })
    await refused({ payload: { ...payload, value: 'many' } }).toMatchObject({ param: 'payload[value]' })
    await refused({ payload: { ...payload, stripe_customer_id: 'cus_0' } }).toMatchObject({ code: 'resource_missing' })
    await refused({ timestamp: event.created - 36 * DAY }).toMatchObject({ param: 'timestamp' })
    await refused({ timestamp: event.created + HOUR }).toMatchObject({ param: 'timestamp' })
  })

  it('are summed up in all, and by hour or day', async () => {
    const meter = await meterOf()
    const { customer, use } = await user(meter, (await metered(meter.id)).id)
    const start = on(1, 1) - 12 * HOUR
    await use('10', start)
    await use('5.5', start + HOUR + 1)
    await use('4', on(1, 1))
    const params = { customer, start_time: start, end_time: start + DAY }
    const whole = await stripe.billing.meters.listEventSummaries(meter.id, params)
    expect(whole.data).toMatchObject([
      { aggregated_value: 19.5, meter: meter.id, start_time: start, end_time: start + DAY },
    ])
    expect(departures(plain(whole.data[0]))).toEqual([])
    const hourly = { ...params, value_grouping_window: 'hour' } as const
    const { data } = await stripe.billing.meters.listEventSummaries(meter.id, hourly)
    expect(data.map((each) => [(each.start_time - start) / HOUR, each.aggregated_value])).toEqual([
      [12, 4],
      [1, 5.5],
      [0, 10],
    ])
    const page = await stripe.billing.meters.listEventSummaries(meter.id, { ...hourly, limit: 1 })
    expect(page).toMatchObject({ has_more: true, data: [{ id: data[0]?.id }] })
    const next = { ...hourly, starting_after: data[0]?.id ?? '' }
    expect((await stripe.billing.meters.listEventSummaries(meter.id, next)).data).toHaveLength(2)
    await expect(
      stripe.billing.meters.listEventSummaries(meter.id, { ...hourly, start_time: start + 60 }),
    ).rejects.toMatchObject({ param: 'start_time' })
  })

  it.each([
    ['count', null, 3],
    ['last', null, 4],
    ['sum', null, 19],
    ['sum', 'day', 9],
  ] as const)('are added up by %s, in windows of %s', async (formula, event_time_window, expected) => {
    const meter = await meterOf({
      default_aggregation: { formula },
      ...(event_time_window && { event_time_window }),
    })
    const { customer, use } = await user(meter, (await metered(meter.id)).id)
    const midnight = on(1, 1) - 12 * HOUR
    await use('10', midnight)
    await use('5', midnight + HOUR)
    await use('4', midnight - HOUR)
    await use('4', on(1, 1) - 10)
    // The one of the day before comes first, in whichever order they are sent.
    const params = { customer, start_time: midnight, end_time: midnight + DAY }
    const { data } = await stripe.billing.meters.listEventSummaries(meter.id, params)
    const ofBoth = { ...params, start_time: midnight - DAY }
    const both = await stripe.billing.meters.listEventSummaries(meter.id, ofBoth)
    expect(data[0]?.aggregated_value).toBe(event_time_window ? expected - 5 : expected)
    expect(both.data[0]?.aggregated_value).toBe({ count: 4, last: 4, sum: event_time_window ? 8 : 23 }[formula])
  })

  it('are taken back for a day', async () => {
    const meter = await meterOf()
    const { id: customer } = await stripe.customers.create()
    const { event_name } = meter
    const payload = { stripe_customer_id: customer, value: '7' }
    const event = await stripe.billing.meterEvents.create({ event_name, payload, identifier: 'oops' })
    const cancel = { event_name, type: 'cancel', cancel: { identifier: 'oops' } } as const
    expect(plain(await stripe.billing.meterEventAdjustments.create(cancel))).toEqual({
      object: 'billing.meter_event_adjustment',
      cancel: { identifier: 'oops' },
      event_name,
      livemode: false,
      status: 'pending',
      type: 'cancel',
    })
    const start_time = Math.floor(event.timestamp / 60) * 60
    const params = { customer, start_time, end_time: start_time + 60 }
    expect((await stripe.billing.meters.listEventSummaries(meter.id, params)).data).toMatchObject([
      { aggregated_value: 0 },
    ])
    await expect(stripe.billing.meterEventAdjustments.create(cancel)).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'cancel[identifier]',
    })
  })
})

describe('usage', () => {
  it('is billed with the renewal after it, each period for itself', async () => {
    const meter = await meterOf()
    const fee = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 500,
      recurring: { interval: 'month' },
      product_data: { name: 'Base' },
    })
    const price = await metered(meter.id)
    const { advance, id, use } = await user(meter, price.id, { items: [{ price: fee.id }, { price: price.id }] })
    expect(await latest(id)).toEqual({
      total: 500,
      lines: [
        [500, '1 × Base (at €5.00 / month)', 1],
        [0, '0 × Call (at €0.20 / month)', 0],
      ],
    })
    await use('3')
    await advance(on(1, 20))
    await use('4')
    const { lines } = await stripe.invoices.createPreview({ subscription: id })
    expect(lines.data.map(({ amount }) => amount)).toEqual([140, 500])
    await advance(on(2, 1) + HOUR)
    expect(await latest(id)).toEqual({
      total: 640,
      lines: [
        [140, '7 × Call (at €0.20 / month)', 7],
        [500, '1 × Base (at €5.00 / month)', 1],
      ],
    })
    const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    const renewal = expanded<Stripe.Invoice>(invoice)
    expect(renewal.status).toBe('paid')
    expect(renewal.lines.data[0]?.period).toEqual({ start: on(1, 1), end: on(2, 1) })
    expect(departures(plain(renewal))).toEqual([])
    await use('1')
    await advance(on(3, 1))
    expect((await latest(id)).lines[0]).toEqual([20, '1 × Call (at €0.20 / month)', 1])
  })

  it('costs what tiers and packages say', async () => {
    const meter = await meterOf()
    const tiered = await metered(meter.id, {
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      tiers: [
        { up_to: 10, unit_amount: 0 },
        { up_to: 'inf', unit_amount: 5 },
      ],
    })
    const packaged = await metered(meter.id, { unit_amount: 1000, transform_quantity: { divide_by: 60, round: 'up' } })
    const { advance, id, use } = await user(meter, '', { items: [{ price: tiered.id }, { price: packaged.id }] })
    await use('150')
    await advance(on(2, 1))
    expect(await latest(id)).toMatchObject({
      total: 3700,
      lines: [
        [0, '10 × Call (Tier 1 at €0.00 / month)', 10],
        [700, '140 × Call (Tier 2 at €0.05 / month)', 140],
        [3000, '150 × Call (at €10.00 / month)', 150],
      ],
    })
  })

  it('of a trial is free', async () => {
    const meter = await meterOf()
    const { advance, id, use } = await user(meter, (await metered(meter.id)).id, { trial_period_days: 7 })
    await use('9')
    await advance(on(1, 8) + HOUR)
    expect((await latest(id)).total).toBe(0)
    await use('2')
    await advance(on(2, 8))
    expect((await latest(id)).total).toBe(40)
  })

  it('before a change of the price is billed at the old one, unless nothing is to be', async () => {
    const meter = await meterOf()
    const [cheap, dear] = [await metered(meter.id), await metered(meter.id, { unit_amount: 100 })]
    for (const [proration_behavior, expected] of [
      ['create_prorations', 60 + 200],
      ['none', 200],
    ] as const) {
      const { advance, id, use } = await user(meter, cheap.id)
      await use('3')
      await advance(on(1, 16))
      const [item] = (await stripe.subscriptions.retrieve(id)).items.data
      const items = [{ id: item?.id ?? '', price: dear.id }]
      await stripe.subscriptions.update(id, { items, proration_behavior })
      await use('2')
      await advance(on(2, 1))
      expect((await latest(id)).total).toBe(expected)
    }
  })

  it('is billed when the subscription ends at a time, and at once on request', async () => {
    const meter = await meterOf()
    const price = await metered(meter.id)
    const atEnd = await user(meter, price.id, { cancel_at_period_end: true })
    await atEnd.use('5')
    await atEnd.advance(on(2, 1) + HOUR)
    expect(await stripe.subscriptions.retrieve(atEnd.id)).toMatchObject({ status: 'canceled' })
    expect((await latest(atEnd.id)).total).toBe(100)
    const now = await user(meter, price.id)
    await now.use('6')
    await now.advance(on(1, 10))
    await stripe.subscriptions.cancel(now.id, { invoice_now: true })
    expect((await latest(now.id)).total).toBe(120)
    const never = await user(meter, price.id)
    await never.use('6')
    await stripe.subscriptions.cancel(never.id)
    expect((await latest(never.id)).total).toBe(0)
  })

  it('of a time before is billed by a subscription that is backdated', async () => {
    const meter = await meterOf()
    const price = await metered(meter.id)
    const { advance, customer } = await clockedPayer(stripe, on(1, 20))
    await stripe.billing.meterEvents.create({
      event_name: meter.event_name,
      payload: { stripe_customer_id: customer, value: '8' },
      timestamp: on(1, 10),
    })
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      backdate_start_date: on(1, 5),
      billing_cycle_anchor: on(2, 1),
    })
    await advance(on(2, 1))
    expect((await latest(id)).total).toBe(160)
  })

  it('takes no quantity', async () => {
    const meter = await meterOf()
    const price = (await metered(meter.id)).id
    const { customer, id } = await user(meter, price)
    const params = { param: 'items[0][quantity]' }
    await expect(stripe.subscriptions.create({ customer, items: [{ price, quantity: 2 }] })).rejects.toMatchObject(
      params,
    )
    const [item] = (await stripe.subscriptions.retrieve(id)).items.data
    expect(item).not.toHaveProperty('quantity')
    const items = [{ id: item?.id ?? '', quantity: 3 }]
    await expect(stripe.subscriptions.update(id, { items })).rejects.toMatchObject(params)
  })
})
