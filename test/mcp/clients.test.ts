import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as EarlierClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as EarlierTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { type AtLocalStripe, startAtLocalStripe } from '../support/worker.ts'
import { inspect } from './inspector.ts'
import { AGENT_KEYS, AGENTS, type AgentName, CURRENT } from './support.ts'

// The official clients and the inspector, against workerd and the local Stripe.
let worker: AtLocalStripe
beforeAll(async () => {
  worker = await startAtLocalStripe({ API_KEYS: AGENT_KEYS })
  for (const { key } of Object.values(AGENTS)) worker.leaks.mark(key)
})
afterAll(() => worker.close())

const reading = actions.filter(({ effect }) => effect === 'read').map(({ name }) => name)

type Mode = 'auto' | 'legacy' | { pin: string }

/** How a client's user answers, and what they were asked. */
class User {
  readonly asked: string[] = []
  readonly agrees: boolean

  constructor(agrees: boolean) {
    this.agrees = agrees
  }
}

interface Options {
  mode?: Mode
  path?: string
  user?: User
  /** Revisions that the client speaks; without it all that it knows. */
  supported?: string[]
}

async function connect(agent: AgentName, { mode = 'auto', path = '/mcp', user, supported }: Options = {}) {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      versionNegotiation: { mode },
      capabilities: user ? { elicitation: { form: {} } } : {},
      ...(supported && { supportedProtocolVersions: supported }),
    },
  )
  if (user) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      user.asked.push(params.message)
      return user.agrees ? { action: 'accept', content: { confirmed: true } } : { action: 'decline' }
    })
  }
  const headers = { authorization: `Bearer ${AGENTS[agent].key}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(path, worker.url), { requestInit: { headers } }))
  return client
}

interface Created {
  id: string
}

const structured = (result: unknown) => (result as { structuredContent: Created }).structuredContent
const textOf = (result: unknown) => (result as { content: { text: string }[] }).content[0]?.text ?? ''

/** Makes a product through a client, and lists it. */
async function makesProduct(call: (name: string, args: Record<string, unknown>) => Promise<unknown>, name: string) {
  const { id } = structured(await call('create-product', { name, metadata: { by: 'an agent' } }))
  expect(structured(await call('retrieve-product', { product_id: id }))).toMatchObject({ id, name })
  const wrong = await call('retrieve-product', { product: id })
  expect(wrong).toMatchObject({ isError: true })
  expect(JSON.parse(textOf(wrong))).toMatchObject({ error: { code: 'invalid_input', param: 'product_id' } })
  return id
}

describe('the official client', () => {
  test.each([
    ['finds the current revision', 'auto', CURRENT],
    ['can be held to it', { pin: CURRENT }, CURRENT],
    ['can open with initialize', 'legacy', '2025-11-25'],
  ] as [string, Mode, string][])('%s', async (_, mode, version) => {
    const client = await connect('writer', { mode })
    expect(client.getNegotiatedProtocolVersion()).toBe(version)
    expect(client.getServerVersion()).toMatchObject({ name: 'stripe-actions' })
    expect(client.getInstructions()).toContain('test mode')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(actions.map(({ name }) => name))
    await makesProduct((name, args) => client.callTool({ name, arguments: args }), `Of ${version}`)
    await client.close()
  })

  test.each(['2025-06-18', '2025-03-26'])('can open with %s', async (version) => {
    const client = await connect('writer', { mode: 'legacy', supported: [version] })
    expect(client.getNegotiatedProtocolVersion()).toBe(version)
    expect((await client.listTools()).tools).toHaveLength(actions.length)
    await makesProduct((name, args) => client.callTool({ name, arguments: args }), `Of ${version}`)
    await client.close()
  })

  test('takes what every reading tool returns for what its schema says', async () => {
    const client = await connect('reader')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(reading)
    for (const { name, inputSchema } of tools) {
      if ((inputSchema['required'] ?? []).length > 0) continue
      const response = await worker.send(`/actions/${name}`, {
        headers: { authorization: `Bearer ${AGENTS.reader.key}` },
      })
      const result = await client.callTool({ name, arguments: {} })
      // The local Stripe does not serve every endpoint.
      expect([name, result.isError]).toEqual([name, !response.ok])
    }
    await client.close()
  })

  test('has its user asked before what cannot be undone', async () => {
    const [yes, no] = [new User(true), new User(false)]
    const client = await connect('writer', { user: yes })
    const made = await client.callTool({ name: 'create-product', arguments: { name: 'To delete' } })
    const args = { product_id: structured(made).id }
    expect(yes.asked).toEqual([])
    const other = await connect('writer', { user: no })
    const declined = await other.callTool({ name: 'delete-product', arguments: args })
    expect([declined.isError, no.asked.length]).toEqual([true, 1])
    expect(JSON.parse(textOf(declined))).toMatchObject({ error: { code: 'declined' } })
    const deleted = await client.callTool({ name: 'delete-product', arguments: args })
    expect(structured(deleted)).toMatchObject({ deleted: true })
    expect(yes.asked).toEqual([expect.stringContaining(args.product_id)])
    await Promise.all([client.close(), other.close()])
  })

  test('works with the short list', async () => {
    const client = await connect('writer', { path: '/mcp?tools=search' })
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['search-actions', 'run-action'])
    const found = await client.callTool({ name: 'search-actions', arguments: { query: 'create a product' } })
    expect(textOf(found)).toContain('"create-product"')
    const run = (action: string, input: Record<string, unknown>) =>
      client.callTool({ name: 'run-action', arguments: { action, input } })
    await makesProduct(run, 'Of the short list')
    await client.close()
  })

  test('cannot run what its key is not for', async () => {
    const client = await connect('support')
    expect((await client.listTools()).tools.map(({ name }) => name).sort()).toEqual([
      'list-customers',
      'retrieve-customer',
    ])
    await expect(client.callTool({ name: 'create-product', arguments: { name: 'A' } })).rejects.toMatchObject({
      code: -32602,
    })
    await client.close()
  })
})

test('the client of most agents today, the first version of the SDK, works', async () => {
  const client = new EarlierClient({ name: 'test', version: '1' })
  const headers = { authorization: `Bearer ${AGENTS.writer.key}` }
  const transport = new EarlierTransport(new URL('/mcp', worker.url), { requestInit: { headers } })
  await client.connect(transport)
  expect(transport.protocolVersion).toBe('2025-11-25')
  await client.ping()
  expect((await client.listTools()).tools).toHaveLength(actions.length)
  const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args })
  const id = await makesProduct(call, 'Of the first version')
  const refused = await call('delete-product', { product_id: id })
  expect(JSON.parse(textOf(refused))).toMatchObject({ error: { code: 'confirmation_required' } })
  const deleted = await call('delete-product', { product_id: id, user_confirmed: true })
  expect(structured(deleted)).toMatchObject({ id, deleted: true })
  await client.close()
})

describe("the inspector's command line", () => {
  /** Runs it with a key. */
  function run(agent: AgentName, era: 'legacy' | 'modern', ...args: string[]) {
    const server = ['--server-url', String(new URL('/mcp', worker.url)), '--transport', 'http', '--protocol-era', era]
    return inspect(['--cli', ...server, '--header', `Authorization: Bearer ${AGENTS[agent].key}`, ...args])
  }

  test.each(['legacy', 'modern'] as const)('lists the tools and calls one, in the %s way', async (era) => {
    const listed = await run('reader', era, '--method', 'tools/list', '--strict')
    expect(JSON.stringify(listed)).toContain('"list-products"')
    const args = ['--tool-name', 'create-product', '--tool-args-json', '{"name":"Of the inspector"}']
    const called = await run('writer', era, '--method', 'tools/call', ...args)
    expect(JSON.stringify(called)).toContain('Of the inspector')
  })
})
