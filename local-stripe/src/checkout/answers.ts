import { fullAddress } from '../address.ts'
import { invalid } from '../engine/errors.ts'
import { checkFormat } from '../engine/formats.ts'
import { valuesAt } from '../engine/spec.ts'
import type { Objects } from '../engine/types.ts'
import type { Session } from '../resources/checkout-sessions/session.ts'
import type { NewTaxId } from '../resources/tax-ids.ts'

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

const countryName = (code: string) => countryNames.of(code) ?? code

/** https://docs.stripe.com/payments/collect-addresses */
function addressFields({ billing_address_collection: billing, shipping_address_collection: ships }: Session): Field[] {
  const fields = (of: string, note: string, country: Partial<Field>): Field[] => {
    const field = (name: string, label: string, required = true): Field => ({
      name: `${of}_${name}`,
      label: `${label}${note}`,
      kind: 'text',
      required,
    })
    return [
      field('name', 'Full name'),
      field('line1', 'Address'),
      field('line2', 'Address, second line', false),
      field('postal_code', 'Postal code'),
      field('city', 'City'),
      field('state', 'State or region', false),
      { ...field('country', 'Country'), ...country },
    ]
  }
  const options = ships?.allowed_countries.map((code) => ({ value: String(code), label: countryName(String(code)) }))
  return [
    ...(options ? fields('shipping', '', { kind: 'select', options }) : []),
    ...(billing === 'required'
      ? fields('billing', ' on the bill', { label: 'Country on the bill, two letters', maximum: 2, minimum: 2 })
      : []),
  ]
}

/** https://docs.stripe.com/tax/checkout/tax-ids */
function nameFields({ name_collection: names, tax_id_collection: tax }: Session): Field[] {
  const required = tax?.enabled === true && tax.required === 'if_supported'
  const field = (name: string, label: string, needed: boolean): Field => ({
    name,
    label,
    kind: 'text',
    required: needed,
  })
  const { business, individual } = names ?? {}
  const options = valuesAt('POST /v1/customers/{id}/tax_ids', 'type').map((value) => ({ value, label: value }))
  return [
    ...(individual?.enabled ? [field('individual_name', 'Your name', !individual.optional)] : []),
    ...(business?.enabled || tax?.enabled
      ? [field('business_name', 'Business name', required || (business?.enabled === true && !business.optional))]
      : []),
    ...(tax?.enabled
      ? [
          { ...field('tax_id_type', 'Kind of tax ID', required), kind: 'select' as const, options },
          field('tax_id', 'Tax ID', required),
        ]
      : []),
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
    ...nameFields(session),
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

/** What of a session keeps the answers, and what they say of the customer. */
export interface Collected {
  session: Pick<Session, 'collected_information' | 'consent' | 'custom_fields'>
  payer: {
    address: Objects['customer']['address']
    business: string | null
    individual: string | null
    /** The one on the bill. */
    name: string | null
    phone: string | null
    taxId: NewTaxId | null
  }
}

/** One of the kinds that the page's own list has, which `checkAnswer` has seen to. */
const asKind = (type: string) => type as NewTaxId['type']

/**
 * What a session keeps of its customer's answers.
 *
 * @throws StripeError for what is missing or does not fit its field
 */
export function collectedFrom(session: Session, answers: Answers): Collected {
  const answer = (name: string) => answers[name]?.trim() || null
  for (const field of fieldsOf(session)) checkAnswer(field, answer(field.name) ?? '')
  const { collected_information: before, consent_collection: consent, shipping_address_collection: ships } = session
  const partsOf = (of: 'billing' | 'shipping') => {
    const entries = PARTS.map((part) => {
      const written = answer(`${of}_${part}`) ?? undefined
      return [part, written && checkFormat(part, written, `${of}_${part}`)] as const
    })
    return fullAddress(Object.fromEntries(entries))
  }
  const isNamed = session.name_collection !== undefined || session.tax_id_collection?.enabled
  const [business, individual] = [answer('business_name'), answer('individual_name')]
  const shown = { business_name: business, individual_name: individual }
  const [type, value] = [answer('tax_id_type'), answer('tax_id')]
  if (session.tax_id_collection?.enabled && (type === null) !== (value === null)) {
    throw invalid('Tax ID: its kind and its number are needed.', { code: 'parameter_invalid', param: 'tax_id' })
  }
  const shipped = ships ? { name: answer('shipping_name') ?? '', address: partsOf('shipping') } : null
  const isBilled = session.billing_address_collection === 'required'
  return {
    payer: {
      address: isBilled ? partsOf('billing') : null,
      business: isNamed ? business : null,
      individual: isNamed ? individual : null,
      name: isBilled ? answer('billing_name') : isNamed ? (business ?? individual) : null,
      phone: session.phone_number_collection?.enabled ? answer('phone') : null,
      taxId: session.tax_id_collection?.enabled && type && value ? { type: asKind(type), value } : null,
    },
    session: {
      collected_information:
        ships || isNamed ? { ...shown, shipping_details: shipped ?? before?.shipping_details ?? null } : before,
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
    },
  }
}

const PARTS = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'] as const
