import { authenticationFor } from '../cards/authentication.ts'
import { DECLINES, declineDetails } from '../cards/declines.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { documentationOf, invalid, StripeError } from '../engine/errors.ts'
import { randomText } from '../engine/ids.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { EventType, Objects, Params } from '../engine/types.ts'
import { NOT_AUTHENTICATED, nextAction } from './payment-intents/authentication.ts'
import { attach, checkUsable, keepingDeclined, markSetUp, testCardOf, usablePaymentMethod } from './payment-methods.ts'

type SetupIntent = Objects['setup_intent']

interface NewSetupIntent {
  customer: string | null
  /** Without one it waits for one. */
  method?: string | undefined
  description?: string | null
  metadata?: Record<string, string>
  usage?: string
  automatic?: SetupIntent['automatic_payment_methods']
  types?: SetupIntent['allowed_payment_method_types']
  status?: SetupIntent['status']
}

const CARD = { mandate_options: null, network: null, request_three_d_secure: 'automatic' as const }

/** What keeps a payment method for later without a payment. */
export function createSetupIntent(context: Context, of: NewSetupIntent): SetupIntent {
  const id = context.newId('setup_intent')
  const types = of.types?.map(String) ?? ['card']
  return context.create<'setup_intent'>({
    id,
    object: 'setup_intent',
    allowed_payment_method_types: of.types ?? null,
    application: null,
    automatic_payment_methods: of.automatic ?? null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: context.now,
    customer: of.customer,
    customer_account: null,
    description: of.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: of.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: of.method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: types.includes('card') ? { card: CARD } : {},
    payment_method_types: types,
    single_use_mandate: null,
    status: of.status ?? (of.method === undefined ? 'requires_payment_method' : 'requires_confirmation'),
    usage: of.usage ?? 'off_session',
  })
}

const OPEN: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

const unexpectedState = (message: string) => invalid(message, { code: 'setup_intent_unexpected_state' })

interface Confirmation {
  returnUrl?: string | undefined
  /** The customer has shown that the card is theirs. */
  authenticated?: boolean
}

const confirmationOf = (params: { return_url?: string | undefined }): Confirmation => ({
  returnUrl: params.return_url,
})

/**
 * Keeps the payment method, for the customer if there is one.
 *
 * @throws StripeError `setup_intent_unexpected_state` when its status does not allow it; status 402 `card_error` when the
 *   card is declined, which stays recorded
 */
export function confirmSetup(context: Context, intent: SetupIntent, how: Confirmation): SetupIntent {
  if (!OPEN.includes(intent.status)) {
    throw unexpectedState(`You cannot confirm this SetupIntent because it has a status of ${intent.status}.`)
  }
  if (intent.payment_method === null) {
    throw unexpectedState(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a " +
        'payment method and then confirm it again.',
    )
  }
  checkReturnUrl(intent, how)
  const method = context.get('payment_method', intent.payment_method)
  checkUsable(context, method)
  const card = testCardOf(context, method)
  const authentication = authenticationFor(card, {})
  if (authentication === 'challenge' && !how.authenticated) {
    return context.update<'setup_intent'>({
      ...intent,
      next_action: nextAction(context, intent.id, how.returnUrl),
      status: 'requires_action',
    })
  }
  const decline = authentication === 'error' ? DECLINES.generic : keepingDeclined(context, method)
  if (decline) {
    const { code, message } = decline
    const details = declineDetails(decline)
    context.update<'setup_intent'>({
      ...intent,
      last_setup_error: {
        ...details,
        doc_url: documentationOf(code),
        message,
        payment_method: method.id,
        payment_method_type: method.type,
        type: 'card_error',
      },
      payment_method: null,
      status: 'requires_payment_method',
    })
    throw new StripeError(402, 'card_error', message, { ...details, payment_method: method.id }, true)
  }
  if (intent.customer !== null) attach(context, method, intent.customer)
  if (intent.usage === 'off_session') markSetUp(context, method.id)
  return context.update<'setup_intent'>({ ...intent, last_setup_error: null, next_action: null, status: 'succeeded' })
}

/** @throws StripeError where a payment method may send its owner elsewhere, and nothing says where they come back to */
function checkReturnUrl({ automatic_payment_methods: automatic }: SetupIntent, how: Confirmation) {
  const mayRedirect = automatic?.enabled && automatic.allow_redirects !== 'never'
  if (!mayRedirect || how.returnUrl !== undefined || how.authenticated) return
  throw invalid(
    'This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment ' +
      "methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to " +
      'accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and ' +
      '`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
  )
}

