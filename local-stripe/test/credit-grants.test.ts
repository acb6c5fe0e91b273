import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { clockedPayer, plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { expanded, startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const on = (month: number, day: number) => Date.UTC(2027, month - 1, day, 12) / 1000

const meter = await stripe.billing.meters.create({
  display_name: 'Calls',
  event_name: 'calls',
  default_aggregation: { formula: 'sum' },
})

const metered = async () => {
  const { id } = await stripe.prices.create({
    currency: 'eur',
    unit_amount: 20,
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    product_data: { name: 'Call' },
  })
  return id
}

const price = await metered()

type Scope = Stripe.Billing.CreditGrantCreateParams.ApplicabilityConfig.Scope
type Extra = Partial<Stripe.Billing.CreditGrantCreateParams>

const grantOf = (customer: string, value: number, extra: Extra = {}, scope: Scope = { price_type: 'metered' }) =>
  stripe.billing.creditGrants.create({
    customer,
    amount: { type: 'monetary', monetary: { currency: 'eur', value } },
    applicability_config: { scope },
    ...extra,
  })

/** A customer on a test clock who pays 20 a call. */
async function caller(extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const { advance, customer } = await clockedPayer(stripe, on(1, 1))
  const { id } = await stripe.subscriptions.create({ customer, items: [{ price }], ...extra })
  const use = (value: string) =>
    stripe.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer, value } })
  return { advance, customer, id, use }
}

async function left(customer: string, filter: Stripe.Billing.CreditBalanceSummaryRetrieveParams.Filter) {
  const { balances } = await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter })
  return balances.map(({ available_balance: { monetary } }) => [monetary?.currency, monetary?.value])
}

const METERED = { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } } as const

async function entries(customer: string) {
  const { data } = await stripe.billing.creditBalanceTransactions.list({ customer })
  const newestFirst = data.map(({ credit, debit }) => {
    const of = credit ?? debit
    return [of?.type, of?.amount.monetary?.value]
  })
  return newestFirst.reverse()
}

async function latest(subscription: string) {
  const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(subscription, { expand: ['latest_invoice'] })
  return expanded<Stripe.Invoice>(invoice)
}

