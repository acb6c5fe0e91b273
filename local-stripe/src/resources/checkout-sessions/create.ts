import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { randomText } from '../../engine/ids.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Params } from '../../engine/types.ts'
import { DAY, MINUTE } from '../../time.ts'
import { redeem } from '../discounts.ts'
import { taxRateIds } from '../tax-rates.ts'
import { checkMode, checkTrial, checkUrls } from './check.ts'
import { customerDetails } from './customer.ts'
import { createSessionDiscount, shownDiscount } from './discounts.ts'
import {
  afterExpiration,
  brandingOf,
  customFields,
  invoiceCreation,
  methodOptions,
  nameCollection,
  optionalItems,
  savedOptions,
} from './fields.ts'
import { checkCounts, createSessionItem, itemFields, type Line, pricedLines } from './lines.ts'
import { type Session, type SessionPlan, setupFor } from './session.ts'
import { shippingOptions } from './shipping.ts'
import { applyDiscountAndTaxes, checkTotal, taxationOf, totalsOf } from './totals.ts'

type NewSession = Params<'POST /v1/checkout/sessions'>

const NO_SUMS = {
  amount_subtotal: null,
  amount_total: null,
  shipping_cost: null,
  shipping_options: [],
  total_details: null,
}

function expiryOf(context: Context, asked: number | undefined): number {
  if (asked === undefined) return context.now + DAY
  if (asked < context.now + 30 * MINUTE) {
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  if (asked > context.now + DAY) {
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  return asked
}

/** What a payment link brings to the session that it opens: its lines, whose prices may have been made for it. */
interface Opened {
  link: string
  lines: Line[]
}

export function create(context: Context, params: NewSession, by?: Opened): Session {
  checkMode(params)
  checkUrls(params)
  checkTrial(context, params)
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.', {
      code: 'parameters_exclusive',
      param: 'customer',
    })
  }
  const mode = params.mode ?? 'payment'
  const customer = params.customer === undefined ? undefined : context.get('customer', params.customer, 'customer')
  const given = () => pricedLines(context, params.line_items ?? [], mode, params.currency)
  const lines = mode === 'setup' ? [] : (by?.lines ?? given())
  const currency = lines[0]?.price.currency ?? params.currency ?? null
  const optional = optionalItems(context, params.optional_items, currency)
  const offered = [
    ...lines.map(({ price }) => price),
    ...(optional ?? []).map(({ price }) => context.get('price', price)),
  ]
  checkCounts(mode, offered, 'optional_items')
  const id = context.newId('checkout.session')
  const plan: SessionPlan = {
    payment: params.payment_intent_data,
    setup: params.setup_intent_data,
    subscription: params.subscription_data,
    update: params.customer_update,
  }
  taxRateIds(context, plan.subscription?.default_tax_rates, 'subscription_data[default_tax_rates]')
  const full = lines.map((line) =>
    createSessionItem(context, id, itemFields(context, line, context.newId('item'), plan), line.taxRates),
  )
  const [asked] = params.discounts ?? []
  const off =
    asked &&
    redeem(
      context,
      asked,
      {
        customer: customer?.id ?? null,
        currency: currency ?? '',
        amount: full.reduce((sum, { amount_subtotal: amount }) => sum + amount, 0),
      },
      'discounts[0]',
    )
  if (off) plan.discount = createSessionDiscount(context, { id, mode, customer: customer?.id ?? null }, off)
  const details = customerDetails(context, customer, params.customer_email ?? null)
  const items = applyDiscountAndTaxes(context, full, plan.discount, taxationOf({ customer_details: details }, plan))
  const amounts =
    mode === 'setup' ? NO_SUMS : totalsOf(items, shippingOptions(context, params.shipping_options, currency))
  const total = amounts.amount_total ?? 0
  if (mode === 'payment' && currency !== null) checkTotal(total, currency)
  const uiMode = params.ui_mode ?? 'hosted_page'
  const isHosted = uiMode === 'hosted_page'
  const types = params.allowed_payment_method_types
  const session = context.create<'checkout.session'>(
    {
      id,
      object: 'checkout.session',
      adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? false },
      after_expiration: afterExpiration(params.after_expiration),
      allow_promotion_codes: params.allow_promotion_codes ?? null,
      allowed_payment_method_types: types?.map(String) ?? null,
      ...amounts,
      automatic_tax: params.automatic_tax?.enabled
        ? { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' }
        : { enabled: false, liability: null, provider: null, status: null },
      ...(params.branding_settings && { branding_settings: brandingOf(params.branding_settings) }),
      billing_address_collection: params.billing_address_collection ?? null,
      cancel_url: params.cancel_url ?? null,
      client_reference_id: params.client_reference_id ?? null,
      client_secret: isHosted ? null : `${id}_secret_${randomText(40)}`,
      collected_information: null,
      consent: null,
      consent_collection: params.consent_collection
        ? {
            payment_method_reuse_agreement: params.consent_collection.payment_method_reuse_agreement ?? null,
            promotions: params.consent_collection.promotions ?? null,
            terms_of_service: params.consent_collection.terms_of_service ?? null,
          }
        : null,
      created: context.now,
      currency,
      currency_conversion: null,
      custom_fields: customFields(params.custom_fields),
      custom_text: {
        after_submit: params.custom_text?.after_submit ?? null,
        shipping_address: params.custom_text?.shipping_address ?? null,
        submit: params.custom_text?.submit ?? null,
        terms_of_service_acceptance: params.custom_text?.terms_of_service_acceptance ?? null,
      },
      customer: customer?.id ?? null,
      customer_account: null,
      customer_creation:
        mode === 'subscription'
          ? customer
            ? null
            : 'always'
          : (params.customer_creation ?? (customer ? null : 'if_required')),
      customer_details: details,
      customer_email: params.customer_email ?? null,
      discounts: off ? [shownDiscount(off)] : mode === 'setup' ? null : [],
      ...(params.excluded_payment_method_types && {
        excluded_payment_method_types: params.excluded_payment_method_types.map(String),
      }),
      expires_at: expiryOf(context, params.expires_at),
      integration_identifier: params.integration_identifier ?? null,
      invoice: null,
      invoice_creation: mode === 'payment' ? invoiceCreation(params.invoice_creation) : null,
      livemode: false,
      locale: params.locale ?? null,
      managed_payments: params.managed_payments ? { enabled: params.managed_payments.enabled ?? false } : null,
      metadata: mergeMetadata({}, params.metadata),
      mode,
      ...(params.name_collection && { name_collection: nameCollection(params.name_collection) }),
      optional_items: optional,
      origin_context: params.origin_context ?? null,
      payment_intent: null,
      payment_link: by?.link ?? null,
      payment_method_collection: params.payment_method_collection ?? (mode === 'payment' ? 'if_required' : 'always'),
      payment_method_configuration_details: null,
      payment_method_options: methodOptions(params.payment_method_options),
      payment_method_types: types?.map(String) ?? ['card'],
      payment_status: mode === 'setup' || (mode === 'payment' && total === 0) ? 'no_payment_required' : 'unpaid',
      permissions: params.permissions
        ? { update_shipping_details: params.permissions.update_shipping_details ?? null }
        : null,
      phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
      recovered_from: null,
      ...(!isHosted && { redirect_on_completion: params.redirect_on_completion ?? 'always' }),
      ...(params.return_url !== undefined && { return_url: params.return_url }),
      saved_payment_method_options: savedOptions(params.saved_payment_method_options),
      setup_intent: mode === 'setup' ? setupFor(context, customer?.id ?? null, plan, types ?? null) : null,
      shipping_address_collection: params.shipping_address_collection ?? null,
      status: 'open',
      submit_type: params.submit_type ?? null,
      subscription: null,
      success_url: params.success_url ?? null,
      ...(params.tax_id_collection && {
        tax_id_collection: {
          enabled: params.tax_id_collection.enabled,
          required: params.tax_id_collection.required ?? 'never',
        },
      }),
      ui_mode: uiMode,
      url: isHosted ? context.pageUrl(`/checkout/${id}`) : null,
      wallet_options: params.wallet_options ?? null,
    },
    plan,
  )
  context.schedule(session, session.expires_at)
  return session
}
