import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEYS, startWorker, type Worker } from '../support/worker.ts'
import { flawsOf, LOOKS, launchChromium, openPage, pagePerTest } from './browser.ts'

let worker: Worker
let browser: Browser
beforeAll(async () => {
  ;[worker, browser] = await Promise.all([startWorker({ env: 'local', localStripe: true }), launchChromium()])
})
afterAll(() => Promise.all([worker?.close(), browser?.close()]))

let page: Page

const startPage = pagePerTest(
  (options) => openPage(browser, worker.url, { timezoneId: 'Europe/Berlin', ...options }),
  (opened) => {
    page = opened
  },
)

async function open(action: string) {
  await page.goto(new URL(`/docs#${action}`, worker.url).href)
  await field('Key').fill(KEYS.plain.key)
  await page.getByText('This key may run').waitFor()
}

function field(name: string, within: Page | Locator = page) {
  return within.getByLabel(name, { exact: true })
}

function group(name: string) {
  return page.getByRole('group', { name, exact: true })
}

function button(name: string, within: Page | Locator = page) {
  return within.getByRole('button', { name, exact: true })
}

/** The body that would be sent, as the settings for WeWeb show it. */
async function body(): Promise<unknown> {
  return JSON.parse((await page.locator('.settings > div', { hasText: 'Body' }).locator('pre').textContent()) ?? '')
}

/** The comboboxes that name no list. */
async function boxesWithoutList() {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role="combobox"]')].flatMap((box) => {
      const list = box.getAttribute('aria-controls')
      return list !== null && document.getElementById(list)?.getAttribute('role') === 'listbox' ? [] : [box.id]
    }),
  )
}

async function run(status: string) {
  await button('Run').click()
  await page.getByText(status).waitFor()
  return JSON.parse((await page.getByLabel('Body of the answer').textContent()) ?? '') as Record<string, unknown>
}

async function make(action: string, input: unknown): Promise<string> {
  const answer = await worker.call(action, input)
  return ((await answer.json()) as { id: string }).id
}

describe('somebody who writes no JSON', () => {
  test('sells two things on one page', async () => {
    const product = await make('create-product', { name: 'Mug' })
    const prices = await Promise.all(
      [1200, 1999].map((unit_amount) => make('create-price', { product, currency: 'eur', unit_amount })),
    )
    await open('create-checkout-session')
    await field('Mode').selectOption('payment')
    await field('Success URL').fill('https://example.com/thanks')
    await field('Cancel URL').fill('https://example.com/')
    for (const [index, price] of prices.entries()) {
      await group('Line Items').getByRole('button', { name: 'Add item' }).click()
      await field('Price', group(`Line Item ${index + 1}`)).fill(price)
      await field('Quantity', group(`Line Item ${index + 1}`)).fill('2')
    }
    expect(await body()).toMatchObject({ line_items: prices.map((price) => ({ price, quantity: 2 })) })
    expect(await run('200 OK')).toMatchObject({ object: 'checkout.session', amount_total: 6398 })
  })

  test('creates a product with a price of 19.99 USD', async () => {
    await open('create-product')
    await field('Name').fill('Premium Plan')
    await page.getByText('More of Stripe’s parameters').click()
    await button('+ Add Default Price Data').click()
    const price = group('Default Price Data')
    await field('More fields of Default Price Data').selectOption('unit_amount')
    await button('Add a field', price).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(
      'default_price_data.unit_amount',
    )
    await page.keyboard.type('19.99')
    await field('Currency', price).fill('usd')
    await price.getByText('Sent as 1999.').waitFor()
    expect(await body()).toMatchObject({ default_price_data: { unit_amount: 1999, currency: 'usd' } })
    const product = await run('200 OK')
    const { unit_amount } = (await (
      await worker.call('retrieve-price', { price_id: product['default_price'] })
    ).json()) as {
      unit_amount: number
    }
    expect(unit_amount).toBe(1999)
  })

  test('makes a coupon that expires at a local time', async () => {
    await open('create-coupon')
    await field('Percent Off').fill('25')
    await field('Redeem By').fill('2027-07-01T09:00')
    await page.getByText('Your time (Europe/Berlin, GMT+2). Sent as 1814425200.').waitFor()
    expect(await run('200 OK')).toMatchObject({ percent_off: 25, redeem_by: 1_814_425_200 })
    await button('Enter a timestamp').click()
    expect(await field('Redeem By').inputValue()).toBe('1814425200')
    await field('Redeem By').fill('1814425201')
    await button('Enter a date').click()
    expect(await field('Redeem By').inputValue()).toBe('2027-07-01T09:00:01')
  })

  test('updates metadata', async () => {
    const id = await make('create-customer', { name: 'Jenny', metadata: { ref: '1', old: 'x' } })
    await open('update-customer')
    await field('Customer ID').fill(id)
    const metadata = group('Metadata')
    const add = async (name: string, value: string) => {
      await metadata.getByRole('button', { name: 'Add a row' }).click()
      await page.keyboard.type(name)
      await page.keyboard.press('Tab')
      if (value !== '') await page.keyboard.type(value)
    }
    await add('ref', '2')
    await add('old', '')
    await add('plan', 'pro')
    await add('ref', '3')
    await page.getByText('The name ref is there twice.').waitFor()
    await button('Run').click()
    expect(await page.getByText('200 OK').count()).toBe(0)
    await button('Remove ref', metadata).last().click()
    expect(await body()).toMatchObject({ metadata: { ref: '2', old: '', plan: 'pro' } })
    expect(await run('200 OK')).toMatchObject({ metadata: { ref: '2', plan: 'pro' } })
  })
})

