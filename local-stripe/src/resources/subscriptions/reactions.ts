import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { hasNoRetryLeft } from '../invoices/auto-advance.ts'
import { endSubscription } from './cancel.ts'
import { applyPendingUpdate, pendingUpdateOf } from './pending-update.ts'
import { unpause } from './resume.ts'
import { resumptionOf } from './resumption.ts'
import { scheduleNextChange } from './schedule.ts'

/** A payment that fails makes an active subscription past due, and ends it when no further attempt is made. */
export function paymentFailed(context: Context, invoice: Objects['invoice']) {
  const id = invoice.parent?.subscription_details?.subscription
  const subscription = id === undefined ? undefined : context.store.find('subscription', id)
  if (!subscription || subscription.ended_at !== null || subscription.status === 'incomplete') return
  if (pendingUpdateOf(context, invoice.id)) return
  if (subscription.status === 'paused') {
    if (resumptionOf(context, invoice.id)?.resumesOn === 'attempt') unpause(context, subscription, 'past_due')
    return
  }
  if (hasNoRetryLeft(invoice)) endSubscription(context, subscription, {}, 'payment_failed')
  else context.update<'subscription'>({ ...subscription, status: 'past_due' })
}

/** A subscription whose invoice is paid is active, from then on with that payment method if it is to be kept. */
export function invoicePaid(context: Context, invoice: Objects['invoice']) {
  const id = invoice.parent?.subscription_details?.subscription
  const subscription = id === undefined ? undefined : context.store.find('subscription', id)
  if (!subscription) return
  const waiting = subscription.pending_update && pendingUpdateOf(context, invoice.id)
  const status = ['incomplete', 'past_due', 'unpaid'].includes(subscription.status) ? 'active' : subscription.status
  const saves = subscription.payment_settings?.save_default_payment_method === 'on_subscription'
  const [payment] = saves ? context.all('invoice_payment', { invoice: invoice.id }) : []
  const intent = context.store.find('payment_intent', payment?.payment.payment_intent ?? '')
  const paid = context.update<'subscription'>({
    ...subscription,
    default_payment_method: intent?.payment_method ?? subscription.default_payment_method,
    status,
  })
  if (waiting) applyPendingUpdate(context, paid, waiting)
  else if (paid.status === 'paused' && resumptionOf(context, invoice.id)) unpause(context, paid)
  else if (subscription.status === 'incomplete') scheduleNextChange(context, paid)
}

/** An invoice that nobody is to pay any more ends a pause as well. */
export function markedUncollectible(context: Context, { id, parent }: Objects['invoice']) {
  const of = context.store.find('subscription', parent?.subscription_details?.subscription ?? '')
  if (of?.status === 'paused' && resumptionOf(context, id)) unpause(context, of)
}

/** A subscription that waited for a payment method has it, to keep where its settings say so. */
export function setupIntentSucceeded(
  context: Context,
  { customer, id, payment_method: method }: Objects['setup_intent'],
) {
  if (customer === null) return
  const waits = context.all('subscription', { customer, ended: false }).find((of) => of.pending_setup_intent === id)
  if (!waits) return
  const saves = waits.payment_settings?.save_default_payment_method === 'on_subscription'
  context.update<'subscription'>({
    ...waits,
    pending_setup_intent: null,
    ...(saves && { default_payment_method: method }),
  })
}

/** An update whose invoice is void is no longer to come. */
export function invoiceVoided(context: Context, { id, parent }: Objects['invoice']) {
  const of = context.store.find('subscription', parent?.subscription_details?.subscription ?? '')
  if (!of?.pending_update || of.latest_invoice !== id) return
  const isOver = of.pending_update.expires_at <= context.now
  const without = context.update<'subscription'>({ ...of, pending_update: null })
  if (isOver) context.emit('customer.subscription.pending_update_expired', without)
}

export function customerDeleted(context: Context, { id }: Objects['customer']) {
  for (const subscription of context.all('subscription', { customer: id, ended: false })) {
    endSubscription(context, subscription)
  }
}
