import { shippingOf } from '../../address.ts'
import type { Decline } from '../../cards/test-cards.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { documentationOf, invalid, StripeError } from '../../engine/errors.ts'
import type { EventType } from '../../engine/events.ts'
import { randomText } from '../../engine/ids.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkChargeable, checkStep, money } from '../../money/currencies.ts'
import { createCharge, moveMoney } from '../charges.ts'
import { attach, checkUsable, createPaymentMethod, testCardOf, usablePaymentMethod, useUp } from '../payment-methods.ts'

type PaymentIntent = Objects['payment_intent']
type NewIntent = Omit<Params<'POST /v1/payment_intents'>, 'expand'>
type Shipping = NewIntent['shipping'] | null

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** What of a payment intent is fixed once it has been paid or cancelled. */
const FIXED_WHEN_CLOSED = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'payment_method',
  'payment_method_data',
  'setup_future_usage',
] as const

const unexpectedState = (intent: PaymentIntent, message: string) =>
  invalid(message, { code: 'payment_intent_unexpected_state', payment_intent: intent.id })

const shippingDetails = (of: Shipping): PaymentIntent['shipping'] =>
  of
    ? {
        ...shippingOf(of),
        carrier: of.carrier ?? null,
        tracking_number: of.tracking_number ?? null,
      }
    : null

const paymentDetails = (of: NonNullable<NewIntent['payment_details']>): PaymentIntent['payment_details'] => ({
  customer_reference: of.customer_reference ?? null,
  order_reference: of.order_reference ?? null,
})

type MethodOptions = NonNullable<PaymentIntent['payment_method_options']>

/** They are kept as they are given, and show every kind of method that was not named as absent. */
const asOptions = (of: unknown) => of as MethodOptions

/** What Stripe takes for a card and does not show. */
const NOT_SHOWN = new Set(['cvc_token', 'moto', 'three_d_secure'])

