import { Hono, type Context as HonoContext } from 'hono'
import type { Deliveries } from './deliveries.ts'
import { documentationOf, invalid, StripeError } from './errors.ts'
import { type FormMap, parseForm } from './form.ts'
import type { Idempotency } from './idempotency.ts'
import { randomText } from './ids.ts'
import { checkParams } from './params.ts'
import { RequestContext } from './request-context.ts'
import type { Operation, Resources } from './resource.ts'
import { API_VERSION } from './spec.ts'
import type { Store } from './store.ts'
import type { Timers } from './timers.ts'
import type { AnyObject, ObjectName } from './types.ts'
import { versionHeaders } from './versions.ts'
import type { WriteBatcher } from './write-batcher.ts'

export interface Runtime {
  store: Store
  timers: Timers
  deliveries: Deliveries
  idempotency: Idempotency
  writes: WriteBatcher
  resources: Resources
  publicUrl: string
  /** Runs a function that either writes everything or, when it throws, nothing. */
  transaction: <T>(run: () => T) => T
  /** Sees to it that what is set down for later is done then. */
  wake: () => void
}

interface Reply {
  status: number
  body: string
}

/** What a request asks to have expanded: every endpoint takes it, and its check lets only strings through. */
const expandOf = (params: object) => ('expand' in params ? (params.expand as string[]) : [])

/** Stripe's HTTP API for the operations of all resources: https://docs.stripe.com/api */
export function createApi(runtime: Runtime): Hono {
  const app = new Hono()
  for (const { object, operations } of runtime.resources.values()) {
    for (const operation of operations) {
      const [method = '', path = ''] = operation.endpoint.split(' ')
      app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
        const ids = [...path.matchAll(/\{(\w+)\}/g)].map((match) => c.req.param(match[1] ?? '') ?? '')
        return handle(runtime, c, { operation, object, ids })
      })
    }
  }
  for (const [path, target, filter] of NESTED) {
    app.get(path, (c) => {
      const url = new URL(c.req.url)
      url.pathname = target
      url.searchParams.set(filter, c.req.param('id') ?? '')
      return app.fetch(new Request(url, c.req.raw))
    })
  }
  app.notFound((c) => errorResponse(unrecognized(c.req.method, c.req.path)))
  app.onError(errorResponse)
  return app
}

/** Lists that stand under their owner's address as well, which objects name, and the filter that finds the same. */
const NESTED = [
  ['/v1/charges/:id/refunds', '/v1/refunds', 'charge'],
  ['/v1/customers/:id/subscriptions', '/v1/subscriptions', 'customer'],
] as const

/** The error for a path that Stripe's API does not have. */
export const unrecognized = (method: string, path: string) =>
  new StripeError(
    404,
    'invalid_request_error',
    `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at ` +
      'https://support.stripe.com/.',
  )

/** The answer to a request that failed before it reached an operation, or with a fault of this Worker's own. */
export function errorResponse(error: Error): Response {
  if (!(error instanceof StripeError)) console.error(error)
  const refusal =
    error instanceof StripeError
      ? error
      : new StripeError(500, 'api_error', 'An unknown error occurred in local-stripe.')
  const requestId = newRequestId()
  return respond({ status: refusal.status, body: errorBody(refusal, requestId) }, requestId)
}

export const newRequestId = () => `req_${randomText(14)}`

export const contextOf = (runtime: Runtime, path: string, request: RequestContext['request']) =>
  new RequestContext({
    store: runtime.store,
    timers: runtime.timers,
    resources: runtime.resources,
    now: Math.floor(Date.now() / 1000),
    path,
    publicUrl: runtime.publicUrl,
    request,
    transaction: (run) => runtime.transaction(run),
  })

/** An operation that is called, of which resource, and the ids in its path. */
interface Call {
  operation: Operation
  object: ObjectName
  ids: string[]
}

async function handle(runtime: Runtime, c: HonoContext, call: Call): Promise<Response> {
  const key = c.req.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null
  const requestId = newRequestId()
  const context = contextOf(runtime, c.req.path, {
    id: requestId,
    idempotencyKey: key,
    account: c.req.header('stripe-account') ?? null,
  })
  const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key }
  if (c.req.method === 'POST') headers['original-request'] = requestId
  let reply: Reply
  try {
    Object.assign(headers, versionHeaders(c.req.header('stripe-version')))
    const form = await readForm(c)
    const answer = () => {
      const earlier = key === null ? undefined : runtime.idempotency.find(key, c.req.path, form, context.now)
      if (!earlier) return run(runtime, context, requestId, call, form)
      headers['idempotent-replayed'] = 'true'
      headers['original-request'] = earlier.requestId
      return earlier
    }
    reply = await runtime.idempotency.alone(key, () => runtime.writes.run(answer))
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    reply = { status: error.status, body: errorBody(error, requestId, context) }
  }
  // Only what another request keeps from happening may succeed when it is sent again.
  if (c.req.method === 'POST') headers['stripe-should-retry'] = String(reply.status === 409)
  return respond(reply, requestId, headers)
}

