import { isObject } from '../json.ts'
import { shortened } from '../names.ts'
import { type Message, RpcError } from './messages.ts'

/** The revision in which every request says for itself what it speaks. */
const CURRENT = '2026-07-28'
/** Revisions in which a client opens with `initialize`, the newest first. */
const EARLIER: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26']
/** What a client speaks that names no version: the header came with the revision after it. */
const WITHOUT_HEADER = '2025-03-26'

/** Revisions that allow several messages in one body. */
export const BATCHED: readonly (string | undefined)[] = [undefined, '2025-03-26']

const META = 'io.modelcontextprotocol/'
/** Where a result names the server. */
export const SERVER_INFO = `${META}serverInfo`

/** Methods whose request names something in the header `Mcp-Name` too. */
const NAMED: readonly string[] = ['tools/call']

/** The client that sends a request. */
export interface Client {
  /** Whether it speaks the revision that needs no `initialize`. */
  readonly isCurrent: boolean
  /** Whether it can ask its user, with a form, before it repeats a request. */
  readonly asksUser: boolean
}

/** Reads a header of a request. */
type Header = (name: string) => string | undefined

/** Every supported revision, newest first. */
export const VERSIONS: readonly string[] = [CURRENT, ...EARLIER]

/** The revision that is spoken with a client that opens with `initialize`. */
export function negotiate(requested: unknown): string {
  if (typeof requested !== 'string')
    throw new RpcError('invalid_params', 'protocolVersion: must be a string', { status: 200 })
  return EARLIER.find((version) => version === requested) ?? EARLIER[0] ?? WITHOUT_HEADER
}

function mismatch(message: string): RpcError {
  return new RpcError('header_mismatch', message)
}

/** Reads a header value that may be encoded, since HTTP takes ASCII only. */
function decode(value: string): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1]
  if (encoded === undefined) return value
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.fromBase64(encoded))
  } catch {
    return undefined
  }
}

/** Throws unless the headers say of a request what its body says, for those on the way that read headers only. */
function checkHeaders({ method, params }: Message, header: Header): void {
  const given = header('Mcp-Method')
  if (given === undefined) throw mismatch('The header Mcp-Method is missing.')
  if (given !== method) throw mismatch('The header Mcp-Method differs from the method of the body.')
  const { name } = params
  // A body without a name is refused for that.
  if (!NAMED.includes(method) || typeof name !== 'string') return
  const named = header('Mcp-Name')
  if (named === undefined) throw mismatch('The header Mcp-Name is missing.')
  if (decode(named) !== name) throw mismatch('The header Mcp-Name differs from params.name of the body.')
}

/** Whether a client's capabilities say that it shows forms: by default it does if it can ask at all. */
function showsForms({ elicitation }: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(elicitation)) return false
  return Object.keys(elicitation).length === 0 || isObject(elicitation['form'])
}

/**
 * Finds in which revision a request is made, and what its client can do.
 *
 * @throws {RpcError} For a revision that is not spoken here, and for headers and fields that the revision requires.
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning}
 * @see {@link https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation}
 */
export function readClient(message: Message, header: Header): Client {
  const meta = isObject(message.params['_meta']) ? message.params['_meta'] : {}
  const named = header('MCP-Protocol-Version')
  const version = meta[`${META}protocolVersion`]
  if (named === undefined && version !== undefined) throw mismatch('The header MCP-Protocol-Version is missing.')
  if (version !== undefined && version !== named) {
    throw mismatch(`The header MCP-Protocol-Version differs from ${META}protocolVersion of the body.`)
  }
  const requested = named ?? WITHOUT_HEADER
  if (EARLIER.includes(requested)) return { isCurrent: false, asksUser: false }
  if (requested !== CURRENT) {
    const text = `Unsupported protocol version. Supported are ${VERSIONS.join(', ')}.`
    const data = { supported: VERSIONS, requested: shortened(requested) }
    throw new RpcError('unsupported_protocol_version', text, { data })
  }
  // A notification needs no more than its version.
  if (message.id === undefined) return { isCurrent: true, asksUser: false }
  const capabilities = meta[`${META}clientCapabilities`]
  if (version === undefined || !isObject(capabilities)) {
    const missing = version === undefined ? 'protocolVersion' : 'clientCapabilities'
    throw new RpcError('invalid_params', `_meta["${META}${missing}"]: is required`)
  }
  checkHeaders(message, header)
  return { isCurrent: true, asksUser: showsForms(capabilities) }
}
