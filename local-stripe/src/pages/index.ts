import { Hono } from 'hono'
import { html } from 'hono/html'
import { type Answers, fieldsOf } from '../checkout/answers.ts'
import { authenticate, payCheckout } from '../checkout/pay.ts'
import { attempt, contextOf, newRequestId, type Runtime } from '../engine/api.ts'
import type { Context } from '../engine/context.ts'
import { invalid, StripeError } from '../engine/errors.ts'
import type { RequestContext } from '../engine/request-context.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { amountOf } from '../money/price-amounts.ts'
import { describeTaxes } from '../money/taxes.ts'
import {
  applyChoices,
  applyPromotionCode,
  itemOfOptional,
  quantityRange,
  toggleOptional,
} from '../resources/checkout-sessions/choices.ts'
import { sessionItems } from '../resources/checkout-sessions/lines.ts'
import { recover } from '../resources/checkout-sessions/recover.ts'
import { currentSession, type Session } from '../resources/checkout-sessions/session.ts'
import { taxesOfSession } from '../resources/checkout-sessions/totals.ts'
import { collect } from '../resources/invoices/collect.ts'
import { failAuthentication } from '../resources/payment-intents/authentication.ts'
import { confirm } from '../resources/payment-intents/confirm.ts'
import { createPaymentMethod } from '../resources/payment-methods.ts'
import { confirmSetup, failSetup } from '../resources/setup-intents.ts'
import { creditNoteDocument, invoiceDocument, quoteDocument, receiptPage } from './documents.ts'
import { contextsOf, entered, fromPageOf, notFound, readForm } from './forms.ts'
import { page } from './layout.ts'
import { paymentForm, type Shipping } from './payment-form.ts'
import { addPaymentLinks } from './payment-links.ts'
import { addPortal } from './portal.ts'

/** What a page's form may say about itself after a first try. */
interface Retry {
  error?: string
  /** It is about what is ordered, and not about the card. */
  isOfOrder?: boolean
  email?: string | undefined
  /** What was written into the fields that the session asks for. */
  answers?: Answers
  authenticating?: string | undefined
}

