import { changed } from '../../engine/change.ts'
import type { Objects, Params } from '../../engine/types.ts'

type Invoice = Objects['invoice']

/** It is shown as it was asked for: no tax is due here. */
export const automaticTax = (of: { enabled: boolean } | undefined): Invoice['automatic_tax'] =>
  of?.enabled
    ? { disabled_reason: null, enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' }
    : { disabled_reason: null, enabled: false, liability: null, provider: null, status: null }

/** They are kept as they are given. */
const asOptions = (of: unknown) => of as Invoice['payment_settings']['payment_method_options']

export function paymentSettings(
  before: Invoice['payment_settings'],
  params: Params<'POST /v1/invoices'>['payment_settings'],
): Invoice['payment_settings'] {
  const { payment_method_options: options, ...others } = params ?? {}
  return {
    ...changed(before, others, ['default_mandate', 'payment_method_types']),
    payment_method_options: options
      ? asOptions({ ...before.payment_method_options, ...options })
      : before.payment_method_options,
  }
}

/** How an invoice that a request makes is printed. */
export const PLAIN_RENDERING: Invoice['rendering'] = {
  amount_tax_display: null,
  pdf: { page_size: 'auto' },
  template: null,
  template_version: null,
}

/** A page has the size that is usual where the account is, unless the invoice names another one. */
export const finalRendering = (of: Invoice['rendering']): Invoice['rendering'] =>
  of?.pdf?.page_size === 'auto' ? { ...of, pdf: { page_size: 'letter' } } : of

export function renderingOf(before: Invoice['rendering'], params: Params<'POST /v1/invoices'>['rendering']) {
  if (!params) return before
  const none = { amount_tax_display: null, pdf: null, template: null, template_version: null }
  const { pdf, ...others } = params
  return {
    ...changed(before ?? none, others, ['amount_tax_display', 'template', 'template_version']),
    pdf: pdf ? { page_size: pdf.page_size ?? null } : (before?.pdf ?? null),
  }
}
