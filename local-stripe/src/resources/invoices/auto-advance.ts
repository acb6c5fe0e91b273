import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { markUncollectible, voidInvoice } from './close.ts'
import { attempted, collect, defaultPaymentMethod, ignoreStripeError } from './collect.ts'
import { finalize } from './finalize.ts'

type Invoice = Objects['invoice']

/** Runs when an invoice's time has come: to be finalized, to be paid by, or to be charged once more. */
export function elapsed(context: Context, invoice: Invoice) {
  if (invoice.status === 'draft' && invoice.auto_advance) advance(context, finalize(context, invoice))
  else if (invoice.status !== 'open') return
  else if (invoice.collection_method === 'send_invoice') context.emit('invoice.overdue', invoice)
  else charge(context, invoice)
}

/** What follows by itself once an invoice is finalized; a subscription whose collection is paused has it end there. */
function advance(context: Context, invoice: Invoice) {
  const subscription = invoice.parent?.subscription_details?.subscription
  const pause = subscription === undefined ? null : context.get('subscription', subscription).pause_collection
  if (invoice.status !== 'open') return
  if (pause?.behavior === 'void') voidInvoice(context, invoice)
  else if (pause?.behavior === 'mark_uncollectible') markUncollectible(context, invoice)
  else if (invoice.collection_method === 'send_invoice') context.emit('invoice.sent', invoice)
  else charge(context, invoice)
}

/** Days after which a payment that failed is tried again. */
const RETRY_DAYS = [3, 5, 7]

/** Whether all attempts to charge an invoice have failed. */
export const hasNoRetryLeft = (of: Invoice) =>
  of.auto_advance === true && of.next_payment_attempt === null && of.attempt_count > RETRY_DAYS.length

/** Tries to take what an invoice has due; when that fails, the next attempt is set down. */
function charge(context: Context, invoice: Invoice) {
  const days = RETRY_DAYS[invoice.attempt_count]
  const next = days === undefined ? null : context.now + days * DAY
  const tried = context.update<'invoice'>({ ...invoice, next_payment_attempt: next })
  context.schedule(tried, next)
  const how = { offSession: true, isScheduled: true }
  const method = defaultPaymentMethod(context, tried)
  if (method !== null) ignoreStripeError(() => collect(context, tried, method, how))
  else context.emit('invoice.payment_failed', context.update<'invoice'>(attempted(tried, how)))
}

/** Has an invoice whose payment failed once tried again, as those of renewals are. */
export function scheduleRetry(context: Context, id: string) {
  const failed = context.get('invoice', id)
  if (failed.status !== 'open') return
  const next = context.now + (RETRY_DAYS[Math.max(0, failed.attempt_count - 1)] ?? 0) * DAY
  context.schedule(context.update<'invoice'>({ ...failed, auto_advance: true, next_payment_attempt: next }), next)
}

/** Nothing more happens by itself to the invoices of a customer who is gone. */
export function customerDeleted(context: Context, { id: customer }: Objects['customer']) {
  for (const status of ['draft', 'open']) {
    for (const found of context.all('invoice', { customer, status })) {
      context.schedule(found, null)
      context.update<'invoice'>({
        ...found,
        auto_advance: false,
        automatically_finalizes_at: null,
        next_payment_attempt: null,
      })
    }
  }
}
