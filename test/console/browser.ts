import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterEach, beforeEach, expect } from 'vitest'
import { entry, startWorker, type Worker } from '../support/worker.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } }

/** Each size in each color scheme. axe can only be added to a page that is open to scripts. */
export const LOOKS = Object.entries(SIZES).flatMap(([size, viewport]) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ size, viewport, colorScheme, bypassCSP: true })),
)

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Starts the Chromium that the variable CHROMIUM names, or one at a usual path. */
export function launchChromium() {
  const { CHROMIUM } = process.env
  const executablePath = CHROMIUM ?? USUAL_PATHS.find((path) => existsSync(path))
  if (!executablePath || !existsSync(executablePath)) {
    throw new Error(
      `No Chromium ${CHROMIUM ? `at ${CHROMIUM}` : 'here'}: install one (apt-get install chromium), or name its path in the variable CHROMIUM.`,
    )
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type PageOptions = Parameters<Browser['newPage']>[0]

/** Opens a page, and puts down what goes wrong in it and what it asks of other hosts. */
export async function openPage(browser: Browser, { origin }: URL, options: PageOptions = {}) {
  const complaints: string[] = []
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options })
  page.setDefaultTimeout(30_000)
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    // The browser itself reports every answer over 399.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(request.url())
  })
  return { page, complaints }
}

interface Opened {
  readonly page: Page
  readonly complaints: string[]
}

/**
 * Opens a page for each test of a file, which fails for what goes wrong in it.
 *
 * @param open Opens one.
 * @param use Is given each.
 * @returns What opens another page in place of a test's own.
 */
export function pagePerTest(
  open: (options?: PageOptions) => Promise<Opened>,
  use: (page: Page) => void,
): (options?: PageOptions) => Promise<void> {
  let opened: Opened
  const start = async (options?: PageOptions) => {
    opened = await open(options)
    use(opened.page)
  }
  beforeEach(() => start())
  afterEach(async () => {
    await opened.page.close()
    expect(opened.complaints).toEqual([])
  })
  return start
}

/** The key that `npm start` prints. */
export const DEMO_KEY = 'demo_key_for_local_use_only'

/** The Worker with the local Stripe, as `npm start` serves both, and a browser. */
export async function startDemo(): Promise<{ worker: Worker; browser: Browser }> {
  const API_KEYS = JSON.stringify([entry('demo', { key: DEMO_KEY, allow: ['*'] })])
  const [worker, browser] = await Promise.all([
    startWorker({ env: 'local', localStripe: true, secrets: { API_KEYS } }),
    launchChromium(),
  ])
  return { worker, browser }
}

/** What axe finds wrong in a page, and whether something overflows its width. */
export async function flawsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(fits ? [] : ['something overflows']),
  ]
}
