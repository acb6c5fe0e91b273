import { afterAll, describe, expect, it } from 'vitest'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

const { id: customer } = await stripe.customers.create({
  email: 'jenny@example.com',
  name: 'Jenny',
  phone: '1',
  description: 'x',
})
const { id: product } = await stripe.products.create({ name: 'Mug' })
const { id: price } = await stripe.prices.create({ product, currency: 'eur', unit_amount: 500 })
const { id: cheap } = await stripe.prices.create({ product, currency: 'eur', unit_amount: 10 })
const monthly = { currency: 'eur', unit_amount: 900, recurring: { interval: 'month' as const }, product }
const { id: recurring } = await stripe.prices.create(monthly)
const { id: paid } = await stripe.paymentIntents.create({
  amount: 1_000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
})
const { latest_charge: charge } = await stripe.paymentIntents.retrieve(paid)
const { id: open } = await stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' })
const draft = await stripe.invoices.create({ customer, currency: 'eur' })
await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur' })
const { id: finalized } = await stripe.invoices.create({ customer, currency: 'eur' })
await stripe.invoices.finalizeInvoice(finalized)
const { id: ended } = await stripe.subscriptions.create({
  customer,
  items: [{ price: recurring }],
  trial_period_days: 3,
})
await stripe.subscriptions.cancel(ended)
const { id: item } = await stripe.invoiceItems.create({ customer, amount: 1, currency: 'eur' })
const line = `line_items[0][price]=${price}&line_items[0][quantity]=1`
const checkout = `success_url=https://shop.example&mode=payment&${line}`
const { id: session } = await stripe.checkout.sessions.create({
  mode: 'payment',
  success_url: 'https://shop.example',
  line_items: [{ price, quantity: 1 }],
})
await stripe.checkout.sessions.expire(session)
const retired = await stripe.products.create({
  name: 'Vase',
  default_price_data: { currency: 'eur', unit_amount: 900 },
})
await stripe.products.update(retired.id, { active: false })
const { id: other } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
const [foreign] = (await stripe.paymentMethods.list({ customer: other })).data
const inDays = (days: number) => Math.floor(Date.now() / 1000) + days * 24 * 60 * 60
const joining = `success_url=https://shop.example&mode=subscription&${line.replace(price, recurring)}`

/** A list of some length as a form writes it. */
const listOf = (length: number, name: string, value: () => string, of = '') =>
  Array.from({ length }, (_, index) => `${name}[${index}]${of}=${value()}`).join('&')
const lineData = `line_items[0][price_data][currency]=eur&line_items[0][price_data][product]=${product}&line_items[0][price_data][unit_amount]=900`

type Refusal = [endpoint: string, form: string, status: number, code?: string, param?: string]

