import type { Context } from '../engine/context.ts'
import { leavingNothing } from '../engine/errors.ts'
import type { Objects } from '../engine/types.ts'
import { money } from '../money/currencies.ts'
import { amountOf, pricingOf, tierParts } from '../money/price-amounts.ts'
import { afterPercentages, isOver, termsOfDiscount } from '../resources/discounts.ts'
import {
  addLine,
  collect,
  defaultMethod,
  draftInvoice,
  finalize,
  ignoreRefusal,
  includePending,
  parentOf,
  retryLater,
  statedBy,
  totalUp,
} from '../resources/invoices/index.ts'
import { nextPeriodEnd, prorated, type Recurring, type Span } from './periods.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Price = Objects['price']
type Invoice = Objects['invoice']

export const DAY = 24 * 60 * 60

export function recurringOf(price: Price): Recurring {
  if (!price.recurring) throw new Error(`${price.id} is not recurring`)
  return price.recurring
}

export const itemsOf = (context: Context, subscription: string) => context.all('subscription_item', { subscription })

/** The end of an item's period, or of the subscription when that comes first. */
const endOf = (of: Subscription, { current_period_end: end }: Item) => Math.min(end, of.cancel_at ?? end)

/** An item's present period, as far as the subscription lasts. */
const presentSpan = (of: Subscription, item: Item): Span => ({
  start: item.current_period_start,
  end: endOf(of, item),
  whole: item.current_period_end - item.current_period_start,
})

/**
 * A line for a span of time of an item.
 *
 * @param paid how much of the span is to be paid, in seconds, where that is not all of it
 */
