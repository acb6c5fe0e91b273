import { html, raw } from 'hono/html'
import type { Field } from '../checkout/answers.ts'
import { formatAmount } from '../money/currencies.ts'
import type { Html } from './layout.ts'

interface Line {
  description: string | null
  quantity: number | null
  amount: number
  /** How often it is paid, such as `every month`. */
  rate?: string | undefined
  /** How often it may be ordered, where the customer chooses. */
  choice?: { id: string; least: number; most: number } | undefined
}

/** What shipping costs, and the ways that there are to choose from. */
export interface Shipping {
  amount: number
  options: { id: string; name: string; amount: number; chosen: boolean }[]
}

export interface PaymentForm {
  lines: Line[]
  currency: string | null
  total: number | null
  shipping?: Shipping | null
  /** What is taken off. */
  discount?: number
  taxes?: { name: string; amount: number; isIncluded: boolean }[]
  /** Whether a promotion code can be written, and the one that was. */
  promotion?: { code: string | null } | undefined
  /** What may be added to the order, or taken off it again. */
  optional?: { price: string; name: string; amount: number; isAdded: boolean }[]
  /** What is asked for besides an email and a card, and what was written there. */
  fields?: (Field & { value: string })[]
  email?: string | null
  asksEmail: boolean
  /** As it does unless said otherwise. */
  asksCard?: boolean
  error?: string | undefined
  /** Whether the error is about the card, as it is unless said otherwise. */
  isCardWrong?: boolean
  /** The card number that was entered, when its owner is to confirm the payment. */
  authenticating?: string | undefined
  button: string
  cancelUrl?: string | null
}

/** What is bought, what it costs, and a form that takes a card number. */
export function paymentForm(form: PaymentForm): Html {
  const { currency, isCardWrong = true } = form
  const cardError = isCardWrong ? form.error : undefined
  const amount = (value: number) => (currency === null ? '' : formatAmount(value, currency))
  return html`
    ${
      form.lines.length === 0
        ? ''
        : html`<table>
      <caption hidden>Order</caption>
      <thead><tr><th scope="col">Item</th><th scope="col">Amount</th></tr></thead>
      <tbody>
        ${form.lines.map(
          (line) =>
            html`<tr><td>${line.quantity ?? 1} × ${line.description ?? 'Item'} ${line.rate ? html`<span class="note">${line.rate}</span>` : ''}</td><td>${amount(line.amount)}</td></tr>`,
        )}
        ${form.discount ? html`<tr><td>Discount${form.promotion?.code ? ` (${form.promotion.code})` : ''}</td><td>${amount(-form.discount)}</td></tr>` : ''}
        ${(form.taxes ?? []).map(
          ({ amount: tax, isIncluded, name }) =>
            html`<tr><td>${name}${isIncluded ? html` <span class="note">included</span>` : ''}</td><td>${amount(tax)}</td></tr>`,
        )}
        ${form.shipping ? html`<tr><td>Shipping${shippingName(form.shipping)}</td><td>${amount(form.shipping.amount)}</td></tr>` : ''}
      </tbody>
      <tfoot><tr><th scope="row">Total</th><td>${amount(form.total ?? 0)}</td></tr></tfoot>
    </table>`
    }
    ${form.error ? html`<p class="error" role="alert" id="error">${form.error}</p>` : ''}
    ${orderForm(form, amount)}
    ${optionalForms(form, amount)}
    ${promotionForm(form)}
    <form method="post">
      ${
        form.asksEmail
          ? html`<label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="email" required value="${form.email ?? ''}">`
          : ''
      }
      ${(form.fields ?? []).map(fieldInput)}
      ${form.asksCard === false ? '' : cardFields(form, cardError)}
      <div class="actions">
        <button>${form.button}</button>
        ${form.cancelUrl ? html`<a href="${form.cancelUrl}">Cancel</a>` : ''}
      </div>
    </form>`
}

const shippingName = ({ options }: Shipping) => {
  const chosen = options.find((option) => option.chosen)
  return chosen ? `: ${chosen.name}` : ''
}

