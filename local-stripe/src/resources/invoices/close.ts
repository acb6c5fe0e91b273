import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { returnCredits } from '../credit-grants/apply.ts'
import { changeBalance } from '../customer-balance.ts'
import { cancel } from '../payment-intents/cancel.ts'
import { intentOf, paymentOf } from './payment-intent.ts'

type Invoice = Objects['invoice']

export function markPaid(
  context: Context,
  invoice: Invoice,
  amount: number,
  { attempted } = { attempted: true },
): Invoice {
  return context.update<'invoice'>({
    ...invoice,
    amount_paid: amount,
    amount_remaining: 0,
    attempted,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: context.now },
  })
}

/** An invoice that needs no more payment has its payment intent cancelled. */
export function cancelPayment(
  context: Context,
  invoice: Invoice,
  reason: Objects['payment_intent']['cancellation_reason'],
) {
  const payment = paymentOf(context, invoice)
  const intent = intentOf(context, invoice)
  if (!payment || !intent) return
  cancel(context, intent, reason)
  context.update<'invoice_payment'>({
    ...payment,
    status: 'canceled',
    status_transitions: { ...payment.status_transitions, canceled_at: context.now },
  })
}

/** @throws StripeError unless the invoice is open or uncollectible */
export function voidInvoice(context: Context, invoice: Invoice): Invoice {
  if (invoice.status === 'paid') throw invalid('Invoices with `paid` payments cannot be voided.')
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid("You can only pass in open invoices. This invoice isn't open.")
  }
  cancelPayment(context, invoice, 'void_invoice')
  restoreBalance(context, invoice)
  returnCredits(context, invoice)
  return context.update<'invoice'>({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: context.now },
  })
}

/** What finalizing took from the customer's balance, or added to it. */
function restoreBalance(context: Context, { currency, customer, id: invoice, ...of }: Invoice) {
  if (of.ending_balance === null || of.ending_balance === of.starting_balance) return
  if (!context.store.find('customer', customer ?? '')) return
  const amount = of.starting_balance - of.ending_balance
  changeBalance(context, customer ?? '', { amount, currency, invoice, type: 'unapplied_from_invoice' })
}

export const markUncollectible = (context: Context, invoice: Invoice) =>
  context.update<'invoice'>({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: context.now },
  })
