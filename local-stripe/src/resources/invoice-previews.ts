import { fullAddress, shippingOf } from '../address.ts'
import { draftSubscriptionInvoice } from '../billing/invoices.ts'
import { subscriptionItems } from '../billing/items.ts'
import { hasPendingItems } from '../billing/prorations.ts'
import { renew } from '../billing/renew.ts'
import { finalUsage } from '../billing/usage.ts'
import { changed } from '../engine/change.ts'
import type { Context } from '../engine/context.ts'
import { invalid, missing, StripeError, withParamPrefix } from '../engine/errors.ts'
import { rehearsal } from '../engine/resource.ts'
import type { Objects, Params } from '../engine/types.ts'
import { HOUR } from '../time.ts'
import { applyCredits } from './credit-grants/apply.ts'
import { createCustomer } from './customers.ts'
import { createInvoiceItem, updateInvoiceItem } from './invoice-items.ts'
import { setDiscounts } from './invoices/adjustments.ts'
import { draftInvoice } from './invoices/draft.ts'
import { balanceAfter } from './invoices/finalize.ts'
import { addPendingItems } from './invoices/lines.ts'
import { updateTotals } from './invoices/totals.ts'
import { endSubscription } from './subscriptions/cancel.ts'
import { createSubscription } from './subscriptions/create.ts'
import { updateSubscription } from './subscriptions/update.ts'

type Invoice = Objects['invoice']
type Subscription = Objects['subscription']
type PreviewParams = Params<'POST /v1/invoices/create_preview'>
type Details = NonNullable<PreviewParams['subscription_details']>

const NONE_UPCOMING = 'invoice_upcoming_none'

const noneUpcoming = (customer: string) =>
  new StripeError(404, 'invalid_request_error', `No upcoming invoices for customer: ${customer}`, {
    code: NONE_UPCOMING,
  })

/** Who would pay, as the request describes them. */
function payerOf(context: Context, params: PreviewParams, of: Subscription | undefined): Objects['customer'] {
  const { customer: named, customer_details: details } = params
  const id = named ?? of?.customer
  if (of && named !== undefined && of.customer !== named) {
    throw invalid(`The subscription ${of.id} is not of the customer ${named}.`, { param: 'subscription' })
  }
  if (id === undefined && !details) throw missing('customer')
  const payer = id === undefined ? createCustomer(context, {}) : context.get('customer', id, 'customer')
  const { address, shipping } = details ?? {}
  return context.update<'customer'>({
    ...changed(payer, details ?? {}, ['tax_exempt']),
    ...(address && { address: fullAddress(address) }),
    ...(shipping && { shipping: shippingOf(shipping) }),
  })
}

/** Parameters without those that an empty value clears: there is nothing to clear yet. */
const withoutEmpty = <T extends object>(params: T) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null)) as {
    [K in keyof T]: Exclude<T[K], null>
  }

/** Adds an item to what waits for the next invoice, or changes one that does. */
function addItem(
  context: Context,
  { currency, params, subscription }: { currency: string | undefined; params: PreviewParams; subscription?: string },
  customer: string,
) {
  for (const [index, { invoiceitem, price, unit_amount: unit, ...item }] of (params.invoice_items ?? []).entries()) {
    const charged = {
      ...item,
      ...(price !== undefined && { pricing: { price } }),
      ...(unit !== undefined && { unit_amount_decimal: String(unit) }),
    }
    withParamPrefix(`invoice_items[${index}]`, () => {
      if (invoiceitem !== undefined) return updateInvoiceItem(context, invoiceitem, charged)
      const isPriced = price !== undefined || item.price_data !== undefined
      return createInvoiceItem(context, {
        ...withoutEmpty(charged),
        ...(!isPriced && currency !== undefined && { currency: item.currency ?? currency }),
        customer,
        ...(subscription !== undefined && { subscription }),
      })
    })
  }
}

/** The invoice that a subscription's present period ends with. */
function nextOf(context: Context, of: Subscription): Invoice {
  const end = Math.min(...subscriptionItems(context, of.id).map((item) => item.current_period_end))
  const isPausing = of.status === 'paused' || of.status === 'incomplete'
  if (of.ended_at !== null || isPausing) throw noneUpcoming(of.customer)
  if (of.cancel_at !== null && of.cancel_at <= end) {
    const used = finalUsage(context, of, of.cancel_at)
    if (used.length === 0 && !hasPendingItems(context, of)) throw noneUpcoming(of.customer)
    const last = { reason: 'subscription_cycle' as const, items: [], used, autoAdvance: false }
    return draftSubscriptionInvoice(context.at(of.cancel_at, context.clock), of, last)
  }
  const after = renew(context.at(end, context.clock), context.update<'subscription'>({ ...of, status: 'active' }))
  return context.get('invoice', after.latest_invoice ?? '')
}

