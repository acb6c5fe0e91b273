import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Action } from '../action/define.ts'
import { ActionError } from '../errors.ts'
import { allowsOrigin } from '../read-config.ts'
import type { AppEnv } from './env.ts'

const HEADERS = ['Authorization', 'Content-Type', 'Idempotency-Key', 'Stripe-Account', 'X-Request-Id']
/** Additional headers of the Model Context Protocol. */
const MCP_HEADERS = ['MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name']

const corsFor = (allowHeaders: string[]) =>
  cors({
    origin: (origin) => origin,
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders,
    exposeHeaders: [
      'X-Request-Id',
      'Stripe-Request-Id',
      'Idempotency-Key',
      'Idempotent-Replayed',
      'Server-Timing',
      'Retry-After',
    ],
    maxAge: 7_200,
  })

const actionsCors = corsFor(HEADERS)
const mcpCors = corsFor([...HEADERS, ...MCP_HEADERS])

/** Answers preflight requests without a credential, and lets pages of the allowed origins read responses. */
export function answerCors(actions: readonly Action[]): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const origin = c.req.header('Origin')
    if (origin !== undefined && allowsOrigin(c.env, actions, origin)) {
      return c.req.path === '/mcp' ? mcpCors(c, next) : actionsCors(c, next)
    }
    return c.req.method === 'OPTIONS' ? Promise.resolve(c.body(null, 204)) : next()
  }
}

/**
 * Refuses requests from pages of any origin except the Worker's own and the allowed ones, even if the browser would
 * hide the response.
 *
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security-endpoint}
 */
export function requireOrigin(actions: readonly Action[]): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const origin = c.req.header('Origin')
    if (origin === undefined || origin === new URL(c.req.url).origin || allowsOrigin(c.env, actions, origin)) {
      return next()
    }
    throw new ActionError(403, 'forbidden', 'This origin is not allowed. Add it to ALLOWED_ORIGINS.')
  }
}
