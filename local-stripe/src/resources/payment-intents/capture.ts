import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import { captureCharge } from '../charges.ts'
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
  captureCharge(context, context.get('charge', intent.latest_charge ?? ''), amount, 'amount_to_capture')
  return context.update<'payment_intent'>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  })
}
