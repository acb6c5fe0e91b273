import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { buildWorker } from '../local-stripe/scripts/build.ts'
import { startLocalStripe } from '../local-stripe/scripts/server.ts'
import { killWithParent, onInterrupt } from './children.ts'
import { defineScript, type Io, runIfMain } from './cli.ts'
import { serveBundle } from './workerd.ts'

/**
 * Calls the bundle that is deployed, in workerd beside a local Stripe that fails at some calls, as fast as the machine
 * allows, all on loopback: `npm run load`. Fails at an error that no fault caused, when the local Stripe holds another
 * number of objects than were answered, or when memory grows. `SECONDS` is another length.
 */
const SECONDS = Number(process.env['SECONDS'] ?? 180)
/** Calls after which it ends in any case. */
const CALLS = 500_000
/** Callers at the same time. Each has an account of Stripe's to itself, so that it meets only its own faults. */
const CALLERS = 16
/** Share of calls that meet a fault. */
const FAULTY = 0.05
const FAULTS = ['refuse', 'reset', 'rate_limit', 'lock_timeout', 'api_error', 'html', 'cut_json']
/** Answers that a caller repeats the call after. */
const REPEATABLE = [409, 429, 502, 504]
/** Share by which the Worker's memory may grow from the first third of the time to the last. */
const GROWTH = 0.2
const KEY = 'sact_load'
const SECRET_KEY = 'sk_test_load'

interface Made {
  products: string[]
  prices: string[]
  customers: string[]
  payment_intents: string[]
  'checkout/sessions': string[]
}
type Kind = keyof Made

interface Asked {
  action: string
  input: Record<string, unknown>
  /** What a success makes one more of, or one less. */
  makes?: Kind
  deletes?: Kind
}

const any = <T>(values: readonly T[]): T | undefined => values[Math.floor(Math.random() * values.length)]

/** Calls, by their share; what they name is one of the caller's own. */
const MIX: [number, (made: Made) => Asked][] = [
  [10, () => ({ action: 'create-product', input: { name: 'Plan', metadata: { ref: '1' } }, makes: 'products' })],
  [10, () => ({ action: 'create-customer', input: { name: 'Jane', email: 'jane@example.com' }, makes: 'customers' })],
  [
    8,
    ({ products }) => ({
      action: 'create-price',
      input: { product: any(products), currency: 'usd', unit_amount: '500' },
      makes: 'prices',
    }),
  ],
  [
    10,
    ({ customers }) => ({
      action: 'create-payment-intent',
      input: { amount: 1000, currency: 'usd', customer: any(customers) },
      makes: 'payment_intents',
    }),
  ],
  [
    10,
    ({ prices }) => ({
      action: 'create-checkout-session',
      input: {
        mode: 'payment',
        line_items: [{ price: any(prices), quantity: 1 }],
        success_url: 'https://example.com/done',
        cancel_url: 'https://example.com/back',
      },
      makes: 'checkout/sessions',
    }),
  ],
  [20, ({ products }) => ({ action: 'retrieve-product', input: { product_id: any(products) } })],
  [10, ({ customers }) => ({ action: 'retrieve-customer', input: { customer_id: any(customers) } })],
  [10, () => ({ action: 'list-products', input: { limit: 10, active: true } })],
  [8, ({ customers }) => ({ action: 'update-customer', input: { customer_id: any(customers), name: 'Janet' } })],
  [
    4,
    ({ customers }) => ({
      action: 'delete-customer',
      // Not one of those that other calls name.
      input: { customer_id: customers.length > 50 ? customers.pop() : '' },
      deletes: 'customers',
    }),
  ],
]
const SHARES = MIX.flatMap(([share, make]) => Array.from({ length: share }, () => make))

const tally = new Map<string, number>()
const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
const latencies: number[] = []
let calls = 0
let over = false

class Caller {
  readonly account: string
  readonly #made: Made = { products: [], prices: [], customers: [], payment_intents: [], 'checkout/sessions': [] }
  /** How many of each kind there must be. */
  readonly tally: Record<Kind, number> = {
    products: 0,
    prices: 0,
    customers: 0,
    payment_intents: 0,
    'checkout/sessions': 0,
  }
  readonly #worker: Pool
  readonly #stripe: Pool

  constructor(account: string, worker: Pool, stripe: Pool) {
    this.account = account
    this.#worker = worker
    this.#stripe = stripe
  }

  /** What the local Stripe itself is asked, beside the Worker. */
  async stripe(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const headers = {
      authorization: `Bearer ${SECRET_KEY}`,
      'stripe-account': this.account,
      'content-type': 'application/json',
    }
    const answer = await this.#stripe.request({
      method,
      path,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (answer.statusCode !== 200) throw new Error(`${method} ${path} was answered ${answer.statusCode}`)
    return answer.body.json()
  }

