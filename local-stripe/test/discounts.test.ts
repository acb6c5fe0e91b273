import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60

const price = (amount: number, recurring = false) =>
  stripe.prices.create({
    currency: 'eur',
    unit_amount: amount,
    product_data: { name: recurring ? 'Plan' : 'Mug' },
    ...(recurring && { recurring: { interval: 'month' } }),
  })

const payer = (test_clock?: string) =>
  stripe.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
    ...(test_clock !== undefined && { test_clock }),
  })

const code = (coupon: string, params: Partial<Stripe.PromotionCodeCreateParams> = {}) =>
  stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon }, ...params })

const session = async (params: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: (await price(999)).id, quantity: 3 }],
    success_url: 'https://shop.example/thanks',
    ...params,
  })

const submit = (id: string, fields: Record<string, string>) => {
  const page = new URL(`/checkout/${id}`, local.url)
  const body = new URLSearchParams(fields)
  return fetch(page, { method: 'POST', redirect: 'manual', body, headers: { origin: page.origin } })
}

const pays = { card: '4242424242424242', email: 'jenny@example.com' }

describe('coupons', () => {
  it('are made, changed, listed and deleted', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 12.5, name: 'Spring', metadata: { a: '1' } })
    expect(coupon).toMatchObject({
      object: 'coupon',
      percent_off: 12.5,
      amount_off: null,
      currency: null,
      duration: 'once',
      duration_in_months: null,
      times_redeemed: 0,
      valid: true,
    })
    expect(coupon.id).toMatch(/^\w{8}$/)
    expect(departures(coupon)).toEqual([])
    expect(await stripe.coupons.update(coupon.id, { name: 'Summer' })).toMatchObject({ name: 'Summer' })
    expect((await stripe.coupons.list({ limit: 1 })).data).toMatchObject([{ id: coupon.id }])
    expect(await stripe.coupons.del(coupon.id)).toEqual({ id: coupon.id, object: 'coupon', deleted: true })
    await expect(stripe.coupons.retrieve(coupon.id)).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'coupon',
    })
    const { data } = await stripe.events.list({ types: ['coupon.created', 'coupon.updated', 'coupon.deleted'] })
    expect(data.map(({ type }) => type)).toEqual(['coupon.deleted', 'coupon.updated', 'coupon.created'])
  })

  it('show the products that they are for, and other currencies, when asked', async () => {
    const { product } = await price(100)
    const coupon = await stripe.coupons.create({
      amount_off: 300,
      currency: 'eur',
      applies_to: { products: [String(product)] },
      currency_options: { usd: { amount_off: 350 } },
    })
    expect(coupon).not.toHaveProperty('applies_to')
    const shown = await stripe.coupons.retrieve(coupon.id, { expand: ['applies_to', 'currency_options'] })
    expect(shown.applies_to).toEqual({ products: [product] })
    expect(shown.currency_options).toEqual({ eur: { amount_off: 300 }, usd: { amount_off: 350 } })
  })

  it.each([
    ['', 'parameter_missing', 'percent_off'],
    ['percent_off=0', undefined, 'percent_off'],
    ['percent_off=101', undefined, 'percent_off'],
    ['percent_off=10&amount_off=5&currency=eur', 'parameters_exclusive', 'amount_off'],
    ['amount_off=5', 'parameter_missing', 'currency'],
    ['amount_off=0&currency=eur', 'parameter_invalid_integer', 'amount_off'],
    ['percent_off=10&duration=repeating', 'parameter_missing', 'duration_in_months'],
    ['percent_off=10&duration=once&duration_in_months=3', undefined, 'duration_in_months'],
    ['percent_off=10&redeem_by=1', undefined, 'redeem_by'],
    ['percent_off=10&applies_to[products][]=prod_none', 'resource_missing', 'applies_to[products][0]'],
  ])('%s is refused', async (form, expected, param) => {
    const { body, status } = await local.call('POST /v1/coupons', form)
    expect(status).toBe(400)
    expect([body.error?.code, body.error?.param]).toEqual([expected, param])
  })

  it('end when they were redeemed as often as they may be, and their codes with them', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50, max_redemptions: 1 })
    const { id } = await code(coupon, { code: 'LASTONE' })
    const { id: customer } = await payer()
    await stripe.invoices.create({ customer, currency: 'eur', discounts: [{ promotion_code: id }] })
    expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1, valid: false })
    expect(await stripe.promotionCodes.retrieve(id)).toMatchObject({ times_redeemed: 1, active: false })
    await expect(stripe.invoices.create({ customer, currency: 'eur', discounts: [{ coupon }] })).rejects.toMatchObject({
      statusCode: 400,
      param: 'discounts[0][coupon]',
    })
  })
})