/** Quantities and ways of shipping, where there is something to choose. */
function orderForm({ lines, shipping }: PaymentForm, amount: (value: number) => string): Html | string {
  const adjustable = lines.flatMap(({ choice, description, quantity }) =>
    choice ? [{ choice, description, quantity }] : [],
  )
  const options = shipping && shipping.options.length > 1 ? shipping.options : []
  if (adjustable.length === 0 && options.length === 0) return ''
  return html`<form method="post">
      <input type="hidden" name="change" value="order">
      ${adjustable.map(
        ({ choice: { id, least, most }, description, quantity }) =>
          html`<label for="${id}">Quantity of ${description ?? 'Item'}</label>
      <input id="${id}" name="${id}" type="number" min="${least}" max="${most}" required value="${quantity ?? 1}">`,
      )}
      ${
        options.length === 0
          ? ''
          : html`<label for="shipping_rate">Shipping</label>
      <select id="shipping_rate" name="shipping_rate">${options.map(
        ({ amount: cost, chosen, id, name }) =>
          html`<option value="${id}"${chosen ? raw(' selected') : ''}>${name}, ${amount(cost)}</option>`,
      )}</select>`
      }
      <div class="actions"><button class="secondary">Update order</button></div>
    </form>`
}

const optionalForms = ({ optional = [] }: PaymentForm, amount: (value: number) => string): Html[] =>
  optional.map(
    ({ amount: cost, isAdded, name, price }) =>
      html`<form method="post">
      <input type="hidden" name="change" value="optional_item">
      <input type="hidden" name="price" value="${price}">
      <div class="actions"><button class="secondary">${isAdded ? 'Remove' : 'Add'} ${name}, ${amount(cost)}</button></div>
    </form>`,
  )

function fieldInput(field: Field & { value: string }): Html {
  const { kind, label, maximum, minimum, name, options = [], required, value } = field
  const needed = required ? raw(' required') : ''
  if (kind === 'checkbox') {
    return html`<label><input type="checkbox" name="${name}" value="true"${needed}${value ? raw(' checked') : ''}> ${label}</label>`
  }
  const title = html`<label for="${name}">${label}${required ? '' : html` <span class="note">(optional)</span>`}</label>`
  if (kind === 'select') {
    return html`${title}
      <select id="${name}" name="${name}"${needed}><option value=""></option>${options.map(
        (option) =>
          html`<option value="${option.value}"${option.value === value ? raw(' selected') : ''}>${option.label}</option>`,
      )}</select>`
  }
  const length = html`${minimum ? html` minlength="${minimum}"` : ''}${maximum ? html` maxlength="${maximum}"` : ''}`
  return html`${title}
      <input id="${name}" name="${name}" type="${kind === 'tel' ? 'tel' : 'text'}" value="${value}"${
        kind === 'numeric' ? raw(' inputmode="numeric"') : ''
      }${length}${needed}>`
}

const promotionForm = ({ promotion }: PaymentForm): Html | string =>
  promotion
    ? html`<form method="post">
      <input type="hidden" name="change" value="promotion_code">
      <label for="promotion_code">Promotion code</label>
      <input id="promotion_code" name="promotion_code" autocomplete="off" value="${promotion.code ?? ''}">
      <div class="actions"><button class="secondary">Apply</button></div>
    </form>`
    : ''

/** What takes a card's number, and asks its owner to confirm where their bank asks. */
export const cardFields = (form: Pick<PaymentForm, 'authenticating'>, cardError: string | undefined): Html =>
  html`<label for="card">Card number</label>
      <input id="card" name="card" inputmode="numeric" autocomplete="cc-number" required value="${form.authenticating ?? ''}"
        aria-describedby="card-note${cardError ? ' error' : ''}" ${cardError ? raw(' aria-invalid="true"') : ''}>
      <div class="pair">
        <div><label for="expiry">Expiry <span class="note">(MM / YY)</span></label>
        <input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp"></div>
        <div><label for="cvc">CVC</label>
        <input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc"></div>
      </div>
      <p class="note" id="card-note">Stripe's test cards work here: 4242 4242 4242 4242 pays. Expiry and CVC may stay empty.</p>
      ${
        form.authenticating
          ? html`<label><input type="checkbox" name="authenticated" value="true"> Confirm this with the card's bank (3D Secure)</label>`
          : ''
      }`
