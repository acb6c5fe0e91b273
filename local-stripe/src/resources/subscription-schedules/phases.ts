import { recurringOf } from '../../billing/items.ts'
import { addIntervals } from '../../billing/periods.ts'
import { isMetered } from '../../billing/usage.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing, withParamPrefix } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { createPrice } from '../prices.ts'
import { automaticTax, billingThresholds } from '../subscriptions/fields.ts'
import { itemOrders } from '../subscriptions/items.ts'

export type Schedule = Objects['subscription_schedule']
export type Phase = Schedule['phases'][number]
type PhaseParam = NonNullable<Params<'POST /v1/subscription_schedules/{id}'>['phases']>[number]
type ExtraParam = NonNullable<PhaseParam['add_invoice_items']>[number]
type DiscountParam = NonNullable<PhaseParam['discounts']>[number]

const discountOf = ({ coupon, discount, promotion_code: code }: DiscountParam) => ({
  coupon: coupon ?? null,
  discount: discount ?? null,
  promotion_code: code ?? null,
})

/** 'now' is given as text. */
const timeOf = (context: Context, time: number | 'now' | undefined) =>
  typeof time === 'number' || time === undefined ? time : context.now

function extraOf(context: Context, of: ExtraParam, param: string): Phase['add_invoice_items'][number] {
  const data = of.price_data
  const price = data ? createPrice(context, { ...data, active: false }, `${param}[price_data]`).id : of.price
  if (price === undefined) throw missing(`${param}[price]`)
  const { end, start } = of.period ?? {}
  return {
    discountable: of.discountable ?? null,
    discounts: (of.discounts ?? []).map(discountOf),
    metadata: mergeMetadata({}, of.metadata),
    period: {
      end: { ...(end?.timestamp !== undefined && { timestamp: end.timestamp }), type: end?.type ?? 'phase_end' },
      start: {
        ...(start?.timestamp !== undefined && { timestamp: start.timestamp }),
        type: start?.type ?? 'phase_start',
      },
    },
    price: context.get('price', price, `${param}[price]`).id,
    quantity: of.quantity ?? 1,
    tax_rates: of.tax_rates ?? [],
  }
}

export const invoiceSettings = (of: PhaseParam['invoice_settings']) => ({
  account_tax_ids: null,
  custom_fields: of?.custom_fields ?? null,
  days_until_due: of?.days_until_due ?? null,
  description: of?.description ?? null,
  footer: of?.footer ?? null,
  issuer: { type: 'self' as const },
})

function phaseOf(context: Context, params: PhaseParam, start: number, currency: string | undefined): Phase {
  const orders = itemOrders(
    context,
    params.items.map(({ discounts: _discounts, ...item }) => item),
    params.currency ?? currency,
  )
  const [first] = orders
  if (!first) throw missing('items')
  if (params.duration && params.end_date !== undefined) {
    throw invalid('You may only specify one of these parameters: duration, end_date.', { param: 'end_date' })
  }
  const { interval, interval_count: count = 1 } = params.duration ?? recurringOf(first.price)
  const end = timeOf(context, params.end_date) ?? addIntervals(start, { interval, interval_count: count })
  if (end <= start) throw invalid('The end date of a phase must be after its start date.', { param: 'end_date' })
  const trialEnd = params.trial ? end : (timeOf(context, params.trial_end) ?? null)
  if (trialEnd !== null && trialEnd > end) {
    throw invalid('The trial of a phase must end by the end date of the phase.', { param: 'trial_end' })
  }
  return {
    add_invoice_items: (params.add_invoice_items ?? []).map((extra, index) =>
      extraOf(context, extra, `add_invoice_items[${index}]`),
    ),
    application_fee_percent: params.application_fee_percent ?? null,
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    billing_cycle_anchor: params.billing_cycle_anchor ?? null,
    billing_thresholds: billingThresholds(params.billing_thresholds),
    collection_method: params.collection_method ?? null,
    currency: first.price.currency,
    default_payment_method: params.default_payment_method ?? null,
    default_tax_rates: params.default_tax_rates ?? [],
    description: params.description ?? null,
    discounts: (params.discounts ?? []).map(discountOf),
    end_date: end,
    invoice_settings: params.invoice_settings ? invoiceSettings(params.invoice_settings) : null,
    items: orders.map(({ metadata, price, quantity, tax_rates: rates }, index) => ({
      billing_thresholds: null,
      discounts: (params.items[index]?.discounts ?? []).map(discountOf),
      metadata: mergeMetadata({}, metadata),
      plan: price.id,
      price: price.id,
      ...(!isMetered(price) && { quantity }),
      tax_rates: rates ?? [],
    })),
    metadata: mergeMetadata({}, params.metadata),
    on_behalf_of: null,
    proration_behavior: params.proration_behavior ?? 'create_prorations',
    start_date: start,
    transfer_data: null,
    ...(params.trial !== undefined && { trial: params.trial }),
    trial_end: trialEnd,
  }
}

/**
 * Phases one after the other: each begins when the one before it ends. One with neither an end nor a duration lasts for
 * a period of its first price.
 *
 * @param start when the first one begins, in Unix seconds
 * @throws StripeError for prices that do not fit, or a phase that ends before it begins
 */
export function phasesFrom(context: Context, params: PhaseParam[], start: number, currency?: string): Phase[] {
  let from = start
  return params.map((each, index) =>
    withParamPrefix(`phases[${index}]`, () => {
      const begins = timeOf(context, each.start_date) ?? from
      if (begins !== from) {
        throw invalid('The start date of a phase must be the end date of the one before it.', { param: 'start_date' })
      }
      const phase = phaseOf(context, each, begins, currency)
      from = phase.end_date
      return phase
    }),
  )
}
