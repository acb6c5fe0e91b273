import {
  addItemLine,
  DAY,
  type Held,
  hasPending,
  held,
  invoiceNow,
  itemsOf,
  prorate,
  prorateEnd,
  recurringOf,
  renew,
  useUp,
} from '../../billing/invoices.ts'
import { addIntervals, nextPeriodEnd, periodsSince, type Span } from '../../billing/periods.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, leavingNothing, missing, noSuch } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import { show } from '../../engine/show.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { amountOf, priceFor, pricingOf } from '../../money/price-amounts.ts'
import { discountsFor } from '../discounts.ts'
import {
  addLine,
  collect,
  defaultMethod,
  draftInvoice,
  finalize,
  ignoreRefusal,
  includePending,
  isGivenUp,
  parentOf,
  statedBy,
  totalUp,
  voidInvoice,
} from '../invoices/index.ts'
import type { Confirmation } from '../payment-intents/index.ts'
import { paymentMethodNamed } from '../payment-methods.ts'
import { createPrice } from '../prices.ts'
import { createSetupIntent } from '../setup-intents.ts'
import { taxRatesNamed } from '../tax-rates.ts'

type Subscription = Objects['subscription']
type Item = Objects['subscription_item']
type Price = Objects['price']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>
type ItemParam = NonNullable<NewSubscription['items']>[number]

const HOUR = 60 * 60
/** How long a first payment may be outstanding, and before the end of a trial it is announced. */
const FIRST_PAYMENT = 23 * HOUR
const NOTICE = 3 * DAY
const MOST_TRIAL_DAYS = 730

const NO_METHOD =
  'This customer has no attached payment source or default payment method. Please consider adding a default payment ' +
  'method. For more information, visit ' +
  'https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.'

function itemPrice(
  context: Context,
  item: Pick<ItemParam, 'plan' | 'price' | 'price_data'>,
  index: number,
  currency: string | undefined,
): Price {
  const param = `items[${index}]`
  if (item.price_data) return createPrice(context, { ...item.price_data, active: false }, `${param}[price_data]`)
  const id = item.price ?? item.plan
  if (id === undefined) throw missing(`${param}[price]`)
  return priceFor(context, id, `${param}[price]`, { type: 'recurring', currency })
}

interface Ordered {
  price: Price
  quantity: number
  metadata: ItemParam['metadata']
  discounts: ItemParam['discounts']
  tax_rates: ItemParam['tax_rates']
  billing_thresholds?: ItemParam['billing_thresholds']
}

/** The prices and quantities that a request orders: in one currency, each price once. */
function ordered(context: Context, params: ItemParam[], currency: string | undefined): Ordered[] {
  const prices = new Set<string>()
  let expected = currency
  return params.map((item, index) => {
    const price = itemPrice(context, item, index, expected)
    expected = price.currency
    if (prices.has(price.id)) {
      throw invalid(`Cannot create a Subscription with multiple Subscription Items with the same Price: ${price.id}`, {
        param: 'plan',
      })
    }
    prices.add(price.id)
    return {
      price,
      quantity: quantityOf(item.quantity, `items[${index}][quantity]`),
      metadata: item.metadata,
      discounts: item.discounts,
      tax_rates: item.tax_rates,
      billing_thresholds: item.billing_thresholds,
    }
  })
}

function quantityOf(quantity: number | undefined, param: string): number {
  if (quantity !== undefined && quantity < 0) {
    throw invalid('This value must be greater than or equal to 0.', { code: 'parameter_invalid_integer', param })
  }
  return quantity ?? 1
}

function createItem(
  context: Context,
  of: Subscription,
  order: Ordered,
  period: { start: number; end: number },
  at: number,
) {
  const { currency, customer, id: subscription } = of
  const id = context.newId('subscription_item')
  const on = { subscription, subscription_item: id }
  const { discounts, metadata, price, quantity, tax_rates: rates } = order
  return context.create<'subscription_item'>({
    id,
    object: 'subscription_item',
    billing_thresholds: order.billing_thresholds ?? null,
    created: context.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: discountsFor(context, discounts, { customer, currency }, on, [], `items[${at}][discounts]`),
    metadata: mergeMetadata({}, metadata),
    plan: price.id,
    price: price.id,
    ...(price.recurring?.usage_type !== 'metered' && { quantity }),
    subscription,
    tax_rates: taxRatesNamed(context, rates, `items[${at}][tax_rates]`),
  })
}

/** The end of the trial that a request asks for. */
function trialEndOf(context: Context, params: NewSubscription, orders: Ordered[]): number | null {
  const { trial_end: end, trial_period_days: days } = params
  if (end !== undefined && days !== undefined) {
    throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.', {
      code: 'parameters_exclusive',
      param: 'trial_end',
    })
  }
  if (typeof end === 'number') {
    if (end <= context.now) throw invalid('Invalid timestamp: must be in the future.', { param: 'trial_end' })
    return end
  }
  if (days !== undefined && days < 1) {
    throw invalid('The minimum number of trial period days is 1.', { param: 'trial_period_days' })
  }
  if (days !== undefined && days > MOST_TRIAL_DAYS) {
    throw invalid(`The maximum number of trial period days is ${MOST_TRIAL_DAYS} (2 years).`, {
      param: 'trial_period_days',
    })
  }
  const ofPrices = params.trial_from_plan ? orders.map(({ price }) => price.recurring?.trial_period_days ?? 0) : []
  const length = days ?? Math.max(0, ...ofPrices)
  return length > 0 ? context.now + length * DAY : null
}

type AnchorConfig = NewSubscription['billing_cycle_anchor_config']

const anchorConfig = (of: AnchorConfig): Subscription['billing_cycle_anchor_config'] =>
  of
    ? {
        day_of_month: of.day_of_month,
        hour: of.hour ?? null,
        minute: of.minute ?? null,
        month: of.month ?? null,
        second: of.second ?? null,
      }
    : null