/** An error of the parameters ends the request before its key counts as used; any later answer is kept under it. */
function run(runtime: Runtime, context: RequestContext, requestId: string, call: Call, form: FormMap): Reply {
  const { operation, ids } = call
  const params = checkParams(operation.endpoint, form)
  const isChange = !operation.endpoint.startsWith('GET')
  const way = operation.isRehearsal ? rehearse : isChange ? attempt : read
  const outcome = way(runtime, context, () => {
    const [own, concerned] = concernedBy(context, call, params)
    const living = context.inTimeOf(concerned)
    if (own && isChange) living.watch(own)
    const answer = operation.run(living, params, ...ids)
    return JSON.stringify(living.show(answer, expandOf(params)))
  })
  const reply =
    outcome instanceof StripeError
      ? { status: outcome.status, body: errorBody(outcome, requestId, context) }
      : { status: 200, body: outcome }
  const { idempotencyKey: key } = context.request
  if (key !== null) runtime.idempotency.save(key, context.path, form, { ...reply, requestId }, context.now)
  return reply
}

/** Parameters that name an object whose time a call is made in. */
const NAMED: readonly [string, ObjectName][] = [
  ['test_clock', 'test_helpers.test_clock'],
  ['customer', 'customer'],
  ['subscription', 'subscription'],
  ['from_subscription', 'subscription'],
  ['invoice', 'invoice'],
  ['payment_intent', 'payment_intent'],
  ['charge', 'charge'],
]

/** The object that a call's path names, and the one whose test clock, if it has one, tells the call's time. */
function concernedBy(
  context: RequestContext,
  { object, operation, ids }: Call,
  params: object,
): (AnyObject | undefined)[] {
  const [id] = ids
  const isChange = !operation.endpoint.startsWith('GET')
  const hasClocks = context.store.hasAny('test_helpers.test_clock')
  if (!isChange && !hasClocks) return []
  const own = id === undefined ? undefined : context.store.find(object, id)
  if (!hasClocks) return [own]
  const given: Map<string, unknown> = new Map(Object.entries(params))
  const named = NAMED.flatMap(([param, type]) => {
    const value = given.get(param)
    return typeof value === 'string' ? (context.store.find(type, value) ?? []) : []
  })
  // What belongs to a customer lives in the customer's time.
  const owner = id === undefined ? undefined : context.store.find('customer', id)
  return [own, own ?? owner ?? named[0]]
}

/** Runs what either writes everything or nothing, and keeps the events of it. Hands back the error that refuses it. */
export function attempt<T>(runtime: Runtime, context: RequestContext, run: () => T): T | StripeError {
  try {
    const outcome = runtime.transaction(() => {
      const outcome = unlessKept(run)
      context.settle()
      recordEvents(runtime, context)
      return outcome
    })
    runtime.wake()
    return outcome
  } catch (error) {
    if (error instanceof StripeError) return error
    throw error
  }
}

/** Runs what is undone afterwards: nothing of it is kept, and it leaves no events. */
function rehearse<T>(_runtime: Runtime, context: RequestContext, run: () => T): T | StripeError {
  try {
    return context.rehearse(run)
  } catch (error) {
    if (error instanceof StripeError) return error
    throw error
  }
}

/** Runs what writes nothing, but for an object whose time is over when it is looked at. */
function read<T>(runtime: Runtime, context: RequestContext, run: () => T): T | StripeError {
  try {
    const outcome = run()
    recordEvents(runtime, context)
    return outcome
  } catch (error) {
    if (error instanceof StripeError) return error
    throw error
  }
}

function unlessKept<T>(run: () => T): T | StripeError {
  try {
    return run()
  } catch (error) {
    if (error instanceof StripeError && error.keep) return error
    throw error
  }
}

/** Keeps the events of a request, and sets them down for the webhook endpoints that take them. */
function recordEvents({ deliveries, store }: Runtime, { recorder }: RequestContext) {
  const events = recorder.events()
  if (events.length === 0) return
  const endpoints = deliveries.endpoints()
  for (const event of events) {
    store.insert({ ...event, pending_webhooks: deliveries.add(event, endpoints) }, event.created)
  }
}

async function readForm(c: HonoContext): Promise<FormMap> {
  const query = new URL(c.req.url).search.slice(1)
  const body = c.req.method === 'GET' ? '' : await c.req.text()
  if (body !== '' && !(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw invalid(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any ' +
        'questions, we can help at https://support.stripe.com/.',
    )
  }
  return parseForm([query, body].filter((part) => part !== '').join('&'))
}

/** An error's body, in which the objects that it names are shown in full. */
function errorBody(error: StripeError, requestId: string, context?: RequestContext): string {
  const { code, ...details } = error.details
  const full = (object: ObjectName, id: string | undefined) => {
    const found = id === undefined ? undefined : context?.store.find(object, id)
    return found && context && { [object]: context.show(found) }
  }
  const body = {
    error: {
      ...(code !== undefined && { code, doc_url: documentationOf(code) }),
      ...details,
      message: error.message,
      ...full('payment_intent', details.payment_intent),
      ...full('payment_method', details.payment_method),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      type: error.type,
    },
  }
  return JSON.stringify(body)
}

function respond(reply: Reply, requestId: string, headers: Record<string, string> = {}): Response {
  return new Response(reply.body, {
    status: reply.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
      'request-id': requestId,
      'stripe-version': API_VERSION,
      ...headers,
    },
  })
}
