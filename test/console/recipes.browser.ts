import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECIPES } from '../../console/recipes.ts'
import type { Worker } from '../support/worker.ts'
import { DEMO_KEY, flawsOf, LOOKS, openPage, pagePerTest, startDemo } from './browser.ts'

let worker: Worker
let browser: Browser
let page: Page
beforeAll(async () => {
  ;({ worker, browser } = await startDemo())
})
afterAll(() => Promise.all([worker?.close(), browser?.close()]))

const startPage = pagePerTest(
  (options) => openPage(browser, worker.url, options),
  (opened) => {
    page = opened
  },
)

/** Opens a recipe from the home page. */
async function open(title: string) {
  await page.goto(new URL('/docs', worker.url).href)
  await page.getByText('This key may run').waitFor()
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

function step(number: number) {
  return page.getByRole('region', { name: new RegExp(`^${number}\\. `) })
}

/** Runs a step, and waits for what it says then. */
async function run(number: number, said = 'Done.') {
  await step(number).locator('.run button').click()
  const confirm = page.getByRole('button', { name: 'Yes, run it' })
  await confirm
    .or(step(number).getByText(said, { exact: true }))
    .first()
    .waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await step(number).getByText(said, { exact: true }).waitFor()
}

/** Follows the link of a step, as a new tab would; the local Stripe has another port here. */
async function follow(number: number, link: string): Promise<Page> {
  const href = await step(number).getByRole('link', { name: link }).getAttribute('href')
  const { origin, pathname, search } = new URL(href ?? '')
  const tab = await browser.newPage()
  await tab.route('**/local-stripe/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    // The local Stripe takes forms from its own address only.
    const response = await route.fetch({ headers: { ...route.request().headers(), origin }, maxRedirects: 0 })
    return route.fulfill({ response })
  })
  await tab.goto(new URL(pathname + search, worker.url).href)
  return tab
}

async function pay(number: number, link: string, button: RegExp) {
  const tab = await follow(number, link)
  const email = tab.getByLabel('Email')
  if (await email.isVisible()) await email.fill('jane@example.com')
  await tab.getByLabel('Card number').fill('4242 4242 4242 4242')
  await tab.getByLabel('Expiry').fill('12 / 34')
  await tab.getByLabel('CVC').fill('123')
  await tab.getByRole('button', { name: button }).click()
  await tab.getByRole('heading', { name: 'Done at Stripe' }).waitFor()
  await tab.close()
}

async function call(action: string, input: object) {
  const response = await worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DEMO_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as { id: string }
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return answer
}

