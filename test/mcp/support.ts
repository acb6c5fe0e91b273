import type { Tool } from '../../src/action/catalogue.ts'
import { startIdentityProvider } from '../support/identity.ts'
import { entry, type Script, startAtUpstream } from '../support/worker.ts'

/** Keys of agents, and their rights. */
export const AGENTS = {
  reader: { key: 'key-mcp-reader', allow: ['*'] },
  writer: {
    key: 'key-mcp-writer',
    allow: ['*'],
    mcp: ['*', 'call-stripe-api'],
    connect: true,
    any_endpoint: true,
  },
  support: {
    key: 'key-mcp-support',
    allow: ['list-*', 'retrieve-*', 'create-product'],
    mcp: ['*-customers', 'retrieve-customer'],
  },
  products: { key: 'key-mcp-products', allow: ['list-products', 'create-product'] },
  wide: { key: 'key-mcp-wide', allow: ['list-products', 'create-product'], mcp: ['*'] },
  payments: { key: 'key-mcp-payments', allow: ['*'], mcp: ['list-payment-intents'] },
  nothing: { key: 'key-mcp-nothing', allow: ['*'], mcp: [] as string[] },
} as const

export type AgentName = keyof typeof AGENTS

export const AGENT_KEYS = JSON.stringify(Object.entries(AGENTS).map(([name, key]) => entry(name, key)))

export const CURRENT = '2026-07-28'
const META = 'io.modelcontextprotocol/'

/** A tool's result, or what the client is to ask its user. */
export interface ToolResult {
  resultType?: string
  content: { type: string; text: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
  inputRequests?: Record<string, { method: string; params: { message: string; requestedSchema: object } }>
  requestState?: string
}

export interface Reply {
  jsonrpc: string
  id?: unknown
  result?: Record<string, unknown>
  error?: { code: number; message: string; data?: Record<string, unknown> }
}

/** What a request of the current revision holds beside its parameters. */
export function metaOf(capabilities: object = {}) {
  return {
    [`${META}protocolVersion`]: CURRENT,
    [`${META}clientInfo`]: { name: 'test', version: '1' },
    [`${META}clientCapabilities`]: capabilities,
  }
}

interface Options {
  agent?: AgentName
  authorization?: string
  path?: string
  headers?: Record<string, string>
  capabilities?: object
  id?: unknown
}

/** A client that sends what the current revision asks for, and takes parts of it out. */
export function clientOf(worker: Pick<Script, 'send'>) {
  /** Sends a body as it is. */
  function post(body: unknown, { agent = 'writer', authorization, path = '/mcp', headers = {} }: Options = {}) {
    return worker.send(path, {
      method: 'POST',
      headers: {
        authorization: authorization ?? `Bearer ${AGENTS[agent].key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  /** Sends a request of the current revision. */
  async function request(method: string, params: Record<string, unknown> = {}, options: Options = {}) {
    const named: Record<string, string> = method === 'tools/call' ? { 'mcp-name': String(params['name'] ?? '') } : {}
    const response = await post(
      { jsonrpc: '2.0', id: options.id ?? 1, method, params: { _meta: metaOf(options.capabilities), ...params } },
      {
        ...options,
        headers: { 'mcp-protocol-version': CURRENT, 'mcp-method': method, ...named, ...options.headers },
      },
    )
    return { response, reply: (await response.clone().json()) as Reply }
  }

  /** Calls a tool in the current revision; what is no result of it fails the test. */
  async function call(name: string, args: object = {}, options: Options & { more?: object } = {}) {
    const { reply } = await request('tools/call', { name, arguments: args, ...options.more }, options)
    if (!reply.result) throw new Error(JSON.stringify(reply))
    return reply.result as unknown as ToolResult
  }

  /** Sends a request of a revision that opens with `initialize`. */
  async function earlier(method: string, params: object = {}, options: Options = {}) {
    const response = await post({ jsonrpc: '2.0', id: 1, method, params }, options)
    return { response, reply: (await response.clone().json()) as Reply }
  }

  /** The names of the tools that an agent is offered. */
  async function names(options: Options = {}): Promise<string[]> {
    const { reply } = await request('tools/list', {}, options)
    return toolsIn(reply).map(({ name }) => name)
  }

  return { post, request, call, earlier, names }
}

/** The tools of a list. */
export function toolsIn({ result, error }: Reply): Tool[] {
  if (!result) throw new Error(error?.message)
  return result['tools'] as Tool[]
}

export type Mcp = ReturnType<typeof clientOf>

/** A Worker whose agents have keys, or the tokens of an identity provider, and an upstream in Stripe's place. */
export async function startAgents({ policy, keys = AGENT_KEYS }: { policy: object; keys?: string }) {
  const idp = await startIdentityProvider()
  const worker = await startAtUpstream({
    vars: { ACCESS_POLICY: JSON.stringify({ jwt: idp.jwt, ...policy }) },
    secrets: { API_KEYS: keys },
  })
  return {
    upstream: worker.upstream,
    idp,
    worker,
    mcp: clientOf(worker),
    async close() {
      await worker.close()
      await idp.close()
    },
  }
}

/** The error of a tool that failed: what `POST /actions/{action}` would answer. */
export function errorIn({ isError, content, structuredContent }: ToolResult) {
  if (!isError || structuredContent !== undefined) throw new Error('the tool did not fail')
  const { error } = JSON.parse(content[0]?.text ?? '') as {
    error: {
      code: string
      param?: string
      message: string
      issues?: object[]
      idempotency_key?: string
      request_id: string
    }
  }
  return error
}
