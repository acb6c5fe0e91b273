import Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const oneTime = (amount = 500, currency = 'eur') =>
  stripe.prices.create({ currency, unit_amount: amount, product_data: { name: 'Mug' } })

const monthly = (amount = 2000, currency = 'eur') =>
  stripe.prices.create({
    currency,
    unit_amount: amount,
    product_data: { name: 'Gold' },
    recurring: { interval: 'month' },
  })

/** A customer with a default payment method. */
async function payer(method = 'pm_card_visa') {
  const { id } = await stripe.customers.create({ email: 'jenny@example.com', payment_method: method })
  const { data } = await stripe.paymentMethods.list({ customer: id })
  return stripe.customers.update(id, { invoice_settings: { default_payment_method: data[0]?.id ?? '' } })
}

describe('invoices', () => {
  it('adds up its items, is finalized and paid', async () => {
    const { id: customer } = await payer()
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    expect(draft).toMatchObject({ status: 'draft', amount_due: 0, lines: { object: 'list', data: [] } })
    const price = await oneTime()
    await stripe.invoiceItems.create({ customer, invoice: draft.id, pricing: { price: price.id }, quantity: 3 })
    const fee = await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: -200, currency: 'eur' })
    const filled = await stripe.invoices.retrieve(draft.id)
    expect(filled).toMatchObject({ subtotal: 1300, total: 1300, amount_due: 1300, amount_remaining: 1300 })
    expect(filled.lines.data.map(({ amount }) => amount)).toEqual([1500, -200])
    await stripe.invoiceItems.del(fee.id)
    const open = await stripe.invoices.finalizeInvoice(draft.id)
    expect(open).toMatchObject({ status: 'open', total: 1500, amount_paid: 0 })
    expect(open.number).toMatch(/^[A-Z0-9]{8}-0001$/)
    await expect(
      stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1, currency: 'eur' }),
    ).rejects.toMatchObject({ code: 'invoice_not_editable' })
    await expect(stripe.invoices.update(draft.id, { description: 'late' })).rejects.toMatchObject({
      message: "Finalized invoices can't be updated in this way",
      param: 'description',
    })
    await expect(stripe.invoices.del(draft.id)).rejects.toMatchObject({ statusCode: 400 })
    const paid = await stripe.invoices.pay(draft.id, { expand: ['payments.data.payment.payment_intent'] })
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 1500, amount_remaining: 0, attempt_count: 1 })
    const intent = expanded(paid.payments?.data[0]?.payment.payment_intent)
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 1500 })
    expect((await stripe.charges.retrieve(String(intent.latest_charge))).amount_captured).toBe(1500)
    await expect(stripe.invoices.pay(draft.id)).rejects.toThrow('already paid')
  })

  it('rounds half a unit up, though binary makes it a little less', async () => {
    const { id: customer } = await stripe.customers.create()
    const half = { customer, currency: 'eur', unit_amount_decimal: Stripe.Decimal.from('1.005'), quantity: 100 }
    expect((await stripe.invoiceItems.create(half)).amount).toBe(101)
  })

  it('counts in parts of a unit where it is to', async () => {
    const { id: customer } = await stripe.customers.create()
    const { id: invoice } = await stripe.invoices.create({ customer, currency: 'eur' })
    const hours = `customer=${customer}&invoice=${invoice}&unit_amount_decimal=1000&quantity_decimal=2.5`
    const { body: item } = await local.call('POST /v1/invoiceitems', hours)
    const counted = { amount: 2500, quantity: 2, quantity_decimal: '2.5' }
    expect(item).toMatchObject(counted)
    expect((await local.call(`GET /v1/invoices/${invoice}/lines`)).body).toMatchObject({ data: [counted] })
    const changed = await stripe.invoiceItems.update(String(item['id']), { quantity: 3 })
    expect(changed).toMatchObject({ amount: 3000, quantity: 3 })
  })

  it('keeps the price of an item whose quantity changes, though it is on no sale', async () => {
    const { id: customer } = await payer()
    const { id: product } = await stripe.products.create({ name: 'Mug' })
    const data = { currency: 'eur', unit_amount: 700, product }
    const { id } = await stripe.invoiceItems.create({ customer, price_data: data })
    expect(await stripe.invoiceItems.update(id, { quantity: 3 })).toMatchObject({ amount: 2100, quantity: 3 })
  })

  it('takes pending items only when asked', async () => {
    const { id: customer } = await stripe.customers.create({})
    const item = await stripe.invoiceItems.create({ customer, amount: 700, currency: 'eur' })
    expect(item.invoice).toBeNull()
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toHaveLength(1)
    const without = await stripe.invoices.create({ customer, currency: 'eur' })
    expect(without.total).toBe(0)
    const having = await stripe.invoices.create({
      customer,
      currency: 'eur',
      pending_invoice_items_behavior: 'include',
    })
    expect(having.total).toBe(700)
    expect((await stripe.invoiceItems.retrieve(item.id)).invoice).toBe(having.id)
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([])
    expect(await stripe.invoices.del(having.id)).toEqual(
      expect.objectContaining({ id: having.id, object: 'invoice', deleted: true }),
    )
    await expect(stripe.invoices.retrieve(having.id)).rejects.toMatchObject({ code: 'resource_missing' })
  })

  it('wants a due date when it is sent', async () => {
    const { id: customer } = await stripe.customers.create({})
    const send = { customer, collection_method: 'send_invoice' as const }
    await expect(stripe.invoices.create(send)).rejects.toThrow("you must specify 'due_date' or 'days_until_due'")
    const draft = await stripe.invoices.create({ ...send, days_until_due: 7 })
    expect(draft.due_date).toBe(draft.created + 7 * 24 * 60 * 60)
    await expect(stripe.invoices.create({ customer, days_until_due: 7 })).rejects.toThrow('You can only specify')
    expect((await stripe.invoices.sendInvoice(draft.id)).status).toBe('paid')
  })

  it('is voided once open, which cancels its payment', async () => {
    const { id: customer } = await stripe.customers.create({})
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur' })
    await expect(stripe.invoices.voidInvoice(draft.id)).rejects.toMatchObject({ statusCode: 400 })
    await stripe.invoices.finalizeInvoice(draft.id)
    const voided = await stripe.invoices.voidInvoice(draft.id, { expand: ['payments.data.payment.payment_intent'] })
    expect(voided.status).toBe('void')
    expect(voided.payments?.data[0]).toMatchObject({
      status: 'canceled',
      payment: { payment_intent: { status: 'canceled', cancellation_reason: 'void_invoice' } },
    })
  })

  it('keeps the attempt of a declined card', async () => {
    const { id: customer } = await stripe.customers.create({})
    const draft = await stripe.invoices.create({ customer, currency: 'eur' })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur' })
    const declined = stripe.invoices.pay(draft.id, { payment_method: 'pm_card_visa_chargeDeclined' })
    await expect(declined).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: 'open',
      attempt_count: 1,
      attempted: true,
    })
    expect((await stripe.invoices.pay(draft.id, { payment_method: 'pm_card_visa' })).status).toBe('paid')
  })

  it('refuses prices that do not fit an item', async () => {
    const { id: customer } = await stripe.customers.create({})
    const recurring = await monthly()
    await expect(stripe.invoiceItems.create({ customer, pricing: { price: recurring.id } })).rejects.toThrow(
      'only accepts prices with `type=one_time`',
    )
    const price = await oneTime()
    const form = `customer=${customer}&price=${price.id}`
    expect((await local.call('POST /v1/invoiceitems', form)).body.error).toMatchObject({
      code: 'parameter_unknown',
      param: 'price',
    })
    await expect(stripe.invoiceItems.create({ customer })).rejects.toMatchObject({ code: 'parameter_missing' })
  })

  it('leaves what is too little to be charged to the next one', async () => {
    const { id: customer } = await payer()
    const bill = async (amount: number) => {
      const { id } = await stripe.invoices.create({ customer, currency: 'eur' })
      await stripe.invoiceItems.create({ customer, invoice: id, amount, currency: 'eur' })
      return stripe.invoices.finalizeInvoice(id)
    }
    expect(await bill(30)).toMatchObject({ status: 'paid', total: 30, amount_due: 0, ending_balance: 30 })
    expect(await bill(40)).toMatchObject({ status: 'open', total: 40, amount_due: 70, starting_balance: 30 })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 })
  })

  it('counts a credit balance', async () => {
    const { id: customer } = await stripe.customers.create({ balance: -300 })
    const draft = await stripe.invoices.create({ customer, currency: 'usd' })
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1000, currency: 'usd' })
    expect(await stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({
      total: 1000,
      amount_due: 700,
      starting_balance: -300,
      ending_balance: 0,
    })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 })
    await stripe.invoices.voidInvoice(draft.id)
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -300 })
  })
})

