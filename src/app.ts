import { Hono } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import type { Action } from './action/define.ts'
import { answerCatalogue, runAdmitted } from './http/actions.ts'
import { admit, admitTo } from './http/admit.ts'
import { asset } from './http/assets.ts'
import { acceptBody, limitBody, limitInputs } from './http/bodies.ts'
import type { AppEnv } from './http/env.ts'
import { answerError, answerNotFound } from './http/errors.ts'
import { checkHost } from './http/hosts.ts'
import { answerLocalStripe } from './http/local-stripe.ts'
import { logRequests } from './http/log.ts'
import { getOnly, postOnly } from './http/methods.ts'
import { answerCors, requireOrigin } from './http/origins.ts'
import { validate } from './http/validate.ts'
import { answerMcp, identifyCaller } from './mcp/transport.ts'
import { health } from './read-config.ts'
import { listEvents, redeliverEvent, showEvent } from './webhooks/events.ts'
import { receiveEvent } from './webhooks/receive.ts'
import { listDestinations, redeliverDead, testDestination } from './webhooks/targets.ts'

/** The app: actions at `/actions/{action}`, and every other route. */
export function createApp(actions: readonly Action[]) {
  // Hono's default (SmartRouter) would register every route twice, which takes 2 ms of the start.
  const app = new Hono<AppEnv>({ router: new RegExpRouter() })
  app.use(logRequests)
  app.use(checkHost(actions))
  app.use(answerCors(actions))
  app.all('/actions/:action', admit(actions), limitInputs, acceptBody, validate, runAdmitted)
  app.all('/actions', getOnly, answerCatalogue(actions))
  app.all(
    '/mcp',
    postOnly,
    requireOrigin(actions),
    identifyCaller(actions),
    limitBody,
    answerMcp(actions, (request, c) => app.fetch(request, c.env, c.executionCtx)),
  )
  app.all('/webhooks/stripe', postOnly, limitBody, receiveEvent(actions))
  app.all('/webhooks/events', admitTo('webhooks:read', actions), getOnly, listEvents)
  app.all('/webhooks/events/:id', admitTo('webhooks:read', actions), getOnly, showEvent)
  app.all('/webhooks/destinations', admitTo('webhooks:read', actions), getOnly, listDestinations(actions))
  const writing = [postOnly, admitTo('webhooks:write', actions)] as const
  app.all('/webhooks/events/:id/redeliver', ...writing, limitBody, acceptBody, redeliverEvent(actions))
  app.all('/webhooks/destinations/:name/redeliver', ...writing, redeliverDead(actions))
  app.all('/webhooks/destinations/:name/test', ...writing, testDestination(actions))
  app.all('/health', getOnly, (c) => c.json(health(c.env, actions)))
  for (const path of ['/openapi.json', '/docs', '/docs/*']) {
    app.all(path, getOnly, (c) => asset(c, c.req.path, c.req.raw))
  }
  app.all('/local-stripe/*', answerLocalStripe)
  app.notFound(answerNotFound)
  app.onError(answerError)
  return app
}
