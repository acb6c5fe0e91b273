import { afterAll, describe, expect, it } from 'vitest'
import { plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

/** The types of the events about an object, in the order in which they happened. */
async function eventsOf(id: string) {
  const { data } = await stripe.events.list({ limit: 100 })
  const about = data.filter(({ data: { object } }) => (object as { id?: string }).id === id)
  return about.map(({ type }) => type).reverse()
}

const charge = (params: object) => stripe.charges.create({ amount: 1000, currency: 'eur', ...params })

describe("a customer's sources", () => {
  it('are added, listed, retrieved, changed and deleted', async () => {
    const { id: customer } = await stripe.customers.create()
    const first = await stripe.customers.createSource(customer, { source: 'tok_visa', metadata: { a: '1' } })
    expect(first).toMatchObject({ object: 'card', brand: 'Visa', customer, last4: '4242', metadata: { a: '1' } })
    expect(departures(plain(first))).toEqual([])
    const second = await stripe.customers.createSource(customer, { source: 'tok_mastercard' })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ default_source: first.id })
    const all = await stripe.customers.listSources(customer, { object: 'card' })
    expect(all.data.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(departures(plain(all))).toEqual([])
    expect((await stripe.customers.listSources(customer, { object: 'bank_account' })).data).toEqual([])
    expect(await stripe.customers.retrieveSource(customer, second.id)).toMatchObject({ brand: 'MasterCard' })
    const changes = { name: 'Jenny', exp_month: '7', exp_year: '2050', metadata: { b: '2' } }
    expect(await stripe.customers.updateSource(customer, first.id, changes)).toMatchObject({
      name: 'Jenny',
      exp_month: 7,
      exp_year: 2050,
      metadata: { a: '1', b: '2' },
    })
    expect((await stripe.paymentMethods.retrieve(first.id)).card).toMatchObject({ exp_month: 7, exp_year: 2050 })
    expect(plain(await stripe.customers.deleteSource(customer, first.id))).toEqual({
      id: first.id,
      object: 'card',
      deleted: true,
    })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ default_source: second.id })
    expect(await eventsOf(first.id)).toEqual(
      expect.arrayContaining(['customer.source.created', 'customer.source.updated', 'customer.source.deleted']),
    )
  })

  it('are gone once their payment method is detached', async () => {
    const { id: customer, default_source: card } = await stripe.customers.create({ source: 'tok_visa' })
    await stripe.paymentMethods.detach(String(card))
    expect((await stripe.customers.listSources(customer)).data).toEqual([])
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ default_source: null })
    const { id: other } = await stripe.customers.create({ source: 'tok_visa' })
    const { default_source: next } = await stripe.customers.update(other, { source: 'tok_amex' })
    expect((await stripe.customers.listSources(other)).data.map(({ id }) => id)).toEqual([next])
    expect((await stripe.paymentMethods.list({ customer: other })).data.map(({ id }) => id)).toEqual([next])
  })

  it('are refused when they are of no token, of another customer, or declined', async () => {
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' })
    const { id: other } = await stripe.customers.create()
    const [card] = (await stripe.customers.listSources(customer)).data
    const add = (source: string) => expect(stripe.customers.createSource(other, { source })).rejects
    await add('tok_none').toMatchObject({ code: 'resource_missing', param: 'source', statusCode: 400 })
    await add('tok_chargeDeclined').toMatchObject({ statusCode: 402, code: 'card_declined' })
    await expect(stripe.customers.retrieveSource(other, card?.id ?? '')).rejects.toMatchObject({
      statusCode: 404,
      message: `No such source: '${card?.id}'`,
    })
    await expect(stripe.customers.updateSource(customer, card?.id ?? '', { exp_month: '13' })).rejects.toMatchObject({
      param: 'exp_month',
    })
  })
})

