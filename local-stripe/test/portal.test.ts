import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { eventsOf, stripe } = local

afterAll(() => local.close())

let silver: Stripe.Price
let gold: Stripe.Price

const priceOf = (name: string, unit_amount: number) =>
  stripe.prices.create({
    currency: 'eur',
    unit_amount,
    recurring: { interval: 'month' },
    product_data: { name },
  })

beforeAll(async () => {
  silver = await priceOf('Silver', 900)
  gold = await priceOf('Gold', 1900)
})

const productOf = ({ product }: Stripe.Price) => String(product)

async function subscriber(params: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const customer = await stripe.customers.create({
    email: 'jenny@example.com',
    name: 'Jenny',
    payment_method: 'pm_card_visa',
  })
  const { data } = await stripe.paymentMethods.list({ customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: data[0]?.id } })
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: silver.id }],
    ...params,
  })
  return { customer, subscription, item: subscription.items.data[0]?.id ?? '' }
}

/** A page of the session as its customer's browser asks for it. */
const pageOf = (session: { url: string }, query = '') =>
  fetch(new URL(`/portal/${new URL(session.url).pathname.split('/').at(-1)}${query}`, local.url), {
    redirect: 'manual',
  })

const textOf = async (session: { url: string }, query = '') => (await pageOf(session, query)).text()

function send(session: { url: string }, form: Record<string, string>) {
  const url = new URL(`/portal/${new URL(session.url).pathname.split('/').at(-1)}`, local.url)
  const body = new URLSearchParams(form)
  return fetch(url, { method: 'POST', body, redirect: 'manual', headers: { origin: url.origin } })
}

describe('portal configurations', () => {
  it('have the fields that the SDK declares, and change one feature at a time', async () => {
    const made = await local.call(
      'POST /v1/billing_portal/configurations',
      'business_profile[headline]=Mugs&features[invoice_history][enabled]=true&metadata[a]=b&name=Mugs' +
        '&default_return_url=https://shop.example',
    )
    expect(departures(made.body)).toEqual([])
    expect(made.body).toMatchObject({
      active: true,
      is_default: false,
      business_profile: { headline: 'Mugs', privacy_policy_url: null, terms_of_service_url: null },
      features: {
        customer_update: { allowed_updates: [], enabled: false },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: false },
        subscription_cancel: { enabled: false, mode: 'at_period_end', proration_behavior: 'none' },
        subscription_update: { enabled: false, default_allowed_updates: [], trial_update_behavior: 'end_trial' },
      },
      login_page: { enabled: false, url: null },
    })
    const id = String(made.body['id'])
    const changed = await stripe.billingPortal.configurations.update(id, {
      features: { subscription_cancel: { enabled: true, mode: 'immediately' } },
      login_page: { enabled: true },
      name: '',
    })
    expect(changed).toMatchObject({
      name: null,
      features: { invoice_history: { enabled: true }, subscription_cancel: { enabled: true, mode: 'immediately' } },
    })
    expect(changed.login_page.url).toContain(`/portal/login/${id}`)
    expect(await eventsOf(id)).toEqual(['billing_portal.configuration.created', 'billing_portal.configuration.updated'])
    await expect(stripe.billingPortal.configurations.update(id, { active: false })).rejects.toMatchObject({
      param: 'active',
    })
    await stripe.billingPortal.configurations.update(id, { active: false, login_page: { enabled: false } })
    const active = await stripe.billingPortal.configurations.list({ active: true })
    expect(active.data.map((each) => each.id)).not.toContain(id)
    const { id: customer } = await stripe.customers.create({})
    await expect(stripe.billingPortal.sessions.create({ customer, configuration: id })).rejects.toMatchObject({
      param: 'configuration',
    })
  })

  it('name the products and prices to change to', async () => {
    const update = (products: Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate.Product[]) =>
      stripe.billingPortal.configurations.create({
        features: { subscription_update: { enabled: true, default_allowed_updates: ['price'], products } },
      })
    const made = await update([{ product: productOf(gold), prices: [gold.id] }])
    expect(made.features.subscription_update.products).toEqual([
      {
        product: productOf(gold),
        prices: [gold.id],
        adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
      },
    ])
    await expect(update([])).rejects.toMatchObject({ code: 'parameter_missing' })
    await expect(update([{ product: productOf(gold), prices: [silver.id] }])).rejects.toThrow('does not belong')
    await expect(update([{ product: 'prod_x', prices: [silver.id] }])).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'features[subscription_update][products][0][product]',
    })
    const once = await stripe.prices.create({ currency: 'eur', unit_amount: 1, product: productOf(gold) })
    await expect(update([{ product: productOf(gold), prices: [once.id] }])).rejects.toThrow('recurring')
    const second = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 1,
      product: productOf(gold),
      recurring: { interval: 'month' },
    })
    await expect(update([{ product: productOf(gold), prices: [gold.id, second.id] }])).rejects.toThrow('unique')
  })
})

