import { fullAddress } from '../address.ts'
import { cardFromNumber, checkCvc, checkExpiry, type Expiry, fullYear } from '../cards/checks.ts'
import { type Decline, declineDetails } from '../cards/declines.ts'
import type { TestCard } from '../cards/test-card.ts'
import { cardNamed, cardOfToken, cardWithKey, digits } from '../cards/test-cards.ts'
import { uncheckedFrom, verified } from '../cards/verification.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing, noSuch, StripeError } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'

type PaymentMethod = Objects['payment_method']
type NewPaymentMethod = Params<'POST /v1/payment_methods'>
type Billing = NewPaymentMethod['billing_details']

const NO_BILLING_DETAILS = { address: fullAddress({}), email: null, name: null, phone: null, tax_id: null }

const billingDetails = (before: PaymentMethod['billing_details'], params: Billing) =>
  params
    ? {
        ...changed(before, params, ['email', 'name', 'phone', 'tax_id']),
        address: params.address ? fullAddress(params.address) : before.address,
      }
    : before

/** Digits that stand for a card number wherever Stripe shows a fingerprint. */
const fingerprint = (number: string) => `test${number.slice(0, 4)}${number.slice(-8)}`

const cardFields = (card: TestCard, expiry: Expiry, checks: ReturnType<typeof uncheckedFrom>) => ({
  brand: card.brand,
  checks,
  country: card.country,
  display_brand: card.brand,
  exp_month: expiry.month,
  exp_year: expiry.year,
  fingerprint: fingerprint(card.number),
  funding: card.funding,
  generated_from: null,
  last4: card.number.slice(-4),
  networks: { available: [...card.networks], preferred: null },
  regulated_status: 'unregulated' as const,
  three_d_secure_usage: { supported: card.threeDSecure !== 'unsupported' },
  wallet: null,
})

/** Cards that Stripe names expire in a year. */
const inAYear = ({ now }: Context): Expiry => {
  const today = new Date(now * 1000)
  return { month: today.getUTCMonth() + 1, year: today.getUTCFullYear() + 1 }
}

interface NewMethod {
  id?: string
  type: string
  card?: TestCard | undefined
  expiry?: Expiry | undefined
  /** Whether a security code came with the card, as with the cards that Stripe names. */
  hasCvc?: boolean | undefined
  billing?: Billing
  metadata?: NewPaymentMethod['metadata']
  customer?: string | undefined
}

export function createPaymentMethod(context: Context, params: NewMethod): PaymentMethod {
  const { card, expiry = inAYear(context), hasCvc = true } = params
  const billing = billingDetails(NO_BILLING_DETAILS, params.billing)
  const checks = uncheckedFrom({ cvc: hasCvc, address: billing.address })
  return context.create<'payment_method'>(
    {
      id: params.id ?? context.newId('payment_method'),
      object: 'payment_method',
      allow_redisplay: 'unspecified',
      billing_details: billing,
      ...(card && { card: cardFields(card, expiry, checks) }),
      created: context.now,
      customer: params.customer ?? null,
      customer_account: null,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      type: params.type,
    },
    card && ({ key: card.key } satisfies HiddenFields),
  )
}

/** What is kept with a payment method and never shown. */
interface HiddenFields {
  /** Its test card's. */
  key?: string
  /** It may be charged while its owner is absent. */
  isSetUp?: boolean
  /** It was used without a customer, or detached. */
  isUsed?: boolean
}

const hiddenFieldsOf = (context: Context, id: string): HiddenFields =>
  context.store.private<HiddenFields>('payment_method', id) ?? {}

const hide = (context: Context, id: string, fields: HiddenFields) =>
  context.store.setPrivate('payment_method', id, { ...hiddenFieldsOf(context, id), ...fields })

/** The published test card behind a payment method; none behind one that was used up. */
export function testCardOf(context: Context, { id }: PaymentMethod): TestCard | undefined {
  const { isUsed, key = '' } = hiddenFieldsOf(context, id)
  return isUsed ? undefined : cardWithKey(key)
}

/** Whether a payment method was set up for payments in its owner's absence, which being attached does not do. */
export const isSetUp = (context: Context, id: string) => hiddenFieldsOf(context, id).isSetUp === true

export const markSetUp = (context: Context, id: string) => hide(context, id, { isSetUp: true })

/**
 * The payment method that a request names: one that exists, or a new one for a published name such as `pm_card_visa`.
 *
 * @throws StripeError `resource_missing`
 */
export function paymentMethodNamed(context: Context, name: string, param?: string): PaymentMethod {
  const card = cardNamed(name)
  return card ? createPaymentMethod(context, { type: 'card', card }) : context.get('payment_method', name, param)
}

export const isUsed = (context: Context, id: string) => hiddenFieldsOf(context, id).isUsed === true

/** A payment method that no customer has can be used once, and none after it was detached. */
export function markUsed(context: Context, id: string) {
  if (context.get('payment_method', id).customer === null) hide(context, id, { isUsed: true })
}

/** @throws StripeError for a payment method that was used without a customer, or detached */
export function checkUsable(context: Context, method: PaymentMethod) {
  if (!isUsed(context, method.id)) return
  throw invalid(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a ' +
      'connected account without Customer attachment, or was detached from a Customer. It may not be used again. To ' +
      'use a PaymentMethod multiple times, you must attach it to a Customer first.',
  )
}

/** The payment method that a request names to pay with. */
export function usablePaymentMethod(context: Context, name: string, param: string): PaymentMethod {
  const method = paymentMethodNamed(context, name, param)
  checkUsable(context, method)
  return method
}

