import type { Context } from '../../engine/context.ts'
import { pricingOf } from '../../money/price-amounts.ts'
import { DAY } from '../../time.ts'
import { sessionItems, taxRatesOf } from '../checkout-sessions/lines.ts'
import { setDiscounts } from '../invoices/adjustments.ts'
import { draftInvoice } from '../invoices/draft.ts'
import { createPendingItem } from '../invoices/items.ts'
import { attachInvoiceItem } from '../invoices/lines.ts'
import { updateTotals } from '../invoices/totals.ts'
import { create as createSchedule } from '../subscription-schedules/create.ts'
import { createSubscription } from '../subscriptions/create.ts'
import { keptOf, onSale, priceOf, type Quote } from './quote.ts'

const DAYS_UNTIL_DUE = 30

/** What an accepted quote leads to. */
type Outcome = Partial<Pick<Quote, 'invoice' | 'subscription' | 'subscription_schedule'>>

/**
 * Makes what the customer has accepted: a schedule where its start is to come, a subscription where something recurs, and
 * else a draft of an invoice. https://docs.stripe.com/quotes/overview
 *
 * @throws StripeError for a subscription of a customer who has nothing to pay with
 */
export function outcomeOf(context: Context, quote: Quote): Outcome {
  const items = sessionItems(context, quote.id)
  return onSale(context, items, () => {
    const lines = items.map((item) => ({ id: item.id, price: priceOf(context, item), quantity: item.quantity ?? 1 }))
    const isRecurring = lines.some(({ price }) => price.recurring)
    return isRecurring ? subscribe(context, quote, lines) : { invoice: invoiceOf(context, quote) }
  })
}

interface Line {
  id: string
  price: ReturnType<typeof priceOf>
  quantity: number
}

const sentIn = ({ collection_method: method, invoice_settings: settings }: Quote) =>
  method === 'send_invoice' ? (settings.days_until_due ?? DAYS_UNTIL_DUE) : undefined

function subscribe(context: Context, quote: Quote, lines: Line[]): Outcome {
  const { description, effective_date: start, metadata, trial_period_days: trial } = quote.subscription_data
  const { discount } = keptOf(context, quote.id)
  const order = ({ id, price, quantity }: Line) => ({
    price: price.id,
    quantity,
    tax_rates: taxRatesOf(context, id),
  })
  const days = sentIn(quote)
  const common = {
    default_tax_rates: quote.default_tax_rates ?? [],
    ...(discount && { discounts: [discount] }),
    ...(metadata && { metadata }),
  }
  const items = lines.filter(({ price }) => price.recurring).map(order)
  const extra = lines.filter(({ price }) => !price.recurring).map(order)
  const cycle = lines.find(({ price }) => price.recurring)?.price.recurring
  if (start !== null && start > context.now && cycle) {
    const schedule = createSchedule(context, {
      customer: quote.customer ?? '',
      start_date: start,
      end_behavior: 'release',
      phases: [
        {
          ...common,
          items,
          add_invoice_items: extra,
          ...(description !== null && { description }),
          collection_method: quote.collection_method,
          ...(days !== undefined && { invoice_settings: { days_until_due: days } }),
          duration: { interval: cycle.interval, interval_count: cycle.interval_count },
          ...(trial !== null && { trial_end: start + trial * DAY }),
        },
      ],
    })
    return { subscription_schedule: schedule.id }
  }
  const subscription = createSubscription(context, {
    ...common,
    customer: quote.customer ?? '',
    items,
    add_invoice_items: extra,
    collection_method: quote.collection_method,
    ...(days !== undefined && { days_until_due: days }),
    ...(description !== null && { description }),
    ...(trial !== null && { trial_period_days: trial }),
  })
  return { invoice: subscription.latest_invoice, subscription: subscription.id }
}

function invoiceOf(context: Context, quote: Quote): string {
  const currency = quote.currency ?? ''
  const customer = context.get('customer', quote.customer ?? '')
  const { custom_fields, description, footer } = quote.invoice_settings
  const days = sentIn(quote)
  const draft = draftInvoice(context, {
    customer,
    currency,
    billingReason: 'manual',
    collectionMethod: quote.collection_method,
    autoAdvance: false,
    dueDate: days === undefined ? null : context.now + days * DAY,
    parent: { quote_details: { quote: quote.id }, subscription_details: null, type: 'quote_details' },
    params: {
      custom_fields,
      default_tax_rates: quote.default_tax_rates ?? [],
      ...(description !== null && { description }),
      ...(footer !== null && { footer }),
    },
  })
  for (const { amount_subtotal: amount, description: name, id, price, quantity } of sessionItems(context, quote.id)) {
    const item = createPendingItem(context, {
      amount,
      currency,
      customer: customer.id,
      description: name,
      pricing: price === null ? null : pricingOf(context.get('price', price)),
      quantity: quantity ?? 1,
      tax_rates: taxRatesOf(context, id),
    })
    attachInvoiceItem(context, item, draft.id)
  }
  const { discount } = keptOf(context, quote.id)
  return (discount ? setDiscounts(context, draft, [discount]) : updateTotals(context, draft.id)).id
}