/**
 * The first time that a billing cycle begins, if the request says which: a time, or the next one on a day of a month.
 * https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
function anchorOf(context: Context, params: NewSubscription): number | undefined {
  const { billing_cycle_anchor: anchor, billing_cycle_anchor_config: config } = params
  if (!config) return anchor
  if (anchor !== undefined) {
    throw invalid('You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.', {
      code: 'parameters_exclusive',
      param: 'billing_cycle_anchor',
    })
  }
  const { day_of_month: day, month } = config
  const inRange = (value: number | undefined, least: number, most: number, name: string) => {
    if (value === undefined || (value >= least && value <= most)) return
    throw invalid(`This value must be between ${least} and ${most}.`, {
      code: 'parameter_invalid_integer',
      param: `billing_cycle_anchor_config[${name}]`,
    })
  }
  inRange(day, 1, 31, 'day_of_month')
  inRange(month, 1, 12, 'month')
  inRange(config.hour, 0, 23, 'hour')
  inRange(config.minute, 0, 59, 'minute')
  inRange(config.second, 0, 59, 'second')
  const now = new Date(context.now * 1000)
  const { hour = now.getUTCHours(), minute = now.getUTCMinutes(), second = now.getUTCSeconds() } = config
  for (let ahead = 0; ; ahead++) {
    const [year, at] = [now.getUTCFullYear(), now.getUTCMonth() + ahead]
    if (month !== undefined && at % 12 !== month - 1) continue
    const last = new Date(Date.UTC(year, at + 1, 0)).getUTCDate()
    const found = Date.UTC(year, at, Math.min(day, last), hour, minute, second) / 1000
    if (found > context.now) return found
  }
}

/** @throws StripeError for a time that is over */
function checkCancelAt(context: Context, at: number | null) {
  if (at !== null && at <= context.now) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'cancel_at' })
  }
}

/** The first period of an item, which is a part of a whole one when the billing cycle begins later. */
function firstPeriod(context: Context, params: NewSubscription, { price }: Ordered, trialEnd: number | null) {
  const anchor = params.billing_cycle_anchor
  const full = addIntervals(context.now, recurringOf(price))
  if (anchor !== undefined && trialEnd === null && (anchor <= context.now || anchor > full)) {
    throw invalid('billing_cycle_anchor must be in the future and at most one period ahead.', {
      param: 'billing_cycle_anchor',
    })
  }
  const isFree = anchor !== undefined && params.proration_behavior === 'none'
  return { start: context.now, end: trialEnd ?? anchor ?? full, whole: full - context.now, isFree }
}

/** A span that the first invoice has a line for, and how much of it is to be paid, in seconds. */
interface FirstSpan extends Span {
  paid: number
}

/**
 * What the first invoice is for: the first period as far as the subscription lasts, and before it what it is backdated
 * by, in the periods that there would have been. https://docs.stripe.com/billing/subscriptions/backdating
 */
function firstSpans(
  { cancel_at: cancelAt, start_date: since }: Subscription,
  price: Price,
  period: ReturnType<typeof firstPeriod>,
  { proration_behavior: behavior }: NewSubscription,
): FirstSpan[] {
  const { start, end, whole, isFree } = period
  const isCut = cancelAt !== null && cancelAt < end && behavior !== 'none'
  const last = isCut ? cancelAt : end
  const past = behavior === 'none' ? [] : periodsSince(start, recurringOf(price), since)
  return [
    ...past.map((span) => ({ ...span, paid: span.end - span.start })),
    { start, end: last, whole, paid: isFree ? 0 : last - start },
  ]
}

/** @throws StripeError for a time to come */
function checkBackdate(context: Context, date: number | undefined) {
  if (date !== undefined && date >= context.now) {
    throw invalid('Invalid timestamp: `backdate_start_date` must be in the past.', { param: 'backdate_start_date' })
  }
}

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
  const orders = ordered(context, params.items, params.currency ?? customer.currency ?? undefined)
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
  const by = { customer: customer.id, currency: first.price.currency }
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
    billing_thresholds: thresholds(params.billing_thresholds),
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
    default_payment_method: methodOf(context, params.default_payment_method, customer.id),
    default_source: null,
    default_tax_rates: taxRatesNamed(context, params.default_tax_rates, 'default_tax_rates'),
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
    pending_invoice_item_interval: itemInterval(params.pending_invoice_item_interval),
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
  const items = ordersWithPeriods.map(({ of, period }, index) => ({
    item: createItem(context, subscription, of, period, index),
    spans: firstSpans(subscription, of.price, period, params),
  }))
  indexPrices(context, id)
  const begun = firstInvoice(context, subscription, items, params, how)
  const waits = params.payment_behavior === 'default_incomplete' && begun.status === 'trialing'
  if (!waits || !isWithoutMethod(context, begun)) return scheduled(context, begun)
  const { id: setup } = createSetupIntent(context, { customer: customer.id })
  return scheduled(context, context.update<'subscription'>({ ...begun, pending_setup_intent: setup }))
}

const trialSettings = (of: NewSubscription['trial_settings']): Subscription['trial_settings'] => ({
  end_behavior: {
    billing_cycle_anchor: of?.end_behavior.billing_cycle_anchor ?? null,
    missing_payment_method: of?.end_behavior.missing_payment_method ?? 'create_invoice',
  },
})

/** It is shown as it was asked for: nothing is billed early. */
const thresholds = (of: NewSubscription['billing_thresholds']): Subscription['billing_thresholds'] =>
  of ? { amount_gte: of.amount_gte ?? null, reset_billing_cycle_anchor: of.reset_billing_cycle_anchor ?? null } : null

/** It is shown as it was asked for: pending items wait for the next invoice. */
const itemInterval = (
  of: NewSubscription['pending_invoice_item_interval'],
): Subscription['pending_invoice_item_interval'] =>
  of ? { interval: of.interval, interval_count: of.interval_count ?? 1 } : null

const NO_INVOICE_SETTINGS: Subscription['invoice_settings'] = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: { type: 'self' },
}

/** What the subscription's invoices say. */
const invoiceSettings = (
  before: Subscription['invoice_settings'],
  params: UpdateParams['invoice_settings'],
): Subscription['invoice_settings'] => changed(before, params ?? {}, ['custom_fields', 'description', 'footer'])

type PaymentSettings = NonNullable<Subscription['payment_settings']>

/** They are kept as they are given, and show every kind of method that was not named as absent. */
const asOptions = (of: unknown) => of as PaymentSettings['payment_method_options']

function paymentSettings(before: PaymentSettings, params: NewSubscription['payment_settings']): PaymentSettings {
  const { payment_method_options: options, ...others } = params ?? {}
  return {
    ...changed(before, others, ['payment_method_types', 'save_default_payment_method']),
    payment_method_options: options
      ? asOptions({ ...before.payment_method_options, ...options })
      : before.payment_method_options,
  }
}

