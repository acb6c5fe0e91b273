import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { type DiscountParam, discountsFor } from '../discounts.ts'
import { createShippingRate } from '../shipping-rates.ts'
import { taxRateIds } from '../tax-rates.ts'
import { updateTotals } from './totals.ts'

type Invoice = Objects['invoice']

/** Adds what shipping costs to a draft, in place of what it did; `null` takes it off. */
export function setShipping(context: Context, draft: Invoice, params: ShippingCost | null): Invoice {
  const param = 'shipping_cost[shipping_rate]'
  if (params && params.shipping_rate === undefined && !params.shipping_rate_data) throw missing(param)
  const rate =
    params &&
    (params.shipping_rate_data
      ? createShippingRate(context, params.shipping_rate_data)
      : context.get('shipping_rate', params.shipping_rate ?? '', param))
  if (rate?.fixed_amount && rate.fixed_amount.currency !== draft.currency) {
    throw invalid(`The shipping rate ${rate.id} is not in the invoice's currency: ${draft.currency}.`, { param })
  }
  const amount = rate?.fixed_amount?.amount ?? 0
  context.update<'invoice'>({
    ...context.get('invoice', draft.id),
    amount_shipping: amount,
    shipping_cost: rate && { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate.id },
  })
  return updateTotals(context, draft.id)
}

type ShippingCost = NonNullable<Params<'POST /v1/invoices'>['shipping_cost']>

/** Takes discounts off a draft in place of those that it had; `null` takes none off. */
export function setDiscounts(context: Context, draft: Invoice, params: DiscountParam[] | null): Invoice {
  const { currency, customer, discounts: before, id, subtotal } = updateTotals(context, draft.id)
  const by = { customer, currency, amount: subtotal }
  const discounts = discountsFor(context, params, by, { invoice: id }, before)
  context.update<'invoice'>({ ...context.get('invoice', id), discounts })
  return updateTotals(context, id)
}

/** Changes the rates of a draft's lines that have none themselves; `null` removes them. */
export function setDefaultTaxRates(context: Context, draft: Invoice, rates: string[] | null): Invoice {
  const named = taxRateIds(context, rates, 'default_tax_rates', draft.default_tax_rates)
  context.update<'invoice'>({ ...draft, default_tax_rates: named })
  return updateTotals(context, draft.id)
}
