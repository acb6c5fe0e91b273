import type { Context } from '../../engine/context.ts'
import { missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf, priceFor, pricingOf } from '../../money/price-amounts.ts'
import { discountsFor } from '../discounts.ts'
import { createPendingItem } from '../invoices/items.ts'
import { createPrice } from '../prices.ts'
import { taxRateIds } from '../tax-rates.ts'

type Subscription = Objects['subscription']
type Price = Objects['price']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>
type ExtraItem = NonNullable<NewSubscription['add_invoice_items']>[number]

function extraPrice(context: Context, of: Subscription, extra: ExtraItem, param: string): Price {
  if (extra.price_data) return createPrice(context, { ...extra.price_data, active: false }, `${param}[price_data]`)
  if (extra.price === undefined) throw missing(`${param}[price]`)
  return priceFor(context, extra.price, `${param}[price]`, { type: 'one_time', currency: of.currency })
}

/** An item that the subscription's next invoice has as well. */
export function addPendingItem(context: Context, of: Subscription, extra: ExtraItem, index: number) {
  const param = `add_invoice_items[${index}]`
  const price = extraPrice(context, of, extra, param)
  const quantity = extra.quantity ?? 1
  const id = context.newId('invoiceitem')
  const amount = amountOf(context, price, quantity)
  createPendingItem(context, {
    id,
    amount,
    currency: of.currency,
    customer: of.customer,
    description: context.get('product', price.product).name,
    discountable: extra.discountable ?? true,
    discounts: discountsFor(
      context,
      extra.discounts,
      { ...of, amount },
      { invoice_item: id },
      [],
      `${param}[discounts]`,
    ),
    metadata: mergeMetadata({}, extra.metadata),
    parent: { subscription_details: { subscription: of.id }, type: 'subscription_details' },
    pricing: pricingOf(price),
    quantity,
    tax_rates: taxRateIds(context, extra.tax_rates, `${param}[tax_rates]`),
  })
}
