/// <reference path="../worker-configuration.d.ts" />

import { DurableObject } from 'cloudflare:workers'
import type { Hono } from 'hono'
import { createControl } from './control.ts'
import { attempt, contextOf, createApi, errorResponse, type Runtime } from './engine/api.ts'
import { Deliveries } from './engine/deliveries.ts'
import { Idempotency } from './engine/idempotency.ts'
import { Store } from './engine/store.ts'
import { Timers } from './engine/timers.ts'
import { WriteBatcher } from './engine/write-batcher.ts'
import { Faults } from './faults.ts'
import { createPages } from './pages/index.ts'
import { resources } from './resources/index.ts'
import { seed } from './seed.ts'
import { HOUR } from './time.ts'

/** An endpoint that succeeds answers an object. */
const asMade = (body: unknown) => body as { id: string; object: string }

/** One Stripe account: its objects, and the API that serves them. */
export class Account extends DurableObject<LocalStripeEnv> {
  readonly #app: Hono
  readonly #faults: Faults
  readonly #runtime: Runtime
  /** When this wakes up by itself, in milliseconds; null for never. */
  #alarm: number | null = null

  constructor(ctx: DurableObjectState, env: LocalStripeEnv) {
    super(ctx, env)
    const { storage } = ctx
    const store = new Store(storage.sql, resources)
    const runtime: Runtime = {
      store,
      timers: new Timers(storage.sql),
      deliveries: new Deliveries(storage.sql, store),
      idempotency: new Idempotency(storage.sql),
      writes: new WriteBatcher(),
      resources,
      publicUrl: env.PUBLIC_URL,
      transaction: (run) => storage.transactionSync(run),
      wake: () => this.#wake(),
    }
    this.#runtime = runtime
    this.#faults = new Faults(storage.kv)
    this.#app = createApi(runtime)
    this.#app.route('/', createPages(runtime))
    this.#app.route(
      '/',
      createControl({
        faults: this.#faults,
        reset: () => this.#reset(),
        seed: () => seed((...call) => this.#call(...call)),
      }),
    )
  }

  override fetch(request: Request) {
    const isCall = new URL(request.url).pathname.startsWith('/v1/')
    return isCall
      ? this.#faults.answer(request, () => this.#app.fetch(request)).catch(errorResponse)
      : this.#app.fetch(request)
  }

  /** Keeps the name of another account, so that all of them can be found again. */
  remember(account: string) {
    this.ctx.storage.kv.put(`account:${account}`, true)
  }

  /** The accounts that were ever called for. */
  accounts(): string[] {
    return [...this.ctx.storage.kv.list({ prefix: 'account:' })].map(([key]) => key.slice('account:'.length))
  }

  /** Where the account's events go. */
  webhookEndpoints(): { id: string; url: string }[] {
    return this.#runtime.store
      .list('webhook_endpoint', { filters: {}, limit: 1000 })
      .map(({ id, url }) => ({ id, url: String(url) }))
  }

  async #reset() {
    const { storage } = this.ctx
    await storage.deleteAlarm()
    this.#alarm = null
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'",
      )
      .toArray()
    for (const { name } of tables) storage.sql.exec(`DELETE FROM "${name}"`)
    this.#runtime.store.forget()
    this.#faults.plan([])
  }

  async #call(endpoint: string, params: Record<string, string>) {
    const request = new Request(new URL(endpoint, 'https://api.stripe.com'), {
      method: 'POST',
      body: new URLSearchParams(params),
    })
    const answer = await this.#app.fetch(request)
    if (!answer.ok) throw new Error(`${endpoint}: ${await answer.text()}`)
    return asMade(await answer.json())
  }

  /** Does what is due in real time, and sends the events that are due. */
  override async alarm() {
    this.#alarm = null
    const context = contextOf(this.#runtime, '', { id: null, idempotencyKey: null, account: null })
    const failure = attempt(this.#runtime, context, () => context.elapse(null, context.now))
    if (failure) {
      console.error(failure)
      this.#runtime.timers.postpone(context.now, HOUR)
    }
    this.ctx.waitUntil(this.#runtime.deliveries.send().finally(() => this.#setAlarm()))
    this.#setAlarm()
  }

  #wake() {
    const { deliveries, timers } = this.#runtime
    if (deliveries.areNew || timers.areNew) this.#setAlarm()
  }

  /** Has this wake up when the next thing is due. */
  #setAlarm() {
    const { deliveries, timers } = this.#runtime
    deliveries.areNew = false
    timers.areNew = false
    const times = [deliveries.next(), timers.first()].filter((time) => time !== null)
    const next = Math.min(...times)
    if (times.length === 0 || (this.#alarm !== null && this.#alarm <= next)) return
    this.#alarm = next
    this.ctx.waitUntil(this.ctx.storage.setAlarm(next))
  }
}
