import type { Context } from '../../engine/context.ts'
import { invalid, missing, noSuch } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { roundAmount, shareOf } from '../../money/rounding.ts'
import { exclusiveTax, type Tax, taxesOn } from '../../money/taxes.ts'
import { wholeAmount } from '../prices.ts'
import { taxRateIds } from '../tax-rates.ts'

type Invoice = Objects['invoice']
type InvoiceLine = Objects['line_item']
type CreditLine = Objects['credit_note_line_item']
export type NewCreditNote = Omit<Params<'POST /v1/credit_notes'>, 'expand'>
type LineParam = NonNullable<NewCreditNote['lines']>[number]

/** What a line of a credit note is to be, before it belongs to one. */
export type CreditedLine = Omit<CreditLine, 'id' | 'object' | 'livemode'>

const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** What a line credits in all: after discounts, with taxes. */
export const totalOf = ({ amount, discount_amount: off, taxes }: CreditedLine) =>
  amount - off + exclusiveTax(taxes ?? [])

/** The parts of an invoice's line that earlier notes have credited, and that are not void. */
function creditedBefore(context: Context, line: InvoiceLine): CreditLine[] {
  const isIssued = ({ id }: CreditLine) => {
    const note = context.store.private<string>('credit_note_line_item', id) ?? ''
    return context.store.find('credit_note', note)?.status === 'issued'
  }
  return context.all('credit_note_line_item', { invoice_line_item: line.id }).filter(isIssued)
}

/** How much of an invoice's line is credited: an amount of it, or a number of what it is for. */
function partOf(context: Context, line: InvoiceLine, { amount, quantity }: LineParam, param: string) {
  const before = creditedBefore(context, line)
  if (amount !== undefined && quantity !== undefined) {
    throw invalid('You may only specify one of these parameters: amount, quantity.', {
      code: 'parameters_exclusive',
      param: `${param}[amount]`,
    })
  }
  if (quantity !== undefined) {
    const left = (line.quantity ?? 0) - sumOf(before.map((each) => each.quantity ?? 0))
    if (quantity < 1 || quantity > left) {
      throw invalid(`The quantity to credit must be between 1 and the ${left} of the line that are left.`, {
        param: `${param}[quantity]`,
      })
    }
    return { amount: shareOf(line.amount, quantity, line.quantity ?? 1), quantity }
  }
  if (amount === undefined) throw missing(`${param}[quantity]`)
  const left = line.amount - sumOf(before.map((each) => each.amount))
  if (amount < 1 || amount > left) {
    throw invalid(`The amount to credit must be between 1 and the ${left} of the line that are left.`, {
      param: `${param}[amount]`,
    })
  }
  return { amount, quantity: null }
}

/** A part of an invoice's line, with the same part of what came off it and was added to it. */
function ofInvoiceLine(context: Context, invoice: Invoice, of: LineParam, param: string): CreditedLine {
  const { invoice_line_item: id } = of
  if (id === undefined) throw missing(`${param}[invoice_line_item]`)
  const line = context.store.find('line_item', id)
  if (line?.invoice !== invoice.id) throw noSuch('invoice line item', id, `${param}[invoice_line_item]`, false)
  const { amount, quantity } = partOf(context, line, of, param)
  const off = (line.discount_amounts ?? []).map((each) => ({
    ...each,
    amount: shareOf(each.amount, amount, line.amount),
  }))
  const rates = (line.taxes ?? []).flatMap(({ tax_rate_details: rate }) => (rate ? [rate.tax_rate] : []))
  const net = amount - sumOf(off.map((each) => each.amount))
  const taxes = amount === line.amount ? (line.taxes ?? []) : taxesOn(context, net, rates, invoice.customer_tax_exempt)
  const unit = quantity === null ? null : String(line.amount / (line.quantity ?? 1))
  return {
    ...plainLine({ amount, quantity, unit, taxes, rates }),
    description: line.description,
    discount_amount: sumOf(off.map((each) => each.amount)),
    discount_amounts: off,
    invoice_line_item: line.id,
    metadata: mergeMetadata({}, of.metadata),
    pretax_credit_amounts: off.map((each) => ({ ...each, type: 'discount' })),
    type: 'invoice_line_item',
  }
}

function customLine(context: Context, invoice: Invoice, of: LineParam, param: string): CreditedLine {
  if (of.description === undefined) throw missing(`${param}[description]`)
  const unit = of.unit_amount_decimal ?? of.unit_amount
  if (unit === undefined) throw missing(`${param}[unit_amount]`)
  const quantity = of.quantity ?? 1
  const amount = roundAmount(Number(unit) * quantity)
  const rates = taxRateIds(context, of.tax_rates ?? undefined, `${param}[tax_rates]`)
  const taxes = taxesOn(context, amount, rates, invoice.customer_tax_exempt)
  return {
    ...plainLine({ amount, quantity, unit: String(unit), taxes, rates }),
    description: of.description,
    metadata: mergeMetadata({}, of.metadata),
  }
}

interface Plain {
  amount: number
  quantity: number | null
  unit: string | null
  taxes?: Tax[]
  rates?: string[]
}

export const plainLine = ({ amount, quantity, unit, taxes = [], rates = [] }: Plain): CreditedLine => ({
  amount,
  description: null,
  discount_amount: 0,
  discount_amounts: [],
  metadata: {},
  pretax_credit_amounts: [],
  quantity,
  tax_rates: rates,
  taxes,
  type: 'custom_line_item',
  unit_amount: unit === null ? null : wholeAmount(unit),
  unit_amount_decimal: unit,
})

/** @throws StripeError for more than is left of a line, or a line that is not the invoice's */
export const creditedLines = (context: Context, invoice: Invoice, lines: LineParam[]): CreditedLine[] =>
  lines.map((of, index) => {
    const make = of.type === 'custom_line_item' ? customLine : ofInvoiceLine
    return make(context, invoice, of, `lines[${index}]`)
  })
