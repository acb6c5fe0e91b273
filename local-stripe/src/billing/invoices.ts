import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { scheduleRetry } from '../resources/invoices/auto-advance.ts'
import {
  attempted,
  collect,
  collectOrUndo,
  defaultPaymentMethod,
  ignoreStripeError,
} from '../resources/invoices/collect.ts'
import { draftInvoice, invoiceParamsOf, subscriptionParent } from '../resources/invoices/draft.ts'
import { finalize } from '../resources/invoices/finalize.ts'
import { addPendingItems } from '../resources/invoices/lines.ts'
import { updateTotals } from '../resources/invoices/totals.ts'
import { DAY } from '../time.ts'
import { endUsedDiscounts } from './discounts.ts'
import { currentSpan, subscriptionItems } from './items.ts'
import { addItemLine } from './lines.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Invoice = Objects['invoice']

interface NewInvoice {
  reason: Invoice['billing_reason']
  /** The items that are billed, for all of their present period. */
  items: Item[]
  /** Items of which the usage is billed: what was used when. */
  used?: { item: Item; start: number; end: number; used: number }[]
  /** Whether it is finalized by itself an hour later, as a renewal's is. */
  autoAdvance: boolean
}

/** A draft for a subscription, with the items that wait for it. */
export function draftSubscriptionInvoice(
  context: Context,
  of: Subscription,
  { reason, items, used = [], autoAdvance }: NewInvoice,
): Invoice {
  const isSent = of.collection_method === 'send_invoice'
  const draft = draftInvoice(context, {
    customer: context.get('customer', of.customer),
    currency: of.currency,
    billingReason: reason,
    collectionMethod: of.collection_method,
    autoAdvance,
    dueDate: isSent ? context.now + (of.days_until_due ?? 0) * DAY : null,
    parent: subscriptionParent(of),
    discounts: of.discounts,
    params: invoiceParamsOf(of),
  })
  if (reason === 'subscription_update') {
    const starts = subscriptionItems(context, of.id).map((item) => item.current_period_start)
    context.update<'invoice'>({ ...draft, period_start: Math.min(context.now, ...starts) })
  }
  addPendingItems(context, draft, of.id)
  for (const { item, start, end, used: units } of used) {
    addItemLine(context, draft.id, of, item, { start, end, whole: end - start }, units)
  }
  for (const item of items) addItemLine(context, draft.id, of, item, currentSpan(context, of, item))
  return endUsedDiscounts(context, updateTotals(context, draft.id))
}

/**
 * Bills at once what a change costs, and takes it from the default payment method.
 *
 * @throws StripeError 402 when the card is declined and the caller would rather have nothing changed
 */
export function invoiceNow(
  context: Context,
  of: Subscription,
  items: Item[],
  how: { payment_behavior?: string | undefined; off_session?: boolean | undefined },
): Subscription {
  const draft = draftSubscriptionInvoice(context, of, { reason: 'subscription_update', items, autoAdvance: false })
  const changed = context.update<'subscription'>({ ...context.get('subscription', of.id), latest_invoice: draft.id })
  const open = finalize(context, draft)
  if (open.status !== 'open' || of.collection_method === 'send_invoice') return context.get('subscription', of.id)
  const method = defaultPaymentMethod(context, open)
  if (how.payment_behavior === 'default_incomplete') return changed
  if (method === null) {
    context.emit('invoice.payment_failed', context.update<'invoice'>(attempted(open)))
  } else {
    const confirmation = { offSession: how.off_session ?? false }
    if (how.payment_behavior === 'error_if_incomplete') collectOrUndo(context, open, method, confirmation)
    else ignoreStripeError(() => collect(context, open, method, confirmation))
  }
  if (how.payment_behavior !== 'pending_if_incomplete') scheduleRetry(context, open.id)
  return context.get('subscription', of.id)
}
