import { zValidator } from '@hono/zod-validator'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { Hono } from 'hono/tiny'
import type Stripe from 'stripe'
import type * as z4 from 'zod'
import * as z from 'zod/mini'
import { _safeParse } from 'zod/v4/core'
import type { Caller } from './access/caller.ts'
import { idempotencyKeyOf, identify } from './access/identify.ts'
import { countRequest } from './access/rate-limits.ts'
import type { Action } from './action/action.ts'
import type { Catalogue } from './action/catalogue.ts'
import { didYouMean } from './action/suggest.ts'
import { ActionError, type Issue, invalidInput, paramOf } from './errors.ts'
import type { AppEnv } from './http/env.ts'
import { fromQuery } from './http/query.ts'
import { allowsOrigin, type Config, health, readConfig } from './read-config.ts'
import { runAction } from './run.ts'
import { newCall, type StripeCall } from './stripe/stripe.ts'
import { listEvents, redeliverDead, redeliverEvent } from './webhooks/events.ts'
import { receiveEvent } from './webhooks/receive.ts'

/** Bytes that a body may have. */
const BODY_LIMIT = 1024 * 1024

/** Headers of a request that count, each refused when it is none such. */
const HEADERS = {
  'Idempotency-Key': { pattern: /^[\x20-\x7e]{1,255}$/, message: 'must be 1 to 255 printable ASCII characters' },
  'Stripe-Account': { pattern: /^[\w-]{1,255}$/, message: 'must be the ID of a connected account, such as "acct_123"' },
} as const

function readHeader(c: Context<AppEnv>, name: keyof typeof HEADERS): string | undefined {
  const value = c.req.header(name)
  if (value && !HEADERS[name].pattern.test(value)) throw invalidInput([{ param: name, message: HEADERS[name].message }])
  return value || undefined
}

/** The options of a call to Stripe that a request's headers ask for. */
function callOptions(c: Context<AppEnv>, caller: Caller): Stripe.RequestOptions {
  const idempotencyKey = readHeader(c, 'Idempotency-Key')
  const stripeAccount = readHeader(c, 'Stripe-Account')
  if (stripeAccount !== undefined && !caller.connect) {
    throw new ActionError(403, 'forbidden', `${caller.who} may not act for connected accounts.`, {
      param: 'Stripe-Account',
    })
  }
  return {
    ...(idempotencyKey !== undefined && { idempotencyKey: idempotencyKeyOf(caller, idempotencyKey) }),
    ...(stripeAccount !== undefined && { stripeAccount }),
  }
}

/** Gives every request its ID, and every answer its headers and its one line in the log. */
const observe: MiddlewareHandler<AppEnv> = async (c, next) => {
  const started = performance.now()
  const asked = c.req.header('X-Request-Id')
  const requestId = asked && /^[\w.-]{1,128}$/.test(asked) ? asked : crypto.randomUUID()
  const call = newCall()
  c.set('requestId', requestId)
  c.set('call', call)
  await next()
  const total = performance.now() - started
  const stripeRequestId = stripeRequestIdOf(call)
  // Set on the answer itself: Hono's `header` would make a new one each time.
  const { headers } = c.res
  headers.set('x-request-id', requestId)
  if (stripeRequestId !== undefined) headers.set('stripe-request-id', stripeRequestId)
  headers.set('server-timing', `stripe;dur=${call.duration.toFixed(1)}, total;dur=${total.toFixed(1)}`)
  // Static assets say themselves how long they last.
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  if (c.env.STRIPE_MODE === 'live') headers.set('strict-transport-security', 'max-age=31536000')
  const failure = c.get('failure')
  const bug = failure?.bug
  // Names, numbers and IDs alone: no body, key, e-mail address or query string.
  console.log(
    JSON.stringify({
      request_id: requestId,
      method: c.req.method,
      action: c.get('action')?.name,
      event: c.get('event')?.id,
      event_type: c.get('event')?.type,
      caller: c.get('caller')?.name,
      status: c.res.status,
      code: failure?.told.code,
      stripe_request_id: stripeRequestId,
      total_ms: Math.round(total),
      stripe_ms: Math.round(call.duration),
      attempts: call.attempts,
      // A bug's message may quote what a caller sent; the frames below it do not.
      ...(bug && { error: bug.name, stack: bug.stack?.split('\n').filter((line) => /^\s+at /.test(line)) }),
    }),
  )
}

