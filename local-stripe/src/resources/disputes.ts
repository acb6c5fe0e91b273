import type { Dispute as DisputedAs } from '../cards/test-card.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { DAY } from '../time.ts'
import { moveMoney } from './balance-transactions.ts'
import { cardOfCharge } from './charges.ts'

type Charge = Objects['charge']
type Dispute = Objects['dispute']

/** Stripe's fee for a dispute in most countries, in the smallest unit. */
const FEE = 1500
const DAYS_TO_ANSWER = 9

const NO_EVIDENCE: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

/** The networks' codes for these reasons: https://docs.stripe.com/disputes/reason-codes-defense-requirements */
const REASON_CODES: Record<string, string> = { fraudulent: '10.4', product_not_received: '13.1', noncompliant: '00' }

function createDispute(context: Context, charge: Charge, reason: string, isInquiry: boolean) {
  const { amount, currency } = charge
  const id = context.newId('dispute')
  const { card } = charge.payment_method_details ?? {}
  const brand = card?.brand ?? 'visa'
  const code = REASON_CODES[reason] ?? null
  const created = context.create<'dispute'>({
    id,
    object: 'dispute',
    amount,
    balance_transactions: isInquiry ? [] : [withdraw(context, { id, amount, currency })],
    charge: charge.id,
    created: context.now,
    currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: context.now + DAYS_TO_ANSWER * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: code,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: isInquiry ? 'inquiry' : reason === 'noncompliant' ? 'compliance' : 'chargeback',
        network: brand,
        network_reason_code: code,
      },
      type: 'card',
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  })
  if (!isInquiry) context.emit('charge.dispute.funds_withdrawn', created)
}

const withdraw = (context: Context, { amount, currency, id }: Pick<Dispute, 'amount' | 'currency' | 'id'>) =>
  moveMoney(context, {
    source: id,
    amount: -amount,
    currency,
    description: 'Chargeback withdrawal',
    type: 'adjustment',
    category: 'dispute',
    fee: { amount: FEE, description: 'Dispute fee' },
  }).id

/** What the card of a charge has follow it. */
function disputeCharge(context: Context, charge: Charge, as: DisputedAs) {
  if (as === 'warning') {
    context.create<'radar.early_fraud_warning'>({
      id: context.newId('radar.early_fraud_warning'),
      object: 'radar.early_fraud_warning',
      actionable: true,
      charge: charge.id,
      created: context.now,
      fraud_type: 'made_with_stolen_card',
      livemode: false,
      ...(charge.payment_intent !== null && { payment_intent: charge.payment_intent }),
    })
    return
  }
  // The event of the dispute says so: the charge itself has none.
  context.store.update({ ...charge, disputed: true })
  const reason = as === 'inquiry' || as === 'multiple' ? 'fraudulent' : as
  createDispute(context, charge, reason, as === 'inquiry')
  if (as === 'multiple') createDispute(context, charge, 'product_not_received', false)
}

/** https://docs.stripe.com/testing#disputes */
function charged(context: Context, charge: Charge | undefined) {
  const as = charge && cardOfCharge(context, charge.id)?.dispute
  if (charge && as) disputeCharge(context, charge, as)
}

/** A payment intent's charge is disputed once the payment is complete. */
const chargedDirectly = (context: Context, charge: Charge) =>
  charge.payment_intent === null && charge.captured && charged(context, charge)

