import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KEYS } from '../support/worker.ts'
import {
  type Event,
  event,
  OUTWARD,
  READER,
  type Reply,
  reply,
  startDestination,
  startWebhooks,
  type Webhooks,
  WRITER,
} from '../webhooks/support.ts'
import { flawsOf, LOOKS, launchChromium, openPage, pagePerTest, SIZES } from './browser.ts'

/** Events of a page. */
const LIMIT = 25

let browser: Browser
let shop: Awaited<ReturnType<typeof startDestination>>
let crm: Awaited<ReturnType<typeof startDestination>>
let worker: Webhooks
beforeAll(async () => {
  ;[browser, shop, crm] = await Promise.all([launchChromium(), startDestination(), startDestination()])
  worker = await startWebhooks({
    // A delivery is dead after its second attempt.
    vars: { WEBHOOK_RETRY_DELAYS: '1' },
    destinations: [
      { name: 'shop', url: shop.url, types: ['invoice.*', 'customer.*'], secret: OUTWARD },
      { name: 'crm', url: crm.url, types: ['customer.*'], secret: OUTWARD },
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await worker?.close()
  await Promise.all([shop?.close(), crm?.close()])
})

let page: Page

const startPage = pagePerTest(
  (options) => openPage(browser, worker.url, options),
  (opened) => {
    page = opened
  },
)

beforeEach(async () => {
  shop.answers(reply(200))
  crm.answers(reply(200))
})

const field = (name: string) => page.getByLabel(name, { exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement)

async function enterKey(key: string) {
  await field('Key').fill(key)
  await page.getByText(/^This key may run/).waitFor()
}

async function open(key = WRITER) {
  await page.goto(new URL('/docs#webhooks', worker.url).href)
  await page.getByRole('heading', { name: 'Webhook events' }).waitFor()
  if (key !== '') await enterKey(key)
}

/** The rows of an event: its own and that of its deliveries. */
const rowsOf = ({ id }: Event) => page.locator('tbody', { hasText: id })
const deliveriesOf = ({ id }: Event) => page.getByLabel(`Deliveries of ${id}`).getByRole('listitem')
/** What is said of a delivery, without where and when. */
async function toldOf(delivery: Locator) {
  const facts = await delivery.locator('dl > div').all()
  const told = await Promise.all(
    facts.map(async (fact) => [await fact.locator('dt').textContent(), await fact.locator('dd').textContent()]),
  )
  return Object.fromEntries(told) as Record<string, string>
}

/** Receives an event whose deliveries fail until they are dead. */
async function dead(type: string): Promise<Event> {
  const one = event(type)
  const failing: Reply = (delivered, response) =>
    reply(delivered.body.event.id === one.id ? 500 : 200)(delivered, response)
  shop.answers(failing)
  crm.answers(failing)
  await worker.receive(one)
  await worker.reaches(one, 'dead', 'shop')
  if (type.startsWith('customer.')) await worker.reaches(one, 'dead', 'crm')
  shop.answers(reply(200))
  crm.answers(reply(200))
  return one
}

/** Receives an event that is delivered. */
async function delivered(type: string): Promise<Event> {
  const one = event(type)
  await worker.receive(one)
  await worker.reaches(one, 'delivered', 'shop')
  return one
}

/** Shows the events of one object. */
async function showOnly(one: Event) {
  await field('Object').fill(String(one.data.object['id']))
  await button('Show events').click()
  await rowsOf(one).waitFor()
  await expect.poll(() => page.locator('tbody').count()).toBe(1)
}

/** Asks what became of the only event until it is in a state. */
async function refreshUntil(state: string) {
  await expect
    .poll(
      async () => {
        await button('Refresh').click()
        return page.locator('.states').textContent()
      },
      { interval: 300 },
    )
    .toBe(state)
}

describe('before any event', () => {
  test('says what an empty list means, and where the guide is', async () => {
    await open()
    await page.getByText('No event has come in the last 30 days.').waitFor()
    expect(await page.locator('.empty').textContent()).toContain('docs/webhooks.md')
    expect(await button('Next page').count()).toBe(0)
  })

  test.each(LOOKS)('axe finds nothing and nothing overflows: $size, $colorScheme', async (look) => {
    await page.close()
    await startPage(look)
    await open('')
    await page.getByText('Enter a key at the top of the page').waitFor()
    expect(await flawsOf(page)).toEqual([])
    await enterKey(WRITER)
    await page.getByText('No event has come in the last 30 days.').waitFor()
    expect(await flawsOf(page)).toEqual([])
  })
})

describe('who may', () => {
  test('asks for a key, also while the catalogue is on its way', async () => {
    const asked = Promise.withResolvers<void>()
    await page.route('**/actions', async (route) => {
      await asked.promise
      await route.continue()
    })
    await open('')
    await page.getByText('Enter a key at the top of the page').waitFor()
    await button('Show events').click()
    await page.getByText('Enter a key first.').waitFor()
    const answered = page.waitForResponse('**/actions')
    asked.resolve()
    await (await answered).finished()
    await page.locator('a[href="#create-product"]').first().waitFor({ state: 'attached' })
    expect(await page.getByText('Enter a key first.').count()).toBe(1)
    expect(await isFocused(field('Key'))).toBe(true)
    const name = page.getByRole('combobox', { name: 'Dead letters of' })
    await name.fill('shop')
    await button('Redeliver all').click()
    expect(await dialog().count()).toBe(0)
    await enterKey(WRITER)
    expect(await name.inputValue()).toBe('shop')
  })

  test('says which right a key lacks to see events', async () => {
    await open(KEYS.reader.key)
    await page.getByText('403 Error').waitFor()
    await page.getByText('Its entry in API_KEYS must allow webhooks:read.').waitFor()
    await field('Key').fill('wrong')
    await page.getByText('Invalid key.').waitFor()
    await page.getByText('Enter a key at the top of the page').waitFor()
    await button('Show events').click()
    await page.getByText('401 Error').waitFor()
  })

  test('says which right a key lacks to redeliver', async () => {
    const one = await delivered('invoice.paid')
    await open(READER)
    await button(`Redeliver ${one.id}`).click()
    await button('Yes, redeliver').click()
    await rowsOf(one).getByText('403 Error').waitFor()
    await rowsOf(one).getByText('Its entry in API_KEYS must allow webhooks:write.').waitFor()
    expect(shop.of(one)).toHaveLength(1)
  })

  test('keeps nothing of one key for the next', async () => {
    const one = await delivered('invoice.paid')
    await open()
    await rowsOf(one).waitFor()
    await field('Key').fill('')
    await page.getByText('Enter a key at the top of the page').waitFor()
    expect(await rowsOf(one).count()).toBe(0)
  })
})

describe('with events', () => {
  let paid: Event
  let updated: Event
  let unwanted: Event
  beforeAll(async () => {
    // Fewer than two pages, whatever came before.
    for (let count = 0; count < LIMIT; count++) await worker.receive(event('charge.updated'))
    unwanted = event('payout.paid')
    await worker.receive(unwanted)
    paid = await delivered('invoice.paid')
    updated = event('customer.updated', {}, { account: 'acct_1' })
    crm.answers(reply(500))
    await worker.receive(updated)
    await worker.reaches(updated, 'delivered', 'shop')
    await worker.reaches(updated, 'dead', 'crm')
  })

  test('shows each event with its deliveries', async () => {
    await open()
    await page.getByRole('table', { name: 'Events, newest first' }).waitFor()
    const cells = rowsOf(updated).getByRole('row').first().getByRole('cell')
    expect(await rowsOf(updated).getByRole('rowheader').textContent()).toBe('customer.updated')
    const [received, object, id, state] = await cells.allTextContents()
    expect(Date.now() - Date.parse(received ?? '')).toBeLessThan(300_000)
    expect([object, id, state]).toEqual([`${updated.data.object['id']} of acct_1`, updated.id, 'delivereddead'])
    const [toCrm, toShop] = await Promise.all((await deliveriesOf(updated).all()).map(toldOf))
    expect(toCrm).toMatchObject({
      Destination: 'crm',
      State: 'dead',
      Attempts: '2',
      Status: '500',
      'Next attempt': 'none',
      Error: 'The destination answered 500.',
    })
    expect(toCrm?.['Duration']).toMatch(/^\d+ ms$/)
    expect(toShop).toMatchObject({ Destination: 'shop', State: 'delivered', Attempts: '1', Status: '200' })
    expect(toShop).not.toHaveProperty('Error')
    expect(await rowsOf(unwanted).locator('.states').textContent()).toBe('no delivery')
  })

  test('shows when the next attempt is', async () => {
    const one = event('invoice.paid')
    const { promise, resolve } = Promise.withResolvers<void>()
    shop.answers((_, response) => void promise.then(() => response.writeHead(200).end()))
    await worker.receive(one)
    await open()
    const delivery = await toldOf(deliveriesOf(one))
    resolve()
    expect(delivery).toMatchObject({ State: 'pending', Status: 'none', Duration: 'none' })
    expect(Date.now() - Date.parse(delivery['Next attempt'] ?? '')).toBeLessThan(60_000)
  })

  test.each([
    ['a type', () => ['Type', 'invoice.paid'], () => paid],
    ['a pattern of types', () => ['Type', 'customer.*'], () => updated],
    ['an object', () => ['Object', String(updated.data.object['id'])], () => updated],
    ['a state', () => ['State', 'dead'], () => updated],
  ] as const)('filters by %s', async (_, filter, expected) => {
    await open()
    await rowsOf(unwanted).waitFor()
    const [name = '', value = ''] = filter()
    if (name === 'State') await field(name).selectOption(value)
    else await field(name).fill(value)
    await button('Show events').click()
    await expect.poll(() => rowsOf(unwanted).count()).toBe(0)
    await rowsOf(expected()).waitFor()
    expect(await rowsOf(expected() === paid ? updated : paid).count()).toBe(0)
  })

  test('says when no event fits, and shows all again', async () => {
    await open()
    await field('Type').fill('charge.refunded')
    await field('Type').press('Enter')
    await page.getByText('fits this filter').waitFor()
    await button('Show all events').click()
    await rowsOf(paid).waitFor()
    expect(await field('Type').inputValue()).toBe('')
  })

  test('shows what is wrong with a filter at its field', async () => {
    await open()
    await field('Object').fill('in 1')
    await field('Object').press('Enter')
    await page.getByText('400 Error').waitFor()
    expect(await field('Object').getAttribute('aria-invalid')).toBe('true')
    expect(await isFocused(field('Object'))).toBe(true)
  })

  test('turns pages by what was shown, not by what was typed since', async () => {
    await open()
    await field('Type').fill('*')
    await button('Show events').click()
    await expect.poll(() => page.locator('tbody').count()).toBe(LIMIT)
    const ids = () => page.locator('td[data-label=ID]').allTextContents()
    const first = await ids()
    await field('Type').fill('typed.since')
    await button('Next page').click()
    await expect.poll(() => isFocused(page.getByRole('heading', { name: 'Events', exact: true }))).toBe(true)
    const next = await ids()
    expect(next.length).toBeGreaterThan(0)
    expect(next.filter((id) => first.includes(id))).toEqual([])
    expect(await button('Next page').count()).toBe(0)
    await button('First page').click()
    await expect.poll(ids).toEqual(first)
    expect(await button('First page').count()).toBe(0)
  })

  test('shows what was asked for last, and nothing of what was asked before', async () => {
    await open()
    await rowsOf(paid).waitFor()
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(/type=/, async (route) => {
      await promise
      // The page has given the first one up.
      await route.continue().catch(() => {})
    })
    await field('Type').fill('invoice.*')
    await button('Show events').click()
    await page.getByText('Loading…').waitFor()
    await field('Type').fill('customer.*')
    await button('Show events').click()
    await page.waitForTimeout(300)
    expect(await page.getByText('Loading…').isVisible()).toBe(true)
    expect(await rowsOf(paid).isVisible()).toBe(true)
    resolve()
    await expect.poll(() => rowsOf(paid).count()).toBe(0)
    await rowsOf(updated).waitFor()
  })

  test('says that no answer came', async () => {
    await open()
    await rowsOf(paid).waitFor()
    await page.route(/webhooks\/events/, (route) => route.abort())
    await button('Refresh').click()
    await page.getByText('No answer came. Is the Worker running, and are you online?').waitFor()
  })

  test('leads to the object, and keeps the filter for the way back', async () => {
    const one = event('invoice.paid', { id: 'in_linked1' })
    await worker.receive(one)
    await open()
    await field('Type').fill('invoice.*')
    await button('Show events').click()
    await page.getByRole('main').getByRole('link', { name: 'in_linked1' }).click()
    expect(await field('Invoice ID').inputValue()).toBe('in_linked1')
    await page.getByRole('navigation').getByRole('link', { name: 'Webhooks' }).click()
    await rowsOf(one).waitFor()
    expect(await field('Type').inputValue()).toBe('invoice.*')
    expect(await rowsOf(unwanted).count()).toBe(0)
  })

  test('redelivers an event to all that take it', async () => {
    const one = await dead('customer.created')
    await open()
    await showOnly(one)
    await button(`Redeliver ${one.id}`).click()
    await page.getByRole('dialog', { name: 'Redeliver customer.created?' }).waitFor()
    expect(await dialog().textContent()).toContain(
      `${one.id} is sent again, also to destinations that already have it.`,
    )
    expect(await dialog().textContent()).not.toContain('live mode')
    await button('Yes, redeliver').click()
    await page.getByText('Queued for delivery.').waitFor()
    expect(await page.locator('.states').textContent()).toBe('2 pending')
    expect(await isFocused(button(`Redeliver ${one.id}`))).toBe(true)
    await refreshUntil('2 delivered')
    expect([shop.of(one), crm.of(one)].map((got) => got.length)).toEqual([3, 3])
  })

  test('redelivers an event to one destination only', async () => {
    const one = await delivered('customer.created')
    await worker.reaches(one, 'delivered', 'crm')
    await open()
    await showOnly(one)
    await button(`Redeliver ${one.id}`).click()
    await field('Send it to').selectOption('crm')
    await button('Yes, redeliver').click()
    await page.getByText('Queued for delivery.').waitFor()
    await refreshUntil('2 delivered')
    expect([shop.of(one), crm.of(one)].map((got) => got.length)).toEqual([1, 2])
  })

  test('says why an event cannot be redelivered', async () => {
    await open()
    await button(`Redeliver ${unwanted.id}`).click()
    await button('Yes, redeliver').click()
    await rowsOf(unwanted).getByText('no destination receives events of type payout.paid').waitFor()
  })

  test('redelivers nothing when that is not agreed to', async () => {
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await open()
    const opener = button(`Redeliver ${paid.id}`)
    await opener.click()
    await button('Cancel').click()
    expect(await dialog().count()).toBe(0)
    expect(await isFocused(opener)).toBe(true)
    await opener.click()
    await page.keyboard.press('Escape')
    expect(await dialog().count()).toBe(0)
    expect(posts).toEqual([])
    expect(shop.of(paid)).toHaveLength(1)
  })

  test('is busy until the answer comes, and asks but once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route(/redeliver$/, async (route) => {
      await promise
      await route.continue()
    })
    await open()
    await button(`Redeliver ${updated.id}`).click()
    await button('Yes, redeliver').click()
    await rowsOf(updated).getByText('Redelivering…').waitFor()
    await button(`Redeliver ${updated.id}`).press('Enter')
    expect(await dialog().count()).toBe(0)
    resolve()
    await rowsOf(updated).getByText('Queued for delivery.').waitFor()
  })

  test('says that it is real in live mode', async () => {
    await page.route(/health$/, (route) => route.fulfill({ json: { mode: 'live' } }))
    await open()
    await button(`Redeliver ${paid.id}`).click()
    expect(await dialog().textContent()).toContain('This is live mode: it is real.')
  })

  test('redelivers all dead letters of a destination', async () => {
    const [first, second] = [await dead('invoice.voided'), await dead('invoice.voided')]
    await open()
    await field('Type').fill('invoice.voided')
    await button('Show events').click()
    await rowsOf(second).waitFor()
    const name = page.getByRole('combobox', { name: 'Dead letters of' })
    await button('Redeliver all').click()
    expect(await dialog().count()).toBe(0)
    expect(await isFocused(name)).toBe(true)
    await name.fill('nobody')
    await button('Redeliver all').click()
    await button('Yes, redeliver').click()
    await page.getByText('404 Error').waitFor()
    await name.fill('shop')
    await name.press('Enter')
    expect(await dialog().textContent()).toContain('Every delivery to shop that failed for good is tried again')
    await button('Yes, redeliver').click()
    await page.getByText('Dead letters queued for shop: 2.').waitFor()
    await Promise.all([worker.reaches(first, 'delivered'), worker.reaches(second, 'delivered')])
    await name.press('Enter')
    await button('Yes, redeliver').click()
    await page.getByText('shop has no dead letters.').waitFor()
    await expect.poll(() => page.locator('.states').allTextContents()).toEqual(['delivered', 'delivered'])
  })

  test('can be used with the keyboard only', async () => {
    const one = await dead('invoice.updated')
    await page.goto(new URL('/docs', worker.url).href)
    await page.getByRole('navigation').getByRole('link', { name: 'Webhooks' }).waitFor()
    const tabTo = async (target: Locator, steps: number) => {
      for (let step = 0; step < steps; step++) {
        await page.keyboard.press('Tab')
        if (await isFocused(target)) break
      }
      // It can be seen where one is.
      expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
    }
    await tabTo(field('Key'), 4)
    await page.keyboard.type(WRITER)
    await tabTo(page.getByRole('navigation').getByRole('link', { name: 'Webhooks' }), 3)
    await page.keyboard.press('Enter')
    await rowsOf(one).waitFor()
    await tabTo(field('Type'), 1)
    await page.keyboard.type('invoice.updated')
    await tabTo(field('State'), 2)
    await page.keyboard.type('dead')
    await tabTo(button('Show events'), 1)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('tbody').count()).toBe(1)
    await tabTo(button(`Redeliver ${one.id}`), 9)
    await page.keyboard.press('Enter')
    await tabTo(button('Yes, redeliver'), 3)
    await page.keyboard.press('Enter')
    await page.getByText('Queued for delivery.').waitFor()
    expect(await isFocused(button(`Redeliver ${one.id}`))).toBe(true)
    await worker.reaches(one, 'delivered')
  })

  test.each(LOOKS)('axe finds nothing and nothing overflows: $size, $colorScheme', async (look) => {
    await page.close()
    await startPage(look)
    await open(READER)
    await button(`Redeliver ${updated.id}`).click()
    expect(await flawsOf(page)).toEqual([])
    await button('Yes, redeliver').click()
    await page.getByText('403 Error').waitFor()
    expect(await flawsOf(page)).toEqual([])
    await field('Type').fill('in voice')
    await button('Show events').click()
    await page.getByText('400 Error').waitFor()
    expect(await flawsOf(page)).toEqual([])
  })

  test('on a phone, each event is a card, and still a row of a table', async () => {
    await page.close()
    await startPage({ viewport: SIZES.phone })
    await open()
    await rowsOf(updated).waitFor()
    const [card, cell] = await Promise.all(
      [rowsOf(updated), rowsOf(updated).locator('td').first()].map((one) => one.boundingBox()),
    )
    expect(card?.width).toBeLessThanOrEqual(SIZES.phone.width)
    expect(cell?.width).toBeGreaterThan((card?.width ?? 0) * 0.8)
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const roles = new Set(nodes.map(({ role }) => role?.value))
    expect(['table', 'row', 'rowheader', 'columnheader', 'cell'].filter((role) => !roles.has(role))).toEqual([])
  })
})
