import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { clockedPayer, plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const DAY = 24 * 60 * 60
const START = Date.UTC(2027, 0, 1, 12) / 1000

const pay = (amount: number, payment_method: string, currency = 'eur', customer?: string) =>
  stripe.paymentIntents.create({
    amount,
    currency,
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...(customer !== undefined && { customer }),
  })

const balance = async (currency: string) => {
  const { available, pending } = await stripe.balance.retrieve()
  const of = (parts: typeof available) => parts.find((each) => each.currency === currency)?.amount
  return { available: of(available), pending: of(pending) }
}

describe('the account', () => {
  it('is the one that is called, and may charge and pay out', async () => {
    const found = await stripe.accounts.retrieveCurrent()
    expect(found).toMatchObject({ object: 'account', country: 'US', charges_enabled: true, payouts_enabled: true })
    expect(departures(plain(found))).toEqual([])
    expect((await stripe.accounts.retrieveCurrent({}, { stripeAccount: 'acct_other' })).id).toBe('acct_other')
  })
})

describe('the balance', () => {
  it('has nothing before there are payments', async () => {
    const found = await stripe.balance.retrieve()
    expect(plain(found)).toEqual({
      object: 'balance',
      available: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
      livemode: false,
      pending: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }],
    })
    expect(departures(plain(found))).toEqual([])
  })

  it('adds up what was charged, less fees and refunds, by currency', async () => {
    const { latest_charge: charge } = await pay(10_000, 'pm_card_visa', 'gbp')
    expect(await balance('gbp')).toEqual({ available: 0, pending: 10_000 - 320 })
    await stripe.refunds.create({ charge: String(charge), amount: 4000 })
    await pay(1000, 'pm_card_bypassPending', 'gbp')
    expect(await balance('gbp')).toEqual({ available: 1000 - 59, pending: 6000 - 320 })
  })

  it('is available two days later', async () => {
    const { advance, customer } = await clockedPayer(stripe, START)
    const [method] = (await stripe.paymentMethods.list({ customer })).data
    const { latest_charge: charge } = await pay(1000, method?.id ?? '', 'chf', customer)
    const [moved] = (await stripe.balanceTransactions.list({ source: String(charge) })).data
    expect(moved).toMatchObject({ status: 'pending', available_on: START + 2 * DAY })
    await advance(START + 2 * DAY - 1)
    expect(await balance('chf')).toEqual({ available: 0, pending: 941 })
    await advance(START + 2 * DAY)
    expect(await balance('chf')).toEqual({ available: 941, pending: 0 })
    expect(await stripe.balanceTransactions.retrieve(moved?.id ?? '')).toMatchObject({ status: 'available' })
    const [event] = (await stripe.events.list({ type: 'balance.available' })).data
    expect(event).toMatchObject({ created: START + 2 * DAY, data: { object: { object: 'balance' } } })
  })
})

describe('payouts', () => {
  beforeAll(() => pay(100_000, 'pm_card_bypassPending'))

  it('take from the available balance, and give it back when they are cancelled', async () => {
    const { available: before = 0 } = await balance('eur')
    const payout = await stripe.payouts.create({ amount: 5000, currency: 'eur', metadata: { week: '1' } })
    expect(payout).toMatchObject({
      amount: 5000,
      arrival_date: payout.created + 2 * DAY,
      automatic: false,
      method: 'standard',
      source_type: 'card',
      status: 'pending',
    })
    expect(departures(plain(payout))).toEqual([])
    expect((await balance('eur')).available).toBe(before - 5000)
    const expand = ['balance_transaction']
    expect(await stripe.payouts.retrieve(payout.id, { expand })).toMatchObject({
      balance_transaction: { amount: -5000, fee: 0, type: 'payout', status: 'available' },
    })
    expect(await stripe.payouts.update(payout.id, { metadata: { week: '2' } })).toMatchObject({
      metadata: { week: '2' },
    })
    const canceled = await stripe.payouts.cancel(payout.id, { expand: ['failure_balance_transaction'] })
    expect(canceled).toMatchObject({
      status: 'canceled',
      failure_balance_transaction: { amount: 5000, type: 'payout_cancel' },
    })
    expect((await balance('eur')).available).toBe(before)
    await expect(stripe.payouts.cancel(payout.id)).rejects.toMatchObject({ statusCode: 400 })
    const { data } = await stripe.events.list({ type: 'payout.*' })
    expect(data.map(({ type }) => type)).toEqual([
      'payout.canceled',
      'payout.updated',
      'payout.updated',
      'payout.created',
    ])
  })

  it('are refused beyond what is available', async () => {
    const { available = 0 } = await balance('eur')
    const refused = (params: object) =>
      expect(stripe.payouts.create({ amount: 100, currency: 'eur', ...params })).rejects
    await refused({ amount: available + 1 }).toMatchObject({ code: 'balance_insufficient', statusCode: 400 })
    await refused({ currency: 'sek' }).toMatchObject({ code: 'balance_insufficient' })
    await refused({ source_type: 'bank_account' }).toMatchObject({
      message: expect.stringContaining('Your bank_account balance is too low.'),
    })
    await refused({ amount: 0 }).toMatchObject({ param: 'amount' })
    await refused({ destination: 'ba_0' }).toMatchObject({ code: 'resource_missing', param: 'destination' })
  })

  it('arrive after they were sent to the bank, and cannot be cancelled then', async () => {
    const { id } = await stripe.payouts.create({ amount: 700, currency: 'eur', method: 'instant' })
    const statusOf = async () => (await stripe.payouts.retrieve(id)).status
    await vi.waitFor(async () => expect(await statusOf()).toBe('paid'), { timeout: 60_000, interval: 100 })
    await expect(stripe.payouts.cancel(id)).rejects.toMatchObject({ statusCode: 400 })
    const [event] = (await stripe.events.list({ type: 'payout.paid' })).data
    expect(event).toMatchObject({ data: { object: { id, status: 'paid' } } })
  })

  it('are listed by status, destination and arrival', async () => {
    const { arrival_date, destination, id } = await stripe.payouts.create({ amount: 100, currency: 'eur' })
    const { id: other } = await stripe.payouts.create({ amount: 200, currency: 'eur' })
    const listed = async (params: object) => (await stripe.payouts.list(params)).data.map((each) => each.id)
    expect(await listed({ status: 'pending' })).toEqual([other, id])
    expect(await listed({ destination: String(destination), limit: 2 })).toEqual([other, id])
    expect(await listed({ arrival_date: { gte: arrival_date }, limit: 1, starting_after: other })).toEqual([id])
    expect(await listed({ arrival_date: { lt: START - 365 * DAY } })).toEqual([])
    await expect(stripe.balanceTransactions.list({ payout: id })).rejects.toMatchObject({ param: 'payout' })
  })
})
