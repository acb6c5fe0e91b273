import { authenticationFor } from '../../cards/authentication.ts'
import { DECLINES, type Decline, declineDetails } from '../../cards/declines.ts'
import type { Context } from '../../engine/context.ts'
import { documentationOf, invalid, StripeError } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { createCharge } from '../charges.ts'
import { attach, checkUsable, isSetUp, markSetUp, markUsed, testCardOf } from '../payment-methods.ts'
import { requireAction } from './authentication.ts'
import type { Confirmation } from './confirmation.ts'
import { checkOwner } from './payment-method.ts'
import { OPEN, unexpectedState } from './state.ts'

type PaymentIntent = Objects['payment_intent']

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
  const authentication = authenticationFor(card, {
    offSession: how.offSession,
    isSetUp: isSetUp(context, method.id),
    isRequested: asksFor3DSecure(intent),
  })
  if (authentication === 'challenge' && !how.authenticated) {
    const canAct = !how.offSession || how.actionCanWait
    if (canAct && !how.errorOnRequiresAction) return requireAction(context, intent, how)
    const decline = DECLINES.authenticationRequired
    return fail(context, intent, how.offSession ? { ...decline, code: 'authentication_required' } : decline)
  }
  const decline = authentication === 'error' ? DECLINES.generic : card?.decline
  if (decline) return fail(context, intent, decline)
  const charge = createCharge(context, intent, { method, card, decline, authentication: performed(authentication) })
  if (intent.setup_future_usage !== null && intent.customer !== null) {
    attach(context, method, intent.customer)
    if (intent.setup_future_usage === 'off_session') markSetUp(context, method.id)
  }
  markUsed(context, method.id)
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

/** They are kept as they are given. */
const cardOptions = ({ payment_method_options: options }: PaymentIntent): { request_three_d_secure?: unknown } =>
  options?.card ?? {}

const asksFor3DSecure = (intent: PaymentIntent) =>
  ['any', 'challenge'].includes(String(cardOptions(intent).request_three_d_secure))

const performed = (authentication: ReturnType<typeof authenticationFor>) =>
  authentication === 'error' ? undefined : (authentication ?? undefined)

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

/** Records a declined charge and refuses the request with it. */
function fail(context: Context, intent: PaymentIntent, decline: Decline): never {
  const method = context.get('payment_method', intent.payment_method ?? '')
  const charge = createCharge(context, intent, { method, card: testCardOf(context, method), decline })
  markUsed(context, method.id)
  const { code, message } = decline
  const details = declineDetails(decline)
  context.update<'payment_intent'>({
    ...intent,
    last_payment_error: {
      charge: charge.id,
      ...details,
      doc_url: documentationOf(code),
      message,
      payment_method: method.id,
      payment_method_type: method.type,
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