describe('money', () => {
  test('is in the decimals of its currency, and read again when that changes', async () => {
    await open('create-price')
    await field('Unit Amount').fill('20')
    await page.getByText('Choose the currency first').waitFor()
    await button('Run').click()
    expect(await field('Unit Amount').evaluate((element) => element === document.activeElement)).toBe(true)
    for (const [currency, amount] of [
      ['usd', 2000],
      ['jpy', 20],
      ['kwd', 20_000],
    ] as const) {
      await field('Currency').fill(currency)
      await page.getByText(`Sent as ${amount}.`).waitFor()
      expect(await body()).toEqual({ currency, unit_amount: amount })
    }
    await field('Unit Amount').fill('19.999')
    await field('Currency').fill('jpy')
    await page.getByText('JPY has no decimals').waitFor()
    expect(await field('Unit Amount').getAttribute('aria-invalid')).toBe('true')
  })

  test('is in the smallest unit where no input tells the currency', async () => {
    await open('capture-payment-intent')
    await field('Amount To Capture').fill('500')
    await page.getByText('Sent as 500. In the smallest unit of the currency').waitFor()
    await field('Amount To Capture').fill('5.00')
    await page.getByText('1999 for 19.99 USD').first().waitFor()
    expect(await field('Amount To Capture').getAttribute('aria-invalid')).toBe('true')
  })

  test('takes the currency from the name that it lies under', async () => {
    await open('create-price')
    await field('Currency').fill('usd')
    await page.getByText('More of Stripe’s parameters').click()
    await group('Currency Options').getByRole('button', { name: 'Add a row' }).click()
    await page.keyboard.type('jpy')
    const row = group('Currency Options: jpy')
    await button('+ Add jpy', row).click()
    await field('More fields of jpy').selectOption('unit_amount')
    await button('Add a field', row).click()
    await page.keyboard.type('300')
    expect(await body()).toEqual({ currency: 'usd', currency_options: { jpy: { unit_amount: 300 } } })
    await field('Name', row).fill('eur')
    await field('Unit Amount', group('Currency Options: eur')).waitFor()
    expect(await body()).toMatchObject({ currency_options: { eur: {} } })
  })
})

