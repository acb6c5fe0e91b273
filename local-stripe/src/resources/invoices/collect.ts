import type { Context } from '../../engine/context.ts'
import { StripeError } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { confirm } from '../payment-intents/confirm.ts'
import type { Confirmation } from '../payment-intents/confirmation.ts'
import { isUsed } from '../payment-methods.ts'
import { intentOf } from './payment-intent.ts'

type Invoice = Objects['invoice']

/** The payment method that an invoice is paid with: its own, its subscription's, or its customer's default. */
export function defaultPaymentMethod(context: Context, invoice: Invoice): string | null {
  const subscription = invoice.parent?.subscription_details?.subscription
  const methods = [
    invoice.default_payment_method,
    subscription === undefined ? null : context.get('subscription', subscription).default_payment_method,
    context.store.find('customer', invoice.customer ?? '')?.invoice_settings.default_payment_method,
  ]
  return methods.find((method) => method && !isUsed(context, method)) ?? null
}

/**
 * Takes what an open invoice has due from a payment method.
 *
 * @throws StripeError 402 when the card is declined or the customer must act; the attempt stays recorded
 */
export function collect(context: Context, invoice: Invoice, method: string, how: Confirmation): Invoice {
  const intent = intentOf(context, invoice)
  if (!intent) return context.get('invoice', invoice.id)
  context.update<'invoice'>({
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
  })
  const outcome = confirmInvoicePayment(context, invoice.id, { ...intent, payment_method: method }, how)
  if (outcome.status === 'requires_action') {
    // Only an attempt that the bank has answered counts.
    context.update<'invoice'>({ ...context.get('invoice', invoice.id), attempt_count: invoice.attempt_count })
    context.emit('invoice.payment_action_required', context.get('invoice', invoice.id))
    throw new StripeError(
      402,
      'card_error',
      'This payment requires additional user action before it can be completed successfully. Payment can be completed ' +
        'using the PaymentIntent associated with the invoice.',
      { code: 'invoice_payment_intent_requires_action', payment_intent: intent.id },
      true,
    )
  }
  const paid = context.get('invoice', invoice.id)
  return context.update<'invoice'>({ ...paid, attempt_count: invoice.attempt_count + 1 })
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
    return confirm(context, intent, how)
  } catch (error) {
    if (error instanceof StripeError && error.keep) {
      context.emit('invoice.payment_failed', context.get('invoice', id))
    }
    throw error
  }
}
