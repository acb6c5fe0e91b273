import { subscriptionItems } from '../../billing/items.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects } from '../../engine/types.ts'
import type { Features } from './features.ts'

type Subscription = Objects['subscription']
type Update = Features['subscription_update']

/** A price that a customer may change to, and how much of it they may choose. */
export interface Offer {
  price: Objects['price']
  least: number
  /** Null for any. */
  most: number | null
  /** Whether the customer chooses the quantity. */
  isAdjustable: boolean
}

const isFixed = ({ active, billing_scheme: scheme, recurring, unit_amount: amount }: Objects['price']) =>
  active && recurring?.usage_type === 'licensed' && (amount !== null || scheme === 'tiered')

/**
 * What a subscription can be changed to: the prices of the configuration's products, in its currency. A default
 * configuration that names no products offers all.
 */
export function pricesFor(context: Context, { currency }: Subscription, { products }: Update): Offer[] {
  const inCurrency = (price: Objects['price']) => isFixed(price) && price.currency === currency
  if (!products) {
    return context
      .all('price', { active: true, currency, type: 'recurring', unlisted: { not: true } })
      .filter((price) => inCurrency(price) && context.store.find('product', price.product)?.active)
      .map((price) => ({ price, least: 1, most: null, isAdjustable: false }))
  }
  return products.flatMap(({ adjustable_quantity: { enabled, maximum, minimum }, prices }) =>
    prices
      .flatMap((id) => context.store.find('price', id) ?? [])
      .filter(inCurrency)
      .map((price) => ({ price, least: minimum, most: maximum, isAdjustable: enabled })),
  )
}

/**
 * Why a customer cannot change a subscription, where that is so.
 * https://docs.stripe.com/customer-management/configure-portal#customer-subscription-management
 */
export function whyUnchangeable(context: Context, of: Subscription, update: Update): string | undefined {
  if (!update.enabled || update.default_allowed_updates.length === 0) {
    return 'the subscription update feature in the portal configuration is disabled'
  }
  if (!['active', 'trialing', 'past_due'].includes(of.status)) return `it is ${of.status}`
  if (of.cancel_at !== null) return 'it is set to be canceled'
  if (of.pending_update) return 'it has a pending update'
  const [item, second] = subscriptionItems(context, of.id)
  if (!item || second) return 'it has more than one item'
  const price = context.get('price', item.price)
  return price.recurring?.usage_type === 'metered' ? 'it is billed by usage' : undefined
}