describe('a charge without a payment intent', () => {
  it("takes money from a token's card", async () => {
    const made = await charge({ source: 'tok_visa', description: 'Mug', metadata: { order: '7' } })
    expect(made).toMatchObject({
      amount: 1000,
      amount_captured: 1000,
      captured: true,
      customer: null,
      description: 'Mug',
      metadata: { order: '7' },
      paid: true,
      payment_intent: null,
      payment_method: made.source?.id,
      source: { object: 'card', last4: '4242', customer: null },
      status: 'succeeded',
    })
    expect(departures(plain(made))).toEqual([])
    expect(await eventsOf(made.id)).toEqual(['charge.succeeded'])
    expect(await eventsOf(made.source?.id ?? '')).toEqual([])
    const { balance_transaction: moved } = await stripe.charges.retrieve(made.id, { expand: ['balance_transaction'] })
    expect(moved).toMatchObject({ amount: 1000, fee: 59, net: 941, source: made.id, type: 'charge' })
    const refund = await stripe.refunds.create({ charge: made.id, amount: 300 })
    expect(refund).toMatchObject({ amount: 300, charge: made.id, payment_intent: null, status: 'succeeded' })
    expect(await stripe.charges.retrieve(made.id)).toMatchObject({ amount_refunded: 300, refunded: false })
    expect(await eventsOf(made.id)).toEqual(['charge.succeeded', 'charge.refunded'])
  })

  it("takes it from a customer's default card, or from another of theirs", async () => {
    const { id: customer, default_source: first } = await stripe.customers.create({ source: 'tok_visa' })
    const { id: second } = await stripe.customers.createSource(customer, { source: 'tok_amex' })
    expect(await charge({ customer })).toMatchObject({ customer, source: { id: first } })
    expect(await charge({ customer, source: second })).toMatchObject({ source: { brand: 'American Express' } })
    expect((await stripe.charges.list({ customer })).data).toHaveLength(2)
  })

  it('is captured later, in part, or released', async () => {
    const held = await charge({ source: 'tok_visa', capture: false })
    expect(held).toMatchObject({ captured: false, amount_captured: 0, balance_transaction: null })
    await expect(stripe.charges.capture(held.id, { amount: 1001 })).rejects.toMatchObject({ code: 'amount_too_large' })
    const taken = await stripe.charges.capture(held.id, { amount: 400, receipt_email: 'jenny@example.com' })
    expect(taken).toMatchObject({
      captured: true,
      amount_captured: 400,
      amount_refunded: 600,
      receipt_email: 'jenny@example.com',
    })
    expect(departures(plain(taken))).toEqual([])
    await expect(stripe.charges.capture(held.id)).rejects.toMatchObject({ code: 'charge_already_captured' })
    expect(await eventsOf(held.id)).toEqual(['charge.succeeded', 'charge.captured'])
    const { id } = await charge({ source: 'tok_visa', capture: false })
    expect(await stripe.refunds.create({ charge: id })).toMatchObject({ amount: 1000, balance_transaction: null })
    await expect(stripe.charges.capture(id)).rejects.toMatchObject({ code: 'charge_already_refunded' })
  })

  it('is kept when the card is declined, or asks for its owner', async () => {
    const error = await charge({ source: 'tok_chargeDeclinedInsufficientFunds' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      charge: expect.stringMatching(/^ch_/),
    })
    const { charge: id } = error as { charge: string }
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      status: 'failed',
      paid: false,
      captured: false,
      failure_code: 'card_declined',
    })
    expect(await eventsOf(id)).toEqual(['charge.failed'])
    await expect(stripe.refunds.create({ charge: id })).rejects.toMatchObject({ statusCode: 400 })
    await expect(stripe.charges.capture(id)).rejects.toMatchObject({ statusCode: 400 })
    await expect(charge({ source: 'tok_threeDSecure2Required' })).rejects.toMatchObject({
      statusCode: 402,
      decline_code: 'authentication_required',
    })
  })

  it('is disputed where its card is for that', async () => {
    const made = await charge({ source: 'tok_createDispute' })
    expect(made.disputed).toBe(true)
    expect((await stripe.disputes.list({ charge: made.id })).data).toMatchObject([
      { amount: 1000, payment_intent: null, status: 'needs_response' },
    ])
  })

  it('is refused without a card, or with one that is not theirs', async () => {
    const { id: customer, default_source: card } = await stripe.customers.create({ source: 'tok_visa' })
    const { id: empty } = await stripe.customers.create()
    const refused = (params: object) => expect(charge(params)).rejects
    await refused({}).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'source' })
    await refused({ customer: empty }).toMatchObject({ statusCode: 402, code: 'missing', param: 'card' })
    await refused({ customer: empty, source: card }).toMatchObject({ statusCode: 402, param: 'source' })
    await refused({ customer, source: 'tok_visa' }).toMatchObject({ statusCode: 402, param: 'source' })
    await refused({ source: card }).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'source' })
    await refused({ source: 'tok_visa', amount: 10 }).toMatchObject({ code: 'amount_too_small' })
    const { latest_charge: paid } = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_visa',
      capture_method: 'manual',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    await expect(stripe.charges.capture(String(paid))).rejects.toMatchObject({ statusCode: 400 })
  })
})
