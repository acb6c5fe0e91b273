import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { HOUR } from '../../time.ts'

type Subscription = Objects['subscription']

/** How long the invoice of a resumption may be unpaid before it is void. */
const PAYMENT_TIMEOUT = 23 * HOUR

/** What an invoice that a paused subscription waits for is kept with. */
export interface Resumption {
  /** Whether an attempt to pay it ends the pause, which may then be past due, or only its payment. */
  resumesOn: 'attempt' | 'success'
}

/** What the payment of an invoice does to a paused subscription, where it does anything. */
export function resumptionOf(context: Context, invoice: string | null): Resumption | undefined {
  const kept = invoice === null ? undefined : context.store.private<Partial<Resumption>>('invoice', invoice)
  return kept?.resumesOn && { resumesOn: kept.resumesOn }
}

/** The open invoice that a paused subscription waits for. */
export function openResumption(context: Context, { latest_invoice: id, status }: Subscription) {
  if (status !== 'paused' || typeof id !== 'string' || !resumptionOf(context, id)) return undefined
  const invoice = context.store.find('invoice', id)
  return invoice?.status === 'open' ? invoice : undefined
}

/** When that invoice is void, in Unix seconds; one that is tried again stays open. */
export function resumptionExpiry(context: Context, of: Subscription): number | null {
  const invoice = openResumption(context, of)
  return invoice && resumptionOf(context, invoice.id)?.resumesOn === 'attempt'
    ? invoice.created + PAYMENT_TIMEOUT
    : null
}