/** The pages that Stripe hosts for a customer: Checkout, an invoice to pay, and the confirmation of a payment. */
export function createPages(runtime: Runtime): Hono {
  const app = new Hono()

  const contextFor = contextsOf(runtime)
  const fromPage = fromPageOf(runtime)

  /** A session is expired by being looked at too late. */
  const checkout = (context: RequestContext, id: string, retry?: Retry) => {
    attempt(runtime, context, () => currentSession(context, id))
    return checkoutPage(context, context.get('checkout.session', id), retry)
  }

  app.get('/checkout/:id', (c) => {
    const context = contextFor(c, 'checkout.session')
    if (!context.store.find('checkout.session', c.req.param('id'))) return notFound()
    return checkout(context, c.req.param('id'), { email: c.req.query('prefilled_email') })
  })

  app.post('/checkout/:id', fromPage, async (c) => {
    const context = contextFor(c, 'checkout.session')
    const session = context.store.find('checkout.session', c.req.param('id'))
    if (!session) return notFound()
    const change = changeOf(await c.req.parseBody())
    if (change) {
      const done = attempt(runtime, context, () => change(context, session.id))
      if (done instanceof StripeError) return checkout(context, session.id, { error: done.message, isOfOrder: true })
      return c.redirect(`${session.id}${new URL(c.req.url).search}`, 303)
    }
    const form = await readForm(c)
    const email = knownEmail(session) ?? form.email
    const paid = attempt(runtime, context, () =>
      payCheckout(context, session.id, { ...form, email, ...(needsCard(session) && entered(context, form)) }),
    )
    if (paid instanceof StripeError) {
      const isOfOrder = paid.type === 'invalid_request_error'
      const retry = retryOf(paid, form.number, form.email)
      return checkout(context, session.id, { ...retry, isOfOrder, answers: form.answers })
    }
    const target = (paid.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', paid.id)
    // A page of this Worker is led to wherever it is reached.
    return c.redirect(
      target.startsWith(runtime.publicUrl) ? `..${target.slice(runtime.publicUrl.length)}` : target,
      303,
    )
  })

  app.get('/recover/:id', async (c) => {
    const context = contextFor(c, 'checkout.session')
    const expired = context.store.find('checkout.session', c.req.param('id'))
    const session = expired && attempt(runtime, context, () => recover(context, expired))
    return session && 'url' in session && session.url ? c.redirect(session.url, 303) : notFound()
  })

  app.get('/invoices/:id', (c) => {
    const context = contextFor(c, 'invoice')
    const invoice = context.store.find('invoice', c.req.param('id'))
    return invoice && invoice.status !== 'draft' ? invoicePage(context, invoice) : notFound()
  })

  app.post('/invoices/:id', fromPage, async (c) => {
    const context = contextFor(c, 'invoice')
    const invoice = context.store.find('invoice', c.req.param('id'))
    if (invoice?.status !== 'open') return notFound()
    const form = await readForm(c)
    const paid = attempt(runtime, context, () => {
      const { card, expiry } = entered(context, form)
      authenticate(card, form.authenticated)
      const method = createPaymentMethod(context, { type: 'card', card, expiry })
      return collect(context, invoice, method.id, { authenticated: form.authenticated })
    })
    if (paid instanceof StripeError) {
      return invoicePage(context, context.get('invoice', invoice.id), retryOf(paid, form.number))
    }
    return c.redirect(`${invoice.id}${new URL(c.req.url).search}`, 303)
  })

  app.get('/invoices/:id/pdf', (c) => {
    const context = contextFor(c, 'invoice')
    const invoice = context.store.find('invoice', c.req.param('id'))
    return invoice && invoice.status !== 'draft' ? invoiceDocument(context, invoice) : notFound()
  })

  app.get('/credit_notes/:id/pdf', (c) => {
    const context = contextFor(c, 'credit_note')
    const note = context.store.find('credit_note', c.req.param('id'))
    return note ? creditNoteDocument(context, note) : notFound()
  })

  app.get('/v1/quotes/:id/pdf', (c) => {
    const account = c.req.header('stripe-account') ?? null
    const context = contextOf(runtime, c.req.path, { id: newRequestId(), idempotencyKey: null, account })
    const quote = context.get('quote', c.req.param('id'))
    if (quote.status === 'draft') throw invalid('A quote has a PDF once it is finalized.')
    return quoteDocument(context, quote)
  })

  app.get('/receipts/:id', (c) => {
    const charge = contextFor(c, 'charge').store.find('charge', c.req.param('id'))
    return charge?.receipt_url ? receiptPage(charge) : notFound()
  })

  app.get('/authenticate/:id', (c) => {
    const intent = intentOf(contextFor(c, objectOf(c.req.param('id'))), c.req.param('id'))
    return intent?.next_action ? authenticationPage(intent) : notFound()
  })

  app.post('/authenticate/:id', fromPage, async (c) => {
    const context = contextFor(c, objectOf(c.req.param('id')))
    const intent = intentOf(context, c.req.param('id'))
    if (!intent?.next_action) return notFound()
    const target = intent.next_action.redirect_to_url?.return_url
    const form = await c.req.parseBody()
    const outcome = attempt(runtime, context, () => answered(context, intent, form['answer'] === 'confirm', target))
    const status = outcome instanceof StripeError ? 'failed' : 'succeeded'
    if (!target) return page({ title: '3D Secure', body: html`<p>Your answer has been noted: ${status}.</p>` })
    const url = new URL(target)
    url.searchParams.set(intent.object, intent.id)
    url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '')
    url.searchParams.set('redirect_status', status)
    return c.redirect(url.href, 303)
  })

  addPaymentLinks(app, runtime)
  addPortal(app, runtime)
  return app
}

type Intent = Objects['payment_intent'] | Objects['setup_intent']

const objectOf = (id: string): Intent['object'] => (id.startsWith('seti_') ? 'setup_intent' : 'payment_intent')

const intentOf = (context: Context, id: string): Intent | undefined => context.store.find(objectOf(id), id)

/** What follows when the owner of a card has confirmed, or refused, what its bank asked. */
function answered(context: Context, intent: Intent, confirms: boolean, returnUrl: string | null | undefined): Intent {
  const how = { authenticated: true, returnUrl: returnUrl ?? undefined }
  if (intent.object === 'setup_intent') {
    return confirms ? confirmSetup(context, intent, how) : failSetup(context, intent)
  }
  return confirms ? confirm(context, intent, how) : failAuthentication(context, intent)
}

type Change = (context: Context, session: string) => Session

/** What the page's other forms ask for: a promotion code, quantities or a way of shipping. */
function changeOf(form: Record<string, unknown>): Change | undefined {
  const { change, price, promotion_code: code, shipping_rate: rate } = form
  if (change === 'promotion_code') {
    return (context, id) => applyPromotionCode(context, id, typeof code === 'string' ? code.trim() : '')
  }
  if (change === 'optional_item') {
    return (context, id) => toggleOptional(context, id, typeof price === 'string' ? price : '')
  }
  if (change !== 'order') return undefined
  const quantities = new Map(
    Object.entries(form).flatMap(([name, value]) => (name.startsWith('li_') ? [[name, Number(value)] as const] : [])),
  )
  return (context, id) =>
    applyChoices(context, id, { quantities, shippingRate: typeof rate === 'string' ? rate : undefined })
}

function retryOf(error: StripeError, number: string, email?: string): Retry {
  const authenticating = error.details.code === 'authentication_required' ? number : undefined
  return { error: error.message, email, authenticating }
}

