import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions, reference } from '../../handlers/index.ts'
import { KEYS, startWorker, type Worker } from '../support/worker.ts'
import { flawsOf, LOOKS, launchChromium, openPage, pagePerTest, SIZES } from './browser.ts'

let worker: Worker
let browser: Browser
beforeAll(async () => {
  ;[worker, browser] = await Promise.all([startWorker({ env: 'local', localStripe: true }), launchChromium()])
})
afterAll(() => Promise.all([worker?.close(), browser?.close()]))

let page: Page

const startPage = pagePerTest(
  (options) => openPage(browser, worker.url, options),
  (opened) => {
    page = opened
  },
)

function open(action = '') {
  return page.goto(new URL(`/docs${action && `#${action}`}`, worker.url).href)
}

function field(name: string) {
  return page.getByLabel(name, { exact: true })
}

/** The fields of an input that has several. */
function group(name: string) {
  return page.getByRole('group', { name, exact: true })
}

/** The number of actions that a key may run whose `allow` is "*": call-stripe-api needs another right. */
const ALL = actions.filter(({ name }) => name !== 'call-stripe-api').length
/** The number of actions that the key `reader` may run. */
const READING = actions.filter(({ name }) => /^(list|retrieve|search|preview)-/.test(name)).length

async function enterKey(key: keyof typeof KEYS, runnable: number) {
  await field('Key').fill(KEYS[key].key)
  await page.getByText(`This key may run ${runnable} of ${actions.length} actions.`).waitFor()
}

/** Runs the open action and gives the body of the answer. */
async function run(status: string) {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText(status).waitFor()
  return JSON.parse((await page.getByLabel('Body of the answer').textContent()) ?? '') as Record<string, unknown>
}

/** Follows the menu, by which the key stays. */
async function go(action: string) {
  await page.getByRole('navigation').getByRole('link', { name: action, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

describe('the console', () => {
  test('sells something: a product, a price, a checkout session, and back to the product by its ID', async () => {
    await open()
    await page.getByText('Test mode').waitFor()
    await enterKey('plain', ALL)
    await page.getByRole('main').getByRole('link', { name: 'create-product' }).first().click()
    await field('Name').fill('Premium Plan')
    await page.getByRole('switch', { name: 'Active' }).check()
    const product = await run('200 OK')
    expect(product).toMatchObject({ object: 'product', name: 'Premium Plan', active: true })

    await go('create-price')
    await field('Currency').fill('usd')
    await field('Product').fill(String(product['id']))
    await field('Unit Amount').fill('20')
    const price = await run('200 OK')
    expect(price).toMatchObject({ object: 'price', unit_amount: 2000 })

    await go('create-checkout-session')
    await page.getByRole('button', { name: 'Fill in examples' }).click()
    await field('Mode').selectOption('payment')
    await group('Line Item 1').getByLabel('Price', { exact: true }).fill(String(price['id']))
    const session = await run('200 OK')
    expect(session).toMatchObject({ object: 'checkout.session', mode: 'payment', status: 'open' })

    await go('retrieve-price')
    await field('Price ID').fill(String(price['id']))
    await run('200 OK')
    await page
      .locator('.facts')
      .getByRole('link', { name: String(product['id']) })
      .click()
    await page.getByRole('heading', { name: 'Retrieve a product' }).waitFor()
    expect(await field('Product ID').inputValue()).toBe(product['id'])
    await page.locator('.facts').getByText('Premium Plan').waitFor()
  })

  test('shows what is wrong at its field, as the server says and as one types', async () => {
    await open('list-products')
    await enterKey('plain', ALL)
    await field('Limit').fill('1000')
    await run('400 Error')
    expect(await field('Limit').getAttribute('aria-invalid')).toBe('true')
    expect(await field('Limit').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.locator('.field', { has: field('Limit') }).textContent()).toContain('must be at most 100')

    await go('retrieve-product')
    await field('Product ID').fill('prod_none')
    await run('404 Error')
    expect(await page.locator('.field', { has: field('Product ID') }).textContent()).toContain('No such product')

    await go('create-price')
    await group('Recurring').getByRole('button', { name: 'JSON' }).click()
    const recurring = page.getByRole('textbox', { name: 'Recurring' })
    await recurring.fill('{"interval":')
    await page.getByText('This is not JSON yet. Line 1: expected a value').waitFor()
    await recurring.fill('["month"]')
    await page.getByText('This must be an object').waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    expect(await recurring.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.getByRole('heading', { name: 'Example answer' }).isVisible()).toBe(true)
  })

  test('tells what a key may not run, before and after', async () => {
    await open('create-product')
    await enterKey('reader', READING)
    await page.getByText('Your key may not run this action').waitFor()
    await field('Name').fill('Premium Plan')
    expect(await run('403 Error')).toMatchObject({ error: { code: 'forbidden' } })
    await field('Key').fill('wrong')
    await page.getByText('Invalid key.').waitFor()
  })

  test('keeps a key that is typed while the answer for the one before arrives', async () => {
    await page.addInitScript(() => {
      const send = fetch
      const catalogue = async (init?: RequestInit) => {
        const told = await (await send('/actions', init)).json()
        await new Promise<void>((resolve) => Object.assign(window, { answer: resolve }))
        // At once, without a turn of the browser's in between.
        return { ok: true, status: 200, json: () => Promise.resolve(told) } as Response
      }
      const isFirst = (input: unknown, init?: RequestInit) =>
        input === '/actions' && !new Headers(init?.headers).has('Authorization')
      window.fetch = (input, init) => (isFirst(input, init) ? catalogue(init) : send(input, init))
    })
    await open('create-product')
    await page.waitForFunction(() => 'answer' in window)
    await field('Key').evaluate((element, key) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, key)
      element.dispatchEvent(new Event('input', { bubbles: true }))
      ;(window as unknown as { answer: () => void }).answer()
    }, KEYS.reader.key)
    await page.getByText(`This key may run ${READING} of ${actions.length} actions.`).waitFor()
    expect(await field('Key').inputValue()).toBe(KEYS.reader.key)
  })

  /** All that the page leaves behind, and shows. */
  function traces() {
    return page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, document.cookie, location.href, document.body.outerHTML]),
    )
  }

  test('asks for a key, and keeps a good one for the tab in test mode', async () => {
    await open('create-product')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('Enter a key first.').waitFor()
    expect(await field('Key').evaluate((element) => element === document.activeElement)).toBe(true)
    await field('Key').fill('wrong')
    await page.getByText('Invalid key.').waitFor()
    await page.reload()
    expect(await field('Key').inputValue()).toBe('')
    await enterKey('reader', READING)
    await page.getByText('They only read. Kept for this tab.').waitFor()
    expect(await traces()).not.toContain(KEYS.reader.key)
    await page.reload()
    await page.getByText(`This key may run ${READING} of ${actions.length} actions.`).waitFor()
    await field('Key').fill('')
    await page.reload()
    await page.getByText('Test mode').waitFor()
    expect(await field('Key').inputValue()).toBe('')
  })

  test('keeps no key of live mode', async () => {
    await page.route('**/health', (route) => route.fulfill({ json: { mode: 'live' } }))
    await open()
    await page.getByText('Live mode').waitFor()
    await enterKey('plain', ALL)
    await page.getByText('Some of them cannot be undone. Not kept: a reload asks for it again.').waitFor()
    expect(await traces()).not.toContain(KEYS.plain.key)
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(KEYS.plain.key)
    await page.reload()
    await page.getByText('Live mode').waitFor()
    expect(await field('Key').inputValue()).toBe('')
  })

  test('asks before what cannot be undone', async () => {
    await open('create-customer')
    await enterKey('plain', ALL)
    const customer = await run('200 OK')
    await go('delete-customer')
    await field('Customer ID').fill(String(customer['id']))
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByRole('heading', { name: 'Example answer' }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Yes, run it' }).click()
    await page.getByText('200 OK').waitFor()
    expect(await page.getByLabel('Body of the answer').textContent()).toContain('"deleted": true')
  })

  test('turns pages', async () => {
    for (const name of ['A', 'B', 'C']) await worker.call('create-product', { name })
    await open('list-products')
    await enterKey('plain', ALL)
    await field('Limit').fill('1')
    const first = await run('200 OK')
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect
      .poll(() => page.getByLabel('Body of the answer').textContent())
      .not.toBe(JSON.stringify(first, null, 2))
    const [{ id }] = first['data'] as [{ id: string }]
    expect(await field('Starting After').inputValue()).toBe(id)
  })

  test('gives the same call for other programs, as the form has it and without the key', async () => {
    await open('create-customer')
    await enterKey('plain', ALL)
    await field('Name').fill("Jane O'Doe")
    await group('Metadata').getByRole('button', { name: 'Add a row' }).click()
    await page.keyboard.type('ref')
    await page.keyboard.press('Tab')
    await page.keyboard.type('1')
    const settings = await page.locator('.settings').textContent()
    expect(settings).toContain(`${worker.url.origin}/actions/create-customer`)
    expect(settings).toContain('"ref": "1"')
    await page.getByRole('tab', { name: 'WeWeb' }).press('ArrowRight')
    expect(await page.getByRole('region', { name: 'curl' }).textContent()).toBe(
      [
        `curl '${worker.url.origin}/actions/create-customer'`,
        "  -H 'Authorization: Bearer YOUR_KEY'",
        "  -H 'Content-Type: application/json'",
        `  -d '{"name":"Jane O'\\''Doe","metadata":{"ref":"1"}}'`,
      ].join(' \\\n'),
    )
    await page.getByRole('tab', { name: 'JavaScript' }).click()
    const code = (await page.getByRole('region', { name: 'JavaScript' }).textContent())?.replace(
      'YOUR_KEY',
      KEYS.plain.key,
    )
    const answer = await page.evaluate(`(async () => { ${code}; return answer })()`)
    expect(answer).toMatchObject({ object: 'customer', name: "Jane O'Doe", metadata: { ref: '1' } })

    await page.getByText('Headers', { exact: true }).click()
    await field('Idempotency-Key').fill('order-1')
    await page.getByRole('tab', { name: 'Client' }).click()
    const typed = await page.getByRole('region', { name: 'Typed client' }).textContent()
    expect(typed).toContain(`createClient({ url: "${worker.url.origin}", key: "YOUR_KEY" })`)
    expect(typed).toMatch(/client\.createCustomer\(\{\s+"name": "Jane O'Doe".*"idempotencyKey": "order-1"/s)

    await page.getByRole('tab', { name: 'MCP' }).click()
    const message = (await page.getByRole('region', { name: 'MCP', exact: true }).textContent()) ?? ''
    const input = { name: "Jane O'Doe", metadata: { ref: '1' }, idempotency_key: 'order-1' }
    expect(JSON.parse(message)).toMatchObject({
      method: 'tools/call',
      params: { name: 'create-customer', arguments: input },
    })
    expect(await page.content()).not.toContain(KEYS.plain.key)
  })

  test('sends null to clear a field', async () => {
    await open('update-customer')
    await group('Address').getByRole('button', { name: 'Clear it at Stripe' }).click()
    expect(await page.locator('.settings').textContent()).toContain('"address": null')
  })

  test('finds actions by their words', async () => {
    await open()
    await field('Search actions').fill('refund')
    const found = page.getByRole('navigation').getByRole('link')
    await expect.poll(() => found.allTextContents()).toContain('refund-payment')
    expect(await found.allTextContents()).not.toContain('create-product')
    await field('Search actions').fill('nothing like that')
    await page.getByText('No action is called that.').waitFor()
  })

  test.each([
    ['Control+k', 'money back', 'Refund a charge or payment intent'],
    ['/', 'coupon code', 'Create a promotion code'],
    ['Meta+k', 'nothing like this', undefined],
    ['/', 'portal', 'Create a customer portal session'],
    ['Control+k', 'cancel_url', 'Create a Stripe Checkout session (hosted payment page)'],
    ['/', 'run again', 'History'],
  ])('searches by %s and keyboard only: %s', async (key, words, found) => {
    await open('list-products')
    await page.getByText('Inputs', { exact: true }).waitFor()
    await page.keyboard.press(key)
    await page.keyboard.type(words)
    if (found === undefined) {
      await page.getByText('No action is called that.').waitFor()
      await page.keyboard.press('Escape')
      expect(await field('Search actions').inputValue()).toBe('')
      return
    }
    await page.getByRole('navigation').getByRole('link').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await field('Search actions').evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: found, level: 1 }).waitFor()
  })

  test('types a slash into fields', async () => {
    await open('create-product')
    await field('Name').fill('')
    await field('Name').press('/')
    expect(await field('Name').inputValue()).toBe('/')
  })

  test('groups actions by resource, with WeWeb’s own first and marked', async () => {
    await open()
    const menu = page.getByRole('navigation')
    await menu.getByRole('link', { name: 'create-product' }).waitFor()
    expect(await menu.getByText('WeWeb', { exact: true }).count()).toBe(reference.length)
    expect(await menu.getByRole('heading').allTextContents()).toEqual([
      'Recipes',
      ...new Set(reference.map(({ docs }) => docs.resource)),
    ])
    await menu.locator('summary', { hasText: /^Payout / }).click()
    await menu.getByRole('link', { name: 'list-payouts' }).click()
    await page.getByRole('heading', { name: 'List payouts' }).waitFor()
  })

  test.each(['%E0%A4%A', 'no-such-action', 'recipes/no-such-recipe', 'constructor'])(
    'says that nothing is at #%s',
    async (fragment) => {
      await open(fragment)
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      expect(await page.title()).toBe('Page not found · Stripe Actions')
    },
  )

  test('shows nothing else before the page that a link names', async () => {
    await page.addInitScript(() => {
      const shown: (string | null | undefined)[] = []
      Object.assign(window, { shown })
      new MutationObserver(() => {
        const title = document.querySelector('h1')?.textContent
        if (title && title !== shown.at(-1)) shown.push(title)
      }).observe(document, { childList: true, subtree: true, characterData: true })
    })
    await open('retrieve-product?product_id=prod_123')
    await page.getByRole('heading', { name: 'Retrieve a product' }).waitFor()
    expect(await field('Product ID').inputValue()).toBe('prod_123')
    expect(await page.evaluate(() => (window as unknown as { shown: string[] }).shown)).toEqual([
      await page.getByRole('heading', { level: 1 }).textContent(),
    ])
  })

  test('can be used with the keyboard only', async () => {
    await open()
    await page.getByRole('link', { name: 'list-products' }).first().waitFor()
    for (let step = 0; step < 4; step++) await page.keyboard.press('Tab')
    await page.keyboard.type(KEYS.plain.key)
    await page.getByText(`This key may run ${ALL} of ${actions.length} actions.`).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('create-product')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Create a product' }).waitFor()
    for (let step = 0; step < 3; step++) await page.keyboard.press('Tab')
    for (let step = 0; step < 3; step++) {
      if (await field('Name').evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('By keyboard')
    await page.keyboard.press('Enter')
    await page.getByText('200 OK').waitFor()
  })
})

describe('for everybody', () => {
  test.each(LOOKS)('axe finds nothing and nothing overflows: $size, $colorScheme', async (look) => {
    await page.close()
    await startPage(look)
    await open()
    await page.getByRole('link', { name: 'refund-payment' }).last().waitFor()
    expect(await flawsOf(page)).toEqual([])
    await field('Key').fill(KEYS.reader.key)
    await page.getByText(`This key may run ${READING} of ${actions.length} actions.`).waitFor()
    for (const action of ['list-products', 'update-customer', 'refund-payment', 'create-checkout-session']) {
      await page.evaluate((hash) => location.replace(`#${hash}`), action)
      await page.getByText('Inputs', { exact: true }).waitFor()
      expect([action, ...(await flawsOf(page))]).toEqual([action])
    }
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('403 Error').waitFor()
    expect(await flawsOf(page)).toEqual([])
    await page.evaluate(() => location.replace('#refund-payment'))
    await page.getByRole('heading', { name: 'Refund a charge' }).waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(await flawsOf(page)).toEqual([])
  })

  test('on a phone, the search opens the menu and loses no keystroke', async () => {
    await page.close()
    await startPage({ viewport: SIZES.phone })
    await open('list-products')
    await page.getByText('Inputs', { exact: true }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('end subscription')
    expect(await field('Search actions').inputValue()).toBe('end subscription')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Cancel a subscription' }).waitFor()
    await page.getByRole('navigation').waitFor({ state: 'hidden' })
  })

  test('on a phone, the menu is behind a button', async () => {
    await page.close()
    await startPage({ viewport: SIZES.phone })
    await open('create-product')
    const link = page.getByRole('navigation').getByRole('link', { name: 'list-prices' })
    expect(await link.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    await link.click()
    await page.getByRole('heading', { name: 'List prices' }).waitFor()
    expect(await link.isVisible()).toBe(false)
  })

  test('what is not there leads to the docs', async () => {
    await page.goto(new URL('/no/such/page', worker.url).href)
    await page.getByRole('link', { name: 'docs and console' }).click()
    await page.getByRole('heading', { name: 'What do you want to do?' }).waitFor()
    await page.goto(worker.url.href)
    await page.getByRole('heading', { name: 'What do you want to do?' }).waitFor()
  })
})
