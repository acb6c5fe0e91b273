import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { key as keyScript } from '../../scripts/key.ts'
import { inspect } from '../mcp/inspector.ts'
import { run } from '../scripts/run.ts'
import { wordsOf } from '../support/lines.ts'
import { entry, startWorker, type Worker } from '../support/worker.ts'

const GUIDE = readFileSync(new URL('../../docs/agents.md', import.meta.url), 'utf8')
const DEMO = 'demo_key_for_local_use_only'

/** The blocks of the guide, with what stands behind the three backticks. */
const blocks = [...GUIDE.matchAll(/^ *```(?<kind>\w+) (?<info>.*)\n(?<body>[^`]*)```/gm)].map(({ groups = {} }) => ({
  kind: groups['kind'] ?? '',
  info: groups['info'] ?? '',
  body: groups['body'] ?? '',
}))
const settings = blocks.filter(({ info }) => info === 'settings')
const requests = blocks.filter(({ kind, info }) => kind === 'json' && info !== 'settings')

let folder: string
let worker: Worker
const keys = new Map<string, string>([['demo', DEMO]])
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agents-'))
  for (const [, command = ''] of GUIDE.matchAll(/`npm run key -- ([^`]*--name [^`]*)`/g)) {
    const args = wordsOf(command)
    const { status, stdout, stderr } = await run(keyScript, args, { cwd: folder })
    expect([status, stderr]).toEqual([0, ''])
    keys.set(args[args.indexOf('--name') + 1] ?? '', /sact_\w+/.exec(stdout)?.[0] ?? '')
  }
  const made = JSON.parse(readFileSync(join(folder, '.keys.staging.json'), 'utf8')) as object[]
  const demo = { ...entry('demo', { key: DEMO, allow: ['*'] }), connect: true, extra_params: true }
  worker = await startWorker({
    env: 'local',
    localStripe: true,
    secrets: { API_KEYS: JSON.stringify([demo, ...made]) },
  })
})
afterAll(async () => {
  await worker.close()
  rmSync(folder, { recursive: true })
})

/** Calls an action at once, as a backend does. */
async function act(action: string, input: object): Promise<{ id: string }> {
  const response = await worker.send(`/actions/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DEMO}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as { id: string }
}

