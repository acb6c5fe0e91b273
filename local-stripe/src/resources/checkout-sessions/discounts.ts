import type { Context } from '../../engine/context.ts'
import { createDiscount, type Redeemed } from '../discounts.ts'
import type { Session, SessionPlan } from './session.ts'

/** Under payment a discount is the session's own; under subscription it becomes the subscription's. */
export const createSessionDiscount = (
  context: Context,
  { id, mode, customer }: Pick<Session, 'id' | 'mode' | 'customer'>,
  of: Redeemed,
) => createDiscount(context, of, customer, mode === 'payment' ? { checkout_session: id } : {}).id

export const shownDiscount = ({ code, coupon }: Redeemed) => ({ coupon: coupon.id, promotion_code: code?.id ?? null })

/** The discounts of a session or of one of its lines, as they are shown when they are asked for. */
export function discountBreakdown(context: Context, session: string, amount: number) {
  const { discount: id } = context.store.private<SessionPlan>('checkout.session', session) ?? {}
  const discount = id === undefined ? undefined : context.store.find('discount', id)
  return discount ? [{ amount, discount }] : []
}
