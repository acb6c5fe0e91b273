import type Stripe from 'stripe'
import { afterAll, describe, expect, it } from 'vitest'
import { departures } from './fields.ts'
import { startLocalStripe } from './harness.ts'

const local = await startLocalStripe()
const { eventsOf, stripe } = local

afterAll(() => local.close())

const MUG = { price_data: { currency: 'eur', unit_amount: 1_250, product_data: { name: 'Mug' } }, quantity: 2 }

const link = (params: Partial<Stripe.PaymentLinkCreateParams> = {}) =>
  stripe.paymentLinks.create({ line_items: [MUG], ...params })

const visit = (id: string, query = '') =>
  fetch(new URL(`/payment_links/${id}${query}`, local.url), { redirect: 'manual' })

/** The session that a visit of a link opens. */
async function opened(id: string, query = '') {
  const answer = await visit(id, query)
  expect(answer.status).toBe(303)
  const session = answer.headers.get('location')?.match(/cs_test_\w+/)?.[0] ?? ''
  return stripe.checkout.sessions.retrieve(session, { expand: ['line_items'] })
}

async function pay({ id }: { id: string }) {
  const url = new URL(`/checkout/${id}`, local.url)
  const body = new URLSearchParams({ card: '4242424242424242', email: 'jenny@example.com' })
  return fetch(url, { method: 'POST', body, redirect: 'manual', headers: { origin: url.origin } })
}

