/// <reference path="../worker-configuration.d.ts" />
import { Hono } from 'hono'
import type { Account } from './account.ts'
import { authenticate } from './authentication.ts'
import { errorResponse, unrecognized } from './engine/api.ts'
import { strike } from './faults.ts'
import { checkHost, type HostBindings } from './hosts.ts'

export { Account } from './account.ts'

const DEFAULT = 'default'

const known = new Set<string>()

/** Each account has its own objects: the one that Stripe-Account names, or the key's own. */
async function account(env: LocalStripeEnv, name = DEFAULT): Promise<DurableObjectStub<Account>> {
  const { ACCOUNTS } = env
  if (name !== DEFAULT && !known.has(name)) {
    await ACCOUNTS.getByName(DEFAULT).remember(name)
    known.add(name)
  }
  return ACCOUNTS.getByName(name)
}

/** A Stripe for development and tests: its HTTP API under /v1, and the pages that its objects name. */
const PAGES = [
  '/checkout/*',
  '/recover/*',
  '/invoices/*',
  '/credit_notes/*',
  '/receipts/*',
  '/authenticate/*',
  '/portal/*',
  '/payment_links/*',
]

const app = new Hono<{ Bindings: LocalStripeEnv & HostBindings }>()

app.use((c, next) => {
  checkHost(c.req.raw, c.env)
  return next()
})

for (const path of ['/v1/*', '/faults', '/seed', '/reset']) {
  app.use(path, async (c, next) => {
    authenticate(c.req.header('authorization'))
    await next()
  })
}

app.get('/reset', async (c) => {
  const names = await (await account(c.env)).accounts()
  const found = await Promise.all(
    [DEFAULT, ...names].map(async (name) =>
      (await (await account(c.env, name)).webhookEndpoints()).map((of) => ({
        ...of,
        ...(name !== DEFAULT && { account: name }),
      })),
    ),
  )
  return c.json({ webhook_endpoints: found.flat() })
})

app.post('/reset', async (c) => {
  const names = await (await account(c.env)).accounts()
  for (const name of [DEFAULT, ...names]) await (await account(c.env, name)).fetch(c.req.raw.clone())
  return c.json({ reset: true })
})

for (const path of ['/v1/*', '/faults', '/seed']) {
  app.all(path, async (c) => (await account(c.env, c.req.header('stripe-account'))).fetch(c.req.raw))
}

for (const page of PAGES) {
  app.all(page, async (c) => (await account(c.env, c.req.query('account'))).fetch(c.req.raw))
}

app.notFound((c) => errorResponse(unrecognized(c.req.method, c.req.path)))
app.onError(errorResponse)

export default {
  async fetch(request: Request, env: LocalStripeEnv, ctx: ExecutionContext) {
    return strike(await app.fetch(request, env, ctx))
  },
}
