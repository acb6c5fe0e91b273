import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { backInShop, SCREENS, startPages } from './browser.ts'

const { check, here, open, shopUrl, stripe } = await startPages()
let page: Page
let silver: string
let gold: string

const priceOf = async (name: string, unit_amount: number) => {
  const params = { currency: 'eur', unit_amount, recurring: { interval: 'month' as const } }
  return (await stripe.prices.create({ ...params, product_data: { name } })).id
}

beforeAll(async () => {
  silver = await priceOf('Silver', 900)
  gold = await priceOf('Gold', 1900)
})

beforeEach(async () => {
  page = await open()
})

async function subscriber() {
  const customer = await stripe.customers.create({ email: 'jenny@example.com', payment_method: 'pm_card_visa' })
  const { data } = await stripe.paymentMethods.list({ customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: data[0]?.id ?? '' } })
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: silver }] })
  return { customer: customer.id, subscription: subscription.id }
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })

describe('the customer portal', () => {
  test('cancels, resumes and changes a plan, and updates the card', async () => {
    const { customer, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({ customer, return_url: `${shopUrl}/account` })
    await page.goto(here(session.url))
    await page.getByText('€9.00 every month').waitFor()
    await page.getByText('Renews on').waitFor()

    await link('Cancel Silver').click()
    await page.getByLabel('Why do you cancel?').selectOption('It is too expensive')
    await button('Cancel Silver').click()
    await page.getByText('Ends on').waitFor()
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive' },
    })
    await button('Keep Silver').click()
    await page.getByText('Renews on').waitFor()

    await link('Change Silver').click()
    await page.getByRole('radio', { name: 'Gold, €19.00' }).check()
    await button('Continue').click()
    await page.getByRole('cell', { name: '1 × Gold' }).waitFor()
    await button('Confirm').click()
    await page.getByText('€19.00 every month').waitFor()
    const changed = await stripe.subscriptions.retrieve(subscription)
    expect(changed).toMatchObject({ cancel_at: null, items: { data: [{ price: { id: gold } }] } })

    await link('Add a card').click()
    await page.getByLabel('Card number').fill('4000 0000 0000 0002')
    await button('Save card').click()
    await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor()
    await page.getByLabel('Card number').fill('4000 0027 6000 3184')
    await button('Save card').click()
    await page.getByRole('checkbox', { name: '3D Secure' }).check()
    await button('Save card').click()
    await page.getByText('visa ···· 3184 expires').waitFor()
    await button('Remove visa ···· 4242').click()
    await page.getByRole('region', { name: '4242' }).waitFor({ state: 'detached' })

    await link('Change your details').click()
    await page.getByLabel('Name').fill('Jenny Rosen')
    await button('Save').click()
    await page.getByText('Jenny Rosen').waitFor()
    const [invoice] = (await stripe.invoices.list({ customer })).data
    await link(`${invoice?.number}`).waitFor()

    await link('Return to the shop').click()
    await backInShop(page)
    expect(page.url()).toBe(`${shopUrl}/account`)
  })

  test('does one thing in a flow, and leads on', async () => {
    const { customer, subscription } = await subscriber()
    const session = await stripe.billingPortal.sessions.create({
      customer,
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: { subscription },
        after_completion: { type: 'redirect', redirect: { return_url: `${shopUrl}/bye` } },
      },
    })
    await page.goto(here(session.url))
    await button('Cancel Silver').click()
    await backInShop(page)
    expect(page.url()).toBe(`${shopUrl}/bye`)
    expect((await stripe.subscriptions.retrieve(subscription)).cancel_at_period_end).toBe(true)
  })
})

test.each(SCREENS)('%s: every view is accessible and as wide as the screen', async (name, options) => {
  const { customer } = await subscriber()
  page = await open(options)
  await stripe.paymentMethods.attach('pm_card_mastercard', { customer })
  const session = await stripe.billingPortal.sessions.create({ customer, return_url: shopUrl })
  await page.goto(here(session.url))
  await check(page, 'portal', name)
  const title = (text: string) => page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()
  for (const [to, heading, state] of [
    ['Cancel Silver', 'Cancel Silver', 'portal-cancel'],
    ['Change Silver', 'Change Silver', 'portal-change'],
    ['Add a card', 'Add a card', 'portal-card'],
    ['Change your details', 'Your details', 'portal-details'],
  ] as const) {
    await link(to).click()
    await title(heading)
    await check(page, state, name)
    if (state === 'portal-change') {
      await page.getByRole('radio', { name: 'Gold, €19.00' }).check()
      await button('Continue').click()
      await title('Confirm your new plan')
      await check(page, 'portal-confirm', name)
    }
    await link('Back to your billing').click()
    await title('Your billing')
  }
})
