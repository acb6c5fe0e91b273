import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { defineScript, Failure, runIfMain } from '../../scripts/cli.ts'
import { freePort } from '../../scripts/workerd.ts'
import { newClone } from '../support/clone.ts'
import { launchChromium } from './browser.ts'

/** Takes the pictures of the README and the guides again: the console, the checkout page and a delivered event. */
const OUT = 'docs/images'
const KEY = 'demo_key_for_local_use_only'
const SECRET = 'whsec_screenshots'
const VIEWPORT = { width: 1100, height: 700 }
/** Shows the form and the answer side by side. */
const WIDE = { width: 1440, height: 860 }
const START = join(import.meta.dirname, '../../scripts/start.ts')

interface Made {
  id: string
  url?: string
  default_price?: string
}

/** An endpoint that takes every delivery. */
async function startShop() {
  const server = createServer((_, response) => response.end('{"ok":true}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the shop listens on a port')
  return { server, url: `http://127.0.0.1:${address.port}/hooks/orders` }
}

/** Serves what `npm start` serves, in its own folder, with a destination. */
async function serve(folder: string, destination: string) {
  const signing = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`
  const types = ['checkout.session.*']
  const enrichments = [
    {
      as: 'session',
      action: 'retrieve-checkout-session',
      input: { id: '$event.data.object.id', expand: ['line_items'] },
    },
  ]
  const destinations = JSON.stringify([{ name: 'orders', url: destination, types, secret: signing, enrichments }])
  const vars = readFileSync('.dev.vars.example', 'utf8')
    .replace('STRIPE_WEBHOOK_SECRET=""', `STRIPE_WEBHOOK_SECRET="${SECRET}"`)
    .replace('WEBHOOK_DESTINATIONS="[]"', `WEBHOOK_DESTINATIONS='${destinations}'`)
  writeFileSync(join(folder, '.dev.vars'), vars)
  const port = await freePort()
  const child = spawn(process.execPath, [START, '--port', String(port)], { cwd: folder, stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}`
  while (child.exitCode === null) {
    if (await fetch(`${address}/health`).catch(() => undefined)) return { address, child }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Failure('npm start does not start: try it by itself.')
}

async function call(address: string, action: string, input: object): Promise<Made> {
  const response = await fetch(`${address}/actions/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (!response.ok) throw new Failure(`${action}: ${await response.text()}`)
  return (await response.json()) as Made
}

/** Sends the last event of a type to the Worker, as Stripe does. */
async function deliver(address: string, type: string): Promise<string> {
  const listed = await fetch(`${address}/local-stripe/v1/events?type=${type}&limit=1`, {
    headers: { authorization: 'Bearer sk_test_local' },
  })
  const { data } = (await listed.json()) as { data: Made[] }
  const body = JSON.stringify(data[0])
  const at = Math.floor(Date.now() / 1000)
  const signature = `t=${at},v1=${createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
  const response = await fetch(`${address}/webhooks/stripe`, { method: 'POST', headers, body })
  if (!response.ok) throw new Failure(`${type}: ${await response.text()}`)
  return data[0]?.id ?? ''
}

function shoot(page: Page, name: string) {
  return page.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled', caret: 'hide' })
}

async function take(browser: Browser, address: string) {
  const page = await browser.newPage({
    viewport: VIEWPORT,
    colorScheme: 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  page.setDefaultTimeout(30_000)
  const { id: product } = await call(address, 'create-product', { name: 'Premium Plan' })
  const price = await call(address, 'create-price', { product, currency: 'usd', unit_amount: 2000 })
  const session = await call(address, 'create-checkout-session', {
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: `${address}/health`,
    cancel_url: `${address}/health`,
  })

  await page.setViewportSize(WIDE)
  await page.goto(`${address}/docs#create-product`)
  await page.getByText(/^This key may run/).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Premium Plan')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText('200 OK').waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await shoot(page, 'console')
  await page.setViewportSize(VIEWPORT)

  await page.goto(session.url ?? '')
  await page.getByLabel('Email').fill('jane@example.com')
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByLabel('Expiry').fill('12 / 34')
  await page.getByLabel('CVC').fill('123')
  await shoot(page, 'checkout')
  await Promise.all([page.waitForURL(`${address}/health`), page.getByRole('button', { name: /^Pay/ }).click()])

  const event = await deliver(address, 'checkout.session.completed')
  await page.goto(`${address}/docs#webhooks`)
  const rows = page.locator('tbody', { hasText: event })
  await rows.getByText('delivered').first().waitFor()
  await rows.getByText('Attempts and payload').click()
  await rows.getByRole('region', { name: `Payload of ${event}` }).waitFor()
  await rows.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 110))
  await shoot(page, 'webhook')
}

export const screenshots = defineScript({
  command: 'npm run screenshots',
  summary: `Takes the pictures in ${OUT} again, with Chromium and the local Stripe.`,
  usage: 'npm run screenshots',
  options: {},
  async run(_, io) {
    mkdirSync(OUT, { recursive: true })
    const folder = newClone()
    const shop = await startShop()
    const browser = await launchChromium()
    try {
      const { address, child } = await serve(folder, shop.url)
      try {
        await take(browser, address)
      } finally {
        const ended = once(child, 'exit')
        child.kill()
        await ended
      }
    } finally {
      await browser.close()
      shop.server.close()
      rmSync(folder, { recursive: true, force: true })
    }
    io.print(`Wrote ${OUT}/console.png, checkout.png and webhook.png.`)
  },
})

await runIfMain(import.meta, screenshots)