describe('promotion codes', () => {
  it('stand for a coupon, whatever the case they are written in', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const made = await code(coupon, { code: 'Spring-26' })
    expect(made).toMatchObject({ active: true, code: 'Spring-26', promotion: { coupon, type: 'coupon' } })
    expect(departures(made)).toEqual([])
    await expect(code(coupon, { code: 'SPRING-26' })).rejects.toMatchObject({ statusCode: 400, param: 'code' })
    expect((await stripe.promotionCodes.list({ code: 'spring-26' })).data).toMatchObject([{ id: made.id }])
    expect(await stripe.promotionCodes.update(made.id, { active: false })).toMatchObject({ active: false })
    expect((await stripe.promotionCodes.list({ coupon, active: true })).data).toEqual([])
    expect((await code(coupon, { code: 'SPRING-26' })).active).toBe(true)
  })

  it('refuse a coupon that there is not, and what is over', async () => {
    await expect(code('none')).rejects.toMatchObject({ code: 'resource_missing', param: 'promotion[coupon]' })
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    await expect(code(coupon, { code: 'A B' })).rejects.toMatchObject({ param: 'code' })
    await expect(code(coupon, { expires_at: 5 })).rejects.toMatchObject({ param: 'expires_at' })
    await expect(code(coupon, { restrictions: { minimum_amount: 5 } })).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'restrictions[minimum_amount_currency]',
    })
  })
})

describe('invoices', () => {
  it('take a discount off, each line its part', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 33.33 })
    const draft = await stripe.invoices.create({ customer, currency: 'eur', discounts: [{ coupon }] })
    for (const amount of [1001, 999, -100]) {
      await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency: 'eur' })
    }
    const filled = await stripe.invoices.retrieve(draft.id, { expand: ['discounts'] })
    // A credit is not reduced: 33.33 % of 2000.
    expect(filled).toMatchObject({ subtotal: 1900, total: 1233, amount_due: 1233 })
    const [discount] = filled.discounts.map((each) => expanded(each))
    expect(discount).toMatchObject({ object: 'discount', invoice: draft.id, source: { coupon, type: 'coupon' } })
    expect(filled.total_discount_amounts).toEqual([{ amount: 667, discount: discount?.id }])
    expect(filled.lines.data.map((line) => line.discount_amounts?.map(({ amount }) => amount))).toEqual([
      [334],
      [333],
      [0],
    ])
    expect(departures((await local.call(`GET /v1/invoices/${draft.id}`, 'expand[]=discounts')).body)).toEqual([])
    const paid = await stripe.invoices.pay(draft.id)
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 1233 })
  })

  it('take nothing off when it is cleared, and keep one that is named by its id', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ amount_off: 300, currency: 'eur' })
    const draft = await stripe.invoices.create({ customer, currency: 'eur', discounts: [{ coupon }] })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1000, currency: 'eur' })
    const [discount] = draft.discounts.map(String)
    const kept = await stripe.invoices.update(draft.id, { discounts: [{ discount: discount ?? '' }] })
    expect(kept).toMatchObject({ discounts: [discount], total: 700 })
    expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(1)
    expect(await stripe.invoices.update(draft.id, { discounts: '' })).toMatchObject({ discounts: [], total: 1000 })
  })

  it('take an amount off an item alone, and no more than there is', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ amount_off: 300, currency: 'eur' })
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      amount: 200,
      currency: 'eur',
      discounts: [{ coupon }],
    })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 500, currency: 'eur' })
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ subtotal: 500, total: 500 })
  })

  it('count what comes off an item in their subtotal, and what comes off all of them after it', async () => {
    const { id: customer } = await payer()
    const { id: half } = await stripe.coupons.create({ percent_off: 50 })
    const { id: tenth } = await stripe.coupons.create({ percent_off: 10 })
    const draft = await stripe.invoices.create({ customer, currency: 'eur', discounts: [{ coupon: tenth }] })
    const within = await stripe.taxRates.create({ display_name: 'VAT', inclusive: true, percentage: 19 })
    const item = await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      amount: 2380,
      currency: 'eur',
      discounts: [{ coupon: half }],
      tax_rates: [within.id],
    })
    const filled = await stripe.invoices.retrieve(draft.id)
    expect(filled).toMatchObject({
      subtotal: 1190,
      subtotal_excluding_tax: 1000,
      total: 1071,
      total_excluding_tax: 900,
    })
    const [onAll, onItem] = [String(filled.discounts[0]), String(item.discounts?.[0])]
    const amounts = [
      { amount: 1190, discount: onItem },
      { amount: 119, discount: onAll },
    ]
    const credits = amounts.map((of) => ({ ...of, type: 'discount' }))
    expect(filled.total_discount_amounts).toEqual(amounts)
    expect(filled.total_pretax_credit_amounts).toEqual(credits)
    expect(filled.lines.data[0]).toMatchObject({
      amount: 2380,
      subtotal: 2380,
      discount_amounts: amounts,
      pretax_credit_amounts: credits,
    })
    expect(departures((await local.call(`GET /v1/invoices/${draft.id}`)).body)).toEqual([])
    await stripe.invoices.update(draft.id, { discounts: '' })
    await stripe.invoiceItems.update(item.id, { discounts: '' })
    const without = await stripe.invoices.retrieve(draft.id)
    expect(without).toMatchObject({ subtotal: 2380, total: 2380, total_pretax_credit_amounts: [] })
    expect(without.lines.data[0]?.pretax_credit_amounts).toEqual([])
  })

  it('count what comes off the items of a subscription in their subtotal, in previews too', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: 'forever' })
    const price_data = { currency: 'eur', unit_amount: 1900, recurring: { interval: 'month' as const } }
    const { id: product } = await stripe.products.create({ name: 'Gold' })
    const { id, latest_invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: { ...price_data, product }, discounts: [{ coupon }] }],
    })
    expect(await stripe.invoices.retrieve(String(latest_invoice))).toMatchObject({ subtotal: 950, total: 950 })
    expect(await stripe.invoices.createPreview({ subscription: id })).toMatchObject({ subtotal: 950, total: 950 })
  })

  it('refuse a coupon in another currency', async () => {
    const { id: customer } = await payer()
    const { id: coupon } = await stripe.coupons.create({ amount_off: 300, currency: 'usd' })
    await expect(stripe.invoices.create({ customer, currency: 'eur', discounts: [{ coupon }] })).rejects.toMatchObject({
      statusCode: 400,
      param: 'discounts[0][coupon]',
    })
    await expect(stripe.invoices.create({ customer, discounts: [{ coupon: 'none' }] })).rejects.toMatchObject({
      code: 'resource_missing',
      message: "No such coupon: 'none'",
    })
  })
})

