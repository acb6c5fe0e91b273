import { invoiceNow } from '../../billing/invoices.ts'
import { amountOfItems, subscriptionItems } from '../../billing/items.ts'
import { hasPendingItems, prorateEnd } from '../../billing/prorations.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { discountsFor } from '../discounts.ts'
import { taxRateIds } from '../tax-rates.ts'
import { billChanges, resetsBillingCycle } from './bill-changes.ts'
import { cancellationOf } from './cancellation.ts'
import { addPendingItem } from './extra-items.ts'
import {
  automaticTax,
  billingThresholds,
  invoiceSettings,
  paymentSettings,
  pendingItemInterval,
  trialSettings,
} from './fields.ts'
import { ownedPaymentMethod } from './payment-method.ts'
import { asShownItems, dropPendingUpdate, type PendingUpdate, setItems } from './pending-update.ts'
import { announceTrialEnd, FIRST_PAYMENT_TIMEOUT, scheduleNextChange } from './schedule.ts'
import { changeTrial, trialEndFromPrices } from './trial.ts'

type Subscription = Objects['subscription']
type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

/** What of a subscription can be changed after it has ended. */
const EDITABLE_WHEN_ENDED = new Set(['cancellation_details', 'expand', 'metadata'])

/** What an update may bring that waits for its payment: https://docs.stripe.com/billing/pending-updates-reference */
const ALLOWED_WHEN_PENDING = new Set([
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
const CHANGES_BILLING = ['billing_cycle_anchor', 'items', 'trial_end'] as const

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
  const others = Object.keys(params).filter((name) => !ALLOWED_WHEN_PENDING.has(name))
  if (others.length > 0) {
    throw invalid(
      `With \`payment_behavior=pending_if_incomplete\` you can only pass ${[...ALLOWED_WHEN_PENDING].join(', ')}; not ${others.join(', ')}.`,
      { param: others[0] },
    )
  }
  const items = subscriptionItems(context, id)
  const after = updateNow(context, id, params)
  const invoice = context.store.find('invoice', after.latest_invoice ?? '')
  if (invoice?.status !== 'open' || invoice.id === before.latest_invoice) return after
  const changedItems = subscriptionItems(context, id)
  const shown = params.items ? asShownItems(context, changedItems) : null
  const hasTrial = after.trial_end !== before.trial_end
  const waiting: PendingUpdate = {
    items: changedItems,
    subscription: {
      ...((resetsBillingCycle(params) || after.billing_cycle_anchor !== before.billing_cycle_anchor) && {
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
  return scheduleNextChange(
    context,
    context.update<'subscription'>({
      ...before,
      latest_invoice: invoice.id,
      pending_update: {
        billing_cycle_anchor: waiting.subscription.billing_cycle_anchor ?? null,
        cancel_at_period_end: params.cancel_at_period_end ?? null,
        discount: null,
        discounts: waiting.subscription.discounts ?? null,
        expires_at: Math.min(context.now + FIRST_PAYMENT_TIMEOUT, ...ends),
        metadata: params.metadata ? mergeMetadata({}, params.metadata) : null,
        subscription_items: shown,
        trial_end: waiting.subscription.trial_end ?? null,
        trial_from_plan: params.trial_from_plan ?? null,
      },
    }),
  )
}

export function updateSubscription(context: Context, id: string, params: UpdateParams): Subscription {
  const before = context.get('subscription', id)
  if (before.ended_at === null && CHANGES_BILLING.some((name) => params[name] !== undefined))
    dropPendingUpdate(context, before)
  const update = params.payment_behavior === 'pending_if_incomplete' ? updateIfPaid : updateNow
  const after = update(context, id, params)
  announceTrialEnd(context, before, after)
  return after
}

function updateNow(context: Context, id: string, params: UpdateParams): Subscription {
  const before = context.get('subscription', id)
  if (before.ended_at !== null && Object.keys(params).some((name) => !EDITABLE_WHEN_ENDED.has(name))) {
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
  const present = subscriptionItems(context, id)
  const described = context.update<'subscription'>({
    ...changed(before, params, ['application_fee_percent', 'collection_method', 'description']),
    days_until_due: method === 'send_invoice' ? days : null,
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(params.discounts !== undefined && {
      discounts: discountsFor(
        context,
        params.discounts,
        { ...before, amount: amountOfItems(context, present) },
        { subscription: id },
        before.discounts,
      ),
    }),
    ...(params.default_tax_rates !== undefined && {
      default_tax_rates: taxRateIds(
        context,
        params.default_tax_rates,
        'default_tax_rates',
        before.default_tax_rates ?? [],
      ),
    }),
    default_payment_method:
      params.default_payment_method === null
        ? null
        : (ownedPaymentMethod(context, params.default_payment_method, before.customer) ??
          before.default_payment_method),
    metadata: mergeMetadata(before.metadata, params.metadata),
    ...(pause !== undefined && {
      pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null },
    }),
    ...(settings &&
      before.payment_settings && { payment_settings: paymentSettings(before.payment_settings, settings) }),
    ...(params.billing_thresholds !== undefined && {
      billing_thresholds: billingThresholds(params.billing_thresholds),
    }),
    ...(params.pending_invoice_item_interval !== undefined && {
      pending_invoice_item_interval: pendingItemInterval(params.pending_invoice_item_interval),
    }),
    ...(params.trial_settings && { trial_settings: trialSettings(params.trial_settings) }),
    invoice_settings: invoiceSettings(before.invoice_settings, params.invoice_settings),
  })
  for (const [index, extra] of (params.add_invoice_items ?? []).entries()) {
    addPendingItem(context, described, extra, index)
  }
  const billed = billChanges(context, described, present, params)
  const trial = params.trial_end ?? trialEndFromPrices(context, billed, params)
  const tried = trial === undefined ? billed : changeTrial(context, billed, trial, params)
  const ending = context.update<'subscription'>({ ...tried, ...cancellationOf(context, tried, params) })
  return scheduleNextChange(context, billEnd(context, tried, ending, params))
}

/** Prorates another end of a subscription; that is invoiced at once only when it is asked for. */
function billEnd(context: Context, before: Subscription, after: Subscription, params: UpdateParams): Subscription {
  if (params.proration_behavior === 'none') return after
  prorateEnd(context, before, after)
  if (params.proration_behavior !== 'always_invoice' || !hasPendingItems(context, after)) return after
  return invoiceNow(context, after, [], params)
}
