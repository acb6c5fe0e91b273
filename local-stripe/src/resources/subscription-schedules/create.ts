import { subscriptionItems } from '../../billing/items.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { automaticTax, billingThresholds } from '../subscriptions/fields.ts'
import { advance } from './advance.ts'
import { invoiceSettings, type Phase, phasesFrom, type Schedule } from './phases.ts'

type NewSchedule = Params<'POST /v1/subscription_schedules'>
type Settings = Schedule['default_settings']

const DEFAULT_SETTINGS: Settings = {
  application_fee_percent: null,
  automatic_tax: automaticTax(undefined),
  billing_cycle_anchor: 'automatic',
  billing_thresholds: null,
  collection_method: 'charge_automatically',
  default_payment_method: null,
  description: null,
  invoice_settings: invoiceSettings(undefined),
  on_behalf_of: null,
  transfer_data: null,
}

export function settingsFrom(before: Settings, params: NewSchedule['default_settings']): Settings {
  if (!params) return before
  return {
    ...changed(before, params, [
      'application_fee_percent',
      'billing_cycle_anchor',
      'collection_method',
      'default_payment_method',
      'description',
    ]),
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(params.billing_thresholds !== undefined && {
      billing_thresholds: billingThresholds(params.billing_thresholds),
    }),
    ...(params.invoice_settings && { invoice_settings: invoiceSettings(params.invoice_settings) }),
  }
}

/** @throws StripeError for what is not served here */
export function checkServed({
  end_behavior: behavior,
  pause_schedules: pauses,
}: Pick<NewSchedule, 'end_behavior'> & { pause_schedules?: unknown }) {
  if (pauses) throw invalid('The local Stripe schedules no pauses.', { param: 'pause_schedules' })
  if (behavior === undefined || behavior === 'cancel' || behavior === 'release') return
  throw invalid('Invalid end_behavior: must be one of cancel or release', { param: 'end_behavior' })
}

const blank = (context: Context, params: NewSchedule, customer: string) =>
  ({
    id: context.newId('subscription_schedule'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    canceled_at: null,
    completed_at: null,
    created: context.now,
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: settingsFrom(DEFAULT_SETTINGS, params.default_settings),
    end_behavior: params.end_behavior ?? 'release',
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    pause_schedules: [],
    phases: [],
    released_at: null,
    released_subscription: null,
    status: 'not_started',
    subscription: null,
    test_clock: context.clock,
  }) satisfies Schedule

/** What a subscription is in its present period, as a phase. */
function phaseOfSubscription(context: Context, of: Objects['subscription']): Phase {
  const items = subscriptionItems(context, of.id)
  const asDiscount = (discount: string) => ({ coupon: null, discount, promotion_code: null })
  return {
    add_invoice_items: [],
    application_fee_percent: of.application_fee_percent,
    automatic_tax: automaticTax(of.automatic_tax),
    billing_cycle_anchor: null,
    billing_thresholds: of.billing_thresholds,
    collection_method: of.collection_method,
    currency: of.currency,
    default_payment_method: of.default_payment_method,
    default_tax_rates: of.default_tax_rates ?? [],
    description: of.description,
    discounts: of.discounts.map(asDiscount),
    end_date: Math.min(...items.map((item) => item.current_period_end)),
    invoice_settings: of.days_until_due === null ? null : invoiceSettings({ days_until_due: of.days_until_due }),
    items: items.map(({ discounts, metadata, price, quantity, tax_rates: rates }) => ({
      billing_thresholds: null,
      discounts: discounts.map(asDiscount),
      metadata,
      plan: price,
      price,
      ...(quantity !== undefined && { quantity }),
      tax_rates: rates ?? [],
    })),
    metadata: of.metadata,
    on_behalf_of: null,
    proration_behavior: 'create_prorations',
    start_date: Math.min(...items.map((item) => item.current_period_start)),
    transfer_data: null,
    trial_end: of.trial_end !== null && of.trial_end > context.now ? of.trial_end : null,
  }
}

function fromSubscription(context: Context, id: string, params: NewSchedule): Schedule {
  const { expand: _expand, from_subscription: _from, metadata: _metadata, ...others } = params
  const [other] = Object.keys(others)
  if (other !== undefined) {
    throw invalid(`You cannot set \`${other}\` if \`from_subscription\` is set.`, { param: 'from_subscription' })
  }
  const of = context.get('subscription', id, 'from_subscription')
  if (of.ended_at !== null) {
    throw invalid('You cannot migrate a subscription that has ended to a schedule.', { param: 'from_subscription' })
  }
  if (of.schedule !== null) {
    throw invalid(
      `You cannot migrate a subscription that is already attached to a schedule: ${id} is attached to ${String(of.schedule)}.`,
      { param: 'from_subscription' },
    )
  }
  const phase = phaseOfSubscription(context, of)
  const created = context.create<'subscription_schedule'>({
    ...blank(context, params, of.customer),
    current_phase: { end_date: phase.end_date, start_date: phase.start_date },
    end_behavior: of.cancel_at === phase.end_date ? 'cancel' : 'release',
    phases: [phase],
    status: 'active',
    subscription: id,
  })
  context.update<'subscription'>({ ...of, schedule: created.id })
  return advance(context, created.id)
}

/**
 * Schedules a new subscription, or takes one over as it is. https://docs.stripe.com/api/subscription_schedules/create
 *
 * @throws StripeError for phases that do not fit, or a subscription that has a schedule
 */
export function create(context: Context, params: NewSchedule): Schedule {
  checkServed(params)
  if (params.from_subscription !== undefined) return fromSubscription(context, params.from_subscription, params)
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  if (!params.phases?.length) throw missing('phases')
  const start = typeof params.start_date === 'number' ? params.start_date : context.now
  const created = context.create<'subscription_schedule'>({
    ...blank(context, params, customer.id),
    phases: phasesFrom(context, params.phases, start, customer.currency ?? undefined),
  })
  return advance(context, created.id)
}