/** @throws StripeError `charge_disputed` for a charge whose money is withdrawn */
export function checkNotDisputed(context: Context, charge: string) {
  const open = context.all('dispute', { charge }).filter(({ is_charge_refundable: isRefundable }) => !isRefundable)
  if (open.length === 0) return
  throw invalid(`Charge ${charge} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
}

const isClosed = ({ status }: Dispute) => ['lost', 'won', 'warning_closed', 'prevented'].includes(status)
const isInquiry = ({ status }: Dispute) => status.startsWith('warning')

function closed(context: Context, dispute: Dispute, isWon: boolean): Dispute {
  const { amount, currency, id } = dispute
  const after = context.update<'dispute'>({
    ...dispute,
    balance_transactions: [
      ...dispute.balance_transactions,
      ...(isWon
        ? [
            moveMoney(context, {
              source: id,
              amount,
              currency,
              description: 'Chargeback reversal',
              type: 'adjustment',
              category: 'dispute_reversal',
            }).id,
          ]
        : []),
    ],
    status: isInquiry(dispute) ? 'warning_closed' : isWon ? 'won' : 'lost',
  })
  if (isWon) context.emit('charge.dispute.funds_reinstated', after)
  return after
}

/** What a test's evidence leads to: https://docs.stripe.com/testing#evidence */
function submit(context: Context, dispute: Dispute): Dispute {
  const sent: Dispute = {
    ...dispute,
    evidence_details: {
      ...dispute.evidence_details,
      submission_count: dispute.evidence_details.submission_count + 1,
      submission_method: 'manual',
    },
  }
  switch (dispute.evidence.uncategorized_text) {
    case 'winning_evidence':
      return closed(context, sent, !isInquiry(dispute))
    case 'losing_evidence':
      return closed(context, sent, false)
    case 'escalate_inquiry_evidence':
      if (!isInquiry(dispute)) break
      return context.update<'dispute'>({
        ...sent,
        balance_transactions: [withdraw(context, dispute)],
        is_charge_refundable: false,
        status: 'needs_response',
      })
  }
  return context.update<'dispute'>({ ...sent, status: isInquiry(dispute) ? 'warning_under_review' : 'under_review' })
}

/** They are texts; what is enhanced is kept as it is given. */
const asEvidence = (given: object) => given as Dispute['evidence']

function update(context: Context, params: Params<'POST /v1/disputes/{id}'>, id: string): Dispute {
  const before = context.get('dispute', id)
  if (params.evidence && isClosed(before)) {
    throw invalid('This dispute is already closed.', { code: 'invalid_request', param: 'evidence' })
  }
  const evidence = asEvidence({ ...before.evidence, ...params.evidence })
  const after: Dispute = {
    ...changed(before, params, ['intended_submission_method']),
    evidence,
    evidence_details: {
      ...before.evidence_details,
      has_evidence: Object.values(evidence).some((value) => typeof value === 'string'),
    },
    metadata: mergeMetadata(before.metadata, params.metadata),
  }
  return params.evidence && params.submit !== false
    ? submit(context, after)
    : context.update<'dispute'>({ ...after, ...(params.submit && { status: 'under_review' }) })
}

/** https://docs.stripe.com/api/disputes */
export const dispute = resource({
  object: 'dispute',
  prefix: 'du_',
  pathParam: 'dispute',
  events: {
    created: 'charge.dispute.created',
    updated: 'charge.dispute.updated',
    changes: (before, after) => (before && !isClosed(before) && isClosed(after) ? ['charge.dispute.closed'] : []),
  },
  reactions: {
    'charge.captured': chargedDirectly,
    'charge.succeeded': chargedDirectly,
    'payment_intent.succeeded': (context, { latest_charge: id }) =>
      charged(context, context.store.find('charge', id ?? '')),
  },
  index: ({ charge, payment_intent }) => ({ charge, payment_intent }),
  operations: [
    operation('POST /v1/disputes/{id}', (context, params, id = '') => update(context, params, id)),
    operation('POST /v1/disputes/{id}/close', (context, _params, id = '') => {
      const before = context.get('dispute', id)
      if (isClosed(before)) throw invalid('This dispute is already closed.')
      return closed(context, before, false)
    }),
    retrieve('GET /v1/disputes/{id}', 'dispute'),
    list('GET /v1/disputes', 'dispute', ({ charge, payment_intent }) => ({ charge, payment_intent })),
  ],
})

/** https://docs.stripe.com/api/radar/early_fraud_warnings */
export const earlyFraudWarning = resource({
  object: 'radar.early_fraud_warning',
  title: 'early fraud warning',
  prefix: 'issfr_',
  pathParam: 'early_fraud_warning',
  events: { created: 'radar.early_fraud_warning.created' },
  index: ({ charge, payment_intent }) => ({ charge, payment_intent }),
  operations: [
    retrieve('GET /v1/radar/early_fraud_warnings/{id}', 'radar.early_fraud_warning'),
    list('GET /v1/radar/early_fraud_warnings', 'radar.early_fraud_warning', ({ charge, payment_intent }) => ({
      charge,
      payment_intent,
    })),
  ],
})
