import type { Context } from '../../engine/context.ts'
import { invalid, missing, noSuch } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { redeem } from '../discounts.ts'
import { pricesFor, whyUnchangeable } from './changes.ts'
import type { Configuration } from './configurations.ts'

type Flow = NonNullable<Objects['billing_portal.session']['flow']>
type FlowData = NonNullable<Params<'POST /v1/billing_portal/sessions'>['flow_data']>

const DETAILS = [
  'subscription_cancel',
  'subscription_pause',
  'subscription_update',
  'subscription_update_confirm',
] as const

/** The feature that a configuration must have enabled, by the type of the flow. */
const FEATURES: Record<string, keyof Configuration['features']> = {
  customer_update: 'customer_update',
  payment_method_update: 'payment_method_update',
  subscription_cancel: 'subscription_cancel',
  subscription_update: 'subscription_update',
  subscription_update_confirm: 'subscription_update',
}

/**
 * The one thing that a session is for: https://docs.stripe.com/customer-management/portal-deep-links
 *
 * @throws StripeError for one that the configuration does not offer, or that does not fit the subscription
 */
export function flowOf(context: Context, customer: string, configuration: Configuration, given: FlowData): Flow {
  const { type } = given
  const feature = FEATURES[type]
  if (!feature) throw invalid(`The flow ${type} is not served by the local Stripe.`, { param: 'flow_data[type]' })
  for (const name of DETAILS) {
    if (name === type && !given[name]) throw missing(`flow_data[${name}]`)
    if (name !== type && given[name]) {
      throw invalid(`\`${name}\` can only be passed with \`flow_data[type]=${name}\`.`, {
        param: `flow_data[${name}]`,
      })
    }
  }
  if (!configuration.features[feature].enabled) {
    throw invalid(
      `This flow cannot be used because the \`${feature}\` feature in the portal configuration is disabled.`,
      { param: 'flow_data[type]' },
    )
  }
  const { subscription_cancel: cancel, subscription_update: update, subscription_update_confirm: confirm } = given
  if (cancel) checkCancel(context, customer, cancel)
  if (update) checkChange(context, customer, configuration, update.subscription, 'subscription_update')
  return {
    after_completion: afterCompletion(given.after_completion),
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel: cancel ? { retention: cancel.retention ?? null, subscription: cancel.subscription } : null,
    subscription_pause: null,
    subscription_update: update ?? null,
    subscription_update_confirm: confirm ? confirmation(context, customer, configuration, confirm) : null,
    type,
  }
}

function afterCompletion(given: FlowData['after_completion']): Flow['after_completion'] {
  const { hosted_confirmation: hosted, redirect, type = 'portal_homepage' } = given ?? {}
  if (type === 'redirect' && !redirect) throw missing('flow_data[after_completion][redirect]')
  return {
    hosted_confirmation: type === 'hosted_confirmation' ? { custom_message: hosted?.custom_message ?? null } : null,
    redirect: type === 'redirect' && redirect ? redirect : null,
    type,
  }
}

function owned(context: Context, customer: string, id: string, flow: string) {
  const param = `flow_data[${flow}][subscription]`
  const subscription = context.get('subscription', id, param)
  if (subscription.customer !== customer) throw noSuch('subscription', id, param, false)
  return { subscription, param }
}

function checkCancel(context: Context, customer: string, given: NonNullable<FlowData['subscription_cancel']>) {
  const { param, subscription } = owned(context, customer, given.subscription, 'subscription_cancel')
  if (subscription.ended_at !== null) {
    throw invalid(`The subscription \`${subscription.id}\` is already canceled.`, { param })
  }
  if (subscription.cancel_at !== null) {
    throw invalid(`The subscription \`${subscription.id}\` is already set to be canceled at period end.`, { param })
  }
  const coupon = given.retention?.coupon_offer.coupon
  if (coupon !== undefined) {
    context.get('coupon', coupon, 'flow_data[subscription_cancel][retention][coupon_offer][coupon]')
  }
}

function checkChange(context: Context, customer: string, { features }: Configuration, id: string, flow: string) {
  const { param, subscription } = owned(context, customer, id, flow)
  const why = whyUnchangeable(context, subscription, features.subscription_update)
  if (why !== undefined) throw invalid(`This subscription cannot be updated because ${why}.`, { param })
  return subscription
}

function confirmation(
  context: Context,
  customer: string,
  configuration: Configuration,
  given: NonNullable<FlowData['subscription_update_confirm']>,
): Flow['subscription_update_confirm'] {
  const name = 'subscription_update_confirm'
  const subscription = checkChange(context, customer, configuration, given.subscription, name)
  const [item] = given.items
  if (!item || given.items.length > 1) {
    throw invalid('You must pass exactly one subscription item.', { param: `flow_data[${name}][items]` })
  }
  const found = context.get('subscription_item', item.id, `flow_data[${name}][items][0][id]`)
  if (found.subscription !== subscription.id) {
    throw noSuch('subscription_item', item.id, `flow_data[${name}][items][0][id]`, false)
  }
  const price = item.price ?? found.price
  const offered = pricesFor(context, subscription, configuration.features.subscription_update)
  if (item.price !== undefined) context.get('price', item.price, `flow_data[${name}][items][0][price]`)
  if (price !== found.price && !offered.some(({ price: of }) => of.id === price)) {
    throw invalid(
      `This subscription cannot be updated because the price \`${price}\` is not included in the portal configuration.`,
      { param: `flow_data[${name}][items][0][price]` },
    )
  }
  if (price === found.price && (item.quantity ?? found.quantity) === found.quantity && !given.discounts?.length) {
    throw invalid('This subscription cannot be updated because nothing of it would change.', {
      param: `flow_data[${name}][items]`,
    })
  }
  const [asked, second] = given.discounts ?? []
  if (second) throw invalid('You can only pass one discount.', { param: `flow_data[${name}][discounts]` })
  if (asked) {
    const by = { customer, currency: subscription.currency, amount: found.quantity ?? 0 }
    redeem(context, asked, by, `flow_data[${name}][discounts][0]`)
  }
  return {
    discounts: asked ? [{ coupon: asked.coupon ?? null, promotion_code: asked.promotion_code ?? null }] : null,
    items: [{ id: item.id, price, quantity: item.quantity ?? found.quantity ?? 1 }],
    subscription: subscription.id,
  }
}