/** It is shown as it was asked for: no tax is due here. */
const automaticTax = (of: { enabled: boolean } | undefined): Subscription['automatic_tax'] => ({
  disabled_reason: null,
  enabled: of?.enabled ?? false,
  liability: of?.enabled ? { type: 'self' } : null,
})

/** A subscription is listed by the prices of its items, which are kept apart from it. */
function indexPrices(context: Context, id: string) {
  const prices = context.all('subscription_item', { subscription: id }).map(({ price }) => price)
  context.store.setPrivate('subscription', id, prices)
}

function methodOf(context: Context, given: string | undefined, customer: string): string | null {
  if (given === undefined) return null
  const method = paymentMethodNamed(context, given, 'default_payment_method')
  if (method.customer !== customer) {
    throw invalid(
      `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to ` +
        'the customer.',
      { code: 'resource_missing', param: 'default_payment_method' },
    )
  }
  return method.id
}

function firstInvoice(
  context: Context,
  subscription: Subscription,
  items: { item: Item; spans: FirstSpan[] }[],
  params: NewSubscription,
  how: Confirmation,
): Subscription {
  const isSent = subscription.collection_method === 'send_invoice'
  const draft = draftInvoice(context, {
    customer: context.get('customer', subscription.customer),
    currency: subscription.currency,
    billingReason: 'subscription_create',
    collectionMethod: subscription.collection_method,
    autoAdvance: true,
    dueDate: isSent ? context.now + (subscription.days_until_due ?? 0) * DAY : null,
    parent: parentOf(subscription),
    discounts: subscription.discounts,
    params: statedBy(subscription),
  })
  for (const { item, spans } of items) {
    for (const span of spans) addItemLine(context, draft.id, subscription, item, span, span.paid)
  }
  for (const [index, extra] of (params.add_invoice_items ?? []).entries()) {
    addExtraLine(context, draft.id, subscription, extra, index)
  }
  includePending(context, draft, subscription.id)
  const totalled = useUp(context, totalUp(context, draft.id))
  const withInvoice = context.update<'subscription'>({
    ...context.get('subscription', subscription.id),
    latest_invoice: draft.id,
    status: isSent && subscription.status === 'incomplete' ? 'active' : subscription.status,
  })
  if (isSent && totalled.total > 0) return withInvoice
  return collectFirst(context, withInvoice, totalled, params, how)
}

type ExtraItem = NonNullable<NewSubscription['add_invoice_items']>[number]

function extraPrice(context: Context, of: Subscription, extra: ExtraItem, param: string): Price {
  if (extra.price_data) return createPrice(context, { ...extra.price_data, active: false }, `${param}[price_data]`)
  if (extra.price === undefined) throw missing(`${param}[price]`)
  return priceFor(context, extra.price, `${param}[price]`, { type: 'one_time', currency: of.currency })
}

function addExtraLine(context: Context, invoice: string, of: Subscription, extra: ExtraItem, index: number) {
  const price = extraPrice(context, of, extra, `add_invoice_items[${index}]`)
  const quantity = extra.quantity ?? 1
  addLine(context, invoice, {
    amount: amountOf(context, price, quantity),
    currency: of.currency,
    description: context.get('product', price.product).name,
    metadata: mergeMetadata({}, extra.metadata),
    parent: null,
    period: { end: context.now, start: context.now },
    pricing: pricingOf(price),
    quantity,
    subscription: of.id,
    taxRates: taxRatesNamed(context, extra.tax_rates, `add_invoice_items[${index}][tax_rates]`),
    discounts: discountsFor(
      context,
      extra.discounts,
      { customer: of.customer, currency: of.currency },
      { invoice },
      [],
      `add_invoice_items[${index}][discounts]`,
    ),
  })
}

/** An item that the subscription's next invoice has as well. */
function addPendingItem(context: Context, of: Subscription, extra: ExtraItem, index: number) {
  const param = `add_invoice_items[${index}]`
  const price = extraPrice(context, of, extra, param)
  const quantity = extra.quantity ?? 1
  const id = context.newId('invoiceitem')
  const amount = amountOf(context, price, quantity)
  context.create<'invoiceitem'>({
    id,
    object: 'invoiceitem',
    amount,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    date: context.now,
    description: context.get('product', price.product).name,
    discountable: extra.discountable ?? true,
    discounts: discountsFor(context, extra.discounts, of, { invoice_item: id }, [], `${param}[discounts]`),
    invoice: null,
    livemode: false,
    metadata: mergeMetadata({}, extra.metadata),
    net_amount: amount,
    parent: { subscription_details: { subscription: of.id }, type: 'subscription_details' },
    period: { end: context.now, start: context.now },
    pricing: pricingOf(price),
    proration: false,
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: taxRatesNamed(context, extra.tax_rates, `${param}[tax_rates]`),
    test_clock: context.clock,
  })
}

function collectFirst(
  context: Context,
  subscription: Subscription,
  draft: Objects['invoice'],
  params: NewSubscription,
  how: Confirmation,
): Subscription {
  const { payment_behavior: behavior = 'allow_incomplete' } = params
  const method = defaultMethod(context, draft)
  if (draft.total > 0 && method === null && behavior !== 'default_incomplete') {
    throw invalid(NO_METHOD, { code: 'resource_missing' })
  }
  const opened = finalize(context, { ...draft, auto_advance: false })
  if (opened.status === 'open' && method !== null && behavior !== 'default_incomplete') {
    const attempt = () => collect(context, opened, method, how)
    if (behavior === 'error_if_incomplete') leavingNothing(attempt)
    else ignoreRefusal(attempt)
  }
  return context.get('subscription', subscription.id)
}

/** What a change leads to by itself, and when: it is looked at again then. */
function nextChange(context: Context, of: Subscription): number | null {
  if (of.ended_at !== null) return null
  if (of.status === 'incomplete') return of.created + FIRST_PAYMENT
  const times = of.status === 'paused' ? [] : itemsOf(context, of.id).map((item) => item.current_period_end)
  if (of.cancel_at !== null) times.push(of.cancel_at)
  if (of.pending_update) times.push(of.pending_update.expires_at)
  if (of.trial_end !== null && of.trial_end - NOTICE > context.now) times.push(of.trial_end - NOTICE)
  return times.length === 0 ? null : Math.min(...times)
}

