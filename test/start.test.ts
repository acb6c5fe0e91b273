import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { npmFile } from '../scripts/programs.ts'
import { start } from '../scripts/start.ts'
import { freePort } from '../scripts/workerd.ts'
import { run } from './scripts/run.ts'
import { newClone } from './support/clone.ts'
import { runLine } from './support/lines.ts'
import { json, startUpstream } from './support/upstream.ts'

const folder = newClone()

let server: ReturnType<typeof spawn>
let port: number
let output = ''

const npmStart = (at: number, cwd: string) =>
  spawn(process.execPath, [npmFile(), 'start', '--', '--port', String(at)], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // As a user has it; the tests' own is `warn`.
    env: { ...process.env, WRANGLER_LOG: 'log' },
  })

beforeAll(async () => {
  port = await freePort()
  server = npmStart(port, folder)
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  const settled = () => expect(server.exitCode !== null || /^curl .*$/m.test(output)).toBe(true)
  await vi.waitFor(settled, { timeout: 100_000, interval: 100 })
})
afterAll(async () => {
  const closed = new Promise((resolve) => server.once('close', resolve))
  server.kill()
  await closed
  rmSync(folder, { recursive: true, force: true })
})

/** The line that it prints for another terminal. */
const line = () => /^curl .*$/m.exec(output)?.[0] ?? output

test('npm start makes a configuration and prints a line that works when pasted', async () => {
  expect(readFileSync(join(folder, '.dev.vars'), 'utf8')).toBe(readFileSync('.dev.vars.example', 'utf8'))
  expect(JSON.parse(await runLine(line()))).toMatchObject({ object: 'product', name: 'Premium Plan' })
})

test('the README shows the same line, at the usual port', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(line().replace(`:${port}/`, ':8787/'))
})

test('it prints what matters', () => {
  expect(output.slice(0, output.indexOf('curl ')).trim().split('\n').length).toBeLessThan(16)
})

test('it prints the log of each request as JSON', async () => {
  const id = crypto.randomUUID()
  await fetch(`http://127.0.0.1:${port}/health`, { headers: { 'x-request-id': id } })
  const logged = () => expect(output).toMatch(new RegExp(`^\\{"request_id":"${id}".*\\}$`, 'm'))
  await vi.waitFor(logged, { timeout: 20_000, interval: 100 })
})

test('pages of the local Stripe are at its address', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/local-stripe/v1/checkout/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_local' },
    body: new URLSearchParams({ mode: 'setup', currency: 'usd', success_url: 'https://example.com/done' }),
  })
  const { url } = (await response.json()) as { url: string }
  expect(url).toContain(`http://127.0.0.1:${port}/local-stripe/checkout/`)
  expect((await fetch(url)).status).toBe(200)
})

test('vars of .dev.vars are read, and what nobody reads is named', async () => {
  const elsewhere = await startUpstream()
  elsewhere.answers(json(200, { object: 'list', data: [], has_more: false, url: '/v1/products' }))
  const clone = newClone()
  const base = `STRIPE_API_BASE_URL=${elsewhere.url}`
  writeFileSync(join(clone, '.dev.vars'), `${readFileSync('.dev.vars.example', 'utf8')}\n${base}\nSTRIPE_TIMOUT_MS=1\n`)
  const [second, written] = [await freePort(), { text: '' }]
  const other = npmStart(second, clone)
  for (const stream of [other.stdout, other.stderr]) {
    stream.on('data', (chunk) => {
      written.text += chunk
    })
  }
  const closed = new Promise((resolve) => other.once('close', resolve))
  await expect.poll(() => other.exitCode !== null || /^curl /m.test(written.text), { timeout: 100_000 }).toBe(true)
  const response = await fetch(`http://127.0.0.1:${second}/actions/list-products`, {
    headers: { authorization: 'Bearer demo_key_for_local_use_only' },
  })
  other.kill()
  await closed
  expect([response.status, elsewhere.requests.map(({ path }) => path)]).toEqual([200, ['/v1/products']])
  expect(written.text).toContain('.dev.vars: STRIPE_TIMOUT_MS is not used.')
  await elsewhere.close()
  rmSync(clone, { recursive: true, force: true })
})

test('a second one says that the address is taken, and names the next free one', async () => {
  const { status, stderr } = await run(start, ['--port', String(port)], { cwd: folder })
  expect(status).toBe(1)
  expect(stderr).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port} is in use\\. .*npm start -- --port \\d+\\n$`))
})

test.each(['0', '65536', '80a', ''])('the port %j is refused', async (given) => {
  const { status, stderr } = await run(start, ['--port', given])
  expect([status, stderr]).toEqual([1, '--port must be from 1 to 65535.\n'])
})

test('what wrangler writes is shown when it does not start', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'stripe-actions-start-'))
  for (const name of ['.dev.vars.example', 'local-stripe']) symlinkSync(resolve(name), join(broken, name))
  writeFileSync(join(broken, 'wrangler.toml'), 'name = "broken"\nmain = "missing.ts"\n[env.local]\n')
  const { status, stderr } = await run(start, ['--port', String(await freePort())], { cwd: broken, env: process.env })
  rmSync(broken, { recursive: true })
  expect(status).not.toBe(0)
  expect(stderr).toContain('missing.ts')
})
