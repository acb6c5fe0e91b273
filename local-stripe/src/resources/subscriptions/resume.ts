import { invoiceNow } from '../../billing/invoices.ts'
import { recurringOf, subscriptionItems } from '../../billing/items.ts'
import { nextPeriodEnd } from '../../billing/periods.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { withPeriod } from './billing-cycle.ts'
import { hasNoPaymentMethod, NO_PAYMENT_METHOD } from './payment-method.ts'
import { scheduleNextChange } from './schedule.ts'

type Subscription = Objects['subscription']

/**
 * Ends the pause that a trial without a payment method led to: what follows is billed at once, from a new anchor or from
 * the one that there is. https://docs.stripe.com/api/subscriptions/resume
 */
export function resume(
  context: Context,
  id: string,
  params: Params<'POST /v1/subscriptions/{id}/resume'>,
): Subscription {
  const before = context.get('subscription', id)
  if (before.status !== 'paused') {
    throw invalid('You can only resume a subscription with status `paused`.', { param: 'subscription' })
  }
  if (hasNoPaymentMethod(context, before)) throw invalid(NO_PAYMENT_METHOD, { code: 'resource_missing' })
  const keepsAnchor = params.billing_cycle_anchor?.type === 'unchanged'
  const items = subscriptionItems(context, id).map((item) => {
    if (!keepsAnchor) return withPeriod(context, item, context.now)
    const recurring = recurringOf(context.get('price', item.price))
    const end = nextPeriodEnd(before.billing_cycle_anchor, recurring, context.now)
    return withPeriod(context, item, context.now, end)
  })
  const { status_details: _paused, ...unpaused } = before
  const active = context.update<'subscription'>({
    ...unpaused,
    status: 'active',
    ...(!keepsAnchor && { billing_cycle_anchor: context.now }),
  })
  context.emit('customer.subscription.resumed', active)
  return scheduleNextChange(context, invoiceNow(context, active, items, {}))
}
