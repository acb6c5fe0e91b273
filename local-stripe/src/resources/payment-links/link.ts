import type { Context } from '../../engine/context.ts'
import { missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { checkMode, checkTrial } from '../checkout-sessions/check.ts'
import { customFields, invoiceCreation, nameCollection, optionalItems } from '../checkout-sessions/fields.ts'
import { sessionItems } from '../checkout-sessions/lines.ts'
import { shippingOptions } from '../checkout-sessions/shipping.ts'
import { NO_INVOICE_SETTINGS } from '../subscriptions/fields.ts'

export type PaymentLink = Objects['payment_link']
type NewSession = Params<'POST /v1/checkout/sessions'>
type Given = Params<'POST /v1/payment_links'>

/** What a link is made of, besides its lines: the parameters of the request, kept for the sessions that it opens. */
export type LinkParams = Omit<Given, 'line_items' | 'expand' | 'invoice_creation' | 'metadata'> &
  Pick<NewSession, 'invoice_creation'>

/** The parameters of the session that a link opens. */
export function sessionParams(link: PaymentLink, params: LinkParams, context: Context): NewSession {
  const {
    after_completion: after,
    application_fee_amount: _amount,
    application_fee_percent: _percent,
    inactive_message: _message,
    payment_method_collection: collection,
    payment_method_options: _options,
    payment_method_types: types,
    restrictions: _restrictions,
    transfer_data: _transfer,
    on_behalf_of: _account,
    customer_creation: creation,
    ...common
  } = params
  const mode = modeOf(context, link.id)
  return {
    ...common,
    mode,
    line_items: sessionItems(context, link.id).map(({ adjustable_quantity: range, price, quantity }) => ({
      price: price ?? '',
      quantity: quantity ?? 1,
      ...(range && { adjustable_quantity: rangeOf(range) }),
    })),
    metadata: link.metadata,
    ...(types && { allowed_payment_method_types: types }),
    ...(mode === 'payment' && creation !== undefined && { customer_creation: creation }),
    ...(mode === 'subscription' && collection !== undefined && { payment_method_collection: collection }),
    success_url: after?.redirect?.url ?? context.pageUrl(`/payment_links/${link.id}/thanks`),
  }
}

const rangeOf = ({ enabled, maximum, minimum }: NonNullable<Objects['item']['adjustable_quantity']>) => ({
  enabled,
  ...(maximum !== null && { maximum }),
  ...(minimum !== null && { minimum }),
})

/** A link with a recurring price begins subscriptions. */
export function modeOf(context: Context, link: string): 'payment' | 'subscription' {
  const prices = sessionItems(context, link).map(({ price }) => context.get('price', price ?? ''))
  return prices.some(({ recurring }) => recurring) ? 'subscription' : 'payment'
}

function afterCompletion(of: LinkParams['after_completion']): PaymentLink['after_completion'] {
  if (of?.type !== 'redirect') {
    return {
      hosted_confirmation: { custom_message: of?.hosted_confirmation?.custom_message ?? null },
      type: 'hosted_confirmation',
    }
  }
  if (!of.redirect) throw missing('after_completion[redirect]')
  return { redirect: { url: of.redirect.url }, type: 'redirect' }
}

function subscriptionData(of: LinkParams['subscription_data']): NonNullable<PaymentLink['subscription_data']> {
  return {
    description: of?.description ?? null,
    invoice_settings: { ...NO_INVOICE_SETTINGS, issuer: { type: 'self' } },
    metadata: mergeMetadata({}, of?.metadata),
    trial_period_days: of?.trial_period_days ?? null,
    trial_settings: of?.trial_settings ?? null,
  }
}

const paymentIntentData = (of: NonNullable<LinkParams['payment_intent_data']>) => ({
  capture_method: of.capture_method ?? null,
  description: of.description ?? null,
  metadata: mergeMetadata({}, of.metadata),
  setup_future_usage: of.setup_future_usage ?? null,
  statement_descriptor: of.statement_descriptor ?? null,
  statement_descriptor_suffix: of.statement_descriptor_suffix ?? null,
  transfer_group: of.transfer_group ?? null,
})

/** The parameters that only say something where the sessions are of one mode. */
const OF_MODE = ['invoice_creation', 'payment_intent_data', 'subscription_data'] as const

/**
 * What a link shows of its parameters.
 *
 * @throws StripeError for what its sessions could not be made of
 */
export function shownOf(context: Context, link: PaymentLink, params: LinkParams): PaymentLink {
  const mode = modeOf(context, link.id)
  const only = Object.fromEntries(OF_MODE.flatMap((name) => (params[name] ? [[name, params[name]]] : [])))
  const collects = params.payment_method_collection
  checkMode({
    ...only,
    mode,
    line_items: [{}],
    ...(collects === 'if_required' && { payment_method_collection: collects }),
  })
  checkTrial(context, params.subscription_data ? { subscription_data: params.subscription_data } : {})
  const { consent_collection: consent, custom_text: text } = params
  return {
    ...link,
    after_completion: afterCompletion(params.after_completion),
    allow_promotion_codes: params.allow_promotion_codes ?? false,
    automatic_tax: params.automatic_tax?.enabled
      ? { enabled: true, liability: { type: 'self' } }
      : { enabled: false, liability: null },
    billing_address_collection: params.billing_address_collection ?? 'auto',
    consent_collection: consent
      ? {
          payment_method_reuse_agreement: consent.payment_method_reuse_agreement ?? null,
          promotions: consent.promotions ?? null,
          terms_of_service: consent.terms_of_service ?? null,
        }
      : null,
    custom_fields: customFields(params.custom_fields).map(({ dropdown, numeric, text: written, ...field }) => ({
      ...field,
      ...(dropdown && { dropdown: withoutValue(dropdown) }),
      ...(numeric && { numeric: withoutValue(numeric) }),
      ...(written && { text: withoutValue(written) }),
    })),
    custom_text: {
      after_submit: text?.after_submit ?? null,
      shipping_address: text?.shipping_address ?? null,
      submit: text?.submit ?? null,
      terms_of_service_acceptance: text?.terms_of_service_acceptance ?? null,
    },
    customer_creation: params.customer_creation ?? 'if_required',
    inactive_message: params.inactive_message ?? null,
    invoice_creation: mode === 'payment' ? invoiceCreation(params.invoice_creation) : null,
    ...(params.name_collection && { name_collection: nameCollection(params.name_collection) }),
    optional_items: optionalItems(context, params.optional_items, link.currency),
    payment_intent_data: params.payment_intent_data ? paymentIntentData(params.payment_intent_data) : null,
    payment_method_collection: params.payment_method_collection ?? 'always',
    payment_method_types: params.payment_method_types?.map(String) ?? null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    restrictions: params.restrictions
      ? {
          completed_sessions: {
            count: link.restrictions?.completed_sessions.count ?? 0,
            limit: params.restrictions.completed_sessions.limit,
          },
        }
      : null,
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_options: shippingOptions(context, params.shipping_options, link.currency),
    submit_type: params.submit_type ?? 'auto',
    subscription_data: mode === 'subscription' ? subscriptionData(params.subscription_data) : null,
    tax_id_collection: {
      enabled: params.tax_id_collection?.enabled ?? false,
      required: params.tax_id_collection?.required ?? 'never',
    },
  }
}

const withoutValue = <T extends { value: unknown }>({ value: _value, ...field }: T): Omit<T, 'value'> => field
