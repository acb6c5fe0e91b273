import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

describe('products', () => {
  it('are created, changed and deleted', async () => {
    const created = await stripe.products.create({
      name: 'Mug',
      description: 'Holds tea',
      images: ['https://a.example/1'],
    })
    expect(created.id).toMatch(/^prod_\w{14}$/)
    const changed = await stripe.products.update(created.id, {
      name: 'Cup',
      description: '',
      images: '',
      active: false,
    })
    expect(changed).toMatchObject({ name: 'Cup', description: null, images: [], active: false })
    expect(await stripe.products.retrieve(created.id)).toMatchObject({ name: 'Cup', active: false })
    expect(await stripe.products.del(created.id)).toMatchObject({ id: created.id, object: 'product', deleted: true })
    await expect(stripe.products.retrieve(created.id)).rejects.toMatchObject({ statusCode: 404 })
  })

  it('keep an id of your own, once', async () => {
    const id = 'mug-1'
    expect((await stripe.products.create({ id, name: 'Mug' })).id).toBe(id)
    await expect(stripe.products.create({ id, name: 'Mug' })).rejects.toMatchObject({ code: 'resource_already_exists' })
  })

  it('cannot be deleted while they have a price', async () => {
    const product = await stripe.products.create({
      name: 'Mug',
      default_price_data: { currency: 'eur', unit_amount: 500 },
      expand: ['default_price'],
    })
    expect(product.default_price).toMatchObject({ unit_amount: 500, product: product.id })
    await expect(stripe.products.del(product.id)).rejects.toMatchObject({ statusCode: 400 })
  })

  it('take only a price of their own as the default', async () => {
    const { id } = await stripe.products.create({ name: 'Mug' })
    const price = await stripe.prices.create({ currency: 'eur', unit_amount: 1, product_data: { name: 'Cup' } })
    await expect(stripe.products.update(id, { default_price: price.id })).rejects.toMatchObject({
      param: 'default_price',
    })
    await expect(stripe.products.update(id, { default_price: 'price_x' })).rejects.toMatchObject({
      code: 'resource_missing',
    })
  })

  it('have eight images at most', async () => {
    const images = Array.from({ length: 9 }, (_, index) => `https://a.example/${index}`)
    expect((await stripe.products.create({ name: 'Mug', images: images.slice(1) })).images).toHaveLength(8)
    await expect(stripe.products.create({ name: 'Mug', images })).rejects.toMatchObject({ param: 'images' })
  })
})

describe('prices', () => {
  it('are one-time or recurring, in decimals where given so', async () => {
    const once = await stripe.prices.create({ currency: 'EUR', unit_amount: 500, product_data: { name: 'Mug' } })
    expect(once).toMatchObject({ type: 'one_time', currency: 'eur', recurring: null, unit_amount: 500 })
    expect(String(once.unit_amount_decimal)).toBe('500')
    const { body } = await local.call(
      'POST /v1/prices',
      'currency=eur&unit_amount_decimal=0.25&product_data[name]=Call&recurring[interval]=week',
    )
    expect(body).toMatchObject({
      type: 'recurring',
      unit_amount: null,
      unit_amount_decimal: '0.25',
      recurring: { interval: 'week', interval_count: 1, usage_type: 'licensed', trial_period_days: null, meter: null },
    })
  })

  it('never change their amount, but can be taken off sale', async () => {
    const { id } = await stripe.prices.create({ currency: 'eur', unit_amount: 500, product_data: { name: 'Mug' } })
    const { body } = await local.call(`POST /v1/prices/${id}`, 'unit_amount=600')
    expect(body.error).toMatchObject({ code: 'parameter_unknown', param: 'unit_amount' })
    const changed = await stripe.prices.update(id, { active: false, nickname: 'Old', tax_behavior: 'exclusive' })
    expect(changed).toMatchObject({ active: false, nickname: 'Old', tax_behavior: 'exclusive' })
    await expect(stripe.prices.update(id, { tax_behavior: 'inclusive' })).rejects.toMatchObject({
      param: 'tax_behavior',
    })
  })

  it.each<[string, string]>([
    ['currency=eur&product_data[name]=Mug', 'unit_amount'],
    ['currency=eur&product_data[name]=Mug&unit_amount=1&unit_amount_decimal=1', 'unit_amount'],
    ['currency=eur&product_data[name]=Mug&unit_amount=-1', 'unit_amount'],
    ['currency=eur&unit_amount=1', 'product'],
    ['currency=eur&unit_amount=1&product=prod_x&product_data[name]=Mug', 'product'],
    [
      'currency=eur&unit_amount=1&product_data[name]=Mug&recurring[interval]=year&recurring[interval_count]=4',
      'recurring[interval_count]',
    ],
    ['currency=eur&product_data[name]=Mug&billing_scheme=tiered', 'tiers'],
  ])('cannot be made from %s', async (form, param) => {
    const { status, body } = await local.call('POST /v1/prices', form)
    expect(status).toBe(400)
    expect(body.error?.param).toBe(param)
  })

  it('lend a lookup key to one price at a time', async () => {
    const make = (params: Partial<Stripe.PriceCreateParams>) =>
      stripe.prices.create({ currency: 'eur', unit_amount: 1, product_data: { name: 'Mug' }, ...params })
    const first = await make({ lookup_key: 'standard' })
    await expect(make({ lookup_key: 'standard' })).rejects.toMatchObject({ param: 'lookup_key' })
    const second = await make({ lookup_key: 'standard', transfer_lookup_key: true })
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull()
    const found = await stripe.prices.list({ lookup_keys: ['standard', 'other'] })
    expect(found.data.map(({ id }) => id)).toEqual([second.id])
  })

  it('are listed by product, currency, type and interval', async () => {
    const { id: product } = await stripe.products.create({ name: 'Mug' })
    const month = await stripe.prices.create({
      product,
      currency: 'eur',
      unit_amount: 1,
      recurring: { interval: 'month' },
    })
    const year = await stripe.prices.create({
      product,
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'year' },
    })
    const once = await stripe.prices.create({ product, currency: 'eur', unit_amount: 1 })
    const found = async (params: Stripe.PriceListParams) =>
      (await stripe.prices.list({ product, ...params })).data.map(({ id }) => id)
    expect(await found({})).toEqual([once.id, year.id, month.id])
    expect(await found({ currency: 'eur' })).toEqual([once.id, month.id])
    expect(await found({ type: 'recurring' })).toEqual([year.id, month.id])
    expect(await found({ recurring: { interval: 'year' } })).toEqual([year.id])
  })
})

