import { shippingOf } from '../../address.ts'
import { changed } from '../../engine/change.ts'
import type { Context } from '../../engine/context.ts'
import { invalid, missing, StripeError } from '../../engine/errors.ts'
import type { EventType } from '../../engine/events.ts'
import { mergeMetadata } from '../../engine/params.ts'
import { list, operation, resource, retrieve } from '../../engine/resource.ts'
import type { Objects, Params } from '../../engine/types.ts'
import { leastCharge } from '../../money/currencies.ts'
import { added, addedUp, included, type Tax, taxesOn } from '../../money/taxes.ts'
import { checkDefaultMethod } from '../customers.ts'
import { type DiscountParam, discountsFor, takenOff, termsOfDiscount } from '../discounts.ts'
import { type Confirmation, cancel, confirm, createPaymentIntent } from '../payment-intents/index.ts'
import { isUsedUp, paymentMethodNamed } from '../payment-methods.ts'
import { createShippingRate } from '../shipping-rates.ts'
import { taxIdsOf } from '../tax-ids.ts'
import { taxRatesNamed } from '../tax-rates.ts'

type Invoice = Objects['invoice']
type InvoiceLine = Objects['line_item']

const DAY = 24 * 60 * 60
const HOUR = 60 * 60

/** What of an invoice can still be changed once it is finalized. */
const ALWAYS_EDITABLE = new Set([
  'auto_advance',
  'days_until_due',
  'default_payment_method',
  'due_date',
  'expand',
  'metadata',
  'payment_settings',
])

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
    automatically_finalizes_at: of.autoAdvance ? (params.automatically_finalizes_at ?? context.now + HOUR) : null,
    billing_reason: of.billingReason,
    collection_method: of.collectionMethod ?? 'charge_automatically',
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
    next_payment_attempt: null,
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
    rendering: renderingOf(null, params.rendering),
    shipping_cost: null,
    shipping_details: params.shipping_details ? shippingOf(params.shipping_details) : null,
    starting_balance: customer.balance,
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
    webhooks_delivered_at: context.now,
  })
  if (of.autoAdvance) context.schedule(draft, draft.automatically_finalizes_at)
  return draft
}

