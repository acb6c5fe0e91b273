import { shippingOf } from '../../address.ts'
import type { Context } from '../../engine/context.ts'
import { invalid } from '../../engine/errors.ts'
import { mergeMetadata } from '../../engine/params.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { HOUR } from '../../time.ts'
import { balanceIn } from '../customer-balance.ts'
import { taxIdsOf } from '../tax-ids.ts'
import { automaticTax, PLAIN_RENDERING, paymentSettings, renderingOf } from './fields.ts'

type Invoice = Objects['invoice']

interface NewInvoice {
  customer: Objects['customer']
  currency: string
  billingReason: Invoice['billing_reason']
  collectionMethod?: Invoice['collection_method'] | undefined
  autoAdvance?: boolean | undefined
  dueDate?: number | null
  parent?: Invoice['parent']
  /** Ids of what is taken off: a subscription's, or a session's. */
  discounts?: string[]
  params?: Partial<Params<'POST /v1/invoices'>>
}

/** A draft without lines. */
export function draftInvoice(context: Context, of: NewInvoice): Invoice {
  const { customer, params = {} } = of
  const { shipping } = customer
  const method = of.collectionMethod ?? 'charge_automatically'
  const isCharged = method === 'charge_automatically'
  const finalizesAt = of.autoAdvance ? (params.automatically_finalizes_at ?? context.now + HOUR) : null
  const draft = context.create<'invoice'>({
    id: context.newId('invoice'),
    object: 'invoice',
    account_country: 'US',
    account_name: 'Local Stripe',
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: of.autoAdvance ?? false,
    automatic_tax: automaticTax(params.automatic_tax),
    automatically_finalizes_at: finalizesAt,
    billing_reason: of.billingReason,
    collection_method: method,
    created: context.now,
    currency: of.currency,
    custom_fields: params.custom_fields ?? null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: shipping,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: taxIdsOf(context, customer.id),
    default_payment_method: params.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: params.default_tax_rates ?? [],
    description: params.description ?? null,
    discounts: of.discounts ?? [],
    due_date: of.dueDate ?? null,
    effective_at: params.effective_at ?? null,
    ending_balance: null,
    footer: params.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    next_payment_attempt: isCharged ? finalizesAt : null,
    number: params.number ?? null,
    on_behalf_of: null,
    parent: of.parent ?? null,
    payment_settings: paymentSettings(
      { default_mandate: null, payment_method_options: null, payment_method_types: null },
      params.payment_settings,
    ),
    period_end: context.now,
    period_start: context.now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: renderingOf(of.billingReason === 'manual' ? PLAIN_RENDERING : null, params.rendering),
    shipping_cost: null,
    shipping_details: params.shipping_details ? shippingOf(params.shipping_details) : null,
    starting_balance: balanceIn(context, customer, of.currency),
    statement_descriptor: params.statement_descriptor ?? null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: context.clock,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  })
  if (of.autoAdvance) context.schedule(draft, draft.automatically_finalizes_at)
  return draft
}

/** @throws StripeError unless the invoice is a draft */
export function requireDraft(invoice: Invoice) {
  if (invoice.status !== 'draft') {
    throw invalid('This invoice is no longer editable', { code: 'invoice_not_editable', param: 'invoice' })
  }
}

/** What a subscription has its invoices say. */
export const invoiceParamsOf = ({
  default_tax_rates: rates,
  invoice_settings: settings,
}: Objects['subscription']): NewInvoice['params'] => ({
  ...(rates && { default_tax_rates: rates }),
  ...(settings.custom_fields && { custom_fields: settings.custom_fields }),
  ...(settings.description !== null && { description: settings.description }),
  ...(settings.footer !== null && { footer: settings.footer }),
})

export const subscriptionParent = (subscription: Objects['subscription']): Invoice['parent'] => ({
  quote_details: null,
  subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
  type: 'subscription_details',
})
