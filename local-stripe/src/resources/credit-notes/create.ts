import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects } from '../../engine/types.ts'
import { formatAmount } from '../../money/currencies.ts'
import { exclusiveTax, inclusiveTax, sumByRate } from '../../money/taxes.ts'
import { type CreditedLine, creditedLines, type NewCreditNote, plainLine, totalOf } from './lines.ts'
import { giveBack, reduceInvoice } from './settle.ts'

type Invoice = Objects['invoice']
type CreditNote = Objects['credit_note']

const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** An invoice that can be credited. */
function creditedInvoice(context: Context, id: string): Invoice {
  const invoice = context.get('invoice', id, 'invoice')
  if (invoice.status === 'open' || invoice.status === 'paid') return invoice
  throw invalid(
    `Credit notes can only be created for open and paid invoices; this invoice is ${String(invoice.status)}.`,
    { param: 'invoice' },
  )
}

function shippingOf(invoice: Invoice, { shipping_cost: cost }: NewCreditNote): CreditNote['shipping_cost'] {
  if (!cost) return null
  if (cost.shipping_rate === undefined || cost.shipping_rate !== invoice.shipping_cost?.shipping_rate) {
    throw invalid('The shipping rate must be that of the invoice.', { param: 'shipping_cost[shipping_rate]' })
  }
  return invoice.shipping_cost
}

function linesOf(context: Context, invoice: Invoice, params: NewCreditNote): CreditedLine[] {
  const { amount, lines, shipping_cost: shipping } = params
  if (lines) return creditedLines(context, invoice, lines)
  if (amount === undefined) {
    if (shipping) return []
    throw invalid('One of the following params should be provided for this request: amount, lines or shipping_cost.', {
      code: 'parameter_missing',
      param: 'amount',
    })
  }
  const own = amount - (shipping ? invoice.amount_shipping : 0)
  return own === 0 ? [] : [plainLine({ amount: own, quantity: 1, unit: String(own) })]
}

const notesOf = (context: Context, { id }: Invoice) => context.all('credit_note', { invoice: id })

/** @throws StripeError for nothing, for more than is left of the invoice, or where an amount and lines disagree */
function checkTotal(context: Context, invoice: Invoice, total: number, asked: number | undefined) {
  const format = (value: number) => formatAmount(value, invoice.currency)
  if (total < 1) throw missing('amount')
  if (asked !== undefined && asked !== total) {
    throw invalid(`The amount (${format(asked)}) must equal the sum of what is credited (${format(total)}).`, {
      param: 'amount',
    })
  }
  const issued = notesOf(context, invoice).filter(({ status }) => status === 'issued')
  const left = invoice.total - sumOf(issued.map((each) => each.total))
  if (total > left) {
    throw invalid(`The credit note's total (${format(total)}) exceeds what is left of the invoice (${format(left)}).`, {
      param: 'amount',
    })
  }
}

function storeLines(context: Context, note: string, lines: CreditedLine[]) {
  for (const line of lines) {
    const id = context.newId('credit_note_line_item')
    context.create<'credit_note_line_item'>({ id, object: 'credit_note_line_item', livemode: false, ...line }, note)
  }
}

/** What each discount takes off a note's lines in all. */
function discountsOf(lines: CreditedLine[]): CreditNote['discount_amounts'] {
  const all = lines.flatMap((line) => line.discount_amounts)
  return [...new Set(all.map(({ discount }) => discount))].map((discount) => ({
    amount: sumOf(all.filter((each) => each.discount === discount).map(({ amount }) => amount)),
    discount,
  }))
}

/**
 * Credits a part of a finalized invoice: an open one asks for less, what was paid is given back.
 * https://docs.stripe.com/api/credit_notes/create
 */
export function createCreditNote(context: Context, params: NewCreditNote): CreditNote {
  const invoice = creditedInvoice(context, params.invoice)
  const lines = linesOf(context, invoice, params)
  const shipping = shippingOf(invoice, params)
  const total = sumOf(lines.map(totalOf)) + (shipping?.amount_total ?? 0)
  checkTotal(context, invoice, total, params.amount)
  const before = invoice.status === 'open' ? Math.min(total, invoice.amount_remaining) : 0
  const after = total - before
  const id = context.newId('credit_note')
  const { refunds, credit } = giveBack(context, invoice, params, { amount: after, note: id })
  const present = context.get('invoice', invoice.id)
  if (after > 0) {
    context.update<'invoice'>({
      ...present,
      post_payment_credit_notes_amount: present.post_payment_credit_notes_amount + after,
    })
  }
  if (before > 0) reduceInvoice(context, context.get('invoice', invoice.id), before)
  storeLines(context, id, lines)
  const taxes = lines.flatMap((line) => line.taxes ?? [])
  const off = discountsOf(lines)
  const subtotal = sumOf(lines.map(({ amount }) => amount))
  const number = notesOf(context, invoice).length + 1
  return context.create<'credit_note'>({
    id,
    object: 'credit_note',
    amount: total,
    amount_shipping: shipping?.amount_total ?? 0,
    created: context.now,
    currency: invoice.currency,
    customer: invoice.customer ?? '',
    customer_account: null,
    customer_balance_transaction: credit,
    discount_amount: sumOf(off.map(({ amount }) => amount)),
    discount_amounts: off,
    effective_at: params.effective_at ?? context.now,
    invoice: invoice.id,
    livemode: false,
    memo: params.memo ?? null,
    metadata: mergeMetadata({}, params.metadata),
    number: `${invoice.number ?? invoice.id}-CN-${String(number).padStart(2, '0')}`,
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: context.pageUrl(`/credit_notes/${id}/pdf`),
    post_payment_amount: after,
    pre_payment_amount: before,
    pretax_credit_amounts: off.map((each) => ({ ...each, type: 'discount' })),
    reason: params.reason ?? null,
    refunds,
    shipping_cost: shipping,
    status: 'issued',
    subtotal,
    subtotal_excluding_tax: subtotal - inclusiveTax(taxes),
    total,
    total_excluding_tax: total - inclusiveTax(taxes) - exclusiveTax(taxes),
    total_taxes: sumByRate(taxes),
    type: after === 0 ? 'pre_payment' : before === 0 ? 'post_payment' : 'mixed',
    voided_at: null,
  })
}