function stripeRequestIdOf(call: StripeCall | undefined): string | undefined {
  return call?.answer?.headers.get('request-id') ?? undefined
}

/** The answer to whatever went wrong. */
function answerError(error: Error, c: Context<AppEnv>): Response {
  const told = toldOf(error)
  c.set('failure', { told, bug: told.code === 'internal' ? error : undefined })
  const ids = { request_id: c.get('requestId'), stripe_request_id: stripeRequestIdOf(c.get('call')) }
  return new Response(JSON.stringify(told.body(ids)), {
    status: told.status,
    headers: { 'content-type': 'application/json', ...told.details.headers },
  })
}

function toldOf(error: Error): ActionError {
  if (error instanceof ActionError) return error
  // Hono's validator throws it for a body that is not JSON.
  if (error instanceof HTTPException && error.status === 400) return invalidJson()
  return new ActionError(500, 'internal', 'Something went wrong in the Worker. Its log has more under this request_id.')
}

function invalidJson(): ActionError {
  return new ActionError(400, 'invalid_json', 'The body must be a JSON object, such as {"limit": 10}.')
}

const shareWithOrigin = cors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'HEAD', 'POST'],
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Stripe-Account', 'X-Request-Id'],
  exposeHeaders: ['X-Request-Id', 'Stripe-Request-Id', 'Idempotent-Replayed', 'Server-Timing', 'Retry-After'],
  maxAge: 7_200,
})

/** Turns what zod found into one error that names every wrong input. */
function refusalOf(issues: readonly z.core.$ZodIssue[], action: Action): ActionError {
  if (issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0)) return invalidJson()
  const [first, ...others]: Issue[] = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ param: paramOf(issue.path), message: issue.message }]
    return issue.keys.map((name) => ({
      param: name,
      message: `unknown input; ${didYouMean(name, Object.keys(action.input))}`,
    }))
  })
  if (!first) throw new Error('A failed validation has issues')
  return invalidInput([first, ...others])
}

type Target = 'json' | 'query'

/** What zod found, without the methods and properties that its own error is made with. */
class Found {
  readonly issues: readonly z.core.$ZodIssue[]
  constructor(issues: readonly z.core.$ZodIssue[]) {
    this.issues = issues
  }
}

// zValidator types its result as zod's classic API; of it, the validator and the hook read what both APIs have.
const parse = _safeParse(Found as unknown as z.core.$ZodErrorClass) as unknown as () => z4.ZodSafeParseResult<unknown>

/** @param set Puts in what the access policy sets. */
function validator(target: Target, action: Action, set?: (given: unknown) => unknown): MiddlewareHandler {
  const query = z.transform((given: Record<string, string | string[]>): unknown => fromQuery(given, action.input))
  const schema: z.ZodMiniType = set ? z.pipe(z.transform(set), action.schema) : action.schema
  return zValidator(
    target,
    target === 'json' ? schema : z.pipe(query, schema),
    // Answered at once: what is thrown costs more, and ends up there as well.
    (result, c) => (result.success ? undefined : answerError(refusalOf(result.error.issues, action), c)),
    { validationFunction: parse },
  )
}

/** What `validator` made of the input; the schema of every action reads to an object. */
function validated(c: Context<AppEnv>, target: Target): Record<string, unknown> {
  return c.req.valid(target as never)
}

/** Tells a caller whose body ends before its end, or is no body of HTTP, from a fault of ours. */
function brokenOff(error: unknown): never {
  throw error instanceof ActionError ? error : new ActionError(400, 'invalid_json', 'The body broke off.')
}

const countBody = bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge })

/** Refuses a body that is too large: by its length where HTTP holds it to one, else by counting. */
const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  const length = c.req.header('content-length')
  // Beside a transfer encoding a length means nothing.
  if (length === undefined || c.req.header('transfer-encoding') !== undefined)
    return countBody(c, next).catch(brokenOff)
  return Number(length) <= BODY_LIMIT ? next() : tooLarge()
}

