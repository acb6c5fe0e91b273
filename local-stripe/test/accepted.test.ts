import { afterAll, describe, expect, it } from 'vitest'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const monthly = async (amount = 900) => {
  const { id: product } = await stripe.products.create({ name: 'Plan' })
  return stripe.prices.create({ product, currency: 'eur', unit_amount: amount, recurring: { interval: 'month' } })
}

const { id: product } = await stripe.products.create({ name: 'Many' })
const pricesOf = (recurring?: { interval: 'month' }) =>
  Promise.all(
    Array.from({ length: 21 }, async () => {
      const params = { product, currency: 'eur', unit_amount: 100 }
      return (await stripe.prices.create({ ...params, ...(recurring && { recurring }) })).id
    }),
  )
const recurring = await pricesOf({ interval: 'month' })
const oneTime = await pricesOf()

describe('a customer', () => {
  it('shows where their tax is due when that is expanded', async () => {
    const nowhere = await stripe.customers.create({ expand: ['tax'] })
    expect(nowhere.tax).toEqual({
      automatic_tax: 'unrecognized_location',
      ip_address: null,
      location: null,
      provider: 'stripe',
    })
    const { id, tax } = await stripe.customers.create({ address: { country: 'US', state: 'CA' }, expand: ['tax'] })
    expect(tax).toMatchObject({
      automatic_tax: 'not_collecting',
      location: { country: 'US', source: 'billing_address', state: 'CA' },
    })
    expect(await stripe.customers.retrieve(id)).not.toHaveProperty('tax')
    const { data } = await stripe.customers.list({ limit: 1, expand: ['data.tax', 'data.invoice_credit_balance'] })
    expect(data[0]).toMatchObject({ id, tax, invoice_credit_balance: {} })
  })

  it('has any text for a country, as it is sent', async () => {
    const { id, address, shipping } = await stripe.customers.create({
      address: { country: 'Neverland' },
      shipping: { name: 'Peter', address: { country: 'us' } },
    })
    expect([address?.country, shipping?.address?.country]).toEqual(['Neverland', 'us'])
    expect(await stripe.customers.update(id, { address: { country: 'de' } })).toMatchObject({
      address: { country: 'de' },
    })
  })

  it('has a card of a token, which pays', async () => {
    const customer = await stripe.customers.create({ source: 'tok_visa', expand: ['default_source', 'sources'] })
    const card = {
      object: 'card',
      brand: 'Visa',
      country: 'US',
      customer: customer.id,
      cvc_check: 'pass',
      last4: '4242',
    }
    expect(customer).toMatchObject({
      default_source: { ...card, funding: 'credit' },
      sources: { object: 'list', data: [card], has_more: false, total_count: 1 },
    })
    const { default_source: source } = await local
      .call(`GET /v1/customers/${customer.id}`)
      .then(({ body }) => ({ default_source: String(body['default_source']) }))
    expect(source).toMatch(/^card_/)
    expect(await stripe.paymentMethods.retrieve(source)).toMatchObject({
      object: 'payment_method',
      customer: customer.id,
      card: { last4: '4242' },
    })
    const price = await monthly()
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
    expect(subscription.status).toBe('active')
    const [charge] = (await stripe.charges.list({ customer: customer.id })).data
    expect(charge).toMatchObject({ payment_method: source, status: 'succeeded' })
    const { data } = await stripe.events.list({ type: 'customer.source.created' })
    expect(data).toMatchObject([{ data: { object: { id: source } } }])
  })

  it('has the card of a new token in place of the former', async () => {
    const { id, default_source: former } = await stripe.customers.create({ source: 'tok_visa' })
    const after = await stripe.customers.update(id, { source: 'tok_mastercard', expand: ['sources', 'default_source'] })
    expect(after).toMatchObject({
      default_source: { brand: 'MasterCard', last4: '4444' },
      sources: { data: [{ brand: 'MasterCard' }], total_count: 1 },
    })
    await expect(stripe.paymentMethods.retrieve(String(former))).rejects.toMatchObject({ code: 'resource_missing' })
    expect((await stripe.paymentMethods.list({ customer: id })).data).toHaveLength(1)
  })
})

describe('a subscription', () => {
  it('has its default payment method and its description cleared by an empty value', async () => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    const price = await monthly()
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      default_payment_method: method?.id ?? '',
      description: 'Plan',
    })
    const { body } = await local.call(`POST /v1/subscriptions/${id}`, 'default_payment_method=&description=')
    expect(body).toMatchObject({ id, default_payment_method: null, description: null })
  })
})