const knownEmail = (session: Session) => session.customer_details?.email ?? session.customer_email

/** A payment of nothing is completed without a card, and so is a subscription that asks for one only if it is required. */
function needsCard({ amount_total: total, mode, payment_method_collection: collection }: Session) {
  const isOptional = mode === 'payment' || (mode === 'subscription' && collection === 'if_required')
  return !isOptional || total !== 0
}

const BUTTONS: Record<string, string> = { payment: 'Pay', setup: 'Save card', subscription: 'Subscribe' }

function checkoutPage(context: Context, session: Session, retry: Retry = {}) {
  if (session.status !== 'open') {
    const text = session.status === 'complete' ? 'This session has been completed.' : 'This session has expired.'
    return page({ title: 'Checkout', body: html`<p>${text}</p>` })
  }
  const lines = sessionItems(context, session.id).map((item) => {
    const recurring = item.price === null ? null : context.get('price', item.price).recurring
    const count = recurring?.interval_count ?? 1
    const rate = recurring
      ? `every ${count === 1 ? '' : `${count} `}${recurring.interval}${count === 1 ? '' : 's'}`
      : ''
    const choice = item.adjustable_quantity?.enabled ? { id: item.id, ...quantityRange(item) } : undefined
    return { description: item.description, quantity: item.quantity, amount: item.amount_subtotal, rate, choice }
  })
  const [discount] = session.discounts ?? []
  const code = context.store.find('promotion_code', discount?.promotion_code ?? '')?.code ?? null
  return page({
    title: 'Checkout',
    status: retry.error ? (retry.isOfOrder ? 400 : 402) : 200,
    leadsTo: [session.success_url, session.cancel_url],
    body: paymentForm({
      lines,
      currency: session.currency,
      total: session.amount_total,
      shipping: shippingOf(context, session),
      discount: session.total_details?.amount_discount ?? 0,
      taxes: describeTaxes(context, taxesOfSession(context, session.id)),
      promotion: session.allow_promotion_codes ? { code } : undefined,
      optional: optionalOf(context, session),
      fields: fieldsOf(session).map((field) => ({
        ...field,
        value: retry.answers?.[field.name] ?? field.initial ?? '',
      })),
      asksEmail: knownEmail(session) === null,
      email: retry.email ?? null,
      error: retry.error,
      isCardWrong: !retry.isOfOrder,
      authenticating: retry.authenticating,
      asksCard: needsCard(session),
      button: needsCard(session) ? (BUTTONS[session.mode] ?? 'Pay') : 'Complete order',
      cancelUrl: session.cancel_url,
    }),
  })
}

/** What the customer may add to the order, or take off it again. */
const optionalOf = (context: Context, session: Session) =>
  (session.optional_items ?? []).map(({ price, quantity }) => {
    const found = context.get('price', price)
    return {
      price,
      name: context.get('product', found.product).name,
      amount: amountOf(context, found, quantity),
      isAdded: itemOfOptional(context, session.id, price) !== undefined,
    }
  })

function shippingOf(context: Context, session: Session): Shipping | null {
  const chosen = session.shipping_cost?.shipping_rate
  if (session.shipping_cost === null) return null
  const options = session.shipping_options.map(({ shipping_amount: amount, shipping_rate: id }) => ({
    id: String(id),
    name: context.get('shipping_rate', String(id)).display_name ?? 'Shipping',
    amount,
    chosen: id === chosen,
  }))
  return { amount: session.shipping_cost.amount_total, options }
}

function invoicePage(context: Context, invoice: Objects['invoice'], retry: Retry = {}) {
  const title = `Invoice ${invoice.number ?? ''}`
  if (invoice.status !== 'open') return page({ title, body: html`<p>This invoice is ${invoice.status}.</p>` })
  return page({
    title,
    status: retry.error ? 402 : 200,
    body: paymentForm({
      lines: context.all('line_item', { invoice: invoice.id }),
      discount: (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0),
      shipping: invoice.shipping_cost && { amount: invoice.amount_shipping, options: [] },
      taxes: describeTaxes(context, invoice.total_taxes ?? []),
      currency: invoice.currency,
      total: invoice.amount_remaining,
      asksEmail: false,
      button: 'Pay',
      error: retry.error,
      authenticating: retry.authenticating,
    }),
  })
}

function authenticationPage(intent: Intent) {
  const what =
    intent.object === 'setup_intent'
      ? 'let this shop keep your card'
      : `make this payment of ${formatAmount(intent.amount, intent.currency)}`
  return page({
    title: '3D Secure',
    leadsTo: [intent.next_action?.redirect_to_url?.return_url],
    body: html`<p>Your bank asks whether you ${what}.</p>
      <form method="post" class="actions">
        <button name="answer" value="confirm">Confirm</button>
        <button name="answer" value="refuse" class="secondary">Refuse</button>
      </form>`,
  })
}
