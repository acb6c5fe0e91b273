import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf } from '../../money/price-amounts.ts'
import { discountsFor } from '../discounts.ts'
import type { Confirmation } from '../payment-intents/confirmation.ts'
import { createSetupIntent } from '../setup-intents.ts'
import { taxRateIds } from '../tax-rates.ts'
import { anchorConfig, anchorOf, checkBackdate, firstPeriod, firstSpans } from './billing-cycle.ts'
import { checkCancelAt } from './cancellation.ts'
import {
  automaticTax,
  billingThresholds,
  invoiceSettings,
  NO_INVOICE_SETTINGS,
  paymentSettings,
  pendingItemInterval,
  trialSettings,
} from './fields.ts'
import { firstInvoice } from './first-invoice.ts'
import { createItem, indexPrices, itemOrders } from './items.ts'
import { hasNoPaymentMethod, ownedPaymentMethod } from './payment-method.ts'
import { announceTrialEnd, scheduleNextChange } from './schedule.ts'
import { trialEndOf } from './trial.ts'

type Subscription = Objects['subscription']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>

/**
 * https://docs.stripe.com/api/subscriptions/create and https://docs.stripe.com/billing/subscriptions/overview
 *
 * The first invoice is paid at once from the default payment method; `payment_behavior` says what follows where that
 * fails, `default_incomplete` leaves the payment to the customer, and a trial or a price of nothing needs none.
 *
 * @throws StripeError for prices that do not fit, without a payment method where one is needed, or 402 under
 *   `error_if_incomplete` when the card is declined
 */
export function createSubscription(
  context: Context,
  params: NewSubscription,
  how: Confirmation = { offSession: params.off_session ?? false },
): Subscription {
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  if (!params.items?.length) throw missing('items')
  if (params.payment_behavior === 'pending_if_incomplete') {
    throw invalid('Setting `payment_behavior` to `pending_if_incomplete` has no effect when creating a subscription.', {
      param: 'payment_behavior',
    })
  }
  const orders = itemOrders(context, params.items, params.currency ?? customer.currency ?? undefined)
  const [first] = orders
  if (!first) throw missing('items')
  const isSent = params.collection_method === 'send_invoice'
  if (isSent && params.days_until_due === undefined) throw missing('days_until_due')
  if (!isSent && params.days_until_due !== undefined) {
    throw invalid('You may only specify days_until_due when collection_method is send_invoice.', {
      param: 'days_until_due',
    })
  }
  const trialEnd = trialEndOf(context, params, orders)
  const anchor = anchorOf(context, params)
  const ordersWithPeriods = orders.map((of) => ({
    of,
    period: firstPeriod(
      context,
      { ...params, ...(anchor !== undefined && { billing_cycle_anchor: anchor }) },
      of,
      trialEnd,
    ),
  }))
  const cancelAt = typeof params.cancel_at === 'number' ? params.cancel_at : null
  checkCancelAt(context, cancelAt)
  checkBackdate(context, params.backdate_start_date)
  const periodEnd = Math.min(...ordersWithPeriods.map(({ period }) => period.end))
  const id = context.newId('subscription')
  const amount = orders.reduce((sum, { price, quantity }) => sum + amountOf(context, price, quantity), 0)
  const by = { customer: customer.id, currency: first.price.currency, amount }
  const atPeriodEnd = params.cancel_at_period_end ?? false
  const isCancelling = atPeriodEnd || cancelAt !== null
  const subscription = context.create<'subscription'>({
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: params.application_fee_percent ?? null,
    automatic_tax: automaticTax(params.automatic_tax),
    billing_cycle_anchor: anchor ?? trialEnd ?? context.now,
    billing_cycle_anchor_config: anchorConfig(params.billing_cycle_anchor_config),
    billing_mode:
      params.billing_mode?.type === 'classic'
        ? { flexible: null, type: 'classic' }
        : { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: billingThresholds(params.billing_thresholds),
    cancel_at: atPeriodEnd ? periodEnd : cancelAt,
    cancel_at_period_end: atPeriodEnd,
    canceled_at: isCancelling ? context.now : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: isCancelling ? 'cancellation_requested' : null,
    },
    collection_method: params.collection_method ?? 'charge_automatically',
    created: context.now,
    currency: first.price.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: params.days_until_due ?? null,
    default_payment_method: ownedPaymentMethod(context, params.default_payment_method, customer.id),
    default_source: null,
    default_tax_rates: taxRateIds(context, params.default_tax_rates, 'default_tax_rates'),
    description: params.description ?? null,
    discounts: discountsFor(context, params.discounts, by, { subscription: id }),
    ended_at: null,
    invoice_settings: invoiceSettings(NO_INVOICE_SETTINGS, params.invoice_settings),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: paymentSettings(
      { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
      params.payment_settings,
    ),
    pending_invoice_item_interval: pendingItemInterval(params.pending_invoice_item_interval),
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: params.backdate_start_date ?? context.now,
    status: trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: context.clock,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: trialSettings(params.trial_settings),
    trial_start: trialEnd === null ? null : context.now,
  })
  const items = ordersWithPeriods.map(({ of, period }, index) => {
    const spans = firstSpans(subscription, of.price, period, params)
    const { start } = spans.at(-1) ?? period
    const item = createItem(context, subscription, of, { start, end: period.end }, index, subscription.start_date)
    return { item, spans }
  })
  indexPrices(context, id)
  const begun = firstInvoice(context, subscription, items, params, how)
  announceTrialEnd(context, undefined, begun)
  const waits = params.payment_behavior === 'default_incomplete' && begun.status === 'trialing'
  if (!waits || !hasNoPaymentMethod(context, begun)) return scheduleNextChange(context, begun)
  const { id: setup } = createSetupIntent(context, { customer: customer.id })
  return scheduleNextChange(context, context.update<'subscription'>({ ...begun, pending_setup_intent: setup }))
}
