import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { checkCode, checkCoupon, type Redeemed } from '../discounts.ts'
import { activeCode } from '../promotion-codes.ts'
import { createSessionDiscount, shownDiscount } from './discounts.ts'
import { createSessionItem, itemFields, sessionItems } from './lines.ts'
import { openSession, type Session, type SessionPlan } from './session.ts'
import { updateSessionTotals } from './totals.ts'

type Item = Objects['item']

/**
 * Takes the discount of a code off a session, as a customer does who writes it on the page; an empty one takes none off.
 *
 * @throws StripeError for a session that takes none, and a code that there is not or that is not for this purchase
 */
export function applyPromotionCode(context: Context, id: string, written: string): Session {
  const session = openSession(context, id, 'updated')
  if (!session.allow_promotion_codes) throw invalid('This session takes no promotion codes.')
  const code = written === '' ? null : activeCode(context, written, session.customer)
  if (code === undefined) throw invalid('This code is invalid.')
  let off: Redeemed | null = null
  if (code) {
    const currency = session.currency ?? ''
    const by = { customer: session.customer, currency, amount: session.amount_subtotal ?? 0 }
    checkCode(context, code, by, 'promotion_code')
    off = { code, coupon: context.get('coupon', code.promotion.coupon ?? '', 'promotion_code') }
    checkCoupon(context, off.coupon, currency, 'promotion_code')
  }
  const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
  const discount = off ? createSessionDiscount(context, session, off) : undefined
  context.store.setPrivate('checkout.session', id, { ...plan, discount })
  return updateSessionTotals(context, { ...session, discounts: off ? [shownDiscount(off)] : [] })
}

/** Whole numbers by line, and the shipping rate, that a customer chooses on the page. */
interface Choice {
  quantities: Map<string, number>
  shippingRate: string | undefined
}

/** @throws StripeError for a quantity or a shipping rate that the session does not leave to the customer */
export function applyChoices(context: Context, id: string, { quantities, shippingRate }: Choice): Session {
  const session = openSession(context, id, 'updated')
  const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
  for (const item of sessionItems(context, id)) {
    const quantity = quantities.get(item.id)
    if (quantity === undefined || quantity === item.quantity || item.price === null) continue
    const { least, most } = quantityRange(item)
    if (!item.adjustable_quantity?.enabled || !(quantity >= least && quantity <= most)) {
      throw invalid(`${item.description ?? 'This item'} can be ordered ${least} to ${most} times.`)
    }
    const price = context.get('price', item.price)
    const param = { metadata: item.metadata ?? {} }
    const changed = itemFields(context, { param, price, quantity }, item.id, plan)
    context.update<'item'>({ ...changed, adjustable_quantity: item.adjustable_quantity })
  }
  if (shippingRate !== undefined && !session.shipping_options.some((each) => each.shipping_rate === shippingRate)) {
    throw invalid('There is no such way of shipping.')
  }
  return updateSessionTotals(context, session, shippingRate)
}

/** The line that an optional item has become, if the customer has added it. */
export const itemOfOptional = (context: Context, session: string, price: string) =>
  sessionItems(context, session).find((item) => item.price === price)

/** Adds an optional item to a session's lines, or takes it off again, as its customer does on the page. */
export function toggleOptional(context: Context, id: string, price: string): Session {
  const session = openSession(context, id, 'updated')
  const optional = session.optional_items?.find((each) => each.price === price)
  if (!optional) throw invalid('There is no such item.')
  const line = itemOfOptional(context, id, price)
  if (line) context.deleted('item', line.id)
  else {
    const { quantity } = optional
    const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
    const of = { param: {}, price: context.get('price', price), quantity }
    const created = itemFields(context, of, context.newId('item'), plan)
    createSessionItem(context, id, { ...created, adjustable_quantity: optional.adjustable_quantity })
  }
  return updateSessionTotals(context, session)
}

/** How often the customer may order a line. */
export const quantityRange = ({ adjustable_quantity: range, quantity }: Item) =>
  range?.enabled
    ? { least: range.minimum ?? 0, most: range.maximum ?? 99 }
    : { least: quantity ?? 1, most: quantity ?? 1 }
