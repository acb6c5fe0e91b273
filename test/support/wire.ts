/**
 * What goes over the wire to Stripe for every action: the method and path of the endpoint, and the parameters that the
 * reference's examples become. Written out by hand from the API reference, so that it does not repeat the code.
 */
export interface Wire {
  /** Input, in the order of the reference. */
  input: Record<string, unknown>
  request: `${'GET' | 'POST' | 'DELETE'} ${string}`
  params: Record<string, string>
}

const address = (line1: string, city: string) => ({ line1, city, country: 'US' })
const paging = (cursor: string) => ({ limit: 10, starting_after: cursor })
const paged = (cursor: string) => ({ limit: '10', starting_after: cursor })
const success = 'https://yoursite.com/success?session_id={CHECKOUT_SESSION_ID}'

export const WIRE: Record<string, Wire> = {
  'list-products': {
    input: { active: true, ...paging('prod_123') },
    request: 'GET /v1/products',
    params: { active: 'true', ...paged('prod_123') },
  },
  'retrieve-product': { input: { product_id: 'prod_123' }, request: 'GET /v1/products/prod_123', params: {} },
  'create-product': {
    input: {
      name: 'Premium Plan',
      active: true,
      description: 'Premium subscription plan',
      images: ['https://example.com/img.jpg'],
      url: 'https://example.com/product',
      metadata: { internal_id: '123' },
    },
    request: 'POST /v1/products',
    params: {
      name: 'Premium Plan',
      active: 'true',
      description: 'Premium subscription plan',
      'images[0]': 'https://example.com/img.jpg',
      url: 'https://example.com/product',
      'metadata[internal_id]': '123',
    },
  },
  'update-product': {
    input: {
      product_id: 'prod_123',
      name: 'Premium Plan Updated',
      active: false,
      description: 'Updated description',
      images: ['https://example.com/new.jpg'],
      url: 'https://example.com/new-product',
      default_price: 'price_123',
      metadata: { internal_id: '456' },
    },
    request: 'POST /v1/products/prod_123',
    params: {
      name: 'Premium Plan Updated',
      active: 'false',
      description: 'Updated description',
      'images[0]': 'https://example.com/new.jpg',
      url: 'https://example.com/new-product',
      default_price: 'price_123',
      'metadata[internal_id]': '456',
    },
  },
  'delete-product': { input: { product_id: 'prod_123' }, request: 'DELETE /v1/products/prod_123', params: {} },
  'list-prices': {
    input: { product: 'prod_123', active: true, currency: 'usd', ...paging('price_123') },
    request: 'GET /v1/prices',
    params: { product: 'prod_123', active: 'true', currency: 'usd', ...paged('price_123') },
  },
  'retrieve-price': { input: { price_id: 'price_123' }, request: 'GET /v1/prices/price_123', params: {} },
  'create-price': {
    input: {
      currency: 'usd',
      product: 'prod_123',
      unit_amount: 1000,
      recurring: { interval: 'month' },
      nickname: 'Monthly Premium',
      metadata: { internal_id: '123' },
    },
    request: 'POST /v1/prices',
    params: {
      currency: 'usd',
      product: 'prod_123',
      unit_amount: '1000',
      'recurring[interval]': 'month',
      nickname: 'Monthly Premium',
      'metadata[internal_id]': '123',
    },
  },
  'update-price': {
    input: {
      price_id: 'price_123',
      active: false,
      nickname: 'Updated Monthly',
      lookup_key: 'premium_monthly_v2',
      tax_behavior: 'inclusive',
      metadata: { internal_id: '456' },
    },
    request: 'POST /v1/prices/price_123',
    params: {
      active: 'false',
      nickname: 'Updated Monthly',
      lookup_key: 'premium_monthly_v2',
      tax_behavior: 'inclusive',
      'metadata[internal_id]': '456',
    },
  },
  'deactivate-price': {
    input: { price_id: 'price_123' },
    request: 'POST /v1/prices/price_123',
    params: { active: 'false' },
  },
  'list-customers': {
    input: { email: 'customer@example.com', ...paging('cus_123') },
    request: 'GET /v1/customers',
    params: { email: 'customer@example.com', ...paged('cus_123') },
  },
  'retrieve-customer': { input: { customer_id: 'cus_123' }, request: 'GET /v1/customers/cus_123', params: {} },
  'create-customer': {
    input: {
      email: 'customer@example.com',
      name: 'John Doe',
      phone: '+1234567890',
      description: 'Premium customer',
      address: address('123 Main St', 'NYC'),
      metadata: { internal_id: '123' },
    },
    request: 'POST /v1/customers',
    params: {
      email: 'customer@example.com',
      name: 'John Doe',
      phone: '+1234567890',
      description: 'Premium customer',
      'address[line1]': '123 Main St',
      'address[city]': 'NYC',
      'address[country]': 'US',
      'metadata[internal_id]': '123',
    },
  },
  'update-customer': {
    input: {
      customer_id: 'cus_123',
      email: 'newemail@example.com',
      name: 'Jane Doe',
      phone: '+1987654321',
      address: address('456 Oak St', 'LA'),
      metadata: { internal_id: '456' },
    },
    request: 'POST /v1/customers/cus_123',
    params: {
      email: 'newemail@example.com',
      name: 'Jane Doe',
      phone: '+1987654321',
      'address[line1]': '456 Oak St',
      'address[city]': 'LA',
      'address[country]': 'US',
      'metadata[internal_id]': '456',
    },
  },
  'delete-customer': { input: { customer_id: 'cus_123' }, request: 'DELETE /v1/customers/cus_123', params: {} },
  'list-invoices': {
    input: { customer: 'cus_123', status: 'open', subscription: 'sub_123', ...paging('in_123') },
    request: 'GET /v1/invoices',
    params: { customer: 'cus_123', status: 'open', subscription: 'sub_123', ...paged('in_123') },
  },
  'retrieve-invoice': { input: { invoice_id: 'in_123' }, request: 'GET /v1/invoices/in_123', params: {} },
  'create-invoice': {
    input: {
      customer: 'cus_123',
      auto_advance: true,
      collection_method: 'charge_automatically',
      description: 'Monthly invoice',
      days_until_due: 30,
      due_date: 1672531200,
      metadata: { internal_id: '123' },
    },
    request: 'POST /v1/invoices',
    params: {
      customer: 'cus_123',
      auto_advance: 'true',
      collection_method: 'charge_automatically',
      description: 'Monthly invoice',
      days_until_due: '30',
      due_date: '1672531200',
      'metadata[internal_id]': '123',
    },
  },
  'update-invoice': {
    input: {
      invoice_id: 'in_123',
      auto_advance: false,
      collection_method: 'send_invoice',
      days_until_due: 30,
      description: 'Updated invoice',
      metadata: { internal_id: '456' },
    },
    request: 'POST /v1/invoices/in_123',
    params: {
      auto_advance: 'false',
      collection_method: 'send_invoice',
      days_until_due: '30',
      description: 'Updated invoice',
      'metadata[internal_id]': '456',
    },
  },
  'delete-invoice': { input: { invoice_id: 'in_123' }, request: 'DELETE /v1/invoices/in_123', params: {} },
  'list-subscriptions': {
    input: { customer: 'cus_123', price: 'price_123', status: 'active', ...paging('sub_123') },
    request: 'GET /v1/subscriptions',
    params: { customer: 'cus_123', price: 'price_123', status: 'active', ...paged('sub_123') },
  },
  'retrieve-subscription': {
    input: { subscription_id: 'sub_123' },
    request: 'GET /v1/subscriptions/sub_123',
    params: {},
  },
  'create-subscription': {
    input: {
      customer: 'cus_123',
      items: [{ price: 'price_123', quantity: 1 }],
      cancel_at_period_end: false,
      default_payment_method: 'pm_123',
      description: 'Premium subscription',
      collection_method: 'charge_automatically',
      metadata: { internal_id: '123' },
    },
    request: 'POST /v1/subscriptions',
    params: {
      customer: 'cus_123',
      'items[0][price]': 'price_123',
      'items[0][quantity]': '1',
      cancel_at_period_end: 'false',
      default_payment_method: 'pm_123',
      description: 'Premium subscription',
      collection_method: 'charge_automatically',
      'metadata[internal_id]': '123',
    },
  },
  'update-subscription': {
    input: {
      subscription_id: 'sub_123',
      cancel_at_period_end: true,
      default_payment_method: 'pm_456',
      description: 'Updated subscription',
      items: [{ id: 'si_123', price: 'price_456' }],
      metadata: { internal_id: '456' },
      proration_behavior: 'create_prorations',
    },
    request: 'POST /v1/subscriptions/sub_123',
    params: {
      cancel_at_period_end: 'true',
      default_payment_method: 'pm_456',
      description: 'Updated subscription',
      'items[0][id]': 'si_123',
      'items[0][price]': 'price_456',
      'metadata[internal_id]': '456',
      proration_behavior: 'create_prorations',
    },
  },
  'cancel-subscription': {
    input: { subscription_id: 'sub_123' },
    request: 'DELETE /v1/subscriptions/sub_123',
    params: {},
  },
  'list-payment-intents': {
    input: { customer: 'cus_123', ...paging('pi_123') },
    request: 'GET /v1/payment_intents',
    params: { customer: 'cus_123', ...paged('pi_123') },
  },
  'retrieve-payment-intent': {
    input: { payment_intent_id: 'pi_123' },
    request: 'GET /v1/payment_intents/pi_123',
    params: {},
  },
  'create-payment-intent': {
    input: {
      amount: 1000,
      currency: 'usd',
      customer: 'cus_123',
      payment_method: 'pm_123',
      description: 'Payment for order #123',
      receipt_email: 'customer@example.com',
      automatic_payment_methods: { enabled: true },
      metadata: { order_id: '123' },
    },
    request: 'POST /v1/payment_intents',
    params: {
      amount: '1000',
      currency: 'usd',
      customer: 'cus_123',
      payment_method: 'pm_123',
      description: 'Payment for order #123',
      receipt_email: 'customer@example.com',
      'automatic_payment_methods[enabled]': 'true',
      'metadata[order_id]': '123',
    },
  },
  'update-payment-intent': {
    input: {
      payment_intent_id: 'pi_123',
      amount: 1200,
      description: 'Updated order',
      payment_method: 'pm_456',
      receipt_email: 'customer@example.com',
      metadata: { order_id: '456' },
    },
    request: 'POST /v1/payment_intents/pi_123',
    params: {
      amount: '1200',
      description: 'Updated order',
      payment_method: 'pm_456',
      receipt_email: 'customer@example.com',
      'metadata[order_id]': '456',
    },
  },
  'cancel-payment-intent': {
    input: { payment_intent_id: 'pi_123', cancellation_reason: 'requested_by_customer' },
    request: 'POST /v1/payment_intents/pi_123/cancel',
    params: { cancellation_reason: 'requested_by_customer' },
  },
  'refund-payment': {
    input: {
      payment_intent_id: 'pi_123',
      refund_type: 'payment_intent',
      amount: 1000,
      reason: 'requested_by_customer',
      metadata: { order_id: '12345' },
    },
    request: 'POST /v1/refunds',
    params: {
      payment_intent: 'pi_123',
      amount: '1000',
      reason: 'requested_by_customer',
      'metadata[order_id]': '12345',
    },
  },
  'create-checkout-session': {
    input: {
      mode: 'payment',
      line_items: [{ price: 'price_123', quantity: 1 }],
      success_url: success,
      cancel_url: 'https://yoursite.com/cancel',
      customer: 'cus_123',
      customer_email: 'user@example.com',
      payment_method_types: ['card'],
      allow_promotion_codes: true,
      metadata: { order_id: '123' },
      subscription_data: { trial_period_days: 14 },
    },
    request: 'POST /v1/checkout/sessions',
    params: {
      mode: 'payment',
      'line_items[0][price]': 'price_123',
      'line_items[0][quantity]': '1',
      success_url: success,
      cancel_url: 'https://yoursite.com/cancel',
      customer: 'cus_123',
      customer_email: 'user@example.com',
      'allowed_payment_method_types[0]': 'card',
      allow_promotion_codes: 'true',
      'metadata[order_id]': '123',
      'subscription_data[trial_period_days]': '14',
    },
  },
  'update-checkout-session': {
    input: {
      id: 'cs_123',
      metadata: { order_id: '456' },
      line_items: [{ id: 'li_123', quantity: 2 }],
      shipping_options: [{ shipping_rate: 'shr_123' }],
    },
    request: 'POST /v1/checkout/sessions/cs_123',
    params: {
      'metadata[order_id]': '456',
      'line_items[0][id]': 'li_123',
      'line_items[0][quantity]': '2',
      'shipping_options[0][shipping_rate]': 'shr_123',
    },
  },
  'retrieve-checkout-session': {
    input: { id: 'cs_123', expand: ['line_items'] },
    request: 'GET /v1/checkout/sessions/cs_123',
    params: { 'expand[0]': 'line_items' },
  },
  'list-checkout-sessions': {
    input: { customer: 'cus_123', status: 'complete', ...paging('cs_123') },
    request: 'GET /v1/checkout/sessions',
    params: { customer: 'cus_123', status: 'complete', ...paged('cs_123') },
  },
  'list-checkout-session-line-items': {
    input: { id: 'cs_123', ...paging('li_123') },
    request: 'GET /v1/checkout/sessions/cs_123/line_items',
    params: paged('li_123'),
  },
  'expire-checkout-session': {
    input: { id: 'cs_123' },
    request: 'POST /v1/checkout/sessions/cs_123/expire',
    params: {},
  },
  'create-invoice-item': {
    input: {
      customer: 'cus_123',
      invoice: 'in_123',
      price: 'price_123',
      currency: 'usd',
      quantity: 1,
      description: 'One-time setup fee',
      metadata: { ref: '123' },
    },
    request: 'POST /v1/invoiceitems',
    params: {
      customer: 'cus_123',
      invoice: 'in_123',
      'pricing[price]': 'price_123',
      currency: 'usd',
      quantity: '1',
      description: 'One-time setup fee',
      'metadata[ref]': '123',
    },
  },
}

/** The wire of an action. */
export function wireOf(action: string): Wire {
  const wire = WIRE[action]
  if (!wire) throw new Error(`WIRE lacks ${action}`)
  return wire
}
