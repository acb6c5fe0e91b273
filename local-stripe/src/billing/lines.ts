import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { amountOf, pricingOf, tierParts, unitsCost } from '../money/price-amounts.ts'
import { shareOf } from '../money/rounding.ts'
import { addLine } from '../resources/invoices/lines.ts'
import { describeUnits, perPeriod } from './descriptions.ts'
import type { Span } from './periods.ts'
import { isMetered } from './usage.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']

/**
 * A line for a span of time of an item, or one for each tier of its price.
 *
 * @param used how many units were used in that time, of an item that is metered
 */
export function addItemLine(
  context: Context,
  invoice: string,
  of: Subscription,
  item: Item,
  { end, start, whole }: Span,
  used?: number,
) {
  const price = context.get('price', item.price)
  const product = context.get('product', price.product)
  const quantity = used ?? item.quantity ?? 0
  const isTrial = of.status === 'trialing' && end > context.now
  const add = (amount: number, description: string, count: number | null) =>
    addLine(context, invoice, {
      amount: shareOf(amount, end - start, whole),
      currency: price.currency,
      description,
      discounts: item.discounts,
      metadata: item.metadata,
      parent: {
        invoice_item_details: null,
        subscription_item_details: {
          invoice_item: null,
          proration: false,
          proration_details: { credited_items: null },
          subscription: of.id,
          subscription_item: item.id,
        },
        type: 'subscription_item_details',
      },
      period: { end, start },
      pricing: pricingOf(price),
      quantity: count === null ? null : Math.round(count),
      ...(count !== null && { quantityDecimal: String(count) }),
      subscription: of.id,
      taxRates: item.tax_rates ?? [],
    })
  if (isTrial) {
    const counted = item.quantity === undefined ? product.name : `${item.quantity} × ${product.name}`
    return void add(0, `Free trial for ${counted}`, item.quantity ?? null)
  }
  if (price.billing_scheme !== 'tiered' || (isMetered(price) && !used)) {
    const amount = used === undefined ? amountOf(context, price, quantity) : unitsCost(context, price, used)
    return void add(amount, describeUnits(context, price, quantity), quantity)
  }
  for (const { amount, tier, units } of tierParts(context, price, quantity)) {
    if (units) {
      const at = perPeriod(price, units.each)
      add(amount, `${units.quantity} × ${product.name} (Tier ${tier} at ${at})`, units.quantity)
    } else add(amount, `${product.name} (Tier ${tier}, flat fee of ${perPeriod(price, amount)})`, 1)
  }
}
