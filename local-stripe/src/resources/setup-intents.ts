import type { Context } from '../engine/context.ts'
import { randomText } from '../engine/ids.ts'
import { list, resource, retrieve } from '../engine/resource.ts'
import type { Objects } from '../engine/types.ts'

interface Kept {
  customer: string | null
  method: string
  description: string | null
  metadata: Record<string, string>
}

/** A payment method that was kept for later without a payment, as Checkout in `setup` mode does. */
export function createSetupIntent(context: Context, of: Kept): Objects['setup_intent'] {
  const id = context.newId('setup_intent')
  return context.create<'setup_intent'>({
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: context.now,
    customer: of.customer,
    customer_account: null,
    description: of.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: of.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: of.method,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'succeeded',
    usage: 'off_session',
  })
}

/** https://docs.stripe.com/api/setup_intents */
export const setupIntent = resource({
  object: 'setup_intent',
  prefix: 'seti_',
  pathParam: 'intent',
  events: {
    created: 'setup_intent.created',
    changes: (before, after) =>
      after.status === 'succeeded' && before?.status !== 'succeeded' ? ['setup_intent.succeeded'] : [],
  },
  index: ({ customer, payment_method }) => ({ customer, payment_method }),
  operations: [
    retrieve('GET /v1/setup_intents/{id}', 'setup_intent'),
    list('GET /v1/setup_intents', 'setup_intent', ({ customer, payment_method }) => ({ customer, payment_method })),
  ],
})
