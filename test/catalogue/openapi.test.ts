import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import document from '../../public/openapi.json' with { type: 'json' }
import { commandFile } from '../../scripts/programs.ts'
import { type AtLocalStripe, KEYS, startAtLocalStripe } from '../support/worker.ts'

interface Client {
  sell(baseUrl: string, key: string): Promise<{ name: string; amount: number; price: string; issues: unknown[] }>
}

/** Its types are made by the test, so that they are no part of this program: `tsc` there has checked them. */
async function loadClient(path = './typed-client/client.ts') {
  return (await import(path)) as Client
}

interface Operation {
  operationId: string
  tags: string[]
  responses: Record<string, { $ref?: string }>
  requestBody: { content: { 'application/json': { schema: { properties: Record<string, unknown> } } } }
}

const paths = document.paths as unknown as Record<string, { post?: Operation }>

describe('openapi.json', () => {
  test('has one operation per action, with all of its inputs', () => {
    const operations = Object.entries(paths).filter(([path]) => path.startsWith('/actions/'))
    expect(operations.map(([path]) => path.slice('/actions/'.length))).toEqual(actions.map(({ name }) => name))
    for (const action of actions) {
      const post = paths[`/actions/${action.name}`]?.post
      expect(post?.operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).toBe(action.name)
      expect(post?.tags).toEqual([action.docs.resource])
      const properties = post?.requestBody.content['application/json'].schema.properties ?? {}
      expect(Object.keys(properties).sort()).toEqual(Object.keys(action.inputs).sort())
    }
  })

  test('names each type of a value once', () => {
    const twice = JSON.stringify(document).match(/"type":\["(\w+)","\1"|"null","null"/g)
    expect(twice).toBeNull()
    expect(JSON.stringify(document)).toContain('"type":["string","null"]')
  })

  test('tells of every error status with its body', () => {
    const statuses = ['400', '401', '402', '403', '404', '405', '409', '413', '415', '429', '500', '502', '504']
    for (const [path, { post }] of Object.entries(paths)) {
      if (post && path.startsWith('/actions/')) expect(Object.keys(post.responses)).toEqual(['200', ...statuses])
    }
    for (const { content } of Object.values(document.components.responses)) {
      expect(content['application/json'].schema.$ref).toBe('#/components/schemas/Error')
      expect(content['application/json'].example.error.message).toBeTruthy()
    }
  })
})

let worker: AtLocalStripe
beforeAll(async () => {
  worker = await startAtLocalStripe()
})
afterAll(() => worker.close())

describe('the path of the Model Context Protocol', () => {
  const { parameters, requestBody, responses } = document.paths['/mcp'].post
  const example = requestBody.content['application/json'].example
  const send = (headers: Record<string, string>, body: object = example) =>
    worker.send('/mcp', {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.full.key}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const named = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'list-products' }

  test('has a request that works, with the headers that it names', async () => {
    const names = parameters.flatMap((one) => (one.name === undefined ? [] : [one.name.toLowerCase()]))
    expect(names).toEqual(['tools', ...Object.keys(named)])
    const response = await send(named)
    const { result } = responses[200].content['application/json'].example
    expect([response.status, await response.json()]).toMatchObject([200, { id: 1, result }])
  })

  test('has the errors that it answers', async () => {
    const mismatch = await send({ ...named, 'mcp-method': 'tools/list' })
    expect([mismatch.status, await mismatch.json()]).toEqual([400, responses[400].content['application/json'].example])
    const unknown = await send({ ...named, 'mcp-method': 'tools/run' }, { ...example, method: 'tools/run' })
    expect([unknown.status, await unknown.json()]).toEqual([404, responses[404].content['application/json'].example])
    expect((await send({ authorization: '' })).status).toBe(401)
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' }
    expect((await send({ 'mcp-protocol-version': '2025-11-25' }, notification)).status).toBe(202)
  })
})

describe('a client made by openapi-typescript', () => {
  const FOLDER = 'test/catalogue/typed-client'

  function run(name: string, command: string, ...args: string[]) {
    const file = commandFile(name, command, resolve(FOLDER, 'client.ts'))
    return execFileSync(process.execPath, [file, ...args], {
      cwd: FOLDER,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  test('compiles, catches mistakes, and runs', async () => {
    run('openapi-typescript', 'openapi-typescript', '../../../public/openapi.json', '-o', 'generated/openapi.ts')
    expect(run('typescript', 'tsc', '-p', '.')).toBe('')
    const { sell } = await loadClient()
    const sold = await sell(worker.url.href, KEYS.full.key)
    expect(sold).toMatchObject({ name: 'Premium Plan', amount: 2000, prices: [sold.price] })
    expect(sold.issues).toEqual([{ param: 'limit', message: 'must be at most 100' }])
  })
})
