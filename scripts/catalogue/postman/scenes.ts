/** A request of the collection. */
export interface Call {
  action: string
  /** Inputs besides the action's example, or in place of one; `null` leaves one out. */
  input?: Readonly<Record<string, unknown>>
  /** Variables that it sets, and where the response holds their values; an action that creates sets the one of its kind. */
  keep?: Readonly<Record<string, string>>
  /** Variables whose objects cannot be used so again; an action that ends an object uses up the one of its path. */
  spends?: readonly string[]
}

/** How an action runs in the collection, where its example needs more than the variables of its kinds. */
export interface Scene extends Omit<Call, 'action'> {
  /** Why it is left out of the collection. */
  omitted?: string
}

const CARD = { enabled: true, allow_redirects: 'never' }
const PAID = { automatic_payment_methods: CARD, payment_method: 'pm_card_visa', confirm: true }
const BY_MAIL = { collection_method: 'send_invoice', days_until_due: 30 }

/** A variable as a request writes it. */
const of = (variable: string) => `{{${variable}}}`

export const SCENES: Readonly<Record<string, Scene>> = {
  'create-price': { input: { unit_amount: 2000 } },
  'create-customer': {
    input: {
      email: 'jane@example.com',
      name: 'Jane Doe',
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    },
  },
  'delete-customer-discount': {
    omitted: 'Stripe no longer has a parameter that gives a customer a discount, so there is none to delete.',
  },
  'create-customer-tax-id': { input: { value: 'DE123456789' } },
  // A credit would pay the invoices that later requests need open.
  'create-customer-balance-transaction': { input: { amount: 100 } },

  'create-invoice': { input: BY_MAIL },
  'finalize-invoice': { input: { invoice_id: of('filled_invoice') }, keep: { open_invoice: 'id' } },
  'send-invoice': { input: { invoice_id: of('open_invoice') }, spends: [] },
  'pay-invoice': { input: { invoice_id: of('open_invoice'), paid_out_of_band: true } },
  'void-invoice': { input: { invoice_id: of('invoice_to_void') } },
  'mark-invoice-uncollectible': { input: { invoice_id: of('uncollected_invoice') } },
  'preview-invoice': { input: { subscription: of('subscription') } },
  'create-invoice-item': { input: { invoice: of('invoice'), price: null, amount: 2000, currency: 'usd' } },
  'remove-invoice-line-items': {
    input: { invoice_id: of('invoice_with_item'), lines: [{ id: of('line_item'), behavior: 'delete' }] },
    spends: [],
  },
  'create-credit-note': { input: { invoice: of('credited_invoice'), amount: 100 } },
  'preview-credit-note': { input: { invoice: of('credited_invoice'), amount: 100 } },

  'create-subscription': { input: { items: [{ price: of('monthly_price'), quantity: 1 }] } },
  'resume-subscription': { input: { subscription_id: of('paused_subscription') } },
  'pause-subscription': {
    input: { subscription_id: of('subscription_to_pause') },
    keep: { paused_subscription: 'id' },
  },
  'delete-subscription-discount': { input: { subscription_id: of('discounted_subscription') } },
  'create-subscription-item': { input: { price: of('second_monthly_price') }, spends: ['second_monthly_price'] },
  'create-subscription-schedule': {
    input: { from_subscription: of('subscription_to_schedule') },
    spends: ['subscription_to_schedule'],
  },

  'confirm-payment-intent': {
    input: { payment_intent_id: of('payment_intent_to_confirm'), payment_method: 'pm_card_visa' },
  },
  'capture-payment-intent': { input: { payment_intent_id: of('authorized_payment_intent') } },
  'increment-payment-intent-authorization': {
    omitted: "it needs an authorization that the card's network lets increase, which few accounts may ask for.",
  },
  'refund-payment': {
    input: { charge_id: null, payment_intent_id: of('paid_payment_intent'), amount: 100 },
    keep: { refund: 'id' },
  },
  'cancel-refund': { omitted: 'Stripe cancels only refunds that wait for bank details of the customer.' },
  'confirm-setup-intent': { input: { setup_intent_id: of('setup_intent_to_confirm'), payment_method: 'pm_card_visa' } },
  'list-payment-methods': { input: { customer: of('customer') } },
  'attach-payment-method': {
    input: { payment_method_id: of('payment_method_to_attach') },
    keep: { attached_payment_method: 'id' },
    spends: ['payment_method_to_attach'],
  },
  'update-payment-method': { input: { payment_method_id: of('attached_payment_method') } },
  'detach-payment-method': { input: { payment_method_id: of('payment_method_to_detach') } },
  'close-dispute': { input: { dispute_id: of('dispute') } },

  'create-meter': {
    input: { display_name: 'Requests', event_name: 'requests_{{$guid}}' },
    keep: { billing_meter: 'id', event_name: 'event_name' },
  },
  'create-meter-event': {
    input: { event_name: of('event_name'), payload: { stripe_customer_id: of('customer'), value: '1' } },
  },
  'list-meter-event-summaries': {
    input: { customer: of('customer'), start_time: 1_767_225_600, end_time: 1_767_229_200 },
  },
  'create-feature': { input: { name: 'Premium', lookup_key: 'premium_{{$timestamp}}' } },
  'attach-product-feature': { keep: { product_feature: 'id' } },
  'finalize-quote': { input: { quote_id: of('quote_to_finalize') }, keep: { open_quote: 'id' } },
  'accept-quote': { input: { quote_id: of('open_quote') } },
  'create-payout': { omitted: 'it moves money to a bank account, which a new test account does not have.' },
  'retrieve-payout': { omitted: 'a new test account has no payout.' },
  'cancel-payout': { omitted: 'a new test account has no payout.' },
  'call-stripe-api': { omitted: 'it needs a key with "any_endpoint": true.' },
}

