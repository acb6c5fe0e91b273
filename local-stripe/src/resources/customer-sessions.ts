import type Stripe from 'stripe'
import type { Context } from '../engine/context.ts'
import { invalid, missing } from '../engine/errors.ts'
import { randomText } from '../engine/ids.ts'
import { operation } from '../engine/resource.ts'
import type { Params, Stored } from '../engine/types.ts'

type NewSession = Params<'POST /v1/customer_sessions'>
type Components = NonNullable<Stripe.CustomerSession['components']>

/** How long the secret of a session is good for, in seconds. */
const LIFETIME = 30 * 60

const MOST_REDISPLAYED = 10

function paymentElement(of: NewSession['components']['payment_element']): Components['payment_element'] {
  if (!of?.enabled || !of.features) return { enabled: of?.enabled ?? false, features: null }
  const { features } = of
  const limit = features.payment_method_redisplay_limit ?? 3
  if (limit < 1 || limit > MOST_REDISPLAYED) {
    throw invalid(`This value must be between 1 and ${MOST_REDISPLAYED}.`, {
      code: 'parameter_invalid_integer',
      param: 'components[payment_element][features][payment_method_redisplay_limit]',
    })
  }
  return {
    enabled: true,
    features: {
      payment_method_allow_redisplay_filters: features.payment_method_allow_redisplay_filters ?? ['always'],
      payment_method_redisplay: features.payment_method_redisplay ?? 'disabled',
      payment_method_redisplay_limit: limit,
      payment_method_remove: features.payment_method_remove ?? 'disabled',
      payment_method_save: features.payment_method_save ?? 'disabled',
      payment_method_save_usage: features.payment_method_save_usage ?? null,
    },
  }
}

function componentsOf(params: NewSession['components']): Components {
  const { customer_sheet: sheet, mobile_payment_element: mobile } = params
  return {
    active_entitlements: { enabled: params.active_entitlements?.enabled ?? false },
    buy_button: { enabled: params.buy_button?.enabled ?? false },
    customer_portal: { enabled: params.customer_portal?.enabled ?? false },
    customer_sheet: {
      enabled: sheet?.enabled ?? false,
      features: sheet?.features
        ? {
            payment_method_allow_redisplay_filters: sheet.features.payment_method_allow_redisplay_filters ?? ['always'],
            payment_method_remove: sheet.features.payment_method_remove ?? 'disabled',
          }
        : null,
    },
    mobile_payment_element: {
      enabled: mobile?.enabled ?? false,
      features: mobile?.features
        ? {
            payment_method_allow_redisplay_filters: mobile.features.payment_method_allow_redisplay_filters ?? [
              'always',
            ],
            payment_method_redisplay: mobile.features.payment_method_redisplay ?? 'disabled',
            payment_method_remove: mobile.features.payment_method_remove ?? 'disabled',
            payment_method_save: mobile.features.payment_method_save ?? 'disabled',
            payment_method_save_allow_redisplay_override:
              mobile.features.payment_method_save_allow_redisplay_override ?? null,
          }
        : null,
    },
    payment_element: paymentElement(params.payment_element),
    pricing_table: { enabled: params.pricing_table?.enabled ?? false },
  }
}

/** https://docs.stripe.com/api/customer_sessions/create: nothing here reads the secret, as there is no Stripe.js. */
function create(context: Context, { components, customer }: NewSession): Stored<Stripe.CustomerSession> {
  if (customer === undefined) throw missing('customer')
  const { id } = context.get('customer', customer, 'customer')
  if (!Object.values(components).some(({ enabled }) => enabled)) {
    throw invalid('At least one component must be enabled.', { param: 'components' })
  }
  return {
    object: 'customer_session',
    client_secret: `cuss_secret_${randomText(40)}`,
    components: componentsOf(components),
    created: context.now,
    customer: id,
    customer_account: null,
    expires_at: context.now + LIFETIME,
    livemode: false,
  }
}

export const createCustomerSession = operation('POST /v1/customer_sessions', create)
