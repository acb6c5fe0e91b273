import { afterAll, describe, expect, it } from 'vitest'
import { clockedPayer, plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const HOUR = 60 * 60
const on = (month: number, day: number) => Date.UTC(2027, month - 1, day, 12) / 1000

let count = 0
const feature = (name = 'Premium') =>
  stripe.entitlements.features.create({ name, lookup_key: `feature_${count++}`, metadata: { a: 'b' } })

const plan = async (...features: string[]) => {
  const { id, product } = await stripe.prices.create({
    currency: 'eur',
    unit_amount: 500,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  })
  for (const entitlement_feature of features) {
    await stripe.products.createFeature(String(product), { entitlement_feature })
  }
  return { price: id, product: String(product) }
}

const entitled = async (customer: string) =>
  (await stripe.entitlements.activeEntitlements.list({ customer })).data.map(({ feature }) => feature)

const summaries = async (customer: string) => {
  const { data } = await stripe.events.list({ type: 'entitlements.active_entitlement_summary.updated', limit: 100 })
  return data.filter((event) => (event.data.object as { customer?: unknown }).customer === customer).reverse()
}

describe('features', () => {
  it('are created, changed, archived and found by their key', async () => {
    const created = await feature()
    expect(created).toMatchObject({ active: true, name: 'Premium', metadata: { a: 'b' } })
    expect(departures(plain(created))).toEqual([])
    const { id, lookup_key } = created
    await expect(stripe.entitlements.features.create({ name: 'Other', lookup_key })).rejects.toMatchObject({
      statusCode: 400,
      param: 'lookup_key',
    })
    expect(await stripe.entitlements.features.update(id, { name: 'Gold', metadata: { a: '' } })).toMatchObject({
      name: 'Gold',
      metadata: {},
    })
    expect((await stripe.entitlements.features.list({ lookup_key })).data.map((each) => each.id)).toEqual([id])
    await stripe.entitlements.features.update(id, { active: false })
    expect((await stripe.entitlements.features.list({ lookup_key })).data).toEqual([])
    expect((await stripe.entitlements.features.list({ lookup_key, archived: true })).data).toHaveLength(1)
    await expect(stripe.entitlements.features.update(id, { name: 'Old' })).rejects.toMatchObject({ statusCode: 400 })
    const { product } = await plan()
    await expect(stripe.products.createFeature(product, { entitlement_feature: id })).rejects.toMatchObject({
      param: 'entitlement_feature',
    })
    expect((await stripe.entitlements.features.create({ name: 'New', lookup_key })).id).not.toBe(id)
    await expect(
      stripe.entitlements.features.create({ name: 'Long', lookup_key: 'x'.repeat(81) }),
    ).rejects.toMatchObject({ param: 'lookup_key' })
  })

  it('are attached to products once, and removed from them', async () => {
    const { id } = await feature()
    const { product } = await plan()
    const other = await plan()
    const attached = await stripe.products.createFeature(product, { entitlement_feature: id })
    expect(attached).toMatchObject({ object: 'product_feature', entitlement_feature: { id, name: 'Premium' } })
    expect(departures(plain(attached))).toEqual([])
    await expect(stripe.products.createFeature(product, { entitlement_feature: id })).rejects.toMatchObject({
      statusCode: 400,
    })
    await expect(stripe.products.createFeature(product, { entitlement_feature: 'feat_0' })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'entitlement_feature',
    })
    const { data } = await stripe.products.listFeatures(product)
    expect(data).toMatchObject([{ id: attached.id, entitlement_feature: { id } }])
    expect((await stripe.products.retrieveFeature(product, attached.id)).id).toBe(attached.id)
    await expect(stripe.products.deleteFeature(other.product, attached.id)).rejects.toMatchObject({ statusCode: 404 })
    expect(await stripe.products.deleteFeature(product, attached.id)).toMatchObject({ deleted: true })
    expect((await stripe.products.listFeatures(product)).data).toEqual([])
  })
})

