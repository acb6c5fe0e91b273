import { html, raw } from 'hono/html'
import { money } from '../money.ts'
import type { Html } from './layout.ts'

interface Line {
  description: string | null
  quantity: number | null
  amount: number
  /** How often it is paid, such as `every month`. */
  rate?: string | undefined
}

export interface PaymentForm {
  lines: Line[]
  currency: string | null
  total: number | null
  shipping?: number | null
  email?: string | null
  asksEmail: boolean
  error?: string | undefined
  /** The card number that was entered, when its owner is to confirm the payment. */
  authenticating?: string | undefined
  button: string
  cancelUrl?: string | null
}

/** What is bought, what it costs, and a form that takes a card number. */
export function paymentForm(form: PaymentForm): Html {
  const { currency } = form
  const amount = (value: number) => (currency === null ? '' : money(value, currency))
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
        ${form.shipping ? html`<tr><td>Shipping</td><td>${amount(form.shipping)}</td></tr>` : ''}
      </tbody>
      <tfoot><tr><th scope="row">Total</th><td>${amount(form.total ?? 0)}</td></tr></tfoot>
    </table>`
    }
    ${form.error ? html`<p class="error" role="alert" id="error">${form.error}</p>` : ''}
    <form method="post">
      ${
        form.asksEmail
          ? html`<label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="email" required value="${form.email ?? ''}">`
          : ''
      }
      <label for="card">Card number</label>
      <input id="card" name="card" inputmode="numeric" autocomplete="cc-number" required value="${form.authenticating ?? ''}"
        aria-describedby="card-note${form.error ? ' error' : ''}" ${form.error ? raw(' aria-invalid="true"') : ''}>
      <div class="pair">
        <div><label for="expiry">Expiry <span class="note">(MM / YY)</span></label>
        <input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp"></div>
        <div><label for="cvc">CVC</label>
        <input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc"></div>
      </div>
      <p class="note" id="card-note">Stripe's test cards work here: 4242 4242 4242 4242 pays. Expiry and CVC may stay empty.</p>
      ${
        form.authenticating
          ? html`<label><input type="checkbox" name="authenticated" value="true"> Confirm this payment with the card's bank (3D Secure)</label>`
          : ''
      }
      <div class="actions">
        <button>${form.button}</button>
        ${form.cancelUrl ? html`<a href="${form.cancelUrl}">Cancel</a>` : ''}
      </div>
    </form>`
}