export function addItemLine(
  context: Context,
  invoice: string,
  of: Subscription,
  item: Item,
  { end, start, whole }: Span,
  paid = end - start,
) {
  const price = context.get('price', item.price)
  const product = context.get('product', price.product)
  const quantity = item.quantity ?? 0
  const { interval, interval_count: count } = recurringOf(price)
  const per = count === 1 ? interval : `every ${count} ${interval}s`
  const at = (unit: number) => `${money(unit, price.currency)} / ${per}`
  const isTrial = of.status === 'trialing' && end > context.now
  const add = (amount: number, description: string, count: number | null) =>
    addLine(context, invoice, {
      amount: prorated(amount, paid, whole),
      currency: price.currency,
      description,
      discounts: item.discounts,
      metadata: item.metadata,
      parent: {
        invoice_item_details: null,
        subscription_item_details: {
          invoice_item: null,
          proration: false,
          proration_details: null,
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
  if (isTrial) return void add(0, `Trial period for ${product.name}`, item.quantity ?? null)
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

const dateOf = (time: number) =>
  new Date(time * 1000).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })

/** How an item was, or is now. */
export interface Held {
  item: Item
  price: Price
  quantity: number
}

export const held = (context: Context, item: Item): Held => ({
  item,
  price: context.get('price', item.price),
  quantity: item.quantity ?? 0,
})

/**
 * What an item costs for all of its period after discounts: for a credit what was taken off its line counts, once it is
 * billed; for a charge the percentages that still hold.
 */
function netOf(context: Context, of: Subscription, { item, price, quantity }: Held, sign: 1 | -1): number {
  const amount = amountOf(context, price, quantity)
  const isOfPeriod = ({ parent, period }: Objects['line_item']) =>
    parent?.subscription_item_details?.subscription_item === item.id &&
    !parent.subscription_item_details.proration &&
    period.end === item.current_period_end
  const lines = context.all('line_item', { invoice: of.latest_invoice }).filter(isOfPeriod)
  const isBilled = lines.length > 0 && lines.reduce((sum, line) => sum + line.amount, 0) === amount
  if (sign < 0 && isBilled) {
    const off = lines.flatMap(({ discount_amounts: amounts }) => amounts ?? [])
    return off.reduce((left, each) => left - each.amount, amount)
  }
  return afterPercentages(context, amount, [...item.discounts, ...of.discounts])
}

/**
 * Credits what was paid for the rest of a period, or charges for it, as an item of the next invoice. Times are counted
 * in seconds. https://docs.stripe.com/billing/subscriptions/prorations
 */
export function prorate(
  context: Context,
  of: Subscription,
  { item, price, quantity }: Held,
  sign: 1 | -1,
  at: number,
  end = endOf(of, item),
) {
  const whole = netOf(context, of, { item, price, quantity }, sign)
  const amount = sign * prorated(whole, end - at, item.current_period_end - item.current_period_start)
  if (amount === 0 || of.status === 'trialing') return
  const { name } = context.get('product', price.product)
  const counted = quantity === 1 ? name : `${quantity} × ${name}`
  context.create<'invoiceitem'>({
    id: context.newId('invoiceitem'),
    object: 'invoiceitem',
    amount,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    date: context.now,
    description: `${sign < 0 ? 'Unused' : 'Remaining'} time on ${counted} after ${dateOf(at)}`,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: amount,
    parent: {
      subscription_details: { subscription: of.id, subscription_item: item.id },
      type: 'subscription_details',
    },
    period: { end, start: at },
    pricing: pricingOf(price),
    proration: true,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: item.tax_rates,
    test_clock: context.clock,
  })
}

/** Credits or charges for the time by which another end makes the present periods shorter or longer. */
export function prorateEnd(context: Context, before: Subscription, after: Subscription) {
  for (const item of itemsOf(context, before.id)) {
    const [was, is] = [endOf(before, item), endOf(after, item)]
    if (was !== is)
      prorate(context, after, held(context, item), is < was ? -1 : 1, Math.min(was, is), Math.max(was, is))
  }
}

interface NewInvoice {
  reason: Invoice['billing_reason']
  /** The items that are billed, for all of their present period. */
  items: Item[]
  /** Whether it is finalized by itself an hour later, as a renewal's is. */
  autoAdvance: boolean
}

/** A draft for a subscription, with the items that wait for it. */
export function draftFor(context: Context, of: Subscription, { reason, items, autoAdvance }: NewInvoice): Invoice {
  const isSent = of.collection_method === 'send_invoice'
  const draft = draftInvoice(context, {
    customer: context.get('customer', of.customer),
    currency: of.currency,
    billingReason: reason,
    collectionMethod: of.collection_method,
    autoAdvance,
    dueDate: isSent ? context.now + (of.days_until_due ?? 0) * DAY : null,
    parent: parentOf(of),
    discounts: of.discounts,
    params: statedBy(of),
  })
  for (const item of items) addItemLine(context, draft.id, of, item, presentSpan(of, item))
  includePending(context, draft, of.id)
  return useUp(context, totalUp(context, draft.id))
}

/** A discount that is for once is over when an invoice has it; one for some months, when these are. */
export function useUp(context: Context, draft: Invoice): Invoice {
  const id = draft.parent?.subscription_details?.subscription ?? ''
  const of = context.get('subscription', id)
  const used = new Set(
    (draft.total_discount_amounts ?? []).filter(({ amount }) => amount > 0).map(({ discount }) => discount),
  )
  const stays = (discount: string) =>
    !isOver(context, discount) && !(used.has(discount) && termsOfDiscount(context, discount)?.duration === 'once')
  const staying = (discounts: string[]) => {
    for (const over of discounts.filter((each) => !stays(each))) discountEnded(context, over)
    return discounts.filter(stays)
  }
  for (const item of itemsOf(context, id)) {
    const discounts = staying(item.discounts)
    if (discounts.length < item.discounts.length) context.update<'subscription_item'>({ ...item, discounts })
  }
  const discounts = staying(of.discounts)
  if (discounts.length < of.discounts.length) context.update<'subscription'>({ ...of, discounts })
  return draft
}

function discountEnded(context: Context, id: string) {
  const over = context.store.find('discount', id)
  if (over) context.happened('customer.discount.deleted', { ...over, end: over.end ?? context.now })
}

export const hasPending = (context: Context, of: Subscription) =>
  context.all('invoiceitem', { subscription: of.id, pending: true }).length > 0

/**
 * Bills at once what a change costs, and takes it from the default payment method.
 *
 * @throws StripeError 402 when the card is declined and the caller would rather have nothing changed
 */
export function invoiceNow(
  context: Context,
  of: Subscription,
  items: Item[],
  how: { payment_behavior?: string | undefined; off_session?: boolean | undefined },
): Subscription {
  const draft = draftFor(context, of, { reason: 'subscription_update', items, autoAdvance: false })
  const changed = context.update<'subscription'>({ ...context.get('subscription', of.id), latest_invoice: draft.id })
  const open = finalize(context, draft)
  if (open.status !== 'open' || of.collection_method === 'send_invoice') return context.get('subscription', of.id)
  const method = defaultMethod(context, open)
  if (how.payment_behavior === 'default_incomplete') return changed
  if (method === null) {
    const tried = { ...open, attempt_count: open.attempt_count + 1, attempted: true }
    context.happened('invoice.payment_failed', context.update<'invoice'>(tried))
  } else {
    const attempt = () => collect(context, open, method, { offSession: how.off_session ?? false })
    if (how.payment_behavior === 'error_if_incomplete') leavingNothing(attempt)
    else ignoreRefusal(attempt)
  }
  if (how.payment_behavior !== 'pending_if_incomplete') retryLater(context, open.id)
  return context.get('subscription', of.id)
}

/** Moves the items whose period is over to their next one, and drafts the invoice for it. */
export function renew(context: Context, before: Subscription): Subscription {
  const over = itemsOf(context, before.id).filter((item) => item.current_period_end <= context.now)
  if (over.length === 0) return before
  const past = {
    start: Math.min(...over.map((item) => item.current_period_start)),
    end: Math.max(...over.map((item) => item.current_period_end)),
  }
  const items = over.map((item) => {
    const recurring = recurringOf(context.get('price', item.price))
    return context.update<'subscription_item'>({
      ...item,
      current_period_start: item.current_period_end,
      current_period_end: nextPeriodEnd(before.billing_cycle_anchor, recurring, item.current_period_end),
    })
  })
  const isDraftKept = before.pause_collection?.behavior === 'keep_as_draft'
  const current = withoutOver(context, before)
  const draft = draftFor(context, current, { reason: 'subscription_cycle', items, autoAdvance: !isDraftKept })
  context.update<'invoice'>({ ...draft, period_start: past.start, period_end: past.end })
  return context.update<'subscription'>({ ...context.get('subscription', before.id), latest_invoice: draft.id })
}

/** A subscription without the discounts whose months are over. */
function withoutOver(context: Context, of: Subscription): Subscription {
  const discounts = of.discounts.filter((id) => !isOver(context, id))
  for (const id of of.discounts) if (!discounts.includes(id)) discountEnded(context, id)
  return discounts.length === of.discounts.length ? of : context.update<'subscription'>({ ...of, discounts })
}
