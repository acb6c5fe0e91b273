import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { KEY } from './harness.ts'

// What `npm pack` makes, installed in an empty project that has workerd and nothing else.
const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'local-stripe-'))
const installed = join(project, 'node_modules/local-stripe')
const cli = join(installed, 'dist/cli.js')

const run = promisify(execFile)
const state = join(project, 'state')
const port = await freePort()
/** npm's own file: it names it to what it runs. */
const npm = process.env['npm_execpath'] ?? ''
const url = `http://127.0.0.1:${port}`
const stripe = new Stripe(KEY, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false })
let server: ChildProcess

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function start() {
  let output = ''
  const started = spawn(process.execPath, [cli, '--port', String(port), '--state', state])
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (output += chunk))
  await vi.waitFor(() => expect(output).toContain(`The local Stripe is at ${url}`), { timeout: 60_000, interval: 50 })
  return started
}

const stop = (running: ChildProcess) =>
  new Promise((resolve) => {
    running.once('exit', resolve)
    running.kill('SIGTERM')
  })

beforeAll(async () => {
  mkdirSync(installed, { recursive: true })
  execFileSync(process.execPath, [npm, 'pack', '--silent', '--pack-destination', project], { cwd: PACKAGE })
  execFileSync('tar', ['-xzf', join(project, 'local-stripe-1.0.0.tgz'), '--strip-components=1', '-C', installed])
  const workerd = dirname(createRequire(import.meta.url).resolve('workerd/package.json'))
  symlinkSync(workerd, join(project, 'node_modules/workerd'))
  server = await start()
})
afterAll(async () => {
  await stop(server)
  rmSync(project, { recursive: true })
})

it('serves any SDK, with pages at its own address, and keeps everything when it is started again', async () => {
  const product = await stripe.products.create({
    name: 'Mug',
    default_price_data: { currency: 'eur', unit_amount: 500 },
  })
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example',
    line_items: [{ price: String(product.default_price), quantity: 2 }],
  })
  expect(session.url).toBe(`${url}/checkout/${session.id}`)
  expect(await (await fetch(session.url ?? '')).text()).toContain('€10.00')
  await stop(server)
  await expect(fetch(url)).rejects.toThrow()
  server = await start()
  expect((await stripe.products.retrieve(product.id)).name).toBe('Mug')
  expect((await stripe.events.list({ type: 'product.created' })).data).toHaveLength(1)
})

it('breaks connections when that is asked for', async () => {
  const create = (fault: string) =>
    fetch(`${url}/v1/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'local-stripe-fault': fault },
      body: new URLSearchParams({ name: fault }),
    }).then((answer) => answer.text())
  for (const fault of ['refuse', 'reset', 'refuse; when=after', 'reset; when=after']) {
    await expect(create(fault), fault).rejects.toThrow()
  }
  const { data } = await stripe.products.list()
  expect(data.map(({ name }) => name)).toEqual(['reset; when=after', 'refuse; when=after', 'Mug'])
})

it('is seeded and reset by a command', async () => {
  const control = (command: string, ...args: string[]) => run(process.execPath, [cli, command, '--at', url, ...args])
  const { stdout } = await control('seed')
  expect(stdout).toContain(`Seeded the local Stripe at ${url}`)
  expect((await stripe.customers.list()).data).toHaveLength(3)
  const { id } = await stripe.webhookEndpoints.create({ url: 'https://shop.example/hooks', enabled_events: ['*'] })
  const other = await stripe.webhookEndpoints.create(
    { url: 'https://other.example/hooks', enabled_events: ['*'] },
    { stripeAccount: 'acct_other' },
  )
  await expect(control('reset')).rejects.toThrow('Pass --yes')
  expect((await stripe.customers.list()).data).toHaveLength(3)
  const { stdout: told } = await control('reset', '--yes')
  expect(told).toContain(`${id} https://shop.example/hooks\n`)
  expect(told).toContain(`${other.id} https://other.example/hooks (acct_other)`)
  expect(told).toContain(`Reset the local Stripe at ${url}`)
  expect((await stripe.customers.list()).data).toEqual([])
  expect((await stripe.webhookEndpoints.list()).data).toEqual([])
  expect((await control('reset', '--yes')).stdout).toContain('It has no webhook endpoints.')
  await expect(run(process.execPath, [cli, 'sweep'])).rejects.toMatchObject({
    stderr: "Unexpected argument 'sweep'. See local-stripe --help.\n",
  })
  await expect(run(process.execPath, [cli, '--port', 'x'])).rejects.toThrow('--port must be a number')
  await expect(run(process.execPath, [cli, 'seed', '--at', 'http://127.0.0.1:1'])).rejects.toThrow(
    'No local Stripe answers',
  )
})

it.runIf(process.platform === 'linux')('asks in a terminal before it resets', async () => {
  // `script` runs a command as if in a terminal.
  const resetWith = (answer: string) =>
    execFileSync('script', ['-qec', `node ${cli} reset --at ${url}`, '/dev/null'], { input: answer, encoding: 'utf8' })
  const { id } = await stripe.products.create({ name: 'Kept' })
  expect(resetWith('n\n')).toContain('Nothing was removed.')
  expect((await stripe.products.retrieve(id)).name).toBe('Kept')
  expect(resetWith('y\n')).toContain('Reset the local Stripe')
  await expect(stripe.products.retrieve(id)).rejects.toThrow('No such product')
})

it('says that its port is in use', async () => {
  const second = run(process.execPath, [cli, '--port', String(port), '--state', join(state, 'second')])
  await expect(second).rejects.toThrow(/in use/i)
})

it('starts on a free port for tests, and leaves nothing behind', async () => {
  const module = pathToFileURL(join(installed, 'dist/server.js')).href
  const program = `
    import { startLocalStripe } from ${JSON.stringify(module)}
    const one = await startLocalStripe()
    const other = await startLocalStripe()
    const create = ({ url }) => fetch(url + '/v1/products', {
      method: 'POST', headers: { authorization: 'Bearer ${KEY}' }, body: new URLSearchParams({ name: 'Mug' }),
    })
    console.log((await create(one)).status, (await create(other)).status, one.port !== other.port)
    await one.stop()
    await other.stop()`
  const temporary = join(project, 'temporary')
  mkdirSync(temporary)
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TMPDIR: temporary },
  })
  expect(stdout.trim()).toBe('200 200 true')
  expect(readdirSync(temporary)).toEqual([])
})

it('has the compatibility date of wrangler.toml', () => {
  const dateIn = (file: string) => /compatibility_?date = "(.*)"/i.exec(readFileSync(join(PACKAGE, file), 'utf8'))?.[1]
  expect(dateIn('wrangler.toml')).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(dateIn('workerd.capnp')).toBe(dateIn('wrangler.toml'))
})
