import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { stripe } = local

afterAll(() => local.close())

type NewSession = Stripe.Checkout.SessionCreateParams

const priceOf = async (unit_amount: number, name: string) =>
  (await stripe.prices.create({ currency: 'eur', unit_amount, product_data: { name } })).id
const [mug, spoon] = [await priceOf(500, 'Mug'), await priceOf(250, 'Spoon')]

const session = (params: Partial<NewSession>) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example/thanks',
    line_items: [{ price: mug, quantity: 1 }],
    ...params,
  })

const pageOf = (id: string) => new URL(`/checkout/${id}`, local.url)
const textOf = async (id: string) => (await fetch(pageOf(id))).text()
const submit = (id: string, fields: Record<string, string>) =>
  fetch(pageOf(id), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: pageOf(id).origin },
  })

const pays = { card: '4242424242424242', email: 'jenny@example.com' }

describe('a session asks its customer', () => {
  it('for what its custom fields say, and keeps the answers', async () => {
    const custom_fields: NewSession['custom_fields'] = [
      { key: 'engraving', label: { custom: 'Engraving', type: 'custom' }, type: 'text', text: { maximum_length: 5 } },
      { key: 'age', label: { custom: 'Age', type: 'custom' }, type: 'numeric', optional: true },
      {
        key: 'size',
        label: { custom: 'Size', type: 'custom' },
        type: 'dropdown',
        dropdown: { options: [{ label: 'Small', value: 's' }], default_value: 's' },
      },
    ]
    const created = await session({ custom_fields })
    expect(departures(JSON.parse(JSON.stringify(created)))).toEqual([])
    expect(created.custom_fields).toMatchObject([
      { key: 'engraving', optional: false, text: { maximum_length: 5, minimum_length: null, value: null } },
      { key: 'age', optional: true, numeric: { value: null } },
      { key: 'size', dropdown: { default_value: 's', options: [{ label: 'Small', value: 's' }], value: null } },
    ])
    const text = await textOf(created.id)
    for (const label of ['Engraving', 'Age', 'Size', 'Small']) expect(text).toContain(label)
    const bad: [Record<string, string>, string][] = [
      [{ custom_size: 's' }, 'Engraving: this is needed.'],
      [{ custom_engraving: 'longer', custom_size: 's' }, 'Engraving: at most 5 characters can be written.'],
      [{ custom_engraving: 'J', custom_size: 's', custom_age: 'x' }, 'Age: only digits can be written here.'],
      [{ custom_engraving: 'J', custom_size: 'xl' }, 'Size: this cannot be chosen.'],
    ]
    for (const [fields, why] of bad) {
      const answer = await submit(created.id, { ...pays, ...fields })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(why)
    }
    expect((await submit(created.id, { ...pays, custom_engraving: 'J', custom_size: 's' })).status).toBe(303)
    const { custom_fields: kept } = await stripe.checkout.sessions.retrieve(created.id)
    expect(kept).toMatchObject([{ text: { value: 'J' } }, { numeric: { value: null } }, { dropdown: { value: 's' } }])
  })

  it('for a phone number, consent and where to ship to', async () => {
    const { id } = await session({
      phone_number_collection: { enabled: true },
      consent_collection: { terms_of_service: 'required', promotions: 'auto' },
      shipping_address_collection: { allowed_countries: ['DE', 'FR'] },
    })
    expect(await textOf(id)).toContain('Germany')
    const where = {
      shipping_name: 'Jenny <R>',
      shipping_line1: '1 Road',
      shipping_city: 'Berlin',
      shipping_postal_code: '10115',
      shipping_country: 'DE',
    }
    const without = await submit(id, { ...pays, ...where, phone: '+4915123456789' })
    expect(without.status).toBe(400)
    const text = await without.text()
    expect(text).toContain('I agree to the terms of service: this is needed.')
    expect(text).toContain('Jenny &lt;R&gt;')
    const all = { ...pays, ...where, phone: '+4915123456789', terms: 'true' }
    expect((await submit(id, { ...all, shipping_country: 'US' })).status).toBe(400)
    expect((await submit(id, all)).status).toBe(303)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      consent: { terms_of_service: 'accepted', promotions: 'opt_out' },
      customer_details: { phone: '+4915123456789' },
      collected_information: {
        shipping_details: {
          name: 'Jenny <R>',
          address: { line1: '1 Road', city: 'Berlin', country: 'DE', line2: null },
        },
      },
    })
  })

  it('for names, a tax ID and a billing address, which a new customer has from then on', async () => {
    const { id } = await session({
      billing_address_collection: 'required',
      customer_creation: 'always',
      invoice_creation: { enabled: true },
      name_collection: { individual: { enabled: true, optional: true } },
      tax_id_collection: { enabled: true, required: 'if_supported' },
    })
    const billing = {
      billing_name: 'Cup Ltd',
      billing_line1: '2 Road',
      billing_city: 'Bonn',
      billing_postal_code: '53111',
      billing_country: 'de',
    }
    const business = { business_name: 'Cup Ltd', tax_id_type: 'eu_vat', tax_id: 'DE123456789' }
    const bad: [Record<string, string>, string][] = [
      [{ ...billing, business_name: 'Cup Ltd' }, 'Kind of tax ID: this is needed.'],
      [{ ...billing, ...business, tax_id: 'DE' }, 'Invalid value for eu_vat.'],
      [{ ...billing, ...business, tax_id_type: 'xx' }, 'Kind of tax ID: this cannot be chosen.'],
      [{ ...business, billing_name: 'Cup Ltd' }, 'Address on the bill: this is needed.'],
    ]
    for (const [fields, why] of bad) {
      const answer = await submit(id, { ...pays, ...fields })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(why)
    }
    expect((await submit(id, { ...pays, ...billing, ...business, individual_name: 'Jenny' })).status).toBe(303)
    const done = await stripe.checkout.sessions.retrieve(id, { expand: ['customer.tax_ids', 'invoice'] })
    const taxIds = [{ type: 'eu_vat', value: 'DE123456789' }]
    const address = { line1: '2 Road', line2: null, city: 'Bonn', postal_code: '53111', country: 'DE', state: null }
    const names = { business_name: 'Cup Ltd', individual_name: 'Jenny' }
    expect(done).toMatchObject({
      collected_information: { ...names, shipping_details: null },
      customer_details: { ...names, name: 'Cup Ltd', address, tax_ids: taxIds },
      customer: { ...names, name: 'Cup Ltd', address, tax_ids: { data: [{ ...taxIds[0], country: 'DE' }] } },
      invoice: { customer_tax_ids: taxIds, customer_address: address },
    })
    expect(departures(JSON.parse(JSON.stringify(done)))).toEqual([])
  })

  it('and keeps of a customer what it is to', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny' })
    const asked = {
      customer,
      shipping_address_collection: { allowed_countries: ['DE' as const] },
      tax_id_collection: { enabled: true },
    }
    await expect(session(asked)).rejects.toMatchObject({ param: 'customer_update[name]' })
    const { id } = await session({ ...asked, customer_update: { name: 'auto', shipping: 'auto' } })
    const where = {
      shipping_name: 'Shop',
      shipping_line1: '1 Road',
      shipping_city: 'Berlin',
      shipping_postal_code: '10115',
      shipping_country: 'DE',
    }
    const business = { business_name: 'Cup Ltd', tax_id_type: 'gb_vat', tax_id: '000000000' }
    expect((await submit(id, { ...pays, ...where, ...business })).status).toBe(303)
    expect(await stripe.customers.retrieve(customer, { expand: ['tax_ids'] })).toMatchObject({
      email: 'jenny@example.com',
      name: 'Cup Ltd',
      shipping: { name: 'Shop', address: { line1: '1 Road', country: 'DE' } },
      tax_ids: { data: [{ type: 'gb_vat', country: 'GB', verification: { status: 'verified' } }] },
    })
  })

  it('whether optional items are to be added', async () => {
    const created = await session({ optional_items: [{ price: spoon, quantity: 2 }] })
    expect(created.optional_items).toEqual([{ adjustable_quantity: null, price: spoon, quantity: 2 }])
    expect(created.amount_total).toBe(500)
    expect(await textOf(created.id)).toContain('Add Spoon, €5.00')
    const change = { change: 'optional_item', price: spoon }
    expect((await submit(created.id, change)).status).toBe(303)
    expect((await stripe.checkout.sessions.retrieve(created.id)).amount_total).toBe(1000)
    expect(await textOf(created.id)).toContain('Remove Spoon')
    await submit(created.id, change)
    expect((await stripe.checkout.sessions.retrieve(created.id)).amount_total).toBe(500)
    await submit(created.id, change)
    expect((await submit(created.id, { ...change, price: mug })).status).toBe(400)
    expect((await submit(created.id, pays)).status).toBe(303)
    expect((await stripe.checkout.sessions.retrieve(created.id)).amount_total).toBe(1000)
  })
})

