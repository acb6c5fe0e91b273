import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isObject } from '../json.ts'
import { RpcError } from './messages.ts'
import { BATCHED } from './versions.ts'

/** Messages that one body may hold: each is a separate request; they are answered one after the other. */
const MESSAGES_LIMIT = 20

/** Sends a request to the app. */
export type Dispatch = (request: Request, c: Context<AppEnv>) => Response | Promise<Response>

function check(messages: readonly unknown[], version: string | undefined): void {
  if (!BATCHED.includes(version)) {
    throw new RpcError('invalid_request', 'This protocol version does not support batches. Send one message.')
  }
  if (messages.length === 0 || messages.length > MESSAGES_LIMIT) {
    throw new RpcError('invalid_request', `A batch must contain 1 to ${MESSAGES_LIMIT} messages.`)
  }
  if (!messages.every((message) => isObject(message) && message['method'] !== 'initialize')) {
    throw new RpcError('invalid_request', 'A batch must contain only objects, and no initialize message.')
  }
}

/**
 * Answers several messages of the revision 2025-03-26 as the app answers each: with its own checks, limits and line in the
 * log. What is no answer to a message, such as 429, answers for all.
 *
 * @see {@link https://modelcontextprotocol.io/specification/2025-03-26/basic/transports#sending-messages-to-the-server}
 */
export async function answerBatch(
  c: Context<AppEnv>,
  messages: readonly unknown[],
  again: Dispatch,
): Promise<Response> {
  c.set('mcp', 'batch')
  check(messages, c.req.header('MCP-Protocol-Version'))
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['content-length', 'transfer-encoding']) headers.delete(name)
  const answers: unknown[] = []
  for (const message of messages) {
    const response = await again(new Request(c.req.url, { method: 'POST', headers, body: JSON.stringify(message) }), c)
    if (response.status === 202) continue
    const answer: unknown = await response.clone().json()
    if (!isObject(answer) || answer['jsonrpc'] !== '2.0') return response
    answers.push(answer)
  }
  return answers.length === 0 ? new Response(null, { status: 202 }) : Response.json(answers)
}
