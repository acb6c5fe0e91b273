import { type Decline, NETWORK_DECLINE_CODE } from '../cards/declines.ts'
import type { TestCard } from '../cards/test-card.ts'
import { cardWithKey } from '../cards/test-cards.ts'
import { verified } from '../cards/verification.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import { numeric, search, token } from '../engine/search.ts'
import type { Objects } from '../engine/types.ts'
import { checkDivisible, formatAmount } from '../money/currencies.ts'
import { moveCharge } from './balance-transactions.ts'

type Charge = Objects['charge']
type PaymentMethod = Objects['payment_method']

const STATEMENT_DESCRIPTOR = 'LOCAL STRIPE'

interface Attempt {
  method: PaymentMethod
  card: TestCard | undefined
  decline: Decline | undefined
  /** How the card's owner was asked to confirm the payment. */
  authentication?: 'challenge' | 'frictionless' | undefined
}

const digits = (count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => String(byte % 10)).join('')

function detailsOf({ authentication, card: testCard, decline, method }: Attempt, amount: number) {
  const { card, type } = method
  if (!card) return { type }
  const approved = !decline
  const commerceIndicator = authentication ? '05' : '07'
  return {
    type,
    card: {
      amount_authorized: approved ? amount : null,
      authorization_code: approved ? digits(6) : null,
      brand: card.brand,
      checks: card.checks && verified(testCard, card.checks),
      country: card.country,
      electronic_commerce_indicator: approved && card.brand === 'visa' ? commerceIndicator : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' as const },
      ...(card.fingerprint && { fingerprint: card.fingerprint }),
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' as const },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' as const },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: approved ? digits(15) : null,
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' as const },
      regulated_status: card.regulated_status,
      three_d_secure: authentication
        ? {
            authentication_flow: authentication,
            electronic_commerce_indicator: '05' as const,
            exemption_indicator: null,
            result: 'authenticated' as const,
            result_reason: null,
            transaction_id: crypto.randomUUID(),
            version: '2.2.0' as const,
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

/** https://docs.stripe.com/declines and https://docs.stripe.com/radar/risk-evaluation */
function outcomeOf({ card, decline }: Attempt): Charge['outcome'] {
  const risk = { risk_level: card?.risk ?? 'normal', risk_score: RISK_SCORES[card?.risk ?? 'normal'] }
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null }
  if (!decline) {
    const message = 'Payment complete.'
    return {
      ...none,
      network_status: 'approved_by_network',
      reason: null,
      ...risk,
      seller_message: message,
      type: 'authorized',
    }
  }
  if (decline.by === 'radar') {
    return {
      ...none,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      ...risk,
      rule: 'block_if_high_risk',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    }
  }
  const reason = decline.declineCode ?? decline.code
  return {
    advice_code: decline.adviceCode ?? null,
    network_advice_code: null,
    network_decline_code: NETWORK_DECLINE_CODE,
    network_status: 'declined_by_network',
    reason,
    ...risk,
    seller_message:
      reason === 'generic_decline'
        ? 'The bank did not return any further details with this decline.'
        : `The bank returned the decline code \`${reason}\`.`,
    type: 'issuer_declined',
  }
}

const RISK_SCORES = { normal: 5, elevated: 65, highest: 90 }

/** What a charge is for: most of a payment intent, or what a request says that charges without one. */
type Terms = Pick<
  Objects['payment_intent'],
  | 'amount'
  | 'capture_method'
  | 'currency'
  | 'customer'
  | 'description'
  | 'metadata'
  | 'receipt_email'
  | 'shipping'
  | 'statement_descriptor'
  | 'statement_descriptor_suffix'
  | 'transfer_group'
> & {
  /** The payment intent's. */
  id: string | null
  /** The card that was charged by its own id. */
  source?: string | null
}

/** An attempt to take an amount from a payment method: a charge that succeeded or failed. */
export function createCharge(context: Context, intent: Terms, attempt: Attempt): Charge {
  const { card, decline, method } = attempt
  const captured = !decline && intent.capture_method !== 'manual'
  const id = context.newId('charge')
  const { amount, currency, description } = intent
  const isAvailable = card?.bypassesPending === true
  const charge: Charge = {
    id,
    object: 'charge',
    amount,
    amount_captured: captured ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured
      ? moveCharge(context, { source: id, amount, currency, description, isAvailable })
      : null,
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
    fraud_details: decline?.by === 'radar' ? { stripe_report: 'fraudulent' } : {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(attempt),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(attempt, amount),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: decline ? null : context.pageUrl(`/receipts/${id}`),
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: intent.source ?? null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
  return context.create<'charge'>(charge, card?.key)
}

/**
 * Takes what was authorized, or a part of it; what is left over is released.
 *
 * @param param the parameter that says how much
 * @throws StripeError `amount_too_large`
 */
export function captureCharge(context: Context, charge: Charge, amount: number, param: string): Charge {
  const { amount: most, currency, description, id } = charge
  if (amount < 1 || amount > most) {
    throw invalid(
      `The amount to capture (${formatAmount(amount, currency)}) must be positive and at most the capturable amount ` +
        `(${formatAmount(most, currency)}).`,
      { code: 'amount_too_large', param },
    )
  }
  checkDivisible(amount, currency, param)
  const isAvailable = cardOfCharge(context, id)?.bypassesPending
  return context.update<'charge'>({
    ...charge,
    amount_captured: amount,
    amount_refunded: most - amount,
    balance_transaction: moveCharge(context, { source: id, amount, currency, description, isAvailable }),
    captured: true,
  })
}

/** The published test card that a charge is of. */
export const cardOfCharge = (context: Context, charge: string): TestCard | undefined =>
  cardWithKey(context.store.private<string>('charge', charge) ?? '')

/** The fields of a card, which stand under the way in which it was read. */
const searchedIn = (source: 'card' | 'card_present' | 'interac_present') => {
  const of = ({ payment_method_details: details }: Charge) => details?.[source]
  return {
    [`payment_method_details.${source}.brand`]: token((charge: Charge) => of(charge)?.brand),
    [`payment_method_details.${source}.exp_month`]: token((charge: Charge) => of(charge)?.exp_month),
    [`payment_method_details.${source}.exp_year`]: token((charge: Charge) => of(charge)?.exp_year),
    [`payment_method_details.${source}.fingerprint`]: token((charge: Charge) => of(charge)?.fingerprint),
    [`payment_method_details.${source}.last4`]: token((charge: Charge) => of(charge)?.last4),
  }
}

const SEARCHED = {
  amount: numeric(({ amount }: Charge) => amount),
  'billing_details.address.postal_code': token((charge: Charge) => charge.billing_details.address?.postal_code),
  created: numeric(({ created }: Charge) => created),
  currency: token(({ currency }: Charge) => currency),
  customer: token(({ customer }: Charge) => customer),
  disputed: token(({ disputed }: Charge) => disputed),
  ...searchedIn('card'),
  ...searchedIn('card_present'),
  ...searchedIn('interac_present'),
  /** False means in part: what was not refunded at all has no value. */
  refunded: token((charge: Charge) => (charge.amount_refunded > 0 ? charge.refunded : null)),
  status: token(({ status }: Charge) => status),
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
    refunds: {
      of: 'refund',
      by: 'charge',
      url: (id) => `/v1/charges/${id}/refunds`,
      shown: 'expanded',
      isCounted: true,
    },
  },
  operations: [
    operation('POST /v1/charges/{id}', (context, params, id = '') => {
      const before = context.get('charge', id)
      return context.update<'charge'>({
        ...changed(before, params, ['description', 'receipt_email']),
        metadata: mergeMetadata(before.metadata, params.metadata),
      })
    }),
    search('GET /v1/charges/search', 'charge', SEARCHED),
    retrieve('GET /v1/charges/{id}', 'charge'),
    list('GET /v1/charges', 'charge', ({ customer, payment_intent, transfer_group }) => ({
      payment_intent,
      customer,
      transfer_group,
    })),
  ],
})
