import { shippingOf } from '../../address.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { HOUR } from '../../time.ts'
import { checkDefaultMethod } from '../customers.ts'
import { setDefaultTaxRates, setDiscounts, setShipping } from './adjustments.ts'
import { dueDate } from './due-date.ts'
import { automaticTax, paymentSettings, renderingOf } from './fields.ts'

type Invoice = Objects['invoice']

/** What of an invoice can still be changed once it is finalized. */
const ALWAYS_EDITABLE = new Set([
  'auto_advance',
  'days_until_due',
  'default_payment_method',
  'due_date',
  'expand',
  'metadata',
  'payment_settings',
])

export function update(context: Context, id: string, params: Params<'POST /v1/invoices/{id}'>): Invoice {
  const before = context.get('invoice', id)
  const fixed = Object.keys(params).find((name) => !ALWAYS_EDITABLE.has(name))
  if (before.status !== 'draft' && fixed !== undefined) {
    throw invalid("Finalized invoices can't be updated in this way", { param: fixed })
  }
  checkDefaultMethod(context, before.customer ?? '', params.default_payment_method, 'default_payment_method')
  const method = params.collection_method ?? before.collection_method
  const due =
    method === before.collection_method && params.days_until_due === undefined && params.due_date === undefined
      ? before.due_date
      : dueDate(context, { ...params, collection_method: method }, before.due_date)
  const isDraft = before.status === 'draft'
  const finalizes =
    isDraft && (params.auto_advance ?? before.auto_advance)
      ? (params.automatically_finalizes_at ?? before.automatically_finalizes_at ?? context.now + HOUR)
      : null
  if (isDraft) context.schedule(before, finalizes)
  const shipped = params.shipping_cost === undefined ? before : setShipping(context, before, params.shipping_cost)
  const taxed =
    params.default_tax_rates === undefined ? shipped : setDefaultTaxRates(context, shipped, params.default_tax_rates)
  const off = params.discounts === undefined ? taxed : setDiscounts(context, taxed, params.discounts)
  return context.update<'invoice'>({
    ...changed(off, params, [
      'auto_advance',
      'collection_method',
      'custom_fields',
      'default_payment_method',
      'description',
      'effective_at',
      'footer',
      'number',
      'statement_descriptor',
    ]),
    ...(isDraft && {
      automatically_finalizes_at: finalizes,
      next_payment_attempt: method === 'charge_automatically' ? finalizes : null,
    }),
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(params.shipping_details !== undefined && {
      shipping_details: params.shipping_details && shippingOf(params.shipping_details),
    }),
    payment_settings: paymentSettings(before.payment_settings, params.payment_settings),
    rendering: renderingOf(before.rendering, params.rendering),
    due_date: due,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  })
}
