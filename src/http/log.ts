import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'
import { stripeRequestIdOf } from './errors.ts'

/** The `Server-Timing` header, in milliseconds. Stripe's share would reveal to end users whether an object exists. */
function timing(c: Context<AppEnv>, total: number): string {
  const session = c.get('session')
  const stripe = c.get('caller')?.grant ? '' : `stripe;dur=${(session?.duration ?? 0).toFixed(1)}, `
  return `${stripe}total;dur=${total.toFixed(1)}`
}

/** The log line of a request: only names, numbers and IDs. No body, key, e-mail address or query string. */
function line(c: Context<AppEnv>, total: number): string {
  const [event, session, failure] = [c.get('event'), c.get('session'), c.get('failure')]
  return JSON.stringify({
    request_id: c.get('requestId'),
    method: c.req.method,
    mcp: c.get('mcp'),
    action: c.get('action')?.name,
    event: event?.id,
    event_type: event?.type,
    event_ignored: event?.ignored,
    caller: c.get('caller')?.name,
    status: c.res.status,
    code: failure?.error.code,
    stripe_request_id: stripeRequestIdOf(c),
    total_ms: Math.round(total),
    stripe_ms: Math.round(session?.duration ?? 0),
    attempts: session?.attempts ?? 0,
    // A bug's message may quote the caller's input; the stack frames do not.
    ...(failure?.bug && {
      error: failure.bug.name,
      stack: failure.bug.stack?.split('\n').filter((frame) => /^\s+at /.test(frame)),
    }),
  })
}

/** The caller's request ID, or a new one. */
function requestIdOf(c: Context): string {
  const given = c.req.header('X-Request-Id')
  return given && /^[\w.-]{1,128}$/.test(given) ? given : crypto.randomUUID()
}

/** Sets every response's headers and logs one line per request. */
export const logRequests: MiddlewareHandler<AppEnv> = async (c, next) => {
  const started = performance.now()
  c.set('requestId', requestIdOf(c))
  await next()
  const total = performance.now() - started
  const session = c.get('session')
  const stripeRequestId = stripeRequestIdOf(c)
  // Set on the response itself: Hono's `header` would create a new response each time. Hono's middleware for secure
  // headers and timing sets a dozen headers that an API does not need, with one runtime call each.
  const { headers } = c.res
  headers.set('x-request-id', c.get('requestId'))
  if (stripeRequestId !== undefined) headers.set('stripe-request-id', stripeRequestId)
  if (session?.hasPosted) headers.set('idempotency-key', session.options.callersKey)
  headers.set('server-timing', timing(c, total))
  // Static assets set their own caching.
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  if (c.env.STRIPE_MODE === 'live') headers.set('strict-transport-security', 'max-age=31536000')
  console.log(line(c, total))
}