function scheduled(context: Context, of: Subscription): Subscription {
  context.schedule(of, nextChange(context, of))
  return of
}

/** https://docs.stripe.com/billing/subscriptions/overview: what time alone brings about. */
function elapsed(context: Context, before: Subscription) {
  scheduled(context, changedByTime(context, before))
}

function changedByTime(context: Context, found: Subscription): Subscription {
  if (found.ended_at !== null) return found
  const isOver = found.pending_update !== null && found.pending_update.expires_at <= context.now
  const before = isOver ? dropWaiting(context, found) : found
  if (before.status === 'incomplete') return endSubscription(context, before)
  if (before.cancel_at !== null && before.cancel_at <= context.now) return endSubscription(context, before)
  if (before.status !== 'trialing') return renew(context, before)
  if (before.trial_end !== null && before.trial_end > context.now) {
    context.happened('customer.subscription.trial_will_end', before)
    return before
  }
  return endTrial(context, before)
}

function isWithoutMethod(context: Context, of: Subscription): boolean {
  const owner = context.get('customer', of.customer)
  const method = of.default_payment_method ?? owner.invoice_settings.default_payment_method
  return method === null && of.collection_method === 'charge_automatically'
}

/** The first paid period follows a trial; without a payment method its settings say what does. */
function endTrial(context: Context, before: Subscription): Subscription {
  const { missing_payment_method: behavior } = before.trial_settings?.end_behavior ?? {}
  const isMissing = isWithoutMethod(context, before)
  if (isMissing && behavior === 'cancel') return endSubscription(context, before)
  if (isMissing && behavior === 'pause') {
    const paused = context.update<'subscription'>({ ...before, status: 'paused' })
    context.happened('customer.subscription.paused', paused)
    return paused
  }
  return renew(context, context.update<'subscription'>({ ...before, status: 'active' }))
}

/** A payment that fails makes an active subscription past due, and ends it when no further attempt is made. */
function paymentFailed(context: Context, invoice: Objects['invoice']) {
  const id = invoice.parent?.subscription_details?.subscription
  const subscription = id === undefined ? undefined : context.store.find('subscription', id)
  if (!subscription || subscription.ended_at !== null || subscription.status === 'incomplete') return
  if (waitingFor(context, invoice.id)) return
  if (isGivenUp(invoice)) endSubscription(context, subscription, {}, 'payment_failed')
  else context.update<'subscription'>({ ...subscription, status: 'past_due' })
}

/** A subscription whose invoice is paid is active, from then on with that payment method if it is to be kept. */
function invoicePaid(context: Context, invoice: Objects['invoice']) {
  const id = invoice.parent?.subscription_details?.subscription
  const subscription = id === undefined ? undefined : context.store.find('subscription', id)
  if (!subscription) return
  const waiting = subscription.pending_update && waitingFor(context, invoice.id)
  const status = ['incomplete', 'past_due', 'unpaid'].includes(subscription.status) ? 'active' : subscription.status
  const saves = subscription.payment_settings?.save_default_payment_method === 'on_subscription'
  const [payment] = saves ? context.all('invoice_payment', { invoice: invoice.id }) : []
  const intent = context.store.find('payment_intent', payment?.payment.payment_intent ?? '')
  const paid = context.update<'subscription'>({
    ...subscription,
    default_payment_method: intent?.payment_method ?? subscription.default_payment_method,
    status,
  })
  if (waiting) applyWaiting(context, paid, waiting)
  else if (subscription.status === 'incomplete') scheduled(context, paid)
}

/** A subscription that waited for a payment method has it, to keep where its settings say so. */
function setUp(context: Context, { customer, id, payment_method: method }: Objects['setup_intent']) {
  if (customer === null) return
  const waits = context.all('subscription', { customer, ended: false }).find((of) => of.pending_setup_intent === id)
  if (!waits) return
  const saves = waits.payment_settings?.save_default_payment_method === 'on_subscription'
  context.update<'subscription'>({
    ...waits,
    pending_setup_intent: null,
    ...(saves && { default_payment_method: method }),
  })
}

type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

/** What of a subscription can be changed after it has ended. */
const ALWAYS_EDITABLE = new Set(['cancellation_details', 'expand', 'metadata'])

function cancellationOf(context: Context, before: Subscription, params: UpdateParams) {
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd, cancellation_details: details } = params
  if (at !== undefined && at !== null && atPeriodEnd) {
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      code: 'parameters_exclusive',
      param: 'cancel_at',
    })
  }
  const ends = context.all('subscription_item', { subscription: before.id }).map((item) => item.current_period_end)
  const state = { ...changed(before, {}, []) }
  if (at !== undefined || atPeriodEnd !== undefined) {
    const named = at === 'min_period_end' ? Math.min(...ends) : at === 'max_period_end' ? Math.max(...ends) : at
    state.cancel_at = atPeriodEnd ? Math.min(...ends) : typeof named === 'number' ? named : null
    if (typeof at === 'number') checkCancelAt(context, at)
    state.cancel_at_period_end = atPeriodEnd ?? false
    state.canceled_at = state.cancel_at === null ? null : context.now
  }
  const reason = state.cancel_at !== null || before.status === 'canceled' ? ('cancellation_requested' as const) : null
  return {
    cancel_at: state.cancel_at,
    cancel_at_period_end: state.cancel_at_period_end,
    canceled_at: state.canceled_at,
    cancellation_details: withDetails({ ...before, cancellation_details: { ...noDetails(before), reason } }, details),
  }
}

const noDetails = ({ cancellation_details: details }: Subscription) =>
  details ?? { comment: null, feedback: null, feedback_option: null, reason: null }

const withDetails = (of: Subscription, params: UpdateParams['cancellation_details']) => ({
  ...noDetails(of),
  ...(params?.comment !== undefined && { comment: params.comment }),
  ...(params?.feedback !== undefined && { feedback: params.feedback }),
})

/** Items as they were and as they are, of those that a request changes. */
interface ItemChange {
  before?: Held
  after?: Held
}

