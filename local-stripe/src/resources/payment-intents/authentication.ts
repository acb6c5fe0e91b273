import type { Context } from '../../engine/context.ts'
import { documentationOf, StripeError } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import type { Confirmation } from './confirmation.ts'

type PaymentIntent = Objects['payment_intent']

export function requireAction(context: Context, intent: PaymentIntent, { returnUrl }: Confirmation): PaymentIntent {
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
      ...(intent.payment_method !== null && { payment_method: intent.payment_method, payment_method_type: 'card' }),
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  throw new StripeError(402, 'card_error', NOT_AUTHENTICATED, { code, payment_intent: intent.id }, true)
}