describe('subscriptions', () => {
  const starting = async (coupon: Stripe.CouponCreateParams, more: Partial<Stripe.SubscriptionCreateParams> = {}) => {
    const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 })
    const { id: customer } = await payer(clock)
    const { id } = await stripe.coupons.create(coupon)
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await price(1000, true)).id }],
      discounts: [{ coupon: id }],
      ...more,
    })
    const pass = (days: number) =>
      stripe.testHelpers.testClocks.advance(clock, { frozen_time: 1_800_000_000 + days * DAY })
    const totals = async () => {
      const { data } = await stripe.invoices.list({ subscription: subscription.id })
      return data.map(({ total }) => total).reverse()
    }
    return { subscription, pass, totals }
  }

  it('have one for once off their first invoice', async () => {
    const { pass, subscription, totals } = await starting({ percent_off: 25 })
    expect(subscription.status).toBe('active')
    expect(subscription.discounts).toEqual([])
    await pass(33)
    expect(await totals()).toEqual([750, 1000])
  })

  it('keep one for once through a trial', async () => {
    const { pass, subscription, totals } = await starting({ percent_off: 25 }, { trial_period_days: 5 })
    expect(subscription.discounts).toHaveLength(1)
    await pass(6)
    expect(await totals()).toEqual([0, 750])
  })

  it('have one for some months off as many, and one forever off all', async () => {
    const some = await starting({ amount_off: 400, currency: 'eur', duration: 'repeating', duration_in_months: 2 })
    await some.pass(50)
    await some.pass(100)
    expect(await some.totals()).toEqual([600, 600, 1000, 1000])
    const always = await starting({ percent_off: 10, duration: 'forever' })
    await always.pass(40)
    await always.pass(70)
    expect(await always.totals()).toEqual([900, 900, 900])
  })

  it('credit and charge what is left of a price after it', async () => {
    const { pass, subscription } = await starting({ percent_off: 50, duration: 'forever' })
    const [item] = subscription.items.data
    const half = ((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)) / 2 / DAY
    await pass(half)
    const next = await price(2000, true)
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item?.id ?? '', price: next.id }] })
    const { data } = await stripe.invoiceItems.list({ customer: String(subscription.customer) })
    expect(data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-250, 500])
  })

  it('lose it', async () => {
    const { subscription } = await starting({ percent_off: 50, duration: 'forever' })
    const [id] = subscription.discounts
    const gone = await stripe.subscriptions.deleteDiscount(subscription.id)
    expect(gone).toMatchObject({ id, object: 'discount', deleted: true, subscription: subscription.id })
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ discounts: [] })
    const { data } = await stripe.events.list({ type: 'customer.discount.*' })
    expect(data.slice(0, 1)).toMatchObject([{ type: 'customer.discount.deleted' }])
    await expect(stripe.subscriptions.deleteDiscount(subscription.id)).rejects.toMatchObject({ statusCode: 400 })
  })
})