describe('the JSON of an input', () => {
  test('loses nothing on the way to the form and back', async () => {
    const items = [
      { price: 'price_1', quantity: 2, unknown: { a: [1, null, 'x'] }, tax_rates: ['txr_1', ''] },
      'not an object',
      { price_data: { currency: 'jpy', unit_amount: 300, recurring: { interval: 'fortnight' } }, quantity: 'two' },
      { adjustable_quantity: { enabled: 'yes' }, metadata: { a: '', b: 5 } },
    ]
    await open('create-checkout-session')
    const toggle = group('Line Items').getByRole('button', { name: 'JSON', exact: true })
    await toggle.click()
    await page.getByRole('textbox', { name: 'Line Items' }).fill(JSON.stringify(items))
    await toggle.click()
    const first = group('Line Item 1')
    expect(await field('Price', first).inputValue()).toBe('price_1')
    expect(JSON.parse(await field('unknown', first).inputValue())).toEqual({ a: [1, null, 'x'] })
    expect(await field('Line Item 2').locator('textarea').or(field('Line Item 2')).last().inputValue()).toBe(
      '"not an object"',
    )
    expect(await body()).toMatchObject({ line_items: items })
    await toggle.click()
    expect(JSON.parse(await page.getByRole('textbox', { name: 'Line Items' }).inputValue())).toEqual(items)
  })

  test('names the line of a mistake, and stays until it is right', async () => {
    await open('create-checkout-session')
    const toggle = group('Line Items').getByRole('button', { name: 'JSON', exact: true })
    await toggle.click()
    const text = page.getByRole('textbox', { name: 'Line Items' })
    await text.fill('[\n  {"price": "price_1"}\n  {"price": "price_2"}\n]')
    await page.getByText('This is not JSON yet. Line 3: expected a comma (,) or the closing ].').waitFor()
    expect(await toggle.isDisabled()).toBe(true)
    await button('Run').click()
    expect(await text.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('navigation').getByRole('link', { name: 'list-products' }).click()
    await page.getByRole('heading', { name: 'List products' }).waitFor()
    await page.goBack()
    expect(await text.inputValue()).toContain('{"price": "price_1"}\n  {"price"')
    await text.fill('[{"price": "price_1"}]')
    await toggle.click()
    expect(await field('Price', group('Line Item 1')).inputValue()).toBe('price_1')
  })
})

describe('an ID', () => {
  test('is chosen by name among the objects that exist, by keyboard only', async () => {
    const product = await make('create-product', { name: 'Teapot' })
    await make('create-product', { name: 'Saucer' })
    const price = await make('create-price', { product, currency: 'eur', unit_amount: 3450 })
    await open('create-price')
    const box = page.getByRole('combobox', { name: 'Product', exact: true })
    await box.focus()
    await page.keyboard.type('teap')
    const choices = page.getByRole('listbox', { name: 'Choices for Product' }).getByRole('option')
    await choices.filter({ hasText: 'Teapot' }).waitFor()
    expect(await choices.count()).toBe(1)
    expect(await boxesWithoutList()).toEqual([])
    await page.keyboard.press('ArrowDown')
    const active = await box.getAttribute('aria-activedescendant')
    expect(await choices.first().getAttribute('id')).toBe(active)
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe(product)
    expect(await box.getAttribute('aria-expanded')).toBe('false')

    await page.evaluate(() => location.replace('#create-checkout-session'))
    await group('Line Items').getByRole('button', { name: 'Add item' }).click()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: '34.50 EUR' }).click()
    expect(await body()).toEqual({ line_items: [{ price }] })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await field('Price', group('Line Item 1')).fill('price_by_hand')
    expect(await body()).toEqual({ line_items: [{ price: 'price_by_hand' }] })
  })

  test('is that of an object made on the way, where there is none yet', async () => {
    await open('retrieve-tax-rate')
    await button('Fill in examples').click()
    await page.getByText('There is no tax rate yet.').waitFor()
    await button('Create a tax rate').click()
    await page.getByRole('heading', { name: 'Create a tax rate' }).waitFor()
    await button('Fill in examples').click()
    await expect.poll(body).not.toEqual({})
    const { id } = await run('200 OK')
    await button(`Use ${id} there`).click()
    await page.getByRole('heading', { name: 'Retrieve a tax rate' }).waitFor()
    expect(await field('Tax Rate ID').inputValue()).toBe(id)
    expect(await run('200 OK')).toMatchObject({ object: 'tax_rate', id })
  })

  test('is typed by hand where the key may list nothing', async () => {
    await page.goto(new URL('/docs#create-price', worker.url).href)
    await field('Key').fill(KEYS.single.key)
    await page.getByText('This key may run 1 of').waitFor()
    expect(await page.getByRole('textbox', { name: 'Product', exact: true }).count()).toBe(1)
  })
})