/** A client with the key of a name, or with the settings that the guide shows. */
async function connect(key: string, path = '/mcp') {
  const client = new Client({ name: 'guide', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const headers = { authorization: `Bearer ${keys.get(key) ?? key}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(path, worker.url), { requestInit: { headers } }))
  return client
}

describe('keys', () => {
  test('each is made by its command, and its agent sees what the guide says', async () => {
    const tools = async (key: string) => {
      const client = await connect(key)
      const { tools: listed } = await client.listTools()
      await client.close()
      return listed.map(({ name }) => name)
    }
    expect([...keys.keys()]).toEqual(['demo', 'agent-reads', 'agent-support', 'agent-invoices', 'agent-refunds'])
    const isRead = (name: string) => actions.some((action) => action.name === name && action.effect === 'read')
    for (const key of ['demo', 'agent-reads', 'agent-support']) {
      expect((await tools(key)).every(isRead)).toBe(true)
    }
    expect(await tools('agent-support')).toEqual(expect.arrayContaining(['search-customers', 'search-charges']))
    const changing = async (key: string) => (await tools(key)).filter((name) => !isRead(name))
    expect(await changing('agent-invoices')).toEqual(['create-invoice', 'create-invoice-item'])
    expect(await changing('agent-refunds')).toEqual(['refund-payment'])
  })
})

describe('settings', () => {
  /** Every text in a structure. */
  const texts = (value: unknown): string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [String(value)]

  /** The address and the credential of a block, whatever the client's names for them. */
  function read({ kind, body }: (typeof blocks)[number]) {
    const all = kind === 'json' ? texts(JSON.parse(body)) : wordsOf(body.replaceAll('=', ' '))
    const address = all.find((text) => /^https?:/.test(text))
    // With the key itself, or the place that a client fills in.
    const credential = all.find((text) => /Bearer |^YOUR_KEY$|^STRIPE_ACTIONS_KEY$/.test(text))
    return { address, key: credential?.replace(/^(Authorization: ?)?Bearer /, '') }
  }

  test.each(settings.map((block) => [block.body.trim().split('\n')[0], block] as const))(
    'connect a client: %s',
    async (_, block) => {
      const { address = '', key = '' } = read(block)
      expect(address).toMatch(/^(https:\/\/payments\.example\.com|http:\/\/127\.0\.0\.1:8787)\/mcp$/)
      expect(key).toMatch(/^(YOUR_KEY|STRIPE_ACTIONS_KEY|\$\{env:STRIPE_ACTIONS_KEY\}|\$\{input:[\w-]+\}|demo_key\w+)$/)
      const client = await connect(key === DEMO ? key : 'agent-reads', new URL(address).pathname)
      expect((await client.listTools()).tools.length).toBeGreaterThan(0)
      await client.close()
    },
  )

  test('are shown for ten clients, and one more is described', () => {
    expect(settings).toHaveLength(11)
  })
})

test('the request for curl is answered', async () => {
  const [line = ''] = blocks.filter(({ info }) => info === 'curl').map(({ body }) => body)
  const args = wordsOf(line)
  const values = (option: string) => args.flatMap((word, at) => (word === option ? [args[at + 1] ?? ''] : []))
  expect(args.slice(0, 3)).toEqual(['curl', '-s', 'http://127.0.0.1:8787/mcp'])
  const response = await worker.send('/mcp', {
    method: 'POST',
    headers: Object.fromEntries(values('-H').map((header) => header.split(': ', 2) as [string, string])),
    body: values('-d')[0] ?? '',
  })
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { id: 1, result: { isError: false, structuredContent: { object: 'list' } } },
  ])
})

test('the command for the inspector lists the tools', async () => {
  const [line = ''] = blocks.filter(({ info }) => info === 'inspector').map(({ body }) => body)
  const [npx, name, ...args] = wordsOf(line)
  expect([npx, name]).toEqual(['npx', '@modelcontextprotocol/inspector'])
  const here = args.map((word) => word.replace('http://127.0.0.1:8787', worker.url.origin))
  expect(here).not.toEqual(args)
  expect(JSON.stringify(await inspect(here))).toContain('"list-customers"')
})

test('every request does what the guide says', async () => {
  const customer = await act('create-customer', { email: 'jane@example.com' })
  const payment = await act('create-payment-intent', {
    amount: 2_000,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
  const now = Math.floor(Date.now() / 1_000)
  const real = new Map([
    ['cus_jane', customer.id],
    ['pi_jane', payment.id],
  ])
  const inTime = (text: string) => text.replace(/"gte": \d+, "lt": \d+/, `"gte": ${now - 3_600}, "lt": ${now + 3_600}`)
  const clients = {
    support: await connect('agent-support'),
    refunds: await connect('agent-refunds'),
    short: await connect('agent-refunds', '/mcp?tools=search'),
  }
  const answers: unknown[] = []
  for (const { info, body } of requests) {
    const [name = '', ...outcome] = info.split(' ')
    const args = JSON.parse(inTime(body).replace(/\w+_jane/g, (one) => real.get(one) ?? one)) as Record<string, unknown>
    const which = /^(search|run)-action/.test(name)
      ? 'short'
      : name === 'refund-payment' && outcome[0] !== 'unknown'
        ? 'refunds'
        : 'support'
    const calling = clients[which].callTool({ name, arguments: args })
    if (outcome.join(' ') === 'unknown tool') {
      await expect(calling).rejects.toMatchObject({ code: -32602 })
      continue
    }
    const result = (await calling) as { isError?: boolean; structuredContent?: unknown; content: { text: string }[] }
    const text = result.content[0]?.text ?? ''
    expect([result.isError, text], info).toEqual([outcome.length > 0, expect.stringContaining(outcome[0] ?? '')])
    answers.push(result.structuredContent)
  }
  expect(answers).toMatchObject([
    { data: [{ id: customer.id }] },
    { data: [{ id: payment.id, amount: 2_000, status: 'succeeded' }] },
    { data: [] },
    undefined,
    undefined,
    { object: 'refund', amount: 500 },
    { object: 'refund', amount: 500 },
    { object: 'refund', amount: 500 },
    { actions: expect.arrayContaining([expect.objectContaining({ name: 'refund-payment' })]) },
    { data: [{ id: customer.id }] },
  ])
  const [, , repeated, first] = [...answers].reverse() as { id: string }[]
  expect(repeated?.id).toBe(first?.id)
  const { data } = (await act('list-payment-intents', {
    customer: customer.id,
    expand: ['data.latest_charge'],
  })) as unknown as {
    data: { latest_charge: { amount_refunded: number } }[]
  }
  expect(data[0]?.latest_charge.amount_refunded).toBe(1_000)
  await Promise.all(Object.values(clients).map((client) => client.close()))
})

test('every block is a request, settings, or a command that is run, and every action exists', () => {
  const names = [...actions.map(({ name }) => name), 'search-actions', 'run-action']
  for (const { info } of requests) expect(names).toContain(info.split(' ')[0])
  expect(blocks.filter(({ info }) => ['curl', 'inspector'].includes(info))).toHaveLength(2)
  expect(GUIDE.match(/^ *```\w+/gm)).toHaveLength(blocks.length)
})
