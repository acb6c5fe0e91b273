import { itemState, subscriptionItems } from '../../billing/items.ts'
import { billUsage } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { DAY } from '../../time.ts'
import { createSubscription } from '../subscriptions/create.ts'
import { scheduleNextChange } from '../subscriptions/schedule.ts'
import { updateSubscription } from '../subscriptions/update.ts'
import type { Phase, Schedule } from './phases.ts'

type Subscription = Objects['subscription']
type NewSubscription = Params<'POST /v1/subscriptions'>
type Discounts = Phase['discounts']

/** How long before a schedule ends with its subscription that is announced. */
const EXPIRY_NOTICE = 7 * DAY

const discountParams = (of: Discounts) =>
  of.map(({ coupon, discount, promotion_code: code }) => ({
    ...(coupon !== null && { coupon }),
    ...(discount !== null && { discount }),
    ...(code !== null && { promotion_code: code }),
  }))

const itemParams = ({ items }: Phase) =>
  items.map(({ discounts, metadata, price, quantity, tax_rates: rates }) => ({
    ...(discounts.length > 0 && { discounts: discountParams(discounts) }),
    metadata: metadata ?? {},
    price,
    ...(quantity !== undefined && { quantity }),
    ...(rates && rates.length > 0 && { tax_rates: rates }),
  }))

/** What a phase has its subscription be, besides its items and its trial: where it says nothing, the schedule's settings. */
function settingsOf({ default_settings: settings, end_behavior: behavior, phases }: Schedule, phase: Phase) {
  const method = phase.collection_method ?? settings.collection_method
  const days = phase.invoice_settings?.days_until_due ?? settings.invoice_settings.days_until_due
  const paidWith = phase.default_payment_method ?? settings.default_payment_method
  const description = phase.description ?? settings.description
  return {
    ...(method !== null && { collection_method: method }),
    ...(method === 'send_invoice' && days !== null && { days_until_due: days }),
    ...(paidWith !== null && { default_payment_method: paidWith }),
    ...(description !== null && { description }),
    ...(phase.default_tax_rates &&
      phase.default_tax_rates.length > 0 && { default_tax_rates: phase.default_tax_rates }),
    ...(phase.metadata && Object.keys(phase.metadata).length > 0 && { metadata: phase.metadata }),
    ...(behavior === 'cancel' && phases.at(-1) === phase && { cancel_at: phase.end_date }),
    ...(phase.add_invoice_items.length > 0 && {
      add_invoice_items: phase.add_invoice_items.map(({ discounts, metadata, price, quantity, tax_rates: rates }) => ({
        discounts: discountParams(discounts),
        metadata: metadata ?? {},
        price,
        quantity: quantity ?? 1,
        ...(rates && rates.length > 0 && { tax_rates: rates }),
      })),
    }),
  }
}

function hasPaymentMethod(
  context: Context,
  { customer: id }: Schedule,
  given: NewSubscription['default_payment_method'],
) {
  const { default_source: source, invoice_settings: settings } = context.get('customer', id)
  return Boolean(given ?? settings.default_payment_method ?? source)
}

/** Begins the subscription of a schedule with a phase; without a payment method it waits for its first payment. */
function start(context: Context, schedule: Schedule, phase: Phase): Schedule {
  const settings = settingsOf(schedule, phase)
  const canPay = hasPaymentMethod(context, schedule, settings.default_payment_method)
  const isPast = phase.start_date < context.now
  const created = createSubscription(
    context,
    {
      ...settings,
      customer: schedule.customer,
      items: itemParams(phase),
      ...(phase.discounts.length > 0 && { discounts: discountParams(phase.discounts) }),
      ...(phase.trial_end !== null && phase.trial_end > context.now && { trial_end: phase.trial_end }),
      ...(isPast && { backdate_start_date: phase.start_date, proration_behavior: phase.proration_behavior }),
      payment_behavior: canPay ? 'allow_incomplete' : 'default_incomplete',
    },
    { offSession: true },
  )
  const subscription = context.get('subscription', created.id)
  context.update<'subscription'>({ ...subscription, schedule: schedule.id })
  return context.update<'subscription_schedule'>({
    ...schedule,
    current_phase: { end_date: phase.end_date, start_date: phase.start_date },
    status: 'active',
    subscription: created.id,
  })
}

/** The items of a subscription as a phase has them: those with another price take the place of what is not left. */
function itemChanges(context: Context, { id }: Subscription, phase: Phase) {
  const present = subscriptionItems(context, id)
  const wanted = itemParams(phase)
  const left = present.filter(({ price }) => !wanted.some((each) => each.price === price))
  const changes = wanted.map((each) => {
    const same = present.find(({ price }) => price === each.price) ?? left.shift()
    return { ...each, ...(same && { id: same.id }) }
  })
  return [...changes, ...left.map((item) => ({ id: item.id, deleted: true }))]
}

/**
 * Has a subscription be what a phase says.
 *
 * @param before the phase that it was in
 * @param prorations what becomes of the difference; none is made between two periods
 */
