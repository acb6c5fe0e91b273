/// <reference path="../worker-configuration.d.ts" />
import { Hono } from 'hono'
import { authenticate } from './authentication.ts'
import { errorResponse, unrecognized } from './engine/api.ts'

export { Account } from './account.ts'

/** A Stripe for development and tests: its HTTP API under /v1, and the pages that its objects name. */
const app = new Hono<{ Bindings: LocalStripeEnv }>()

/** Each account has its own objects: the one that Stripe-Account names, or the key's own. */
const account = (env: LocalStripeEnv, name = 'default') => env.ACCOUNTS.get(env.ACCOUNTS.idFromName(name))

app.all('/v1/*', (c) => {
  authenticate(c.req.header('authorization'))
  return account(c.env, c.req.header('stripe-account')).fetch(c.req.raw)
})

for (const page of ['/checkout/*', '/invoices/*', '/authenticate/*']) {
  app.all(page, (c) => account(c.env, c.req.query('account')).fetch(c.req.raw))
}

app.notFound((c) => errorResponse(unrecognized(c.req.method, c.req.path)))
app.onError(errorResponse)

export default app
