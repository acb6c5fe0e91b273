import type { Context } from '../../engine/context.ts'
import { invalid, missing } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Params } from '../../engine/types.ts'
import { priceFor } from '../../money/price-amounts.ts'
import type { Session } from './session.ts'

type NewSession = Params<'POST /v1/checkout/sessions'>
type CustomFields = NonNullable<NewSession['custom_fields']>

const MAX_CUSTOM_FIELDS = 3

/** @throws StripeError for more than three, a key twice or with other characters, or a dropdown without its options */
export function customFields(params: CustomFields | undefined): Session['custom_fields'] {
  const fields = params ?? []
  if (fields.length > MAX_CUSTOM_FIELDS) {
    throw invalid(`You can only have up to ${MAX_CUSTOM_FIELDS} custom fields.`, { param: 'custom_fields' })
  }
  return fields.map(({ dropdown, key, label, numeric, optional, text, type }, index) => {
    const param = `custom_fields[${index}]`
    if (!/^[a-zA-Z0-9]{1,200}$/.test(key)) {
      throw invalid('A key can only have up to 200 letters and digits.', { param: `${param}[key]` })
    }
    if (fields.findIndex((other) => other.key === key) < index) {
      throw invalid(`Each custom field needs a unique key: ${key}.`, { param: `${param}[key]` })
    }
    if (type === 'dropdown' && !dropdown) throw missing(`${param}[dropdown]`)
    const limits = (of: typeof text) => ({
      default_value: of?.default_value ?? null,
      maximum_length: of?.maximum_length ?? null,
      minimum_length: of?.minimum_length ?? null,
      value: null,
    })
    return {
      ...(type === 'dropdown' &&
        dropdown && {
          dropdown: { default_value: dropdown.default_value ?? null, options: dropdown.options, value: null },
        }),
      key,
      label: { custom: label.custom, type: 'custom' },
      ...(type === 'numeric' && { numeric: limits(numeric) }),
      optional: optional ?? false,
      ...(type === 'text' && { text: limits(text) }),
      type,
    }
  })
}

export function optionalItems(context: Context, params: NewSession['optional_items'], currency: string | null) {
  if (!params) return null
  return params.map(({ adjustable_quantity: range, price, quantity }, index) => {
    const param = `optional_items[${index}]`
    priceFor(context, price, `${param}[price]`, { currency: currency ?? undefined })
    if (quantity < 1) {
      throw invalid('This value must be greater than or equal to 1.', {
        code: 'parameter_invalid_integer',
        param: `${param}[quantity]`,
      })
    }
    return {
      adjustable_quantity: range
        ? { enabled: range.enabled, maximum: range.maximum ?? null, minimum: range.minimum ?? null }
        : null,
      price,
      quantity,
    }
  })
}

export const afterExpiration = (of: NewSession['after_expiration']): Session['after_expiration'] =>
  of
    ? {
        recovery: of.recovery
          ? {
              allow_promotion_codes: of.recovery.allow_promotion_codes ?? false,
              enabled: of.recovery.enabled,
              expires_at: null,
              url: null,
            }
          : null,
      }
    : null

export const brandingOf = (of: NonNullable<NewSession['branding_settings']>): Session['branding_settings'] => ({
  background_color: of.background_color ?? '#ffffff',
  border_style: of.border_style ?? 'rounded',
  button_color: of.button_color ?? '#0074d4',
  display_name: of.display_name ?? 'Local Stripe',
  font_family: of.font_family ?? 'default',
  icon: of.icon ?? null,
  logo: of.logo ?? null,
})

export const nameCollection = ({ business, individual }: NonNullable<NewSession['name_collection']>) => ({
  ...(business && { business: { enabled: business.enabled, optional: business.optional ?? false } }),
  ...(individual && { individual: { enabled: individual.enabled, optional: individual.optional ?? false } }),
})

/** They are kept as they are given. */
const asOptions = (of: unknown) => of as NonNullable<Session['payment_method_options']>

export const methodOptions = ({ card, ...others }: NonNullable<NewSession['payment_method_options']> = {}) =>
  asOptions({ ...others, card: { request_three_d_secure: 'automatic', ...card } })

export const savedOptions = (
  of: NewSession['saved_payment_method_options'],
): Session['saved_payment_method_options'] =>
  of
    ? {
        allow_redisplay_filters: of.allow_redisplay_filters ?? null,
        payment_method_remove: of.payment_method_remove ?? null,
        payment_method_save: of.payment_method_save ?? null,
      }
    : null

export const invoiceCreation = (params: NewSession['invoice_creation']) => {
  const { custom_fields, description, footer, metadata } = params?.invoice_data ?? {}
  return {
    enabled: params?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: custom_fields ?? null,
      description: description ?? null,
      footer: footer ?? null,
      issuer: null,
      metadata: mergeMetadata({}, metadata),
      rendering_options: null,
    },
  }
}
