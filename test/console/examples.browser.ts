import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import type { Worker } from '../support/worker.ts'
import { DEMO_KEY, openPage, startDemo } from './browser.ts'

let worker: Worker
let browser: Browser
let page: Page
let complaints: string[]
beforeAll(async () => {
  ;({ worker, browser } = await startDemo())
  ;({ page, complaints } = await openPage(browser, worker.url))
  await page.goto(new URL('/docs', worker.url).href)
  // The demo key is filled in.
  await page.getByText('This key may run').waitFor()
  expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe(DEMO_KEY)
})
afterAll(() => Promise.all([worker?.close(), browser?.close()]))

function button(name: string | RegExp) {
  return page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
}

async function seed() {
  for (const what of ['reset', 'seed']) {
    const answer = await worker.send(`/local-stripe/${what}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_secret' },
    })
    if (!answer.ok) throw new Error(`${what}: ${answer.status}`)
  }
}

/** Opens an action with an empty form. */
async function open(action: string, summary: string) {
  await page.evaluate((name) => {
    location.hash = name
  }, action)
  await page.getByRole('heading', { level: 1, name: summary, exact: true }).waitFor()
  await button('Empty').click()
}

/** Runs the example of the open action, and gives the state of the answer. */
async function runExample(): Promise<string> {
  const fill = button('Fill in examples')
  if ((await fill.count()) > 0) {
    await fill.click()
    await page.locator('[aria-disabled="false"]', { hasText: 'Fill in examples' }).waitFor()
  }
  await button('Run').click()
  const confirm = button('Yes, run it')
  const badge = page.locator('.badge')
  await confirm.or(badge).first().waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await badge.waitFor()
  return (await badge.textContent()) ?? ''
}

const MAKERS = /^Create (a|an) /
const UNSERVED = 'The local Stripe does not serve this endpoint'

test.each(
  actions.filter(({ name }) => name !== 'call-stripe-api').map(({ name, docs }) => [name, docs.summary] as const),
)('the example of %s runs, or the console says what is missing', async (name, summary) => {
  await seed()
  await open(name, summary)
  const status = await runExample()
  const body = (await page.getByLabel('Body of the answer').textContent()) ?? ''
  const isUnserved = body.includes('Unrecognized request URL')
  expect(await page.getByText(UNSERVED).count()).toBe(isUnserved ? 1 : 0)
  if (status.endsWith('OK') || isUnserved) return
  expect(await button(MAKERS).count()).toBeGreaterThan(0)
})

test('no page throws, logs an error or asks another host', () => {
  expect(complaints).toEqual([])
})