/** Adds, changes and removes items; each keeps its period. */
function updateItems(context: Context, subscription: Subscription, params: NonNullable<UpdateParams['items']>) {
  const present = itemsOf(context, subscription.id)
  const [first] = present
  const period = {
    start: first?.current_period_start ?? context.now,
    end: first?.current_period_end ?? context.now,
  }
  const changes = params.map((item, index): ItemChange => {
    const { id, price: named, quantity, deleted } = item
    const param = `items[${index}]`
    const before = id === undefined ? undefined : present.find((candidate) => candidate.id === id)
    if (id !== undefined && !before) throw noSuch('subscription_item', id, `${param}[id]`, false)
    if (before && deleted) {
      context.deleted('subscription_item', before.id, { keepTombstone: true })
      return { before: held(context, before) }
    }
    if (before) {
      const isRepriced = named !== undefined || item.price_data !== undefined
      const price = isRepriced ? itemPrice(context, item, index, subscription.currency).id : before.price
      const after = context.update<'subscription_item'>({
        ...before,
        ...(item.discounts !== undefined && {
          discounts: discountsFor(
            context,
            item.discounts,
            subscription,
            { subscription: subscription.id, subscription_item: before.id },
            before.discounts,
            `${param}[discounts]`,
          ),
        }),
        ...(item.tax_rates !== undefined && {
          tax_rates: taxRatesNamed(context, item.tax_rates, `${param}[tax_rates]`, before.tax_rates ?? []),
        }),
        ...(item.billing_thresholds !== undefined && { billing_thresholds: item.billing_thresholds }),
        metadata: mergeMetadata(before.metadata, item.metadata),
        plan: price,
        price,
        ...(quantity !== undefined && { quantity: quantityOf(quantity, `${param}[quantity]`) }),
      })
      return { before: held(context, before), after: held(context, after) }
    }
    const price = itemPrice(context, item, index, subscription.currency)
    if (present.some((candidate) => candidate.price === price.id)) {
      throw invalid(`Cannot add multiple subscription items with the same price: ${price.id}`, {
        param: `${param}[price]`,
      })
    }
    const of = {
      price,
      quantity: quantityOf(quantity, `${param}[quantity]`),
      metadata: item.metadata ?? {},
      discounts: item.discounts,
      tax_rates: item.tax_rates,
      billing_thresholds: item.billing_thresholds,
    }
    return { after: held(context, createItem(context, subscription, of, period, index)) }
  })
  if (itemsOf(context, subscription.id).length === 0) {
    throw invalid('A subscription must have at least one active price. In order to cancel, use the cancel endpoint.', {
      param: 'items',
    })
  }
  indexPrices(context, subscription.id)
  return changes
}

const costs = (context: Context, { price, quantity }: Held) => amountOf(context, price, quantity)

const intervalOf = ({ price }: Held) => {
  const { interval, interval_count: count } = recurringOf(price)
  return `${count} ${interval}`
}

const asksCycle = ({ billing_cycle_anchor: anchor }: UpdateParams) =>
  String(anchor) === 'now' || (typeof anchor === 'object' && anchor.type === 'now')

/**
 * Whether a change begins a new billing cycle, which is billed at once: when an item is paid in another interval, what
 * was free is no longer, or the request asks for it.
 */
function beginsCycle(context: Context, params: UpdateParams, changes: ItemChange[]): boolean {
  if (asksCycle(params)) return true
  return changes.some(({ before, after }) => {
    if (!before || !after) return false
    return intervalOf(before) !== intervalOf(after) || (costs(context, before) === 0 && costs(context, after) > 0)
  })
}

function prorationDate(context: Context, { proration_date: date }: UpdateParams, items: Item[]): number {
  if (date === undefined) return context.now
  if (items.some((item) => date < item.current_period_start || date > item.current_period_end)) {
    throw invalid('Cannot specify a proration date outside of the current period.', { param: 'proration_date' })
  }
  return date
}

/**
 * Bills a change of items: what was paid for the rest of the period is credited, and what it costs now is charged, on
 * the next invoice or on one at once. https://docs.stripe.com/billing/subscriptions/change-price
 */
function billChanges(context: Context, before: Subscription, present: Item[], params: UpdateParams): Subscription {
  const changes = params.items ? updateItems(context, before, params.items) : []
  const { proration_behavior: behavior = 'create_prorations' } = params
  const at = prorationDate(context, params, present)
  if (before.status !== 'trialing' && beginsCycle(context, params, changes)) {
    if (behavior !== 'none') {
      const were = new Map(changes.flatMap(({ before: was }) => (was ? [[was.item.id, was]] : [])))
      for (const item of present) prorate(context, before, were.get(item.id) ?? held(context, item), -1, at)
    }
    const items = itemsOf(context, before.id).map((item) => withPeriod(context, item, context.now))
    const anchored = context.update<'subscription'>({ ...before, billing_cycle_anchor: context.now })
    return invoiceNow(context, anchored, items, params)
  }
  if (behavior === 'none') return before
  for (const { before: was, after: is } of changes) {
    const isSame = was && is && was.price.id === is.price.id && was.quantity === is.quantity
    if (isSame) continue
    if (was) prorate(context, before, was, -1, at)
    if (is) prorate(context, before, is, 1, at)
  }
  if (behavior !== 'always_invoice' || !hasPending(context, before)) return before
  return invoiceNow(context, before, [], params)
}

const withPeriod = (context: Context, item: Item, start: number) =>
  context.update<'subscription_item'>({
    ...item,
    current_period_start: start,
    current_period_end: addIntervals(start, recurringOf(context.get('price', item.price))),
  })

/** What an update may bring that waits for its payment: https://docs.stripe.com/billing/pending-updates-reference */
const PENDABLE = new Set([
  'add_invoice_items',
  'billing_cycle_anchor',
  'cancel_at_period_end',
  'discounts',
  'expand',
  'items',
  'metadata',
  'off_session',
  'payment_behavior',
  'proration_behavior',
  'proration_date',
  'trial_end',
  'trial_from_plan',
])

/** Of these, what changes what is billed: it takes the place of an update that still waits. */
const BILLED = ['billing_cycle_anchor', 'items', 'trial_end'] as const

/** An update that waits for its invoice, which it is kept with: how the subscription and its items are to be. */
interface Waiting {
  subscription: Partial<Subscription>
  items: Item[]
}

const waitingFor = (context: Context, invoice: string | null) =>
  invoice === null ? undefined : context.store.private<Waiting>('invoice', invoice)