/** What Stripe refuses, with the status, code and parameter that it names. */
const REFUSALS: Refusal[] = [
  ['POST /v1/products', 'name=Mug&id=mug.blue', 400, undefined, 'id'],
  ['POST /v1/products', `name=Mug&${listOf(9, 'images', () => 'https://shop.example/a')}`, 400, undefined, 'images'],
  [
    'POST /v1/prices',
    `currency=eur&unit_amount=1&product=${product}&product_data[name]=x`,
    400,
    'parameters_exclusive',
    'product',
  ],
  ['POST /v1/checkout/sessions', `${checkout}&${lineData}`, 400, 'parameters_exclusive', 'line_items[0][price]'],
  [
    'POST /v1/subscriptions',
    `customer=${customer}&items[0][price]=${recurring}&items[0][price_data][currency]=eur&items[0][price_data][product]=${product}&items[0][price_data][unit_amount]=1&items[0][price_data][recurring][interval]=month`,
    400,
    'parameters_exclusive',
    'items[0][price]',
  ],
  [
    'POST /v1/subscriptions',
    `customer=${customer}&${listOf(21, 'items', () => recurring, '[price]')}`,
    400,
    undefined,
    'items',
  ],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&${listOf(6, 'shipping_options', () => 'shr_1', '[shipping_rate]')}`,
    400,
    undefined,
    'shipping_options',
  ],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&${listOf(11, 'optional_items', () => price, '[price]')}&optional_items[0][quantity]=1`,
    400,
    undefined,
    'optional_items',
  ],
  [
    'POST /v1/checkout/sessions',
    `${joining}&subscription_data[trial_period_days]=731`,
    400,
    undefined,
    'subscription_data[trial_period_days]',
  ],
  [
    'POST /v1/checkout/sessions',
    `${joining}&subscription_data[trial_period_days]=0`,
    400,
    undefined,
    'subscription_data[trial_period_days]',
  ],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&payment_method_types[]=card`,
    400,
    'parameter_unknown',
    'payment_method_types',
  ],
  [
    'POST /v1/payment_intents',
    'amount=900&currency=eur&payment_method_types[]=card',
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  [
    `POST /v1/payment_intents/${open}`,
    'payment_method_types[]=card',
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  [
    `POST /v1/payment_intents/${open}/confirm`,
    'payment_method_types[]=card',
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  [
    'POST /v1/setup_intents',
    'payment_method_types[]=card',
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  ['POST /v1/payment_intents', 'amount=900&currency=eur&off_session=true', 400, undefined, 'off_session'],
  ['GET /v1/invoices', 'customer=cus_none', 400, 'resource_missing', 'customer'],
  ['GET /v1/invoices', 'subscription=sub_none', 400, 'resource_missing', 'subscription'],
  ['GET /v1/subscriptions', 'customer=cus_none', 400, 'resource_missing', 'customer'],
  ['GET /v1/payment_intents', 'customer=cus_none', 400, 'resource_missing', 'customer'],
  ['GET /v1/charges', 'payment_intent=pi_none', 400, 'resource_missing', 'payment_intent'],
  ['GET /v1/refunds', 'charge=ch_none', 400, 'resource_missing', 'charge'],
  ['GET /v1/customers', 'expand[]=total_count', 400, 'property_forbidden', 'expand'],
  ['POST /v1/customers', 'source=tok_none', 400, 'resource_missing', 'source'],
  ['POST /v1/customers', 'source=src_1', 400, 'resource_missing', 'source'],
  ['POST /v1/customers', 'source=tok_chargeDeclined', 402, 'card_declined', ''],
  [`POST /v1/customers/${customer}`, 'default_source=card_none', 400, 'resource_missing', 'default_source'],
  [
    'POST /v1/payment_methods',
    'type=card&billing_details[address][country]=Germany',
    400,
    undefined,
    'billing_details[address][country]',
  ],
  ['POST /v1/products', 'name=Mug&colour=red', 400, 'parameter_unknown', 'colour'],
  ['POST /v1/products', '', 400, 'parameter_missing', 'name'],
  ['POST /v1/products', 'name=Mug&tax_code=txcd_none', 400, 'resource_missing', 'tax_code'],
  ['POST /v1/products', 'name=', 400, 'parameter_invalid_empty', 'name'],
  ['POST /v1/products', `name=Mug&id=${product}`, 400, 'resource_already_exists', 'id'],
  ['POST /v1/products', 'name=Mug&active=perhaps', 400, undefined, 'active'],
  ['POST /v1/products', 'name=Mug&images[0]=mug', 400, 'url_invalid', 'images[0]'],
  [
    'POST /v1/products',
    'name=Mug&package_dimensions[height]=high',
    400,
    'parameter_missing',
    'package_dimensions[length]',
  ],
  [`DELETE /v1/products/${product}`, '', 400],
  ['GET /v1/products/prod_none', '', 404, 'resource_missing', 'id'],
  ['POST /v1/prices', `product=${product}&currency=eur`, 400, 'parameter_missing', 'unit_amount'],
  [
    'POST /v1/prices',
    `product=${product}&currency=eur&unit_amount=-1`,
    400,
    'parameter_invalid_integer',
    'unit_amount',
  ],
  ['POST /v1/prices', `product=${product}&currency=euros&unit_amount=1`, 400, undefined, 'currency'],
  ['POST /v1/prices', 'product=prod_none&currency=eur&unit_amount=1', 400, 'resource_missing', 'product'],
  [
    'POST /v1/prices',
    `product=${product}&currency=eur&unit_amount=1&recurring[interval]=hour`,
    400,
    undefined,
    'recurring[interval]',
  ],
  [`POST /v1/prices/${price}`, 'unit_amount=700', 400, 'parameter_unknown', 'unit_amount'],
  ['POST /v1/customers', 'email=jenny', 400, 'email_invalid', 'email'],
  ['POST /v1/customers', 'address=Main St', 400, undefined, 'address'],
  ['POST /v1/customers', 'payment_method=pm_none', 400, 'resource_missing', 'payment_method'],
  [`POST /v1/customers/${customer}`, 'tax_exempt=perhaps', 400, undefined, 'tax_exempt'],
  ['GET /v1/customers', 'limit=ten', 400, 'parameter_invalid_integer', 'limit'],
  ['GET /v1/customers', 'starting_after=cus_none', 400, 'resource_missing', 'starting_after'],
  ['GET /v1/customers', 'expand[]=data.name', 400, undefined, 'expand'],
  ['POST /v1/payment_intents', 'amount=0&currency=eur', 400, 'parameter_invalid_integer', 'amount'],
  ['POST /v1/payment_intents', 'amount=1&currency=eur', 400, 'amount_too_small', 'amount'],
  ['POST /v1/payment_intents', 'amount=100000000&currency=eur', 400, 'amount_too_large', 'amount'],
  [`POST /v1/payment_intents/${open}/confirm`, '', 400, 'payment_intent_unexpected_state'],
  [`POST /v1/payment_intents/${open}/capture`, '', 400, 'payment_intent_unexpected_state'],
  [`POST /v1/payment_intents/${paid}/cancel`, '', 400, 'payment_intent_unexpected_state'],
  [`POST /v1/payment_intents/${paid}`, 'amount=2000', 400, 'payment_intent_unexpected_state'],
  ['GET /v1/payment_intents/pi_none', '', 404, 'resource_missing', 'intent'],
  ['POST /v1/payment_intents', 'amount=900&currency=eur&on_behalf_of=acct_1', 400, 'resource_missing', 'on_behalf_of'],
  [
    'POST /v1/payment_intents',
    'amount=900&currency=eur&application_fee_amount=9',
    400,
    undefined,
    'application_fee_amount',
  ],
  [
    'POST /v1/payment_intents',
    'amount=900&currency=eur&statement_descriptor=%3CShop%3E',
    400,
    undefined,
    'statement_descriptor',
  ],
  ['POST /v1/refunds', '', 400],
  ['POST /v1/refunds', `charge=${charge}&reverse_transfer=true`, 400, undefined, 'reverse_transfer'],
  ['POST /v1/refunds', `charge=${charge}&amount=1001`, 400, undefined, 'amount'],
  ['POST /v1/refunds', `charge=${charge}&amount=0`, 400, 'parameter_invalid_integer', 'amount'],
  ['POST /v1/refunds', `charge=${charge}&reason=bored`, 400, undefined, 'reason'],
  ['POST /v1/refunds', 'charge=ch_none', 404, 'resource_missing', 'id'],
  ['POST /v1/invoices', `customer=${customer}&collection_method=send_invoice`, 400, undefined, 'collection_method'],
  ['POST /v1/invoices', `customer=${customer}&due_date=1900000000`, 400, undefined, 'due_date'],
  ['POST /v1/invoices', `customer=${customer}&days_until_due=3`, 400, undefined, 'days_until_due'],
  [
    'POST /v1/invoices',
    `customer=${customer}&collection_method=send_invoice&days_until_due=-1`,
    400,
    'parameter_invalid_integer',
    'days_until_due',
  ],
  [
    'POST /v1/invoices',
    `customer=${customer}&from_invoice[action]=revision&from_invoice[invoice]=in_none`,
    400,
    'resource_missing',
    'from_invoice[invoice]',
  ],
  [`POST /v1/invoices/${finalized}`, 'description=late', 400, undefined, 'description'],
  [`POST /v1/invoices/${finalized}/finalize`, '', 400],
  [`POST /v1/invoices/${draft.id}/void`, '', 400],
  [`DELETE /v1/invoices/${finalized}`, '', 400],
  [
    'POST /v1/invoiceitems',
    `customer=${customer}&invoice=${finalized}&amount=1&currency=eur`,
    400,
    'invoice_not_editable',
    'invoice',
  ],
  [
    'POST /v1/invoiceitems',
    `customer=${customer}&amount=1&quantity=1&quantity_decimal=1.5`,
    400,
    'parameters_exclusive',
    'quantity',
  ],
  [`POST /v1/invoiceitems/${item}`, 'quantity=-1', 400, 'parameter_invalid_integer', 'quantity'],
  ['POST /v1/subscriptions', `customer=${customer}`, 400, 'parameter_missing', 'items'],
  ['POST /v1/subscriptions', `customer=${customer}&items[0][price]=${price}`, 400, undefined, 'items[0][price]'],
  ['POST /v1/subscriptions', `customer=${customer}&items[0][price]=${recurring}`, 400, 'resource_missing'],
  [
    'POST /v1/subscriptions',
    `customer=${customer}&items[0][price]=${recurring}&trial_period_days=731`,
    400,
    undefined,
    'trial_period_days',
  ],
  [
    'POST /v1/subscriptions',
    `customer=${customer}&items[0][price_data][currency]=eur&items[0][price_data][product]=prod_none` +
      '&items[0][price_data][recurring][interval]=month&items[0][price_data][unit_amount]=1',
    400,
    'resource_missing',
    'items[0][price_data][product]',
  ],
  [`POST /v1/subscriptions/${ended}`, 'description=late', 400, 'invalid_canceled_subscription_fields'],
  [`DELETE /v1/subscriptions/${ended}`, '', 404, 'resource_missing', 'id'],
  [
    'POST /v1/checkout/sessions',
    'success_url=https://shop.example&mode=payment',
    400,
    'parameter_missing',
    'line_items',
  ],
  ['POST /v1/checkout/sessions', `mode=payment&${line}`, 400, 'parameter_missing', 'success_url'],
  [
    'POST /v1/checkout/sessions',
    `success_url=https://shop.example&mode=subscription&${line}`,
    400,
    undefined,
    'line_items',
  ],
  ['POST /v1/checkout/sessions', `${checkout}&customer_update[name]=auto`, 400, undefined, 'customer_update'],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&payment_method_collection=always`,
    400,
    undefined,
    'payment_method_collection',
  ],
  ['POST /v1/checkout/sessions', `${checkout}&redirect_on_completion=never`, 400, undefined, 'redirect_on_completion'],
  ['POST /v1/checkout/sessions', checkout.replace(price, cheap), 400, 'amount_too_small'],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&line_items[1][price_data][currency]=eur&line_items[1][price_data][product]=${product}`,
    400,
    'parameter_missing',
    'line_items[1][price_data][unit_amount]',
  ],
  [
    'POST /v1/checkout/sessions',
    `${checkout}&customer=${customer}&customer_creation=always`,
    400,
    'parameters_exclusive',
    'customer',
  ],
  [
    'POST /v1/checkout/sessions',
    checkout.replace(price, String(retired.default_price)),
    400,
    undefined,
    'line_items[0][price]',
  ],
  [
    'POST /v1/checkout/sessions',
    `${joining}&subscription_data[trial_end]=${inDays(1)}`,
    400,
    undefined,
    'subscription_data[trial_end]',
  ],
  [
    'POST /v1/checkout/sessions',
    `${joining}&subscription_data[trial_end]=${inDays(3)}&subscription_data[trial_period_days]=3`,
    400,
    'parameters_exclusive',
    'subscription_data[trial_end]',
  ],
  [`POST /v1/checkout/sessions/${session}/expire`, '', 400],
  ['GET /v1/events', 'type=invoice.paid&types[0]=invoice.paid', 400, 'parameters_exclusive', 'type'],
  [
    'POST /v1/invoices',
    `customer=${customer}&default_payment_method=${foreign?.id}`,
    400,
    'resource_missing',
    'default_payment_method',
  ],
  [
    `POST /v1/invoices/${draft.id}`,
    `default_payment_method=${foreign?.id}`,
    400,
    'resource_missing',
    'default_payment_method',
  ],
  [`POST /v1/payment_methods/pm_card_visa/attach`, '', 400, 'parameter_missing'],
  [
    'POST /v1/payment_methods',
    'type=card&card[number]=4242424242424241&card[exp_month]=1&card[exp_year]=2034',
    402,
    'incorrect_number',
    'number',
  ],
  [
    'POST /v1/payment_methods',
    'type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2020',
    402,
    'invalid_expiry_year',
    'exp_year',
  ],
  [
    'POST /v1/payment_methods',
    'type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2034&card[cvc]=1',
    402,
    'invalid_cvc',
    'cvc',
  ],
  ['POST /v1/test_helpers/test_clocks', 'frozen_time=soon', 400, 'parameter_invalid_integer', 'frozen_time'],
]

describe('refuses', () => {
  it.each(REFUSALS)('%s with "%s"', async (endpoint, form, status, code, param) => {
    const answer = await local.call(endpoint, form)
    const { error } = answer.body
    expect([answer.status, error?.code, error?.param]).toEqual([status, code, param])
    expect(error).toMatchObject({
      type: status === 402 ? 'card_error' : 'invalid_request_error',
      message: expect.stringMatching(/\w/),
      ...(code && { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
    })
  })
})

it('clears what of a customer can be cleared', async () => {
  const form = 'name=&email=&phone=&description='
  const { body } = await local.call(`POST /v1/customers/${customer}`, form)
  expect(body).toMatchObject({ name: null, email: null, phone: null, description: null })
  expect((await stripe.customers.list({ email: 'jenny@example.com' })).data).toEqual([])
  expect((await local.call('POST /v1/customers', form)).body).toMatchObject({ name: null, email: null })
})
