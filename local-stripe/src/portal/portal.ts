import { fullAddress } from '../address.ts'
import type { Expiry } from '../cards/checks.ts'
import type { TestCard } from '../cards/test-card.ts'
import { authenticate } from '../checkout/pay.ts'
import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import type { Objects } from '../engine/types.ts'
import { pricesFor, whyUnchangeable } from '../resources/billing-portal/changes.ts'
import type { Configuration } from '../resources/billing-portal/configurations.ts'
import type { PortalSession } from '../resources/billing-portal/sessions.ts'
import { createPaymentMethod, detach } from '../resources/payment-methods.ts'
import { activeCode } from '../resources/promotion-codes.ts'
import { confirmSetup, createSetupIntent } from '../resources/setup-intents.ts'
import { endSubscription } from '../resources/subscriptions/cancel.ts'
import { resume } from '../resources/subscriptions/resume.ts'
import { updateSubscription } from '../resources/subscriptions/update.ts'

type Subscription = Objects['subscription']
type Method = Objects['payment_method']

/** A customer at their page, and what it offers them. */
export interface Portal {
  session: PortalSession
  customer: Objects['customer']
  features: Configuration['features']
  business: Configuration['business_profile']
}

/** What the forms of the page send. */
export type Answers = Record<string, string>

export function portalOf(context: Context, session: PortalSession): Portal {
  const { business_profile: business, features } = context.get('billing_portal.configuration', session.configuration)
  return { session, customer: context.get('customer', session.customer), features, business }
}

/** The subscriptions that a customer sees: those that have not ended, newest first. */
export const subscriptionsOf = (context: Context, { customer }: Portal): Subscription[] =>
  context.all('subscription', { customer: customer.id, ended: false }).reverse()

export const cardsOf = (context: Context, { customer }: Portal): Method[] =>
  context.all('payment_method', { customer: customer.id, type: 'card' })

/** @throws StripeError for the subscription of somebody else, or one that is over */
export function ownSubscription(context: Context, { customer }: Portal, id: string | undefined): Subscription {
  const found = context.store.find('subscription', id ?? '')
  if (!found || found.customer !== customer.id || found.ended_at !== null) {
    throw invalid('There is no such subscription, or no longer.')
  }
  return found
}

function ownCard(context: Context, { customer }: Portal, id: string | undefined): Method {
  const found = context.store.find('payment_method', id ?? '')
  if (!found || found.customer !== customer.id) throw invalid('There is no such card, or no longer.')
  return found
}

function check(isOffered: boolean) {
  if (!isOffered) throw invalid('This page does not offer that.')
}

/** https://docs.stripe.com/customer-management/cancellation-page */
export function cancel(context: Context, portal: Portal, answers: Answers) {
  const { subscription_cancel: feature } = portal.features
  check(feature.enabled)
  const subscription = ownSubscription(context, portal, answers['subscription'])
  if (subscription.cancel_at !== null) throw invalid('This subscription is set to end already.')
  const { comment, feedback } = answers
  const chosen = feature.cancellation_reason.options.find((option) => option === feedback)
  const details = {
    ...(chosen !== undefined && { feedback: chosen }),
    ...(comment && { comment }),
  }
  const behavior = feature.proration_behavior
  if (feature.mode === 'immediately') {
    endSubscription(context, subscription, {
      prorate: behavior !== 'none',
      invoice_now: behavior === 'always_invoice',
      cancellation_details: details,
    })
    return
  }
  updateSubscription(context, subscription.id, {
    cancel_at_period_end: true,
    cancellation_details: details,
    proration_behavior: 'none',
  })
}

/** Takes the coupon that a flow offers to a customer who would cancel. */
export function acceptCoupon(context: Context, portal: Portal) {
  const { retention, subscription = '' } = portal.session.flow?.subscription_cancel ?? {}
  if (!retention?.coupon_offer) throw invalid('This page does not offer that.')
  const { id } = ownSubscription(context, portal, subscription)
  updateSubscription(context, id, { discounts: [{ coupon: retention.coupon_offer.coupon }] })
}

/** Keeps a subscription that was about to end, or resumes a paused one. */
export function renew(context: Context, portal: Portal, answers: Answers) {
  const subscription = ownSubscription(context, portal, answers['subscription'])
  if (subscription.status === 'paused') {
    resume(context, subscription.id, {})
    return
  }
  check(portal.features.subscription_cancel.enabled && subscription.cancel_at !== null)
  updateSubscription(context, subscription.id, { cancel_at_period_end: false, proration_behavior: 'none' })
}

/** What a customer changes a subscription to, checked against what they are offered. */
export interface Change {
  subscription: Subscription
  item: Objects['subscription_item']
  price: Objects['price']
  quantity: number
  discounts?: ({ coupon: string } | { promotion_code: string })[] | undefined
}