/** They are kept in full where others are kept by their ids: until they are paid for there are no such items. */
const asShown = (context: Context, items: Item[]) => items.map((item) => show(context, item, [])) as unknown as string[]

/** Makes a subscription's items those that are given, some of which may have been there before. */
function setItems(context: Context, of: string, items: Item[]) {
  const ids = new Set(items.map(({ id }) => id))
  const present = new Set(itemsOf(context, of).map(({ id }) => id))
  for (const id of present) {
    if (!ids.has(id)) context.deleted('subscription_item', id, { keepTombstone: true })
  }
  for (const item of items) {
    if (!present.has(item.id)) context.store.restore('subscription_item', item.id)
    context.update<'subscription_item'>(item)
  }
  indexPrices(context, of)
}

/**
 * Changes a subscription only if what that costs is paid: else the change waits for its invoice, for 23 hours or until
 * the period or the trial ends. https://docs.stripe.com/billing/subscriptions/pending-updates
 *
 * @throws StripeError for parameters that cannot wait, or a subscription whose invoices are sent
 */
function updateIfPaid(context: Context, id: string, params: UpdateParams): Subscription {
  const before = context.get('subscription', id)
  const param = 'payment_behavior'
  if (before.collection_method === 'send_invoice') {
    throw invalid('`payment_behavior=pending_if_incomplete` needs `collection_method=charge_automatically`.', { param })
  }
  const others = Object.keys(params).filter((name) => !PENDABLE.has(name))
  if (others.length > 0) {
    throw invalid(
      `With \`payment_behavior=pending_if_incomplete\` you can only pass ${[...PENDABLE].join(', ')}; not ${others.join(', ')}.`,
      { param: others[0] },
    )
  }
  const items = itemsOf(context, id)
  const after = updateNow(context, id, params)
  const invoice = context.store.find('invoice', after.latest_invoice ?? '')
  if (invoice?.status !== 'open' || invoice.id === before.latest_invoice) return after
  const changedItems = itemsOf(context, id)
  const shown = params.items ? asShown(context, changedItems) : null
  const hasTrial = after.trial_end !== before.trial_end
  const waiting: Waiting = {
    items: changedItems,
    subscription: {
      ...((asksCycle(params) || after.billing_cycle_anchor !== before.billing_cycle_anchor) && {
        billing_cycle_anchor: after.billing_cycle_anchor,
      }),
      ...(hasTrial && {
        status: (after.trial_end ?? 0) > context.now ? 'trialing' : 'active',
        trial_end: after.trial_end,
        trial_start: after.trial_start,
      }),
      ...(params.cancel_at_period_end !== undefined && {
        cancel_at: after.cancel_at,
        cancel_at_period_end: after.cancel_at_period_end,
        canceled_at: after.canceled_at,
        cancellation_details: after.cancellation_details,
      }),
      ...(params.discounts !== undefined && { discounts: after.discounts }),
      ...(params.metadata && { metadata: after.metadata }),
    },
  }
  context.store.setPrivate('invoice', invoice.id, waiting)
  setItems(context, id, items)
  const ends = items.map((item) => item.current_period_end)
  if (before.trial_end !== null && before.trial_end > context.now) ends.push(before.trial_end)
  return scheduled(
    context,
    context.update<'subscription'>({
      ...before,
      latest_invoice: invoice.id,
      pending_update: {
        billing_cycle_anchor: waiting.subscription.billing_cycle_anchor ?? null,
        cancel_at_period_end: params.cancel_at_period_end ?? null,
        discount: null,
        discounts: waiting.subscription.discounts ?? null,
        expires_at: Math.min(context.now + FIRST_PAYMENT, ...ends),
        metadata: params.metadata ? mergeMetadata({}, params.metadata) : null,
        subscription_items: shown,
        trial_end: waiting.subscription.trial_end ?? null,
        trial_from_plan: params.trial_from_plan ?? null,
      },
    }),
  )
}

/** Does what has waited for an invoice that is now paid. */
function applyWaiting(context: Context, of: Subscription, { items, subscription }: Waiting): Subscription {
  setItems(context, of.id, items)
  const applied = context.update<'subscription'>({ ...of, ...subscription, pending_update: null })
  context.happened('customer.subscription.pending_update_applied', applied)
  return scheduled(context, applied)
}

/** An update whose invoice is void is no longer to come. */
function invoiceVoided(context: Context, { id, parent }: Objects['invoice']) {
  const of = context.store.find('subscription', parent?.subscription_details?.subscription ?? '')
  if (!of?.pending_update || of.latest_invoice !== id) return
  const isOver = of.pending_update.expires_at <= context.now
  const without = context.update<'subscription'>({ ...of, pending_update: null })
  if (isOver) context.happened('customer.subscription.pending_update_expired', without)
}

/** Voids the invoice that an update waits for, and so drops the update. */
function dropWaiting(context: Context, of: Subscription): Subscription {
  const invoice = of.pending_update && context.store.find('invoice', of.latest_invoice ?? '')
  if (invoice?.status !== 'open') return of
  voidInvoice(context, invoice)
  return context.get('subscription', of.id)
}

export function updateSubscription(context: Context, id: string, params: UpdateParams): Subscription {
  const before = context.get('subscription', id)
  if (before.ended_at === null && BILLED.some((name) => params[name] !== undefined)) dropWaiting(context, before)
  return (params.payment_behavior === 'pending_if_incomplete' ? updateIfPaid : updateNow)(context, id, params)
}

