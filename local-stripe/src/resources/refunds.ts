import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { checkDivisible, formatAmount } from '../money/currencies.ts'
import { moveMoney } from './balance-transactions.ts'
import { cardOfCharge } from './charges.ts'
import { checkNotDisputed } from './disputes.ts'

type NewRefund = Omit<Params<'POST /v1/refunds'>, 'expand'>

/** The succeeded charge that a refund is of. */
function chargeOf(context: Context, params: NewRefund): Objects['charge'] {
  const { charge, payment_intent: intent } = params
  if (charge !== undefined && intent !== undefined) {
    throw invalid('You may only specify one of these parameters: charge, payment_intent.', {
      code: 'parameters_exclusive',
      param: 'charge',
    })
  }
  // Stripe answers 404 for these, although it is a parameter that names them.
  if (charge !== undefined) return context.get('charge', charge)
  if (intent === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.')
  }
  const { latest_charge: latest, status } = context.get('payment_intent', intent)
  if (status !== 'succeeded' || latest === null) {
    throw invalid(`This PaymentIntent (${intent}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    })
  }
  return context.get('charge', latest)
}

function amountOf(charge: Objects['charge'], asked: number | undefined): number {
  const { amount_captured: captured, amount_refunded: refunded, currency, id } = charge
  if (charge.status === 'failed') {
    throw invalid(
      charge.payment_intent === null
        ? `Charge ${id} has failed, so it cannot be refunded.`
        : `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`,
    )
  }
  const isReleased = charge.payment_intent === null && asked === undefined && refunded === 0
  if (!charge.captured && !isReleased) {
    throw invalid(`Charge ${id} has not been captured, so it cannot be refunded.`, { param: 'charge' })
  }
  // What was not captured counts as refunded as well.
  const left = charge.amount - refunded
  if (left === 0) throw invalid(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' })
  const amount = asked ?? left
  if (amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
  }
  if (amount > left) {
    const limit = left === captured ? 'charge amount' : 'unrefunded amount on charge'
    throw invalid(
      `Refund amount (${formatAmount(amount, currency)}) is greater than ${limit} (${formatAmount(left, currency)})`,
      {
        param: 'amount',
      },
    )
  }
  checkDivisible(amount, currency, 'amount')
  return amount
}

/** @throws StripeError for what is given back of a transfer or a fee: no charge has one here */
function checkConnect({ refund_application_fee: fee, reverse_transfer: transfer }: NewRefund) {
  const param = fee ? 'refund_application_fee' : transfer ? 'reverse_transfer' : undefined
  if (param !== undefined) {
    throw invalid(`You may only specify ${param} for a charge that has ${fee ? 'an application fee' : 'a transfer'}.`, {
      param,
    })
  }
}

/** How long a refund of one of the cards for it takes to change, in seconds. */
const SETTLES_AFTER = 2

/** What becomes of a refund in the end: https://docs.stripe.com/testing#refunds */
function settle(context: Context, refund: Objects['refund']) {
  if (refund.status === 'pending') {
    context.update<'refund'>({ ...refund, status: 'succeeded' })
    return
  }
  const { amount, currency, id } = refund
  const charge = context.get('charge', refund.charge ?? '')
  context.update<'refund'>({
    ...refund,
    failure_balance_transaction: moveMoney(context, {
      source: id,
      amount,
      currency,
      description: `REFUND FAILED (${charge.id})`,
      type: 'refund_failure',
    }).id,
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  })
  context.update<'charge'>({ ...charge, amount_refunded: charge.amount_refunded - amount, refunded: false })
}

/** @throws StripeError unless so much of the charge is left to be given back */
export function createRefund(context: Context, params: NewRefund): Objects['refund'] {
  checkConnect(params)
  const charge = chargeOf(context, params)
  checkNotDisputed(context, charge.id)
  const amount = amountOf(charge, params.amount)
  const later = cardOfCharge(context, charge.id)?.refund
  const { currency, description } = charge
  const refunded = charge.amount_refunded + amount
  const id = context.newId('refund')
  const created = context.create<'refund'>({
    id,
    object: 'refund',
    amount,
    // What was only authorized never reached the balance.
    balance_transaction: charge.captured
      ? moveMoney(context, { source: id, amount: -amount, currency, description, type: 'refund' }).id
      : null,
    charge: charge.id,
    created: context.now,
    currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    ...(params.instructions_email !== undefined && { instructions_email: params.instructions_email }),
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: later === 'succeeds later' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  })
  if (later) context.schedule(created, context.now + SETTLES_AFTER)
  context.update<'charge'>({ ...charge, amount_refunded: refunded, refunded: refunded === charge.amount })
  return created
}

/** https://docs.stripe.com/api/refunds */
export const refund = resource({
  object: 'refund',
  prefix: 're_',
  events: {
    created: 'refund.created',
    updated: ['refund.updated', 'charge.refund.updated'],
    changes: (before, { status }) =>
      before && before.status !== status && status === 'failed' ? ['refund.failed'] : [],
  },
  elapsed: settle,
  index: ({ charge, payment_intent }) => ({ charge, payment_intent }),
  operations: [
    operation('POST /v1/refunds', createRefund),
    operation('POST /v1/refunds/{id}', (context, params, id = '') => {
      const before = context.get('refund', id)
      return context.update<'refund'>({
        ...before,
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      })
    }),
    retrieve('GET /v1/refunds/{id}', 'refund'),
    list('GET /v1/refunds', 'refund', ({ charge, payment_intent }) => ({ charge, payment_intent })),
  ],
})
