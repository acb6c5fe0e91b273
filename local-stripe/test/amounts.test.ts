import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

describe('an invoice item by its amount', () => {
  it.each([
    ['amount=1000', '1000'],
    ['amount=-500', '-500'],
    ['amount=1000&quantity=3', '333.333333333333'],
    ['unit_amount_decimal=0.5&quantity=400', '0.5'],
  ])('has a price and a product: %s', async (form, unit) => {
    const { id: customer } = await stripe.customers.create()
    const { id: invoice } = await stripe.invoices.create({ customer, currency: 'eur' })
    const { body: item } = await local.call(
      'POST /v1/invoiceitems',
      `customer=${customer}&invoice=${invoice}&currency=eur&description=Consulting&${form}`,
    )
    const pricing = {
      price_details: { price: expect.stringMatching(/^price_/), product: expect.stringMatching(/^prod_/) },
      type: 'price_details',
      unit_amount_decimal: unit,
    }
    expect(item).toMatchObject({ description: 'Consulting', pricing })
    expect(departures(item)).toEqual([])
    const [line] = (await stripe.invoices.listLineItems(invoice, { expand: ['data.pricing.price_details.price'] })).data
    const price = line?.pricing?.price_details?.price
    expect(price).toMatchObject({ active: false, currency: 'eur', type: 'one_time' })
    const { product } = line?.pricing?.price_details ?? {}
    expect(await stripe.products.retrieve(product ?? '')).toMatchObject({ active: false, name: 'Consulting' })
    expect((await stripe.products.list()).data).toEqual([])
    expect((await stripe.prices.list()).data).toEqual([])
    expect((await stripe.events.list({ types: ['product.created', 'price.created'] })).data).toEqual([])
  })

  it('keeps what one of it costs when its quantity changes, and has another price for another amount', async () => {
    const { id: customer } = await stripe.customers.create()
    const { id } = await stripe.invoiceItems.create({ customer, amount: 1000, currency: 'eur', quantity: 3 })
    const more = await stripe.invoiceItems.update(id, { quantity: 6 })
    expect(more).toMatchObject({ amount: 2000, quantity: 6 })
    const other = await stripe.invoiceItems.update(id, { amount: 900 })
    expect(other).toMatchObject({ amount: 900, pricing: { unit_amount_decimal: expect.anything() } })
    expect(other.pricing?.price_details?.price).not.toBe(more.pricing?.price_details?.price)
  })
})

describe('the default price of a product', () => {
  it('cannot be archived until the product has another one, or none', async () => {
    const product = await stripe.products.create({
      name: 'Mug',
      default_price_data: { currency: 'eur', unit_amount: 500 },
    })
    const [old, other] = [
      String(product.default_price),
      (await stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 700 })).id,
    ]
    const archive = (id: string) => stripe.prices.update(id, { active: false })
    await expect(archive(old)).rejects.toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      message: 'This price cannot be archived because it is the default price of its product.',
    })
    expect(await stripe.prices.update(old, { nickname: 'Old' })).toMatchObject({ active: true, nickname: 'Old' })
    await stripe.products.update(product.id, { default_price: other })
    expect(await archive(old)).toMatchObject({ active: false })
    const { body } = await local.call(`POST /v1/products/${product.id}`, 'default_price=')
    expect(body).toMatchObject({ id: product.id, default_price: null })
    expect(await archive(other)).toMatchObject({ active: false })
  })
})

describe('a refund', () => {
  it('that changes has an event of its own and one of its charge', async () => {
    const { latest_charge: charge } = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    const { id } = await stripe.refunds.create({ charge: String(charge), metadata: { order: '1' } })
    const types = ['refund.updated', 'charge.refund.updated']
    expect((await stripe.events.list({ types })).data).toEqual([])
    await stripe.refunds.update(id, { metadata: { order: '2' } })
    const { data } = await stripe.events.list({ types })
    expect(data.map(({ type }) => type).sort()).toEqual([...types].sort())
    for (const event of data) {
      expect(event.data).toMatchObject({
        object: { id, object: 'refund', metadata: { order: '2' } },
        previous_attributes: { metadata: { order: '1' } },
      })
    }
  })
})

describe('an invoice', () => {
  const payer = () =>
    stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })

  const intentOf = async (invoice: unknown) => {
    const { payments } = await stripe.invoices.retrieve(String(invoice), {
      expand: ['payments.data.payment.payment_intent'],
    })
    return payments?.data[0]?.payment.payment_intent
  }

  const common = { automatic_payment_methods: null, capture_method: 'automatic', payment_method_types: ['card'] }

  it('is paid by a payment intent that says what it is for', async () => {
    const { id: customer } = await payer()
    const { id } = await stripe.invoices.create({ customer, currency: 'eur' })
    await stripe.invoiceItems.create({ customer, invoice: id, amount: 900, currency: 'eur' })
    await stripe.invoices.finalizeInvoice(id)
    expect(await intentOf(id)).toMatchObject({
      ...common,
      description: 'Payment for Invoice',
      setup_future_usage: null,
      status: 'requires_payment_method',
    })
    await stripe.invoices.pay(id)
    const { data } = await stripe.charges.list({ customer })
    expect(data).toMatchObject([{ description: 'Payment for Invoice' }])
  })

  it("is a subscription's, whose payment method is kept for its renewals", async () => {
    const frozen_time = Date.UTC(2027, 3, 1) / 1000
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
    const recurring = { interval: 'month' as const }
    const { id: price } = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 900,
      recurring,
      product_data: { name: 'Gold' },
    })
    const { id, latest_invoice, items } = await stripe.subscriptions.create({
      customer,
      items: [{ price }],
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
    })
    const kept = { ...common, setup_future_usage: 'off_session' }
    const first = await intentOf(latest_invoice)
    expect(first).toMatchObject({ ...kept, description: 'Subscription creation' })
    const { id: intent } = first && typeof first === 'object' ? first : { id: '' }
    await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(1)
    const updated = await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    })
    expect(await intentOf(updated.latest_invoice)).toMatchObject({ ...kept, description: 'Subscription update' })
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: Date.UTC(2027, 4, 2) / 1000 })
    const renewed = await stripe.subscriptions.retrieve(id)
    expect(await intentOf(renewed.latest_invoice)).toMatchObject({
      ...kept,
      description: 'Subscription update',
      status: 'succeeded',
    })
  })

  it('has what follows from its state while it is a draft', async () => {
    const { id: customer } = await payer()
    const draft = await stripe.invoices.create({ customer, currency: 'eur', auto_advance: true })
    expect(draft).toMatchObject({
      next_payment_attempt: draft.automatically_finalizes_at,
      rendering: { amount_tax_display: null, pdf: { page_size: 'auto' }, template: null },
      webhooks_delivered_at: null,
    })
    expect(draft.automatically_finalizes_at).toBe(draft.created + 60 * 60)
    const sent = { collection_method: 'send_invoice' as const, days_until_due: 7 }
    expect(await stripe.invoices.update(draft.id, sent)).toMatchObject({ next_payment_attempt: null })
    const open = await stripe.invoices.finalizeInvoice(draft.id)
    expect(open).toMatchObject({ rendering: { pdf: { page_size: 'letter' } } })
    expect(open.webhooks_delivered_at).not.toBeNull()
  })
})