describe('a payment intent', () => {
  it('takes off_session=false without confirm', async () => {
    const { body, status } = await local.call(
      'POST /v1/payment_intents',
      'amount=900&currency=eur&off_session=false&error_on_requires_action=false',
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ object: 'payment_intent', status: 'requires_payment_method' })
  })
})

describe('a list', () => {
  it('of what a deleted customer had is still answered', async () => {
    const { id: customer } = await stripe.customers.create()
    await stripe.invoices.create({ customer, currency: 'eur' })
    await stripe.customers.del(customer)
    expect((await stripe.invoices.list({ customer })).object).toBe('list')
  })
})

describe('a Checkout session', () => {
  const begin = (prices: string[], optional: string[] = []) =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      success_url: 'https://shop.example',
      line_items: prices.map((price) => ({ price, quantity: 1 })),
      ...(optional.length > 0 && { optional_items: optional.map((price) => ({ price, quantity: 1 })) }),
    })

  it('of a subscription takes 20 recurring and 20 other lines, and no more', async () => {
    const session = await begin([...recurring.slice(0, 20), ...oneTime.slice(0, 20)])
    expect(session.status).toBe('open')
    await expect(begin(recurring)).rejects.toMatchObject({ statusCode: 400, param: 'line_items' })
    await expect(begin([...recurring.slice(0, 1), ...oneTime])).rejects.toMatchObject({ param: 'line_items' })
    await expect(begin(recurring.slice(0, 20), recurring.slice(20))).rejects.toMatchObject({ param: 'optional_items' })
    await expect(
      stripe.checkout.sessions.update(session.id, {
        line_items: recurring.map((price) => ({ price, quantity: 1 })),
      }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'line_items' })
  })

  it('of a payment takes more', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example',
      line_items: oneTime.map((price) => ({ price, quantity: 1 })),
    })
    expect(session.amount_total).toBe(2100)
  })
})

describe('a promotion code', () => {
  const codeOf = async (restrictions: object, coupon?: string) => {
    const id = coupon ?? (await stripe.coupons.create({ percent_off: 50, duration: 'forever' })).id
    return stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id }, restrictions })
  }
  const subscriber = () => stripe.customers.create({ payment_method: 'pm_card_visa' })

  it("asks a subscription for its least sum, in the subscription's currency", async () => {
    const { id: customer } = await subscriber()
    const price = await monthly(900)
    const inEuro = await codeOf({ minimum_amount: 1000, minimum_amount_currency: 'eur' })
    const order = { customer, payment_behavior: 'default_incomplete' as const }
    const discounts = [{ promotion_code: inEuro.id }]
    await expect(
      stripe.subscriptions.create({ ...order, items: [{ price: price.id }], discounts }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'discounts[0][promotion_code]' })
    const two = await stripe.subscriptions.create({ ...order, items: [{ price: price.id, quantity: 2 }], discounts })
    expect(two.discounts).toHaveLength(1)
    const one = await stripe.subscriptions.create({ ...order, items: [{ price: price.id }] })
    await expect(stripe.subscriptions.update(one.id, { discounts })).rejects.toMatchObject({ statusCode: 400 })
    const item = one.items.data[0]?.id ?? ''
    await expect(stripe.subscriptions.update(one.id, { items: [{ id: item, discounts }] })).rejects.toMatchObject({
      statusCode: 400,
    })
    const inDollars = await codeOf({
      minimum_amount: 1,
      minimum_amount_currency: 'usd',
      currency_options: { eur: { minimum_amount: 1000 } },
    })
    await expect(
      stripe.subscriptions.update(one.id, { discounts: [{ promotion_code: inDollars.id }] }),
    ).rejects.toMatchObject({ statusCode: 400 })
  })

  it('of a coupon that is used up is refused as that coupon is: it has expired', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 50, max_redemptions: 1 })
    const price = await monthly()
    const redeem = async () =>
      stripe.subscriptions.create({
        customer: (await subscriber()).id,
        items: [{ price: price.id }],
        payment_behavior: 'default_incomplete',
        discounts: [{ coupon: coupon.id }],
      })
    await redeem()
    await expect(redeem()).rejects.toMatchObject({ code: 'coupon_expired', param: 'discounts[0][coupon]' })
    await expect(codeOf({}, coupon.id)).rejects.toMatchObject({ statusCode: 400 })
  })
})
