import type { Context } from 'hono'
import { withMutableHeaders } from './assets.ts'
import type { AppEnv } from './env.ts'

/** Passes a request for `/local-stripe/{path}` on to the local Stripe, which only `local` binds. */
export async function answerLocalStripe(c: Context<AppEnv>): Promise<Response> {
  const { LOCAL_STRIPE } = c.env
  if (!LOCAL_STRIPE) return c.notFound()
  const url = new URL(c.req.url)
  url.pathname = url.pathname.slice('/local-stripe'.length)
  // The local Stripe serves loopback names only; `checkHost` has already checked the requested host.
  url.hostname = 'localhost'
  return withMutableHeaders(await LOCAL_STRIPE.fetch(new Request(url, c.req.raw), { redirect: 'manual' }))
}
