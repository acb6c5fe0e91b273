import { afterAll, describe, expect, it } from 'vitest'
import { plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

/** A finalized invoice of one item. */
async function billed(customer: string, amount: number, currency = 'eur') {
  const { id } = await stripe.invoices.create({ customer, currency })
  await stripe.invoiceItems.create({ customer, invoice: id, currency, amount })
  return stripe.invoices.finalizeInvoice(id, { auto_advance: false })
}

/** What changed a customer's balance, newest first. */
const changes = async (customer: string) => (await stripe.customers.listBalanceTransactions(customer)).data

describe("a customer's balance transactions", () => {
  it('change the balance, and are listed, retrieved and described', async () => {
    const { id: customer } = await stripe.customers.create()
    const credit = await stripe.customers.createBalanceTransaction(customer, {
      amount: -500,
      currency: 'eur',
      description: 'Sorry',
      metadata: { a: '1' },
    })
    expect(credit).toMatchObject({
      id: expect.stringMatching(/^cbtxn_/),
      amount: -500,
      currency: 'eur',
      customer,
      description: 'Sorry',
      ending_balance: -500,
      metadata: { a: '1' },
      type: 'adjustment',
    })
    expect(departures(plain(credit))).toEqual([])
    const debit = await stripe.customers.createBalanceTransaction(customer, { amount: 700, currency: 'eur' })
    expect(debit.ending_balance).toBe(200)
    expect(await stripe.customers.retrieve(customer, { expand: ['invoice_credit_balance'] })).toMatchObject({
      balance: 200,
      currency: 'eur',
      invoice_credit_balance: { eur: 200 },
    })
    expect(await stripe.customers.retrieveBalanceTransaction(customer, debit.id)).toMatchObject({ amount: 700 })
    const described = { description: 'Late', metadata: { b: '2' } }
    expect(await stripe.customers.updateBalanceTransaction(customer, credit.id, described)).toMatchObject({
      description: 'Late',
      metadata: { a: '1', b: '2' },
    })
    expect((await changes(customer)).map(({ id }) => id)).toEqual([debit.id, credit.id])
    const { data } = await stripe.events.list({ type: 'customer.updated', limit: 1 })
    expect(data[0]?.data).toMatchObject({ object: { balance: 200 }, previous_attributes: { balance: -500 } })
  })

  it('record a balance that is set on the customer', async () => {
    const { id: customer } = await stripe.customers.create({ balance: -300 })
    await stripe.customers.update(customer, { balance: 100 })
    await stripe.customers.update(customer, { name: 'Jenny' })
    expect(await changes(customer)).toMatchObject([
      { type: 'adjustment', amount: 400, ending_balance: 100 },
      { type: 'initial', amount: -300, ending_balance: -300, currency: 'usd' },
    ])
  })

  it('record what invoices use, give back when they are voided, and are too small for', async () => {
    const { id: customer } = await stripe.customers.create()
    await stripe.customers.createBalanceTransaction(customer, { amount: -300, currency: 'eur' })
    const { id: invoice } = await billed(customer, 1000)
    await stripe.invoices.voidInvoice(invoice)
    const { id: small } = await billed(customer, 330)
    expect(await changes(customer)).toMatchObject([
      { type: 'invoice_too_small', amount: 30, ending_balance: 30, invoice: small },
      { type: 'applied_to_invoice', amount: 300, ending_balance: 0, invoice: small },
      { type: 'unapplied_from_invoice', amount: -300, ending_balance: -300, invoice },
      { type: 'applied_to_invoice', amount: 300, ending_balance: 0, invoice },
      { type: 'adjustment', amount: -300 },
    ])
    const { data } = await stripe.customers.listBalanceTransactions(customer, { invoice })
    expect(data).toHaveLength(2)
    const { id: other } = await stripe.customers.create()
    const { id: cents } = await billed(other, 20)
    expect(await changes(other)).toMatchObject([{ type: 'invoice_too_small', amount: 20, invoice: cents }])
    const { id: credited } = await billed(other, -100)
    expect((await changes(other))[0]).toMatchObject({ type: 'applied_to_invoice', amount: -100, invoice: credited })
    expect(await stripe.customers.retrieve(other)).toMatchObject({ balance: -80 })
  })

  it("happen in the time of their customer's test clock", async () => {
    const { id: test_clock } = await stripe.testHelpers.testClocks.create({ frozen_time: 1_767_225_600 })
    const { id: customer } = await stripe.customers.create({ test_clock })
    const made = await stripe.customers.createBalanceTransaction(customer, { amount: 1, currency: 'eur' })
    expect(made.created).toBe(1_767_225_600)
  })

  it('record the credit of a credit note', async () => {
    const { id: customer } = await stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })
    const { id: invoice } = await billed(customer, 1000)
    await stripe.invoices.pay(invoice)
    const note = await stripe.creditNotes.create({ invoice, amount: 400, credit_amount: 400 })
    expect(await changes(customer)).toMatchObject([
      { id: note.customer_balance_transaction, type: 'credit_note', amount: -400, credit_note: note.id, invoice },
    ])
  })

  it('change the balance in their currency only, and so do invoices', async () => {
    const { id: customer } = await stripe.customers.create({ balance: -500 })
    const credit = await stripe.customers.createBalanceTransaction(customer, { amount: -300, currency: 'eur' })
    expect(credit.ending_balance).toBe(-300)
    const balances = async () => {
      const found = await stripe.customers.retrieve(customer, { expand: ['invoice_credit_balance'] })
      return found.deleted ? undefined : [found.currency, found.balance, found.invoice_credit_balance]
    }
    expect(await balances()).toEqual(['usd', -500, { usd: -500, eur: -300 }])
    const inEuros = await billed(customer, 1000)
    expect(inEuros).toMatchObject({ starting_balance: -300, ending_balance: 0, amount_due: 700 })
    expect(await balances()).toEqual(['usd', -500, { usd: -500 }])
    expect(await billed(customer, 1000, 'usd')).toMatchObject({ starting_balance: -500, amount_due: 500 })
    await stripe.invoices.voidInvoice(inEuros.id)
    expect(await balances()).toEqual(['usd', 0, { eur: -300 }])
    const draft = await stripe.invoices.create({ customer, currency: 'gbp' })
    expect(draft.starting_balance).toBe(0)
  })

  it('are refused of another customer and of none', async () => {
    const { id: customer } = await stripe.customers.create({ balance: -1 })
    const { id: other } = await stripe.customers.create()
    await expect(
      stripe.customers.createBalanceTransaction('cus_0', { amount: 1, currency: 'eur' }),
    ).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' })
    const [found] = await changes(customer)
    await expect(stripe.customers.retrieveBalanceTransaction(other, found?.id ?? '')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
    expect(await local.call(`POST /v1/customers/${customer}/balance_transactions`, 'currency=usd')).toMatchObject({
      status: 400,
      body: { error: { code: 'parameter_missing', param: 'amount' } },
    })
  })
})
