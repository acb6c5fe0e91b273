import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { unexpectedState } from './state.ts'

type PaymentIntent = Objects['payment_intent']

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
