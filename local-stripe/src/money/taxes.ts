import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { shareOf } from './rounding.ts'

export type Tax = NonNullable<Objects['line_item']['taxes']>[number]

type Exempt = Objects['customer']['tax_exempt']

/** Percentages have up to four decimal places. */
const FINE = 10_000
const WHOLE = 100 * FINE

const UNTAXED: Record<string, Tax['taxability_reason']> = { exempt: 'customer_exempt', reverse: 'reverse_charge' }

/**
 * The taxes on an amount after discounts, each to the nearest whole unit: inclusive ones are a part of it, exclusive
 * ones come on top of what is left. https://docs.stripe.com/tax/tax-rates
 */
export function taxesOn(context: Context, amount: number, rates: string[], exempt: Exempt): Tax[] {
  const reason = UNTAXED[exempt ?? '']
  const named = rates.map((id) => context.get('tax_rate', id))
  const fine = named.map(({ percentage }) => Math.round(percentage * FINE))
  const sum = fine.reduce((all, percent, index) => all + (named[index]?.inclusive && !reason ? percent : 0), 0)
  const parts = fine.map((percent) => shareOf(amount, percent, WHOLE + sum))
  const included = parts.reduce((all, part, index) => all + (named[index]?.inclusive && !reason ? part : 0), 0)
  const taxable = amount - included
  return named.map(({ id, inclusive }, index) => {
    const tax = inclusive ? (parts[index] ?? 0) : shareOf(taxable, fine[index] ?? 0, WHOLE)
    return {
      amount: reason ? 0 : tax,
      tax_behavior: inclusive ? 'inclusive' : 'exclusive',
      tax_rate_details: { tax_rate: id },
      taxability_reason: reason ?? 'not_available',
      taxable_amount: reason ? 0 : taxable,
      type: 'tax_rate_details',
    }
  })
}

const sumOf = (taxes: Tax[]) => taxes.reduce((sum, { amount }) => sum + amount, 0)

/** What of an amount is tax. */
export const inclusiveTax = (taxes: Tax[]) => sumOf(taxes.filter((tax) => tax.tax_behavior === 'inclusive'))

/** What comes on top of an amount. */
export const exclusiveTax = (taxes: Tax[]) => sumOf(taxes.filter((tax) => tax.tax_behavior === 'exclusive'))

/** Taxes as a page lists them. */
export const describeTaxes = (context: Context, taxes: Tax[]) =>
  taxes.map(({ amount, tax_behavior: behavior, tax_rate_details: of }) => {
    const { display_name: name, percentage } = context.get('tax_rate', of?.tax_rate ?? '')
    return { name: `${name} (${percentage}%)`, amount, isIncluded: behavior === 'inclusive' }
  })

/** The taxes of several amounts, added up by rate. */
export function sumByRate(taxes: Tax[]): Tax[] {
  const sums = new Map<string, Tax>()
  for (const tax of taxes) {
    const rate = tax.tax_rate_details?.tax_rate ?? ''
    const before = sums.get(rate)
    sums.set(rate, {
      ...tax,
      amount: tax.amount + (before?.amount ?? 0),
      taxable_amount: (tax.taxable_amount ?? 0) + (before?.taxable_amount ?? 0),
    })
  }
  return [...sums.values()]
}