/** It is shown as it was asked for: no tax is due here. */
const automaticTax = (of: { enabled: boolean } | undefined): Invoice['automatic_tax'] =>
  of?.enabled
    ? { disabled_reason: null, enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' }
    : { disabled_reason: null, enabled: false, liability: null, provider: null, status: null }

/** They are kept as they are given. */
const asOptions = (of: unknown) => of as Invoice['payment_settings']['payment_method_options']

function paymentSettings(
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

function renderingOf(before: Invoice['rendering'], params: Params<'POST /v1/invoices'>['rendering']) {
  if (!params) return before
  const none = { amount_tax_display: null, pdf: null, template: null, template_version: null }
  const { pdf, ...others } = params
  return {
    ...changed(before ?? none, others, ['amount_tax_display', 'template', 'template_version']),
    pdf: pdf ? { page_size: pdf.page_size ?? null } : (before?.pdf ?? null),
  }
}

type NewLine = Pick<
  InvoiceLine,
  'amount' | 'currency' | 'description' | 'metadata' | 'parent' | 'period' | 'pricing' | 'quantity' | 'subscription'
> & {
  /** Where that is no whole number. */
  quantityDecimal?: string
  discountable?: boolean
  discounts?: string[]
  /** Ids; with none, the invoice's own rates hold. */
  taxRates?: string[]
}

export function addLine(context: Context, invoice: string, of: NewLine): InvoiceLine {
  const line: InvoiceLine = {
    id: context.newId('line_item'),
    object: 'line_item',
    amount: of.amount,
    currency: of.currency,
    description: of.description,
    discount_amounts: [],
    discountable: of.discountable ?? true,
    discounts: of.discounts ?? [],
    invoice,
    livemode: false,
    metadata: of.metadata,
    parent: of.parent,
    period: of.period,
    pretax_credit_amounts: [],
    pricing: of.pricing,
    quantity: of.quantity,
    quantity_decimal: of.quantityDecimal ?? (of.quantity === null ? null : String(of.quantity)),
    subscription: of.subscription,
    subtotal: of.amount,
    taxes: [],
  }
  return context.create<'line_item'>(line, of.taxRates?.length ? of.taxRates : undefined)
}

const ratesOf = (context: Context, { default_tax_rates: rates }: Invoice, line: InvoiceLine) =>
  context.store.private<string[]>('line_item', line.id) ?? rates

/** Adds a draft's amounts up from its lines. The customer's balance counts from finalization on. */
export function totalUp(context: Context, id: string): Invoice {
  const invoice = context.get('invoice', id)
  const lines = context.all('line_item', { invoice: id })
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const { off, taxes } = reckoned(context, invoice, lines)
  const total = subtotal - off.reduce((sum, { amount }) => sum + amount, 0) + invoice.amount_shipping + added(taxes)
  const includedBefore = lines.reduce((sum, line) => sum + included(taxesOf(context, invoice, line, line.amount)), 0)
  const due = Math.max(0, total)
  return context.update<'invoice'>({
    ...invoice,
    amount_due: due,
    amount_remaining: due,
    subtotal,
    subtotal_excluding_tax: subtotal - includedBefore,
    total,
    total_discount_amounts: off,
    total_excluding_tax: total - taxes.reduce((sum, { amount }) => sum + amount, 0),
    total_taxes: addedUp(taxes),
  })
}

const taxesOf = (context: Context, invoice: Invoice, line: InvoiceLine, amount: number) =>
  taxesOn(context, amount, ratesOf(context, invoice, line), invoice.customer_tax_exempt)

type Off = NonNullable<InvoiceLine['discount_amounts']>

/**
 * Writes on each line what is taken off it, its own discounts before the invoice's, and the taxes on what is left.
 * Answers what each discount takes off in all, and all taxes.
 */
function reckoned(context: Context, invoice: Invoice, lines: InvoiceLine[]): { off: Off; taxes: Tax[] } {
  const off = new Map(lines.map((line): [string, Off] => [line.id, []]))
  const left = new Map(lines.map(({ amount, id }) => [id, amount]))
  const sums: Off = []
  const apply = (id: string, to: InvoiceLine[]) => {
    const terms = termsOfDiscount(context, id)
    if (!terms) return
    const parts = to.map((line) => ({
      amount: left.get(line.id) ?? 0,
      product: line.pricing?.price_details?.product ?? null,
      discountable: line.discountable,
    }))
    const amounts = takenOff(terms, parts, invoice.currency)
    for (const [index, line] of to.entries()) {
      const amount = amounts[index] ?? 0
      left.set(line.id, (left.get(line.id) ?? 0) - amount)
      off.get(line.id)?.push({ amount, discount: id })
    }
    sums.push({ amount: amounts.reduce((sum, amount) => sum + amount, 0), discount: id })
  }
  for (const line of lines) for (const id of line.discounts) apply(id, [line])
  for (const id of invoice.discounts) apply(id, lines)
  const taxes = lines.flatMap((line) => {
    const amounts = off.get(line.id) ?? []
    const due = taxesOf(context, invoice, line, left.get(line.id) ?? 0)
    const isPlain = amounts.length === 0 && due.length === 0
    if (isPlain && line.discount_amounts?.length === 0 && line.taxes?.length === 0) return []
    context.update<'line_item'>({ ...line, discount_amounts: amounts, taxes: due })
    return due
  })
  return { off: sums, taxes }
}

/** @throws StripeError unless the invoice is a draft */
export function requireDraft(invoice: Invoice) {
  if (invoice.status !== 'draft') {
    throw invalid('This invoice is no longer editable', { code: 'invoice_not_editable', param: 'invoice' })
  }
}

const paymentOf = (context: Context, invoice: Invoice) => context.all('invoice_payment', { invoice: invoice.id })[0]

/** The payment intent of a finalized invoice that has something to pay. */
export function intentOf(context: Context, invoice: Invoice): Objects['payment_intent'] | undefined {
  const id = paymentOf(context, invoice)?.payment.payment_intent
  return id === undefined ? undefined : context.store.find('payment_intent', id)
}

/**
 * What is due of a total, and the customer's balance afterwards: credit counts first, and what is too little to be
 * charged is owed until the next invoice. https://docs.stripe.com/billing/customer/balance
 */
export const balanceAfter = (balance: number, { currency, total }: Invoice) => {
  const owed = total + balance
  const due = owed < leastCharge(currency) ? 0 : Math.max(0, owed)
  return { due, ending: owed - due }
}

/**
 * Numbers a draft and opens it, with a payment intent for what is due; with nothing due it is paid at once.
 * https://docs.stripe.com/invoicing/integration/workflow-transitions
 *
 * @throws StripeError unless the invoice is a draft
 */
export function finalize(context: Context, draft: Invoice): Invoice {
  if (draft.status !== 'draft')
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
  const customer = context.get('customer', draft.customer ?? '')
  const { due, ending } = balanceAfter(customer.balance, draft)
  const sequence = customer.next_invoice_sequence ?? 1
  const isSent = draft.collection_method === 'send_invoice'
  context.update<'customer'>({
    ...customer,
    balance: ending,
    currency: customer.currency ?? draft.currency,
    next_invoice_sequence: sequence + 1,
  })
  const open = context.update<'invoice'>({
    ...draft,
    amount_due: due,
    amount_remaining: due,
    automatically_finalizes_at: null,
    effective_at: draft.effective_at ?? context.now,
    ending_balance: ending,
    hosted_invoice_url: context.pageUrl(`/invoices/${draft.id}`),
    number: draft.number ?? `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    starting_balance: customer.balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: context.now },
    next_payment_attempt: draft.auto_advance && !isSent ? context.now + HOUR : null,
  })
  context.schedule(open, isSent ? open.due_date : open.next_payment_attempt)
  if (due === 0) return markPaid(context, open, 0)
  const intent = createPaymentIntent(context, {
    amount: due,
    currency: draft.currency,
    customer: customer.id,
    description: `Payment for Invoice ${open.number}`,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
  context.create<'invoice_payment'>({
    id: context.newId('invoice_payment'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: due,
    created: context.now,
    currency: draft.currency,
    invoice: draft.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
  return open
}

function markPaid(context: Context, invoice: Invoice, amount: number, { attempted } = { attempted: true }): Invoice {
  return context.update<'invoice'>({
    ...invoice,
    amount_paid: amount,
    amount_remaining: 0,
    attempted,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: context.now },
  })
}

/** A payment intent that was paid pays the invoice it was made for. */
function settle(context: Context, intent: Objects['payment_intent']) {
  const [payment] = context.all('invoice_payment', { payment_intent: intent.id })
  if (!payment) return
  context.update<'invoice_payment'>({
    ...payment,
    amount_paid: intent.amount_received,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: context.now },
  })
  const invoice = context.get('invoice', payment.invoice)
  markPaid(context, { ...invoice, attempt_count: invoice.attempt_count + 1 }, intent.amount_received)
}

/** The payment method that an invoice is paid with: its own, its subscription's, or its customer's default. */
export function defaultMethod(context: Context, invoice: Invoice): string | null {
  const subscription = invoice.parent?.subscription_details?.subscription
  const methods = [
    invoice.default_payment_method,
    subscription === undefined ? null : context.get('subscription', subscription).default_payment_method,
    context.store.find('customer', invoice.customer ?? '')?.invoice_settings.default_payment_method,
  ]
  return methods.find((method) => method && !isUsedUp(context, method)) ?? null
}

/**
 * Takes what an open invoice has due from a payment method.
 *
 * @throws StripeError 402 when the card is declined or the customer must act; the attempt stays recorded
 */
export function collect(context: Context, invoice: Invoice, method: string, how: Confirmation): Invoice {
  const intent = intentOf(context, invoice)
  if (!intent) return context.get('invoice', invoice.id)
  context.update<'invoice'>({
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
  })
  const outcome = confirmFor(context, invoice.id, { ...intent, payment_method: method }, how)
  if (outcome.status === 'requires_action') {
    // Only an attempt that the bank has answered counts.
    context.update<'invoice'>({ ...context.get('invoice', invoice.id), attempt_count: invoice.attempt_count })
    context.happened('invoice.payment_action_required', context.get('invoice', invoice.id))
    throw new StripeError(
      402,
      'card_error',
      'This payment requires additional user action before it can be completed successfully. Payment can be completed ' +
        'using the PaymentIntent associated with the invoice.',
      { code: 'invoice_payment_intent_requires_action', payment_intent: intent.id },
      true,
    )
  }
  const paid = context.get('invoice', invoice.id)
  return context.update<'invoice'>({ ...paid, attempt_count: invoice.attempt_count + 1 })
}

/** Runs when an invoice's time has come: to be finalized, to be paid by, or to be charged once more. */
function elapsed(context: Context, invoice: Invoice) {
  if (invoice.status === 'draft' && invoice.auto_advance) advance(context, finalize(context, invoice))
  else if (invoice.status !== 'open') return
  else if (invoice.collection_method === 'send_invoice') context.happened('invoice.overdue', invoice)
  else charge(context, invoice)
}

/** What follows by itself once an invoice is finalized; a subscription whose collection is paused has it end there. */
function advance(context: Context, invoice: Invoice) {
  const subscription = invoice.parent?.subscription_details?.subscription
  const pause = subscription === undefined ? null : context.get('subscription', subscription).pause_collection
  if (invoice.status !== 'open') return
  if (pause?.behavior === 'void') voidInvoice(context, invoice)
  else if (pause?.behavior === 'mark_uncollectible') writeOff(context, invoice)
  else if (invoice.collection_method === 'send_invoice') context.happened('invoice.sent', invoice)
  else charge(context, invoice)
}

/** Days after which a payment that failed is tried again. */
const RETRIES = [3, 5, 7]

/** Whether all attempts to charge an invoice have failed. */
export const isGivenUp = (of: Invoice) =>
  of.auto_advance === true && of.next_payment_attempt === null && of.attempt_count > RETRIES.length

/** Tries to take what an invoice has due; when that fails, the next attempt is set down. */
function charge(context: Context, invoice: Invoice) {
  const days = RETRIES[invoice.attempt_count]
  const next = days === undefined ? null : context.now + days * DAY
  const tried = context.update<'invoice'>({ ...invoice, next_payment_attempt: next })
  context.schedule(tried, next)
  const method = defaultMethod(context, tried)
  if (method !== null) ignoreRefusal(() => collect(context, tried, method, { offSession: true }))
  else {
    const failed = { ...tried, attempt_count: tried.attempt_count + 1, attempted: true }
    context.happened('invoice.payment_failed', context.update<'invoice'>(failed))
  }
}

/** Has an invoice whose payment failed once tried again, as those of renewals are. */
export function retryLater(context: Context, id: string) {
  const failed = context.get('invoice', id)
  if (failed.status !== 'open') return
  const next = context.now + (RETRIES[Math.max(0, failed.attempt_count - 1)] ?? 0) * DAY
  context.schedule(context.update<'invoice'>({ ...failed, auto_advance: true, next_payment_attempt: next }), next)
}

/** Runs what may be refused with 402, which then is part of the story and no error. */
export function ignoreRefusal(run: () => unknown) {
  try {
    run()
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
  }
}

/** Confirms an invoice's payment intent; a refusal is a failed payment of the invoice. */
function confirmFor(context: Context, id: string, intent: Objects['payment_intent'], how: Confirmation) {
  try {
    return confirm(context, intent, how)
  } catch (error) {
    if (error instanceof StripeError && error.keep) {
      context.happened('invoice.payment_failed', context.get('invoice', id))
    }
    throw error
  }
}

function pay(context: Context, id: string, params: Params<'POST /v1/invoices/{id}/pay'>): Invoice {
  const found = context.get('invoice', id)
  if (found.status === 'paid') throw invalid('Invoice is already paid')
  if (found.status === 'void') throw invalid('Voided invoices cannot be paid')
  const invoice = found.status === 'draft' ? finalize(context, found) : found
  if (invoice.status === 'paid') return invoice
  if (params.paid_out_of_band) {
    closeIntent(context, invoice, 'automatic')
    return markPaid(context, invoice, invoice.amount_due, { attempted: invoice.attempted })
  }
  const given = params.payment_method
  const method =
    given === undefined ? defaultMethod(context, invoice) : paymentMethodNamed(context, given, 'payment_method').id
  if (method === null) {
    throw invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set a default payment method, or ' +
        'pass one as `payment_method`.',
    )
  }
  return collect(context, invoice, method, { offSession: params.off_session ?? true })
}

/** An invoice that needs no more payment has its payment intent cancelled. */
function closeIntent(context: Context, invoice: Invoice, reason: Objects['payment_intent']['cancellation_reason']) {
  const payment = paymentOf(context, invoice)
  const intent = intentOf(context, invoice)
  if (!payment || !intent) return
  cancel(context, intent, reason)
  context.update<'invoice_payment'>({
    ...payment,
    status: 'canceled',
    status_transitions: { ...payment.status_transitions, canceled_at: context.now },
  })
}

/** @throws StripeError unless the invoice is open or uncollectible */
export function voidInvoice(context: Context, invoice: Invoice): Invoice {
  if (invoice.status === 'paid') throw invalid('Invoices with `paid` payments cannot be voided.')
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid("You can only pass in open invoices. This invoice isn't open.")
  }
  closeIntent(context, invoice, 'void_invoice')
  giveBalanceBack(context, invoice)
  return context.update<'invoice'>({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: context.now },
  })
}

/** What finalizing took from the customer's balance, or added to it. */
function giveBalanceBack(
  context: Context,
  { customer: id, ending_balance: ending, starting_balance: starting }: Invoice,
) {
  const customer = context.store.find('customer', id ?? '')
  if (!customer || ending === null || ending === starting) return
  context.update<'customer'>({ ...customer, balance: customer.balance + starting - ending })
}

const writeOff = (context: Context, invoice: Invoice) =>
  context.update<'invoice'>({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: context.now },
  })

interface DueParams {
  collection_method?: Invoice['collection_method']
  days_until_due?: number
  due_date?: number
}

/**
 * When an invoice or subscription that is sent is due.
 *
 * @throws StripeError when that is not said for one that is sent, or said for one that is charged automatically
 */
export function dueDate(context: Context, params: DueParams, before: number | null = null): number | null {
  const { collection_method: method, days_until_due: days, due_date: date } = params
  if (days !== undefined && date !== undefined) {
    throw invalid('You may only specify one of these parameters: days_until_due, due_date.', {
      code: 'parameters_exclusive',
      param: 'due_date',
    })
  }
  if (method !== 'send_invoice') {
    if ((days ?? date) === undefined) return null
    throw invalid(
      "You can only specify 'due_date' or 'days_until_due' if invoice collection method is 'send_invoice'.",
      {
        param: days === undefined ? 'due_date' : 'days_until_due',
      },
    )
  }
  if (days !== undefined && days < 0) {
    throw invalid('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param: 'days_until_due',
    })
  }
  if (days !== undefined) return context.now + days * DAY
  if (date !== undefined && date < context.now) throw invalid('due_date must be in the future.', { param: 'due_date' })
  const due = date ?? before
  if (due !== null) return due
  throw invalid("If invoice collection method is 'send_invoice', you must specify 'due_date' or 'days_until_due'.", {
    param: 'collection_method',
  })
}

function create(context: Context, params: Params<'POST /v1/invoices'>): Invoice {
  if (params.customer === undefined) throw missing('customer')
  const customer = context.get('customer', params.customer, 'customer')
  if (params.from_invoice) {
    const { id } = context.get('invoice', params.from_invoice.invoice, 'from_invoice[invoice]')
    throw invalid(`The local Stripe makes no revisions of invoices, and so none of ${id}.`, { param: 'from_invoice' })
  }
  checkDefaultMethod(context, customer.id, params.default_payment_method, 'default_payment_method')
  const subscription =
    params.subscription === undefined ? undefined : context.get('subscription', params.subscription, 'subscription')
  const draft = draftInvoice(context, {
    customer,
    currency: params.currency ?? subscription?.currency ?? customer.currency ?? 'usd',
    billingReason: 'manual',
    collectionMethod: params.collection_method,
    autoAdvance: params.auto_advance,
    dueDate: dueDate(context, params),
    parent: subscription ? parentOf(subscription) : null,
    ...(subscription && { discounts: subscription.discounts }),
    params: {
      ...params,
      default_tax_rates: params.default_tax_rates
        ? taxRatesNamed(context, params.default_tax_rates, 'default_tax_rates')
        : (subscription?.default_tax_rates ?? []),
    },
  })
  if (params.pending_invoice_items_behavior === 'include') includePending(context, draft, subscription?.id)
  if (params.shipping_cost) ship(context, draft, params.shipping_cost)
  if (params.discounts === undefined) return totalUp(context, draft.id)
  return withDiscounts(context, draft, params.discounts)
}

/** Adds what shipping costs to a draft, in place of what it did; `null` takes it off. */
function ship(context: Context, draft: Invoice, params: ShippingCost | null): Invoice {
  const param = 'shipping_cost[shipping_rate]'
  if (params && params.shipping_rate === undefined && !params.shipping_rate_data) throw missing(param)
  const rate =
    params &&
    (params.shipping_rate_data
      ? createShippingRate(context, params.shipping_rate_data)
      : context.get('shipping_rate', params.shipping_rate ?? '', param))
  if (rate?.fixed_amount && rate.fixed_amount.currency !== draft.currency) {
    throw invalid(`The shipping rate ${rate.id} is not in the invoice's currency: ${draft.currency}.`, { param })
  }
  const amount = rate?.fixed_amount?.amount ?? 0
  context.update<'invoice'>({
    ...context.get('invoice', draft.id),
    amount_shipping: amount,
    shipping_cost: rate && { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate.id },
  })
  return totalUp(context, draft.id)
}

type ShippingCost = NonNullable<Params<'POST /v1/invoices'>['shipping_cost']>

/** Takes discounts off a draft in place of those that it had; `null` takes none off. */
export function withDiscounts(context: Context, draft: Invoice, params: DiscountParam[] | null): Invoice {
  const { currency, customer, discounts: before, id, subtotal } = totalUp(context, draft.id)
  const by = { customer, currency, amount: subtotal }
  const discounts = discountsFor(context, params, by, { invoice: id }, before)
  context.update<'invoice'>({ ...context.get('invoice', id), discounts })
  return totalUp(context, id)
}

/** Gives a draft's lines without rates of their own other ones; `null` takes none. */
function tax(context: Context, draft: Invoice, rates: string[] | null): Invoice {
  const named = taxRatesNamed(context, rates, 'default_tax_rates', draft.default_tax_rates)
  context.update<'invoice'>({ ...draft, default_tax_rates: named })
  return totalUp(context, draft.id)
}

/** What a subscription has its invoices say. */
export const statedBy = ({
  default_tax_rates: rates,
  invoice_settings: settings,
}: Objects['subscription']): NewInvoice['params'] => ({
  ...(rates && { default_tax_rates: rates }),
  ...(settings.custom_fields && { custom_fields: settings.custom_fields }),
  ...(settings.description !== null && { description: settings.description }),
  ...(settings.footer !== null && { footer: settings.footer }),
})

export const parentOf = (subscription: Objects['subscription']): Invoice['parent'] => ({
  quote_details: null,
  subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
  type: 'subscription_details',
})

/** Moves the customer's pending items in its currency to a draft: those of its subscription and of none. */
export function includePending(context: Context, draft: Invoice, subscription?: string) {
  for (const item of context.all('invoiceitem', { customer: draft.customer, pending: true })) {
    const of = item.parent?.subscription_details?.subscription
    if (item.currency === draft.currency && (of === undefined || of === subscription)) {
      attachItem(context, item, draft.id)
    }
  }
}

/** Puts an invoice item on a draft as a line. */
export function attachItem(context: Context, item: Objects['invoiceitem'], invoice: string): Objects['invoiceitem'] {
  const of = item.parent?.subscription_details
  addLine(context, invoice, {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    discounts: item.discounts ?? [],
    metadata: item.metadata ?? {},
    parent: of?.subscription_item
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: item.id,
            proration: item.proration,
            proration_details: { credited_items: null },
            subscription: of.subscription,
            subscription_item: of.subscription_item,
          },
          type: 'subscription_item_details',
        }
      : {
          invoice_item_details: {
            invoice_item: item.id,
            proration: false,
            proration_details: null,
            subscription: of?.subscription ?? null,
          },
          subscription_item_details: null,
          type: 'invoice_item_details',
        },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantityDecimal: item.quantity_decimal,
    subscription: of?.subscription ?? null,
    taxRates: item.tax_rates ?? [],
  })
  return context.update<'invoiceitem'>({ ...item, invoice })
}

function update(context: Context, id: string, params: Params<'POST /v1/invoices/{id}'>): Invoice {
  const before = context.get('invoice', id)
  const fixed = Object.keys(params).find((name) => !ALWAYS_EDITABLE.has(name))
  if (before.status !== 'draft' && fixed !== undefined) {
    throw invalid("Finalized invoices can't be updated in this way", { param: fixed })
  }
  checkDefaultMethod(context, before.customer ?? '', params.default_payment_method, 'default_payment_method')
  const method = params.collection_method ?? before.collection_method
  const due =
    method === before.collection_method && params.days_until_due === undefined && params.due_date === undefined
      ? before.due_date
      : dueDate(context, { ...params, collection_method: method }, before.due_date)
  const isDraft = before.status === 'draft'
  const finalizes =
    isDraft && (params.auto_advance ?? before.auto_advance)
      ? (params.automatically_finalizes_at ?? before.automatically_finalizes_at ?? context.now + HOUR)
      : null
  if (isDraft) context.schedule(before, finalizes)
  const shipped = params.shipping_cost === undefined ? before : ship(context, before, params.shipping_cost)
  const taxed = params.default_tax_rates === undefined ? shipped : tax(context, shipped, params.default_tax_rates)
  const off = params.discounts === undefined ? taxed : withDiscounts(context, taxed, params.discounts)
  return context.update<'invoice'>({
    ...changed(off, params, [
      'auto_advance',
      'collection_method',
      'custom_fields',
      'default_payment_method',
      'description',
      'effective_at',
      'footer',
      'number',
      'statement_descriptor',
    ]),
    ...(isDraft && { automatically_finalizes_at: finalizes }),
    ...(params.automatic_tax && { automatic_tax: automaticTax(params.automatic_tax) }),
    ...(params.shipping_details !== undefined && {
      shipping_details: params.shipping_details && shippingOf(params.shipping_details),
    }),
    payment_settings: paymentSettings(before.payment_settings, params.payment_settings),
    rendering: renderingOf(before.rendering, params.rendering),
    due_date: due,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  })
}

/** Nothing more happens by itself to the invoices of a customer who is gone. */
function customerDeleted(context: Context, { id: customer }: Objects['customer']) {
  for (const status of ['draft', 'open']) {
    for (const found of context.all('invoice', { customer, status })) {
      context.schedule(found, null)
      context.update<'invoice'>({
        ...found,
        auto_advance: false,
        automatically_finalizes_at: null,
        next_payment_attempt: null,
      })
    }
  }
}

/** A payment of nothing, or one that was made elsewhere, is a payment as well. */
const BECAME: Record<string, EventType[]> = {
  open: ['invoice.finalized'],
  paid: ['invoice.paid', 'invoice.payment_succeeded'],
  uncollectible: ['invoice.marked_uncollectible'],
  void: ['invoice.voided'],
}

/** https://docs.stripe.com/api/invoices */
export const invoice = resource({
  object: 'invoice',
  prefix: 'in_',
  events: {
    created: 'invoice.created',
    updated: 'invoice.updated',
    deleted: 'invoice.deleted',
    changes: (before, after) => (after.status !== before?.status ? (BECAME[after.status ?? ''] ?? []) : []),
  },
  elapsed,
  reactions: { 'customer.deleted': customerDeleted },
  index: ({ collection_method, customer, parent, status }) => ({
    customer,
    status,
    subscription: parent?.subscription_details?.subscription,
    collection_method,
  }),
  includes: {
    confirmation_secret: (context, of) => {
      const secret = intentOf(context, of)?.client_secret
      return secret ? { client_secret: secret, type: 'payment_intent' } : null
    },
  },
  sublists: {
    lines: {
      of: 'line_item',
      by: 'invoice',
      url: (id) => `/v1/invoices/${id}/lines`,
      oldestFirst: true,
      shown: 'always',
    },
    payments: {
      of: 'invoice_payment',
      by: 'invoice',
      url: (id) => `/v1/invoice_payments?invoice=${id}`,
      shown: 'expanded',
    },
  },
  operations: [
    operation('POST /v1/invoices', create),
    operation('POST /v1/invoices/{id}', (context, params, id = '') => update(context, id, params)),
    operation('DELETE /v1/invoices/{id}', (context, _params, id = '') => {
      const { parent, status } = context.get('invoice', id)
      if (status !== 'draft') throw invalid('You can only delete draft invoices.')
      if (parent?.subscription_details) {
        throw invalid('You can only delete draft invoices that are not for a subscription.')
      }
      for (const line of context.all('line_item', { invoice: id })) context.deleted('line_item', line.id)
      for (const item of context.all('invoiceitem', { invoice: id })) context.deleted('invoiceitem', item.id)
      return context.deleted('invoice', id)
    }),
    operation('POST /v1/invoices/{id}/finalize', (context, params, id = '') => {
      const draft = context.get('invoice', id)
      return finalize(context, { ...draft, auto_advance: params.auto_advance ?? draft.auto_advance ?? false })
    }),
    operation('POST /v1/invoices/{id}/pay', (context, params, id = '') => pay(context, id, params)),
    operation('POST /v1/invoices/{id}/send', (context, _params, id = '') => {
      const found = context.get('invoice', id)
      if (found.collection_method !== 'send_invoice') {
        throw invalid("You can only manually send an invoice if its collection method is 'send_invoice'.")
      }
      if (found.status !== 'draft' && found.status !== 'open') {
        throw invalid(
          'This invoice cannot be sent right now. Please contact us via https://support.stripe.com/contact with ' +
            'details, so we can help.',
        )
      }
      const sent = found.status === 'draft' ? finalize(context, found) : found
      context.happened('invoice.sent', sent)
      return sent
    }),
    operation('POST /v1/invoices/{id}/void', (context, _params, id = '') =>
      voidInvoice(context, context.get('invoice', id)),
    ),
    operation('POST /v1/invoices/{id}/mark_uncollectible', (context, _params, id = '') => {
      const found = context.get('invoice', id)
      if (found.status === 'uncollectible') throw invalid('This invoice has already been marked uncollectible.')
      if (found.status !== 'open') throw invalid("You can only pass in open invoices. This invoice isn't open.")
      return writeOff(context, found)
    }),
    retrieve('GET /v1/invoices/{id}', 'invoice'),
    list('GET /v1/invoices', 'invoice', ({ collection_method, customer, status, subscription }) => ({
      customer,
      subscription,
      status,
      collection_method,
    })),
  ],
})

/** https://docs.stripe.com/api/invoice-line-item */
export const lineItem = resource({
  object: 'line_item',
  prefix: 'il_',
  index: ({ invoice, parent }) => ({
    invoice,
    invoiceitem: parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item,
  }),
  operations: [
    operation('GET /v1/invoices/{id}/lines', (context, params, id = '') => {
      context.get('invoice', id)
      return context.page('line_item', context.path, params, { invoice: id }, true)
    }),
  ],
})

/** https://docs.stripe.com/api/invoice-payment */
export const invoicePayment = resource({
  object: 'invoice_payment',
  prefix: 'inpay_',
  events: {
    changes: (before, after) => (after.status === 'paid' && before?.status !== 'paid' ? ['invoice_payment.paid'] : []),
  },
  reactions: { 'payment_intent.succeeded': settle },
  index: ({ invoice, payment, status }) => ({ invoice, payment_intent: payment.payment_intent, status }),
  operations: [
    retrieve('GET /v1/invoice_payments/{id}', 'invoice_payment'),
    list('GET /v1/invoice_payments', 'invoice_payment', ({ invoice, payment, status }) => ({
      invoice,
      payment_intent: payment?.payment_intent,
      status,
    })),
  ],
})
