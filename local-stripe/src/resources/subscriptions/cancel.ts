import { invoiceNow } from '../../billing/invoices.ts'
import { itemState, subscriptionItems } from '../../billing/items.ts'
import { hasPendingItems, prorate } from '../../billing/prorations.ts'
import { billUsage } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { voidInvoice } from '../invoices/close.ts'
import { withDetails } from './cancellation.ts'
import { dropPendingUpdate } from './pending-update.ts'
import { scheduleNextChange } from './schedule.ts'

type Subscription = Objects['subscription']
type CancelParams = Params<'DELETE /v1/subscriptions/{id}'>

/**
 * Ends a subscription at once; a first invoice that was never paid is voided.
 * https://docs.stripe.com/api/subscriptions/cancel
 */
export function endSubscription(
  context: Context,
  found: Subscription,
  params: CancelParams = {},
  why: 'cancellation_requested' | 'payment_failed' = 'cancellation_requested',
): Subscription {
  const subscription = dropPendingUpdate(context, found)
  const neverStarted = subscription.status === 'incomplete'
  const invoice = context.store.find('invoice', subscription.latest_invoice ?? '')
  if (neverStarted && invoice?.status === 'open') voidInvoice(context, invoice)
  if (params.prorate && !neverStarted) {
    for (const item of subscriptionItems(context, subscription.id)) {
      prorate(context, subscription, itemState(context, item), -1, context.now)
    }
  }
  if (params.invoice_now && !neverStarted) {
    billUsage(
      context,
      subscription,
      subscriptionItems(context, subscription.id).map((item) => itemState(context, item)),
    )
  }
  const isInvoiced = params.invoice_now && hasPendingItems(context, subscription)
  const last = isInvoiced ? invoiceNow(context, subscription, [], {}) : subscription
  const details = withDetails(last, params.cancellation_details)
  return scheduleNextChange(
    context,
    context.update<'subscription'>({
      ...last,
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: last.canceled_at ?? context.now,
      cancellation_details: { ...details, reason: details.reason ?? why },
      ended_at: context.now,
      status: neverStarted ? 'incomplete_expired' : 'canceled',
    }),
  )
}
