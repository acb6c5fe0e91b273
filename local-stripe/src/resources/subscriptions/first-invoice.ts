import { endUsedDiscounts } from '../../billing/discounts.ts'
import { addItemLine } from '../../billing/lines.ts'
import type { Span } from '../../billing/periods.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { collect, collectOrUndo, defaultPaymentMethod, ignoreStripeError } from '../invoices/collect.ts'
import { draftInvoice, invoiceParamsOf, subscriptionParent } from '../invoices/draft.ts'
import { finalize } from '../invoices/finalize.ts'
import { addPendingItems } from '../invoices/lines.ts'
import { updateTotals } from '../invoices/totals.ts'
import type { Confirmation } from '../payment-intents/confirmation.ts'
import { addPendingItem } from './extra-items.ts'
import { NO_PAYMENT_METHOD } from './payment-method.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>

/** Bills what a subscription begins with; where its time until the first anchor is free, nothing does. */
export function firstInvoice(
  context: Context,
  subscription: Subscription,
  items: { item: Item; spans: Span[] }[],
  params: NewSubscription,
  how: Confirmation,
): Subscription {
  const isSent = subscription.collection_method === 'send_invoice'
  const extras = params.add_invoice_items ?? []
  if (extras.length === 0 && items.every(({ spans }) => spans.length === 0)) {
    return context.update<'subscription'>({ ...subscription, status: 'active' })
  }
  const draft = draftInvoice(context, {
    customer: context.get('customer', subscription.customer),
    currency: subscription.currency,
    billingReason: 'subscription_create',
    collectionMethod: subscription.collection_method,
    autoAdvance: true,
    dueDate: isSent ? context.now + (subscription.days_until_due ?? 0) * DAY : null,
    parent: subscriptionParent(subscription),
    discounts: subscription.discounts,
    params: invoiceParamsOf(subscription),
  })
  for (const [index, extra] of extras.entries()) addPendingItem(context, subscription, extra, index)
  addPendingItems(context, draft, subscription.id)
  for (const { item, spans } of items) {
    for (const span of spans) addItemLine(context, draft.id, subscription, item, span)
  }
  const totalled = endUsedDiscounts(context, updateTotals(context, draft.id))
  const withInvoice = context.update<'subscription'>({
    ...context.get('subscription', subscription.id),
    latest_invoice: draft.id,
    status: isSent && subscription.status === 'incomplete' ? 'active' : subscription.status,
  })
  if (isSent && totalled.total > 0) return withInvoice
  return collectFirst(context, withInvoice, totalled, params, how)
}

function collectFirst(
  context: Context,
  subscription: Subscription,
  draft: Objects['invoice'],
  params: NewSubscription,
  how: Confirmation,
): Subscription {
  const { payment_behavior: behavior = 'allow_incomplete' } = params
  const method = defaultPaymentMethod(context, draft)
  if (draft.total > 0 && method === null && behavior !== 'default_incomplete') {
    throw invalid(NO_PAYMENT_METHOD, { code: 'resource_missing' })
  }
  const opened = finalize(context, { ...draft, auto_advance: false })
  if (opened.status === 'open' && method !== null && behavior !== 'default_incomplete') {
    if (behavior === 'error_if_incomplete') collectOrUndo(context, opened, method, how)
    else ignoreStripeError(() => collect(context, opened, method, how))
  }
  return context.get('subscription', subscription.id)
}
