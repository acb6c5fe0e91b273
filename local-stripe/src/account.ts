/// <reference path="../worker-configuration.d.ts" />
import { DurableObject } from 'cloudflare:workers'
import type { Hono } from 'hono'
import { attempt, contextOf, createApi, type Runtime } from './engine/api.ts'
import { Deliveries } from './engine/deliveries.ts'
import { Idempotency } from './engine/idempotency.ts'
import { Store } from './engine/store.ts'
import { Timers } from './engine/timers.ts'
import { Turns } from './engine/turns.ts'
import { createPages } from './pages/index.ts'
import { resources } from './resources/index.ts'

/** One Stripe account: its objects, and the API that serves them. */
export class Account extends DurableObject<LocalStripeEnv> {
  readonly #app: Hono
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
      turns: new Turns(),
      resources,
      publicUrl: env.PUBLIC_URL,
      transaction: (run) => storage.transactionSync(run),
      wake: () => this.#wake(),
    }
    this.#runtime = runtime
    this.#app = createApi(runtime)
    this.#app.route('/', createPages(runtime))
  }

  override fetch(request: Request) {
    return this.#app.fetch(request)
  }

  /** Does what is due in real time, and sends the events that are due. */
  override async alarm() {
    this.#alarm = null
    const context = contextOf(this.#runtime, '', { id: null, idempotencyKey: null, account: null })
    const failure = attempt(this.#runtime, context, () => context.elapse(null, context.now))
    if (failure) console.error(failure)
    this.ctx.waitUntil(this.#runtime.deliveries.send().finally(() => this.#wake()))
    this.#wake()
  }

  #wake() {
    const { deliveries, timers } = this.#runtime
    const times = [deliveries.next(), timers.first()].filter((time) => time !== null)
    const next = Math.min(...times)
    if (times.length === 0 || (this.#alarm !== null && this.#alarm <= next)) return
    this.#alarm = next
    this.ctx.waitUntil(this.ctx.storage.setAlarm(next))
  }
}
