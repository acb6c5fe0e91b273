import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing } from '../engine/errors.ts'
import { mergeMetadata } from '../engine/params.ts'
import { list, operation, resource, retrieve } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { amountOf, priceFor, pricingOf } from '../money/price-amounts.ts'
import { roundAmount } from '../money/rounding.ts'
import { discountsFor } from './discounts.ts'
import { requireDraft } from './invoices/draft.ts'
import { createPendingItem } from './invoices/items.ts'
import { attachInvoiceItem } from './invoices/lines.ts'
import { updateTotals } from './invoices/totals.ts'
import { createPrice, unlistedPrice } from './prices.ts'
import { taxRateIds } from './tax-rates.ts'

type InvoiceItem = Objects['invoiceitem']
type NewItem = Params<'POST /v1/invoiceitems'>
type AmountParams = Pick<
  NewItem,
  'amount' | 'description' | 'price_data' | 'pricing' | 'quantity' | 'quantity_decimal' | 'unit_amount_decimal'
>

const MAX_AMOUNT = 99_999_999_99

/** The most that a decimal amount has. */
const DECIMAL_PLACES = 12

/** What an amount is for that a request does not describe. */
const UNNAMED = 'Invoice item'

type Charged = Pick<InvoiceItem, 'amount' | 'currency' | 'pricing' | 'quantity' | 'quantity_decimal'> & {
  description: string | null
}

/**
 * What an item costs: an amount, or a quantity of a price or a unit amount.
 *
 * @throws StripeError when neither or more than one of these is given, or the price does not fit
 */
function charged(
  context: Context,
  params: AmountParams,
  currency: string | undefined,
  kept?: Objects['price'],
): Charged {
  const { amount, description: name = UNNAMED, price_data: data, pricing, unit_amount_decimal: unit } = params
  const { quantity, counted } = quantityOf(params)
  const given = Object.entries({ amount, price_data: data, pricing, unit_amount_decimal: unit })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  if (given.length > 1) {
    throw invalid(`You may only specify one of these parameters: ${given.join(', ')}.`, {
      code: 'parameters_exclusive',
      param: given[0],
    })
  }
  const price = kept ?? priceOf(context, params, currency)
  if (price) {
    const product = context.get('product', price.product)
    return {
      amount: amountOf(context, price, quantity),
      currency: price.currency,
      description: product.name,
      pricing: pricingOf(price),
      ...counted,
    }
  }
  if (currency === undefined) throw missing('currency')
  if (unit !== undefined) {
    return {
      amount: roundAmount(Number(unit) * quantity),
      currency,
      description: null,
      pricing: pricingOf(unlistedPrice(context, name, currency, unit)),
      ...counted,
    }
  }
  if (amount === undefined) {
    throw invalid('You must pass one of `amount`, `pricing`, `price_data` or `unit_amount_decimal`.', {
      code: 'parameter_missing',
      param: 'amount',
    })
  }
  if (Math.abs(amount) > MAX_AMOUNT)
    throw invalid('This amount is too large.', { code: 'amount_too_large', param: 'amount' })
  const perUnit = quantity === 0 ? amount : Number((amount / quantity).toFixed(DECIMAL_PLACES))
  return {
    amount,
    currency,
    description: null,
    pricing: pricingOf(unlistedPrice(context, name, currency, String(perUnit))),
    ...counted,
  }
}

/**
 * How many units there are: a decimal number is shown whole as well, without what follows the point.
 *
 * @throws StripeError for a negative one, or both kinds of it
 */
function quantityOf({ quantity: whole, quantity_decimal: decimal }: AmountParams) {
  if (decimal !== undefined && whole !== undefined) {
    throw invalid('You may only specify one of these parameters: quantity, quantity_decimal.', {
      code: 'parameters_exclusive',
      param: 'quantity',
    })
  }
  const quantity = decimal === undefined ? (whole ?? 1) : Number(decimal)
  if (quantity < 0) {
    throw invalid('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: decimal === undefined ? 'quantity' : 'quantity_decimal',
    })
  }
  return { quantity, counted: { quantity: Math.trunc(quantity), quantity_decimal: String(quantity) } }
}

function priceOf(context: Context, { pricing, price_data: data }: AmountParams, currency: string | undefined) {
  if (data) return createPrice(context, { ...data, active: false }, 'price_data')
  if (!pricing) return undefined
  if (pricing.price === undefined) throw missing('pricing[price]')
  return priceFor(context, pricing.price, 'pricing[price]', { type: 'one_time', currency })
}

