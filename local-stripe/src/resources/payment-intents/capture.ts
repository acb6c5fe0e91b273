import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects } from '../../engine/types.ts'
import { checkDivisible, formatAmount } from '../../money/currencies.ts'
import { moveCharge } from '../balance-transactions.ts'
import { cardOfCharge } from '../charges.ts'
import { unexpectedState } from './state.ts'

type PaymentIntent = Objects['payment_intent']

export function capture(context: Context, intent: PaymentIntent, asked: number | undefined): PaymentIntent {
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
      `The amount to capture (${formatAmount(amount, currency)}) must be positive and at most the capturable amount ` +
        `(${formatAmount(intent.amount_capturable, currency)}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    )
  }
  checkDivisible(amount, currency, 'amount_to_capture')
  const charge = context.get('charge', intent.latest_charge ?? '')
  const { id, description } = charge
  const isAvailable = cardOfCharge(context, id)?.bypassesPending
  context.update<'charge'>({
    ...charge,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    balance_transaction: moveCharge(context, { source: id, amount, currency, description, isAvailable }),
    captured: true,
  })
  return context.update<'payment_intent'>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  })
}
