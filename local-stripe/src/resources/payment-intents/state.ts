import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'

type PaymentIntent = Objects['payment_intent']

export const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action']

export const unexpectedState = (intent: PaymentIntent, message: string) =>
  invalid(message, { code: 'payment_intent_unexpected_state', payment_intent: intent.id })
