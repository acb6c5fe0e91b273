import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { plain } from './clock-support.ts'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

/** A finalized invoice of two mugs at 500 and a pot at 1000, with what the test adds. */
async function finalized(params: Partial<Stripe.InvoiceCreateParams> = {}) {
  const { id: customer } = await stripe.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const { id: invoice } = await stripe.invoices.create({ customer, currency: 'eur', ...params })
  await stripe.invoiceItems.create({
    customer,
    invoice,
    currency: 'eur',
    quantity: 2,
    unit_amount_decimal: '500' as unknown as Stripe.Decimal,
    description: 'Mug',
  })
  await stripe.invoiceItems.create({ customer, invoice, currency: 'eur', amount: 1000, description: 'Pot' })
  const { lines } = await stripe.invoices.finalizeInvoice(invoice, { auto_advance: false })
  const lineOf = (name: string) => lines.data.find(({ description }) => description === name)?.id ?? ''
  return { customer, invoice, mugs: lineOf('Mug'), pot: lineOf('Pot') }
}

const paid = async (params?: Partial<Stripe.InvoiceCreateParams>) => {
  const found = await finalized(params)
  await stripe.invoices.pay(found.invoice)
  return found
}

describe('a credit note of an open invoice', () => {
  it('makes it ask for less, until it is voided', async () => {
    const { customer, invoice } = await finalized()
    const note = await stripe.creditNotes.create({ invoice, amount: 500, memo: 'Sorry', reason: 'order_change' })
    expect(note).toMatchObject({
      amount: 500,
      customer,
      memo: 'Sorry',
      number: expect.stringMatching(/-CN-01$/),
      post_payment_amount: 0,
      pre_payment_amount: 500,
      reason: 'order_change',
      refunds: [],
      status: 'issued',
      type: 'pre_payment',
    })
    expect(departures(plain(note))).toEqual([])
    const reduced = await stripe.invoices.retrieve(invoice, { expand: ['payments.data.payment.payment_intent'] })
    expect(reduced).toMatchObject({
      amount_due: 1500,
      amount_remaining: 1500,
      pre_payment_credit_notes_amount: 500,
      status: 'open',
      payments: { data: [{ amount_requested: 1500, payment: { payment_intent: { amount: 1500 } } }] },
    })
    const voided = await stripe.creditNotes.voidCreditNote(note.id)
    expect(voided).toMatchObject({ status: 'void', voided_at: expect.any(Number) })
    await expect(stripe.creditNotes.voidCreditNote(note.id)).rejects.toMatchObject({ statusCode: 400 })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      amount_remaining: 2000,
      pre_payment_credit_notes_amount: 0,
    })
    const { data } = await stripe.events.list({ type: 'credit_note.*' })
    const types = data.filter(({ data }) => (data.object as { id?: unknown }).id === note.id).map(({ type }) => type)
    expect(types).toEqual(['credit_note.voided', 'credit_note.created'])
    expect(await stripe.invoices.pay(invoice)).toMatchObject({ status: 'paid', amount_paid: 2000 })
  })

  it('pays it where nothing is left', async () => {
    const { invoice } = await finalized()
    const note = await stripe.creditNotes.create({ invoice, amount: 2000 })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      amount_due: 0,
      amount_paid: 0,
      amount_remaining: 0,
      status: 'paid',
    })
    await expect(stripe.creditNotes.voidCreditNote(note.id)).rejects.toMatchObject({ statusCode: 400 })
    await expect(stripe.creditNotes.create({ invoice, amount: 1, out_of_band_amount: 1 })).rejects.toMatchObject({
      param: 'amount',
    })
  })

  it('is of lines, each credited once', async () => {
    const { invoice, mugs, pot } = await finalized()
    const line = (invoice_line_item: string, part: object) =>
      ({ type: 'invoice_line_item', invoice_line_item, ...part }) as const
    const custom = { type: 'custom_line_item', description: 'Late', quantity: 2, unit_amount: 50 } as const
    const lines = [line(mugs, { quantity: 1 }), line(pot, { amount: 400 }), custom]
    const note = await stripe.creditNotes.create({ invoice, lines })
    expect(note.total).toBe(1000)
    expect(note.lines.data).toMatchObject([
      { amount: 500, quantity: 1, unit_amount: 500, description: 'Mug', invoice_line_item: mugs },
      { amount: 400, quantity: null, unit_amount: null, invoice_line_item: pot },
      { amount: 100, quantity: 2, unit_amount: 50, type: 'custom_line_item' },
    ])
    expect(departures(plain(note))).toEqual([])
    const { data } = await stripe.creditNotes.listLineItems(note.id, { limit: 2 })
    expect(data.map(({ amount }) => amount)).toEqual([500, 400])
    const refused = (params: object) =>
      expect(stripe.creditNotes.create({ invoice, lines: [line(mugs, {}), params as never].slice(1) })).rejects
    await refused(line(mugs, { quantity: 2 })).toMatchObject({ param: 'lines[0][quantity]' })
    await refused(line(pot, { amount: 601 })).toMatchObject({ param: 'lines[0][amount]' })
    await refused(line(pot, {})).toMatchObject({ param: 'lines[0][quantity]' })
    await refused(line('il_0', { quantity: 1 })).toMatchObject({ code: 'resource_missing' })
    await refused({ type: 'custom_line_item', unit_amount: 5 }).toMatchObject({ param: 'lines[0][description]' })
    await expect(stripe.creditNotes.create({ invoice, amount: 7, lines: [custom] })).rejects.toMatchObject({
      param: 'amount',
    })
  })

  it('credits discounts and taxes in proportion', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: 'once' })
    const { id: rate } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false })
    const { invoice, mugs } = await finalized({ discounts: [{ coupon }], default_tax_rates: [rate] })
    const note = await stripe.creditNotes.create({
      invoice,
      lines: [{ type: 'invoice_line_item', invoice_line_item: mugs, quantity: 1 }],
    })
    expect(note).toMatchObject({
      subtotal: 500,
      discount_amount: 50,
      total_excluding_tax: 450,
      total: 540,
      total_taxes: [{ amount: 90, taxable_amount: 450, tax_rate_details: { tax_rate: rate } }],
    })
    expect(note.lines.data[0]).toMatchObject({ discount_amount: 50, tax_rates: [{ id: rate, percentage: 20 }] })
    expect(departures(plain(note))).toEqual([])
  })

  it('is only for one that is finalized, and for something', async () => {
    const { id: customer } = await stripe.customers.create()
    const { id: draft } = await stripe.invoices.create({ customer, currency: 'eur' })
    await expect(stripe.creditNotes.create({ invoice: draft, amount: 1 })).rejects.toMatchObject({ param: 'invoice' })
    const { invoice } = await finalized()
    await expect(stripe.creditNotes.create({ invoice })).rejects.toMatchObject({ code: 'parameter_missing' })
    await expect(stripe.creditNotes.create({ invoice, amount: 2001 })).rejects.toMatchObject({ param: 'amount' })
    await expect(stripe.creditNotes.create({ invoice, amount: 100, refund_amount: 100 })).rejects.toMatchObject({
      message: expect.stringContaining('must equal'),
    })
  })
})