/**
 * Attaches a payment method to a customer, who must exist.
 *
 * @throws StripeError when another customer has it, or the card cannot be kept
 */
export function attach(context: Context, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method
  if (method.customer !== null) {
    throw invalid('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    })
  }
  if (isUsed(context, method.id)) {
    throw invalid(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, ' +
        'and may not be used again.',
    )
  }
  checkKeepable(context, method)
  return context.update<'payment_method'>({ ...verifiedMethod(context, method), customer })
}

/** A payment method after its bank has seen it. */
function verifiedMethod(context: Context, method: PaymentMethod): PaymentMethod {
  const { card } = method
  if (!card?.checks) return method
  return { ...method, card: { ...card, checks: verified(testCardOf(context, method), card.checks) } }
}

type Address = PaymentMethod['billing_details']['address']

/** A new address is checked the next time that the bank sees the card. */
function recheck({ card }: PaymentMethod, address: Address | undefined) {
  if (!card?.checks || !address) return card?.checks ?? null
  return { ...uncheckedFrom({ cvc: false, address }), cvc_check: card.checks.cvc_check }
}

/** What a bank says when a card is to be kept for later; some are declined only when they are charged. */
export function keepingDeclined(context: Context, method: PaymentMethod): Decline | undefined {
  const card = testCardOf(context, method)
  return card?.isKeepable ? undefined : card?.decline
}

/** @throws StripeError 402 for a card that cannot be kept */
function checkKeepable(context: Context, method: PaymentMethod) {
  const decline = keepingDeclined(context, method)
  if (!decline) return
  throw new StripeError(402, 'card_error', decline.message, { param: '', ...declineDetails(decline) })
}

/** @throws StripeError `resource_missing` */
export function cardBehindToken(token: string, param: string): TestCard {
  const card = cardOfToken(token)
  if (!card) throw noSuch('token', token, param, false)
  return card
}

function cardOf(context: Context, { card }: NewPaymentMethod): Pick<NewMethod, 'card' | 'expiry' | 'hasCvc'> {
  if (!card) throw missing('card')
  if (card.token !== undefined) return { card: cardBehindToken(card.token, 'card[token]') }
  if (card.number === undefined) throw missing('card[number]')
  if (card.exp_month === undefined) throw missing('card[exp_month]')
  if (card.exp_year === undefined) throw missing('card[exp_year]')
  const expiry = { month: card.exp_month, year: fullYear(card.exp_year) }
  checkExpiry(context, expiry)
  checkCvc(card.cvc)
  return { card: cardFromNumber(digits(card.number)), expiry, hasCvc: card.cvc !== undefined }
}

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethod = resource({
  object: 'payment_method',
  title: 'PaymentMethod',
  prefix: 'pm_',
  pathParam: 'payment_method',
  events: {
    updated: 'payment_method.updated',
    changesStandAlone: true,
    changes: (before, after) => {
      if (!before || before.customer === after.customer) return []
      return [after.customer === null ? 'payment_method.detached' : 'payment_method.attached']
    },
  },
  index: ({ customer, type }) => ({ customer, type }),
  operations: [
    operation('POST /v1/payment_methods', (context, params) => {
      if (params.type === undefined) throw missing('type')
      return createPaymentMethod(context, {
        type: params.type,
        ...(params.type === 'card' && cardOf(context, params)),
        billing: params.billing_details,
        metadata: params.metadata,
      })
    }),
    operation('POST /v1/payment_methods/{id}', (context, params, id = '') => {
      const before = context.get('payment_method', id)
      const billing = billingDetails(before.billing_details, params.billing_details)
      const card = before.card && {
        ...changed(before.card, params.card ?? {}, ['exp_month', 'exp_year']),
        checks: recheck(before, params.billing_details?.address ? billing.address : undefined),
      }
      return context.update<'payment_method'>({
        ...changed(before, params, ['allow_redisplay']),
        billing_details: billing,
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
        ...(card && { card }),
      })
    }),
    operation('POST /v1/payment_methods/{id}/attach', (context, params, id = '') => {
      if (params.customer === undefined) {
        throw invalid('Must provide customer or customer_account.', { code: 'parameter_missing' })
      }
      const { id: customer } = context.get('customer', params.customer, 'customer')
      return attach(context, paymentMethodNamed(context, id), customer)
    }),
    operation('POST /v1/payment_methods/{id}/detach', (context, _params, id = '') => detach(context, id)),
    operation('GET /v1/payment_methods/{id}', (context, _params, id = '') => paymentMethodNamed(context, id)),
    list('GET /v1/payment_methods', 'payment_method', ({ customer, type }, context) => ({
      customer: customer === undefined ? undefined : context.get('customer', customer, 'customer').id,
      type,
    })),
    list('GET /v1/customers/{id}/payment_methods', 'payment_method', ({ type }, context, id = '') => ({
      customer: context.get('customer', id).id,
      type,
    })),
  ],
})

/** @throws StripeError for a payment method that no customer has */
export function detach(context: Context, id: string): PaymentMethod {
  const method = context.get('payment_method', id)
  if (method.customer === null) {
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.')
  }
  forget(context, method.customer, id)
  const detached = context.update<'payment_method'>({ ...method, customer: null })
  markUsed(context, id)
  return detached
}

/** A detached payment method is no longer a customer's default. */
function forget(context: Context, customer: string, method: string) {
  const owner = context.store.find('customer', customer)
  if (owner?.invoice_settings.default_payment_method !== method) return
  context.update<'customer'>({
    ...owner,
    invoice_settings: { ...owner.invoice_settings, default_payment_method: null },
  })
}
