import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from './console/browser.ts'
import { serve } from './support/loopback.ts'
import { json, startUpstream, type Upstream } from './support/upstream.ts'
import { KEYS, startWorker, type Worker } from './support/worker.ts'

/** A page that calls from another origin. */
function servePage() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Shop</title>')
  })
  return serve(server)
}

let browser: Browser
let upstream: Upstream
let shop: Awaited<ReturnType<typeof servePage>>
let stranger: Awaited<ReturnType<typeof servePage>>
beforeAll(async () => {
  ;[browser, upstream, shop, stranger] = await Promise.all([
    launchChromium(),
    startUpstream(),
    servePage(),
    servePage(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await upstream?.close()
  await shop?.close()
  await stranger?.close()
})

interface Request {
  url: string
  method: string
  headers: Record<string, string>
  body?: string
}

/** What a page's script gets to see of an answer. */
interface Seen {
  status?: number
  headers?: Record<string, string>
  body?: string
  blocked?: boolean
}

/** Sends a request with the page's own `fetch`. */
async function fetchFrom(origin: string, request: Request): Promise<Seen> {
  const page: Page = await browser.newPage()
  try {
    await page.goto(origin)
    return await page.evaluate(async ({ url, ...init }) => {
      try {
        const response = await fetch(url, init)
        return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
      } catch (error) {
        // All that a browser tells of an answer that it keeps from a page.
        return { blocked: error instanceof TypeError }
      }
    }, request)
  } finally {
    await page.close()
  }
}

const withEverything = (worker: Worker, action: string): Request => ({
  url: new URL(`/actions/${action}`, worker.url).href,
  method: 'POST',
  headers: {
    authorization: `Bearer ${KEYS.full.key}`,
    'content-type': 'application/json',
    'idempotency-key': 'from-a-page',
    'stripe-account': 'acct_1',
    'x-request-id': 'page-1',
  },
  body: '{"name":"A"}',
})

describe('with an allowed origin', () => {
  let worker: Worker
  beforeAll(async () => {
    worker = await startWorker({ vars: { STRIPE_API_BASE_URL: upstream.url, ALLOWED_ORIGINS: shop.url } })
  })
  afterAll(() => worker.close())

  test('its page calls with every header, and reads those that are exposed', async () => {
    upstream.answers(json(200, { id: 'prod_1', object: 'product' }, { 'idempotent-replayed': 'true' }))
    const { status, body, headers } = await fetchFrom(shop.url, withEverything(worker, 'create-product'))
    expect([status, body]).toEqual([200, '{"id":"prod_1","object":"product"}'])
    expect(headers).toMatchObject({
      'x-request-id': 'page-1',
      'stripe-request-id': 'req_upstream',
      'idempotent-replayed': 'true',
      'server-timing': expect.stringContaining('stripe;dur='),
    })
    expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/products'])
  })

  test('its page reads errors too, and when to try again', async () => {
    upstream.answers(json(429, { error: { type: 'x', message: 'Slow down.' } }, { 'retry-after': '7' }))
    const { status, headers, body } = await fetchFrom(shop.url, withEverything(worker, 'create-product'))
    expect([status, headers?.['retry-after']]).toEqual([429, '7'])
    expect(body).toContain('Slow down.')
  })

  test('it sends no other header', async () => {
    const { headers, ...request } = withEverything(worker, 'create-product')
    const answer = await fetchFrom(shop.url, { ...request, headers: { ...headers, 'x-other': '1' } })
    expect(answer).toEqual({ blocked: true })
  })

  test("another origin's page is kept from calling what changes, and from reading", async () => {
    upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
    expect(await fetchFrom(stranger.url, withEverything(worker, 'create-product'))).toEqual({ blocked: true })
    expect(upstream.requests).toHaveLength(0)
    const simple = { url: new URL('/health', worker.url).href, method: 'GET', headers: {} }
    expect(await fetchFrom(stranger.url, simple)).toEqual({ blocked: true })
    expect((await fetchFrom(shop.url, simple)).status).toBe(200)
  })
})

test('with none allowed, no page may call', async () => {
  const worker = await startWorker({ vars: { STRIPE_API_BASE_URL: upstream.url } })
  upstream.answers(json(200, { id: 'prod_1', object: 'product' }))
  expect(await fetchFrom(shop.url, withEverything(worker, 'create-product'))).toEqual({ blocked: true })
  expect(upstream.requests).toHaveLength(0)
  await worker.close()
})
