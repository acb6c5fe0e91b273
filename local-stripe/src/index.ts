/// <reference path="../worker-configuration.d.ts" />
import { Hono } from 'hono'
import { authenticate } from './authentication.ts'
import { errorBody, newRequestId, respond } from './engine/api.ts'
import { StripeError } from './engine/errors.ts'

export { Account } from './account.ts'

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

const answer = (error: StripeError) => {
  const requestId = newRequestId()
  return respond({ status: error.status, body: errorBody(error, requestId) }, requestId)
}

app.notFound((c) =>
  answer(new StripeError(404, 'invalid_request_error', `Unrecognized request URL (${c.req.method}: ${c.req.path}).`)),
)

app.onError((error) => {
  if (error instanceof StripeError) return answer(error)
  console.error(error)
  return answer(new StripeError(500, 'api_error', 'An unknown error occurred'))
})

export default app
