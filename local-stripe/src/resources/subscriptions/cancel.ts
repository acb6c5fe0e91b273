import { invoiceNow } from '../../billing/invoices.ts'
import { held, itemsOf } from '../../billing/items.ts'
import { hasPending, prorate } from '../../billing/prorations.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { voidInvoice } from '../invoices/close.ts'
import { withDetails } from './cancellation.ts'
import { dropWaiting } from './pending-update.ts'
import { scheduled } from './schedule.ts'

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
  const subscription = dropWaiting(context, found)
  const neverStarted = subscription.status === 'incomplete'
  const invoice = context.store.find('invoice', subscription.latest_invoice ?? '')
  if (neverStarted && invoice?.status === 'open') voidInvoice(context, invoice)
  if (params.prorate && !neverStarted) {
    for (const item of itemsOf(context, subscription.id)) {
      prorate(context, subscription, held(context, item), -1, context.now)
    }
  }
  const isInvoiced = params.invoice_now && hasPending(context, subscription)
  const last = isInvoiced ? invoiceNow(context, subscription, [], {}) : subscription
  const details = withDetails(last, params.cancellation_details)
  return scheduled(
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
