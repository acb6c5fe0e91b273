import type { Context, Handler, MiddlewareHandler } from 'hono'
import { retrieversOf } from '../access/expansions.ts'
import type { Action } from '../action/define.ts'
import { ActionError, invalidInput } from '../errors.ts'
import { callerOf } from '../http/admit.ts'
import { readText, requireJson } from '../http/bodies.ts'
import type { AppEnv } from '../http/env.ts'
import { paramOf } from '../issues.ts'
import { didYouMean } from '../names.ts'
import { once } from '../once.ts'
import { answerBatch, type Dispatch } from './batch.ts'
import { idOf, RpcError, readMessage, respond, respondError } from './messages.ts'
import { runMethod } from './methods.ts'
import { asAgent } from './tools.ts'
import { readClient } from './versions.ts'

/** Reads the query string: `tools=search`, or nothing. */
function readsSearch(c: Context<AppEnv>): boolean {
  const { tools, ...others } = c.req.query()
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) {
    throw invalidInput([{ param: paramOf([unknown]), message: `unknown input${didYouMean(unknown, ['tools'])}` }])
  }
  if (tools !== undefined && tools !== 'search') throw invalidInput([{ param: 'tools', message: 'must be "search"' }])
  return tools === 'search'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RpcError('parse_error', 'The body must be JSON.')
  }
}

/** The error of the protocol for anything that was thrown. */
function asRpcError(thrown: unknown): RpcError {
  if (thrown instanceof RpcError) return thrown
  if (thrown instanceof ActionError) {
    return new RpcError('internal', thrown.message, { status: thrown.status, logged: thrown.code })
  }
  const message = 'Internal error. The log has the details under this request_id.'
  return new RpcError('internal', message, { status: 500 })
}

/** Identifies the caller of a message. */
export function identifyCaller(actions: readonly Action[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await callerOf(c, actions)
    await next()
  }
}

/**
 * Answers messages of the Model Context Protocol over Streamable HTTP, without sessions: each request says for itself
 * what is needed to answer it, and the answer is one JSON object.
 *
 * @param again Sends a request to the app.
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http}
 */
export function answerMcp(actions: readonly Action[], again: Dispatch): Handler<AppEnv> {
  const retrievers = once(() => retrieversOf(actions))
  return async (c) => {
    const sender = c.get('caller')
    if (!sender) throw new Error('identifyCaller sets the caller')
    const caller = asAgent(sender, actions)
    const isSearch = readsSearch(c)
    requireJson(c)
    const text = await readText(c)
    let body: unknown
    try {
      body = parse(text)
      if (Array.isArray(body)) return await answerBatch(c, body, again)
      const message = readMessage(body)
      const client = readClient(message, (name) => c.req.header(name))
      // A notification needs no answer, and without sessions none has an effect.
      if (message.id === undefined) return new Response(null, { status: 202 })
      return respond(message.id, await runMethod(message, { c, caller, actions, retrievers, client, isSearch }))
    } catch (thrown) {
      const error = asRpcError(thrown)
      c.set('failure', { error, bug: error.code === 'internal' && thrown instanceof Error ? thrown : undefined })
      return respondError(idOf(body), error)
    }
  }
}
