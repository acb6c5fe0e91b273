import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { amountOf, pricingOf, tierParts } from '../money/price-amounts.ts'
import { shareOf } from '../money/rounding.ts'
import { addLine } from '../resources/invoices/lines.ts'
import { recurringOf } from './items.ts'
import type { Span } from './periods.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']

/** A line for a span of time of an item. */
export function addItemLine(
  context: Context,
  invoice: string,
  of: Subscription,
  item: Item,
  { end, start, whole }: Span,
) {
  const price = context.get('price', item.price)
  const product = context.get('product', price.product)
  const quantity = item.quantity ?? 0
  const { interval, interval_count: count } = recurringOf(price)
  const per = count === 1 ? interval : `every ${count} ${interval}s`
  const at = (unit: number) => `${formatAmount(unit, price.currency)} / ${per}`
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
      quantity: count,
      subscription: of.id,
      taxRates: item.tax_rates ?? [],
    })
  if (isTrial) {
    const counted = item.quantity === undefined ? product.name : `${item.quantity} × ${product.name}`
    return void add(0, `Free trial for ${counted}`, item.quantity ?? null)
  }
  if (price.billing_scheme !== 'tiered' || price.recurring?.usage_type === 'metered') {
    const unit = price.unit_amount_decimal === null ? `tiered prices / ${per}` : at(Number(price.unit_amount_decimal))
    const amount = amountOf(context, price, quantity)
    return void add(amount, `${quantity} × ${product.name} (at ${unit})`, item.quantity ?? null)
  }
  for (const { amount, tier, units } of tierParts(context, price, quantity)) {
    if (units) add(amount, `${units.quantity} × ${product.name} (Tier ${tier} at ${at(units.each)})`, units.quantity)
    else add(amount, `${product.name} (Tier ${tier}, flat fee of ${at(amount)})`, 1)
  }
}
