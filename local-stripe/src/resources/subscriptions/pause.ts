import { invoiceNow } from '../../billing/invoices.ts'
import { itemState, subscriptionItems } from '../../billing/items.ts'
import { hasPendingItems, prorate } from '../../billing/prorations.ts'
import { billUsage } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { scheduleNextChange } from './schedule.ts'

type Subscription = Objects['subscription']
type PauseParams = Params<'POST /v1/subscriptions/{id}/pause'>

const PAUSABLE = new Set(['active', 'past_due', 'unpaid'])

/** https://docs.stripe.com/billing/subscriptions/pause#limitations */
function checkPausable({ billing_mode: mode, collection_method: method, status }: Subscription) {
  if (!PAUSABLE.has(status)) throw invalid(`You cannot pause a subscription with status \`${status}\`.`)
  if (method === 'send_invoice') {
    throw invalid('You cannot pause a subscription with `collection_method=send_invoice`.')
  }
  if (mode.type === 'classic') throw invalid('You can only pause subscriptions with `billing_mode[type]=flexible`.')
}

/** Credits unused time, and bills usage, as far as the request does not say otherwise. */
function bill(context: Context, of: Subscription, { bill_for: params }: PauseParams) {
  const states = subscriptionItems(context, of.id).map((item) => itemState(context, item))
  const from = params?.unused_time_from?.type ?? 'now'
  for (const state of from === 'none' ? [] : states) {
    prorate(context, of, state, -1, from === 'now' ? context.now : state.item.current_period_start)
  }
  if (params?.outstanding_usage_through?.type !== 'none') billUsage(context, of, states)
}

/**
 * Pauses a subscription: its periods end now, and no invoice is made until it is resumed.
 * https://docs.stripe.com/api/subscriptions/pause
 */
export function pause(context: Context, id: string, params: PauseParams): Subscription {
  const before = context.get('subscription', id)
  checkPausable(before)
  bill(context, before, params)
  const isInvoiced = params.invoicing_behavior === 'invoice' && hasPendingItems(context, before)
  const billed = isInvoiced ? invoiceNow(context, before, [], {}) : before
  for (const item of subscriptionItems(context, id)) {
    context.update<'subscription_item'>({ ...item, current_period_end: context.now })
  }
  const paused = context.update<'subscription'>({
    ...billed,
    status: 'paused',
    status_details: {
      paused: { subscription: { type: 'pause_requested' }, transitioned_at: context.now, type: 'subscription' },
    },
  })
  context.emit('customer.subscription.paused', paused)
  return scheduleNextChange(context, paused)
}
