import type { Catalogue, CatalogueAction } from '../src/action/catalogue.ts'
import { fill } from './template.ts'

type StripeObject = Readonly<Record<string, unknown>>

/** What people do most with an object of a kind, the most useful first. */
interface Useful {
  readonly label: string
  /** The action, and its inputs; `$object.` begins a field of the object, without which the step is not offered. */
  readonly action?: string
  readonly input?: StripeObject
  /** A page of Stripe's to open instead. */
  readonly open?: string
  /** Values that the object's fields must have, each one of several; null where there must be none. */
  readonly where?: Readonly<Record<string, readonly unknown[]>>
}

const PAGES = { success_url: '$origin/docs#paid', cancel_url: '$origin/docs' }
const ONE = [{ price: '$object.id', quantity: 1 }]

const USEFUL: Readonly<Record<string, readonly Useful[]>> = {
  product: [
    { label: 'Give it a price', action: 'create-price', input: { product: '$object.id' } },
    { label: 'See its prices', action: 'list-prices', input: { product: '$object.id' } },
  ],
  price: [
    {
      label: 'Sell it on a checkout page',
      action: 'create-checkout-session',
      input: { mode: 'payment', line_items: ONE, ...PAGES },
      where: { type: ['one_time'], active: [true] },
    },
    {
      label: 'Sell it on a checkout page',
      action: 'create-checkout-session',
      input: { mode: 'subscription', line_items: ONE, ...PAGES },
      where: { type: ['recurring'], active: [true] },
    },
    {
      label: 'Make a payment link',
      action: 'create-payment-link',
      input: { line_items: ONE },
      where: { active: [true] },
    },
    {
      label: 'Stop selling it',
      action: 'deactivate-price',
      input: { price_id: '$object.id' },
      where: { active: [true] },
    },
  ],
  customer: [
    { label: 'See the invoices', action: 'list-invoices', input: { customer: '$object.id' } },
    { label: 'See the subscriptions', action: 'list-subscriptions', input: { customer: '$object.id' } },
    { label: 'See the payments', action: 'list-payment-intents', input: { customer: '$object.id' } },
    {
      label: 'Let them manage their plan',
      action: 'create-billing-portal-session',
      input: { customer: '$object.id', return_url: '$origin/docs' },
    },
  ],
  'checkout.session': [
    { label: 'Open the checkout page', open: '$object.url', where: { status: ['open'] } },
    {
      label: 'See whether it is paid',
      action: 'retrieve-checkout-session',
      input: { id: '$object.id' },
      where: { payment_status: ['unpaid'] },
    },
    {
      label: 'Refund it',
      action: 'refund-payment',
      input: { payment_intent_id: '$object.payment_intent' },
      where: { payment_status: ['paid'] },
    },
    {
      label: 'See the subscription',
      action: 'retrieve-subscription',
      input: { subscription_id: '$object.subscription' },
    },
    { label: 'See what was ordered', action: 'list-checkout-session-line-items', input: { id: '$object.id' } },
    {
      label: 'Close the checkout page',
      action: 'expire-checkout-session',
      input: { id: '$object.id' },
      where: { status: ['open'] },
    },
  ],
  payment_intent: [
    {
      label: 'Refund it',
      action: 'refund-payment',
      input: { payment_intent_id: '$object.id' },
      where: { status: ['succeeded'] },
    },
    {
      label: 'Take the money',
      action: 'capture-payment-intent',
      input: { payment_intent_id: '$object.id' },
      where: { status: ['requires_capture'] },
    },
    {
      label: 'Confirm it',
      action: 'confirm-payment-intent',
      input: { payment_intent_id: '$object.id' },
      where: { status: ['requires_confirmation', 'requires_payment_method'] },
    },
    {
      label: 'Cancel it',
      action: 'cancel-payment-intent',
      input: { payment_intent_id: '$object.id' },
      where: { status: ['requires_capture', 'requires_confirmation', 'requires_payment_method', 'requires_action'] },
    },
  ],
  refund: [
    {
      label: 'See the payment',
      action: 'retrieve-payment-intent',
      input: { payment_intent_id: '$object.payment_intent' },
    },
    { label: 'Check its status', action: 'retrieve-refund', input: { refund_id: '$object.id' } },
  ],
  charge: [
    {
      label: 'Refund it',
      action: 'refund-payment',
      input: { charge_id: '$object.id' },
      where: { refunded: [false], status: ['succeeded'] },
    },
    { label: 'Open the receipt', open: '$object.receipt_url' },
  ],
  subscription: [
    {
      label: 'Change it',
      action: 'update-subscription',
      input: { subscription_id: '$object.id' },
      where: { status: ['active', 'trialing', 'past_due'] },
    },
    {
      label: 'Cancel it',
      action: 'cancel-subscription',
      input: { subscription_id: '$object.id' },
      where: { status: ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete'] },
    },
    { label: 'See its invoices', action: 'list-invoices', input: { subscription: '$object.id' } },
    {
      label: 'Preview the next invoice',
      action: 'preview-invoice',
      input: { subscription: '$object.id' },
      where: { status: ['active', 'trialing', 'past_due'] },
    },
  ],
  invoice: [
    {
      label: 'Finalize it',
      action: 'finalize-invoice',
      input: { invoice_id: '$object.id' },
      where: { status: ['draft'] },
    },
    {
      label: 'Add an item',
      action: 'create-invoice-item',
      input: { invoice: '$object.id', customer: '$object.customer' },
      where: { status: ['draft'] },
    },
    { label: 'Open the invoice', open: '$object.hosted_invoice_url' },
    { label: 'Send it', action: 'send-invoice', input: { invoice_id: '$object.id' }, where: { status: ['open'] } },
    { label: 'Pay it', action: 'pay-invoice', input: { invoice_id: '$object.id' }, where: { status: ['open'] } },
    { label: 'Void it', action: 'void-invoice', input: { invoice_id: '$object.id' }, where: { status: ['open'] } },
    {
      label: 'Make a credit note',
      action: 'create-credit-note',
      input: { invoice: '$object.id' },
      where: { status: ['paid'] },
    },
  ],
  coupon: [
    {
      label: 'Make a code for customers',
      action: 'create-promotion-code',
      input: { promotion: { type: 'coupon', coupon: '$object.id' } },
    },
  ],
  payment_link: [
    { label: 'Open the page', open: '$object.url', where: { active: [true] } },
    {
      label: 'Turn it off',
      action: 'deactivate-payment-link',
      input: { payment_link_id: '$object.id' },
      where: { active: [true] },
    },
  ],
  'billing_portal.session': [{ label: 'Open the portal', open: '$object.url' }],
  'billing.meter': [
    {
      label: 'Give it a price',
      action: 'create-price',
      input: { recurring: { interval: 'month', usage_type: 'metered', meter: '$object.id' } },
    },
    { label: 'Report usage', action: 'create-meter-event', input: { event_name: '$object.event_name' } },
  ],
  'entitlements.feature': [
    { label: 'Attach it to a product', action: 'attach-product-feature', input: { entitlement_feature: '$object.id' } },
  ],
  quote: [
    { label: 'Finalize it', action: 'finalize-quote', input: { quote_id: '$object.id' }, where: { status: ['draft'] } },
    { label: 'Accept it', action: 'accept-quote', input: { quote_id: '$object.id' }, where: { status: ['open'] } },
  ],
  dispute: [
    {
      label: 'Send evidence',
      action: 'update-dispute',
      input: { dispute_id: '$object.id' },
      where: { status: ['needs_response', 'warning_needs_response'] },
    },
  ],
  payment_method: [
    {
      label: 'Attach it to a customer',
      action: 'attach-payment-method',
      input: { payment_method_id: '$object.id' },
      where: { customer: [null] },
    },
  ],
}

/** A step that can be taken with an object. */
export interface NextStep {
  readonly label: string
  readonly action?: CatalogueAction
  readonly input: StripeObject
  readonly url?: string
}

const isAllowed = ({ runnable }: CatalogueAction, isKeyKnown: boolean) => runnable || !isKeyKnown

/** The steps that people take most with an object, as far as the key allows them. */
export function usefulSteps(object: StripeObject, { actions }: Catalogue, isKeyKnown: boolean): NextStep[] {
  if (object['deleted'] === true) return []
  return (USEFUL[String(object['object'])] ?? []).flatMap<NextStep>(
    ({ label, action: name, input = {}, open, where = {} }) => {
      if (Object.entries(where).some(([field, values]) => !values.includes(object[field] ?? null))) return []
      const action = actions.find((one) => one.name === name)
      if (open === undefined && !(action && isAllowed(action, isKeyKnown))) return []
      const missing = new Set<string>()
      const filled = fill(open ?? input, { object }, missing)
      if (missing.size > 0) return []
      if (open !== undefined) return [{ label, input: {}, url: String(filled) }]
      return [{ label, ...(action && { action }), input: filled as StripeObject }]
    },
  )
}

/** Every action that takes the ID of such an object, with it filled in. */
export function stepsWith(object: StripeObject, { actions }: Catalogue, isKeyKnown: boolean): NextStep[] {
  const { object: kind, id } = object
  if (object['deleted'] === true || typeof id !== 'string') return []
  return actions.flatMap((action) => {
    const input = action.inputs.find(
      ({ name, refers_to, additional }) =>
        !additional && refers_to?.kind === kind && !['starting_after', 'ending_before'].includes(name),
    )
    return input && isAllowed(action, isKeyKnown)
      ? [{ label: action.summary, action, input: { [input.name]: id } }]
      : []
  })
}

/** The names of the actions and inputs in the list above, for a test that they exist. */
export const NAMED = Object.values(USEFUL)
  .flat()
  .flatMap(({ action, input = {} }) => (action === undefined ? [] : [{ action, inputs: Object.keys(input) }]))
