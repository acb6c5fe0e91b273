import { Hono, type Context as HonoContext } from 'hono'
import { Context } from './context.ts'
import { documentationOf, invalid, StripeError } from './errors.ts'
import { type FormMap, parseForm } from './form.ts'
import type { Idempotency } from './idempotency.ts'
import { randomText } from './ids.ts'
import { checkParams } from './params.ts'
import type { Operation, Resource } from './resource.ts'
import { show } from './show.ts'
import { API_VERSION } from './spec.ts'
import type { Store } from './store.ts'
import type { Turns } from './turns.ts'
import type { ObjectName } from './types.ts'

export interface Runtime {
  store: Store
  idempotency: Idempotency
  turns: Turns
  resources: ReadonlyMap<string, Resource>
  publicUrl: string
  /** Runs a function that either writes everything or, when it throws, nothing. */
  transaction: <T>(run: () => T) => T
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
  for (const { operations } of runtime.resources.values()) {
    for (const operation of operations) {
      const [method = '', path = ''] = operation.endpoint.split(' ')
      app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
        const ids = [...path.matchAll(/\{(\w+)\}/g)].map((match) => c.req.param(match[1] ?? '') ?? '')
        return handle(runtime, c, operation, ids)
      })
    }
  }
  app.notFound((c) => errorResponse(unrecognized(c.req.method, c.req.path)))
  app.onError(errorResponse)
  return app
}

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

export const contextOf = (runtime: Runtime, path: string, request: Context['request']) =>
  new Context({
    store: runtime.store,
    resources: runtime.resources,
    now: Math.floor(Date.now() / 1000),
    path,
    publicUrl: runtime.publicUrl,
    request,
  })

async function handle(runtime: Runtime, c: HonoContext, operation: Operation, ids: string[]): Promise<Response> {
  const key = c.req.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null
  const requestId = newRequestId()
  const context = contextOf(runtime, c.req.path, {
    id: requestId,
    idempotencyKey: key,
    account: c.req.header('stripe-account') ?? null,
  })
  const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key }
  let reply: Reply
  try {
    const form = await readForm(c)
    reply = await runtime.turns.run(() => {
      const earlier = key === null ? undefined : runtime.idempotency.find(key, c.req.path, form, context.now)
      if (!earlier) return run(runtime, context, operation, ids, form)
      headers['idempotent-replayed'] = 'true'
      headers['original-request'] = earlier.requestId
      return earlier
    })
  } catch (error) {
    if (!(error instanceof StripeError)) throw error
    reply = { status: error.status, body: errorBody(error, requestId, context) }
  }
  return respond(reply, requestId, headers)
}

/** An error of the parameters ends the request before its key counts as used; any later answer is kept under it. */
function run(runtime: Runtime, context: Context, operation: Operation, ids: string[], form: FormMap): Reply {
  const params = checkParams(operation.endpoint, form)
  const save = (reply: Reply) => {
    const { id, idempotencyKey: key } = context.request
    if (key !== null) runtime.idempotency.save(key, context.path, form, { ...reply, requestId: id }, context.now)
    return reply
  }
  const outcome = attempt(runtime, () => {
    const answer = operation.run(context, params, ...ids)
    return JSON.stringify(show(context, answer, expandOf(params)))
  })
  return save(
    outcome instanceof StripeError
      ? { status: outcome.status, body: errorBody(outcome, context.request.id, context) }
      : { status: 200, body: outcome },
  )
}

/** Runs what either writes everything or nothing, and hands back the error that refuses it. */
export function attempt<T>(runtime: Runtime, run: () => T): T | StripeError {
  try {
    return runtime.transaction(() => {
      try {
        return run()
      } catch (error) {
        if (error instanceof StripeError && error.keep) return error
        throw error
      }
    })
  } catch (error) {
    if (error instanceof StripeError) return error
    throw error
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
function errorBody(error: StripeError, requestId: string, context?: Context): string {
  const { code, ...details } = error.details
  const full = (object: ObjectName, id: string | undefined) => {
    const found = id === undefined ? undefined : context?.store.find(object, id)
    return found && context && { [object]: show(context, found, []) }
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