/** @throws StripeError for what the customer is not offered */
export function changeOf(context: Context, portal: Portal, answers: Answers): Change {
  const { subscription_update: feature } = portal.features
  const subscription = ownSubscription(context, portal, answers['subscription'])
  const why = whyUnchangeable(context, subscription, feature)
  if (why !== undefined) throw invalid(`This subscription cannot be changed because ${why}.`)
  const [item] = context.all('subscription_item', { subscription: subscription.id })
  if (!item) throw invalid('This subscription has nothing to change.')
  const planned = portal.session.flow?.subscription_update_confirm
  if (planned?.subscription === subscription.id) {
    const [to] = planned.items
    const price = context.get('price', to?.price ?? item.price)
    const [off] = planned.discounts ?? []
    return {
      subscription,
      item,
      price,
      quantity: to?.quantity ?? item.quantity ?? 1,
      discounts: off && [off.coupon === null ? { promotion_code: off.promotion_code ?? '' } : { coupon: off.coupon }],
    }
  }
  const allows = (what: string) => feature.default_allowed_updates.some((each) => each === what)
  const chosen = answers['price'] || item.price
  const offer = pricesFor(context, subscription, feature).find(({ price }) => price.id === chosen)
  if (chosen !== item.price && !(offer && allows('price'))) throw invalid('This page does not offer that price.')
  const written = Number(answers['quantity'] || (item.quantity ?? 1))
  const isOther = written !== item.quantity
  const most = offer?.most ?? Number.POSITIVE_INFINITY
  if (isOther && !(allows('quantity') && offer?.isAdjustable)) throw invalid('This page does not offer that quantity.')
  if (isOther && !(Number.isInteger(written) && written >= (offer?.least ?? 1) && written <= most)) {
    throw invalid(`Quantity: choose ${offer?.least ?? 1} or more${offer?.most ? `, up to ${offer.most}` : ''}.`)
  }
  const code = answers['promotion_code']
  if (code && !allows('promotion_code')) throw invalid('This page takes no promotion codes.')
  const found = code ? activeCode(context, code, portal.customer.id) : undefined
  if (code && !found) throw invalid('This code is invalid.')
  if (chosen === item.price && !isOther && !found) throw invalid('Choose something else than you have.')
  return {
    subscription,
    item,
    price: context.get('price', chosen),
    quantity: written,
    discounts: found && [{ promotion_code: found.id }],
  }
}

/** @throws StripeError 402 when what is to be paid at once is declined; then nothing has changed */
export function applyChange(context: Context, { features }: Portal, change: Change): Subscription {
  const {
    billing_cycle_anchor: anchor,
    proration_behavior: behavior,
    trial_update_behavior: trial,
  } = features.subscription_update
  const { discounts, item, price, quantity, subscription } = change
  const endsTrial = subscription.status === 'trialing' && trial === 'end_trial' && price.id !== item.price
  return updateSubscription(context, subscription.id, {
    items: [{ id: item.id, price: price.id, quantity }],
    payment_behavior: 'error_if_incomplete',
    proration_behavior: behavior,
    ...(anchor === 'now' && { billing_cycle_anchor: { type: 'now' as const } }),
    ...(discounts && { discounts }),
    ...(endsTrial && { trial_end: 'now' as const }),
  })
}

export interface NewCard {
  card: TestCard
  expiry: Expiry | undefined
  authenticated: boolean
}

/**
 * Keeps a card, and pays with it from now on.
 *
 * @throws StripeError 402 when the card is declined, or its bank asks its owner first
 */
export function addCard(context: Context, portal: Portal, { authenticated, card, expiry }: NewCard) {
  check(portal.features.payment_method_update.enabled)
  authenticate(card, authenticated)
  const { email, name } = portal.customer
  const method = createPaymentMethod(context, { type: 'card', card, expiry, billing: { email, name: name ?? null } })
  const intent = createSetupIntent(context, { customer: portal.customer.id, method: method.id })
  confirmSetup(context, intent, { authenticated })
  preferCard(context, portal, { payment_method: method.id })
}

export function preferCard(context: Context, portal: Portal, answers: Answers) {
  check(portal.features.payment_method_update.enabled)
  const { id } = ownCard(context, portal, answers['payment_method'])
  const customer = context.get('customer', portal.customer.id)
  context.update<'customer'>({
    ...customer,
    invoice_settings: { ...customer.invoice_settings, default_payment_method: id },
  })
}

export function removeCard(context: Context, portal: Portal, answers: Answers) {
  check(portal.features.payment_method_update.enabled)
  const { id } = ownCard(context, portal, answers['payment_method'])
  const pays = subscriptionsOf(context, portal).some(({ default_payment_method: method }) => method === id)
  if (pays || portal.customer.invoice_settings.default_payment_method === id) {
    throw invalid('This card pays for your plans. Choose another one for that before you remove it.')
  }
  detach(context, id)
}

/** Has a card pay for one subscription. */
export function payWith(context: Context, portal: Portal, answers: Answers) {
  check(portal.features.payment_method_update.enabled)
  const subscription = ownSubscription(context, portal, answers['subscription'])
  const { id } = ownCard(context, portal, answers['payment_method'])
  updateSubscription(context, subscription.id, { default_payment_method: id })
}

const ADDRESS = ['line1', 'line2', 'postal_code', 'city', 'state', 'country'] as const

/** Keeps what a customer writes about themselves, as far as the page lets them. */
export function updateDetails(context: Context, { customer, features }: Portal, answers: Answers) {
  const { allowed_updates: allowed, enabled } = features.customer_update
  check(enabled)
  const written = (name: string) => answers[name] || null
  const changed = (name: 'email' | 'name' | 'phone') =>
    allowed.some((each) => each === name) && name in answers ? { [name]: written(name) } : {}
  const address = fullAddress(
    Object.fromEntries(ADDRESS.flatMap((part) => (answers[part] ? [[part, answers[part]]] : []))),
  )
  const hasAddress = allowed.some((each) => each === 'address') && 'line1' in answers
  context.update<'customer'>({
    ...customer,
    ...changed('email'),
    ...changed('name'),
    ...changed('phone'),
    ...(hasAddress && { address: Object.values(address).some((part) => part !== null) ? address : null }),
  })
}