describe('sessions', () => {
  it('take a coupon off their lines, and count it when they are paid', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const created = await session({ discounts: [{ coupon }] })
    expect(created).toMatchObject({
      amount_subtotal: 2997,
      amount_total: 2697,
      discounts: [{ coupon, promotion_code: null }],
      total_details: { amount_discount: 300 },
    })
    expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(0)
    expect((await submit(created.id, pays)).status).toBe(303)
    const paid = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['payment_intent', 'line_items.data.discounts', 'total_details.breakdown'],
    })
    expect(expanded(paid.payment_intent).amount_received).toBe(2697)
    expect(paid.total_details?.breakdown?.discounts).toMatchObject([
      { amount: 300, discount: { checkout_session: created.id, source: { coupon } } },
    ])
    expect(paid.line_items?.data).toMatchObject([
      { amount_subtotal: 2997, amount_discount: 300, amount_total: 2697, discounts: [{ amount: 300 }] },
    ])
    expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(1)
  })

  it('leave an invoice with the discount', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const created = await session({ discounts: [{ coupon }], invoice_creation: { enabled: true } })
    expect((await submit(created.id, pays)).status).toBe(303)
    const { invoice } = await stripe.checkout.sessions.retrieve(created.id, { expand: ['invoice'] })
    expect(expanded(invoice)).toMatchObject({ subtotal: 2997, total: 2697, amount_paid: 2697 })
  })

  it('ask for no card when nothing is left to pay', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100 })
    const { id } = await session({ discounts: [{ coupon }] })
    const page = await fetch(new URL(`/checkout/${id}`, local.url)).then((answer) => answer.text())
    expect(page).not.toContain('Card number')
    expect((await submit(id, { email: 'jenny@example.com' })).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      payment_intent: null,
    })
  })

  it('leave an invoice of nothing when they are asked for one', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100 })
    const { id } = await session({ discounts: [{ coupon }], invoice_creation: { enabled: true } })
    expect((await submit(id, { email: 'jenny@example.com' })).status).toBe(303)
    const { customer, invoice, payment_status } = await stripe.checkout.sessions.retrieve(id, { expand: ['invoice'] })
    expect(payment_status).toBe('no_payment_required')
    expect(expanded(invoice)).toMatchObject({ status: 'paid', subtotal: 2997, total: 0, amount_paid: 0, customer })
  })

  it('take a code that the customer writes, and take it back', async () => {
    const { id: coupon } = await stripe.coupons.create({ amount_off: 500, currency: 'eur' })
    const { id } = await code(coupon, {
      code: 'WRITTEN',
      restrictions: { minimum_amount: 2000, minimum_amount_currency: 'eur' },
    })
    const created = await session({ allow_promotion_codes: true })
    const page = await fetch(new URL(`/checkout/${created.id}`, local.url)).then((answer) => answer.text())
    expect(page).toContain('Promotion code')
    const wrong = await submit(created.id, { change: 'promotion_code', promotion_code: 'WRONG' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('This code is invalid.')
    expect((await submit(created.id, { change: 'promotion_code', promotion_code: ' written ' })).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(created.id)).toMatchObject({
      amount_total: 2497,
      discounts: [{ coupon, promotion_code: id }],
    })
    await submit(created.id, { change: 'promotion_code', promotion_code: '' })
    expect(await stripe.checkout.sessions.retrieve(created.id)).toMatchObject({ amount_total: 2997, discounts: [] })
    const small = await session({
      allow_promotion_codes: true,
      line_items: [{ price: (await price(999)).id, quantity: 1 }],
    })
    expect((await submit(small.id, { change: 'promotion_code', promotion_code: 'WRITTEN' })).status).toBe(400)
    const closed = await session()
    expect((await submit(closed.id, { change: 'promotion_code', promotion_code: 'WRITTEN' })).status).toBe(400)
  })

  it('pass it on to the subscription', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 20, duration: 'forever' })
    await code(coupon, { code: 'FORALWAYS' })
    const created = await session({
      mode: 'subscription',
      allow_promotion_codes: true,
      line_items: [{ price: (await price(1000, true)).id, quantity: 1 }],
    })
    await submit(created.id, { change: 'promotion_code', promotion_code: 'FORALWAYS' })
    expect((await submit(created.id, pays)).status).toBe(303)
    const { amount_total: total, subscription } = await stripe.checkout.sessions.retrieve(created.id, {
      expand: ['subscription.latest_invoice', 'subscription.discounts'],
    })
    const { discounts, latest_invoice: invoice } = expanded(subscription)
    expect(total).toBe(800)
    expect(expanded(invoice)).toMatchObject({ subtotal: 1000, total: 800, amount_paid: 800 })
    expect(discounts).toMatchObject([{ source: { coupon }, subscription: expanded(subscription).id }])
    expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(1)
  })

  it('cost nothing now with a trial', async () => {
    const created = await session({
      mode: 'subscription',
      line_items: [
        { price: (await price(1000, true)).id, quantity: 1 },
        { price: (await price(300)).id, quantity: 1 },
      ],
      subscription_data: { trial_period_days: 7 },
    })
    expect(created).toMatchObject({ amount_subtotal: 300, amount_total: 300 })
    await submit(created.id, pays)
    const { invoice } = await stripe.checkout.sessions.retrieve(created.id, { expand: ['invoice'] })
    expect(expanded(invoice).amount_paid).toBe(300)
  })

  it('let the customer choose quantities and shipping', async () => {
    const rate = (amount: number, display_name: string) => ({
      shipping_rate_data: { type: 'fixed_amount' as const, display_name, fixed_amount: { amount, currency: 'eur' } },
    })
    const created = await session({
      line_items: [
        {
          price: (await price(999)).id,
          quantity: 1,
          adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 },
        },
      ],
      shipping_options: [rate(300, 'Post'), rate(900, 'Courier')],
    })
    expect(created.amount_total).toBe(1299)
    const { data } = await stripe.checkout.sessions.listLineItems(created.id)
    const line = data[0]?.id ?? ''
    const courier = String(created.shipping_options[1]?.shipping_rate)
    await submit(created.id, { change: 'order', [line]: '4', shipping_rate: courier })
    expect(await stripe.checkout.sessions.retrieve(created.id)).toMatchObject({
      amount_subtotal: 3996,
      amount_total: 4896,
      shipping_cost: { amount_total: 900, shipping_rate: courier },
    })
    const tooMany = await submit(created.id, { change: 'order', [line]: '6' })
    expect(tooMany.status).toBe(400)
    expect(await tooMany.text()).toContain('Mug can be ordered 1 to 5 times.')
    expect((await submit(created.id, { change: 'order', shipping_rate: 'shr_none' })).status).toBe(400)
  })

  it.each([
    [{ discounts: [{ coupon: 'none' }] }, 'resource_missing', 'discounts[0][coupon]'],
    [{ discounts: [{ coupon: 'a', promotion_code: 'b' }] }, 'parameters_exclusive', 'discounts[0]'],
    [{ discounts: [{ coupon: 'a' }], allow_promotion_codes: true }, 'parameters_exclusive', 'allow_promotion_codes'],
    [{ discounts: [{ coupon: 'a' }, { coupon: 'b' }] }, undefined, 'discounts'],
  ])('%o is refused', async (params, expected, param) => {
    await expect(session(params)).rejects.toMatchObject({ statusCode: 400, code: expected, param })
  })
})

describe('a discount that is over', () => {
  it('leaves an event when the invoice it is for has it', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: 'once' })
    const customer = await stripe.customers.create()
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    const recurring = { interval: 'month' } as const
    const price = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 1000,
      recurring,
      product_data: { name: 'Tea' },
    })
    const { id, discounts } = await stripe.subscriptions.create({
      customer: customer.id,
      default_payment_method: method.id,
      items: [{ price: price.id }],
      discounts: [{ coupon }],
    })
    expect(discounts).toEqual([])
    const { data } = await stripe.events.list({
      types: ['customer.discount.created', 'customer.discount.deleted'],
      limit: 100,
    })
    const own = data.filter((event) => 'subscription' in event.data.object && event.data.object.subscription === id)
    expect(own.map(({ type }) => type)).toEqual(['customer.discount.deleted', 'customer.discount.created'])
  })
})
