import { html } from 'hono/html'
import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { describeTaxes } from '../money/taxes.ts'
import { page } from './layout.ts'
import { pdf } from './pdf.ts'

/** A day, as `2026-01-31`. */
export const dateOf = (time: number) => new Date(time * 1000).toISOString().slice(0, 10)

/** What an invoice's `invoice_pdf` is. */
export function invoiceDocument(context: Context, invoice: Objects['invoice']): Response {
  const amount = (value: number) => formatAmount(value, invoice.currency)
  const lines = context
    .all('line_item', { invoice: invoice.id })
    .map(({ amount: sum, description, quantity }) => `${quantity ?? 1} × ${description ?? 'Item'}: ${amount(sum)}`)
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, of) => sum + of.amount, 0)
  const taxes = describeTaxes(context, invoice.total_taxes ?? [])
  const text = [
    `Invoice ${invoice.number ?? ''}`,
    'Local Stripe: no money moves',
    '',
    `Date of issue: ${dateOf(invoice.effective_at ?? invoice.created)}`,
    ...(invoice.due_date === null ? [] : [`Date due: ${dateOf(invoice.due_date)}`]),
    `Bill to: ${[invoice.customer_name, invoice.customer_email].filter(Boolean).join(', ')}`,
    '',
    ...lines,
    '',
    `Subtotal: ${amount(invoice.subtotal)}`,
    ...(discount === 0 ? [] : [`Discount: ${amount(-discount)}`]),
    ...taxes.map((tax) => `${tax.name}: ${amount(tax.amount)}`),
    `Total: ${amount(invoice.total)}`,
    `Amount due: ${amount(invoice.amount_remaining)}`,
  ]
  return pdfNamed(`Invoice-${invoice.number ?? invoice.id}`, text)
}

const pdfNamed = (name: string, lines: readonly string[]) =>
  new Response(pdf(lines), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
      'cache-control': 'no-store',
    },
  })

/** What a quote's `pdf` is, once it is finalized. */
export function quoteDocument(context: Context, quote: Objects['quote']): Response {
  const amount = (value: number) => formatAmount(value, quote.currency ?? 'usd')
  const customer = context.store.find('customer', quote.customer ?? '')
  const lines = context
    .all('item', { session: quote.id })
    .map((line) => `${line.quantity ?? 1} × ${line.description ?? 'Item'}: ${amount(line.amount_subtotal)}`)
  const { amount_discount: discount, amount_tax: tax } = quote.total_details
  return pdfNamed(`Quote-${quote.number ?? quote.id}`, [
    `Quote ${quote.number ?? ''}`,
    'Local Stripe: no money moves',
    '',
    ...(quote.header === null ? [] : [quote.header]),
    `Valid until: ${dateOf(quote.expires_at)}`,
    `Prepared for: ${[customer?.name, customer?.email].filter(Boolean).join(', ')}`,
    ...(quote.description === null ? [] : [quote.description]),
    '',
    ...lines,
    '',
    `Subtotal: ${amount(quote.amount_subtotal)}`,
    ...(discount === 0 ? [] : [`Discount: ${amount(-discount)}`]),
    ...(tax === 0 ? [] : [`Tax: ${amount(tax)}`]),
    `Total: ${amount(quote.amount_total)}`,
    ...(quote.footer === null ? [] : ['', quote.footer]),
  ])
}

/** What a credit note's `pdf` is. */
export function creditNoteDocument(context: Context, note: Objects['credit_note']): Response {
  const amount = (value: number) => formatAmount(value, note.currency)
  const invoice = context.get('invoice', note.invoice)
  const lines = context
    .all('credit_note_line_item', { credit_note: note.id })
    .map((line) => `${line.quantity ?? 1} × ${line.description ?? 'Credit'}: ${amount(line.amount)}`)
  return pdfNamed(`CreditNote-${note.number}`, [
    `Credit note ${note.number}`,
    'Local Stripe: no money moves',
    '',
    `Date of issue: ${dateOf(note.effective_at ?? note.created)}`,
    `Invoice: ${invoice.number ?? invoice.id}`,
    ...(note.memo === null ? [] : [note.memo]),
    '',
    ...lines,
    '',
    `Subtotal: ${amount(note.subtotal)}`,
    ...(note.discount_amount === 0 ? [] : [`Discount: ${amount(-note.discount_amount)}`]),
    ...describeTaxes(context, note.total_taxes ?? []).map((tax) => `${tax.name}: ${amount(tax.amount)}`),
    `Total: ${amount(note.total)}`,
  ])
}

/** What a charge's `receipt_url` shows. */
export function receiptPage(charge: Objects['charge']) {
  const { card } = charge.payment_method_details ?? {}
  const amount = (value: number) => formatAmount(value, charge.currency)
  return page({
    title: `Receipt for ${amount(charge.amount)}`,
    body: html`<p>Paid on ${dateOf(charge.created)}${card ? html` with ${card.brand} •••• ${card.last4}` : ''}.</p>
      ${charge.description ? html`<p>${charge.description}</p>` : ''}
      ${charge.amount_refunded > 0 ? html`<p>Refunded: ${amount(charge.amount_refunded)}.</p>` : ''}`,
  })
}