test('the answer’s problems are at the fields that they lie in', async () => {
  await open('create-payment-link')
  await group('Line Items').getByRole('button', { name: 'Add item' }).click()
  await field('Quantity', group('Line Item 1')).fill('-1')
  await button('Run').click()
  await page.getByText('400 Error').waitFor()
  expect(await field('Quantity', group('Line Item 1')).getAttribute('aria-invalid')).toBe('true')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
})

test('a filter is one time or a range of times', async () => {
  await open('list-products')
  await page.getByText('More of Stripe’s parameters').click()
  await field('Kind of Created').selectOption('a range')
  const created = group('Created').last()
  await field('From', created).fill('2026-01-01T00:00')
  expect(await body()).toEqual({ created: { gte: 1_767_222_000 } })
  await field('Kind of Created').selectOption('a date and time')
  await field('Created').last().fill('2026-01-01T00:00')
  expect(await body()).toEqual({ created: 1_767_222_000 })
  await field('Kind of Created').selectOption('not sent')
  expect(await body()).toEqual({})
})

test('items are added and removed by keyboard, with the focus in a useful place', async () => {
  await open('create-checkout-session')
  const add = group('Line Items').getByRole('button', { name: 'Add item' })
  await add.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('price_1')
  await add.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('price_2')
  await button('Remove Line Item 1').focus()
  await page.keyboard.press('Enter')
  expect(await body()).toEqual({ line_items: [{ price: 'price_2' }] })
  expect(await add.evaluate((element) => element === document.activeElement)).toBe(true)
})

test.each(LOOKS)('axe finds nothing in forms that are filled in: $size, $colorScheme', async (look) => {
  await page.close()
  await startPage(look)
  await open('create-checkout-session')
  await button('Fill in examples').click()
  await group('Metadata').getByRole('button', { name: 'Add a row' }).click()
  await page.getByRole('main').locator('details summary').first().click()
  await button('+ Add Automatic Tax').click()
  await field('Customer').click()
  await page
    .getByRole('listbox', { name: 'Choices for Customer' })
    .or(page.getByText('There is no customer yet'))
    .first()
    .waitFor()
  expect(await flawsOf(page)).toEqual([])
  await group('Line Items').getByRole('button', { name: 'JSON', exact: true }).click()
  await page.getByRole('textbox', { name: 'Line Items' }).fill('[')
  expect(await flawsOf(page)).toEqual([])
  await page.evaluate(() => location.replace('#update-subscription'))
  await page.getByRole('heading', { name: 'Update', exact: false, level: 1 }).waitFor()
  await page.getByRole('main').locator('details summary').first().click()
  for (const kind of await page.getByLabel(/^Kind of /).all()) {
    const options = await kind.locator('option').allTextContents()
    const last = options.at(-1)
    if (last) await kind.selectOption(last)
  }
  expect(await flawsOf(page)).toEqual([])
})
