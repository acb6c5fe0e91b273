import { authenticationFor } from '../cards/authentication.ts'
import type { Expiry } from '../cards/checks.ts'
import type { TestCard } from '../cards/test-card.ts'
import type { Context } from '../engine/context.ts'
import { missing, StripeError, undoneOnFailure } from '../engine/errors.ts'
import type { Objects } from '../engine/types.ts'
import { pricingOf } from '../money/price-amounts.ts'
import { customerDetails } from '../resources/checkout-sessions/customer.ts'
import { sessionItems, taxRatesOf } from '../resources/checkout-sessions/lines.ts'
import { openSession, type Session, type SessionPlan } from '../resources/checkout-sessions/session.ts'
import { createCustomer } from '../resources/customers.ts'
import { countRedemption } from '../resources/discounts.ts'
import { setShipping } from '../resources/invoices/adjustments.ts'
import { collect } from '../resources/invoices/collect.ts'
import { draftInvoice } from '../resources/invoices/draft.ts'
import { finalize } from '../resources/invoices/finalize.ts'
import { createPendingItem } from '../resources/invoices/items.ts'
import { attachInvoiceItem } from '../resources/invoices/lines.ts'
import { intentOf } from '../resources/invoices/payment-intent.ts'
import { updateTotals } from '../resources/invoices/totals.ts'
import { confirm } from '../resources/payment-intents/confirm.ts'
import { createPaymentIntent } from '../resources/payment-intents/create.ts'
import { attach, createPaymentMethod, markSetUp } from '../resources/payment-methods.ts'
import { confirmSetup } from '../resources/setup-intents.ts'
import { createSubscription } from '../resources/subscriptions/create.ts'
import { createTaxId } from '../resources/tax-ids.ts'
import { type Answers, type Collected, collectedFrom } from './answers.ts'

interface Paying extends Payer {
  collected: Collected
}

interface Payer {
  /** Not where nothing is to be paid. */
  card?: TestCard | undefined
  expiry?: Expiry | undefined
  email: string
  /** What the page asked for besides. */
  answers: Answers
  /** The card's owner has confirmed the payment with their bank. */
  authenticated: boolean
}

/**
 * Does what a customer's payment on the page of a Checkout session does: https://docs.stripe.com/payments/checkout
 *
 * @throws StripeError when the session is not open, or 402 when the card is declined; then it stays open
 */
export function payCheckout(context: Context, id: string, payer: Payer): Session {
  const session = openSession(context, id, 'paid')
  const collected = collectedFrom(session, payer.answers)
  authenticate(payer.card, payer.authenticated)
  const plan = context.store.private<SessionPlan>('checkout.session', id) ?? {}
  const outcome = MODES[session.mode]?.(context, session, plan, { ...payer, collected }) ?? {}
  const discount = session.mode === 'payment' ? context.store.find('discount', plan.discount ?? '') : undefined
  if (discount) countRedemption(context, discount)
  const paid = context.get('checkout.session', id)
  const customer = outcome.customer ?? paid.customer
  const owner = customer === null ? undefined : context.store.find('customer', customer)
  const details = customerDetails(context, owner, payer.email)
  return context.update<'checkout.session'>({
    ...paid,
    ...outcome,
    ...collected.session,
    customer_details: details && withAnswers(details, collected.payer),
    status: 'complete',
    url: null,
  })
}

type Details = NonNullable<Session['customer_details']>

/** What the customer has written counts, over what was known of them. */
const withAnswers = (details: Details, { address, business, individual, name, phone, taxId }: Collected['payer']) => ({
  ...details,
  address: address ?? details.address,
  business_name: business ?? details.business_name,
  individual_name: individual ?? details.individual_name,
  name: name ?? details.name,
  phone: phone ?? details.phone,
  tax_ids: taxId ? [taxId] : details.tax_ids,
})

/**
 * Has the owner of a card whose bank asks for it confirm a payment before it is tried.
 *
 * @throws StripeError 402 `authentication_required`
 */
