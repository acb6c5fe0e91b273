import { Script } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import spec from '../../local-stripe/src/generated/spec.json' with { type: 'json' }
import collection from '../../postman/collection.json' with { type: 'json' }
import { catalogueOf } from '../../scripts/catalogue/catalogue.ts'
import { collectionOf } from '../../scripts/catalogue/postman/collection.ts'
import { createAction, pathId } from '../../src/action/define.ts'
import { type AtLocalStripe, startAtLocalStripe, KEYS as TEST_KEYS } from '../support/worker.ts'

interface Part {
  key: string
  value: string
  disabled?: boolean
  description?: string
}

interface Item {
  name: string
  request: {
    method: string
    header: Part[]
    url: { raw: string; path: string[]; query?: Part[] }
    body?: { mode: string; raw: string }
    description: string
  }
  event: { listen: string; script: { exec: string[] } }[]
}

// As JSON, the collection has another type for each of its requests.
const folders = collection.item as { name: string; item: Item[] }[]
const items = folders.flatMap(({ item }) => item)
const actionOf = ({ request }: Item) => request.url.path.at(-1) ?? ''

let worker: AtLocalStripe
beforeAll(async () => {
  worker = await startAtLocalStripe()
})
afterAll(() => worker.close())

const enabled = (parts: readonly Part[] = []) => parts.filter(({ disabled }) => disabled !== true)

/** Whether the local Stripe serves an action's endpoint. */
function isServed(name: string): boolean {
  const unnamed = (endpoint: string) => endpoint.replace(/\{\w+\}/g, '{}')
  const endpoint = actions.find((action) => action.name === name)?.endpoint ?? ''
  return Object.keys(spec.endpoints).some((one) => unnamed(one) === unnamed(endpoint))
}

/** Runs requests as Postman does: variables are filled in, switched off parts are left out, and scripts run afterwards. */
class Runner {
  readonly failures: string[] = []
  readonly ran: string[] = []
  readonly keys: (string | null)[] = []
  readonly #variables = new Map<string, string>()

  constructor(variables: Record<string, string>) {
    for (const { key, value } of collection.variable) this.#variables.set(key, value)
    for (const [key, value] of Object.entries(variables)) this.#variables.set(key, value)
  }

