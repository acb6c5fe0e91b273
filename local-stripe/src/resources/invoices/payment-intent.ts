import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'

type Invoice = Objects['invoice']

export const paymentOf = (context: Context, invoice: Invoice) =>
  context.all('invoice_payment', { invoice: invoice.id })[0]

/** The payment intent of a finalized invoice that has something to pay. */
export function intentOf(context: Context, invoice: Invoice): Objects['payment_intent'] | undefined {
  const id = paymentOf(context, invoice)?.payment.payment_intent
  return id === undefined ? undefined : context.store.find('payment_intent', id)
}