function updateNow(context: Context, id: string, params: UpdateParams): Subscription {
  const before = context.get('subscription', id)
  if (before.ended_at !== null && Object.keys(params).some((name) => !ALWAYS_EDITABLE.has(name))) {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.', {
      code: 'invalid_canceled_subscription_fields',
    })
  }
  const method = params.collection_method ?? before.collection_method
  const days = params.days_until_due ?? before.days_until_due
  if (method === 'send_invoice' && days === null) throw missing('days_until_due')
  if (method !== 'send_invoice' && params.days_until_due !== undefined) {
    throw invalid('You may only specify days_until_due when collection_method is send_invoice.', {
      param: 'days_until_due',
    })
  }
  const { pause_collection: pause } = params
  const settings = params.payment_settings
  const present = itemsOf(context, id)
  const described = context.update<'subscription'>({
    ...changed(before, params, ['application_fee_percent', 'collection_method', 'description']),
    days_until_due: method === 'send_invoice' ? days : null,
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(params.discounts !== undefined && {
      discounts: discountsFor(context, params.discounts, before, { subscription: id }, before.discounts),
    }),
    ...(params.default_tax_rates !== undefined && {
      default_tax_rates: taxRatesNamed(
        context,
        params.default_tax_rates,
        'default_tax_rates',
        before.default_tax_rates ?? [],
      ),
    }),
    default_payment_method:
      methodOf(context, params.default_payment_method, before.customer) ?? before.default_payment_method,
    metadata: mergeMetadata(before.metadata, params.metadata),
    ...(pause !== undefined && {
      pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null },
    }),
    ...(settings &&
      before.payment_settings && { payment_settings: paymentSettings(before.payment_settings, settings) }),
    ...(params.billing_thresholds !== undefined && { billing_thresholds: thresholds(params.billing_thresholds) }),
    ...(params.pending_invoice_item_interval !== undefined && {
      pending_invoice_item_interval: itemInterval(params.pending_invoice_item_interval),
    }),
    ...(params.trial_settings && { trial_settings: trialSettings(params.trial_settings) }),
    invoice_settings: invoiceSettings(before.invoice_settings, params.invoice_settings),
  })
  for (const [index, extra] of (params.add_invoice_items ?? []).entries()) {
    addPendingItem(context, described, extra, index)
  }
  const billed = billChanges(context, described, present, params)
  const trial = params.trial_end ?? trialOfPrices(context, billed, params)
  const tried = trial === undefined ? billed : withTrial(context, billed, trial, params)
  const ending = context.update<'subscription'>({ ...tried, ...cancellationOf(context, tried, params) })
  return scheduled(context, billEnd(context, tried, ending, params))
}

/** The end of the trial that the prices of a change give, where it is to have one. */
function trialOfPrices(context: Context, of: Subscription, params: UpdateParams): number | undefined {
  if (!params.trial_from_plan) return undefined
  const prices = itemsOf(context, of.id).map((item) => context.get('price', item.price))
  const days = Math.max(...prices.map(({ recurring }) => recurring?.trial_period_days ?? 0))
  return days > 0 ? context.now + days * DAY : undefined
}

/** Prorates another end of a subscription; that is invoiced at once only when it is asked for. */
function billEnd(context: Context, before: Subscription, after: Subscription, params: UpdateParams): Subscription {
  if (params.proration_behavior === 'none') return after
  prorateEnd(context, before, after)
  if (params.proration_behavior !== 'always_invoice' || !hasPending(context, after)) return after
  return invoiceNow(context, after, [], params)
}

/** Ends a trial at once, which is billed, or gives one, for which what was paid is credited. */
function withTrial(context: Context, before: Subscription, end: number | string, params: UpdateParams): Subscription {
  const isNow = typeof end !== 'number'
  if (!isNow && end <= context.now) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'trial_end' })
  }
  if (isNow) {
    if (before.status !== 'trialing') return before
    if (isWithoutMethod(context, before)) {
      const missing = before.trial_settings?.end_behavior.missing_payment_method
      if (missing !== 'cancel' && missing !== 'pause') throw invalid(NO_METHOD, { code: 'resource_missing' })
      return endTrial(context, before)
    }
    const items = itemsOf(context, before.id).map((item) => withPeriod(context, item, context.now))
    const active = context.update<'subscription'>({
      ...before,
      billing_cycle_anchor: context.now,
      status: 'active',
      trial_end: context.now,
    })
    return invoiceNow(context, active, items, params)
  }
  for (const item of itemsOf(context, before.id)) {
    if (params.proration_behavior !== 'none') prorate(context, before, held(context, item), -1, context.now)
    context.update<'subscription_item'>({
      ...item,
      current_period_end: end,
      ...(before.status !== 'trialing' && { current_period_start: context.now }),
    })
  }
  return context.update<'subscription'>({
    ...before,
    billing_cycle_anchor: end,
    status: 'trialing',
    trial_end: end,
    trial_start: before.trial_start ?? context.now,
  })
}

type CancelParams = Params<'DELETE /v1/subscriptions/{id}'>

/**
 * Ends a subscription at once; a first invoice that was never paid is voided.
 * https://docs.stripe.com/api/subscriptions/cancel
 */
export function endSubscription(
  context: Context,
  found: Subscription,
  params: CancelParams = {},
  why: 'cancellation_requested' | 'payment_failed' = 'cancellation_requested',
): Subscription {
  const subscription = dropWaiting(context, found)
  const neverStarted = subscription.status === 'incomplete'
  const invoice = context.store.find('invoice', subscription.latest_invoice ?? '')
  if (neverStarted && invoice?.status === 'open') voidInvoice(context, invoice)
  if (params.prorate && !neverStarted) {
    for (const item of itemsOf(context, subscription.id)) {
      prorate(context, subscription, held(context, item), -1, context.now)
    }
  }
  const isInvoiced = params.invoice_now && hasPending(context, subscription)
  const last = isInvoiced ? invoiceNow(context, subscription, [], {}) : subscription
  const details = withDetails(last, params.cancellation_details)
  return scheduled(
    context,
    context.update<'subscription'>({
      ...last,
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: last.canceled_at ?? context.now,
      cancellation_details: { ...details, reason: details.reason ?? why },
      ended_at: context.now,
      status: neverStarted ? 'incomplete_expired' : 'canceled',
    }),
  )
}

/**
 * Ends the pause that a trial without a payment method led to: what follows is billed at once, from a new anchor or from
 * the one that there is. https://docs.stripe.com/api/subscriptions/resume
 */
function resume(context: Context, id: string, params: Params<'POST /v1/subscriptions/{id}/resume'>): Subscription {
  const before = context.get('subscription', id)
  if (before.status !== 'paused') {
    throw invalid('You can only resume a subscription with status `paused`.', { param: 'subscription' })
  }
  if (isWithoutMethod(context, before)) throw invalid(NO_METHOD, { code: 'resource_missing' })
  const keepsAnchor = params.billing_cycle_anchor?.type === 'unchanged'
  const items = itemsOf(context, id).map((item) => {
    if (!keepsAnchor) return withPeriod(context, item, context.now)
    const recurring = recurringOf(context.get('price', item.price))
    const end = nextPeriodEnd(before.billing_cycle_anchor, recurring, context.now)
    return context.update<'subscription_item'>({ ...item, current_period_start: context.now, current_period_end: end })
  })
  const active = context.update<'subscription'>({
    ...before,
    status: 'active',
    ...(!keepsAnchor && { billing_cycle_anchor: context.now }),
  })
  context.happened('customer.subscription.resumed', active)
  return scheduled(context, invoiceNow(context, active, items, {}))
}