  #fill(text: string): string {
    return text.replace(/\{\{(\$?\w+)\}\}/g, (_, name: string) => {
      if (name === '$guid') return crypto.randomUUID()
      if (name === '$timestamp') return String(Math.floor(Date.now() / 1000))
      return this.#variables.get(name) ?? ''
    })
  }

  /** Whether a variable of a request was never set, since nothing served the request that sets it. */
  lacks(item: Item): boolean {
    const names = [...JSON.stringify(item.request).matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
    return names.some((name) => !this.#variables.get(name))
  }

  async run({ name, request: { method, header, url, body }, event }: Item): Promise<void> {
    const query = enabled(url.query).map(({ key, value }) => [key, this.#fill(value)] as [string, string])
    const headers = new Headers(enabled(header).map(({ key, value }) => [key, this.#fill(value)] as [string, string]))
    headers.set('authorization', `Bearer ${this.#fill(collection.auth.bearer[0]?.value ?? '')}`)
    const path = `/${url.path.join('/')}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`
    const response = await worker.send(path, { method, headers, ...(body && { body: this.#fill(body.raw) }) })
    const text = await response.text()
    this.ran.push(name)
    this.keys.push(headers.get('idempotency-key'))
    const have = { status: (status: number) => expect(response.status).toBe(status) }
    const pm = {
      test: (what: string, check: () => void) => {
        try {
          check()
        } catch {
          this.failures.push(`${name}: ${what}: ${response.status} ${text}`)
        }
      },
      response: { json: () => JSON.parse(text), to: { have } },
      collectionVariables: { set: (key: string, value: string) => this.#variables.set(key, value) },
    }
    for (const { script } of event) {
      try {
        new Script(script.exec.join('\n')).runInNewContext({ pm })
      } catch (error) {
        this.failures.push(`${name}: ${String(error)}`)
      }
    }
  }
}

test('all requests whose endpoints the local Stripe serves pass in their order', async () => {
  const runner = new Runner({ baseUrl: worker.url.origin, key: TEST_KEYS.full.key })
  for (const item of items) if (isServed(actionOf(item)) && !runner.lacks(item)) await runner.run(item)
  expect(runner.failures).toEqual([])
  const served = actions.map(({ name }) => name).filter(isServed)
  const skipped = served.filter((name) => !runner.ran.includes(name) && !collection.info.description.includes(name))
  // What sets their variables is not served.
  expect(skipped.filter((name) => items.some((item) => item.name === name && !runner.lacks(item)))).toEqual([])
  expect(runner.ran.length).toBeGreaterThan(100)
  const keys = runner.keys.filter((key) => key !== null)
  expect(new Set(keys).size).toBe(keys.length)
})

describe('the collection', () => {
  test('is of format 2.1, with variables for the address and the key', () => {
    expect(collection.info.schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json')
    expect(collection.auth).toEqual({ type: 'bearer', bearer: [{ key: 'token', value: '{{key}}', type: 'string' }] })
    expect(collection.variable.map(({ key }) => key)).toEqual(expect.arrayContaining(['baseUrl', 'key']))
    for (const { request } of items) expect(request.url.raw).toMatch(/^\{\{baseUrl\}\}\/actions\//)
  })

  test('has every action once by its name, or says why not', () => {
    const omitted = [...collection.info.description.matchAll(/^- `([a-z-]+)`: .{20,}$/gm)].map(([, name = '']) => name)
    const names = items.map(({ name }) => name).filter((name) => !name.includes(', for '))
    expect([...names, ...omitted].sort()).toEqual(actions.map(({ name }) => name as string).sort())
  })

  test.each(actions.map((action) => [action.name, action] as const))(
    '%s has what is optional switched off',
    (name, action) => {
      const item = items.find((one) => one.name === name)
      if (!item) return
      const { method, header, url, body } = item.request
      expect(method).toBe(action.effect === 'read' ? 'GET' : 'POST')
      const idempotency = method === 'POST' && action.method === 'POST' ? [['Idempotency-Key', '{{$guid}}']] : []
      const content = method === 'POST' ? [['Content-Type', 'application/json']] : []
      expect(enabled(header).map(({ key, value }) => [key, value])).toEqual([...content, ...idempotency])
      expect(header.filter(({ disabled }) => disabled).map(({ key }) => key)).toEqual([
        'X-Request-Id',
        'Stripe-Account',
      ])
      const given = body ? Object.keys(JSON.parse(body.raw) as object) : enabled(url.query).map(({ key }) => key)
      for (const [input, { required }] of Object.entries(action.input)) {
        if (required) expect(given).toContain(input)
        else if (!given.includes(input) && method === 'GET') {
          expect(url.query).toContainEqual(expect.objectContaining({ key: input, disabled: true }))
        } else if (!given.includes(input)) expect(item.request.description).toContain(`| \`"${input}":`)
      }
    },
  )

  test.each([
    ['event', 'GET /v1/events/{}'],
    // The collection leaves out the action that creates payouts.
    ['payout', 'GET /v1/payouts/{}'],
  ] as const)('leaves out a further action whose %s no request creates, and says so', (kind, endpoint) => {
    const further = createAction(`forget-${kind}`, endpoint.replace('{}', '{id}'), () => ({
      effect: 'destructive',
      docs: {
        summary: `Forget a ${kind}`,
        description: `Forgets a ${kind}.`,
        resource: kind,
        url: `https://docs.stripe.com/api/${kind}s`,
        answer: { object: kind },
      },
      input: { id: pathId(kind) },
    }))
    const all = [...actions, further]
    const { info, item } = collectionOf(all, catalogueOf(all), '1.0.0')
    expect(info.description).toContain(
      `- \`forget-${kind}\`: no request creates what {{${kind}_to_forget}} would name.`,
    )
    expect(item).toEqual(collection.item)
  })

  test('sets each variable before it is used', () => {
    const set = new Set(['baseUrl', 'key'])
    for (const { name, request, event } of items) {
      for (const [, used = ''] of JSON.stringify(request).matchAll(/\{\{(\w+)\}\}/g)) {
        expect(set.has(used), `${name} needs ${used}`).toBe(true)
      }
      const scripts = event.flatMap(({ script }) => script.exec).join('\n')
      for (const [, variable = ''] of scripts.matchAll(/Variables\.set\('(\w+)'/g)) set.add(variable)
    }
    expect(collection.variable.map(({ key }) => key).filter((key) => !set.has(key))).toEqual([])
  })
})
