import type { Page } from 'playwright-core'
import type Stripe from 'stripe'
import { beforeEach, describe, expect, test } from 'vitest'
import { backInShop as backInShopOf, SCREENS, startPages } from './browser.ts'
import { expanded } from './harness.ts'

const { here, open, check: checkPage, shopUrl, stripe } = await startPages()
let page: Page

beforeEach(async () => {
  page = await open()
})

const MUGS = { price_data: { currency: 'eur', unit_amount: 1_250, product_data: { name: 'Mug' } }, quantity: 2 }
const GOLD = {
  price_data: {
    currency: 'eur',
    unit_amount: 900,
    recurring: { interval: 'month' as const },
    product_data: { name: 'Gold' },
  },
  quantity: 1,
}

const sell = (params: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: `${shopUrl}/thanks?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${shopUrl}/cart`,
    line_items: [MUGS],
    ...params,
  })

async function pay(card: string, { email, button = 'Pay' }: { email?: string; button?: string } = {}) {
  if (email !== undefined) await page.getByLabel('Email').fill(email)
  await page.getByLabel('Card number').fill(card)
  await page.getByRole('button', { name: button, exact: true }).click()
}

const backInShop = () => backInShopOf(page)

describe('the checkout page', () => {
  test('is paid with a test card, and leads to the shop with the id of the session', async () => {
    const session = await sell()
    await page.goto(here(session.url))
    await page.getByRole('cell', { name: '2 × Mug' }).waitFor()
    expect(await page.getByRole('row', { name: 'Total' }).textContent()).toContain('€25.00')
    await page.getByLabel('Expiry').fill('12 / 34')
    await page.getByLabel('CVC').fill('123')
    await pay('4242 4242 4242 4242', { email: 'jenny@example.com' })
    await backInShop()
    expect(page.url()).toBe(`${shopUrl}/thanks?session=${session.id}`)
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer_details: { email: 'jenny@example.com' },
    })
    const intent = expanded(paid.payment_intent)
    expect(expanded(intent.latest_charge)).toMatchObject({
      amount_captured: 2_500,
      payment_method_details: { card: { exp_month: 12, exp_year: 2034, last4: '4242' } },
    })
    await page.goto(here(session.url))
    expect(await page.getByRole('main').textContent()).toContain('This session has been completed.')
  })

  test('shows why a card is declined, and takes another one', async () => {
    const session = await sell()
    await page.goto(here(session.url))
    for (const [card, message] of [
      ['4000 0000 0000 9995', 'Your card has insufficient funds.'],
      ['4242 4242 4242 4241', 'Your card number is incorrect.'],
    ] as const) {
      await pay(card, { email: 'jenny@example.com' })
      await page.getByRole('alert').filter({ hasText: message }).waitFor()
    }
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
    await page.getByLabel('Expiry').fill('01 / 20')
    await pay('4242424242424242')
    await page.getByRole('alert').filter({ hasText: "Your card's expiration year is invalid." }).waitFor()
    await pay('4242424242424242')
    await backInShop()
  })

  test("has the card's owner confirm a payment that their bank asks about", async () => {
    const session = await sell()
    await page.goto(here(session.url))
    await pay('4000 0027 6000 3184', { email: 'jenny@example.com' })
    await page.getByRole('checkbox', { name: '3D Secure' }).check()
    await page.getByRole('button', { name: 'Pay' }).click()
    await backInShop()
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
  })

  test('subscribes', async () => {
    const session = await sell({ mode: 'subscription', line_items: [GOLD] })
    await page.goto(here(session.url))
    await page.getByText('every month').waitFor()
    await pay('4242424242424242', { email: 'jenny@example.com', button: 'Subscribe' })
    await backInShop()
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
    expect(expanded(subscription).status).toBe('active')
  })

  test('keeps a card without a payment', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' })
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      customer,
      currency: 'eur',
      success_url: `${shopUrl}/thanks`,
    })
    await page.goto(here(session.url))
    await pay('4242424242424242', { button: 'Save card' })
    await backInShop()
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(1)
  })

  test('leads back to the cart', async () => {
    const session = await sell()
    await page.goto(here(session.url))
    await page.getByRole('link', { name: 'Cancel' }).click()
    await backInShop()
    expect(page.url()).toBe(`${shopUrl}/cart`)
  })

  test('is used with the keyboard alone', async () => {
    const session = await sell()
    await page.goto(here(session.url))
    await page.keyboard.press('Tab')
    await page.keyboard.type('jenny@example.com')
    await page.keyboard.press('Tab')
    await page.keyboard.type('4242424242424242')
    await page.keyboard.press('Enter')
    await backInShop()
  })
})

test('an invoice is paid on its page', async () => {
  const { id: customer } = await stripe.customers.create({})
  const draft = await stripe.invoices.create({ customer, currency: 'eur' })
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 900, currency: 'eur', description: 'Repair' })
  const invoice = await stripe.invoices.finalizeInvoice(draft.id)
  await page.goto(here(invoice.hosted_invoice_url))
  await page.getByRole('cell', { name: 'Repair' }).waitFor()
  await pay('4242424242424242')
  await page.getByText('This invoice is paid.').waitFor()
  expect((await stripe.invoices.retrieve(draft.id)).status).toBe('paid')
})

describe.each(SCREENS)('%s', (name, options) => {
  test('every page is accessible and as wide as the screen', async () => {
    const session = await sell({
      line_items: [
        MUGS,
        {
          ...MUGS,
          price_data: { ...MUGS.price_data, product_data: { name: 'A very long name of a thing '.repeat(4) } },
        },
      ],
    })
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      return_url: shopUrl,
    })
    page = await open(options)
    const check = (state: string) => checkPage(page, state, name)
    await page.goto(here(session.url))
    await check('checkout')
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const { code } = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon } })
    const way = (display_name: string, amount: number) => ({
      shipping_rate_data: { type: 'fixed_amount' as const, display_name, fixed_amount: { amount, currency: 'eur' } },
    })
    const choice = await sell({
      allow_promotion_codes: true,
      line_items: [{ ...MUGS, adjustable_quantity: { enabled: true, minimum: 1 } }],
      shipping_options: [way('Post', 400), way('Courier', 900)],
    })
    await page.goto(here(choice.url))
    await page.getByLabel('Quantity of Mug').fill('4')
    await page.getByLabel('Shipping').selectOption('Courier, €9.00')
    await page.getByRole('button', { name: 'Update order' }).click()
    await page.getByRole('cell', { name: '4 × Mug' }).waitFor()
    await page.getByLabel('Promotion code').fill(code)
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('cell', { name: `Discount (${code})` }).waitFor()
    expect(await page.getByRole('row', { name: 'Total' }).textContent()).toContain('€54.00')
    await check('choice')
    await page.goto(here(session.url))
    await pay('4000 0027 6000 3184', { email: 'jenny@example.com' })
    await page.getByRole('alert').waitFor()
    await check('confirmation')
    await page.goto(here(intent.next_action?.redirect_to_url?.url))
    await check('3d-secure')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await backInShop()
    expect(page.url()).toContain('redirect_status=succeeded')
  })
})
