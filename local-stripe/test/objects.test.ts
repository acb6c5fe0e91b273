import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()

afterAll(() => local.close())

/** Sends a form and answers the body, which must have succeeded. */
async function made(endpoint: string, form = '') {
  const { status, body } = await local.call(endpoint, form)
  expect(body.error, `${endpoint} ${form}`).toBeUndefined()
  expect(status).toBe(200)
  return body
}

const id = (body: Record<string, unknown>) => String(body['id'])

describe('fields', () => {
  it('reports what departs from the declaration', () => {
    expect(departures({ id: 'prod_1', object: 'product', name: 7, colour: 'red' })).toEqual(
      expect.arrayContaining(['product.active: missing', 'product.name: 7 is not "s"', 'product.colour: unknown']),
    )
    expect(
      departures({ object: 'list', data: [{ object: 'product', id: 'prod_1' }], has_more: false, url: '' }),
    ).toContain('.data[0].active: missing')
  })
})

describe('every object has the fields that the SDK declares', () => {
  it('products, prices and customers', async () => {
    const product = await made(
      'POST /v1/products',
      'name=Mug&marketing_features[][name]=Holds tea&package_dimensions[height]=1&package_dimensions[length]=1.5' +
        '&package_dimensions[weight]=2&package_dimensions[width]=3&tax_details[tax_code]=txcd_10000000' +
        '&default_price_data[currency]=eur&default_price_data[unit_amount]=500&expand[]=default_price',
    )
    expect(departures(product)).toEqual([])
    const tiered = await made(
      'POST /v1/prices',
      'currency=eur&product_data[name]=Cups&billing_scheme=tiered&tiers_mode=graduated&recurring[interval]=year' +
        '&tiers[0][up_to]=10&tiers[0][unit_amount]=500&tiers[1][up_to]=inf&tiers[1][unit_amount_decimal]=12.5' +
        '&currency_options[usd][unit_amount]=600&expand[]=tiers&expand[]=currency_options&expand[]=product',
    )
    expect(tiered['tiers']).toHaveLength(2)
    expect(departures(tiered)).toEqual([])
    const custom =
      'currency=eur&product_data[name]=Gift&custom_unit_amount[enabled]=true&transform_quantity[divide_by]=5'
    expect(departures(await made('POST /v1/prices', `${custom}&transform_quantity[round]=up`))).toEqual([])
    const customer = await made(
      'POST /v1/customers',
      'email=jenny@example.com&address[line1]=Main St 1&shipping[name]=Jenny&shipping[address][line1]=Main St 1' +
        '&invoice_settings[custom_fields][0][name]=PO&invoice_settings[custom_fields][0][value]=7&preferred_locales[]=de' +
        '&invoice_settings[rendering_options][amount_tax_display]=exclude_tax',
    )
    expect(departures(customer)).toEqual([])
    expect(departures(await made(`DELETE /v1/customers/${id(customer)}`))).toEqual([])
    expect(departures(await made(`GET /v1/customers/${id(customer)}`))).toEqual([])
    for (const list of ['products', 'prices', 'customers']) {
      expect(departures(await made(`GET /v1/${list}`))).toEqual([])
    }
  })

  it('payments in every state', async () => {
    const intent = async (form: string) => {
      const { body } = await local.call('POST /v1/payment_intents', `amount=1000&currency=eur&${form}`)
      return body.error?.payment_intent ?? body
    }
    const shipping = 'shipping[name]=Jenny&shipping[address][line1]=Main St 1'
    const confirm =
      'confirm=true&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never'
    for (const form of [
      shipping,
      'payment_method=pm_card_visa&receipt_email=a@b.example',
      `${confirm}&payment_method=pm_card_visa&${shipping}`,
      `${confirm}&payment_method=pm_card_visa&capture_method=manual`,
      `${confirm}&payment_method=pm_card_visa_chargeDeclined`,
      `${confirm}&payment_method=pm_card_authenticationRequired`,
      `${confirm}&payment_method=pm_card_authenticationRequired&return_url=https://shop.example`,
    ]) {
      expect(departures(await intent(form)), form).toEqual([])
    }
    const intents = await made('GET /v1/payment_intents', 'expand[]=data.latest_charge.balance_transaction')
    expect(departures(intents)).toEqual([])
    const paid = await intent(`${confirm}&payment_method=pm_card_visa`)
    const refund = await made(
      'POST /v1/refunds',
      `payment_intent=${paid['id']}&expand[]=charge&expand[]=balance_transaction`,
    )
    expect(departures(refund)).toEqual([])
    expect(departures(await made('GET /v1/charges', 'expand[]=data.refunds'))).toEqual([])
    expect(departures(await made('GET /v1/balance_transactions'))).toEqual([])
    const method = await made('POST /v1/payment_methods', 'type=card&card[token]=tok_visa&billing_details[name]=Jenny')
    expect(departures(method)).toEqual([])
  })

  it('invoices, their items and subscriptions', async () => {
    const customer = id(await made('POST /v1/customers', 'payment_method=pm_card_visa'))
    const item = await made('POST /v1/invoiceitems', `customer=${customer}&amount=100&currency=eur`)
    expect(departures(item)).toEqual([])
    const draft = await made(
      'POST /v1/invoices',
      `customer=${customer}&currency=eur&pending_invoice_items_behavior=include&shipping_details[name]=Jenny` +
        '&shipping_details[address][line1]=Main St 1&custom_fields[0][name]=PO&custom_fields[0][value]=7',
    )
    expect(departures(draft)).toEqual([])
    const paid = await made(`POST /v1/invoices/${id(draft)}/pay`, 'payment_method=pm_card_visa&expand[]=payments')
    expect(paid['status']).toBe('paid')
    expect(departures(paid)).toEqual([])
    expect(departures(await made(`GET /v1/invoices/${id(draft)}/lines`))).toEqual([])
    const price = id(
      await made('POST /v1/prices', 'currency=eur&unit_amount=500&recurring[interval]=month&product_data[name]=Gold'),
    )
    for (const form of [
      'collection_method=send_invoice&days_until_due=3',
      'trial_period_days=7',
      'payment_behavior=default_incomplete',
    ]) {
      const subscription = await made(
        'POST /v1/subscriptions',
        `customer=${customer}&items[0][price]=${price}&expand[]=latest_invoice.payments&${form}`,
      )
      expect(departures(subscription), form).toEqual([])
      const changed = await made(
        `POST /v1/subscriptions/${id(subscription)}`,
        'cancel_at_period_end=true&pause_collection[behavior]=void&cancellation_details[comment]=dear',
      )
      expect(departures(changed)).toEqual([])
      expect(departures(await made(`DELETE /v1/subscriptions/${id(subscription)}`))).toEqual([])
    }
    for (const list of ['invoices', 'invoiceitems', 'subscriptions?status=all', 'invoice_payments']) {
      expect(departures(await made(`GET /v1/${list}`)), list).toEqual([])
    }
  })

  it('Checkout sessions in every mode', async () => {
    const urls = 'success_url=https://shop.example&cancel_url=https://shop.example'
    const line = (extra = '') =>
      'line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=500&line_items[0][quantity]=1' +
      `&line_items[0][price_data][product_data][name]=Mug${extra}`
    const recurring = '&line_items[0][price_data][recurring][interval]=month'
    for (const form of [
      `mode=payment&${line()}&shipping_address_collection[allowed_countries][]=DE&phone_number_collection[enabled]=true` +
        '&line_items[0][adjustable_quantity][enabled]=true&shipping_options[0][shipping_rate_data][display_name]=Post' +
        '&shipping_options[0][shipping_rate_data][fixed_amount][amount]=400' +
        '&shipping_options[0][shipping_rate_data][fixed_amount][currency]=eur' +
        '&expand[]=shipping_cost.shipping_rate&expand[]=line_items',
      `mode=subscription&${line(recurring)}&customer_email=jenny@example.com&allow_promotion_codes=true`,
      'mode=setup&currency=eur&allowed_payment_method_types[]=card',
    ]) {
      const session = await made('POST /v1/checkout/sessions', `${urls}&${form}`)
      expect(departures(session), form).toEqual([])
      const page = new URL(`/checkout/${id(session)}`, local.url)
      const body = new URLSearchParams({
        card: '4242424242424242',
        email: 'jenny@example.com',
        phone: '+4930123456',
        shipping_name: 'Jenny',
        shipping_line1: '1 Road',
        shipping_city: 'Berlin',
        shipping_postal_code: '10115',
        shipping_country: 'DE',
      })
      await fetch(page, { method: 'POST', body, redirect: 'manual', headers: { origin: page.origin } })
      const done = await made(
        `GET /v1/checkout/sessions/${id(session)}`,
        'expand[]=setup_intent&expand[]=subscription&expand[]=payment_intent&expand[]=customer&expand[]=invoice',
      )
      expect(done['status']).toBe('complete')
      expect(departures(done), form).toEqual([])
    }
    expect(departures(await made('GET /v1/checkout/sessions', 'expand[]=data.line_items'))).toEqual([])
    expect(departures(await made('GET /v1/shipping_rates'))).toEqual([])
  })
})