describe('payment links', () => {
  it('have the fields that the SDK declares, and change', async () => {
    const line =
      'line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=500&line_items[0][quantity]=1' +
      '&line_items[0][price_data][product_data][name]=Mug'
    const made = await local.call(
      'POST /v1/payment_links',
      `${line}&metadata[a]=b&custom_fields[0][key]=size&custom_fields[0][label][type]=custom&custom_fields[0][label][custom]=Size` +
        '&custom_fields[0][type]=text&restrictions[completed_sessions][limit]=3&invoice_creation[enabled]=true' +
        '&payment_intent_data[description]=Mugs&after_completion[type]=redirect&after_completion[redirect][url]=https://a.example' +
        '&consent_collection[promotions]=auto&name_collection[business][enabled]=true&expand[]=line_items',
    )
    expect(departures(made.body)).toEqual([])
    const id = String(made.body['id'])
    expect(made.body).toMatchObject({
      active: true,
      after_completion: { type: 'redirect', redirect: { url: 'https://a.example' } },
      currency: 'eur',
      line_items: {
        data: [{ description: 'Mug', quantity: 1, amount_total: 500 }],
        url: `/v1/payment_links/${id}/line_items`,
      },
      restrictions: { completed_sessions: { count: 0, limit: 3 } },
    })
    const [item] = (await stripe.paymentLinks.listLineItems(id)).data
    const changed = await stripe.paymentLinks.update(id, {
      line_items: [{ id: item?.id ?? '', quantity: 3 }],
      restrictions: '',
      custom_fields: '',
      inactive_message: 'Sold out',
      metadata: { c: 'd' },
      active: false,
    })
    expect(changed).toMatchObject({
      active: false,
      custom_fields: [],
      inactive_message: 'Sold out',
      metadata: { a: 'b', c: 'd' },
      restrictions: null,
      after_completion: { type: 'redirect' },
    })
    expect((await stripe.paymentLinks.listLineItems(id)).data[0]).toMatchObject({ quantity: 3, amount_total: 1500 })
    expect(await eventsOf(id)).toEqual(['payment_link.created', 'payment_link.updated'])
    expect((await stripe.paymentLinks.list({ active: false })).data.map((each) => each.id)).toEqual([id])
    const page = await visit(id)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Sold out')
    const recurring = await local.call(
      'POST /v1/payment_links',
      `${line}&line_items[0][price_data][recurring][interval]=month&subscription_data[trial_period_days]=7`,
    )
    expect(departures(recurring.body)).toEqual([])
    expect(recurring.body).toMatchObject({ invoice_creation: null, subscription_data: { trial_period_days: 7 } })
  })

  it('are refused for what their sessions could not be made of', async () => {
    const refused = async (params: Partial<Stripe.PaymentLinkCreateParams>) =>
      link(params).then(
        () => expect.unreachable(),
        (error: Stripe.errors.StripeError) => error,
      )
    expect(await refused({ line_items: [] })).toMatchObject({ statusCode: 400 })
    expect(await refused({ line_items: [{ price: 'price_x', quantity: 1 }] })).toMatchObject({
      code: 'resource_missing',
    })
    expect(await refused({ subscription_data: { trial_period_days: 7 } })).toMatchObject({ param: 'subscription_data' })
    expect(await refused({ after_completion: { type: 'redirect' } })).toMatchObject({
      param: 'after_completion[redirect]',
    })
    expect(await refused({ on_behalf_of: 'acct_x' })).toMatchObject({ code: 'resource_missing' })
    await expect(stripe.paymentLinks.retrieve('plink_x')).rejects.toMatchObject({ statusCode: 404 })
    await expect(stripe.checkout.sessions.list({ payment_link: 'plink_x' })).rejects.toMatchObject({ statusCode: 400 })
    expect((await visit('plink_x')).status).toBe(404)
  })

  it('open a session like them with each visit', async () => {
    const { id } = await link({
      metadata: { campaign: 'spring' },
      allow_promotion_codes: true,
      phone_number_collection: { enabled: true },
      payment_intent_data: { description: 'Mugs' },
    })
    const session = await opened(id, '?client_reference_id=cart_1&locked_prefilled_email=a@b.example')
    expect(session).toMatchObject({
      allow_promotion_codes: true,
      amount_total: 2500,
      client_reference_id: 'cart_1',
      customer_email: 'a@b.example',
      line_items: { data: [{ description: 'Mug', quantity: 2 }] },
      metadata: { campaign: 'spring' },
      mode: 'payment',
      payment_link: id,
      phone_number_collection: { enabled: true },
      status: 'open',
    })
    const other = await opened(id, '?client_reference_id=not%20an%20id')
    expect(other.client_reference_id).toBeNull()
    const listed = await stripe.checkout.sessions.list({ payment_link: id })
    expect(listed.data.map((each) => each.id)).toEqual([other.id, session.id])
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const { code } = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon } })
    expect((await opened(id, `?prefilled_promo_code=${code}`)).amount_total).toBe(2250)
    expect((await opened(id, '?prefilled_promo_code=NONE')).amount_total).toBe(2500)
    const location = (await visit(id, '?prefilled_email=jenny@example.com')).headers.get('location') ?? ''
    const page = await fetch(new URL(location, new URL(`/payment_links/${id}`, local.url)))
    expect(await page.text()).toContain('value="jenny@example.com"')
  })

  it('begin subscriptions', async () => {
    const { id } = await link({
      line_items: [
        {
          price_data: { ...MUG.price_data, recurring: { interval: 'month' } },
          quantity: 1,
        },
      ],
      subscription_data: { trial_period_days: 7 },
    })
    const session = await opened(id)
    expect((await pay(session)).status).toBe(303)
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
    expect(paid).toMatchObject({ mode: 'subscription', status: 'complete', subscription: { status: 'trialing' } })
  })

  it('thank for a payment, and close after as many as they allow', async () => {
    const { id } = await link({
      restrictions: { completed_sessions: { limit: 2 } },
      after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'Enjoy your tea' } },
    })
    const sessions = [await opened(id), await opened(id), await opened(id)] as const
    const paid = await pay(sessions[0])
    const target = new URL(paid.headers.get('location') ?? '', new URL(`/checkout/${sessions[0].id}`, local.url))
    expect(await (await fetch(target)).text()).toContain('Enjoy your tea')
    expect(await stripe.paymentLinks.retrieve(id)).toMatchObject({
      active: true,
      restrictions: { completed_sessions: { count: 1, limit: 2 } },
    })
    await pay(sessions[1])
    expect(await stripe.paymentLinks.retrieve(id)).toMatchObject({
      active: false,
      restrictions: { completed_sessions: { count: 2, limit: 2 } },
    })
    expect((await stripe.checkout.sessions.retrieve(sessions[2].id)).status).toBe('expired')
    expect(await (await visit(id)).text()).toContain('no longer active')
    await expect(stripe.paymentLinks.update(id, { active: true })).rejects.toMatchObject({ param: 'active' })
  })
})
