import { fullAddress } from './address.ts'
import { invalid } from './engine/errors.ts'
import type { Session } from './resources/checkout-sessions.ts'

/** Something that a session's page asks its customer for, besides an email and a card. */
export interface Field {
  name: string
  label: string
  kind: 'text' | 'tel' | 'numeric' | 'select' | 'checkbox'
  required: boolean
  /** Values and what they are called, to choose from. */
  options?: { value: string; label: string }[]
  minimum?: number | null
  maximum?: number | null
  initial?: string | null
}

type CustomField = Session['custom_fields'][number]

const nameOf = ({ key }: CustomField) => `custom_${key}`

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })

function customField(of: CustomField): Field {
  const { dropdown, numeric, optional, text } = of
  const common = { name: nameOf(of), label: of.label.custom ?? of.key, required: !optional }
  if (dropdown) return { ...common, kind: 'select', options: dropdown.options, initial: dropdown.default_value }
  const limits = numeric ?? text
  return {
    ...common,
    kind: numeric ? 'numeric' : 'text',
    minimum: limits?.minimum_length ?? null,
    maximum: limits?.maximum_length ?? null,
    initial: limits?.default_value ?? null,
  }
}

/** https://docs.stripe.com/payments/collect-addresses */
function addressFields({ shipping_address_collection: asked }: Session): Field[] {
  if (!asked) return []
  const field = (name: string, label: string, required = true): Field => ({
    name: `shipping_${name}`,
    label,
    kind: 'text',
    required,
  })
  const options = asked.allowed_countries.map((code) => ({
    value: String(code),
    label: countryNames.of(String(code)) ?? String(code),
  }))
  return [
    field('name', 'Full name'),
    field('line1', 'Address'),
    field('line2', 'Address, second line', false),
    field('postal_code', 'Postal code'),
    field('city', 'City'),
    field('state', 'State or region', false),
    { ...field('country', 'Country'), kind: 'select', options },
  ]
}

/** What a session's page asks for: https://docs.stripe.com/payments/checkout/custom-fields and the pages beside it. */
export function fieldsOf(session: Session): Field[] {
  const { consent_collection: consent, phone_number_collection: phone } = session
  const check = (name: string, label: string, required: boolean): Field => ({
    name,
    label,
    kind: 'checkbox',
    required,
  })
  return [
    ...addressFields(session),
    ...(phone?.enabled ? [{ name: 'phone', label: 'Phone', kind: 'tel' as const, required: true }] : []),
    ...session.custom_fields.map(customField),
    ...(consent?.terms_of_service === 'required' ? [check('terms', 'I agree to the terms of service', true)] : []),
    ...(consent?.promotions === 'auto' ? [check('promotions', 'Send me news and offers', false)] : []),
  ]
}

/** What a customer wrote, by the names of the fields. */
export type Answers = Record<string, string>

/** @throws StripeError for what is missing or does not fit its field */
function checkAnswer(of: Field, value: string) {
  const refuse = (why: string) => invalid(`${of.label}: ${why}.`, { code: 'parameter_invalid', param: of.name })
  if (value === '') {
    if (of.required) throw refuse('this is needed')
    return
  }
  if (of.kind === 'numeric' && !/^\d+$/.test(value)) throw refuse('only digits can be written here')
  if (of.minimum && value.length < of.minimum) throw refuse(`at least ${of.minimum} characters are needed`)
  if (of.maximum && value.length > of.maximum) throw refuse(`at most ${of.maximum} characters can be written`)
  if (of.options && !of.options.some((option) => option.value === value)) throw refuse('this cannot be chosen')
}

type Collected = Pick<Session, 'collected_information' | 'consent' | 'custom_fields'> & { phone: string | null }

/**
 * What a session keeps of its customer's answers.
 *
 * @throws StripeError for what is missing or does not fit its field
 */
export function collectedFrom(session: Session, answers: Answers): Collected {
  const answer = (name: string) => answers[name]?.trim() || null
  for (const field of fieldsOf(session)) checkAnswer(field, answer(field.name) ?? '')
  const { collected_information: before, consent_collection: consent, shipping_address_collection: ships } = session
  const part = (name: string) => answer(`shipping_${name}`) ?? undefined
  const [city, country, line1, line2, postal_code, state] = (
    ['city', 'country', 'line1', 'line2', 'postal_code', 'state'] as const
  ).map(part)
  return {
    phone: session.phone_number_collection?.enabled ? answer('phone') : null,
    collected_information: ships
      ? {
          business_name: null,
          individual_name: null,
          shipping_details: {
            name: part('name') ?? '',
            address: fullAddress({
              ...(city && { city }),
              ...(country && { country }),
              ...(line1 && { line1 }),
              ...(line2 && { line2 }),
              ...(postal_code && { postal_code }),
              ...(state && { state }),
            }),
          },
        }
      : before,
    consent: consent
      ? {
          promotions: consent.promotions === 'auto' ? (answer('promotions') ? 'opt_in' : 'opt_out') : null,
          terms_of_service: consent.terms_of_service === 'required' ? 'accepted' : null,
        }
      : null,
    custom_fields: session.custom_fields.map((field): CustomField => {
      const value = answer(nameOf(field))
      const { dropdown, numeric, text, ...others } = field
      return {
        ...others,
        ...(dropdown && { dropdown: { ...dropdown, value } }),
        ...(numeric && { numeric: { ...numeric, value } }),
        ...(text && { text: { ...text, value } }),
      }
    }),
  }
}
