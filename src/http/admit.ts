import type { Context, MiddlewareHandler } from 'hono'
import type { Caller } from '../access/caller.ts'
import { retrieversOf } from '../access/expansions.ts'
import { idempotencyKeyOf, identify } from '../access/identify.ts'
import { countRequest } from '../access/rate-limits.ts'
import type { WebhookRight } from '../access/rights.ts'
import type { Action } from '../action/define.ts'
import { ActionError, invalidInput, unknownAction } from '../errors.ts'
import { once } from '../once.ts'
import { readConfig } from '../read-config.ts'
import type { StripeOptions } from '../stripe/request.ts'
import { StripeSession } from '../stripe/session.ts'
import type { AppEnv } from './env.ts'

/** The format of an idempotency key, wherever the caller sends it. */
export const IDEMPOTENCY_KEY = {
  pattern: /^[\x20-\x7e]{1,255}$/,
  message: 'must be 1 to 255 printable ASCII characters',
} as const

/** The request headers that are read, with their formats. */
const HEADERS = {
  'Idempotency-Key': IDEMPOTENCY_KEY,
  'Stripe-Account': { pattern: /^[\w-]{1,255}$/, message: 'must be the ID of a connected account, such as "acct_123"' },
} as const

function readHeader(c: Context<AppEnv>, name: keyof typeof HEADERS): string | undefined {
  const value = c.req.header(name)
  if (value && !HEADERS[name].pattern.test(value)) throw invalidInput([{ param: name, message: HEADERS[name].message }])
  return value || undefined
}

/**
 * The options of a call to Stripe, from the request's headers.
 *
 * @param key The idempotency key, if the caller sent one outside the header.
 */
export async function callOptions(
  c: Context<AppEnv>,
  caller: Caller,
  { method }: Action,
  key?: string,
): Promise<StripeOptions> {
  // Only a POST sends it.
  const callersKey = key ?? readHeader(c, 'Idempotency-Key') ?? (method === 'POST' ? crypto.randomUUID() : '')
  const stripeAccount = readHeader(c, 'Stripe-Account')
  if (stripeAccount !== undefined && !caller.connect) {
    throw new ActionError(403, 'forbidden', `${caller.who} may not act for connected accounts.`, {
      param: 'Stripe-Account',
    })
  }
  return { callersKey, idempotencyKey: await idempotencyKeyOf(caller, callersKey), stripeAccount }
}

/** Identifies the caller of a request and counts the request against the caller's rate limit. */
export async function callerOf(c: Context<AppEnv>, actions: readonly Action[]): Promise<Caller> {
  const sender = {
    authorization: c.req.header('Authorization'),
    address: () => c.req.header('CF-Connecting-IP'),
    waitUntil: (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise),
  }
  const caller = await identify(sender, c.env, readConfig(c.env, actions))
  c.set('caller', caller)
  await countRequest(caller, c.env)
  return caller
}

/** The methods that an action takes. */
function methodsOf(action: Action): string[] {
  return action.effect === 'read' ? ['GET', 'HEAD', 'POST'] : ['POST']
}

/** Checks that the caller may run the action, before any input is read. */
export function admit(actions: readonly Action[]): MiddlewareHandler<AppEnv, '/actions/:action'> {
  const byName = new Map(actions.map((action) => [action.name, action]))
  const names = [...byName.keys()]
  const retrievers = once(() => retrieversOf(actions))
  return async (c, next) => {
    const caller = await callerOf(c, actions)
    const name = c.req.param('action')
    const action = byName.get(name)
    if (!action) throw unknownAction(name, names)
    c.set('action', action)
    const methods = methodsOf(action)
    if (!methods.includes(c.req.method)) {
      const message = `${name} takes ${methods.join(', ').replace(/, (?=\w+$)/, ' or ')}, not ${c.req.method}.`
      throw new ActionError(405, 'method_not_allowed', message, { headers: { allow: methods.join(', ') } })
    }
    if (!caller.allows(name)) throw new ActionError(403, 'forbidden', `${caller.who} may not run ${name}.`)
    c.set('session', new StripeSession(readConfig(c.env, actions), await callOptions(c, caller, action)))
    c.set('admitted', { caller, action, grant: caller.grant?.(name), retrievers })
    await next()
  }
}

/** Checks that the caller may read or redeliver webhooks. */
export function admitTo(right: WebhookRight, actions: readonly Action[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const caller = await callerOf(c, actions)
    if (!caller.allows(right)) throw new ActionError(403, 'forbidden', `${caller.who} lacks the right ${right}.`)
    await next()
  }
}
