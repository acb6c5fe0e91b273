import { shippingOf } from '../address.ts'
import { authenticationFor } from '../cards/authentication.ts'
import { DECLINES, declineDetails } from '../cards/declines.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing, noSuch, StripeError } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { operation } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { checkChargeable } from '../money/currencies.ts'
import { createCard } from './card-sources.ts'
import { captureCharge, createCharge } from './charges.ts'
import { cardBehindToken, isSetUp, markUsed, testCardOf } from './payment-methods.ts'

type Card = Objects['card']
type Charge = Objects['charge']
type NewCharge = Params<'POST /v1/charges'>

/** Status 402 for a customer without the card that is to be charged. */
const noCard = (message: string, param: string) =>
  new StripeError(402, 'card_error', message, { code: 'missing', param })

/** The card that a request charges: a customer's, or that of a token. */
function cardOf(context: Context, { customer: owner, source }: NewCharge): Card {
  if (owner === undefined) {
    if (source === undefined) throw missing('source')
    if (context.store.find('card', source)) throw noSuch('token', source, 'source', false)
    return createCard(context, cardBehindToken(source, 'source'), null)
  }
  const id = source ?? context.get('customer', owner, 'customer').default_source
  if (id === null) throw noCard('Cannot charge a customer that has no active card', 'card')
  const card = context.store.find('card', id)
  if (card?.customer === owner) return card
  throw noCard(`Customer ${owner} does not have a linked source with ID ${id}.`, 'source')
}

/** @throws StripeError for what belongs to Connect, of which there is nothing here */
function checkConnect({ application_fee_amount: fee, destination, on_behalf_of: account, transfer_data }: NewCharge) {
  const destined = destination?.account ?? transfer_data?.destination ?? account
  if (destined !== undefined) throw noSuch('destination', destined, 'destination', false)
  if (fee !== undefined) {
    throw invalid('Can only apply an application_fee_amount when the charge is made for a connected account.', {
      param: 'application_fee_amount',
    })
  }
}

/**
 * Charges a card without a payment intent. https://docs.stripe.com/api/charges/create
 *
 * @throws StripeError 402 `card_error` when the card is declined, or its owner would have to confirm the payment; the
 *   failed charge is kept
 */
function create(context: Context, params: NewCharge): Charge {
  const { amount, currency, customer, receipt_email: email, shipping } = params
  if (amount === undefined) throw missing('amount')
  if (currency === undefined) throw missing('currency')
  checkChargeable(amount, currency, 'amount')
  checkConnect(params)
  const source = cardOf(context, params)
  const method = context.get('payment_method', source.id)
  const card = testCardOf(context, method)
  const use = { offSession: true, isSetUp: isSetUp(context, method.id) }
  const authentication = authenticationFor(card, use)
  const isAsked = authentication === 'challenge' ? DECLINES.authenticationRequired : undefined
  const decline = isAsked ?? (authentication === 'error' ? DECLINES.generic : card?.decline)
  const charge = createCharge(
    context,
    {
      id: null,
      amount,
      capture_method: params.capture === false ? 'manual' : 'automatic',
      currency,
      customer: customer ?? null,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      receipt_email: email ?? null,
      shipping: shipping ? shippingOf(shipping) : null,
      source: source.id,
      statement_descriptor: params.statement_descriptor ?? null,
      statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
      transfer_group: params.transfer_group ?? null,
    },
    { method, card, decline },
  )
  markUsed(context, method.id)
  if (!decline) return context.get('charge', charge.id)
  throw new StripeError(402, 'card_error', decline.message, { ...declineDetails(decline), charge: charge.id }, true)
}

function capture(context: Context, id: string, params: Params<'POST /v1/charges/{id}/capture'>): Charge {
  const charge = context.get('charge', id)
  if (charge.payment_intent !== null) {
    throw invalid(
      `You cannot capture this charge, as the PaymentIntent ${charge.payment_intent} has made it. Capture the ` +
        'PaymentIntent instead.',
    )
  }
  if (charge.captured) {
    throw invalid(`Charge ${id} has already been captured.`, { code: 'charge_already_captured' })
  }
  if (charge.status === 'failed') throw invalid(`Charge ${id} has failed, so it cannot be captured.`)
  if (charge.refunded) throw invalid(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' })
  const captured = captureCharge(context, charge, params.amount ?? charge.amount, 'amount')
  return context.update<'charge'>({
    ...context.get('charge', id),
    receipt_email: params.receipt_email ?? captured.receipt_email,
    statement_descriptor: params.statement_descriptor ?? captured.statement_descriptor,
    transfer_group: params.transfer_group ?? captured.transfer_group,
  })
}

/** What the charges API does without payment intents. */
export const directCharges = [
  operation('POST /v1/charges', create),
  operation('POST /v1/charges/{id}/capture', (context, params, id = '') => capture(context, id, params)),
]