describe('active entitlements', () => {
  it('follow the subscriptions of a customer, with one event for each change', async () => {
    const [a, b, c] = [(await feature()).id, (await feature()).id, (await feature()).id]
    const [small, large] = [await plan(a, b), await plan(b, c)]
    const { id: customer } = await stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })
    expect(await entitled(customer)).toEqual([])
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: small.price }] })
    expect((await entitled(customer)).sort()).toEqual([a, b].sort())
    const [first] = (await stripe.entitlements.activeEntitlements.list({ customer, expand: ['data.feature'] })).data
    expect(first).toMatchObject({ object: 'entitlements.active_entitlement', feature: { name: 'Premium' } })
    expect(departures(plain(first))).toEqual([])
    expect(await stripe.entitlements.activeEntitlements.retrieve(first?.id ?? '')).toMatchObject({ id: first?.id })

    const [item] = subscription.items.data
    const items = [{ id: item?.id ?? '', price: large.price }]
    await stripe.subscriptions.update(subscription.id, { items })
    expect((await entitled(customer)).sort()).toEqual([b, c].sort())
    await stripe.subscriptions.update(subscription.id, { metadata: { seen: 'yes' } })
    await stripe.subscriptions.cancel(subscription.id)
    expect(await entitled(customer)).toEqual([])

    const events = await summaries(customer)
    const featuresIn = (list: unknown) =>
      (list as { data: { feature: string }[] }).data.map((each) => each.feature).sort()
    const told = events.map(({ data: { object, previous_attributes: before } }) => [
      featuresIn((before as { entitlements?: unknown }).entitlements),
      featuresIn((object as { entitlements?: unknown }).entitlements),
    ])
    expect(told).toEqual([
      [[], [a, b].sort()],
      [[a, b].sort(), [b, c].sort()],
      [[b, c].sort(), []],
    ])
    expect(events[0]?.data.object).toEqual({
      object: 'entitlements.active_entitlement_summary',
      customer,
      entitlements: {
        object: 'list',
        data: [expect.objectContaining({ object: 'entitlements.active_entitlement' }), expect.anything()],
        has_more: false,
        url: `/v1/customer/${customer}/entitlements`,
      },
      livemode: false,
    })
  })

  it('wait for the first payment, and stay while one is past due', async () => {
    const { id } = await feature()
    const { price } = await plan(id)
    const { advance, customer } = await clockedPayer(stripe, on(1, 1))
    const { id: unpaid } = await stripe.subscriptions.create({
      customer,
      items: [{ price }],
      payment_behavior: 'default_incomplete',
    })
    expect(await entitled(customer)).toEqual([])
    await stripe.subscriptions.cancel(unpaid)
    const { id: subscription } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    expect(await entitled(customer)).toEqual([id])
    const { id: bad } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: bad } })
    await advance(on(2, 1) + HOUR)
    expect((await stripe.subscriptions.retrieve(subscription)).status).toBe('past_due')
    expect(await entitled(customer)).toEqual([id])
    await advance(on(2, 20))
    expect((await stripe.subscriptions.retrieve(subscription)).status).toBe('canceled')
    expect(await entitled(customer)).toEqual([])
    expect((await summaries(customer)).map(({ created }) => created)).toEqual([on(1, 1), on(2, 16) + HOUR])
  })

  it('come with a renewal where the product has got a feature since', async () => {
    const { price, product } = await plan()
    const { advance, customer } = await clockedPayer(stripe, on(1, 1))
    await stripe.subscriptions.create({ customer, items: [{ price }] })
    const { id } = await feature()
    await stripe.products.createFeature(product, { entitlement_feature: id })
    expect(await entitled(customer)).toEqual([])
    await advance(on(2, 1))
    expect(await entitled(customer)).toEqual([id])
  })

  it('are taken back while a subscription is paused on request', async () => {
    const { id } = await feature()
    const { price } = await plan(id)
    const { advance, customer } = await clockedPayer(stripe, on(1, 1))
    const { id: subscription } = await stripe.subscriptions.create({ customer, items: [{ price }] })
    await advance(on(1, 16) + 12 * HOUR)
    const paused = await stripe.subscriptions.pause(subscription)
    expect(departures(plain(paused))).toEqual([])
    expect(paused).toMatchObject({
      status: 'paused',
      status_details: { paused: { subscription: { type: 'pause_requested' }, type: 'subscription' } },
      items: { data: [{ current_period_end: on(1, 16) + 12 * HOUR }] },
    })
    expect(await entitled(customer)).toEqual([])
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toMatchObject([
      { amount: -250, proration: true },
    ])
    await expect(stripe.subscriptions.pause(subscription)).rejects.toMatchObject({ statusCode: 400 })
    await advance(on(2, 10))
    expect((await stripe.invoices.list({ subscription })).data).toHaveLength(1)
    const resumed = await stripe.subscriptions.resume(subscription, {
      payment_behavior: 'resume_on_payment_success',
      expand: ['latest_invoice'],
    })
    expect(resumed).toMatchObject({ status: 'active', latest_invoice: { total: 250 } })
    expect(resumed).not.toHaveProperty('status_details')
    expect(await entitled(customer)).toEqual([id])
    const types = (await stripe.events.list({ types: ['customer.subscription.paused'] })).data
    expect(types.map(({ data }) => 'id' in data.object && data.object.id)).toEqual([subscription])
  })

  it.each([
    { collection_method: 'send_invoice', days_until_due: 5 },
    { billing_mode: { type: 'classic' } },
    { trial_period_days: 5 },
  ] as const)('stay with a subscription that cannot be paused: %o', async (params) => {
    const { price } = await plan()
    const { customer } = await clockedPayer(stripe, on(1, 1))
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price }], ...params })
    await expect(stripe.subscriptions.pause(id)).rejects.toMatchObject({ statusCode: 400 })
  })
})
