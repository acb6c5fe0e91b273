import { ActionError } from '../errors.ts'
import { isObject } from '../json.ts'

/** Codes of JSON-RPC and of MCP, with the code that the log has for them. */
const CODES = {
  parse_error: -32700,
  invalid_request: -32600,
  method_not_found: -32601,
  invalid_params: -32602,
  internal: -32603,
  header_mismatch: -32020,
  unsupported_protocol_version: -32022,
} as const

type Code = keyof typeof CODES

/**
 * An error of the protocol: the request is wrong, rather than what it asks for. What a tool fails with is a result.
 *
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes}
 */
export class RpcError extends ActionError {
  readonly rpcCode: number
  readonly data: object | undefined

  /**
   * @param status 200 where the request was well-formed, so that the error is an answer like any other.
   * @param logged What the log has in place of the code's name.
   */
  constructor(
    code: Code,
    message: string,
    { status = 400, data, logged = code }: { status?: number; data?: object; logged?: string | undefined } = {},
  ) {
    super(status, logged, message)
    this.rpcCode = CODES[code]
    this.data = data
  }
}

/** What identifies a request. */
export type Id = string | number

/** A request or, without an `id`, a notification. */
export interface Message {
  readonly id: Id | undefined
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What a request is answered when nothing is wrong with it. */
export interface Answer {
  readonly result: object
  /** JSON text of the result's `structuredContent`, which stays as it is. */
  readonly structured?: string
}

function isId(value: unknown): value is Id {
  return typeof value === 'string' || Number.isSafeInteger(value)
}

/** The ID of a message that may be anything. */
export function idOf(message: unknown): Id | undefined {
  return isObject(message) && isId(message['id']) ? message['id'] : undefined
}

/**
 * Reads a JSON-RPC message.
 *
 * @throws {RpcError}
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic#messages}
 */
export function readMessage(given: unknown): Message {
  if (!isObject(given)) throw new RpcError('invalid_request', 'The body must be one JSON-RPC message, an object.')
  const { jsonrpc, id, method } = given
  const params = given['params'] ?? {}
  if (jsonrpc !== '2.0') throw new RpcError('invalid_request', 'jsonrpc: must be "2.0"')
  if (typeof method !== 'string') {
    throw new RpcError('invalid_request', 'method: must be a string. This server sends no requests to respond to.')
  }
  if (id !== undefined && !isId(id)) throw new RpcError('invalid_request', 'id: must be a string or a whole number')
  if (!isObject(params)) throw new RpcError('invalid_params', 'params: must be an object')
  return { id, method, params }
}

function json(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json' } })
}

/** The response to a request. */
export function respond(id: Id, { result, structured }: Answer): Response {
  const text = JSON.stringify({ jsonrpc: '2.0', id, result })
  return json(200, structured === undefined ? text : `${text.slice(0, -2)},"structuredContent":${structured}}}`)
}

/** The response to a request that is wrong; of one that could not be read, the ID is not known. */
export function respondError(id: Id | undefined, { status, rpcCode: code, message, data }: RpcError): Response {
  return json(status, JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } }))
}
