import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { checkChargeable, formatAmount, minimumCharge } from '../../money/currencies.ts'
import { exclusiveTax, sumByRate, type Tax, taxesOn } from '../../money/taxes.ts'
import { discountAmounts, termsOfDiscount } from '../discounts.ts'
import { hiddenFieldsOf, sessionItems, taxRatesOf } from './lines.ts'
import type { Session, SessionPlan } from './session.ts'

type Item = Objects['item']

/** How a session is taxed, but for its lines' own rates. */
interface Taxation {
  exempt: Objects['customer']['tax_exempt']
  /** The rates of the subscription that it begins. */
  defaults: string[]
}

export const taxationOf = (
  session: Pick<Session, 'customer_details'> | undefined,
  plan: SessionPlan | undefined,
): Taxation => ({
  exempt: session?.customer_details?.tax_exempt ?? null,
  defaults: plan?.subscription?.default_tax_rates ?? [],
})

function taxesOf(context: Context, { amount_discount: off, amount_subtotal: subtotal, id }: Item, how: Taxation) {
  const own = taxRatesOf(context, id)
  return taxesOn(context, subtotal - off, own.length > 0 ? own : how.defaults, how.exempt)
}

/** The taxes on a line of a session that is kept. */
export function taxesOfItem(context: Context, of: Item): Tax[] {
  const { session: id = '' } = hiddenFieldsOf(context, of.id) ?? {}
  const session = context.store.find('checkout.session', id)
  return taxesOf(context, of, taxationOf(session, context.store.private<SessionPlan>('checkout.session', id)))
}

/** All taxes of a session, by rate. */
export const taxesOfSession = (context: Context, session: string) =>
  sumByRate(sessionItems(context, session).flatMap((item) => taxesOfItem(context, item)))

/** Taxes as sessions and their lines show them, on request. */
export const taxesShown = (context: Context, taxes: Tax[]) =>
  taxes.map(({ amount, tax_rate_details: of, taxability_reason: reason, taxable_amount }) => ({
    amount,
    rate: context.get('tax_rate', of?.tax_rate ?? ''),
    taxability_reason: reason === 'not_available' ? null : reason,
    taxable_amount,
  }))

/** Takes a session's discount off its lines, and taxes what is left. */
export function applyDiscountAndTaxes(context: Context, items: Item[], id: string | undefined, how: Taxation): Item[] {
  const terms = id === undefined ? undefined : termsOfDiscount(context, id)
  const parts = items.map(({ amount_subtotal: amount, price }) => ({
    amount,
    product: price === null ? null : context.get('price', price).product,
    discountable: true,
  }))
  const off = terms ? discountAmounts(terms, parts, items[0]?.currency ?? '') : []
  return items.map((item, index) => {
    const amount = off[index] ?? 0
    const taxes = taxesOf(context, { ...item, amount_discount: amount }, how)
    if (amount === item.amount_discount && taxes.length === 0 && item.amount_tax === 0) return item
    return context.update<'item'>({
      ...item,
      amount_discount: amount,
      amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
      amount_total: item.amount_subtotal - amount + exclusiveTax(taxes),
    })
  })
}

/** A session's sums; of several shipping options the first one counts until another is chosen. */
export function totalsOf(items: Item[], options: Session['shipping_options'], chosen?: string) {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0)
  const discount = items.reduce((sum, item) => sum + item.amount_discount, 0)
  const tax = items.reduce((sum, item) => sum + item.amount_tax, 0)
  const shipping = options.find((option) => option.shipping_rate === chosen) ?? options[0]
  const shippingAmount = shipping?.shipping_amount ?? 0
  return {
    amount_subtotal: subtotal,
    amount_total: items.reduce((sum, item) => sum + item.amount_total, shippingAmount),
    shipping_cost: shipping
      ? {
          amount_subtotal: shippingAmount,
          amount_tax: 0,
          amount_total: shippingAmount,
          shipping_rate: shipping.shipping_rate,
        }
      : null,
    shipping_options: options,
    total_details: { amount_discount: discount, amount_shipping: shippingAmount, amount_tax: tax },
  }
}

/** @throws StripeError `amount_too_small` or `amount_too_large`; nothing at all may be due */
export function checkTotal(total: number, currency: string) {
  const least = minimumCharge(currency)
  if (total > 0 && total < least) {
    const limit = `${formatAmount(least, currency)} ${currency}`
    throw invalid(`The Checkout Session's total amount due must add up to at least ${limit}`, {
      code: 'amount_too_small',
    })
  }
  if (total > 0) checkChargeable(total, currency, 'line_items')
}

/** A session with its totals recalculated, after its lines, its discount or its shipping changed. */
export function updateSessionTotals(context: Context, session: Session, chosen = chosenShippingRate(session)): Session {
  const plan = context.store.private<SessionPlan>('checkout.session', session.id)
  const items = applyDiscountAndTaxes(
    context,
    sessionItems(context, session.id),
    plan?.discount,
    taxationOf(session, plan),
  )
  const amounts = totalsOf(items, session.shipping_options, chosen)
  const total = amounts.amount_total
  if (session.mode === 'payment' && session.currency !== null) checkTotal(total, session.currency)
  const isFree = session.mode === 'payment' && total === 0
  return context.update<'checkout.session'>({
    ...session,
    ...amounts,
    payment_status: isFree ? 'no_payment_required' : 'unpaid',
  })
}

const chosenShippingRate = ({ shipping_cost: cost }: Session) =>
  typeof cost?.shipping_rate === 'string' ? cost.shipping_rate : undefined
