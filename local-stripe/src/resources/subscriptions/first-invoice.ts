import { endUsedDiscounts } from '../../billing/discounts.ts'
import { addItemLine } from '../../billing/lines.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, undoneOnFailure } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { collect, defaultPaymentMethod, ignoreStripeError } from '../invoices/collect.ts'
import { draftInvoice, invoiceParamsOf, subscriptionParent } from '../invoices/draft.ts'
import { finalize } from '../invoices/finalize.ts'
import { addPendingItems } from '../invoices/lines.ts'
import { updateTotals } from '../invoices/totals.ts'
import type { Confirmation } from '../payment-intents/confirmation.ts'
import type { FirstSpan } from './billing-cycle.ts'
import { addExtraLine } from './extra-items.ts'
import { NO_PAYMENT_METHOD } from './payment-method.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>

export function firstInvoice(
  context: Context,
  subscription: Subscription,
  items: { item: Item; spans: FirstSpan[] }[],
  params: NewSubscription,
  how: Confirmation,
): Subscription {
  const isSent = subscription.collection_method === 'send_invoice'
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
  for (const { item, spans } of items) {
    for (const span of spans) addItemLine(context, draft.id, subscription, item, span, span.paid)
  }
  for (const [index, extra] of (params.add_invoice_items ?? []).entries()) {
    addExtraLine(context, draft.id, subscription, extra, index)
  }
  addPendingItems(context, draft, subscription.id)
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
    const attempt = () => collect(context, opened, method, how)
    if (behavior === 'error_if_incomplete') undoneOnFailure(attempt)
    else ignoreStripeError(attempt)
  }
  return context.get('subscription', subscription.id)
}