/** Does to a subscription what the request says, and answers the invoice that this leads to. */
function changedBy(context: Context, of: Subscription, params: PreviewParams): Invoice {
  const { subscription_details: details = {}, preview_mode: mode } = params
  if (of.ended_at !== null) throw noneUpcoming(of.customer)
  if (details.cancel_now) {
    endSubscription(context, of, { invoice_now: true, prorate: details.proration_behavior !== 'none' })
  } else {
    const { billing_cycle_anchor: anchor, items, metadata, trial_end: trial, cancel_at: at } = details
    const { cancel_at_period_end: atEnd, default_tax_rates: rates, proration_behavior, proration_date } = details
    withParamPrefix('subscription_details', () =>
      updateSubscription(context, of.id, {
        ...(anchor?.type === 'now' && { billing_cycle_anchor: { type: 'now' } }),
        ...(anchor?.type === 'unchanged' && { billing_cycle_anchor: { type: 'unchanged' } }),
        ...(items && { items }),
        ...(metadata !== undefined && { metadata }),
        ...(trial !== undefined && { trial_end: trial }),
        ...(at !== undefined && { cancel_at: at }),
        ...(atEnd !== undefined && { cancel_at_period_end: atEnd }),
        ...(rates !== undefined && { default_tax_rates: rates }),
        ...(proration_behavior && { proration_behavior }),
        ...(proration_date !== undefined && { proration_date }),
        payment_behavior: 'default_incomplete',
      }),
    )
  }
  const after = context.get('subscription', of.id)
  if (mode === 'recurring') dropProrations(context, of.id)
  else if (after.latest_invoice !== of.latest_invoice) return context.get('invoice', after.latest_invoice ?? '')
  return nextOf(context, after)
}

function dropProrations(context: Context, subscription: string) {
  for (const item of context.all('invoiceitem', { subscription, pending: true })) {
    if (item.proration) context.deleted('invoiceitem', item.id)
  }
}

/** The first invoice of a subscription that there is not yet. */
function firstOf(context: Context, customer: string, items: NonNullable<Details['items']>, params: PreviewParams) {
  const { subscription_details: details = {} } = params
  const { billing_cycle_anchor: anchor, trial_end: trial, default_tax_rates: rates, proration_behavior } = details
  const begun = withParamPrefix('subscription_details', () =>
    createSubscription(context, {
      customer,
      items: items.map(({ clear_usage: _usage, deleted: _deleted, id: _id, ...item }) => withoutEmpty(item)),
      payment_behavior: 'default_incomplete',
      ...(params.currency !== undefined && { currency: params.currency }),
      ...(anchor?.timestamp !== undefined && { billing_cycle_anchor: anchor.timestamp }),
      ...(trial !== undefined && { trial_end: trial }),
      ...(rates && { default_tax_rates: rates }),
      ...(details.start_date !== undefined && { backdate_start_date: details.start_date }),
      ...(proration_behavior && { proration_behavior }),
    }),
  )
  const first = context.store.find('invoice', begun.latest_invoice ?? '')
  return first ?? nextOf(context, begun)
}

function drafted(context: Context, params: PreviewParams): Invoice {
  const { invoice_items: extra, subscription: id, subscription_details: details } = params
  const of = id === undefined ? undefined : context.get('subscription', id, 'subscription')
  const payer = payerOf(context, params, of)
  const running = context.all('subscription', { customer: payer.id, ended: false })
  const endOf = (each: Subscription) =>
    Math.min(...subscriptionItems(context, each.id).map((item) => item.current_period_end))
  const next = of ?? running.sort((a, b) => endOf(a) - endOf(b))[0]
  const isNew = of === undefined && details?.items?.length
  const currency = params.currency ?? (isNew ? undefined : next?.currency) ?? payer.currency ?? undefined
  addItem(context, { currency, params, ...(of && { subscription: of.id }) }, payer.id)
  if (of) return changedBy(context, of, params)
  if (details?.items?.length) return firstOf(context, payer.id, details.items, params)
  if (next) return nextOf(context, next)
  const [first] = context.all('invoiceitem', { customer: payer.id, pending: true })
  if (!extra?.length || !first) throw noneUpcoming(payer.id)
  const draft = draftInvoice(context, { customer: payer, currency: first.currency, billingReason: 'manual' })
  addPendingItems(context, draft)
  return updateTotals(context, draft.id)
}

/**
 * The invoice that would come next, or that a change would lead to; nothing of it is kept.
 * https://docs.stripe.com/api/invoices/create_preview
 *
 * @throws StripeError `invoice_upcoming_none`
 */
function preview(context: Context, params: PreviewParams): Invoice {
  const before = drafted(context, params)
  return asPreview(context, params.discounts === undefined ? before : setDiscounts(context, before, params.discounts))
}

/** The invoice that a subscription's present period ends with, as it is announced; nothing where there is none. */
export function upcomingInvoice(context: Context, of: Subscription): Invoice | undefined {
  try {
    return asPreview(context, nextOf(context, of))
  } catch (error) {
    if (error instanceof StripeError && error.details.code === NONE_UPCOMING) return undefined
    throw error
  }
}

/** An invoice as one that is yet to come. */
function asPreview(context: Context, drafted: Invoice): Invoice {
  const found = drafted.status === 'draft' ? applyCredits(context, drafted) : drafted
  const { due, ending } = balanceAfter(found.starting_balance, found)
  const id = `upcoming_${found.id}`
  for (const line of context.all('line_item', { invoice: found.id })) {
    context.create<'line_item'>({ ...line, id: line.id.replace('il_', 'il_tmp_'), invoice: id })
  }
  return context.create<'invoice'>({
    ...found,
    id,
    amount_due: due,
    amount_paid: 0,
    amount_remaining: due,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatically_finalizes_at: null,
    billing_reason: 'upcoming',
    effective_at: null,
    ending_balance: ending,
    hosted_invoice_url: null,
    next_payment_attempt: found.collection_method === 'send_invoice' ? null : found.created + HOUR,
    number: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
  })
}

export const invoicePreview = rehearsal('POST /v1/invoices/create_preview', preview)
