import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { recurringOf } from './items.ts'

type Price = Objects['price']

function periodOf(price: Price): string {
  const { interval, interval_count: count } = recurringOf(price)
  return count === 1 ? interval : `every ${count} ${interval}s`
}

/** An amount for each period of a price: `$5.00 / month`. */
export const perPeriod = (price: Price, amount: number) =>
  `${formatAmount(amount, price.currency)} / ${periodOf(price)}`

/** What a line says of units of a price. */
export function describeUnits(context: Context, price: Price, quantity: number): string {
  const { name } = context.get('product', price.product)
  const unit =
    price.unit_amount_decimal === null
      ? `tiered prices / ${periodOf(price)}`
      : perPeriod(price, Number(price.unit_amount_decimal))
  return `${quantity} × ${name} (at ${unit})`
}
