/// <reference path="../worker-configuration.d.ts" />
import { DurableObject } from 'cloudflare:workers'
import type { Hono } from 'hono'
import { createApi, type Runtime } from './engine/api.ts'
import { Idempotency } from './engine/idempotency.ts'
import { Store } from './engine/store.ts'
import { Turns } from './engine/turns.ts'
import { createPages } from './pages/index.ts'
import { resources } from './resources/index.ts'

/** One Stripe account: its objects, and the API that serves them. */
export class Account extends DurableObject<LocalStripeEnv> {
  readonly #app: Hono

  constructor(ctx: DurableObjectState, env: LocalStripeEnv) {
    super(ctx, env)
    const { storage } = ctx
    const runtime: Runtime = {
      store: new Store(storage.sql, resources),
      idempotency: new Idempotency(storage.sql),
      turns: new Turns(),
      resources,
      publicUrl: env.PUBLIC_URL,
      transaction: (run) => storage.transactionSync(run),
    }
    this.#app = createApi(runtime)
    this.#app.route('/', createPages(runtime))
  }

  override fetch(request: Request) {
    return this.#app.fetch(request)
  }
}
