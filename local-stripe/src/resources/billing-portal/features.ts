import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'

export type Features = Objects['billing_portal.configuration']['features']
type Given = Partial<NonNullable<Params<'POST /v1/billing_portal/configurations/{id}'>['features']>>
type Update = Features['subscription_update']

const MOST_PRODUCTS = 10

/** What a portal offers that a request says nothing about: https://docs.stripe.com/api/customer_portal/configurations/create */
export const NO_FEATURES: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: {
      enabled: false,
      feedback_options: null,
      options: ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other'],
    },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: null,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

/** What the configuration offers that an account has from the start, as one that is saved in Stripe's Dashboard unchanged. */
export const DEFAULT_FEATURES: Features = {
  ...NO_FEATURES,
  customer_update: { allowed_updates: ['email', 'name', 'phone', 'address'], enabled: true },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: {
    ...NO_FEATURES.subscription_cancel,
    cancellation_reason: { ...NO_FEATURES.subscription_cancel.cancellation_reason, enabled: true },
    enabled: true,
  },
  subscription_update: {
    ...NO_FEATURES.subscription_update,
    default_allowed_updates: ['price'],
    enabled: true,
    proration_behavior: 'create_prorations',
  },
}

const param = (name: string) => `features[${name}]`

/**
 * The features of a portal after a request.
 *
 * @throws StripeError for products or prices that there are not or that no subscription can have, and for the update of
 *   subscriptions without any
 */
export function featuresOf(context: Context, before: Features, given: Given = {}): Features {
  const { customer_update: details, payment_method_update: card, subscription_cancel: cancel } = given
  const { subscription_pause: pause, subscription_update: update } = given
  const reason = cancel?.cancellation_reason
  const { cancellation_reason: reasonBefore } = before.subscription_cancel
  return {
    customer_update: {
      ...changed(before.customer_update, details ?? {}, ['enabled']),
      ...(details?.allowed_updates !== undefined && { allowed_updates: (details.allowed_updates ?? []).map(String) }),
    },
    invoice_history: changed(before.invoice_history, given.invoice_history ?? {}, ['enabled']),
    payment_method_update: changed(before.payment_method_update, card ?? {}, [
      'enabled',
      'payment_method_configuration',
    ]),
    subscription_cancel: {
      ...changed(before.subscription_cancel, cancel ?? {}, ['enabled', 'mode', 'proration_behavior']),
      cancellation_reason: {
        ...changed(reasonBefore, reason ?? {}, ['enabled', 'feedback_options']),
        ...(reason?.options !== undefined && { options: (reason.options ?? []).map(String) }),
      },
    },
    subscription_pause: {
      ...changed(before.subscription_pause, pause ?? {}, ['enabled']),
      ...(pause?.duration && {
        duration: {
          interval_options: (pause.duration.interval_options ?? []).map(({ interval, interval_count: count = 1 }) => ({
            interval,
            interval_count: count,
          })),
          type: pause.duration.type,
        },
      }),
    },
    subscription_update: updateOf(context, before.subscription_update, update),
  }
}

function updateOf(context: Context, before: Update, given: Given['subscription_update']): Update {
  if (!given) return before
  const { default_allowed_updates: allowed, products, schedule_at_period_end: scheduled } = given
  const after: Update = {
    ...changed(before, given, ['billing_cycle_anchor', 'enabled', 'proration_behavior', 'trial_update_behavior']),
    ...(allowed !== undefined && { default_allowed_updates: (allowed ?? []).map(String) }),
    ...(products !== undefined && { products: products && productsOf(context, products) }),
    ...(scheduled?.conditions !== undefined && {
      schedule_at_period_end: { conditions: (scheduled.conditions ?? []).map(({ type }) => ({ type })) },
    }),
  }
  const isTurnedOn = after.enabled && (!before.enabled || allowed !== undefined || products !== undefined)
  if (isTurnedOn && after.default_allowed_updates.length === 0) {
    throw missing(param('subscription_update][default_allowed_updates'))
  }
  if (isTurnedOn && !after.products?.length) throw missing(param('subscription_update][products'))
  return after
}

type NewProducts = NonNullable<NonNullable<Given['subscription_update']>['products']>

function productsOf(context: Context, given: NewProducts): NonNullable<Update['products']> {
  const path = (index: number, name: string) => param(`subscription_update][products][${index}][${name}`)
  if (given.length > MOST_PRODUCTS) {
    throw invalid(`You can only specify up to ${MOST_PRODUCTS} products.`, {
      param: param('subscription_update][products'),
    })
  }
  return given.map(({ adjustable_quantity: adjustable, prices, product }, index) => {
    context.get('product', product, path(index, 'product'))
    const cycles = new Set<string>()
    for (const id of prices) {
      const price = context.get('price', id, path(index, 'prices'))
      const { recurring } = price
      if (price.product !== product) {
        throw invalid(`The price \`${id}\` does not belong to the product \`${product}\`.`, {
          param: path(index, 'prices'),
        })
      }
      if (!recurring || !price.active) {
        throw invalid(`The price \`${id}\` must be active and recurring.`, { param: path(index, 'prices') })
      }
      const cycle = `${price.currency} ${recurring.interval_count} ${recurring.interval}`
      if (cycles.has(cycle)) {
        throw invalid('The prices of a product must each have a unique billing interval.', {
          param: path(index, 'prices'),
        })
      }
      cycles.add(cycle)
    }
    return {
      adjustable_quantity: {
        enabled: adjustable?.enabled ?? false,
        maximum: adjustable?.maximum ?? null,
        minimum: adjustable?.minimum ?? 1,
      },
      prices,
      product,
    }
  })
}