describe('a credit grant', () => {
  it('is created, changed, listed and summed up', async () => {
    const { id: customer } = await stripe.customers.create()
    const grant = await grantOf(customer, 1000, { name: 'Welcome', metadata: { a: '1' }, category: 'promotional' })
    expect(grant).toMatchObject({
      id: expect.stringMatching(/^credgr_/),
      amount: { monetary: { currency: 'eur', value: 1000 }, type: 'monetary' },
      applicability_config: { scope: { price_type: 'metered' } },
      category: 'promotional',
      customer,
      expires_at: null,
      name: 'Welcome',
      priority: 50,
      voided_at: null,
    })
    expect(departures(plain(grant))).toEqual([])
    const expires_at = Math.floor(Date.now() / 1000) + 1000
    const changed = await stripe.billing.creditGrants.update(grant.id, { expires_at, metadata: { b: '2' } })
    expect(changed).toMatchObject({ expires_at, metadata: { a: '1', b: '2' } })
    expect((await stripe.billing.creditGrants.retrieve(grant.id)).expires_at).toBe(expires_at)
    expect((await stripe.billing.creditGrants.list({ customer })).data).toMatchObject([{ id: grant.id }])
    const summary = await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter: METERED })
    expect(departures(plain(summary))).toEqual([])
    expect(summary.balances).toMatchObject([
      {
        available_balance: { monetary: { currency: 'eur', value: 1000 } },
        ledger_balance: { monetary: { currency: 'eur', value: 1000 } },
      },
    ])
    const { data } = await stripe.billing.creditBalanceTransactions.list({ credit_grant: grant.id })
    expect(data).toMatchObject([{ type: 'credit', credit: { type: 'credits_granted' }, debit: null }])
    expect(departures(plain(data[0]))).toEqual([])
    expect(await stripe.billing.creditBalanceTransactions.retrieve(data[0]?.id ?? '')).toMatchObject(
      plain(data[0]) as object,
    )
    const events = (await stripe.events.list({ type: 'billing.credit_*' as 'billing.credit_grant.created' })).data
    expect(events.map(({ type }) => type).reverse()).toEqual([
      'billing.credit_grant.created',
      'billing.credit_balance_transaction.created',
      'billing.credit_grant.updated',
    ])
  })

  it('pays for usage when the invoice is finalized, after discounts and before taxes', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: 'forever' })
    const { id: rate } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 10, inclusive: false })
    const { advance, customer, id, use } = await caller({ discounts: [{ coupon }], default_tax_rates: [rate] })
    const grant = await grantOf(customer, 300)
    await use('100')
    const preview = await stripe.invoices.createPreview({ subscription: id })
    expect(preview).toMatchObject({ subtotal: 2000, total: 770 })
    expect(await left(customer, METERED)).toEqual([['eur', 300]])
    await advance(on(2, 1) + 60)
    const draft = await latest(id)
    expect(draft).toMatchObject({ status: 'draft', total: 1100 })
    await advance(on(2, 2))
    const invoice = await latest(id)
    const [entry] = (await stripe.billing.creditBalanceTransactions.list({ customer })).data
    const [line] = invoice.lines.data
    expect(entry).toMatchObject({
      credit_grant: grant.id,
      debit: {
        amount: { monetary: { currency: 'eur', value: 300 } },
        credits_applied: { invoice: invoice.id, invoice_line_item: line?.id },
        type: 'credits_applied',
      },
      type: 'debit',
    })
    const used = { amount: 300, credit_balance_transaction: entry?.id, type: 'credit_balance_transaction' }
    expect(line?.pretax_credit_amounts).toMatchObject([{ amount: 1000, type: 'discount' }, used])
    expect(invoice).toMatchObject({
      amount_paid: 770,
      subtotal: 2000,
      total: 770,
      total_excluding_tax: 700,
      total_pretax_credit_amounts: [{ amount: 1000, type: 'discount' }, used],
      total_taxes: [{ amount: 70 }],
    })
    expect(departures(plain(invoice))).toEqual([])
    expect(await left(customer, METERED)).toEqual([['eur', 0]])
  })

  it('is used by its priority, then its end and its category, for its own prices and currency', async () => {
    const { advance, customer, id, use } = await caller()
    const last = await grantOf(customer, 100, { priority: 60 })
    const paid = await grantOf(customer, 100, { category: 'paid', expires_at: on(6, 1) })
    const free = await grantOf(customer, 100, { category: 'promotional', expires_at: on(6, 1) })
    const early = await grantOf(customer, 100, { expires_at: on(5, 1) })
    const first = await grantOf(customer, 100, { priority: 1 }, { prices: [{ id: price }] })
    await grantOf(customer, 5000, {}, { prices: [{ id: await metered() }] })
    await grantOf(customer, 5000, { effective_at: on(4, 1) })
    await grantOf(customer, 5000, { amount: { type: 'monetary', monetary: { currency: 'usd', value: 5000 } } })
    await use('50')
    await advance(on(2, 2))
    const { total } = await latest(id)
    expect(total).toBe(500)
    const { data } = await stripe.billing.creditBalanceTransactions.list({ customer, limit: 5 })
    expect(data.map(({ credit_grant: of }) => of).reverse()).toEqual(
      [first, early, free, paid, last].map((of) => of.id),
    )
    expect(await left(customer, { type: 'credit_grant', credit_grant: first.id })).toEqual([['eur', 0]])
  })

  it('pays for nothing else than usage', async () => {
    const { customer } = await clockedPayer(stripe, on(1, 1))
    await grantOf(customer, 1000)
    const flat = { currency: 'eur', unit_amount: 500, recurring: { interval: 'month' } } as const
    const { id: plan } = await stripe.prices.create({ ...flat, product_data: { name: 'Plan' } })
    const { id } = await stripe.subscriptions.create({ customer, items: [{ price: plan }] })
    expect(await latest(id)).toMatchObject({ amount_paid: 500, total_pretax_credit_amounts: [] })
  })

  it('has back what a void invoice used', async () => {
    const { advance, customer, id, use } = await caller({ collection_method: 'send_invoice', days_until_due: 5 })
    await grantOf(customer, 1000)
    await use('30')
    await advance(on(2, 2))
    const invoice = await latest(id)
    expect(invoice).toMatchObject({ status: 'paid', total: 0 })
    await use('100')
    await advance(on(3, 2))
    const open = await latest(id)
    expect(open).toMatchObject({ status: 'open', total: 1600 })
    await stripe.invoices.voidInvoice(open.id)
    expect(await entries(customer)).toEqual([
      ['credits_granted', 1000],
      ['credits_applied', 600],
      ['credits_applied', 400],
      ['credits_application_invoice_voided', 400],
    ])
    expect(await left(customer, METERED)).toEqual([['eur', 400]])
  })

  it('expires at its time, or at once, and is voided while it is unused', async () => {
    const { advance, customer, use } = await caller()
    await grantOf(customer, 1000, { expires_at: on(2, 10) })
    await use('10')
    await advance(on(2, 11))
    expect((await entries(customer)).at(-1)).toEqual(['credits_expired', 800])
    const second = await grantOf(customer, 70)
    const expired = await stripe.billing.creditGrants.expire(second.id)
    expect(expired).toMatchObject({ expires_at: on(2, 11), updated: on(2, 11) })
    await expect(stripe.billing.creditGrants.expire(second.id)).rejects.toMatchObject({ statusCode: 400 })
    const third = await grantOf(customer, 90)
    expect(await stripe.billing.creditGrants.voidGrant(third.id)).toMatchObject({ voided_at: on(2, 11) })
    expect((await entries(customer)).at(-1)).toEqual(['credits_voided', 90])
    await expect(stripe.billing.creditGrants.voidGrant(third.id)).rejects.toMatchObject({ statusCode: 400 })
    const fourth = await grantOf(customer, 100)
    await use('1')
    await advance(on(3, 2))
    await expect(stripe.billing.creditGrants.voidGrant(fourth.id)).rejects.toMatchObject({
      message: expect.stringContaining('has been applied'),
    })
    expect(await left(customer, METERED)).toEqual([['eur', 80]])
  })

  it('is refused for what no meter counts, or what is no credit', async () => {
    const { id: customer } = await stripe.customers.create()
    const { id: flat } = await stripe.prices.create({ currency: 'eur', unit_amount: 5, product_data: { name: 'Mug' } })
    const refused = (value: number, extra?: Extra, scope?: Scope) =>
      expect(grantOf(customer, value, extra, scope)).rejects
    await refused(5, {}, { prices: [{ id: flat }] }).toMatchObject({
      param: 'applicability_config[scope][prices][0][id]',
    })
    await refused(5, {}, { price_type: 'metered', prices: [{ id: price }] }).toMatchObject({
      param: 'applicability_config[scope]',
    })
    await refused(0).toMatchObject({ param: 'amount[monetary][value]' })
    await refused(5, { priority: 101 }).toMatchObject({ param: 'priority' })
    await refused(5, { expires_at: 1 }).toMatchObject({ param: 'expires_at' })
    await refused(5, { customer: 'cus_0' }).toMatchObject({ code: 'resource_missing', param: 'customer' })
    await expect(left(customer, { type: 'credit_grant' })).rejects.toMatchObject({ param: 'filter[credit_grant]' })
    await expect(stripe.billing.creditGrants.retrieve('credgr_0')).rejects.toMatchObject({ statusCode: 404 })
  })
})
