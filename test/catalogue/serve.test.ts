import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import type { Catalogue } from '../../src/action/catalogue.ts'
import { displayKey } from '../../src/action/display-key.ts'
import reference from '../fixtures/reference.json' with { type: 'json' }
import { errorOf, KEYS, type KeyName, startWorker, type Worker } from '../support/worker.ts'

let worker: Worker
beforeAll(async () => {
  worker = await startWorker({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } })
})
afterAll(() => worker.close())

const HTML = { accept: 'text/html,application/xhtml+xml' }

async function catalogue(key?: KeyName): Promise<Catalogue> {
  const headers: Record<string, string> = key ? { authorization: `Bearer ${KEYS[key].key}` } : {}
  const response = await worker.send('/actions', { headers })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
  return (await response.json()) as Catalogue
}

describe('the catalogue', () => {
  test('tells of every action and input of the reference', async () => {
    const told = await catalogue()
    expect(told.actions.map(({ name }) => name)).toEqual(actions.map(({ name }) => name))
    for (const { action, inputs } of reference) {
      const entry = told.actions.find(({ name }) => name === action)
      for (const { input, display_key } of inputs) {
        const found = entry?.inputs.find(({ name }) => name === input)
        expect(found?.display_key, `${action} ${input}`).toBe(display_key)
      }
    }
  })

  test('tells of an input what its declaration says', async () => {
    const told = await catalogue()
    for (const action of actions) {
      const entry = told.actions.find(({ name }) => name === action.name)
      expect(entry).toMatchObject({
        docs: action.docs.url,
        effect: action.effect,
        example_answer: action.docs.answer,
      })
      expect(entry?.inputs).toHaveLength(Object.keys(action.inputs).length)
      for (const { name, display_key, type, required, description, example } of entry?.inputs ?? []) {
        const declared = action.inputs[name]
        expect({ display_key, type, required, description, example }).toEqual({
          display_key: displayKey(name),
          type: declared?.reader.kind,
          required: declared?.required,
          description: declared?.about ?? `Stripe's parameter ${name}`,
          example: declared?.example,
        })
      }
    }
  })

  test('marks what a key may run, and nothing without one', async () => {
    const runnable = ({ actions }: Catalogue) => actions.filter((action) => action.runnable).map(({ name }) => name)
    expect(runnable(await catalogue())).toEqual([])
    expect(runnable(await catalogue('single'))).toEqual(['create-product'])
    expect(runnable(await catalogue('reader'))).toEqual(
      actions.filter(({ effect }) => effect === 'read').map(({ name }) => name),
    )
    expect(runnable(await catalogue('plain'))).toEqual(
      actions.map(({ name }) => name).filter((name) => name !== 'call-stripe-api'),
    )
  })

  test('is sent again to a key, even if the browser has it cached', async () => {
    const etag = (await worker.send('/actions')).headers.get('etag') ?? ''
    const headers = { authorization: `Bearer ${KEYS.plain.key}`, 'if-none-match': etag }
    const response = await worker.send('/actions', { headers })
    expect([etag, response.status, response.headers.get('cache-control')]).toEqual([
      expect.stringContaining('"'),
      200,
      'no-store',
    ])
  })

  test('a wrong key is 401', async () => {
    const response = await worker.send('/actions', { headers: { authorization: 'Bearer wrong' } })
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'unauthenticated'])
  })
})

describe('the paths of a browser', () => {
  test.each([
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/console.js', 'text/javascript; charset=utf-8'],
    ['/docs/console.css', 'text/css; charset=utf-8'],
    ['/docs/icon.svg', 'image/svg+xml'],
    ['/openapi.json', 'application/json'],
    ['/actions', 'application/json'],
  ])('%s is served', async (path, type) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await worker.send(path, { method })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
      expect(response.headers.get('x-request-id')).toMatch(/^[\w.-]+$/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
    const refused = await worker.send(path, { method: 'POST', body: '{}' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await errorOf(refused)).code).toBe('method_not_allowed')
  })

  test('what has not changed is not sent again', async () => {
    const first = await worker.send('/docs/console.js')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toContain('must-revalidate')
    expect((await worker.send('/docs/console.js', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test.each(['/docs', '/no/such/path'])('%s allows no script of another origin, and none in the page', async (path) => {
    const response = await worker.send(path, { headers: HTML })
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc="\/)|<style|\sstyle=|\son\w+=|(src|href)="https?:/)
  })

  test('/ leads a browser to the docs', async () => {
    const response = await worker.send('/', { headers: HTML })
    expect([response.status, response.headers.get('location')]).toEqual([302, '/docs'])
  })

  test.each(['/no/such/path', '/docs/no-such-file', '/actions.json'])('%s is nothing', async (path) => {
    const page = await worker.send(path, { headers: HTML })
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('href="/docs"')
    const told = await worker.send(path)
    expect([told.status, (await errorOf(told)).code]).toEqual([404, 'not_found'])
  })

  test('an unknown action is an error in JSON, also in a browser', async () => {
    const response = await worker.send('/actions/no-such-action', { headers: HTML })
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'unauthenticated'])
  })
})
