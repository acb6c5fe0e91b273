import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { exclusiveTax, inclusiveTax, sumByRate, type Tax, taxesOn } from '../../money/taxes.ts'
import { discountAmounts, termsOfDiscount } from '../discounts.ts'

type Invoice = Objects['invoice']
type InvoiceLine = Objects['line_item']

const ratesOf = (context: Context, { default_tax_rates: rates }: Invoice, line: InvoiceLine) =>
  context.store.private<string[]>('line_item', line.id) ?? rates

/** Adds a draft's amounts up from its lines. The customer's balance counts from finalization on. */
export function updateTotals(context: Context, id: string): Invoice {
  const invoice = context.get('invoice', id)
  const lines = context.all('line_item', { invoice: id })
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const { off, taxes } = applyDiscountsAndTaxes(context, invoice, lines)
  const total =
    subtotal - off.reduce((sum, { amount }) => sum + amount, 0) + invoice.amount_shipping + exclusiveTax(taxes)
  const includedBefore = lines.reduce(
    (sum, line) => sum + inclusiveTax(taxesOf(context, invoice, line, line.amount)),
    0,
  )
  const due = Math.max(0, total)
  return context.update<'invoice'>({
    ...invoice,
    amount_due: due,
    amount_remaining: due,
    subtotal,
    subtotal_excluding_tax: subtotal - includedBefore,
    total,
    total_discount_amounts: off,
    total_excluding_tax: total - taxes.reduce((sum, { amount }) => sum + amount, 0),
    total_taxes: sumByRate(taxes),
  })
}

const taxesOf = (context: Context, invoice: Invoice, line: InvoiceLine, amount: number) =>
  taxesOn(context, amount, ratesOf(context, invoice, line), invoice.customer_tax_exempt)

type DiscountAmounts = NonNullable<InvoiceLine['discount_amounts']>

/**
 * Writes on each line what is taken off it, its own discounts before the invoice's, and the taxes on what is left.
 * Answers what each discount takes off in all, and all taxes.
 */
function applyDiscountsAndTaxes(
  context: Context,
  invoice: Invoice,
  lines: InvoiceLine[],
): { off: DiscountAmounts; taxes: Tax[] } {
  const off = new Map(lines.map((line): [string, DiscountAmounts] => [line.id, []]))
  const left = new Map(lines.map(({ amount, id }) => [id, amount]))
  const sums: DiscountAmounts = []
  const apply = (id: string, to: InvoiceLine[]) => {
    const terms = termsOfDiscount(context, id)
    if (!terms) return
    const parts = to.map((line) => ({
      amount: left.get(line.id) ?? 0,
      product: line.pricing?.price_details?.product ?? null,
      discountable: line.discountable,
    }))
    const amounts = discountAmounts(terms, parts, invoice.currency)
    for (const [index, line] of to.entries()) {
      const amount = amounts[index] ?? 0
      left.set(line.id, (left.get(line.id) ?? 0) - amount)
      off.get(line.id)?.push({ amount, discount: id })
    }
    sums.push({ amount: amounts.reduce((sum, amount) => sum + amount, 0), discount: id })
  }
  for (const line of lines) for (const id of line.discounts) apply(id, [line])
  for (const id of invoice.discounts) apply(id, lines)
  const taxes = lines.flatMap((line) => {
    const amounts = off.get(line.id) ?? []
    const due = taxesOf(context, invoice, line, left.get(line.id) ?? 0)
    const isPlain = amounts.length === 0 && due.length === 0
    if (isPlain && line.discount_amounts?.length === 0 && line.taxes?.length === 0) return []
    context.update<'line_item'>({ ...line, discount_amounts: amounts, taxes: due })
    return due
  })
  return { off: sums, taxes }
}