const CARD = { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' }

function methodOptions(before: MethodOptions, params: NewIntent['payment_method_options']): MethodOptions {
  const { card, ...others } = params ?? {}
  if (!card) return asOptions({ ...before, ...others })
  const shown = Object.entries(card).filter(([name]) => !NOT_SHOWN.has(name))
  const { installments: plan, mandate_options: mandate } = card
  return asOptions({
    ...before,
    ...others,
    card: {
      ...before.card,
      ...Object.fromEntries(shown),
      ...(plan && { installments: { available_plans: [], enabled: plan.enabled ?? false, plan: plan.plan ?? null } }),
      ...(mandate && { mandate_options: { ...NO_MANDATE, ...mandate } }),
    },
  })
}

const NO_MANDATE = { description: null, end_date: null, interval_count: null, supported_types: null }

type AmountDetails = NewIntent['amount_details']

/** How an amount comes about; its lines are shown on request only. https://docs.stripe.com/payments/payment-line-items */
function amountDetails(params: AmountDetails | null, before: PaymentIntent['amount_details']) {
  if (params === undefined) return before
  if (params === null) return { tip: {} }
  const { discount_amount: discount, shipping, tax } = params
  return {
    ...before,
    ...(typeof discount === 'number' && { discount_amount: discount }),
    ...(shipping && {
      shipping: {
        amount: shipping.amount ?? null,
        from_postal_code: shipping.from_postal_code ?? null,
        to_postal_code: shipping.to_postal_code ?? null,
      },
    }),
    ...(tax && { tax: { total_tax_amount: tax.total_tax_amount } }),
  }
}

interface MethodParams {
  payment_method?: string | undefined
  payment_method_data?: NewIntent['payment_method_data']
}

/** The id of the payment method that a request brings, if it brings one. */
function methodOf(context: Context, params: MethodParams): string | undefined {
  const { payment_method: name, payment_method_data: data } = params
  if (name !== undefined) return usablePaymentMethod(context, name, 'payment_method').id
  if (data) {
    return createPaymentMethod(context, {
      type: data.type,
      billing: data.billing_details,
      metadata: data.metadata ?? undefined,
    }).id
  }
  return undefined
}

/**
 * https://docs.stripe.com/api/payment_intents/create: without a list of payment method types, those that the
 * account has switched on are taken, among which some redirect.
 *
 * @throws StripeError for an amount that cannot be charged, or a customer or payment method that does not exist
 */
export function createPaymentIntent(context: Context, params: NewIntent): PaymentIntent {
  const { amount, currency, allowed_payment_method_types: types, automatic_payment_methods: automatic } = params
  checkChargeable(amount, currency, 'amount')
  if (params.customer !== undefined) context.get('customer', params.customer, 'customer')
  checkFee(context, params.application_fee_amount)
  if (params.confirm !== true) {
    for (const name of ['off_session', 'return_url', 'error_on_requires_action'] as const) {
      if (params[name] !== undefined) {
        throw invalid(`You may only specify ${name} when confirming this PaymentIntent by setting confirm=true.`, {
          param: name,
        })
      }
    }
  }
  const method = methodOf(context, params)
  if (method !== undefined) checkOwner(context, method, params.customer ?? null)
  const id = context.newId('payment_intent')
  const isAutomatic = automatic ? automatic.enabled : types === undefined
  const takesCards = types === undefined || types.includes('card')
  return context.create<'payment_intent'>({
    id,
    object: 'payment_intent',
    allowed_payment_method_types: types ?? null,
    amount,
    amount_capturable: 0,
    amount_details: amountDetails(params.amount_details, { tip: {} }),
    amount_received: 0,
    application: null,
    application_fee_amount: params.application_fee_amount ?? null,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: context.now,
    currency,
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    ...(params.payment_details && { payment_details: paymentDetails(params.payment_details) }),
    payment_method: method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(asOptions(takesCards ? { card: CARD } : {}), params.payment_method_options),
    payment_method_types: types ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: shippingDetails(params.shipping),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: method === undefined ? 'requires_payment_method' : 'requires_confirmation',
    transfer_group: params.transfer_group ?? null,
  })
}

/** @throws StripeError for a fee of a payment that is no connected account's */
function checkFee(context: Context, fee: number | null | undefined) {
  if (typeof fee !== 'number' || context.request.account !== null) return
  throw invalid(
    'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key ' +
      'or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
    { param: 'application_fee_amount' },
  )
}

export interface Confirmation {
  returnUrl?: string | undefined
  offSession?: boolean
  errorOnRequiresAction?: boolean | undefined
  /** The customer has shown that the card is theirs. */
  authenticated?: boolean
}

const confirmationOf = (params: {
  return_url?: string | undefined
  off_session?: boolean | string | null
  error_on_requires_action?: boolean
}): Confirmation => ({
  returnUrl: params.return_url,
  offSession: Boolean(params.off_session),
  errorOnRequiresAction: params.error_on_requires_action,
})

/**
 * Charges a payment intent's payment method: https://docs.stripe.com/payments/paymentintents/lifecycle
 *
 * @throws StripeError `payment_intent_unexpected_state` when its status does not allow it; status 402 `card_error`
 *   when the card is declined, which stays recorded
 */
export function confirm(context: Context, intent: PaymentIntent, how: Confirmation): PaymentIntent {
  checkConfirmable(intent, how)
  const method = context.get('payment_method', intent.payment_method ?? '')
  checkOwner(context, method.id, intent.customer)
  checkUsable(context, method)
  const card = testCardOf(context, method)
  const isSetUp = card?.authenticate === 'unless set up' && method.customer !== null
  if (card?.authenticate && !isSetUp && !how.authenticated) {
    if (!how.offSession && !how.errorOnRequiresAction) return requireAction(context, intent, how)
    return fail(context, intent, {
      code: how.offSession ? 'authentication_required' : 'card_declined',
      declineCode: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
    })
  }
  if (card?.decline) return fail(context, intent, card.decline)
  const charge = createCharge(context, intent, method, undefined)
  if (intent.setup_future_usage !== null && intent.customer !== null) attach(context, method, intent.customer)
  useUp(context, method.id)
  const isManual = intent.capture_method === 'manual'
  return context.update<'payment_intent'>({
    ...intent,
    amount_capturable: isManual ? intent.amount : 0,
    amount_received: isManual ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: isManual ? 'requires_capture' : 'succeeded',
  })
}

/** @throws StripeError for a payment method that another customer has, or for one's own without naming the customer */
function checkOwner(context: Context, method: string, customer: string | null) {
  const owner = context.get('payment_method', method).customer
  if (owner === null || owner === customer) return
  throw invalid(
    customer === null
      ? `The payment method ${method} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` ` +
          'parameter on the PaymentIntent.'
      : `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the ` +
          'customer.',
    { code: 'resource_missing', param: 'payment_method' },
  )
}

function checkConfirmable(intent: PaymentIntent, how: Confirmation) {
  if (!OPEN.includes(intent.status)) {
    throw unexpectedState(
      intent,
      intent.status === 'succeeded'
        ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
        : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
    )
  }
  if (intent.payment_method === null) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
        'method or ConfirmationToken.',
    )
  }
  const { automatic_payment_methods: automatic } = intent
  if (automatic?.enabled && automatic.allow_redirects !== 'never' && how.returnUrl === undefined && !how.offSession) {
    throw invalid(
      'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these ' +
        'payment methods might redirect your customer off of your page, you must provide a `return_url`. If you ' +
        "don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and " +
        '`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
      { payment_intent: intent.id },
    )
  }
}

