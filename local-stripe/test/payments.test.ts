import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const create = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 1000, currency: 'eur', ...params })

/** A payment intent that is paid, or declined, as it is created. */
const pay = (method: string, params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  create({
    payment_method: method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...params,
  })

describe('payment intents', () => {
  it('go through their states to a charge', async () => {
    const { id, status } = await create()
    expect(status).toBe('requires_payment_method')
    await expect(stripe.paymentIntents.confirm(id, { return_url: 'https://shop.example' })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    const chosen = await stripe.paymentIntents.update(id, { payment_method: 'pm_card_mastercard', amount: 1200 })
    expect(chosen).toMatchObject({ status: 'requires_confirmation', amount: 1200 })
    const paid = await stripe.paymentIntents.confirm(id, {
      return_url: 'https://shop.example',
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    })
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 1200,
      payment_method: { card: { brand: 'mastercard', last4: '4444' } },
      latest_charge: { status: 'succeeded', captured: true, balance_transaction: { amount: 1200, type: 'charge' } },
    })
    await expect(stripe.paymentIntents.confirm(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
    await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
    await expect(stripe.paymentIntents.update(id, { amount: 1 })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    const noted = await stripe.paymentIntents.update(id, { description: 'Mug', metadata: { a: '1' } })
    expect(noted).toMatchObject({ description: 'Mug', metadata: { a: '1' } })
  })

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', undefined],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('are declined with %s, and can be paid otherwise', async (method, code, declineCode) => {
    const { id } = await create({ automatic_payment_methods: { enabled: true, allow_redirects: 'never' } })
    const { status, body } = await local.call(`POST /v1/payment_intents/${id}/confirm`, `payment_method=${method}`)
    expect(status).toBe(402)
    expect(body.error).toMatchObject({
      type: 'card_error',
      code,
      payment_intent: { id, status: 'requires_payment_method', last_payment_error: { code } },
    })
    expect(body.error?.decline_code).toBe(declineCode)
    const { data } = await stripe.charges.list({ payment_intent: id })
    expect(data).toMatchObject([{ status: 'failed', paid: false, failure_code: code }])
    expect((await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe('succeeded')
  })

  it('ask the customer to act, unless that is impossible', async () => {
    const waiting = await pay('pm_card_authenticationRequired')
    expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
    expect((await stripe.paymentIntents.cancel(waiting.id, { cancellation_reason: 'abandoned' })).status).toBe(
      'canceled',
    )
    await expect(pay('pm_card_authenticationRequired', { off_session: true })).rejects.toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
    })
    await expect(pay('pm_card_authenticationRequired', { error_on_requires_action: true })).rejects.toMatchObject({
      code: 'card_declined',
      decline_code: 'authentication_required',
    })
  })

  it('want a return_url where a payment method might redirect', async () => {
    await expect(create({ payment_method: 'pm_card_visa', confirm: true })).rejects.toThrow('return_url')
    const cardOnly = await create({
      payment_method: 'pm_card_visa',
      confirm: true,
      allowed_payment_method_types: ['card'],
    })
    expect(cardOnly.status).toBe('succeeded')
  })

  it('are captured later, in part, or released', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual' })
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 1000, amount_received: 0 })
    await expect(stripe.paymentIntents.capture(held.id, { amount_to_capture: 1001 })).rejects.toMatchObject({
      statusCode: 400,
    })
    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 })
    expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 600 })
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({ statusCode: 400 })
    const released = await stripe.paymentIntents.cancel((await pay('pm_card_visa', { capture_method: 'manual' })).id)
    expect(released).toMatchObject({ status: 'canceled', amount_capturable: 0 })
  })

  it.each([
    [{ amount: 0 }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 49 }, 'amount_too_small', 'amount'],
    [{ amount: 100_000_000 }, 'amount_too_large', 'amount'],
    [{ customer: 'cus_x' }, 'resource_missing', 'customer'],
    [{ payment_method: 'pm_x' }, 'resource_missing', 'payment_method'],
    [{ return_url: 'https://shop.example' }, undefined, 'return_url'],
  ])('cannot be created with %j', async (params, code, param) => {
    await expect(create(params)).rejects.toMatchObject({ statusCode: 400, code, param })
  })

  it('are in units that can be paid with', async () => {
    await expect(create({ amount: 5124, currency: 'kwd' })).rejects.toMatchObject({ statusCode: 400, param: 'amount' })
    await expect(create({ amount: 550, currency: 'isk' })).rejects.toMatchObject({ statusCode: 400, param: 'amount' })
    await expect(create({ amount: 550, currency: 'ugx' })).rejects.toMatchObject({ statusCode: 400, param: 'amount' })
    const { id } = await pay('pm_card_visa', { amount: 5120, currency: 'kwd' })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 1005 })).rejects.toMatchObject({ param: 'amount' })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 5130 })).rejects.toThrow('5.130) is greater')
  })

  it('take a payment method only with its own customer', async () => {
    const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const { data } = await stripe.paymentMethods.list({ customer })
    const method = data[0]?.id ?? ''
    await expect(pay(method)).rejects.toThrow('belongs to the Customer')
    expect((await pay(method, { customer })).status).toBe('succeeded')
    expect((await stripe.paymentIntents.list({ customer })).data).toHaveLength(1)
  })

  it('keep a payment method for later where asked', async () => {
    const { id: customer } = await stripe.customers.create({})
    await pay('pm_card_visa', { customer, setup_future_usage: 'off_session' })
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(1)
  })
})