/** What keeps bodies and query strings to their place and form, before any of them is read as input. */
const acceptBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const [queried] = c.req.url.includes('?') ? new URL(c.req.url).searchParams.keys() : []
  if (queried !== undefined) {
    throw invalidInput([{ param: queried, message: 'belongs into the JSON body: a POST takes no query string' }])
  }
  if ((await c.req.text().catch(brokenOff)).trim() === '') {
    // Without a content type, the validator reads it as {}.
    c.req.raw = new Request(c.req.url, { method: 'POST' })
  } else if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new ActionError(
      415,
      'unsupported_media_type',
      'The body must be JSON, with "Content-Type: application/json".',
    )
  }
  await next()
}

/** Characters that a URL may have, its query string included. */
const URL_LIMIT = 8_192

const limitQuery: MiddlewareHandler<AppEnv> = (c, next) => {
  if (c.req.url.length <= URL_LIMIT) return next()
  throw new ActionError(400, 'invalid_input', `The URL must be at most ${URL_LIMIT} characters; a POST takes more.`)
}

/** What answers a path that is only read. Every route is tried for every request: a path has one for all methods. */
function readOnly(answer: (c: Context<AppEnv>) => Response | Promise<Response>) {
  return (c: Context<AppEnv>) => {
    if (['GET', 'HEAD'].includes(c.req.method)) return answer(c)
    throw new ActionError(405, 'method_not_allowed', 'This path takes GET.', { headers: { allow: 'GET, HEAD' } })
  }
}

function methodsOf(action: Action): string[] {
  return action.effect === 'read' ? ['GET', 'HEAD', 'POST'] : ['POST']
}

/** A file of `public/`, which holds the console, the catalogue and openapi.json: the script holds none of them. */
async function asset(c: Context<AppEnv>, path: string, init?: Request): Promise<Response> {
  const response = await c.env.ASSETS?.fetch(new Request(new URL(path, c.req.url), init))
  return response && response.status !== 404 ? own(response) : c.notFound()
}

/** An answer of another Worker's as one of ours, whose headers can be set. */
function own(response: Response): Response {
  return new Response(response.body, response)
}

/** Leads a browser to the docs, and tells anything else in JSON. */
async function answerNotFound(c: Context<AppEnv>): Promise<Response> {
  if (c.req.method === 'GET' && c.req.header('accept')?.includes('text/html') && c.env.ASSETS) {
    if (c.req.path === '/') return c.redirect('/docs')
    const { body, headers } = await asset(c, '/not-found')
    return new Response(body, { status: 404, headers })
  }
  // `OPTIONS *` has no path, and so comes past `observe`.
  if (!c.get('requestId')) c.set('requestId', crypto.randomUUID())
  // Returned, not thrown: Hono catches nothing here, and `observe` would not get to its work.
  return answerError(
    new ActionError(404, 'not_found', 'There is nothing at this path. Actions are at /actions/{action}.'),
    c,
  )
}

