import type { MiddlewareHandler } from 'hono'
import type { Action } from '../action/define.ts'
import { ActionError } from '../errors.ts'
import { servesHost } from '../read-config.ts'
import type { AppEnv } from './env.ts'

/**
 * In `local`, refuses requests for a host that is not a loopback name. Otherwise a page whose host name an attacker's
 * DNS server points to this machine (DNS rebinding) could call with the demo key.
 */
export function checkHost(actions: readonly Action[]): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    if (servesHost(c.env, actions, c.req.url)) return next()
    throw new ActionError(
      421,
      'misdirected_request',
      'This host is not allowed. Use a loopback name such as 127.0.0.1, or add it to LOCAL_HOSTS.',
    )
  }
}
