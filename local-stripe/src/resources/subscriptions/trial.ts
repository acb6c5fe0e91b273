import { invoiceNow } from '../../billing/invoices.ts'
import { itemState, subscriptionItems } from '../../billing/items.ts'
import { prorate } from '../../billing/prorations.ts'
import { renew } from '../../billing/renew.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { withPeriod } from './billing-cycle.ts'
import { endSubscription } from './cancel.ts'
import type { ItemOrder } from './items.ts'
import { hasNoPaymentMethod, NO_PAYMENT_METHOD } from './payment-method.ts'
import { checkTrialDays } from './trial-days.ts'

type Subscription = Objects['subscription']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>

/** The end of the trial that a request asks for. */
export function trialEndOf(context: Context, params: NewSubscription, orders: ItemOrder[]): number | null {
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
  if (days !== undefined) checkTrialDays(days, 'trial_period_days')
  const ofPrices = params.trial_from_plan ? orders.map(({ price }) => price.recurring?.trial_period_days ?? 0) : []
  const length = days ?? Math.max(0, ...ofPrices)
  return length > 0 ? context.now + length * DAY : null
}

/** The first paid period follows a trial; without a payment method its settings say what does. */
export function endTrial(context: Context, before: Subscription): Subscription {
  const { missing_payment_method: behavior } = before.trial_settings?.end_behavior ?? {}
  const isMissing = hasNoPaymentMethod(context, before)
  if (isMissing && behavior === 'cancel') return endSubscription(context, before)
  if (isMissing && behavior === 'pause') {
    const paused = context.update<'subscription'>({ ...before, status: 'paused' })
    context.emit('customer.subscription.paused', paused)
    return paused
  }
  return renew(context, context.update<'subscription'>({ ...before, status: 'active' }))
}

type UpdateParams = Params<'POST /v1/subscriptions/{id}'>

/** The end of the trial that the prices of a change give, where it is to have one. */
export function trialEndFromPrices(context: Context, of: Subscription, params: UpdateParams): number | undefined {
  if (!params.trial_from_plan) return undefined
  const prices = subscriptionItems(context, of.id).map((item) => context.get('price', item.price))
  const days = Math.max(...prices.map(({ recurring }) => recurring?.trial_period_days ?? 0))
  return days > 0 ? context.now + days * DAY : undefined
}

/** Ends a trial at once, which is billed, or gives one, for which what was paid is credited. */
export function changeTrial(
  context: Context,
  before: Subscription,
  end: number | string,
  params: UpdateParams,
): Subscription {
  const isNow = typeof end !== 'number'
  if (!isNow && end <= context.now) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'trial_end' })
  }
  if (isNow) {
    if (before.status !== 'trialing') return before
    if (hasNoPaymentMethod(context, before)) {
      const missing = before.trial_settings?.end_behavior.missing_payment_method
      if (missing !== 'cancel' && missing !== 'pause') throw invalid(NO_PAYMENT_METHOD, { code: 'resource_missing' })
      return endTrial(context, { ...before, trial_end: context.now })
    }
    const items = subscriptionItems(context, before.id).map((item) => withPeriod(context, item, context.now))
    const active = context.update<'subscription'>({
      ...before,
      billing_cycle_anchor: context.now,
      status: 'active',
      trial_end: context.now,
    })
    return invoiceNow(context, active, items, params)
  }
  for (const item of subscriptionItems(context, before.id)) {
    if (params.proration_behavior !== 'none') prorate(context, before, itemState(context, item), -1, context.now)
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
