import { Hono } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import type { Action } from './action/define.ts'
import { ActionError } from './errors.ts'
import { answerCatalogue, runAdmitted } from './http/actions.ts'
import { admit, admitTo } from './http/admit.ts'
import { asset, getOnly, withMutableHeaders } from './http/assets.ts'
import { acceptBody, limitBody, limitQuery } from './http/bodies.ts'
import type { AppEnv } from './http/env.ts'
import { answerError, answerNotFound } from './http/errors.ts'
import { checkHost } from './http/hosts.ts'
import { logRequests } from './http/log.ts'
import { answerCors, requireOrigin } from './http/origins.ts'
import { validate } from './http/validate.ts'
import { answerMcp, identifyCaller } from './mcp/transport.ts'
import { health } from './read-config.ts'
import { listEvents, redeliverEvent, showEvent } from './webhooks/events.ts'
import { receiveEvent } from './webhooks/receive.ts'
import { listDestinations, redeliverDead, testDestination } from './webhooks/targets.ts'

const POSTED = [
  '/mcp',
  '/webhooks/stripe',
  '/webhooks/events/:id/redeliver',
  '/webhooks/destinations/:name/redeliver',
  '/webhooks/destinations/:name/test',
]

/** The app that serves actions at `/actions/{action}`, and everything beside them. */
export function createApp(actions: readonly Action[]) {
  // Hono's default tries this router first, which then registers every route twice: 2 ms of a start.
  const app = new Hono<AppEnv>({ router: new RegExpRouter() })
  app.use(logRequests)
  app.use(checkHost(actions))
  app.use(answerCors(actions))
  app.use('/actions/:action', admit(actions))
  app.get('/actions/:action', limitQuery, validate('query'), runAdmitted('query'))
  app.post('/actions/:action', limitBody, acceptBody, validate('json'), runAdmitted('json'))
  app.post(
    '/mcp',
    requireOrigin(actions),
    identifyCaller(actions),
    limitBody,
    answerMcp(actions, (request, c) => app.fetch(request, c.env, c.executionCtx)),
  )
  app.post('/webhooks/stripe', limitBody, receiveEvent(actions))
  app.all('/webhooks/events', admitTo('webhooks:read', actions), getOnly(listEvents))
  app.all('/webhooks/events/:id', admitTo('webhooks:read', actions), getOnly(showEvent))
  app.all('/webhooks/destinations', admitTo('webhooks:read', actions), getOnly(listDestinations(actions)))
  app.post(
    '/webhooks/events/:id/redeliver',
    admitTo('webhooks:write', actions),
    limitBody,
    acceptBody,
    redeliverEvent(actions),
  )
  app.post('/webhooks/destinations/:name/redeliver', admitTo('webhooks:write', actions), redeliverDead(actions))
  app.post('/webhooks/destinations/:name/test', admitTo('webhooks:write', actions), testDestination(actions))
  app.all(
    '/health',
    getOnly((c) => c.json(health(c.env, actions))),
  )
  app.all('/actions', getOnly(answerCatalogue(actions)))
  for (const path of ['/openapi.json', '/docs', '/docs/*']) {
    app.all(
      path,
      getOnly((c) => asset(c, c.req.path, c.req.raw)),
    )
  }
  for (const path of POSTED) {
    app.all(path, () => {
      throw new ActionError(405, 'method_not_allowed', 'This path accepts only POST.', { headers: { allow: 'POST' } })
    })
  }
  app.all('/local-stripe/*', async (c) => {
    const { LOCAL_STRIPE } = c.env
    if (!LOCAL_STRIPE) return c.notFound()
    const url = new URL(c.req.url)
    url.pathname = url.pathname.slice('/local-stripe'.length)
    // It serves loopback names only; `checkHost` has looked at the one that was asked for.
    url.hostname = 'localhost'
    return withMutableHeaders(await LOCAL_STRIPE.fetch(new Request(url, c.req.raw), { redirect: 'manual' }))
  })
  app.notFound(answerNotFound)
  app.onError(answerError)
  return app
}
