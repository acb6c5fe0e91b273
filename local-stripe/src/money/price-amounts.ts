import type { Context } from '../engine/context.ts'
import { invalid } from '../engine/errors.ts'
import type { Objects } from '../engine/types.ts'
import { tiersOf } from '../resources/prices.ts'
import { roundAmount } from './rounding.ts'

type Price = Objects['price']

/**
 * What a quantity of a price costs, in the smallest unit of its currency. Metered prices cost nothing in advance.
 * https://docs.stripe.com/products-prices/pricing-models
 */
export function amountOf(context: Context, price: Price, quantity: number): number {
  return price.recurring?.usage_type === 'metered' ? 0 : unitsCost(context, price, quantity)
}

/** What units of a price cost, whether they are ordered or used, in the smallest unit of its currency. */
export function unitsCost(context: Context, price: Price, quantity: number): number {
  if (price.billing_scheme === 'tiered') {
    return tierParts(context, price, quantity).reduce((sum, { amount }) => sum + amount, 0)
  }
  const unit = Number(price.unit_amount_decimal ?? price.custom_unit_amount?.preset ?? 0)
  return roundAmount(unit * packages(price, quantity))
}

function packages({ transform_quantity: transform }: Price, quantity: number): number {
  if (!transform) return quantity
  const divided = quantity / transform.divide_by
  return transform.round === 'up' ? Math.ceil(divided) : Math.floor(divided)
}

/** What one tier of a price costs: units at an amount each, or a flat fee. */
export interface TierPart {
  /** From 1 on. */
  tier: number
  amount: number
  /** None where it is the flat fee. */
  units: { quantity: number; each: number } | null
}

/**
 * What a quantity of a tiered price costs, tier by tier: under `volume` all of it is in one, under `graduated` each unit
 * is in its own, and the flat fee of every tier that is reached is due.
 */
export function tierParts(context: Context, price: Price, quantity: number): TierPart[] {
  const parts: TierPart[] = []
  let below = 0
  for (const [index, of] of tiersOf(context, price).entries()) {
    const upTo = of.up_to ?? Number.POSITIVE_INFINITY
    const isLast = quantity <= upTo
    const isVolume = price.tiers_mode === 'volume'
    if (isLast || !isVolume) {
      const [flat, each] = [Number(of.flat_amount_decimal ?? 0), Number(of.unit_amount_decimal ?? 0)]
      const units = isVolume ? quantity : Math.min(quantity, upTo) - below
      const tier = index + 1
      parts.push({ tier, amount: roundAmount(each * units), units: { quantity: units, each } })
      if (flat !== 0) parts.push({ tier, amount: roundAmount(flat), units: null })
    }
    if (isLast) break
    below = upTo
  }
  return parts
}

/**
 * The price with an id, where only prices of one type are allowed.
 *
 * @throws StripeError `resource_missing`, or for a price that is inactive, of the other type, or in another currency
 */
export function priceFor(
  context: Context,
  id: string,
  param: string,
  takes: { type?: 'one_time' | 'recurring'; currency?: string | undefined },
): Price {
  const price = context.get('price', id, param)
  if (!price.active) {
    throw invalid('The price specified is inactive. This field only accepts active prices.', { param })
  }
  if (takes.type && price.type !== takes.type) {
    throw invalid(
      `The price specified is set to \`type=${price.type}\` but this field only accepts prices with ` +
        `\`type=${takes.type}\`.`,
      { param },
    )
  }
  if (takes.currency !== undefined && takes.currency !== price.currency) {
    throw invalid(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: ` +
        `\`${takes.currency}\`.`,
      { param },
    )
  }
  return price
}

/** How lines and items show their price. */
export const pricingOf = (price: Price): Objects['invoiceitem']['pricing'] => ({
  price_details: { price: price.id, product: price.product },
  type: 'price_details',
  unit_amount_decimal: price.unit_amount_decimal,
})
