import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { formatAmount } from '../../money/currencies.ts'
import { changeBalance } from '../customer-balance.ts'
import { cancelPayment, markPaid } from '../invoices/close.ts'
import { intentOf, paymentOf } from '../invoices/payment-intent.ts'
import { createRefund } from '../refunds.ts'
import type { NewCreditNote } from './lines.ts'

type Invoice = Objects['invoice']
type Refunds = Objects['credit_note']['refunds']

const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** Refunds that were made already, and what of them a note is for. */
function linkedRefunds(context: Context, refunds: NewCreditNote['refunds'] = []): Refunds {
  return refunds.map(({ amount_refunded: part, refund: id = '' }, index) => {
    const param = `refunds[${index}]`
    const { amount } = context.get('refund', id, `${param}[refund]`)
    if (part !== undefined && (part < 1 || part > amount)) {
      throw invalid(`This value must be between 1 and ${amount}.`, { param: `${param}[amount_refunded]` })
    }
    return { amount_refunded: part ?? amount, payment_record_refund: null, refund: id, type: 'refund' }
  })
}

/**
 * Gives back what a note credits of a paid invoice: as a refund, to the customer's balance, or outside Stripe.
 *
 * @throws StripeError unless these add up to what is to be given back
 */
export function giveBack(
  context: Context,
  invoice: Invoice,
  params: NewCreditNote,
  { amount, note }: { amount: number; note: string },
): { refunds: Refunds; credit: string | null } {
  const { credit_amount: credit = 0, out_of_band_amount: outside = 0, refund_amount: refund = 0 } = params
  const linked = linkedRefunds(context, params.refunds)
  const sum = credit + outside + refund + sumOf(linked.map((each) => each.amount_refunded))
  if (sum !== amount) {
    const format = (value: number) => formatAmount(value, invoice.currency)
    throw invalid(
      `The sum of refunds, customer balance credits and outside of Stripe credits (${format(sum)}) must equal the ` +
        `post payment amount of the credit note (${format(amount)}).`,
    )
  }
  const credited =
    credit > 0
      ? changeBalance(context, invoice.customer ?? '', {
          amount: -credit,
          credit_note: note,
          currency: invoice.currency,
          invoice: invoice.id,
          type: 'credit_note',
        }).id
      : null
  if (refund === 0) return { refunds: linked, credit: credited }
  const charge = intentOf(context, invoice)?.latest_charge
  if (!charge) throw invalid('This invoice has no payment to refund.', { param: 'refund_amount' })
  const { id } = createRefund(context, { charge, amount: refund })
  const made = { amount_refunded: refund, payment_record_refund: null, refund: id, type: 'refund' as const }
  return { refunds: [...linked, made], credit: credited }
}

/**
 * Has an open invoice ask for less, or for more again where a note is voided. It is paid when nothing is left.
 *
 * @param amount in the smallest unit; less than nothing for a note that is voided
 */
export function reduceInvoice(context: Context, invoice: Invoice, amount: number) {
  const due = invoice.amount_due - amount
  const remaining = invoice.amount_remaining - amount
  const reduced = context.update<'invoice'>({
    ...invoice,
    amount_due: due,
    amount_remaining: remaining,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + amount,
  })
  if (remaining === 0) {
    cancelPayment(context, reduced, 'automatic')
    markPaid(context, reduced, reduced.amount_paid, { attempted: reduced.attempted })
    return
  }
  const [payment, intent] = [paymentOf(context, reduced), intentOf(context, reduced)]
  if (payment) context.update<'invoice_payment'>({ ...payment, amount_requested: remaining })
  if (intent) context.update<'payment_intent'>({ ...intent, amount: remaining })
}
