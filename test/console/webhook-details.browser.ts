import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { json, startUpstream, type Upstream } from '../support/upstream.ts'
import {
  type Event,
  event,
  OUTWARD,
  READER,
  reply,
  startDestination,
  startWebhooks,
  type Webhooks,
  WRITER,
} from '../webhooks/support.ts'
import { flawsOf, LOOKS, launchChromium, openPage, pagePerTest } from './browser.ts'

let browser: Browser
let shop: Awaited<ReturnType<typeof startDestination>>
let stripe: Upstream
let worker: Webhooks
beforeAll(async () => {
  ;[browser, shop, stripe] = await Promise.all([launchChromium(), startDestination(), startUpstream()])
  worker = await startWebhooks({
    vars: { STRIPE_API_BASE_URL: stripe.url, WEBHOOK_RETRY_DELAYS: '1' },
    destinations: [
      {
        name: 'shop',
        url: shop.url,
        types: ['invoice.*'],
        secret: OUTWARD,
        enrichments: [{ as: 'invoice', action: 'retrieve-invoice', input: { invoice_id: '$event.data.object.id' } }],
      },
      { name: 'idle', url: shop.url, types: ['payout.*'], secret: OUTWARD },
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await worker?.close()
  await Promise.all([shop?.close(), stripe?.close()])
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
  stripe.answers(json(200, { id: 'in_1', object: 'invoice', number: 'A-1' }))
})

async function open(key = WRITER) {
  await page.goto(new URL('/docs#webhooks', worker.url).href)
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('region', { name: 'Destinations' }).waitFor()
}
const rowsOf = ({ id }: { id: string }) => page.locator('tbody', { hasText: id })
const targetOf = (name: string) => page.locator('.destinations > li', { hasText: name })

/** Receives an event that fails once and then arrives. */
async function received(): Promise<Event> {
  const one = event('invoice.paid')
  shop.answers((delivered, response) =>
    delivered.body.attempt === 1
      ? response.writeHead(503, { 'content-type': 'text/plain' }).end('closed for today')
      : response.writeHead(200).end(),
  )
  await worker.receive(one)
  await worker.reaches(one, 'delivered', 'shop')
  return one
}

describe('an event', () => {
  test('opens to every attempt, what was attached, and the payload', async () => {
    const one = await received()
    await open()
    await rowsOf(one).getByText('Attempts and payload').click()
    const attempts = rowsOf(one).getByRole('region', { name: 'Attempts for shop' })
    await attempts.waitFor()
    const [second, first] = await attempts.getByRole('listitem').allTextContents()
    expect(second).toMatch(/^Attempt 2, .*200 after .* ms.*had no body/)
    expect(first).toMatch(/^Attempt 1, .*503 after .*answered 503\..*closed for today$/)
    expect(await rowsOf(one).getByRole('region', { name: 'Attachments for shop' }).textContent()).toContain('A-1')
    const payload = await rowsOf(one)
      .getByRole('region', { name: `Payload of ${one.id}` })
      .textContent()
    expect(JSON.parse(payload ?? '')).toEqual(one)
  })

  test('says which right a key lacks to see what it holds', async () => {
    const one = await received()
    await open(READER)
    await rowsOf(one).getByText('Attempts and payload').click()
    await rowsOf(one).getByText('allows webhooks:payloads').waitFor()
    expect(await page.getByText(String(one['api_version'])).count()).toBe(0)
  })
})

describe('the page', () => {
  test('asks again by itself, while nobody turns it off', async () => {
    await page.clock.install()
    await open()
    await page.getByText(/^Events shown/).waitFor({ state: 'attached' })
    const first = await received()
    expect(await rowsOf(first).count()).toBe(0)
    await page.clock.runFor(10_000)
    await rowsOf(first).waitFor()
    await page.getByLabel('every 10 seconds').uncheck()
    const second = await received()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.clock.runFor(60_000)
    expect([asked, await rowsOf(second).count()]).toEqual([[], 0])
  })
})

describe('destinations', () => {
  test('are shown with how they are doing', async () => {
    const one = event('invoice.voided')
    shop.answers(reply(500))
    await worker.receive(one)
    await worker.reaches(one, 'dead')
    await open()
    const [bad, idle] = await Promise.all([targetOf('shop').textContent(), targetOf('idle').textContent()])
    expect(bad).toMatch(/failing.*Takes invoice\.\*, with invoice \(retrieve-invoice\).*The destination answered 500\./)
    expect(idle).toContain('nothing sent yet')
  })

  test('get a test event at the press of a button', async () => {
    await open()
    await page.getByRole('button', { name: 'Send test event to idle' }).click()
    const id = (await targetOf('idle').getByText('Queued as').locator('code').textContent()) ?? ''
    await rowsOf({ id }).waitFor()
    expect(await rowsOf({ id }).getByRole('rowheader').textContent()).toBe('stripe_actions.testtest')
    await expect.poll(() => shop.of({ id }).length).toBe(1)
    expect(shop.of({ id })[0]?.body).toMatchObject({ test: true, type: 'stripe_actions.test' })
  })

  test('get none with a key that may only read', async () => {
    await open(READER)
    await page.getByRole('button', { name: 'Send test event to idle' }).click()
    await targetOf('idle').getByText('must allow webhooks:write').waitFor()
  })
})

test('before any event, the commands are there to be copied', async () => {
  const fresh = await startWebhooks()
  try {
    const { page: empty, complaints: said } = await openPage(browser, fresh.url)
    await empty.goto(new URL('/docs#webhooks', fresh.url).href)
    await empty.getByLabel('Key', { exact: true }).fill(WRITER)
    await empty.getByText('No event has come in the last 30 days.').waitFor()
    const commands = await empty.locator('.command > code').allTextContents()
    // The address of a loopback host: the local Stripe's.
    expect(commands[0]).toMatch(/^WEBHOOK_DESTINATIONS='\[\{"name":"orders",.*"secret":"whsec_[\w+/]{43}="\}\]'$/)
    expect(commands[1]).toBe('npm run webhooks:setup -- --env local')
    expect(await empty.getByRole('button', { name: 'Copy the command' }).count()).toBe(1)
    expect(said).toEqual([])
    await empty.close()
  } finally {
    await fresh.close()
  }
})

test.each(LOOKS)('axe finds nothing and nothing overflows: $size, $colorScheme', async (look) => {
  const one = await received()
  await page.close()
  await startPage(look)
  await open()
  await rowsOf(one).getByText('Attempts and payload').click()
  await rowsOf(one)
    .getByRole('region', { name: `Payload of ${one.id}` })
    .waitFor()
  expect(await flawsOf(page)).toEqual([])
})