  async #post({ action, input }: Asked, key: string) {
    const headers = {
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/json',
      'stripe-account': this.account,
      'idempotency-key': key,
    }
    const started = performance.now()
    const answer = await this.#worker.request({
      path: `/actions/${action}`,
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    })
    const text = await answer.body.text()
    latencies.push(performance.now() - started)
    count(`answered ${answer.statusCode}`)
    calls += 1
    return { status: answer.statusCode, text }
  }

  /** Makes one call, again and again with one key until it is known to be done. */
  async call(asked: Asked, faulty: boolean) {
    const when = any(['before', 'after'])
    if (faulty) {
      // One that hangs takes an attempt's 10 seconds.
      const fault = Math.random() < 0.01 ? 'hang' : any(FAULTS)
      await this.stripe('POST', '/faults', { fault, when })
      count('faults')
    }
    const key = crypto.randomUUID()
    for (let time = 0; ; time += 1) {
      const { status, text } = await this.#post(asked, key)
      const isGone = asked.deletes !== undefined && status === 404 && faulty && when === 'after'
      if (status === 200 || isGone) {
        this.#note(asked, text)
        return
      }
      if (!faulty || time > 0 || !REPEATABLE.includes(status)) {
        throw new Error(`${asked.action} was answered ${status} although it was not made to fail: ${text}`)
      }
    }
  }

  #note({ makes, deletes }: Asked, text: string) {
    if (makes) {
      this.tally[makes] += 1
      this.#made[makes].push((JSON.parse(text) as { id: string }).id)
    }
    if (deletes) this.tally[deletes] -= 1
  }

  async run() {
    for (const action of ['create-product', 'create-customer', 'create-price']) {
      const make = SHARES.find((make) => make(this.#made).action === action)
      if (make) await this.call(make(this.#made), false)
    }
    while (!over && calls < CALLS) {
      const asked = any(SHARES)?.(this.#made)
      if (!asked || asked.input['customer_id'] === '') continue
      await this.call(asked, Math.random() < FAULTY)
    }
  }

  /** What the local Stripe holds another number of. */
  async differences(): Promise<string[]> {
    const wrong: string[] = []
    for (const [kind, expected] of Object.entries(this.tally)) {
      const ids = new Set<string>()
      for (let after = ''; ; ) {
        const page = await this.stripe('GET', `/v1/${kind}?limit=100${after && `&starting_after=${after}`}`)
        const { data, has_more } = page as { data: { id: string }[]; has_more: boolean }
        for (const { id } of data) ids.add(id)
        after = data.at(-1)?.id ?? ''
        if (!has_more) break
      }
      if (ids.size !== expected) wrong.push(`${this.account}: ${ids.size} ${kind}, but ${expected} were answered`)
    }
    return wrong
  }
}

/** MiB that a process holds in memory. */
function memory(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

async function load(folder: string, print: Io['print']): Promise<string[]> {
  const problems: string[] = []
  await buildWorker()
  const stripe = await startLocalStripe({ state: join(folder, 'local-stripe') })
  killWithParent(stripe.process)
  const worker = await serveBundle({
    env: 'staging',
    folder: join(folder, 'worker'),
    bindings: {
      STRIPE_MODE: 'test',
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_API_BASE_URL: stripe.url,
      API_KEYS: JSON.stringify([
        { name: 'load', sha256: createHash('sha256').update(KEY).digest('hex'), allow: ['*'], connect: true },
      ]),
    },
    onLine: (line) => {
      if (!line.startsWith('{"request_id"')) problems.push(`logged: ${line.slice(0, 500)}`)
    },
  })
  const pools = [
    new Pool(worker.url, { connections: CALLERS }),
    new Pool(stripe.url, { connections: CALLERS }),
  ] as const
  const samples: number[] = []
  const sampling = setInterval(() => samples.push(memory(worker.process.pid)), 1_000)
  const timer = setTimeout(() => {
    over = true
  }, SECONDS * 1_000)
  const started = performance.now()
  try {
    const callers = Array.from({ length: CALLERS }, (_, at) => new Caller(`acct_load${at}`, ...pools))
    await Promise.all(
      callers.map((caller) =>
        caller.run().catch((error: unknown) => {
          over = true
          problems.push(String(error))
        }),
      ),
    )
    const seconds = (performance.now() - started) / 1_000
    for (const caller of callers) problems.push(...(await caller.differences()))
    const third = Math.ceil(samples.length / 3)
    const [early, late] = [mean(samples.slice(third / 2, third)), mean(samples.slice(-third / 2))]
    if (late > early * (1 + GROWTH)) problems.push(`memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MiB`)
    latencies.sort((a, b) => a - b)
    const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1)
    const made = callers.flatMap(({ tally }) => Object.values(tally)).reduce((sum, one) => sum + one, 0)
    print(`${calls} calls in ${seconds.toFixed(0)} s: ${(calls / seconds).toFixed(0)} a second from ${CALLERS} callers`)
    print(
      `${[...tally]
        .sort()
        .map(([what, times]) => `${what}: ${times}`)
        .join(', ')}`,
    )
    print(`milliseconds: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(0.999999)}`)
    print(`memory of the Worker: ${early.toFixed(0)} MiB early, ${late.toFixed(0)} MiB late`)
    print(`${made} objects were answered, and so many the local Stripe must hold`)
    return problems
  } finally {
    clearTimeout(timer)
    clearInterval(sampling)
    for (const pool of pools) await pool.close()
    await worker.stop()
    // At once: it would wait for those that a fault has left hanging.
    stripe.process.kill('SIGKILL')
    await stripe.stop()
  }
}

export const loadTest = defineScript({
  command: 'npm run load',
  summary: 'Calls the deployed bundle as fast as it can, while some calls fail, and counts what came of it.',
  usage: `npm run load                 for ${SECONDS} seconds; the variable SECONDS is another length`,
  options: {},
  async run(_, io) {
    // In memory where there is a place for it: a disk would be what is measured.
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'stripe-actions-load-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    onInterrupt(() => process.exit(1))
    const problems = await load(folder, io.print)
    for (const problem of problems.slice(0, 20)) io.complain(problem)
    return problems.length > 0 ? 1 : 0
  },
})

await runIfMain(import.meta, loadTest)