function customerDeleted(context: Context, { id }: Objects['customer']) {
  for (const subscription of context.all('subscription', { customer: id, ended: false })) {
    endSubscription(context, subscription)
  }
}

/** The older form of a recurring price, in which subscription items still show theirs. */
function planOf(context: Context, item: Item) {
  const price = context.get('price', item.price)
  const { interval, interval_count, meter, trial_period_days, usage_type } = recurringOf(price)
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval,
    interval_count,
    livemode: false,
    metadata: price.metadata,
    meter,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: price.transform_quantity,
    trial_period_days,
    usage_type,
  }
}

/** https://docs.stripe.com/api/subscriptions */
export const subscription = resource({
  object: 'subscription',
  prefix: 'sub_',
  events: {
    created: 'customer.subscription.created',
    updated: 'customer.subscription.updated',
    changesStandAlone: true,
    changes: (before, after) =>
      before?.ended_at === null && after.status === 'canceled' ? ['customer.subscription.deleted'] : [],
  },
  elapsed,
  reactions: {
    'customer.deleted': customerDeleted,
    'invoice.paid': invoicePaid,
    'invoice.overdue': paymentFailed,
    'invoice.payment_failed': paymentFailed,
    'invoice.voided': invoiceVoided,
    'setup_intent.succeeded': setUp,
  },
  index: ({ collection_method, customer, ended_at, status, test_clock: clock }, prices) => ({
    customer,
    ...(clock && { test_clock: clock, clocked: true }),
    price: Array.isArray(prices) ? prices.map(String) : [],
    status,
    ended: ended_at !== null,
    canceled: status === 'canceled',
    collection_method,
  }),
  sublists: {
    items: {
      of: 'subscription_item',
      by: 'subscription',
      url: (id) => `/v1/subscription_items?subscription=${id}`,
      oldestFirst: true,
      shown: 'always',
    },
  },
  operations: [
    operation('POST /v1/subscriptions', (context, params) => createSubscription(context, params)),
    operation('POST /v1/subscriptions/{id}', (context, params, id = '') => updateSubscription(context, id, params)),
    operation('DELETE /v1/subscriptions/{id}', (context, params, id = '') => {
      const before = context.get('subscription', id)
      if (before.ended_at !== null) throw noSuch('subscription', id, 'id', true)
      return endSubscription(context, before, params)
    }),
    operation('DELETE /v1/subscriptions/{id}/discount', (context, _params, id = '') => {
      const before = context.get('subscription', id)
      const last = context.store.find('discount', before.discounts.at(-1) ?? '')
      if (!last) throw invalid(`No active discount for subscription: ${id}`, { code: 'resource_missing' })
      context.update<'subscription'>({ ...before, discounts: before.discounts.filter((each) => each !== last.id) })
      context.happened('customer.discount.deleted', last)
      return { ...last, deleted: true }
    }),
    operation('POST /v1/subscriptions/{id}/resume', (context, params, id = '') => resume(context, id, params)),
    retrieve('GET /v1/subscriptions/{id}', 'subscription'),
    list('GET /v1/subscriptions', 'subscription', ({ test_clock: clock, ...params }) => {
      const { collection_method, customer, plan, price, status } = params
      return {
        customer,
        test_clock: clock,
        clocked: customer === undefined && clock === undefined ? { not: true } : undefined,
        price: price ?? plan,
        collection_method,
        ...(status === undefined && { canceled: false }),
        ...(status === 'ended' && { ended: true }),
        ...(status !== 'all' && status !== 'ended' && { status }),
      }
    }),
  ],
})

/** Parameters without those that were not given. */
const given = <T extends object>(params: T) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Partial<T>

/** https://docs.stripe.com/api/subscription_items */
export const subscriptionItem = resource({
  object: 'subscription_item',
  title: 'subscription item',
  prefix: 'si_',
  idLength: 14,
  index: ({ price, subscription }) => ({ subscription, price }),
  includes: { plan: planOf },
  operations: [
    operation('POST /v1/subscription_items', (context, { expand: _expand, subscription: id, ...params }) => {
      const { proration_behavior, proration_date, payment_behavior, ...item } = params
      context.get('subscription', id, 'subscription')
      const before = new Set(itemsOf(context, id).map((each) => each.id))
      updateSubscription(context, id, {
        items: [item],
        ...given({ proration_behavior, proration_date, payment_behavior }),
      })
      const { latest_invoice: invoice } = context.get('subscription', id)
      const items = [...itemsOf(context, id), ...(waitingFor(context, invoice)?.items ?? [])]
      const added = items.find((each) => !before.has(each.id))
      if (!added) throw new Error(`no item was added to ${id}`)
      return added
    }),
    operation('POST /v1/subscription_items/{id}', (context, { expand: _expand, ...params }, id = '') => {
      const { off_session, proration_behavior, proration_date, payment_behavior, ...item } = params
      const how = given({ off_session, proration_behavior, proration_date, payment_behavior })
      updateSubscription(context, context.get('subscription_item', id).subscription, {
        items: [{ id, ...item }],
        ...how,
      })
      return context.get('subscription_item', id)
    }),
    operation('DELETE /v1/subscription_items/{id}', (context, params, id = '') => {
      const { proration_behavior, proration_date } = params
      const items = [{ id, deleted: true }]
      const { subscription: of } = context.get('subscription_item', id)
      updateSubscription(context, of, { items, ...given({ proration_behavior, proration_date }) })
      return { id, object: 'subscription_item', deleted: true }
    }),
    retrieve('GET /v1/subscription_items/{id}', 'subscription_item'),
    operation('GET /v1/subscription_items', (context, params) => {
      const { id } = context.get('subscription', params.subscription, 'subscription')
      return context.page('subscription_item', context.path, params, { subscription: id }, true)
    }),
  ],
})
