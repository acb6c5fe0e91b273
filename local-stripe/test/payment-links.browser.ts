import { expect, test } from 'vitest'
import { backInShop, SCREENS, startPages } from './browser.ts'

const { check, here, open, shopUrl, stripe } = await startPages()

const MUG = { price_data: { currency: 'eur', unit_amount: 1_250, product_data: { name: 'Mug' } }, quantity: 2 }

test('a payment link leads to a page to pay on, and then to the shop', async () => {
  const page = await open()
  const link = await stripe.paymentLinks.create({
    line_items: [MUG],
    after_completion: { type: 'redirect', redirect: { url: `${shopUrl}/thanks?session={CHECKOUT_SESSION_ID}` } },
  })
  await page.goto(here(`${link.url}?prefilled_email=jenny@example.com`))
  await page.getByRole('cell', { name: '2 × Mug' }).waitFor()
  await page.getByLabel('Card number').fill('4242424242424242')
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await backInShop(page)
  const [session] = (await stripe.checkout.sessions.list({ payment_link: link.id })).data
  expect(page.url()).toBe(`${shopUrl}/thanks?session=${session?.id}`)
  expect(session).toMatchObject({ payment_status: 'paid', customer_details: { email: 'jenny@example.com' } })
})

test.each(SCREENS)('%s: thanks and an inactive link are accessible', async (name, options) => {
  const page = await open(options)
  const link = await stripe.paymentLinks.create({
    line_items: [MUG],
    restrictions: { completed_sessions: { limit: 1 } },
    inactive_message: 'Sold out',
  })
  await page.goto(here(link.url))
  await page.getByLabel('Email').fill('jenny@example.com')
  await page.getByLabel('Card number').fill('4242424242424242')
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('Your payment has been received.').waitFor()
  await check(page, 'link-thanks', name)
  await page.goto(here(link.url))
  await page.getByText('Sold out').waitFor()
  await check(page, 'link-inactive', name)
})