/**
 * What sets a variable that is not set yet: other requests, which are inserted before the one that needs it. A variable
 * that is missing here is set by the action that creates objects of its kind.
 */
export const PROVIDERS: Readonly<Record<string, Call>> = {
  monthly_price: {
    action: 'create-price',
    input: { unit_amount: 900, recurring: { interval: 'month' } },
    keep: { monthly_price: 'id' },
  },
  second_monthly_price: {
    action: 'create-price',
    input: { unit_amount: 400, recurring: { interval: 'month' } },
    keep: { second_monthly_price: 'id' },
  },

  empty_invoice: { action: 'create-invoice', keep: { empty_invoice: 'id' } },
  filled_invoice: {
    action: 'create-invoice-item',
    input: { invoice: of('empty_invoice') },
    keep: { filled_invoice: 'invoice' },
    spends: ['empty_invoice'],
  },
  open_invoice: {
    action: 'finalize-invoice',
    input: { invoice_id: of('filled_invoice') },
    keep: { open_invoice: 'id' },
  },
  invoice_to_void: {
    action: 'finalize-invoice',
    input: { invoice_id: of('filled_invoice') },
    keep: { invoice_to_void: 'id' },
  },
  uncollected_invoice: {
    action: 'finalize-invoice',
    input: { invoice_id: of('filled_invoice') },
    keep: { uncollected_invoice: 'id' },
  },
  credited_invoice: {
    action: 'finalize-invoice',
    input: { invoice_id: of('filled_invoice') },
    keep: { credited_invoice: 'id' },
  },
  line_item: {
    action: 'list-invoice-line-items',
    input: { invoice_id: of('invoice_with_item') },
    keep: { line_item: 'data.0.id' },
  },
  invoice_with_item: {
    action: 'create-invoice-item',
    input: { invoice: of('invoice') },
    keep: { invoice_with_item: 'invoice' },
  },

  subscription_to_pause: { action: 'create-subscription', keep: { subscription_to_pause: 'id' } },
  paused_subscription: { action: 'pause-subscription', keep: { paused_subscription: 'id' } },
  subscription_to_schedule: { action: 'create-subscription', keep: { subscription_to_schedule: 'id' } },
  lasting_coupon: { action: 'create-coupon', input: { duration: 'forever' }, keep: { lasting_coupon: 'id' } },
  discounted_subscription: {
    action: 'create-subscription',
    input: { discounts: [{ coupon: of('lasting_coupon') }] },
    keep: { discounted_subscription: 'id' },
  },

  payment_intent_to_confirm: {
    action: 'create-payment-intent',
    input: { automatic_payment_methods: CARD },
    keep: { payment_intent_to_confirm: 'id' },
  },
  authorized_payment_intent: {
    action: 'create-payment-intent',
    input: { ...PAID, capture_method: 'manual' },
    keep: { authorized_payment_intent: 'id' },
  },
  paid_payment_intent: {
    action: 'create-payment-intent',
    input: PAID,
    keep: { paid_payment_intent: 'id', charge: 'latest_charge' },
  },
  charge: {
    action: 'create-payment-intent',
    input: PAID,
    keep: { paid_payment_intent: 'id', charge: 'latest_charge' },
  },
  refund: { action: 'refund-payment', keep: { refund: 'id' } },
  disputed_payment_intent: {
    action: 'create-payment-intent',
    input: { ...PAID, payment_method: 'pm_card_createDispute' },
    keep: { disputed_payment_intent: 'id' },
  },
  dispute: {
    action: 'list-disputes',
    input: { payment_intent: of('disputed_payment_intent') },
    keep: { dispute: 'data.0.id' },
  },
  setup_intent_to_confirm: {
    action: 'create-setup-intent',
    input: { automatic_payment_methods: CARD },
    keep: { setup_intent_to_confirm: 'id' },
  },
  payment_method_to_attach: { action: 'create-payment-method', keep: { payment_method_to_attach: 'id' } },
  attached_payment_method: { action: 'attach-payment-method', keep: { attached_payment_method: 'id' } },
  payment_method_to_detach: { action: 'attach-payment-method', keep: { payment_method_to_detach: 'id' } },
  tax_id: { action: 'create-customer-tax-id', keep: { tax_id: 'id' } },
  tax_id_to_delete: {
    action: 'create-customer-tax-id',
    input: { value: 'DE987654321' },
    keep: { tax_id_to_delete: 'id' },
  },
  customer_balance_transaction: {
    action: 'create-customer-balance-transaction',
    keep: { customer_balance_transaction: 'id' },
  },
  subscription_schedule_to_release: {
    action: 'create-subscription-schedule',
    keep: { subscription_schedule_to_release: 'id' },
  },
  event: { action: 'list-events', input: { limit: 1 }, keep: { event: 'data.0.id' } },
  balance_transaction: {
    action: 'list-balance-transactions',
    input: { limit: 1 },
    keep: { balance_transaction: 'data.0.id' },
  },
  event_name: {
    action: 'create-meter',
    keep: { billing_meter: 'id', event_name: 'event_name' },
  },
  quote_to_finalize: {
    action: 'create-quote',
    input: { customer: of('customer'), line_items: [{ price: of('price'), quantity: 1 }] },
    keep: { quote_to_finalize: 'id' },
  },
  open_quote: { action: 'finalize-quote', keep: { open_quote: 'id' } },
  product_feature: { action: 'attach-product-feature', keep: { product_feature: 'id' } },
  second_feature: {
    action: 'create-feature',
    input: { lookup_key: 'second_{{$timestamp}}' },
    keep: { second_feature: 'id' },
  },
  product_feature_to_remove: {
    action: 'attach-product-feature',
    input: { entitlement_feature: of('second_feature') },
    keep: { product_feature_to_remove: 'id' },
  },
}
