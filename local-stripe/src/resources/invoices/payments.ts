import type { Context } from '../../engine/context.ts'
import { list, resource, retrieve } from '../../engine/resource.ts'
import type { Objects } from '../../engine/types.ts'
import { markPaid } from './close.ts'
import { attempted } from './collect.ts'

/** A payment intent that was paid pays the invoice it was made for. */
function paymentIntentSucceeded(context: Context, intent: Objects['payment_intent']) {
  const [payment] = context.all('invoice_payment', { payment_intent: intent.id })
  if (!payment) return
  context.update<'invoice_payment'>({
    ...payment,
    amount_paid: intent.amount_received,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: context.now },
  })
  const invoice = context.get('invoice', payment.invoice)
  markPaid(context, attempted(invoice), intent.amount_received)
}

/** https://docs.stripe.com/api/invoice-payment */
export const invoicePayment = resource({
  object: 'invoice_payment',
  prefix: 'inpay_',
  events: {
    changes: (before, after) => (after.status === 'paid' && before?.status !== 'paid' ? ['invoice_payment.paid'] : []),
  },
  reactions: { 'payment_intent.succeeded': paymentIntentSucceeded },
  index: ({ invoice, payment, status }) => ({ invoice, payment_intent: payment.payment_intent, status }),
  operations: [
    retrieve('GET /v1/invoice_payments/{id}', 'invoice_payment'),
    list('GET /v1/invoice_payments', 'invoice_payment', ({ invoice, payment, status }) => ({
      invoice,
      payment_intent: payment?.payment_intent,
      status,
    })),
  ],
})