describe('subscriptions', () => {
  it('charges the test payment method that its customer was created with as the default', async () => {
    const card = 'pm_card_visa'
    const customer = await stripe.customers.create({
      payment_method: card,
      invoice_settings: { default_payment_method: card },
    })
    const { data } = await stripe.paymentMethods.list({ customer: customer.id })
    expect(customer.invoice_settings.default_payment_method).toBe(data[0]?.id)
    const { id: price } = await monthly()
    expect(await stripe.subscriptions.create({ customer: customer.id, items: [{ price }] })).toMatchObject({
      status: 'active',
    })
    await expect(stripe.customers.create({ invoice_settings: { default_payment_method: card } })).rejects.toMatchObject(
      { param: 'invoice_settings[default_payment_method]' },
    )
  })

  it('is active with a paid invoice when the customer has a default payment method', async () => {
    const customer = await payer()
    const price = await monthly()
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 2 }],
      expand: ['latest_invoice.payments', 'items.data.price.product'],
    })
    expect(subscription).toMatchObject({ status: 'active', currency: 'eur', customer: customer.id })
    expect(subscription.latest_invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_create',
      total: 4000,
      amount_paid: 4000,
      parent: { type: 'subscription_details', subscription_details: { subscription: subscription.id } },
    })
    const [item] = subscription.items.data
    expect(item).toMatchObject({
      quantity: 2,
      price: { id: price.id, product: { name: 'Gold' } },
      plan: { id: price.id },
    })
    expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThan(27 * 24 * 60 * 60)
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1)
    expect((await stripe.subscriptions.list({ price: price.id })).data).toHaveLength(1)
  })

  it('needs a payment method unless nothing is due, payment waits, or the invoice is sent', async () => {
    const { id: customer } = await stripe.customers.create({})
    const items = [{ price: (await monthly()).id }]
    await expect(stripe.subscriptions.create({ customer, items })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
    })
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([])
    const status = async (params: Partial<Stripe.SubscriptionCreateParams>) =>
      (await stripe.subscriptions.create({ customer, items, ...params })).status
    expect(await status({ trial_period_days: 7 })).toBe('trialing')
    expect(await status({ payment_behavior: 'default_incomplete' })).toBe('incomplete')
    expect(await status({ collection_method: 'send_invoice', days_until_due: 7 })).toBe('active')
    expect(await status({ items: [{ price: (await monthly(0)).id }] })).toBe('active')
    await expect(
      stripe.subscriptions.create({ customer, items, collection_method: 'send_invoice' }),
    ).rejects.toMatchObject({ param: 'days_until_due' })
  })

  it('is incomplete when the card is declined, or refused where that is asked for', async () => {
    const customer = await payer('pm_card_chargeCustomerFail')
    const params = { customer: customer.id, items: [{ price: (await monthly()).id }] }
    const incomplete = await stripe.subscriptions.create({ ...params, expand: ['latest_invoice'] })
    expect(incomplete).toMatchObject({ status: 'incomplete', latest_invoice: { status: 'open', attempt_count: 1 } })
    await expect(
      stripe.subscriptions.create({ ...params, payment_behavior: 'error_if_incomplete' }),
    ).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1)
    const ended = await stripe.subscriptions.cancel(incomplete.id, { expand: ['latest_invoice'] })
    expect(ended).toMatchObject({ status: 'incomplete_expired', latest_invoice: { status: 'void' } })
  })

  it('becomes active when its first invoice is paid later', async () => {
    const { id: customer } = await stripe.customers.create({})
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: (await monthly()).id }],
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
      expand: ['latest_invoice.payments'],
    })
    const invoice = expanded(subscription.latest_invoice)
    const intent = String(invoice.payments?.data[0]?.payment.payment_intent)
    await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })
    const active = await stripe.subscriptions.retrieve(subscription.id)
    expect(active.status).toBe('active')
    expect(active.default_payment_method).toMatch(/^pm_/)
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe('paid')
  })

  it('refuses prices that do not fit', async () => {
    const customer = await payer()
    const create = (items: Stripe.SubscriptionCreateParams.Item[]) =>
      stripe.subscriptions.create({ customer: customer.id, items })
    await expect(create([{ price: (await oneTime()).id }])).rejects.toMatchObject({ param: 'items[0][price]' })
    await expect(
      create([{ price: (await monthly()).id }, { price: (await monthly(1, 'usd')).id }]),
    ).rejects.toMatchObject({ param: 'items[1][price]' })
    const price = await monthly()
    await stripe.prices.update(price.id, { active: false })
    await expect(create([{ price: price.id }])).rejects.toThrow('inactive')
    await expect(create([])).rejects.toMatchObject({ code: 'parameter_missing', param: 'items' })
  })

  it('changes items, and is cancelled at the end of the period or at once', async () => {
    const customer = await payer()
    const [gold, silver] = [await monthly(), await monthly(1000)]
    const { id, items } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: gold.id }] })
    const changed = await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', price: silver.id, quantity: 5 }],
      metadata: { tier: 'silver' },
    })
    expect(changed.items.data).toMatchObject([{ price: { id: silver.id }, quantity: 5 }])
    expect((await stripe.subscriptions.list({ price: gold.id })).data).toEqual([])
    expect((await stripe.subscriptions.list({ price: silver.id })).data).toHaveLength(1)
    const ending = await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    expect(ending).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      cancel_at: items.data[0]?.current_period_end,
      cancellation_details: { reason: 'cancellation_requested' },
    })
    const going = await stripe.subscriptions.update(id, { cancel_at_period_end: false })
    expect(going).toMatchObject({ cancel_at: null, canceled_at: null, cancellation_details: { reason: null } })
    const ended = await stripe.subscriptions.cancel(id, { cancellation_details: { comment: 'Too dear' } })
    expect(ended).toMatchObject({ status: 'canceled', cancellation_details: { comment: 'Too dear' } })
    expect(ended.ended_at).not.toBeNull()
    await expect(stripe.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404 })
    await expect(stripe.subscriptions.update(id, { description: 'x' })).rejects.toMatchObject({ statusCode: 400 })
    const found = async (status?: Stripe.SubscriptionListParams.Status) =>
      (await stripe.subscriptions.list({ customer: customer.id, ...(status && { status }) })).data.length
    expect([await found(), await found('all'), await found('canceled'), await found('ended')]).toEqual([0, 1, 1, 1])
  })

  it('ends when its customer is deleted', async () => {
    const customer = await payer()
    const { id } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await monthly()).id }],
    })
    await stripe.customers.del(customer.id)
    expect(await stripe.subscriptions.retrieve(id, { expand: ['customer'] })).toMatchObject({
      status: 'canceled',
      customer: { deleted: true },
    })
  })
})
