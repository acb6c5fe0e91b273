import { createServer } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../test/console/browser.ts'
import { serve } from '../../test/support/loopback.ts'
import { KEYS, startWorker, type Worker } from '../../test/support/worker.ts'
import { startFlaky } from './support/flaky.ts'
import { type Installed, installPackage } from './support/project.ts'

let installed: Installed
let worker: Worker
let flaky: Awaited<ReturnType<typeof startFlaky>>
let browser: Browser

const PAGE = `<!doctype html>
<title>Shop</title>
<script type="importmap">{ "imports": { "stripe-actions-client": "/dist/index.js" } }</script>
<script type="module">
import { shop } from '/shop.js'
globalThis.shop = (options) => shop(options).catch(({ name, code }) => ({ name, code }))
</script>`

/** A page on another origin than the Worker's. It loads the package as it is, without a bundler. */
const server = createServer(async ({ url = '/' }, response) => {
  const isScript = url.endsWith('.js')
  response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
  response.end(isScript ? await installed.read(url.slice(1)) : PAGE)
})
let site: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  installed = installPackage()
  site = await serve(server)
  worker = await startWorker({ env: 'local', localStripe: true, vars: { ALLOWED_ORIGINS: site.url } })
  flaky = await startFlaky(worker.url)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await flaky?.close()
  await worker?.close()
  await site?.close()
  installed?.remove()
})

/** Runs the shop in a page. */
async function runInPage(url: string): Promise<unknown> {
  const page = await browser.newPage()
  try {
    await page.goto(site.url)
    return await page.evaluate(`shop(${JSON.stringify({ url, key: KEYS.full.key })})`)
  } finally {
    await page.close()
  }
}

test('the package runs in Chromium, and makes each change once on a bad connection', async () => {
  expect(await runInPage(flaky.url)).toEqual({
    isEachListedOnce: true,
    page: 1,
    total: 1000,
    refused: {
      status: 400,
      code: 'invalid_input',
      issues: [{ param: 'limit', message: 'must be at most 100' }],
      hasRequestId: true,
    },
  })
  expect(flaky.lost()).toBe(4)
})

test('a page sees connection_failed where nothing answers', async () => {
  const error = await runInPage('http://127.0.0.1:1')
  expect(error).toEqual({ name: 'StripeActionsError', code: 'connection_failed' })
})
