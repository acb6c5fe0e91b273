import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ActionError, invalidInput, invalidJson } from '../errors.ts'
import { paramOf } from '../issues.ts'
import type { AppEnv } from './env.ts'
import { targetOf } from './methods.ts'

/** Maximum bytes of a body. */
const BODY_LIMIT = 1024 * 1024
/** Maximum characters of a URL, including its query string. */
const URL_LIMIT = 8_192

function tooLarge(): never {
  throw new ActionError(413, 'body_too_large', `The body must be at most ${BODY_LIMIT} bytes.`)
}

const countBody = bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge })

/** Converts the error for a body that ends early or is not valid HTTP into a 400; other errors are bugs. */
function incomplete(error: unknown): never {
  throw error instanceof ActionError ? error : invalidJson('The request body is incomplete.')
}

/** Rejects a body that is too large, by its Content-Length if present, otherwise by counting bytes. */
export const limitBody: MiddlewareHandler<AppEnv> = (c, next) => {
  const length = c.req.header('content-length')
  // With a transfer encoding, Content-Length is meaningless.
  if (length === undefined || c.req.header('transfer-encoding') !== undefined)
    return countBody(c, next).catch(incomplete)
  return Number(length) <= BODY_LIMIT ? next() : tooLarge()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw invalidJson('The body must be UTF-8.')
  }
}

/** The text of a request's body. */
export async function readText(c: Context<AppEnv>): Promise<string> {
  return decode(await c.req.arrayBuffer().catch(incomplete))
}

/** Rejects a request whose content type is not JSON. */
export function requireJson(c: Context<AppEnv>): void {
  if (/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return
  throw new ActionError(415, 'unsupported_media_type', 'The body must be JSON, with "Content-Type: application/json".')
}

/** Checks that the inputs of a POST are in a JSON body, before they are read. */
export const acceptBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (targetOf(c) === 'query') return next()
  const [queried] = c.req.url.includes('?') ? new URL(c.req.url).searchParams.keys() : []
  if (queried !== undefined) {
    throw invalidInput([{ param: paramOf([queried]), message: 'must be in the JSON body, not the query string' }])
  }
  const text = await readText(c)
  if (text.trim() === '') {
    // Without a content type, the validator reads it as {}.
    c.req.raw = new Request(c.req.url, { method: 'POST' })
  } else requireJson(c)
  // Hono's cache of body texts: without this entry, Hono would decode the bytes again.
  const read: Record<string, unknown> = c.req.bodyCache
  read['text'] = Promise.resolve(text)
  await next()
}

/** Rejects a URL that is too long. */
const limitQuery: MiddlewareHandler<AppEnv> = (c, next) => {
  if (c.req.url.length <= URL_LIMIT) return next()
  throw new ActionError(400, 'invalid_input', `The URL must be at most ${URL_LIMIT} characters; use POST for more.`)
}

/** Rejects inputs that are too large. */
export const limitInputs: MiddlewareHandler<AppEnv> = (c, next) =>
  targetOf(c) === 'json' ? limitBody(c, next) : limitQuery(c, next)
