import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ActionError, invalidJson } from '../errors.ts'
import { asset } from './assets.ts'
import type { AppEnv } from './env.ts'

/** Stripe's ID of the last request that was sent to it. */
export function stripeRequestIdOf(c: Context<AppEnv>): string | undefined {
  return c.get('session')?.response?.headers.get('request-id') ?? undefined
}

/** Turns any error into a response. */
export function answerError(thrown: Error, c: Context<AppEnv>): Response {
  const error = asActionError(thrown)
  c.set('failure', { error, bug: error.code === 'internal' ? thrown : error.details.bug })
  const ids = { request_id: c.get('requestId'), stripe_request_id: stripeRequestIdOf(c) }
  return new Response(JSON.stringify(error.body(ids)), {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.details.headers },
  })
}

function asActionError(error: Error): ActionError {
  if (error instanceof ActionError) return error
  // Hono's validator throws this for a body that is not JSON.
  if (error instanceof HTTPException && error.status === 400) return invalidJson()
  return new ActionError(500, 'internal', 'Internal error. The log has the details under this request_id.')
}

/** Sends a browser to the docs; other clients get the error as JSON. */
export async function answerNotFound(c: Context<AppEnv>): Promise<Response> {
  if (c.req.method === 'GET' && c.req.header('accept')?.includes('text/html') && c.env.ASSETS) {
    if (c.req.path === '/') return c.redirect('/docs')
    const { body, headers } = await asset(c, '/not-found')
    return new Response(body, { status: 404, headers })
  }
  // `OPTIONS *` has no path, so it bypasses the middleware that sets one.
  if (!c.get('requestId')) c.set('requestId', crypto.randomUUID())
  // Returned, not thrown: Hono does not catch errors here, and the request would not be logged.
  return answerError(new ActionError(404, 'not_found', 'No such path. Actions are at /actions/{action}.'), c)
}