describe('a session shows', () => {
  it('what it was asked for', async () => {
    const asked = {
      after_expiration: { recovery: { enabled: true } },
      branding_settings: { display_name: 'Cups' },
      excluded_payment_method_types: ['klarna' as const],
      name_collection: { individual: { enabled: true } },
      permissions: { update_shipping_details: 'server_only' as const },
      saved_payment_method_options: { payment_method_save: 'enabled' as const },
      tax_id_collection: { enabled: true },
      wallet_options: { link: { display: 'never' as const } },
    }
    const created = await session(asked)
    expect(created).toMatchObject({ ...asked, tax_id_collection: { enabled: true, required: 'never' } })
    expect(departures(JSON.parse(JSON.stringify(created)))).toEqual([])
    const shipping_details = { name: 'Jenny', address: { line1: '1 Road', country: 'DE' } }
    const updated = await stripe.checkout.sessions.update(created.id, { collected_information: { shipping_details } })
    expect(updated.collected_information).toMatchObject({ shipping_details })
  })

  it.each([
    ['custom_fields', 4, 'custom_fields'],
    ['a key twice', 2, 'custom_fields[1][key]'],
  ])('what is wrong: %s', async (what, count, param) => {
    const custom_fields = Array.from({ length: count }, (_, index) => ({
      key: what === 'a key twice' ? 'same' : `key${index}`,
      label: { custom: 'Label', type: 'custom' as const },
      type: 'text' as const,
    }))
    await expect(session({ custom_fields })).rejects.toMatchObject({ param, statusCode: 400 })
  })

  it('that a dropdown has options, and that optional items have a price in its currency', async () => {
    const label = { custom: 'Size', type: 'custom' as const }
    await expect(session({ custom_fields: [{ key: 'a', label, type: 'dropdown' }] })).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'custom_fields[0][dropdown]',
    })
    await expect(session({ optional_items: [{ price: 'price_x', quantity: 1 }] })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'optional_items[0][price]',
    })
  })
})
