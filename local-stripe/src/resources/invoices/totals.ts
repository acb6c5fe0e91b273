import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { exclusiveTax, inclusiveTax, sumByRate, type Tax, taxesOn } from '../../money/taxes.ts'
import { discountAmounts, termsOfDiscount } from '../discounts.ts'

type Invoice = Objects['invoice']
type InvoiceLine = Objects['line_item']

const ratesOf = (context: Context, { default_tax_rates: rates }: Invoice, line: InvoiceLine) =>
  context.store.private<string[]>('line_item', line.id) ?? rates

/**
 * Adds a draft's amounts up from its lines: the subtotal is what is left after the lines' own discounts and before the
 * invoice's. The customer's balance counts from finalization on. https://docs.stripe.com/api/invoices/object
 */
export function updateTotals(context: Context, id: string): Invoice {
  const invoice = context.get('invoice', id)
  const lines = context.all('line_item', { invoice: id })
  const { afterOwn, credits, off, taxes } = applyDiscountsAndTaxes(context, invoice, lines)
  const subtotal = sumOf([...afterOwn.values()])
  const total =
    sumOf(lines.map(({ amount }) => amount)) -
    sumOf([...off, ...credits].map(({ amount }) => amount)) +
    invoice.amount_shipping +
    exclusiveTax(taxes)
  const includedBefore = lines.map((line) =>
    inclusiveTax(taxesOf(context, invoice, line, afterOwn.get(line.id) ?? line.amount)),
  )
  const due = Math.max(0, total)
  return context.update<'invoice'>({
    ...invoice,
    amount_due: due,
    amount_remaining: due,
    subtotal,
    subtotal_excluding_tax: subtotal - sumOf(includedBefore),
    total,
    total_discount_amounts: off,
    total_excluding_tax: total - sumOf(taxes.map(({ amount }) => amount)),
    total_pretax_credit_amounts: [...off.map(asCredit), ...credits],
    total_taxes: sumByRate(taxes),
  })
}

const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

const taxesOf = (context: Context, invoice: Invoice, line: InvoiceLine, amount: number) =>
  taxesOn(context, amount, ratesOf(context, invoice, line), invoice.customer_tax_exempt)

type DiscountAmounts = NonNullable<InvoiceLine['discount_amounts']>

/** A discount as one of the amounts that come off before taxes. */
const asCredit = ({ amount, discount }: DiscountAmounts[number]) => ({ amount, discount, type: 'discount' as const })

type CreditUse = Objects['billing.credit_balance_transaction']

/** A credit that pays for usage as one of the amounts that come off before taxes. */
const asCreditUsed = ({ debit, id }: CreditUse) => ({
  amount: debit?.amount.monetary?.value ?? 0,
  credit_balance_transaction: id,
  type: 'credit_balance_transaction' as const,
})

type CreditAmounts = ReturnType<typeof asCreditUsed>[]

/** The credits that pay for an invoice's lines, by the line's id. */
const creditsApplied = (context: Context, { id: invoice }: Invoice) =>
  Map.groupBy(
    context.all('billing.credit_balance_transaction', { invoice }),
    ({ debit }) => debit?.credits_applied?.invoice_line_item ?? '',
  )

/**
 * Writes on each line what is taken off it, its own discounts before the invoice's, and the taxes on what is left.
 * Answers what is left of each line after its own discounts, what each discount takes off in all, and all taxes.
 */
function applyDiscountsAndTaxes(
  context: Context,
  invoice: Invoice,
  lines: InvoiceLine[],
): { afterOwn: Map<string, number>; credits: CreditAmounts; off: DiscountAmounts; taxes: Tax[] } {
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
    sums.push({ amount: sumOf(amounts), discount: id })
  }
  for (const line of lines) for (const id of line.discounts) apply(id, [line])
  const afterOwn = new Map(left)
  for (const id of invoice.discounts) apply(id, lines)
  const credits = creditsApplied(context, invoice)
  const taxes = lines.flatMap((line) => {
    const amounts = off.get(line.id) ?? []
    const used = (credits.get(line.id) ?? []).map(asCreditUsed)
    const rest = (left.get(line.id) ?? 0) - sumOf(used.map(({ amount }) => amount))
    const due = taxesOf(context, invoice, line, rest)
    const isPlain = amounts.length === 0 && due.length === 0 && used.length === 0
    if (isPlain && line.discount_amounts?.length === 0 && line.taxes?.length === 0) return []
    context.update<'line_item'>({
      ...line,
      discount_amounts: amounts,
      pretax_credit_amounts: [...amounts.map(asCredit), ...used],
      taxes: due,
    })
    return due
  })
  return { afterOwn, credits: [...credits.values()].flat().map(asCreditUsed), off: sums, taxes }
}
