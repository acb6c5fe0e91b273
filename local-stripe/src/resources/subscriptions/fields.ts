import { changed } from '../../engine/change.ts'
import type { Objects, Params } from '../../engine/types.ts'

type Subscription = Objects['subscription']
type NewSubscription = Omit<Params<'POST /v1/subscriptions'>, 'expand'>

export const trialSettings = (of: NewSubscription['trial_settings']): Subscription['trial_settings'] => ({
  end_behavior: {
    billing_cycle_anchor: of?.end_behavior.billing_cycle_anchor ?? null,
    missing_payment_method: of?.end_behavior.missing_payment_method ?? 'create_invoice',
  },
})

/** It is shown as it was asked for: nothing is billed early. */
export const billingThresholds = (of: NewSubscription['billing_thresholds']): Subscription['billing_thresholds'] =>
  of ? { amount_gte: of.amount_gte ?? null, reset_billing_cycle_anchor: of.reset_billing_cycle_anchor ?? null } : null

/** It is shown as it was asked for: pending items wait for the next invoice. */
export const pendingItemInterval = (
  of: NewSubscription['pending_invoice_item_interval'],
): Subscription['pending_invoice_item_interval'] =>
  of ? { interval: of.interval, interval_count: of.interval_count ?? 1 } : null

export const NO_INVOICE_SETTINGS: Subscription['invoice_settings'] = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: { type: 'self' },
}

/** What the subscription's invoices say. */
export const invoiceSettings = (
  before: Subscription['invoice_settings'],
  params: UpdateParams['invoice_settings'],
): Subscription['invoice_settings'] => changed(before, params ?? {}, ['custom_fields', 'description', 'footer'])

type PaymentSettings = NonNullable<Subscription['payment_settings']>

/** They are kept as they are given, and show every kind of method that was not named as absent. */
const asOptions = (of: unknown) => of as PaymentSettings['payment_method_options']

export function paymentSettings(before: PaymentSettings, params: NewSubscription['payment_settings']): PaymentSettings {
  const { payment_method_options: options, ...others } = params ?? {}
  return {
    ...changed(before, others, ['payment_method_types', 'save_default_payment_method']),
    payment_method_options: options
      ? asOptions({ ...before.payment_method_options, ...options })
      : before.payment_method_options,
  }
}

/** It is shown as it was asked for: no tax is due here. */
export const automaticTax = (of: { enabled: boolean } | undefined): Subscription['automatic_tax'] => ({
  disabled_reason: null,
  enabled: of?.enabled ?? false,
  liability: of?.enabled ? { type: 'self' } : null,
})

type UpdateParams = Params<'POST /v1/subscriptions/{id}'>
