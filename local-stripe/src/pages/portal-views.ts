import { html, raw } from 'hono/html'
import { subscriptionItems } from '../billing/items.ts'
import type { Context } from '../engine/context.ts'
import type { Objects } from '../engine/types.ts'
import { formatAmount } from '../money/currencies.ts'
import { amountOf } from '../money/price-amounts.ts'
import { type Change, cardsOf, type Portal, subscriptionsOf } from '../portal/portal.ts'
import { pricesFor, whyUnchangeable } from '../resources/billing-portal/changes.ts'
import { dateOf } from './documents.ts'
import type { Html } from './layout.ts'
import { cardFields } from './payment-form.ts'

type Subscription = Objects['subscription']
type Method = Objects['payment_method']

/** The address of another view of the same session's page. */
export type Link = (view: string, subscription?: string) => string

export interface View {
  context: Context
  portal: Portal
  link: Link
}

const cardName = ({ card }: Method) => `${card?.brand ?? 'card'} ···· ${card?.last4 ?? ''}`

const cycleOf = ({ recurring }: Objects['price']) => {
  const { interval = 'month', interval_count: count = 1 } = recurring ?? {}
  return `every ${count === 1 ? interval : `${count} ${interval}s`}`
}

const priceText = (context: Context, price: Objects['price'], quantity: number) =>
  `${formatAmount(amountOf(context, price, quantity), price.currency)} ${cycleOf(price)}`

export const nameOf = (context: Context, subscription: Subscription) =>
  subscriptionItems(context, subscription.id)
    .map((item) => context.store.find('product', context.get('price', item.price).product)?.name ?? 'Plan')
    .join(', ')