/**
 * Records that the card's owner did not confirm that it is kept.
 *
 * @throws StripeError 402 `setup_intent_authentication_failure`
 */
export function failSetup(context: Context, intent: SetupIntent): never {
  const code = 'setup_intent_authentication_failure'
  context.update<'setup_intent'>({
    ...intent,
    last_setup_error: {
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
  throw new StripeError(402, 'card_error', NOT_AUTHENTICATED, { code }, true)
}

const methodOf = (context: Context, named: string | undefined) =>
  named === undefined ? undefined : usablePaymentMethod(context, named, 'payment_method').id

function create(context: Context, params: Params<'POST /v1/setup_intents'>): SetupIntent {
  const { automatic_payment_methods: automatic, allowed_payment_method_types: types } = params
  if (params.confirm !== true && params.return_url !== undefined) {
    throw invalid('You may only specify return_url when confirming this SetupIntent by setting confirm=true.', {
      param: 'return_url',
    })
  }
  const isAutomatic = automatic ? automatic.enabled : types === undefined
  const created = createSetupIntent(context, {
    customer: params.customer === undefined ? null : context.get('customer', params.customer, 'customer').id,
    method: methodOf(context, params.payment_method),
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    automatic: isAutomatic ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true } : null,
    types: types ?? null,
    ...(params.usage !== undefined && { usage: params.usage }),
  })
  return params.confirm ? confirmSetup(context, created, confirmationOf(params)) : created
}

const BECAME: Record<string, EventType[]> = {
  canceled: ['setup_intent.canceled'],
  requires_action: ['setup_intent.requires_action'],
  succeeded: ['setup_intent.succeeded'],
}

/** @throws StripeError for what belongs to a Checkout session, which its customer completes there */
function refuseSessions(context: Context, id: string, verb: string) {
  if (context.store.list('checkout.session', { filters: { setup_intent: id }, limit: 1 }).length === 0) return
  throw unexpectedState(
    `You cannot ${verb} this SetupIntent because it was created by Checkout. Expire its Checkout Session instead.`,
  )
}

/** https://docs.stripe.com/api/setup_intents */
export const setupIntent = resource({
  object: 'setup_intent',
  prefix: 'seti_',
  pathParam: 'intent',
  events: {
    created: 'setup_intent.created',
    changes: (before, after) => [
      ...(after.status === before?.status ? [] : (BECAME[after.status] ?? [])),
      ...(before && after.last_setup_error && !before.last_setup_error ? ['setup_intent.setup_failed' as const] : []),
    ],
  },
  index: ({ customer, payment_method }) => ({ customer, payment_method }),
  operations: [
    operation('POST /v1/setup_intents', create),
    operation('POST /v1/setup_intents/{id}', (context, params, id = '') => {
      const before = context.get('setup_intent', id)
      const method = methodOf(context, params.payment_method)
      if (!OPEN.includes(before.status) && (method !== undefined || params.customer !== undefined)) {
        throw unexpectedState(`You cannot update this SetupIntent because it has a status of ${before.status}.`)
      }
      if (params.customer !== undefined) context.get('customer', params.customer, 'customer')
      return context.update<'setup_intent'>({
        ...changed(before, params, ['customer', 'description']),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
        ...(method !== undefined && { payment_method: method, status: 'requires_confirmation', next_action: null }),
      })
    }),
    operation('POST /v1/setup_intents/{id}/confirm', (context, params, id = '') => {
      const before = context.get('setup_intent', id)
      refuseSessions(context, id, 'confirm')
      const method = methodOf(context, params.payment_method)
      return confirmSetup(
        context,
        { ...before, ...(method !== undefined && { payment_method: method }) },
        confirmationOf(params),
      )
    }),
    operation('POST /v1/setup_intents/{id}/cancel', (context, params, id = '') => {
      const before = context.get('setup_intent', id)
      if (!OPEN.includes(before.status)) {
        throw unexpectedState(`You cannot cancel this SetupIntent because it has a status of ${before.status}.`)
      }
      refuseSessions(context, id, 'cancel')
      return context.update<'setup_intent'>({
        ...before,
        cancellation_reason: params.cancellation_reason ?? null,
        next_action: null,
        status: 'canceled',
      })
    }),
    retrieve('GET /v1/setup_intents/{id}', 'setup_intent'),
    list('GET /v1/setup_intents', 'setup_intent', ({ customer, payment_method }) => ({ customer, payment_method })),
  ],
})