describe('refunds', () => {
  it('give back the rest, and no more', async () => {
    const { id, latest_charge: charge } = await pay('pm_card_visa')
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 300,
      reason: 'duplicate',
      metadata: { a: '1' },
    })
    expect(first).toMatchObject({ amount: 300, status: 'succeeded', charge, payment_intent: id, reason: 'duplicate' })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 701 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
      message: expect.stringContaining('€7.01'),
    })
    expect(await stripe.charges.retrieve(String(charge))).toMatchObject({ amount_refunded: 300, refunded: false })
    const rest = await stripe.refunds.create({ charge: String(charge) })
    expect(rest.amount).toBe(700)
    expect(await stripe.charges.retrieve(String(charge), { expand: ['refunds'] })).toMatchObject({
      amount_refunded: 1000,
      refunded: true,
      refunds: { data: [{ amount: 700 }, { amount: 300 }] },
    })
    await expect(stripe.refunds.create({ charge: String(charge) })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    })
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(({ amount }) => amount)).toEqual([700, 300])
  })

  it('give back all that was captured of a part', async () => {
    const { id } = await pay('pm_card_visa', { capture_method: 'manual' })
    await stripe.paymentIntents.capture(id, { amount_to_capture: 600 })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 601 })).rejects.toThrow('charge amount (€6.00)')
    expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(600)
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    })
  })

  it('want one payment that was made', async () => {
    const unpaid = await create()
    await expect(stripe.refunds.create({})).rejects.toThrow('payment_intent or charge')
    await expect(stripe.refunds.create({ charge: 'ch_x' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such charge: 'ch_x'",
    })
    await expect(stripe.refunds.create({ payment_intent: unpaid.id })).rejects.toThrow('successful charge')
    const { id, latest_charge: charge } = await pay('pm_card_visa')
    await expect(stripe.refunds.create({ payment_intent: id, charge: String(charge) })).rejects.toMatchObject({
      code: 'parameters_exclusive',
    })
    await expect(stripe.refunds.create({ payment_intent: id, amount: 0 })).rejects.toMatchObject({ param: 'amount' })
  })
})

describe('payment methods', () => {
  it('are made from a test card, attached and detached', async () => {
    const { id: customer } = await stripe.customers.create({})
    const made = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4242424242424242', exp_month: 12, exp_year: 2040 },
    })
    expect(made).toMatchObject({ customer: null, card: { last4: '4242', exp_year: 2040 } })
    expect((await stripe.paymentMethods.attach(made.id, { customer })).customer).toBe(customer)
    const { id: other } = await stripe.customers.create({})
    await expect(stripe.paymentMethods.attach(made.id, { customer: other })).rejects.toThrow('already been attached')
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: made.id } })
    expect((await stripe.paymentMethods.detach(made.id)).customer).toBeNull()
    const left = await stripe.customers.retrieve(customer)
    expect(left).toMatchObject({ invoice_settings: { default_payment_method: null } })
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([])
  })

  it('are used once unless a customer has them, and not after they are detached', async () => {
    const make = () => stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
    const { id: customer } = await stripe.customers.create({})
    const { id: used } = await make()
    await pay(used)
    await expect(pay(used)).rejects.toThrow('It may not be used again.')
    await expect(stripe.setupIntents.create({ payment_method: used })).rejects.toThrow('It may not be used again.')
    await expect(stripe.paymentMethods.attach(used, { customer })).rejects.toThrow('and may not be used again.')
    const { id: kept } = await make()
    await stripe.paymentMethods.attach(kept, { customer })
    await pay(kept, { customer })
    await pay(kept, { customer })
    const price_data = { currency: 'eur', unit_amount: 900, recurring: { interval: 'month' as const } }
    const { id: product } = await stripe.products.create({ name: 'Mug' })
    const { latest_invoice: paid, id } = await stripe.subscriptions.create({
      customer,
      default_payment_method: kept,
      items: [{ price_data: { ...price_data, product } }],
      expand: ['latest_invoice'],
    })
    expect(paid).toMatchObject({ status: 'paid' })
    await stripe.paymentMethods.detach(kept)
    await expect(pay(kept, { customer })).rejects.toThrow('It may not be used again.')
    await expect(stripe.paymentMethods.attach(kept, { customer })).rejects.toThrow('and may not be used again.')
    const { id: later } = await stripe.invoices.create({ customer, subscription: id })
    await stripe.invoiceItems.create({ customer, invoice: later, amount: 900, currency: 'eur' })
    await expect(stripe.invoices.pay(later)).rejects.toThrow('no `default_payment_method`')
  })

  it('are refused for a card that is none, or is no test card', async () => {
    const make = (number: string) =>
      stripe.paymentMethods.create({ type: 'card', card: { number, exp_month: 1, exp_year: 2040 } })
    await expect(make('4242424242424241')).rejects.toMatchObject({ statusCode: 402, code: 'incorrect_number' })
    await expect(make('4111111111111111')).rejects.toMatchObject({ decline_code: 'test_mode_live_card' })
    const { id: customer } = await stripe.customers.create({})
    await expect(stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer })).rejects.toMatchObject({
      code: 'card_declined',
    })
  })
})
