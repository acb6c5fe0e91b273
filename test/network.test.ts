import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type RunningWorker, serveBundle } from '../scripts/workerd.ts'
import { type Answer, startUpstream, type Upstream } from './support/upstream.ts'
import { API_KEYS, errorOf, KEYS } from './support/worker.ts'

/*
 * What the test harness cannot show, as it sends through Node what the Worker fetches: redirects, and a connection that
 * breaks amid a body.
 */
const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-'))
let upstream: Upstream
let worker: RunningWorker

beforeAll(async () => {
  upstream = await startUpstream()
  const bindings = {
    STRIPE_SECRET_KEY: 'sk_test_secret',
    STRIPE_MODE: 'test',
    STRIPE_API_BASE_URL: upstream.url,
    API_KEYS,
  }
  worker = await serveBundle({ env: 'staging', folder, bundle: inject('bundles').worker, bindings })
})
afterAll(async () => {
  await worker.stop()
  await upstream.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each<[string, Answer, string, number]>([
  [
    'a reset amid the body',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"id":"prod_1","object":"product",')
      setTimeout(() => response.socket?.destroy(), 50)
    },
    'stripe_unavailable',
    3,
  ],
  [
    'a redirect, which is not followed',
    (_, response) => {
      response.writeHead(302, { location: `${upstream.url}/elsewhere` })
      response.end()
    },
    'stripe_bad_response',
    1,
  ],
])('%s is 502', async (_, answer, code, attempts) => {
  upstream.answers(answer)
  const headers = { authorization: `Bearer ${KEYS.full.key}` }
  const response = await fetch(`${worker.url}/actions/list-products`, { headers })
  expect([response.status, (await errorOf(response)).code]).toEqual([502, code])
  expect(upstream.requests).toHaveLength(attempts)
})