describe('portal sessions', () => {
  it('have the fields that the SDK declares, and use the default configuration', async () => {
    const { customer, subscription } = await subscriber()
    const plain = await local.call('POST /v1/billing_portal/sessions', `customer=${customer.id}&locale=de`)
    expect(departures(plain.body)).toEqual([])
    const session = await local.call(
      'POST /v1/billing_portal/sessions',
      `customer=${customer.id}&flow_data[type]=subscription_cancel&return_url=https://shop.example/account` +
        `&flow_data[subscription_cancel][subscription]=${subscription.id}&expand[]=configuration` +
        '&after_expiration[type]=customer_login',
    )
    expect(departures(session.body)).toEqual([])
    expect(session.body).toMatchObject({
      configuration: { is_default: true, object: 'billing_portal.configuration' },
      flow: { after_completion: { type: 'portal_homepage' }, type: 'subscription_cancel' },
      return_url: 'https://shop.example/account',
    })
    expect(await eventsOf(String(session.body['id']))).toEqual(['billing_portal.session.created'])
    const { data } = await stripe.billingPortal.configurations.list({ is_default: true })
    expect(data).toHaveLength(1)
    await expect(
      stripe.billingPortal.configurations.update(data[0]?.id ?? '', { active: false }),
    ).rejects.toMatchObject({ param: 'active' })
  })

  it('are refused for what there is not', async () => {
    const { customer, item, subscription } = await subscriber()
    const other = await subscriber()
    const refused = async (form: string) => {
      const { body, status } = await local.call('POST /v1/billing_portal/sessions', form)
      expect(status, form).toBe(400)
      return body.error
    }
    const flow = (type: string, rest = '') => refused(`customer=${customer.id}&flow_data[type]=${type}${rest}`)
    expect(await refused('')).toMatchObject({ code: 'parameter_missing', param: 'customer' })
    expect(await refused('customer=cus_x')).toMatchObject({ code: 'resource_missing', param: 'customer' })
    expect(await refused(`customer=${customer.id}&configuration=bpc_x`)).toMatchObject({ code: 'resource_missing' })
    expect(await flow('subscription_cancel')).toMatchObject({ param: 'flow_data[subscription_cancel]' })
    const foreign = `&flow_data[subscription_cancel][subscription]=${other.subscription.id}`
    expect(await flow('subscription_cancel', foreign)).toMatchObject({ code: 'resource_missing' })
    expect(await flow('payment_method_update', foreign)).toMatchObject({ param: 'flow_data[subscription_cancel]' })
    expect(await flow('payment_method_update', '&flow_data[after_completion][type]=redirect')).toMatchObject({
      code: 'parameter_missing',
      param: 'flow_data[after_completion][redirect]',
    })
    const to = `&flow_data[subscription_update_confirm][subscription]=${subscription.id}&flow_data[subscription_update_confirm][items][0]`
    expect((await flow('subscription_update_confirm', `${to}[id]=${item}`))?.message).toContain('nothing')
    expect(await flow('subscription_update_confirm', `${to}[id]=${item}${to}[price]=price_x`)).toMatchObject({
      code: 'resource_missing',
    })
    expect(await flow('subscription_update_confirm', `${to}[id]=${other.item}${to}[price]=${gold.id}`)).toMatchObject({
      code: 'resource_missing',
    })
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })
    const own = `&flow_data[subscription_cancel][subscription]=${subscription.id}`
    expect((await flow('subscription_cancel', own))?.message).toContain('already set to be canceled')
    const { id: bare } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    })
    expect((await flow('payment_method_update', `&configuration=${bare}`))?.message).toContain('disabled')
  })

  it('last five minutes, and an hour from each look at their page', async () => {
    const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 })
    const customer = await stripe.customers.create({ test_clock: clock, email: 'clock@example.com' })
    const create = () => stripe.billingPortal.sessions.create({ customer: customer.id })
    const [seen, unseen] = [await create(), await create()]
    expect((await pageOf(seen)).status).toBe(200)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: 1_800_000_300 })
    expect((await pageOf(unseen)).status).toBe(404)
    expect((await pageOf(seen)).status).toBe(200)
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: 1_800_003_900 })
    expect((await pageOf(seen)).status).toBe(404)
    const lasting = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      after_expiration: { type: 'customer_login' },
    })
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: 1_800_004_200 })
    expect((await send(lasting, { email: 'someone@example.com' })).status).toBe(400)
    const again = await send(lasting, { email: 'clock@example.com' })
    expect(again.status).toBe(303)
    expect(again.headers.get('location')).toMatch(/^bps_/)
  })
})

