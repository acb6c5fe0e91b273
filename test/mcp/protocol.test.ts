import { afterAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { json } from '../support/upstream.ts'
import { errorOf, startAtUpstream } from '../support/worker.ts'
import { AGENT_KEYS, CURRENT, clientOf, metaOf, type Reply } from './support.ts'

const worker = await startAtUpstream({
  vars: { ALLOWED_ORIGINS: 'https://app.example.com' },
  secrets: { API_KEYS: AGENT_KEYS },
})
const { upstream } = worker
upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
const mcp = clientOf(worker)
afterAll(() => worker.close())

const VERSIONS = [CURRENT, '2025-11-25', '2025-06-18', '2025-03-26']
const PING = { jsonrpc: '2.0', id: 1, method: 'ping' }

const versioned = (version: string): Record<string, string> => ({ 'mcp-protocol-version': version })

/** Status and code of an answer that is an error of the protocol. */
async function refused(response: Response) {
  const { error, id } = (await response.json()) as Reply
  return { status: response.status, code: error?.code, id, message: error?.message ?? '', data: error?.data }
}

describe('HTTP', () => {
  test.each(['GET', 'DELETE', 'PUT', 'HEAD'])('%s is 405', async (method) => {
    const response = await worker.send('/mcp', { method, headers: { authorization: 'Bearer key-mcp-writer' } })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('a page of another origin is 403, one of an allowed or the own origin is not', async () => {
    for (const origin of ['https://evil.example.com', 'null', 'http://localhost']) {
      const response = await mcp.post(PING, { headers: { origin } })
      expect([response.status, (await errorOf(response)).code]).toEqual([403, 'forbidden'])
    }
    for (const origin of ['https://app.example.com', worker.url.origin]) {
      expect((await mcp.post(PING, { headers: { origin } })).status).toBe(200)
    }
  })

  test('a page of an allowed origin may send the headers of the protocol', async () => {
    const response = await worker.send('/mcp', {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST' },
    })
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase().split(',') ?? []
    expect(allowed).toEqual(expect.arrayContaining(['mcp-protocol-version', 'mcp-method', 'mcp-name', 'authorization']))
  })

  test('without a valid key nothing is answered', async () => {
    for (const authorization of ['', 'Bearer nonsense']) {
      const response = await mcp.post(PING, { authorization })
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect((await errorOf(response)).code).toBe('unauthenticated')
    }
  })

  test.each([
    [413, 'body_too_large', `{"a":"${'x'.repeat(1024 * 1024)}"}`, 'application/json'],
    [415, 'unsupported_media_type', JSON.stringify(PING), 'text/plain'],
  ])('a body can be %i %s', async (status, code, body, type) => {
    const response = await mcp.post(body, { headers: { 'content-type': type } })
    expect([response.status, (await errorOf(response)).code]).toEqual([status, code])
  })

  test('the query string takes tools=search and nothing else', async () => {
    expect((await mcp.post(PING, { path: '/mcp?tools=search' })).status).toBe(200)
    for (const [query, param] of [
      ['tools=all', 'tools'],
      ['tool=search', 'tool'],
    ]) {
      const response = await mcp.post(PING, { path: `/mcp?${query}` })
      const error = await errorOf(response)
      expect([response.status, error.code, error.param]).toEqual([400, 'invalid_input', param])
    }
  })
})

describe('messages', () => {
  test('what is not JSON is a parse error', async () => {
    for (const body of ['', '{', 'nothing']) {
      expect(await refused(await mcp.post(body))).toMatchObject({ status: 400, code: -32700, id: undefined })
    }
  })

  test.each([
    ['a number', 7],
    ['no version', { id: 1, method: 'ping' }],
    ['another version', { jsonrpc: '1.0', id: 1, method: 'ping' }],
    ['no method', { jsonrpc: '2.0', id: 1 }],
    ['a response', { jsonrpc: '2.0', id: 1, result: {} }],
    ['an ID of null', { jsonrpc: '2.0', id: null, method: 'ping' }],
    ['a broken ID', { jsonrpc: '2.0', id: 1.5, method: 'ping' }],
  ])('%s is no request', async (_, body) => {
    expect(await refused(await mcp.post(body))).toMatchObject({ status: 400, code: -32600 })
  })

  test('parameters must be an object', async () => {
    expect(await refused(await mcp.post({ ...PING, params: [] }))).toMatchObject({ status: 400, code: -32602, id: 1 })
  })

  test('the answer has the ID of the request, as it was', async () => {
    for (const id of [0, 7, 'a "quoted" one']) {
      const { reply } = await mcp.request('tools/list', {}, { id })
      expect([reply.jsonrpc, reply.id]).toEqual(['2.0', id])
    }
  })

  test('a notification is taken and runs nothing', async () => {
    upstream.answers(json(200, { object: 'product' }))
    for (const headers of [{}, versioned(CURRENT)]) {
      for (const method of ['notifications/initialized', 'notifications/cancelled', 'tools/call']) {
        const params = { name: 'create-product', arguments: { name: 'A' } }
        const response = await mcp.post({ jsonrpc: '2.0', method, params }, { headers })
        expect([response.status, await response.text()]).toEqual([202, ''])
      }
    }
    expect(upstream.requests).toHaveLength(0)
  })
})

describe('the current revision', () => {
  test('server/discover tells what is spoken, for how long, and to whom', async () => {
    const { response, reply } = await mcp.request('server/discover')
    expect(response.status).toBe(200)
    expect(reply.result).toEqual({
      resultType: 'complete',
      _meta: {
        'io.modelcontextprotocol/serverInfo': {
          name: 'stripe-actions',
          title: 'Stripe Actions',
          version: manifest.version,
        },
      },
      supportedVersions: VERSIONS,
      capabilities: { tools: {} },
      instructions: expect.stringContaining('test mode'),
      ttlMs: 3_600_000,
      cacheScope: 'public',
    })
  })

  test('a list of tools is for its caller, and may be kept', async () => {
    const { reply } = await mcp.request('tools/list')
    expect(reply.result).toMatchObject({ resultType: 'complete', ttlMs: 300_000, cacheScope: 'private' })
    expect(reply.result).not.toHaveProperty('nextCursor')
  })

  test('a list has one page', async () => {
    const { response, reply } = await mcp.request('tools/list', { cursor: 'x' })
    expect([response.status, reply.error?.code]).toEqual([200, -32602])
  })

  test.each(['ping', 'initialize', 'resources/list', 'subscriptions/listen', 'toString', 'constructor'])(
    '%s is no method',
    async (method) => {
      const { response, reply } = await mcp.request(method)
      expect([response.status, reply.error?.code, reply.id]).toEqual([404, -32601, 1])
    },
  )

  test.each([
    ['no version in the header', { 'mcp-protocol-version': undefined }],
    ['another version in the header', { 'mcp-protocol-version': '2025-11-25' }],
    ['no method in the header', { 'mcp-method': undefined }],
    ['another method in the header', { 'mcp-method': 'tools/list' }],
    ['a method in another case', { 'mcp-method': 'Tools/Call' }],
    ['no name in the header', { 'mcp-name': undefined }],
    ['another name in the header', { 'mcp-name': 'list-customers' }],
    ['a name that cannot be decoded', { 'mcp-name': '=?base64?%%?=' }],
    ['a name that is not UTF-8', { 'mcp-name': '=?base64?/w==?=' }],
  ])('%s does not match the body', async (_, change: Record<string, string | undefined>) => {
    upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
    const method = 'tools/call'
    const all = { 'mcp-protocol-version': CURRENT, 'mcp-method': method, 'mcp-name': 'list-products', ...change }
    const headers = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))
    const params = { _meta: metaOf(), name: 'list-products' }
    const response = await mcp.post({ jsonrpc: '2.0', id: 'a', method, params }, { headers })
    expect(await refused(response)).toMatchObject({ status: 400, code: -32020, id: 'a' })
    expect(upstream.requests).toHaveLength(0)
  })

  test('a name may be encoded', async () => {
    const encoded = `=?base64?${btoa('list-products')}?=`
    const { reply } = await mcp.request('tools/call', { name: 'list-products' }, { headers: { 'mcp-name': encoded } })
    expect(reply.result).toMatchObject({ isError: false })
  })

  test('a version that is not spoken here is refused with those that are', async () => {
    const headers = { 'mcp-protocol-version': '1900-01-01', 'mcp-method': 'tools/list' }
    const meta = { ...metaOf(), 'io.modelcontextprotocol/protocolVersion': '1900-01-01' }
    for (const params of [{ _meta: meta }, {}]) {
      const response = await mcp.post({ jsonrpc: '2.0', id: 3, method: 'tools/list', params }, { headers })
      expect(await refused(response)).toMatchObject({
        status: 400,
        code: -32022,
        id: 3,
        data: { requested: '1900-01-01', supported: VERSIONS },
      })
    }
  })

  test.each(['protocolVersion', 'clientCapabilities'])('%s is required', async (field) => {
    const meta = Object.fromEntries(Object.entries(metaOf()).filter(([name]) => !name.endsWith(field)))
    const headers = { 'mcp-protocol-version': CURRENT, 'mcp-method': 'tools/list' }
    for (const params of [{ _meta: meta }, field === 'protocolVersion' ? {} : { _meta: meta }]) {
      const response = await mcp.post({ jsonrpc: '2.0', id: 4, method: 'tools/list', params }, { headers })
      expect(await refused(response)).toMatchObject({
        status: 400,
        code: -32602,
        id: 4,
        message: expect.stringContaining(field),
      })
    }
  })

  test.each([
    ['no name', {}],
    ['a name that is no string', { name: 7 }],
    ['arguments that are no object', { name: 'list-products', arguments: [] }],
    ['a tool that does not exist', { name: 'list-product' }],
  ])('a call with %s is malformed', async (_, params) => {
    const { response, reply } = await mcp.request('tools/call', params)
    expect([response.status, reply.error?.code]).toEqual([200, -32602])
  })

  test('the tool that was meant is named', async () => {
    const { reply } = await mcp.request('tools/call', { name: 'list-product' })
    expect(reply.error?.message).toBe('Unknown action "list-product"; did you mean "list-products"?')
  })
})

describe('earlier revisions', () => {
  test.each(['2025-11-25', '2025-06-18', '2025-03-26'])(
    '%s is spoken with a client that opens with it',
    async (version) => {
      const opening = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } }
      const { response, reply } = await mcp.earlier('initialize', opening)
      expect(response.status).toBe(200)
      expect(reply.result).toEqual({
        protocolVersion: version,
        capabilities: { tools: {} },
        serverInfo: { name: 'stripe-actions', title: 'Stripe Actions', version: manifest.version },
        instructions: expect.stringContaining('test mode'),
      })
      expect(response.headers.get('mcp-session-id')).toBeNull()
      const headers = versioned(version)
      expect((await mcp.earlier('ping', {}, { headers })).reply.result).toEqual({})
      const list = (await mcp.earlier('tools/list', {}, { headers })).reply.result
      expect(Object.keys(list ?? {})).toEqual(['tools'])
    },
  )

  test.each([CURRENT, '2024-11-05', 'anything'])(
    'a client that opens with %s is offered the last of them',
    async (version) => {
      const { reply } = await mcp.earlier('initialize', { protocolVersion: version })
      expect(reply.result).toMatchObject({ protocolVersion: '2025-11-25' })
    },
  )

  test('an opening names a version', async () => {
    expect((await mcp.earlier('initialize')).reply.error?.code).toBe(-32602)
  })

  test('an unknown method is an error like any other', async () => {
    for (const method of ['resources/list', 'server/discover', 'toString']) {
      const { response, reply } = await mcp.earlier(method)
      expect([response.status, reply.error?.code]).toEqual([200, -32601])
    }
  })

  test('a version of the body must be that of the header', async () => {
    const response = await mcp.post(
      { ...PING, params: { _meta: metaOf() } },
      { headers: { 'mcp-protocol-version': '2025-11-25' } },
    )
    expect(await refused(response)).toMatchObject({ status: 400, code: -32020 })
  })
})