describe('customers', () => {
  it('are created, changed, found by email and deleted', async () => {
    const email = 'jenny.rosen@example.com'
    const created = await stripe.customers.create({ email, name: 'Jenny', address: { city: 'Berlin', country: 'de' } })
    expect(created.address).toEqual({
      city: 'Berlin',
      country: 'de',
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    })
    const changed = await stripe.customers.update(created.id, { phone: '+4930', address: '' })
    expect(changed).toMatchObject({ name: 'Jenny', phone: '+4930', address: null })
    expect((await stripe.customers.list({ email })).data.map(({ id }) => id)).toEqual([created.id])
    expect((await stripe.customers.list({ email: 'nobody' })).data).toEqual([])
    expect(await stripe.customers.del(created.id)).toMatchObject({ id: created.id, deleted: true })
    expect(await stripe.customers.retrieve(created.id)).toMatchObject({
      id: created.id,
      object: 'customer',
      deleted: true,
    })
    expect((await stripe.customers.list({ email })).data).toEqual([])
    await expect(stripe.customers.update(created.id, { name: 'x' })).rejects.toMatchObject({ statusCode: 404 })
    await expect(stripe.invoices.create({ customer: created.id })).rejects.toMatchObject({
      statusCode: 400,
      message: `No such customer: '${created.id}'`,
    })
  })
})

describe('expansion', () => {
  it('goes four levels deep, through lists', async () => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const { data } = await stripe.paymentMethods.list({ customer, expand: ['data.customer'] })
    expect(data[0]?.customer).toMatchObject({ id: customer, object: 'customer' })
    const deep = await local.call('GET /v1/payment_intents', 'expand[]=data.latest_charge.payment_intent.customer')
    expect(deep.status).toBe(200)
  })

  it.each([
    ['GET /v1/prices', 'data.product.default_price.product.name', 'more than 4 levels'],
    ['GET /v1/prices', 'product', "'data.product' instead"],
    ['GET /v1/prices', 'data.currency', 'cannot be expanded (data.currency)'],
    ['GET /v1/prices', 'data.product.name', 'cannot be expanded (data.product.name)'],
    ['GET /v1/invoices', 'data.lines.price', "'data.lines.data.price' instead"],
  ])('%s?expand[]=%s is refused', async (endpoint, path, message) => {
    const { status, body } = await local.call(endpoint, `expand[]=${path}`)
    expect(status).toBe(400)
    expect(body.error?.message).toContain(message)
  })

  it('leaves nothing behind when it is refused', async () => {
    const options = { stripeAccount: 'acct_1Empty' }
    await expect(stripe.products.create({ name: 'Mug', expand: ['name'] }, options)).rejects.toThrow(
      'cannot be expanded',
    )
    expect((await stripe.products.list({}, options)).data).toEqual([])
  })
})
