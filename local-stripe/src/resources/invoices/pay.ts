import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { paymentMethodNamed } from '../payment-methods.ts'
import { cancelPayment, markPaid } from './close.ts'
import { collect, defaultPaymentMethod } from './collect.ts'
import { finalize } from './finalize.ts'

type Invoice = Objects['invoice']

export function pay(context: Context, id: string, params: Params<'POST /v1/invoices/{id}/pay'>): Invoice {
  const found = context.get('invoice', id)
  if (found.status === 'paid') throw invalid('Invoice is already paid')
  if (found.status === 'void') throw invalid('Voided invoices cannot be paid')
  const invoice = found.status === 'draft' ? finalize(context, found) : found
  if (invoice.status === 'paid') return invoice
  if (params.paid_out_of_band) {
    cancelPayment(context, invoice, 'automatic')
    return markPaid(context, invoice, invoice.amount_due, { attempted: invoice.attempted })
  }
  const given = params.payment_method
  const method =
    given === undefined
      ? defaultPaymentMethod(context, invoice)
      : paymentMethodNamed(context, given, 'payment_method').id
  if (method === null) {
    throw invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set a default payment method, or ' +
        'pass one as `payment_method`.',
    )
  }
  return collect(context, invoice, method, { offSession: params.off_session ?? true })
}