describe('the portal', () => {
  it('cancels at the end of the period, with the reason, and renews', async () => {
    const { customer, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id })
    const form = { subscription: subscription.id, feedback: 'too_expensive', comment: 'Dear' }
    expect((await send(session, { change: 'cancel', ...form })).status).toBe(303)
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at_period_end: true,
      status: 'active',
      cancellation_details: { comment: 'Dear', feedback: 'too_expensive', reason: 'cancellation_requested' },
    })
    await send(session, { change: 'renew', subscription: subscription.id })
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at: null, status: 'active' })
    const types = await eventsOf(subscription.id)
    expect(types.filter((type) => type === 'customer.subscription.updated')).toHaveLength(2)
  })

  it('cancels at once where the configuration says so', async () => {
    const { customer, subscription } = await subscriber()
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: {
        subscription_cancel: { enabled: true, mode: 'immediately', proration_behavior: 'create_prorations' },
      },
    })
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id, configuration })
    await send(session, { change: 'cancel', subscription: subscription.id })
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled')
    expect(await eventsOf(subscription.id)).toContain('customer.subscription.deleted')
  })

  it('changes plan and quantity, as far as the configuration offers', async () => {
    const { customer, subscription } = await subscriber()
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: {
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price', 'quantity'],
          proration_behavior: 'always_invoice',
          products: [
            {
              product: productOf(gold),
              prices: [gold.id],
              adjustable_quantity: { enabled: true, minimum: 2, maximum: 5 },
            },
          ],
        },
      },
    })
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id, configuration })
    const to = (form: Record<string, string>) =>
      send(session, { change: 'update', subscription: subscription.id, ...form })
    expect((await to({ price: silver.id })).status).toBe(400)
    expect((await to({ price: gold.id, quantity: '6' })).status).toBe(400)
    const free = await priceOf('Free', 0)
    expect((await to({ price: free.id })).status).toBe(400)
    const shown = await textOf(session, `?view=confirm&subscription=${subscription.id}&price=${gold.id}&quantity=3`)
    expect(shown).toContain('€57.00')
    expect(shown).toContain('Due today')
    expect((await to({ price: gold.id, quantity: '3' })).status).toBe(303)
    const changed = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })
    expect(changed.items.data[0]).toMatchObject({ price: { id: gold.id }, quantity: 3 })
    expect(changed.latest_invoice).toMatchObject({ status: 'paid', total: 4800 })
  })

  it('changes nothing when the card for a change is declined', async () => {
    const { customer, subscription } = await subscriber()
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: {
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          proration_behavior: 'always_invoice',
          products: [{ product: productOf(gold), prices: [gold.id] }],
        },
      },
    })
    const broke = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: broke.id } })
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id, configuration })
    const answer = await send(session, { change: 'update', subscription: subscription.id, price: gold.id })
    expect(answer.status).toBe(402)
    expect(await answer.text()).toContain('declined')
    const after = await stripe.subscriptions.retrieve(subscription.id)
    expect(after.items.data[0]?.price.id).toBe(silver.id)
  })

  it('ends a trial with a change of plan, or continues it', async () => {
    for (const behavior of ['end_trial', 'continue_trial'] as const) {
      const { customer, subscription } = await subscriber({ trial_period_days: 7 })
      const { id: configuration } = await stripe.billingPortal.configurations.create({
        features: {
          subscription_update: {
            enabled: true,
            default_allowed_updates: ['price'],
            trial_update_behavior: behavior,
            products: [{ product: productOf(gold), prices: [gold.id] }],
          },
        },
      })
      const session = await stripe.billingPortal.sessions.create({ customer: customer.id, configuration })
      await send(session, { change: 'update', subscription: subscription.id, price: gold.id })
      const after = await stripe.subscriptions.retrieve(subscription.id)
      expect(after.status).toBe(behavior === 'end_trial' ? 'active' : 'trialing')
      expect(after.items.data[0]?.price.id).toBe(gold.id)
    }
  })

  it('keeps another card, prefers and removes cards, and shows invoices', async () => {
    const { customer, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id })
    expect((await send(session, { change: 'card', card: '4000000000000002' })).status).toBe(402)
    expect((await send(session, { change: 'card', card: '5555555555554444', expiry: '12/40' })).status).toBe(303)
    const { data } = await stripe.paymentMethods.list({ customer: customer.id })
    expect(data.map(({ card }) => card?.last4)).toEqual(['4444', '4242'])
    const [added, first] = data.map(({ id }) => id)
    const after = await stripe.customers.retrieve(customer.id)
    expect(after).toMatchObject({ invoice_settings: { default_payment_method: added } })
    expect(await eventsOf(added ?? '')).toEqual(['payment_method.attached'])
    expect(await eventsOf(customer.id)).toContain('customer.updated')
    expect((await send(session, { change: 'remove_card', payment_method: added ?? '' })).status).toBe(400)
    await send(session, { change: 'pay_with', subscription: subscription.id, payment_method: added ?? '' })
    expect((await stripe.subscriptions.retrieve(subscription.id)).default_payment_method).toBe(added)
    expect((await send(session, { change: 'remove_card', payment_method: first ?? '' })).status).toBe(303)
    const text = await textOf(session)
    expect(text).toContain('/invoices/')
    expect(text).toContain('€9.00')
    const foreign = await subscriber()
    for (const change of ['cancel', 'renew', 'update', 'pay_with']) {
      expect((await send(session, { change, subscription: foreign.subscription.id })).status, change).toBe(400)
    }
  })

  it('updates what it is to update of the customer', async () => {
    const { customer } = await subscriber()
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: { customer_update: { enabled: true, allowed_updates: ['email', 'address'] } },
      business_profile: { headline: 'Mugs for all', terms_of_service_url: 'https://shop.example/terms' },
    })
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration,
      flow_data: { type: 'customer_update' },
    })
    const home = await textOf(session, '?view=home')
    expect(home).toContain('Mugs for all')
    expect(home).toContain('https://shop.example/terms')
    await send(session, { change: 'details', email: 'new@example.com', name: 'Eve', line1: 'Main St 1', country: 'DE' })
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      name: 'Jenny',
      email: 'new@example.com',
      address: { line1: 'Main St 1', country: 'DE', city: null },
    })
  })

  it('offers a coupon to who would cancel', async () => {
    const { customer, subscription } = await subscriber()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 25, duration: 'once' })
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      flow_data: {
        type: 'subscription_cancel',
        after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.example/stayed' } },
        subscription_cancel: {
          subscription: subscription.id,
          retention: { type: 'coupon_offer', coupon_offer: { coupon } },
        },
      },
    })
    expect(await textOf(session)).toContain('Stay for 25% less')
    const done = await send(session, { change: 'accept_coupon' })
    expect(done.headers.get('location')).toBe('https://shop.example/stayed')
    const after = await stripe.subscriptions.retrieve(subscription.id)
    expect(after).toMatchObject({ cancel_at: null })
    expect(after.discounts).toHaveLength(1)
  })

  it('confirms a planned change', async () => {
    const { customer, item, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      flow_data: {
        type: 'subscription_update_confirm',
        after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'Enjoy gold' } },
        subscription_update_confirm: { subscription: subscription.id, items: [{ id: item, price: gold.id }] },
      },
    })
    expect(await textOf(session)).toContain('€19.00')
    const done = await send(session, { change: 'update', subscription: subscription.id })
    expect(await textOf(session, `?${done.headers.get('location')?.split('?')[1]}`)).toContain('Enjoy gold')
    expect((await stripe.subscriptions.retrieve(subscription.id)).items.data[0]?.price.id).toBe(gold.id)
  })

  it('takes no form that another page sends', async () => {
    const { customer, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({ customer: customer.id })
    const url = new URL(new URL(session.url).pathname.replace('/local-stripe', ''), local.url)
    const body = new URLSearchParams({ change: 'cancel', subscription: subscription.id })
    const answer = await fetch(url, { method: 'POST', body, headers: { origin: 'https://evil.example' } })
    expect(answer.status).toBe(403)
  })

  it('is entered from a login page', async () => {
    const { customer } = await subscriber()
    await stripe.customers.update(customer.id, { email: 'login@example.com' })
    const { login_page: login } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
      login_page: { enabled: true },
    })
    const url = new URL(new URL(login.url ?? '').pathname.replace('/local-stripe', ''), local.url)
    expect(await (await fetch(url)).text()).toContain('Email')
    const enter = (email: string) =>
      fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ email }),
        redirect: 'manual',
        headers: { origin: url.origin },
      })
    expect((await enter('nobody@example.com')).status).toBe(400)
    expect((await enter('login@example.com')).headers.get('location')).toMatch(/^\.\.\/bps_/)
  })
})