function requireAction(context: Context, intent: PaymentIntent, { returnUrl }: Confirmation): PaymentIntent {
  return context.update<'payment_intent'>({
    ...intent,
    next_action: nextAction(context, intent.id, returnUrl),
    status: 'requires_action',
  })
}

/** Where a card's owner confirms: a page to be sent to, or what Stripe.js would do. */
export const nextAction = (context: Context, intent: string, returnUrl: string | undefined) =>
  returnUrl === undefined
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } }
    : {
        type: 'redirect_to_url',
        redirect_to_url: { return_url: returnUrl, url: context.pageUrl(`/authenticate/${intent}`) },
      }

export const NOT_AUTHENTICATED =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.'

/** Records a declined charge and refuses the request with it. */
function fail(context: Context, intent: PaymentIntent, decline: Decline): never {
  const method = context.get('payment_method', intent.payment_method ?? '')
  const charge = createCharge(context, intent, method, decline)
  useUp(context, method.id)
  const { code, declineCode, message } = decline
  const details = { code, ...(declineCode !== undefined && { decline_code: declineCode }) }
  context.update<'payment_intent'>({
    ...intent,
    last_payment_error: {
      charge: charge.id,
      ...details,
      doc_url: documentationOf(code),
      message,
      payment_method: method.id,
      type: 'card_error',
    },
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  throw new StripeError(
    402,
    'card_error',
    message,
    { ...details, charge: charge.id, payment_intent: intent.id, payment_method: method.id },
    true,
  )
}

/**
 * Records that the card's owner did not confirm the payment.
 *
 * @throws StripeError 402 `payment_intent_authentication_failure`
 */
export function failAuthentication(context: Context, intent: PaymentIntent): never {
  const code = 'payment_intent_authentication_failure'
  context.update<'payment_intent'>({
    ...intent,
    last_payment_error: {
      code,
      doc_url: documentationOf(code),
      message: NOT_AUTHENTICATED,
      ...(intent.payment_method !== null && { payment_method: intent.payment_method }),
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  throw new StripeError(402, 'card_error', NOT_AUTHENTICATED, { code, payment_intent: intent.id }, true)
}

function capture(context: Context, intent: PaymentIntent, asked: number | undefined): PaymentIntent {
  if (intent.status !== 'requires_capture') {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        'one of the following statuses may be captured: requires_capture.',
    )
  }
  const amount = asked ?? intent.amount_capturable
  const { currency } = intent
  if (amount < 1 || amount > intent.amount_capturable) {
    throw invalid(
      `The amount to capture (${money(amount, currency)}) must be positive and at most the capturable amount ` +
        `(${money(intent.amount_capturable, currency)}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    )
  }
  checkStep(amount, currency, 'amount_to_capture')
  const charge = context.get('charge', intent.latest_charge ?? '')
  const { id, description } = charge
  context.update<'charge'>({
    ...charge,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    balance_transaction: moveMoney(context, { id, amount, currency, description, type: 'charge' }),
    captured: true,
  })
  return context.update<'payment_intent'>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  })
}

/** @throws StripeError `payment_intent_unexpected_state` for one that has succeeded or is cancelled */
export function cancel(
  context: Context,
  intent: PaymentIntent,
  reason: PaymentIntent['cancellation_reason'],
): PaymentIntent {
  const cancellable = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action']
  if (!cancellable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one ` +
        `of the following statuses may be canceled: ${cancellable.join(', ')}, processing.`,
    )
  }
  const charge = intent.latest_charge === null ? undefined : context.store.find('charge', intent.latest_charge)
  if (intent.status === 'requires_capture' && charge) {
    context.update<'charge'>({ ...charge, amount_refunded: charge.amount, refunded: true })
  }
  return context.update<'payment_intent'>({
    ...intent,
    amount_capturable: 0,
    canceled_at: context.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  })
}

function update(context: Context, id: string, params: Params<'POST /v1/payment_intents/{id}'>): PaymentIntent {
  const before = context.get('payment_intent', id)
  if (!OPEN.includes(before.status)) {
    const fixed = FIXED_WHEN_CLOSED.find((name) => params[name] !== undefined)
    if (fixed) {
      throw unexpectedState(
        before,
        `This PaymentIntent's ${fixed} could not be updated because it has a status of ${before.status}. You may only ` +
          `update the ${fixed} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
      )
    }
  }
  const method = methodOf(context, params)
  const owner = params.customer ?? before.customer
  if (params.customer !== undefined) context.get('customer', params.customer, 'customer')
  if (method !== undefined) checkOwner(context, method, owner)
  const { amount = before.amount, currency = before.currency } = params
  if (params.amount !== undefined || params.currency !== undefined) {
    checkChargeable(amount, currency, 'amount')
    checkStep(amount, currency, 'amount')
  }
  return context.update<'payment_intent'>({
    ...changed(before, params, [
      'amount',
      'application_fee_amount',
      'capture_method',
      'currency',
      'customer',
      'description',
      'receipt_email',
      'setup_future_usage',
      'statement_descriptor',
      'statement_descriptor_suffix',
      'transfer_group',
    ]),
    ...(params.allowed_payment_method_types && {
      allowed_payment_method_types: params.allowed_payment_method_types,
      payment_method_types: params.allowed_payment_method_types,
      automatic_payment_methods: null,
    }),
    ...(params.excluded_payment_method_types !== undefined && {
      excluded_payment_method_types: params.excluded_payment_method_types,
    }),
    ...(params.payment_details && { payment_details: paymentDetails(params.payment_details) }),
    ...(params.amount_details !== undefined && {
      amount_details: amountDetails(params.amount_details, before.amount_details),
    }),
    metadata: mergeMetadata(before.metadata, params.metadata),
    payment_method_options: methodOptions(before.payment_method_options ?? {}, params.payment_method_options),
    shipping: params.shipping === undefined ? before.shipping : shippingDetails(params.shipping),
    ...(method !== undefined && { payment_method: method, status: 'requires_confirmation', next_action: null }),
  })
}

const BECAME: Record<string, EventType[]> = {
  canceled: ['payment_intent.canceled'],
  requires_action: ['payment_intent.requires_action'],
  requires_capture: ['payment_intent.amount_capturable_updated'],
  succeeded: ['payment_intent.succeeded'],
}

/** An attempt that fails leaves an error of its own. */
function failureOf(before: PaymentIntent | undefined, { last_payment_error: error }: PaymentIntent): EventType[] {
  return JSON.stringify(before?.last_payment_error) === JSON.stringify(error) ? [] : ['payment_intent.payment_failed']
}

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntent = resource({
  object: 'payment_intent',
  prefix: 'pi_',
  pathParam: 'intent',
  events: {
    created: 'payment_intent.created',
    changes: (before, after) => [
      ...(after.status !== before?.status ? (BECAME[after.status] ?? []) : []),
      ...(after.last_payment_error ? failureOf(before, after) : []),
    ],
  },
  index: ({ customer }) => ({ customer }),
  operations: [
    operation('POST /v1/payment_intents', (context, params) => {
      const created = createPaymentIntent(context, params)
      checkStep(params.amount, params.currency, 'amount')
      return params.confirm ? confirm(context, created, confirmationOf(params)) : created
    }),
    operation('POST /v1/payment_intents/{id}', (context, params, id = '') => update(context, id, params)),
    operation('POST /v1/payment_intents/{id}/confirm', (context, params, id = '') => {
      const before = context.get('payment_intent', id)
      const method = methodOf(context, params)
      const intent = {
        ...changed(before, params, ['capture_method', 'receipt_email', 'setup_future_usage']),
        payment_method_options: methodOptions(before.payment_method_options ?? {}, params.payment_method_options),
        shipping: params.shipping === undefined ? before.shipping : shippingDetails(params.shipping),
        ...(method !== undefined && { payment_method: method }),
      }
      return confirm(context, intent, confirmationOf(params))
    }),
    operation('POST /v1/payment_intents/{id}/capture', (context, params, id = '') => {
      const before = context.get('payment_intent', id)
      const metadata = mergeMetadata(before.metadata, params.metadata)
      return capture(context, { ...before, metadata }, params.amount_to_capture)
    }),
    operation('POST /v1/payment_intents/{id}/cancel', (context, params, id = '') =>
      cancel(context, context.get('payment_intent', id), params.cancellation_reason ?? null),
    ),
    retrieve('GET /v1/payment_intents/{id}', 'payment_intent'),
    list('GET /v1/payment_intents', 'payment_intent', ({ customer }) => ({ customer })),
  ],
})