export function authenticate(card: TestCard | undefined, authenticated: boolean) {
  if (authenticated || authenticationFor(card, {}) !== 'challenge') return
  throw new StripeError(402, 'card_error', "Your card's bank asks you to confirm this payment.", {
    code: 'authentication_required',
  })
}

function methodOf(context: Context, { card, collected, email, expiry }: Paying) {
  if (!card) throw missing('card')
  const { address, name, phone } = collected.payer
  const billing = {
    email,
    ...(address && { address: withoutNulls(address) }),
    ...(name !== null && { name }),
    ...(phone !== null && { phone }),
  }
  return createPaymentMethod(context, { type: 'card', card, expiry, billing })
}

type Outcome = Partial<Pick<Session, 'customer' | 'invoice' | 'payment_intent' | 'payment_status' | 'subscription'>>
type Complete = (context: Context, session: Session, plan: SessionPlan, payer: Paying) => Outcome

const MODES: Record<string, Complete> = { payment: pay, setup, subscription: subscribe }

/** The session's customer, or a new one where the mode or the session asks for one, with what is to be kept of them. */
function customerOf(context: Context, session: Session, plan: SessionPlan, payer: Paying, isNeeded: boolean) {
  const { address, business, individual, name, phone, taxId } = payer.collected.payer
  const shipped = payer.collected.session.collected_information?.shipping_details
  if (session.customer === null) {
    if (!isNeeded && session.customer_creation !== 'always') return undefined
    return createCustomer(context, {
      email: payer.email,
      ...(address && { address: withoutNulls(address) }),
      ...(business !== null && { business_name: business }),
      ...(individual !== null && { individual_name: individual }),
      ...(name !== null && { name }),
      ...(phone !== null && { phone }),
      ...(shipped && { shipping: { name: shipped.name, address: withoutNulls(shipped.address) } }),
      ...(taxId && { tax_id_data: [taxId] }),
    }).id
  }
  const { update = {} } = plan
  const before = context.get('customer', session.customer)
  if (taxId) createTaxId(context, before.id, taxId)
  return context.update<'customer'>({
    ...before,
    ...(update.address === 'auto' && address && { address }),
    ...(update.name === 'auto' && name !== null && { name }),
    ...(update.name === 'auto' && business !== null && { business_name: business }),
    ...(update.shipping === 'auto' && shipped && { shipping: { ...shipped, phone: null } }),
  }).id
}

/** The parts of an address that there are. */
const withoutNulls = (address: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(address).flatMap(([part, value]) => (value === null ? [] : [[part, value]])))

function pay(context: Context, session: Session, plan: SessionPlan, payer: Paying): Outcome {
  const { payment = {} } = plan
  const amount = session.amount_total ?? 0
  const needsCustomer = payment.setup_future_usage !== undefined || session.invoice_creation?.enabled === true
  const customer = customerOf(context, session, plan, payer, needsCustomer)
  const method = amount === 0 ? undefined : methodOf(context, payer)
  if (customer !== undefined && session.invoice_creation?.enabled) {
    return payByInvoice(context, session, { customer, method: method?.id, discount: plan.discount }, payer)
  }
  if (!method) return { customer: customer ?? null, payment_status: 'no_payment_required' }
  const earlier = context.store.find('payment_intent', session.payment_intent ?? '')
  const intent = earlier
    ? { ...earlier, payment_method: method.id }
    : createPaymentIntent(context, {
        amount,
        currency: session.currency ?? '',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...(customer !== undefined && { customer }),
        payment_method: method.id,
        ...payment,
      })
  context.update<'checkout.session'>({ ...session, payment_intent: intent.id })
  const confirmed = confirm(context, intent, { authenticated: payer.authenticated })
  return {
    customer: customer ?? null,
    payment_intent: confirmed.id,
    payment_status: confirmed.status === 'succeeded' ? 'paid' : 'unpaid',
  }
}

interface ByInvoice {
  customer: string
  /** Not where nothing is to be paid. */
  method: string | undefined
  discount: string | undefined
}

