import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, startUpstream, type Upstream } from './support/upstream.ts'
import { API_KEYS, errorOf, KEYS } from './support/worker.ts'

/*
 * The test harness sends what the Worker fetches through Node, which follows redirects and does not tell of a
 * connection that breaks amid a body. Here the Worker has workerd's own network.
 */
const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-'))
let upstream: Upstream
let server: ReturnType<typeof spawn>
let url: string

beforeAll(async () => {
  upstream = await startUpstream()
  const secrets = join(folder, 'secrets.env')
  writeFileSync(secrets, `STRIPE_SECRET_KEY=sk_test_secret\nAPI_KEYS='${API_KEYS}'\n`)
  const args = ['--env', 'staging', '--env-file', secrets, '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0']
  server = spawn('wrangler', ['dev', ...args, '--var', `STRIPE_API_BASE_URL:${upstream.url}`], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_REGISTRY_PATH: folder },
  })
  url = await new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const ready = /Ready on (http:\S+)/.exec(output)?.[1]
      if (ready) resolve(ready)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.on('exit', () => reject(new Error(`wrangler dev ended: ${output}`)))
  })
})
afterAll(async () => {
  server.kill()
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
  const response = await fetch(`${url}/actions/list-products`, { headers })
  expect([response.status, (await errorOf(response)).code]).toEqual([502, code])
  expect(upstream.requests).toHaveLength(attempts)
})
