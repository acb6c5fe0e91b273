import type { Decline } from '../cards/test-cards.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'
import { DAY } from '../time.ts'

type Charge = Objects['charge']
type PaymentIntent = Objects['payment_intent']
type PaymentMethod = Objects['payment_method']

const STATEMENT_DESCRIPTOR = 'LOCAL STRIPE'

/** Stripe's list price for card payments in most countries, which a test account is billed as well. */
const feeOf = (amount: number) => Math.round(amount * 0.029) + 30

/** Money moves: a captured charge adds to the balance less Stripe's fee, a refund takes from it. */
export function moveMoney(
  context: Context,
  of: { id: string; amount: number; currency: string; description: string | null; type: 'charge' | 'refund' },
): string {
  const fee = of.type === 'charge' ? feeOf(of.amount) : 0
  const amount = of.type === 'charge' ? of.amount : -of.amount
  return context.create<'balance_transaction'>({
    id: context.newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: context.now + 2 * DAY,
    balance_type: 'payments',
    created: context.now,
    currency: of.currency,
    description: of.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: of.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: of.type,
    source: of.id,
    status: 'pending',
    type: of.type,
  }).id
}

function detailsOf(method: PaymentMethod, amount: number): Charge['payment_method_details'] {
  const { card, type } = method
  if (!card) return { type }
  return {
    type,
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks && { ...card.checks, cvc_check: 'pass' },
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      ...(card.fingerprint && { fingerprint: card.fingerprint }),
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

const outcomeOf = (decline: Decline | undefined): Charge['outcome'] => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: decline ? '01' : null,
  network_status: decline ? 'declined_by_network' : 'approved_by_network',
  reason: decline ? (decline.declineCode ?? decline.code) : null,
  risk_level: 'normal',
  risk_score: 5,
  seller_message: decline ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
  type: decline ? 'issuer_declined' : 'authorized',
})

/** An attempt to take a payment intent's amount from a payment method: a charge that succeeded or failed. */
export function createCharge(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  decline: Decline | undefined,
): Charge {
  const captured = !decline && intent.capture_method !== 'manual'
  const id = context.newId('charge')
  const { amount, currency, description } = intent
  return context.create<'charge'>({
    id,
    object: 'charge',
    amount,
    amount_captured: captured ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured ? moveMoney(context, { id, amount, currency, description, type: 'charge' }) : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? STATEMENT_DESCRIPTOR,
    captured,
    created: context.now,
    currency,
    customer: intent.customer,
    description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  })
}

/** https://docs.stripe.com/api/charges */
export const charge = resource({
  object: 'charge',
  prefix: 'ch_',
  events: {
    updated: 'charge.updated',
    changesStandAlone: true,
    changes: (before, after) => {
      if (!before) return [after.status === 'failed' ? 'charge.failed' : 'charge.succeeded']
      if (!before.captured && after.captured) return ['charge.captured']
      return after.amount_refunded > before.amount_refunded ? ['charge.refunded'] : []
    },
  },
  index: ({ customer, payment_intent, transfer_group }) => ({ customer, payment_intent, transfer_group }),
  sublists: {
    refunds: { of: 'refund', by: 'charge', url: (id) => `/v1/charges/${id}/refunds`, shown: 'expanded' },
  },
  operations: [
    operation('POST /v1/charges/{id}', (context, params, id = '') => {
      const before = context.get('charge', id)
      return context.update<'charge'>({
        ...changed(before, params, ['description', 'receipt_email']),
        metadata: mergeMetadata(before.metadata, params.metadata),
      })
    }),
    retrieve('GET /v1/charges/{id}', 'charge'),
    list('GET /v1/charges', 'charge', ({ customer, payment_intent, transfer_group }) => ({
      payment_intent,
      customer,
      transfer_group,
    })),
  ],
})

/** https://docs.stripe.com/api/balance_transactions */
export const balanceTransaction = resource({
  object: 'balance_transaction',
  title: 'balance transaction',
  prefix: 'txn_',
  index: ({ currency, source, type }) => ({ source, type, currency }),
  operations: [
    retrieve('GET /v1/balance_transactions/{id}', 'balance_transaction'),
    list('GET /v1/balance_transactions', 'balance_transaction', ({ currency, source, type }) => ({
      source,
      type,
      currency,
    })),
  ],
})
