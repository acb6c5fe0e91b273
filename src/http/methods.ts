import type { Context, MiddlewareHandler } from 'hono'
import { ActionError } from '../errors.ts'
import type { AppEnv } from './env.ts'

/** Where a call's inputs are. */
export type Target = 'json' | 'query'

/** Where the inputs of this call are: in the body of a POST, otherwise in the query string. */
export function targetOf(c: Context<AppEnv>): Target {
  return c.req.method === 'POST' ? 'json' : 'query'
}

/** Refuses other methods. Routes are registered for all methods, so that Hono builds a single router. */
function only(...methods: readonly [string, ...string[]]): MiddlewareHandler<AppEnv> {
  const headers = { allow: methods.join(', ') }
  return (c, next) => {
    if (methods.includes(c.req.method)) return next()
    throw new ActionError(405, 'method_not_allowed', `This path accepts only ${methods[0]}.`, { headers })
  }
}

export const getOnly = only('GET', 'HEAD')
export const postOnly = only('POST')