/** The app that serves actions at `/actions/{action}`, and `/health`. */
export function createApp(actions: readonly Action[]) {
  const app = new Hono<AppEnv>()
  const byName = new Map(actions.map((action) => [action.name, action]))
  const names = [...byName.keys()]
  const configOf = (c: Context<AppEnv>) => readConfig(c.env, actions)
  const callerOf = (c: Context<AppEnv>, config: Config) =>
    identify(
      {
        authorization: c.req.header('Authorization'),
        address: () => c.req.header('CF-Connecting-IP'),
        waitUntil: (promise) => c.executionCtx.waitUntil(promise),
      },
      c.env,
      config,
    )
  const validators = { json: new Map<Action, MiddlewareHandler>(), query: new Map<Action, MiddlewareHandler>() }

  /** Answers preflights, without a credential, and lets pages of the allowed origins read answers. */
  const share: MiddlewareHandler<AppEnv> = (c, next) => {
    const origin = c.req.header('Origin')
    if (origin !== undefined && allowsOrigin(c.env, actions, origin)) return shareWithOrigin(c, next)
    return c.req.method === 'OPTIONS' ? Promise.resolve(c.body(null, 204)) : next()
  }

  /** Decides whether this caller may run this action, before any input is looked at. */
  const admit: MiddlewareHandler<AppEnv, '/actions/:action'> = async (c, next) => {
    const config = configOf(c)
    const identified = callerOf(c, config)
    const caller = identified instanceof Promise ? await identified : identified
    c.set('caller', caller)
    if (c.env[caller.limiter]) await countRequest(caller, c.env)
    const name = c.req.param('action')
    const action = byName.get(name)
    if (!action)
      throw new ActionError(
        404,
        'unknown_action',
        `There is no action "${name.slice(0, 80)}"; ${didYouMean(name, names)}`,
      )
    c.set('action', action)
    const methods = methodsOf(action)
    if (!methods.includes(c.req.method)) {
      const message = `${name} takes ${methods.join(' or ')}, not ${c.req.method}.`
      throw new ActionError(405, 'method_not_allowed', message, { headers: { allow: methods.join(', ') } })
    }
    if (!caller.allows(name)) throw new ActionError(403, 'forbidden', `${caller.who} may not run ${name}.`)
    c.set('admitted', { config, caller, action, grant: caller.grant?.(name), options: callOptions(c, caller) })
    await next()
  }

  /** Decides whether this caller may see or repeat webhooks. */
  const admitTo =
    (right: string): MiddlewareHandler<AppEnv> =>
    async (c, next) => {
      const caller = await callerOf(c, configOf(c))
      c.set('caller', caller)
      await countRequest(caller, c.env)
      if (!caller.allows(right)) throw new ActionError(403, 'forbidden', `${caller.who} lacks the right ${right}.`)
      await next()
    }

  const validate =
    (target: Target): MiddlewareHandler<AppEnv> =>
    (c, next) => {
      const { action, grant } = c.get('admitted')
      if (grant) return validator(target, action, grant.set)(c, next)
      const known = validators[target]
      const middleware = known.get(action) ?? validator(target, action)
      known.set(action, middleware)
      return middleware(c, next)
    }

  /** The catalogue; with a credential, what it may run is marked. */
  const answerCatalogue = async (c: Context<AppEnv>): Promise<Response> => {
    if (!c.req.header('Authorization')) return asset(c, '/actions.json', c.req.raw)
    const caller = await callerOf(c, configOf(c))
    await countRequest(caller, c.env)
    const response = await asset(c, '/actions.json')
    if (!response.ok) return response
    const { actions }: Catalogue = await response.json()
    return c.json({ actions: actions.map((action) => ({ ...action, runnable: caller.allows(action.name) })) })
  }

  const run = (target: Target) => async (c: Context<AppEnv>) => {
    const { text, headers } = await runAction(c.get('admitted'), validated(c, target), c.get('call'))
    const replayed = headers.get('idempotent-replayed')
    return new Response(text, {
      headers: { 'content-type': 'application/json', ...(replayed !== null && { 'idempotent-replayed': replayed }) },
    })
  }

  app.use(observe)
  app.use(share)
  app.use('/actions/:action', admit)
  app.get('/actions/:action', limitQuery, validate('query'), run('query'))
  app.post('/actions/:action', limitBody, acceptBody, validate('json'), run('json'))
  app.post('/webhooks/stripe', limitBody, receiveEvent(actions))
  app.all('/webhooks/events', admitTo('webhooks:read'), readOnly(listEvents))
  app.post('/webhooks/events/:id/redeliver', admitTo('webhooks:write'), limitBody, acceptBody, redeliverEvent(actions))
  app.post('/webhooks/destinations/:name/redeliver', admitTo('webhooks:write'), redeliverDead(actions))
  app.all(
    '/health',
    readOnly((c) => c.json(health(c.env, actions))),
  )
  app.all('/actions', readOnly(answerCatalogue))
  for (const path of ['/openapi.json', '/docs', '/docs/*']) {
    app.all(
      path,
      readOnly((c) => asset(c, c.req.path, c.req.raw)),
    )
  }
  for (const path of ['/webhooks/stripe', '/webhooks/events/:id/redeliver', '/webhooks/destinations/:name/redeliver']) {
    app.all(path, () => {
      throw new ActionError(405, 'method_not_allowed', 'This path takes POST.', { headers: { allow: 'POST' } })
    })
  }
  app.all('/local-stripe/*', async (c) => {
    const { LOCAL_STRIPE } = c.env
    if (!LOCAL_STRIPE) return c.notFound()
    const url = new URL(c.req.url)
    url.pathname = url.pathname.slice('/local-stripe'.length)
    return own(await LOCAL_STRIPE.fetch(new Request(url, c.req.raw), { redirect: 'manual' }))
  })
  app.notFound(answerNotFound)
  app.onError(answerError)
  return app
}

function tooLarge(): never {
  throw new ActionError(413, 'body_too_large', `The body must be at most ${BODY_LIMIT} bytes.`)
}