/** A session that is to leave an invoice is paid by paying that invoice. */
function payByInvoice(context: Context, session: Session, by: ByInvoice, payer: Paying): Outcome {
  const { customer, discount, method } = by
  const data = session.invoice_creation?.invoice_data
  const currency = session.currency ?? ''
  const draft = draftInvoice(context, {
    customer: context.get('customer', customer),
    currency,
    billingReason: 'manual',
    discounts: discount === undefined ? [] : [discount],
    params: {
      custom_fields: data?.custom_fields ?? null,
      metadata: data?.metadata ?? null,
      ...(data?.description && { description: data.description }),
      ...(data?.footer && { footer: data.footer }),
    },
  })
  for (const { amount_subtotal: amount, description, id, price, quantity } of sessionItems(context, session.id)) {
    const item = createPendingItem(context, {
      amount,
      currency,
      customer,
      description,
      pricing: price === null ? null : pricingOf(context.get('price', price)),
      quantity: quantity ?? 1,
      tax_rates: taxRatesOf(context, id),
    })
    attachInvoiceItem(context, item, draft.id)
  }
  const rate = session.shipping_cost?.shipping_rate
  if (typeof rate === 'string') setShipping(context, draft, { shipping_rate: rate })
  const { authenticated } = payer
  const open = finalize(context, updateTotals(context, draft.id))
  if (method === undefined) return { customer, invoice: open.id, payment_status: 'no_payment_required' }
  const paid = undoneOnFailure(() => collect(context, open, method, { authenticated }))
  return {
    customer,
    invoice: paid.id,
    payment_intent: intentOf(context, paid)?.id ?? null,
    payment_status: 'paid',
  }
}

function setup(context: Context, session: Session, plan: SessionPlan, payer: Paying): Outcome {
  const waiting = context.get('setup_intent', session.setup_intent ?? '')
  const method = methodOf(context, payer)
  const intent = confirmSetup(context, { ...waiting, payment_method: method.id }, payer)
  const customer = customerOf(context, session, plan, payer, false)
  if (customer !== undefined && intent.customer === null) {
    attach(context, method, customer)
    context.update<'setup_intent'>({ ...intent, customer })
  }
  return { customer: customer ?? null }
}

function subscribe(context: Context, session: Session, plan: SessionPlan, payer: Paying): Outcome {
  const customer = customerOf(context, session, plan, payer, true) ?? ''
  const isWithoutCard = session.payment_method_collection === 'if_required' && session.amount_total === 0
  const method = isWithoutCard ? undefined : methodOf(context, payer)
  if (method) {
    attach(context, method, customer)
    markSetUp(context, method.id)
  }
  const data = plan.subscription ?? {}
  const priced = sessionItems(context, session.id).map((item) => ({ item, price: reactivated(context, item) }))
  const order = ({ item, price }: (typeof priced)[number]) => ({
    price: price.id,
    quantity: item.quantity ?? 1,
    tax_rates: taxRatesOf(context, item.id),
  })
  const subscription = createSubscription(
    context,
    {
      ...data,
      customer,
      ...(method && { default_payment_method: method.id }),
      items: priced.filter(({ price }) => price.recurring).map(order),
      add_invoice_items: priced.filter(({ price }) => !price.recurring).map(order),
      ...(session.discounts?.length && { discounts: session.discounts.map(discountParam) }),
      payment_behavior: 'error_if_incomplete',
    },
    { authenticated: payer.authenticated },
  )
  for (const { price } of priced) context.update<'price'>({ ...price })
  const invoice = context.store.find('invoice', subscription.latest_invoice ?? '')
  return {
    customer,
    invoice: invoice?.id ?? null,
    subscription: subscription.id,
    payment_status: invoice && invoice.total > 0 ? 'paid' : 'no_payment_required',
  }
}

/** A code stands for its coupon. */
const discountParam = ({ coupon, promotion_code: code }: NonNullable<Session['discounts']>[number]) =>
  code === null ? { coupon: coupon ?? '' } : { promotion_code: code }

/** A session may still be paid after one of its prices was taken off sale, and its inline prices never were on sale. */
function reactivated(context: Context, item: Objects['item']): Objects['price'] {
  const price = context.get('price', item.price ?? '')
  if (!price.active) context.update<'price'>({ ...price, active: true })
  return price
}
