import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchChromium } from './chromium.ts'
import { startLocalStripe } from './harness.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const SCREENS = [
  ['desktop', { viewport: { width: 1280, height: 800 } }],
  ['phone', { viewport: { width: 360, height: 740 } }],
  ['dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
] as const

/** Starts the local Stripe, a browser and a shop that the pages lead back to; every page must run without complaints. */
export async function startPages() {
  const local = await startLocalStripe()
  const shop = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>Shop</title><h1>Back in the shop</h1><p>${request.url}</p>`)
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const address = shop.address()
  const shopUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  let browser: Browser
  const opened: Page[] = []
  /** What went wrong in a page, and what it asked of other hosts. */
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    shop.closeAllConnections()
    shop.close()
    await local.close()
  })

  return {
    ...local,
    shopUrl,

    async open(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
      const page = await browser.newPage(options)
      opened.push(page)
      page.setDefaultTimeout(30_000)
      page.on('pageerror', ({ message }) => complaints.push(message))
      page.on('console', (message) => {
        // The browser itself reports every answer over 399.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      page.on('request', (request) => {
        const { origin } = new URL(request.url())
        if (origin !== local.url.origin && origin !== shopUrl) complaints.push(request.url())
      })
      return page
    },

    /** A page's address at the server of these tests. */
    here(url: string | null | undefined) {
      const { pathname, search } = new URL(url ?? '')
      return new URL(pathname.replace('/local-stripe', '') + search, local.url).href
    },

    /** Checks that a page is accessible and as wide as the screen; SCREENSHOTS names a folder for pictures. */
    async check(page: Page, state: string, screen: string) {
      await page.waitForLoadState()
      const width = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(width, `${state} is wider than the screen`).toBe(0)
      // The policy of the pages lets no script in; the check itself comes past it.
      await page.evaluate(AXE)
      const { violations } = await page.evaluate(async () =>
        (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
      )
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        state,
      ).toEqual([])
      const folder = process.env['SCREENSHOTS']
      if (folder) await page.screenshot({ path: `${folder}/${screen}-${state}.png`, fullPage: true })
    },
  }
}

export const backInShop = (page: Page) => page.getByRole('heading', { name: 'Back in the shop' }).waitFor()