export function enterPhase(
  context: Context,
  schedule: Schedule,
  { before, phase, prorations }: { before: Phase; phase: Phase; prorations: Phase['proration_behavior'] },
) {
  const subscription = context.get('subscription', schedule.subscription ?? '')
  if (subscription.ended_at !== null) return
  const present = subscriptionItems(context, subscription.id)
  const isBetween = present.every((item) => item.current_period_end <= context.now)
  const isDiscounted = JSON.stringify(before.discounts) !== JSON.stringify(phase.discounts)
  const startsCycle = phase.start_date === context.now && phase.billing_cycle_anchor === 'phase_start' && !isBetween
  const isTrial = phase.trial_end !== null && phase.trial_end > context.now
  const gone = present.filter(({ price }) => !phase.items.some((each) => each.price === price))
  // Without prorations a change of the price does not bill what was used at the former one.
  if (isBetween)
    billUsage(
      context,
      subscription,
      gone.map((item) => itemState(context, item)),
    )
  updateSubscription(context, subscription.id, {
    ...settingsOf(schedule, phase),
    items: itemChanges(context, subscription, phase),
    ...(isDiscounted && { discounts: phase.discounts.length > 0 ? discountParams(phase.discounts) : null }),
    ...(startsCycle && { billing_cycle_anchor: { type: 'now' } }),
    ...(isTrial && phase.trial_end !== null && { trial_end: phase.trial_end }),
    proration_behavior: isBetween ? 'none' : prorations,
  })
}

/** What a schedule leaves behind after its last phase. */
function finish(context: Context, schedule: Schedule): Schedule {
  if (schedule.end_behavior !== 'cancel') return release(context, schedule)
  const completed = context.update<'subscription_schedule'>({
    ...schedule,
    completed_at: context.now,
    current_phase: null,
    status: 'completed',
  })
  context.emit('subscription_schedule.completed', completed)
  return completed
}

/** Releases the subscription, which continues as it is. https://docs.stripe.com/api/subscription_schedules/release */
export function release(context: Context, schedule: Schedule, keepsEnd = false): Schedule {
  const of = context.store.find('subscription', schedule.subscription ?? '')
  if (of && of.ended_at === null) {
    const ending = keepsEnd || schedule.end_behavior !== 'cancel' ? {} : { cancel_at: null, canceled_at: null }
    scheduleNextChange(context, context.update<'subscription'>({ ...of, ...ending, schedule: null }))
  }
  const released = context.update<'subscription_schedule'>({
    ...schedule,
    current_phase: null,
    released_at: context.now,
    released_subscription: schedule.subscription,
    status: 'released',
    subscription: null,
  })
  context.schedule(released, null)
  context.emit('subscription_schedule.released', released)
  return released
}

/** When a schedule is looked at again, in Unix seconds. */
function nextChange({ now }: Context, { current_phase: current, end_behavior: behavior, phases, status }: Schedule) {
  if (status === 'not_started') return phases[0]?.start_date ?? null
  if (status !== 'active' || !current) return null
  const end = phases.at(-1)?.end_date ?? current.end_date
  const notice = end - EXPIRY_NOTICE
  return behavior === 'cancel' && notice > now ? Math.min(notice, current.end_date) : current.end_date
}

/** Begins and ends the phases of a schedule whose time has come. */
export function advance(context: Context, id: string): Schedule {
  let schedule = context.get('subscription_schedule', id)
  const [first] = schedule.phases
  if (schedule.status === 'not_started' && first && first.start_date <= context.now) {
    schedule = start(context, schedule, first)
  }
  while (schedule.status === 'active' && schedule.current_phase && schedule.current_phase.end_date <= context.now) {
    const { end_date: end, start_date: began } = schedule.current_phase
    const before = schedule.phases.find((phase) => phase.start_date === began)
    const phase = schedule.phases.find((each) => each.start_date === end)
    if (before && phase) {
      enterPhase(context, schedule, { before, phase, prorations: phase.proration_behavior })
      schedule = context.update<'subscription_schedule'>({
        ...schedule,
        current_phase: { end_date: phase.end_date, start_date: phase.start_date },
      })
    } else schedule = finish(context, schedule)
  }
  context.schedule(schedule, nextChange(context, schedule))
  return schedule
}

/** Begins the next phase of a schedule, where the present one is over. */
export function advanceIfDue(context: Context, id: string) {
  const current = context.store.find('subscription_schedule', id)?.current_phase
  if (current && current.end_date <= context.now) advance(context, id)
}

/** https://docs.stripe.com/api/events/types#event_types-subscription_schedule.expiring */
export function elapsed(context: Context, of: Schedule, due: number) {
  const end = of.phases.at(-1)?.end_date
  const isNotice =
    of.status === 'active' && of.end_behavior === 'cancel' && end !== undefined && due === end - EXPIRY_NOTICE
  if (isNotice) context.emit('subscription_schedule.expiring', of)
  advance(context, of.id)
}
