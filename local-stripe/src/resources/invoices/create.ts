import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkDefaultMethod } from '../customers.ts'
import { taxRateIds } from '../tax-rates.ts'
import { setDiscounts, setShipping } from './adjustments.ts'
import { draftInvoice, subscriptionParent } from './draft.ts'
import { dueDate } from './due-date.ts'
import { addPendingItems } from './lines.ts'
import { updateTotals } from './totals.ts'

type Invoice = Objects['invoice']

export function create(context: Context, params: Params<'POST /v1/invoices'>): Invoice {
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  if (params.from_invoice) {
    const { id } = context.get('invoice', params.from_invoice.invoice, 'from_invoice[invoice]')
    throw invalid(`The local Stripe makes no revisions of invoices, and so none of ${id}.`, { param: 'from_invoice' })
  }
  checkDefaultMethod(context, customer.id, params.default_payment_method, 'default_payment_method')
  const subscription =
    params.subscription === undefined ? undefined : context.get('subscription', params.subscription, 'subscription')
  const draft = draftInvoice(context, {
    customer,
    currency: params.currency ?? subscription?.currency ?? customer.currency ?? 'usd',
    billingReason: 'manual',
    collectionMethod: params.collection_method,
    autoAdvance: params.auto_advance,
    dueDate: dueDate(context, params),
    parent: subscription ? subscriptionParent(subscription) : null,
    ...(subscription && { discounts: subscription.discounts }),
    params: {
      ...params,
      default_tax_rates: params.default_tax_rates
        ? taxRateIds(context, params.default_tax_rates, 'default_tax_rates')
        : (subscription?.default_tax_rates ?? []),
    },
  })
  if (params.pending_invoice_items_behavior === 'include') addPendingItems(context, draft, subscription?.id)
  if (params.shipping_cost) setShipping(context, draft, params.shipping_cost)
  if (params.discounts === undefined) return updateTotals(context, draft.id)
  return setDiscounts(context, draft, params.discounts)
}