describe('a credit note of a paid invoice', () => {
  it('refunds, credits the customer, and counts what is paid back elsewhere', async () => {
    const { customer, invoice } = await paid()
    const parts = { refund_amount: 300, credit_amount: 200, out_of_band_amount: 100 }
    await expect(stripe.creditNotes.create({ invoice, amount: 700, ...parts })).rejects.toMatchObject({
      statusCode: 400,
    })
    const note = await stripe.creditNotes.create({ invoice, amount: 600, ...parts })
    expect(note).toMatchObject({
      out_of_band_amount: 100,
      post_payment_amount: 600,
      pre_payment_amount: 0,
      refunds: [{ amount_refunded: 300, type: 'refund' }],
      type: 'post_payment',
    })
    expect(departures(plain(note))).toEqual([])
    const refund = await stripe.refunds.retrieve(String(note.refunds[0]?.refund))
    expect(refund).toMatchObject({ amount: 300, status: 'succeeded' })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -200 })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      amount_paid: 2000,
      post_payment_credit_notes_amount: 600,
      status: 'paid',
    })
    await expect(stripe.creditNotes.voidCreditNote(note.id)).rejects.toMatchObject({ statusCode: 400 })
  })

  it('names a refund that was made already', async () => {
    const { invoice } = await paid()
    const { data } = await stripe.invoicePayments.list({ invoice })
    const { id: refund } = await stripe.refunds.create({
      payment_intent: String(data[0]?.payment.payment_intent),
      amount: 500,
    })
    const note = await stripe.creditNotes.create({ invoice, amount: 500, refunds: [{ refund }] })
    expect(note.refunds).toMatchObject([{ refund, amount_refunded: 500 }])
    expect((await stripe.refunds.list()).data.filter(({ id }) => id === refund)).toHaveLength(1)
  })

  it('is previewed, changed, listed and printed', async () => {
    const { customer, invoice } = await paid()
    const params = { invoice, amount: 250, credit_amount: 250 }
    const preview = await stripe.creditNotes.preview(params)
    expect(preview).toMatchObject({ amount: 250, total: 250, type: 'post_payment' })
    expect(departures(plain(preview))).toEqual([])
    expect((await stripe.creditNotes.listPreviewLineItems(params)).data).toMatchObject([{ amount: 250 }])
    expect((await stripe.creditNotes.list({ invoice })).data).toEqual([])
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 })
    const { id, pdf } = await stripe.creditNotes.create(params)
    expect(await stripe.creditNotes.update(id, { memo: 'Thanks', metadata: { a: 'b' } })).toMatchObject({
      memo: 'Thanks',
      metadata: { a: 'b' },
    })
    expect((await stripe.creditNotes.list({ customer })).data).toMatchObject([{ id, memo: 'Thanks' }])
    const { pathname } = new URL(pdf)
    const document = await fetch(new URL(pathname.replace('/local-stripe', ''), local.url))
    expect(document.headers.get('content-type')).toBe('application/pdf')
    expect(await document.text()).toContain('(Total: ')
  })
})