export function createInvoiceItem(context: Context, params: Omit<NewItem, 'expand'>): InvoiceItem {
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  const invoice = params.invoice === undefined ? undefined : context.get('invoice', params.invoice, 'invoice')
  const subscription =
    params.subscription === undefined ? undefined : context.get('subscription', params.subscription, 'subscription')
  if (invoice) {
    requireDraft(invoice)
    if (invoice.customer !== customer.id) {
      throw invalid(`The invoice ${invoice.id} is not for the customer ${customer.id}.`, { param: 'invoice' })
    }
    if (params.currency !== undefined && params.currency !== invoice.currency) {
      throw invalid(`The currency must match the invoice's: ${invoice.currency}.`, { param: 'currency' })
    }
  }
  const isPriced = params.pricing !== undefined || params.price_data !== undefined
  const implied = isPriced ? invoice?.currency : (invoice?.currency ?? customer.currency ?? 'usd')
  const of = charged(context, params, params.currency ?? implied)
  const id = context.newId('invoiceitem')
  const item = createPendingItem(context, {
    id,
    amount: of.amount,
    currency: of.currency,
    customer: customer.id,
    description: params.description ?? of.description,
    discountable: params.discountable ?? of.amount >= 0,
    discounts: discountsFor(
      context,
      params.discounts,
      { customer: customer.id, currency: of.currency, amount: of.amount },
      { invoice_item: id },
    ),
    metadata: mergeMetadata({}, params.metadata),
    parent: subscription
      ? { subscription_details: { subscription: subscription.id }, type: 'subscription_details' }
      : null,
    ...(params.period && { period: params.period }),
    pricing: of.pricing,
    quantity: of.quantity,
    quantity_decimal: of.quantity_decimal,
    tax_rates: taxRateIds(context, params.tax_rates, 'tax_rates'),
  })
  if (!invoice) return item
  const attached = attachInvoiceItem(context, item, invoice.id)
  updateTotals(context, invoice.id)
  return attached
}

/** An item's own count, where a request names none. */
const countOf = ({ quantity_decimal }: InvoiceItem, params: AmountParams) =>
  params.quantity === undefined && params.quantity_decimal === undefined ? { quantity_decimal } : {}

/** The draft that an item is on, if it is on one; on any other invoice it is fixed. */
function draftOf(context: Context, item: InvoiceItem): string | undefined {
  if (item.invoice === null) return undefined
  requireDraft(context.get('invoice', item.invoice))
  return item.invoice
}

export function updateInvoiceItem(
  context: Context,
  id: string,
  params: Omit<Params<'POST /v1/invoiceitems/{id}'>, 'expand'>,
): InvoiceItem {
  const before = context.get('invoiceitem', id)
  const draft = draftOf(context, before)
  const isPriced = ['amount', 'price_data', 'pricing', 'unit_amount_decimal'].some((name) => name in params)
  const priced = before.pricing?.price_details?.price
  const unit = before.pricing?.unit_amount_decimal ?? undefined
  // A price that is on no sale any more, as an inline one never was, still counts for the items that have it.
  const price = isPriced || priced === undefined ? undefined : context.get('price', priced)
  const kept = isPriced || price ? {} : { unit_amount_decimal: unit }
  const of =
    isPriced || params.quantity !== undefined || params.quantity_decimal !== undefined
      ? charged(context, { ...countOf(before, params), ...kept, ...params }, before.currency, price)
      : before
  const item = context.update<'invoiceitem'>({
    ...changed(before, params, ['description', 'discountable', 'period']),
    amount: of.amount,
    ...(params.discounts !== undefined && {
      discounts: discountsFor(
        context,
        params.discounts,
        { customer: before.customer, currency: before.currency, amount: of.amount },
        { invoice_item: id },
        before.discounts ?? [],
      ),
    }),
    ...(params.tax_rates !== undefined && {
      tax_rates: taxRateIds(context, params.tax_rates, 'tax_rates', before.tax_rates ?? []),
    }),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    net_amount: of.amount,
    pricing: of.pricing,
    quantity: of.quantity,
    quantity_decimal: of.quantity_decimal,
  })
  if (draft === undefined) return item
  for (const line of context.all('line_item', { invoiceitem: id })) context.deleted('line_item', line.id)
  const attached = attachInvoiceItem(context, item, draft)
  updateTotals(context, draft)
  return attached
}

/** https://docs.stripe.com/api/invoiceitems */
export const invoiceItem = resource({
  object: 'invoiceitem',
  prefix: 'ii_',
  events: { created: 'invoiceitem.created', deleted: 'invoiceitem.deleted' },
  index: ({ customer, invoice, parent }) => ({
    customer,
    invoice,
    pending: invoice === null,
    subscription: parent?.subscription_details?.subscription,
  }),
  operations: [
    operation('POST /v1/invoiceitems', createInvoiceItem),
    operation('POST /v1/invoiceitems/{id}', (context, params, id = '') => updateInvoiceItem(context, id, params)),
    operation('DELETE /v1/invoiceitems/{id}', (context, _params, id = '') => {
      const draft = draftOf(context, context.get('invoiceitem', id))
      for (const line of context.all('line_item', { invoiceitem: id })) context.deleted('line_item', line.id)
      const deleted = context.deleted('invoiceitem', id)
      if (draft !== undefined) updateTotals(context, draft)
      return deleted
    }),
    retrieve('GET /v1/invoiceitems/{id}', 'invoiceitem'),
    list('GET /v1/invoiceitems', 'invoiceitem', ({ customer, invoice, pending }) => ({ invoice, customer, pending })),
  ],
})