describe('recipes', () => {
  test('sell a product', async () => {
    await open('Sell a product')
    await step(1).getByLabel('Name', { exact: true }).fill('Mug')
    await run(1)
    await run(2)
    await run(3)
    await run(4, 'Not paid yet. Pay on the checkout page, then run this step again.')
    await pay(3, 'Open the checkout page', /^Pay/)
    await run(4, 'The order is paid.')
    await step(4).getByText('20.00 USD').first().waitFor()
    // The workflows use what was set up, and bind what they make themselves.
    const weweb = page.getByRole('region', { name: 'The same steps in WeWeb' })
    await weweb.getByText('3. Create the checkout page').click()
    expect(await weweb.textContent()).toMatch(/"price": "price_\w+"/)
    await weweb.getByText('4. See the order').click()
    expect(await weweb.textContent()).toContain('"id": "‹step 3: id›"')
    expect(await page.content()).not.toContain(DEMO_KEY)
    // What was answered is still there after another page.
    await step(1).getByText('Result').click()
    await step(1).getByRole('link', { name: 'Open this call' }).click()
    await page.getByRole('heading', { name: 'Create a product' }).waitFor()
    await page.locator('.facts').getByText('Mug').waitFor()
    await page.goBack()
    await step(4).getByText('The order is paid.').waitFor()
  })

  test('sell a subscription', async () => {
    await open('Sell a subscription')
    await run(1)
    await run(2)
    await run(3)
    await pay(3, 'Open the checkout page', /^Subscribe/)
    await run(4, 'The order is paid.')
    await run(5, 'The subscription is running.')
  })

  test('refund', async () => {
    const paid = { amount: 1234, currency: 'usd', payment_method: 'pm_card_visa', return_url: worker.url.href }
    const { id } = await call('create-payment-intent', { ...paid, confirm: true })
    await open('Refund a payment')
    await step(1).getByRole('combobox', { name: 'Payment Intent ID' }).click()
    await page.getByRole('option', { name: id }).click()
    await run(1, 'This payment can be refunded, unless it already was.')
    await run(2)
    await run(3, 'The money is on its way back to the customer.')
    await step(3).getByText('12.34 USD').first().waitFor()
  })

  test('let customers manage their plan', async () => {
    const { id: customer } = await call('create-customer', { name: 'Portal Person' })
    const price = {
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data: { name: 'Gold' },
    }
    const { id } = await call('create-price', price)
    const terms = { collection_method: 'send_invoice', days_until_due: 30 }
    await call('create-subscription', { customer, items: [{ price: id }], ...terms })
    await open('Let customers manage their plan')
    await step(1).getByRole('combobox', { name: 'Customer ID' }).click()
    await page.getByRole('option', { name: customer }).click()
    await run(1)
    await run(2)
    const tab = await follow(2, 'Open the portal')
    await tab.getByRole('heading', { name: 'Your billing', level: 1 }).waitFor()
    await tab.getByText('Gold').first().waitFor()
    await tab.close()
    await run(3)
    await step(3).getByText(/^sub_/).first().waitFor()
  })

  test('save a card and charge it later', async () => {
    await open('Save a card and charge it later')
    await run(1)
    await run(2)
    await run(3, 'No card is saved yet. Enter one on the page, then run this step again.')
    await pay(2, 'Open the page', /^Save card/)
    await run(3, 'The card is saved.')
    await run(4, 'The card is charged.')
  })

  test('bill by usage', async () => {
    await open('Bill by usage')
    for (const number of [1, 2, 3, 4, 5]) await run(number)
    await run(6, 'This is what the customer will pay for the usage so far.')
    await step(6).getByText('0.50 USD').first().waitFor()
  })

  test('check access', async () => {
    await open('Check what a customer may use')
    for (const number of [1, 2, 3, 4]) await run(number)
    await run(6, 'The customer may use nothing: they have no active subscription that includes a feature.')
    await run(5)
    await run(6, 'The customer may use the feature.')
  })
})

test('keeps answers for the way back, and runs calls again, asking where they cannot be undone', async () => {
  await page.goto(new URL('/docs#create-product', worker.url).href)
  await page.getByText('This key may run').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Kept')
  const button = page.getByRole('button', { name: 'Run', exact: true })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByText('200 OK').waitFor()
  // The focus stays where it was.
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  const id = await page.locator('.facts code').first().textContent()
  await page.locator('.facts div', { hasText: 'Updated' }).locator('time').waitFor()
  await page.getByRole('link', { name: 'Give it a price' }).click()
  await page.getByRole('heading', { level: 1, name: 'Create a price' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Product', exact: true }).inputValue()).toBe(id)
  await page.goBack()
  await page.locator('.facts').getByText('Kept').waitFor()

  await page.evaluate((product) => location.assign(`#delete-product?product_id=${product}`), id)
  await button.click()
  await page.getByRole('button', { name: 'Yes, run it' }).click()
  await page.getByText('200 OK').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  const entries = page.getByRole('main').getByRole('listitem')
  await expect.poll(() => entries.count()).toBe(2)
  await page.getByRole('button', { name: 'Run again delete-product' }).click()
  await page.getByRole('dialog', { name: 'Run delete-product?' }).getByRole('button', { name: 'Cancel' }).click()
  expect(await entries.count()).toBe(2)
  await page.getByRole('button', { name: 'Run again create-product' }).click()
  await expect.poll(() => entries.first().textContent()).toMatch(/create-product200.*Result: prod_/)
  expect(await entries.count()).toBe(3)
})

test.each(LOOKS)('axe finds nothing in recipes and nothing overflows: $size, $colorScheme', async (look) => {
  await page.close()
  await startPage(look)
  for (const { title } of RECIPES) {
    await open(title)
    if (title === 'Sell a product') {
      for (const number of [1, 2, 3]) await run(number)
    }
    expect(await flawsOf(page), title).toEqual([])
  }
})
