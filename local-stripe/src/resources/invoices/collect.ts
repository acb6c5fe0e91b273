import type { Context } from '../../engine/context.ts'
import { StripeError, undoneOnFailure } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { confirm } from '../payment-intents/confirm.ts'
import type { Confirmation } from '../payment-intents/confirmation.ts'
import { isUsed } from '../payment-methods.ts'
import { intentOf } from './payment-intent.ts'

type Invoice = Objects['invoice']

/** The payment method that an invoice is paid with: its own, its subscription's, or its customer's default. */
export function defaultPaymentMethod(context: Context, invoice: Invoice): string | null {
  const subscription = invoice.parent?.subscription_details?.subscription
  const customer = context.store.find('customer', invoice.customer ?? '')
  const methods = [
    invoice.default_payment_method,
    subscription === undefined ? null : context.get('subscription', subscription).default_payment_method,
    customer?.invoice_settings.default_payment_method,
    customer?.default_source,
  ]
  return methods.find((method) => method && !isUsed(context, method)) ?? null
}

/** How an invoice is paid. */
interface Collection extends Confirmation {
  /** Stripe makes the attempt by itself, on its schedule. */
  isScheduled?: boolean
}

/**
 * Takes what an open invoice has due from a payment method.
 *
 * @throws StripeError 402 when the card is declined or the customer must act; the attempt stays recorded
 */
export function collect(context: Context, invoice: Invoice, method: string, how: Collection): Invoice {
  const intent = intentOf(context, invoice)
  if (!intent) return context.get('invoice', invoice.id)
  context.update<'invoice'>(attempted(invoice, how))
  const outcome = confirmInvoicePayment(context, invoice.id, { ...intent, payment_method: method }, how)
  if (outcome.status === 'requires_action') {
    context.emit('invoice.payment_action_required', context.get('invoice', invoice.id))
    context.emit('invoice.payment_failed', context.get('invoice', invoice.id))
    throw new StripeError(
      402,
      'card_error',
      'This payment requires additional user action before it can be completed successfully. Payment can be completed ' +
        'using the PaymentIntent associated with the invoice. For more details see: ' +
        'https://stripe.com/docs/billing/subscriptions/overview#requires-action',
      { code: 'invoice_payment_intent_requires_action', payment_intent: intent.id },
      true,
    )
  }
  return context.get('invoice', invoice.id)
}

/** An invoice after an attempt to pay it: any may be the first one, and only those on Stripe's schedule count after it. */
export const attempted = (invoice: Invoice, { isScheduled }: Pick<Collection, 'isScheduled'> = {}): Invoice => ({
  ...invoice,
  attempt_count: isScheduled ? invoice.attempt_count + 1 : Math.max(1, invoice.attempt_count),
  attempted: true,
})

/**
 * Collects a subscription's invoice for a caller who would rather have nothing changed than it left unpaid.
 *
 * @throws StripeError 402 after which nothing is kept
 */
export function collectOrUndo(context: Context, invoice: Invoice, method: string, how: Confirmation): Invoice {
  try {
    return undoneOnFailure(() => collect(context, invoice, method, how))
  } catch (error) {
    const isOfAction = error instanceof StripeError && error.details.code === 'invoice_payment_intent_requires_action'
    if (!isOfAction) throw error
    throw new StripeError(
      402,
      'card_error',
      'Payment for this subscription requires additional user action before it can be completed successfully. Payment ' +
        'can be completed using the PaymentIntent associated with `subscription.latest_invoice`.',
      { code: 'subscription_payment_intent_requires_action' },
    )
  }
}

/** Runs what may be refused with 402, which then is part of the story and no error. */
export function ignoreStripeError(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
  }
}

/** Confirms an invoice's payment intent; a refusal is a failed payment of the invoice. */
function confirmInvoicePayment(context: Context, id: string, intent: Objects['payment_intent'], how: Confirmation) {
  try {
    return confirm(context, intent, { ...how, actionCanWait: true })
  } catch (error) {
    if (error instanceof StripeError && error.keep) {
      context.emit('invoice.payment_failed', context.get('invoice', id))
    }
    throw error
  }
}