const field = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`

/** A form of one button. */
const act = (change: string, fields: Record<string, string>, label: string, isMain = false) =>
  html`<form method="post">${field('change', change)}${Object.entries(fields).map(([name, value]) => field(name, value))}
        <div class="actions"><button${isMain ? '' : raw(' class="secondary"')}>${label}</button></div></form>`

function renewal(of: Subscription, periodEnd: number): string {
  if (of.status === 'paused') return 'Paused.'
  if (of.cancel_at !== null) return `Ends on ${dateOf(of.cancel_at)}.`
  if (of.status === 'trialing') return `Trial until ${dateOf(of.trial_end ?? periodEnd)}.`
  return `${of.status === 'past_due' ? 'A payment is overdue. ' : ''}Renews on ${dateOf(periodEnd)}.`
}

function subscriptionSection({ context, link, portal }: View, of: Subscription): Html {
  const { payment_method_update: cards, subscription_cancel: cancel, subscription_update: update } = portal.features
  const items = subscriptionItems(context, of.id)
  const name = nameOf(context, of)
  const canRenew = of.status === 'paused' || (of.cancel_at !== null && cancel.enabled)
  const canChange = whyUnchangeable(context, of, update) === undefined
  const methods = cards.enabled ? cardsOf(context, portal) : []
  const paying = of.default_payment_method ?? portal.customer.invoice_settings.default_payment_method
  return html`<section aria-label="${name}">
        <h3>${name}</h3>
        ${items.map((item) => {
          const quantity = item.quantity ?? 1
          const text = priceText(context, context.get('price', item.price), quantity)
          return html`<p>${quantity === 1 ? '' : `${quantity} × `}${text}</p>`
        })}
        <p class="note">${renewal(of, Math.min(...items.map((item) => item.current_period_end)))}</p>
        <div class="actions">
          ${canChange ? html`<a href="${link('update', of.id)}">Change ${name}</a>` : ''}
          ${cancel.enabled && of.cancel_at === null ? html`<a href="${link('cancel', of.id)}">Cancel ${name}</a>` : ''}
        </div>
        ${canRenew ? act('renew', { subscription: of.id }, `Keep ${name}`) : ''}
        ${
          methods.length > 1
            ? html`<form method="post">${field('change', 'pay_with')}${field('subscription', of.id)}
        <label for="pay-${of.id}">${name} is paid with</label>
        <select id="pay-${of.id}" name="payment_method">${methods.map(
          (method) =>
            html`<option value="${method.id}"${method.id === paying ? raw(' selected') : ''}>${cardName(method)}</option>`,
        )}</select>
        <div class="actions"><button class="secondary">Pay ${name} with this card</button></div></form>`
            : ''
        }
      </section>`
}

function cardSection({ context, link, portal }: View): Html | string {
  if (!portal.features.payment_method_update.enabled) return ''
  const preferred = portal.customer.invoice_settings.default_payment_method
  return html`<h2>Cards</h2>
      ${cardsOf(context, portal).map(
        (method) => html`<section aria-label="${cardName(method)}">
        <p>${cardName(method)} <span class="note">expires ${method.card?.exp_month} / ${method.card?.exp_year}${method.id === preferred ? ', default' : ''}</span></p>
        ${
          method.id === preferred
            ? ''
            : html`${act('default_card', { payment_method: method.id }, `Make ${cardName(method)} the default`)}
        ${act('remove_card', { payment_method: method.id }, `Remove ${cardName(method)}`)}`
        }</section>`,
      )}
      <p><a href="${link('card')}">Add a card</a></p>`
}

function detailsSection({ link, portal: { customer, features } }: View): Html | string {
  if (!features.customer_update.enabled) return ''
  return html`<h2>Your details</h2>
      <p>${customer.name ?? 'No name'}</p>
      <p>${customer.email ?? 'No email'}</p>
      <p><a href="${link('details')}">Change your details</a></p>`
}

function invoiceSection({ context, portal: { customer, features } }: View): Html | string {
  if (!features.invoice_history.enabled) return ''
  const invoices = context
    .all('invoice', { customer: customer.id })
    .filter(({ status }) => status !== 'draft')
    .reverse()
  if (invoices.length === 0) return html`<h2>Invoices</h2><p>None yet.</p>`
  return html`<h2>Invoices</h2>
      <table>
        <caption hidden>Invoices</caption>
        <thead><tr><th scope="col">Invoice</th><th scope="col">Amount</th></tr></thead>
        <tbody>${invoices.map(
          ({ created, currency, hosted_invoice_url: url, invoice_pdf: file, number, status, total }) =>
            html`<tr><td><a href="${url}">${number}</a> <span class="note">${dateOf(created)}, ${status}</span> <a href="${file}" aria-label="PDF of ${number}">PDF</a></td><td>${formatAmount(total, currency)}</td></tr>`,
        )}</tbody>
      </table>`
}

/** What a customer has, and the ways to change it. */
export function homeView(view: View): Html {
  const subscriptions = subscriptionsOf(view.context, view.portal)
  const { headline, privacy_policy_url: privacy, terms_of_service_url: terms } = view.portal.business
  return html`${headline === null ? '' : html`<p>${headline}</p>`}
      <h2>Plans</h2>
      ${subscriptions.length === 0 ? html`<p>You have no plan.</p>` : subscriptions.map((of) => subscriptionSection(view, of))}
      ${cardSection(view)}
      ${detailsSection(view)}
      ${invoiceSection(view)}
      <div class="actions">
        ${terms === null ? '' : html`<a href="${terms}">Terms</a>`}
        ${privacy === null ? '' : html`<a href="${privacy}">Privacy</a>`}
      </div>`
}

const REASONS: Record<string, string> = {
  customer_service: 'The service was not good enough',
  low_quality: 'The quality was not good enough',
  missing_features: 'It lacks something that I need',
  other: 'Another reason',
  switched_service: 'I have found an alternative',
  too_complex: 'It is too complicated',
  too_expensive: 'It is too expensive',
  unused: 'I do not use it enough',
}

export function cancelView({ context, portal }: View, of: Subscription): Html {
  const { cancellation_reason: reason, mode } = portal.features.subscription_cancel
  const name = nameOf(context, of)
  const ends = Math.min(...subscriptionItems(context, of.id).map((item) => item.current_period_end))
  const coupon = portal.session.flow?.subscription_cancel?.retention?.coupon_offer?.coupon
  const offer = context.store.find('coupon', coupon ?? '')
  const off = offer?.percent_off == null ? formatAmount(offer?.amount_off ?? 0, of.currency) : `${offer.percent_off}%`
  return html`<p>${mode === 'immediately' ? `${name} ends at once.` : `${name} stays yours until ${dateOf(ends)}, and is not renewed then.`}</p>
      ${offer ? html`<h2>Stay for ${off} less</h2>${act('accept_coupon', {}, 'Stay with this discount')}` : ''}
      <form method="post">${field('change', 'cancel')}${field('subscription', of.id)}
        ${
          reason.enabled
            ? html`<label for="feedback">Why do you cancel? <span class="note">(optional)</span></label>
        <select id="feedback" name="feedback"><option value=""></option>${reason.options.map(
          (option) => html`<option value="${option}">${REASONS[option] ?? option}</option>`,
        )}</select>
        <label for="comment">Anything to add? <span class="note">(optional)</span></label>
        <input id="comment" name="comment" maxlength="500" autocomplete="off">`
            : ''
        }
        <div class="actions"><button>Cancel ${name}</button></div>
      </form>`
}

/** What a subscription can be changed to; `hidden` are what the page's address says besides. */
export function updateView({ context, portal }: View, of: Subscription, hidden: Record<string, string>): Html {
  const { subscription_update: feature } = portal.features
  const [item] = subscriptionItems(context, of.id)
  const offers = pricesFor(context, of, feature)
  const allows = (what: string) => feature.default_allowed_updates.some((each) => each === what)
  const quantity = item?.quantity ?? 1
  const adjustable = allows('quantity') && offers.some(({ isAdjustable }) => isAdjustable)
  const prices = allows('price') ? offers : []
  return html`<form method="get">${Object.entries(hidden).map(([name, value]) => field(name, value))}
        ${
          prices.length === 0
            ? ''
            : html`<fieldset><legend>Plan</legend>
        ${prices.map(({ price }) => {
          const name = context.store.find('product', price.product)?.name ?? 'Plan'
          const isPresent = price.id === item?.price
          return html`<label><input type="radio" name="price" value="${price.id}"${isPresent ? raw(' checked') : ''}> ${name}, ${priceText(context, price, 1)}${isPresent ? html` <span class="note">your plan</span>` : ''}</label>`
        })}</fieldset>`
        }
        ${
          adjustable
            ? html`<label for="quantity">Quantity</label>
        <input id="quantity" name="quantity" type="number" min="1" required value="${quantity}">`
            : ''
        }
        ${
          allows('promotion_code')
            ? html`<label for="promotion_code">Promotion code <span class="note">(optional)</span></label>
        <input id="promotion_code" name="promotion_code" autocomplete="off">`
            : ''
        }
        <div class="actions"><button>Continue</button></div>
      </form>`
}

/** What a change costs, before the customer confirms it; `due` is what is to be paid at once. */
export function confirmView(
  { context }: View,
  change: Change,
  due: number | undefined,
  answers: Record<string, string>,
): Html {
  const { price, quantity, subscription } = change
  const name = context.store.find('product', price.product)?.name ?? 'Plan'
  return html`<table>
        <caption hidden>Your new plan</caption>
        <thead><tr><th scope="col">Plan</th><th scope="col">Price</th></tr></thead>
        <tbody><tr><td>${quantity} × ${name} <span class="note">${cycleOf(price)}</span></td><td>${formatAmount(amountOf(context, price, quantity), price.currency)}</td></tr></tbody>
        ${due === undefined ? '' : html`<tfoot><tr><th scope="row">Due today</th><td>${formatAmount(due, price.currency)}</td></tr></tfoot>`}
      </table>
      ${act('update', { ...answers, subscription: subscription.id }, 'Confirm', true)}`
}

export const cardView = (authenticating: string | undefined, error: string | undefined): Html =>
  html`<form method="post">${field('change', 'card')}
        ${cardFields({ authenticating }, error)}
        <div class="actions"><button>Save card</button></div>
      </form>`

const DETAILS = [
  ['email', 'Email', 'email'],
  ['name', 'Name', 'name'],
  ['phone', 'Phone', 'tel'],
] as const

const ADDRESS = [
  ['line1', 'Address', 'address-line1'],
  ['line2', 'Address, second line', 'address-line2'],
  ['postal_code', 'Postal code', 'postal-code'],
  ['city', 'City', 'address-level2'],
  ['state', 'State or region', 'address-level1'],
  ['country', 'Country, as two letters', 'country'],
] as const

export function detailsView({ portal: { customer, features } }: View): Html {
  const { allowed_updates: allowed } = features.customer_update
  const allows = (what: string) => allowed.some((each) => each === what)
  const input = (name: string, label: string, autocomplete: string, value: string | null | undefined) =>
    html`<label for="${name}">${label}</label>
        <input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${value ?? ''}"${name === 'email' ? raw(' type="email" required') : ''}>`
  return html`<form method="post">${field('change', 'details')}
        ${DETAILS.filter(([name]) => allows(name)).map(([name, label, autocomplete]) => input(name, label, autocomplete, customer[name]))}
        ${allows('address') ? ADDRESS.map(([name, label, autocomplete]) => input(name, label, autocomplete, customer.address?.[name])) : ''}
        <div class="actions"><button>Save</button></div>
      </form>`
}

/** Where customers say who they are, for their own session. */
export const loginView = (): Html =>
  html`<p class="note">Stripe sends an email with a link; here it opens at once.</p>
      <form method="post">
        <label for="email">Email</label>
        <input id="email" name="email" type="email" autocomplete="email" required>
        <div class="actions"><button>Continue</button></div>
      </form>`
