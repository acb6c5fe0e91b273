import { amountOfItems, type ItemState, itemState, subscriptionItems } from '../../billing/items.ts'
import { countUsageFrom, isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing, noSuch } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf, priceFor } from '../../money/price-amounts.ts'
import { discountsFor } from '../discounts.ts'
import { createPrice } from '../prices.ts'
import { taxRateIds } from '../tax-rates.ts'

type Subscription = Objects['subscription']
type Price = Objects['price']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>
type ItemParam = NonNullable<NewSubscription['items']>[number]

function itemPrice(
  context: Context,
  item: Pick<ItemParam, 'plan' | 'price' | 'price_data'>,
  index: number,
  currency: string | undefined,
): Price {
  const param = `items[${index}]`
  if (item.plan !== undefined && item.price !== undefined) {
    throw invalid('You may only specify one of these parameters: plan, price.', {
      code: 'parameters_exclusive',
      param: `${param}[plan]`,
    })
  }
  if (item.price_data) return createPrice(context, { ...item.price_data, active: false }, `${param}[price_data]`)
  const id = item.price ?? item.plan
  if (id === undefined) throw missing(`${param}[price]`)
  const name = item.price === undefined ? 'plan' : 'price'
  return priceFor(context, id, `${param}[${name}]`, { type: 'recurring', currency })
}

export interface ItemOrder {
  price: Price
  quantity: number
  metadata: ItemParam['metadata']
  discounts: ItemParam['discounts']
  tax_rates: ItemParam['tax_rates']
  billing_thresholds?: ItemParam['billing_thresholds']
}

/** The prices and quantities that a request orders: in one currency, each price once. */
export function itemOrders(context: Context, params: ItemParam[], currency: string | undefined): ItemOrder[] {
  const prices = new Set<string>()
  let expected = currency
  return params.map((item, index) => {
    const price = itemPrice(context, item, index, expected)
    expected = price.currency
    if (prices.has(price.id)) {
      throw invalid(`Cannot create a Subscription with multiple Subscription Items with the same Price: ${price.id}`, {
        param: 'plan',
      })
    }
    prices.add(price.id)
    return {
      price,
      quantity: quantityOf(item.quantity, `items[${index}][quantity]`, price),
      metadata: item.metadata,
      discounts: item.discounts,
      tax_rates: item.tax_rates,
      billing_thresholds: item.billing_thresholds,
    }
  })
}

/** @throws StripeError for less than none, or for a price that is billed by usage */
function quantityOf(quantity: number | undefined, param: string, price: Price): number {
  if (quantity !== undefined && isMetered(price)) {
    throw invalid('You cannot set the quantity of an item whose price has `usage_type=metered`.', { param })
  }
  if (quantity !== undefined && quantity < 0) {
    throw invalid('This value must be greater than or equal to 0.', { code: 'parameter_invalid_integer', param })
  }
  return quantity ?? 1
}

/**
 * @param at its place in the request
 * @param usedFrom since when its usage counts, of a metered price, in Unix seconds
 */
export function createItem(
  context: Context,
  of: Subscription,
  order: ItemOrder,
  period: { start: number; end: number },
  at: number,
  usedFrom = context.now,
) {
  const { currency, customer, id: subscription } = of
  const id = context.newId('subscription_item')
  const on = { subscription, subscription_item: id }
  const { discounts, metadata, price, quantity, tax_rates: rates } = order
  const by = { customer, currency, amount: amountOf(context, price, quantity) }
  const created = context.create<'subscription_item'>({
    id,
    object: 'subscription_item',
    billing_thresholds: order.billing_thresholds ?? null,
    created: context.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: discountsFor(context, discounts, by, on, [], `items[${at}][discounts]`),
    metadata: mergeMetadata({}, metadata),
    plan: price.id,
    price: price.id,
    ...(!isMetered(price) && { quantity }),
    subscription,
    tax_rates: taxRateIds(context, rates, `items[${at}][tax_rates]`),
  })
  if (isMetered(price)) countUsageFrom(context, created, usedFrom)
  return created
}

/** A subscription is listed by the prices of its items, which are kept apart from it. */
export function indexPrices(context: Context, id: string) {
  const prices = context.all('subscription_item', { subscription: id }).map(({ price }) => price)
  context.store.setPrivate('subscription', id, prices)
}

type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

/** Items as they were and as they are, of those that a request changes. */
export interface ItemChange {
  before?: ItemState
  after?: ItemState
}

/** Adds, changes and removes items; each keeps its period. */
export function updateItems(context: Context, subscription: Subscription, params: NonNullable<UpdateParams['items']>) {
  const present = subscriptionItems(context, subscription.id)
  const [first] = present
  const period = {
    start: first?.current_period_start ?? context.now,
    end: first?.current_period_end ?? context.now,
  }
  const changes = params.map((item, index): ItemChange => {
    const { deleted, id, quantity } = item
    const param = `items[${index}]`
    const before = id === undefined ? undefined : present.find((candidate) => candidate.id === id)
    if (id !== undefined && !before) throw noSuch('subscription_item', id, `${param}[id]`, false)
    if (before && deleted) {
      context.deleted('subscription_item', before.id, { keepTombstone: true })
      return { before: itemState(context, before) }
    }
    if (before) {
      const isRepriced = [item.price, item.plan, item.price_data].some((named) => named !== undefined)
      const priced = isRepriced
        ? itemPrice(context, item, index, subscription.currency)
        : context.get('price', before.price)
      const price = priced.id
      const { quantity: ordered, ...unchanged } = before
      if (quantity !== undefined) quantityOf(quantity, `${param}[quantity]`, priced)
      const after = context.update<'subscription_item'>({
        ...unchanged,
        ...(item.discounts !== undefined && {
          discounts: discountsFor(
            context,
            item.discounts,
            { ...subscription, amount: amountOfItems(context, [before]) },
            { subscription: subscription.id, subscription_item: before.id },
            before.discounts,
            `${param}[discounts]`,
          ),
        }),
        ...(item.tax_rates !== undefined && {
          tax_rates: taxRateIds(context, item.tax_rates, `${param}[tax_rates]`, before.tax_rates ?? []),
        }),
        ...(item.billing_thresholds !== undefined && { billing_thresholds: item.billing_thresholds }),
        metadata: mergeMetadata(before.metadata, item.metadata),
        plan: price,
        price,
        ...(!isMetered(priced) && { quantity: quantity ?? ordered ?? 1 }),
      })
      return { before: itemState(context, before), after: itemState(context, after) }
    }
    const price = itemPrice(context, item, index, subscription.currency)
    if (present.some((candidate) => candidate.price === price.id)) {
      throw invalid(`Cannot add multiple subscription items with the same price: ${price.id}`, {
        param: `${param}[price]`,
      })
    }
    const of = {
      price,
      quantity: quantityOf(quantity, `${param}[quantity]`, price),
      metadata: item.metadata ?? {},
      discounts: item.discounts,
      tax_rates: item.tax_rates,
      billing_thresholds: item.billing_thresholds,
    }
    return { after: itemState(context, createItem(context, subscription, of, period, index)) }
  })
  if (subscriptionItems(context, subscription.id).length === 0) {
    throw invalid('A subscription must have at least one active price. In order to cancel, use the cancel endpoint.', {
      param: 'items',
    })
  }
  indexPrices(context, subscription.id)
  return changes
}