describe('batches', () => {
  const list = (id: number, name = 'list-products') => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: {} },
  })

  test('2025-03-26 takes several messages at once, each a separate request', async () => {
    upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
    const note = { jsonrpc: '2.0', method: 'notifications/cancelled' }
    const batch = [list(1), note, list(2, 'no-such-tool'), list(3, 'list-customers')]
    for (const headers of [{}, versioned('2025-03-26')]) {
      const response = await mcp.post(batch, { headers })
      expect(response.status).toBe(200)
      const replies = (await response.json()) as Reply[]
      expect(replies.map(({ id, error }) => [id, error?.code])).toEqual([
        [1, undefined],
        [2, -32602],
        [3, undefined],
      ])
    }
    const logged = await worker.linesOf(() => mcp.post(batch))
    expect(logged.map(({ mcp, action }) => action ?? mcp)).toEqual([
      'list-products',
      undefined,
      'tools/call',
      'list-customers',
      'batch',
    ])
  })

  test('a batch of notifications has no answer', async () => {
    const response = await mcp.post([{ jsonrpc: '2.0', method: 'notifications/initialized' }])
    expect([response.status, await response.text()]).toEqual([202, ''])
  })

  test.each([
    ['nothing', []],
    ['too much', Array.from({ length: 21 }, (_, id) => list(id))],
    ['an opening', [{ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-03-26' } }]],
    ['another batch', [[list(1)]]],
  ])('a batch with %s is refused', async (_, batch) => {
    expect(await refused(await mcp.post(batch))).toMatchObject({ status: 400, code: -32600 })
  })

  test.each(['2025-06-18', '2025-11-25', CURRENT])('%s takes one message at a time', async (version) => {
    const response = await mcp.post([list(1)], { headers: versioned(version) })
    expect(await refused(response)).toMatchObject({ status: 400, code: -32600 })
  })
})
