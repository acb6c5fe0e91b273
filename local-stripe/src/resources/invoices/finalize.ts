import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { minimumCharge } from '../../money/currencies.ts'
import { HOUR } from '../../time.ts'
import { applyCredits } from '../credit-grants/apply.ts'
import { balanceIn, changeBalance } from '../customer-balance.ts'
import { createPaymentIntent } from '../payment-intents/create.ts'
import { markPaid } from './close.ts'
import { finalRendering } from './fields.ts'

type Invoice = Objects['invoice']

/**
 * What is due of a total, and the customer's balance afterwards: credit counts first, and what is too little to be
 * charged is owed until the next invoice. https://docs.stripe.com/billing/customer/balance
 */
export const balanceAfter = (balance: number, { currency, total }: Invoice) => {
  const owed = total + balance
  const due = owed < minimumCharge(currency) ? 0 : Math.max(0, owed)
  return { due, ending: owed - due }
}

/** Takes from the customer's balance what an invoice uses of it, and adds what is too little to be charged. */
function applyBalance(
  context: Context,
  { currency, customer, id: invoice, total }: Invoice,
  balance: number,
  to: number,
) {
  const tooSmall = total > 0 && to > 0 ? to : 0
  const change = (amount: number, type: 'applied_to_invoice' | 'invoice_too_small') =>
    amount !== 0 && changeBalance(context, customer ?? '', { amount, currency, invoice, type })
  change(to - tooSmall - balance, 'applied_to_invoice')
  change(tooSmall, 'invoice_too_small')
}

/** What the payment of an invoice is called; a subscription's keeps the payment method for its renewals. */
function paymentOf({ billing_reason: reason }: Invoice) {
  if (!reason?.startsWith('subscription')) return { description: 'Payment for Invoice' }
  const description = reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update'
  return { description, setup_future_usage: 'off_session' as const }
}

/**
 * Numbers a draft and opens it, with a payment intent for what is due; with nothing due it is paid at once.
 * https://docs.stripe.com/invoicing/integration/workflow-transitions
 *
 * @throws StripeError unless the invoice is a draft
 */
export function finalize(context: Context, before: Invoice): Invoice {
  if (before.status !== 'draft')
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
  const draft = applyCredits(context, before)
  const customer = context.get('customer', draft.customer ?? '')
  const balance = balanceIn(context, customer, draft.currency)
  const { due, ending } = balanceAfter(balance, draft)
  const sequence = customer.next_invoice_sequence ?? 1
  const isSent = draft.collection_method === 'send_invoice'
  context.update<'customer'>({
    ...customer,
    currency: customer.currency ?? draft.currency,
    next_invoice_sequence: sequence + 1,
  })
  applyBalance(context, draft, balance, ending)
  const open = context.update<'invoice'>({
    ...draft,
    amount_due: due,
    amount_remaining: due,
    automatically_finalizes_at: null,
    effective_at: draft.effective_at ?? context.now,
    ending_balance: ending,
    hosted_invoice_url: context.pageUrl(`/invoices/${draft.id}`),
    invoice_pdf: context.pageUrl(`/invoices/${draft.id}/pdf`),
    rendering: finalRendering(draft.rendering),
    webhooks_delivered_at: context.now,
    number: draft.number ?? `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    starting_balance: balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: context.now },
    next_payment_attempt: draft.auto_advance && !isSent ? context.now + HOUR : null,
  })
  context.schedule(open, isSent ? open.due_date : open.next_payment_attempt)
  if (due === 0) return markPaid(context, open, 0)
  const intent = createPaymentIntent(context, {
    amount: due,
    currency: draft.currency,
    customer: customer.id,
    ...paymentOf(open),
    automatic_payment_methods: { enabled: false },
    capture_method: 'automatic',
  })
  context.create<'invoice_payment'>({
    id: context.newId('invoice_payment'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: due,
    created: context.now,
    currency: draft.currency,
    invoice: draft.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
  return open
}
