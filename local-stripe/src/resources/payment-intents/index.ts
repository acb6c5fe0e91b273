import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import { numeric, search, token } from '../../engine/search.ts'
import type { EventType, Objects } from '../../engine/types.ts'
import { checkDivisible } from '../../money/currencies.ts'
import { cancel } from './cancel.ts'
import { capture } from './capture.ts'
import { confirm } from './confirm.ts'
import { confirmationOf } from './confirmation.ts'
import { createPaymentIntent } from './create.ts'
import { methodOptions, shippingDetails } from './fields.ts'
import { methodOf } from './payment-method.ts'
import { OPEN, unexpectedState } from './state.ts'
import { update } from './update.ts'

type PaymentIntent = Objects['payment_intent']

const BECAME: Record<string, EventType[]> = {
  canceled: ['payment_intent.canceled'],
  requires_action: ['payment_intent.requires_action'],
  requires_capture: ['payment_intent.amount_capturable_updated'],
  succeeded: ['payment_intent.succeeded'],
}

/** An attempt that fails leaves its error. */
function failureOf(before: PaymentIntent | undefined, { last_payment_error: error }: PaymentIntent): EventType[] {
  return JSON.stringify(before?.last_payment_error) === JSON.stringify(error) ? [] : ['payment_intent.payment_failed']
}

/** @throws StripeError for the intent of a Checkout session, which only its customer confirms, and which ends with it */
function refuseSessions(context: Context, intent: PaymentIntent, verb: string) {
  const filters = { payment_intent: intent.id }
  if (!OPEN.includes(intent.status) || context.store.list('checkout.session', { filters, limit: 1 }).length === 0)
    return
  throw unexpectedState(
    intent,
    `You cannot ${verb} this PaymentIntent because it was created by Checkout. Expire its Checkout Session instead.`,
  )
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
      checkDivisible(params.amount, params.currency, 'amount')
      return params.confirm ? confirm(context, created, confirmationOf(params)) : created
    }),
    operation('POST /v1/payment_intents/{id}', (context, params, id = '') => update(context, id, params)),
    operation('POST /v1/payment_intents/{id}/confirm', (context, params, id = '') => {
      const before = context.get('payment_intent', id)
      refuseSessions(context, before, 'confirm')
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
    operation('POST /v1/payment_intents/{id}/cancel', (context, params, id = '') => {
      const before = context.get('payment_intent', id)
      refuseSessions(context, before, 'cancel')
      return cancel(context, before, params.cancellation_reason ?? null)
    }),
    search('GET /v1/payment_intents/search', 'payment_intent', {
      amount: numeric(({ amount }) => amount),
      created: numeric(({ created }) => created),
      currency: token(({ currency }) => currency),
      customer: token(({ customer }) => customer),
      status: token(({ status }) => status),
    }),
    retrieve('GET /v1/payment_intents/{id}', 'payment_intent'),
    list('GET /v1/payment_intents', 'payment_intent', ({ customer }) => ({ customer })),
  ],
})
