import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { key as main } from '../../scripts/key.ts'
import { startScript } from '../support/worker.ts'
import { run } from './run.ts'

const KEY = /sact_[0-9A-Za-z]{49}/

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function key(...args: string[]) {
  return run(main, args, { cwd: folder })
}

async function make(...args: string[]): Promise<string> {
  const { status, stdout } = await key(...args)
  expect(status).toBe(0)
  return KEY.exec(stdout)?.[0] ?? ''
}

function entries(env = 'staging') {
  return JSON.parse(readFileSync(join(folder, `.keys.${env}.json`), 'utf8')) as { name: string; sha256: string }[]
}

const namesOf = (pattern: RegExp) => actions.map(({ name }) => name).filter((name) => pattern.test(name))

function hashOf(text: string) {
  return createHash('sha256').update(text).digest('hex')
}

test('a key is printed once, and kept as a hash that the Worker takes', async () => {
  const { status, stdout } = await key('--name', 'backend', '--allow', 'list-*, retrieve-product')
  const made = KEY.exec(stdout)?.[0] ?? ''
  expect([status, stdout.split(made).length]).toEqual([0, 2])
  const opened = namesOf(/^list-|^retrieve-product$/)
  expect(stdout).toContain(`${opened.length} of ${actions.length} actions: ${opened.join(', ')}.`)
  expect(stdout).toContain('npm run deploy -- --env staging')
  const file = readFileSync(join(folder, '.keys.staging.json'), 'utf8')
  expect(file).not.toContain(made)
  expect(entries()).toEqual([{ name: 'backend', sha256: hashOf(made), allow: ['list-*', 'retrieve-product'] }])

  const worker = await startScript({ secrets: { API_KEYS: file }, vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } })
  const response = await worker.send('/actions', { headers: { authorization: `Bearer ${made}` } })
  const { actions: shown } = (await response.json()) as { actions: { runnable: boolean }[] }
  await worker.close()
  expect(shown.filter(({ runnable }) => runnable)).toHaveLength(opened.length)
})

test('every key is another', async () => {
  expect(await make('--name', 'a', '--allow', '*')).not.toBe(await make('--name', 'b', '--allow', '*', '--connect'))
  expect(entries()).toMatchObject([{ name: 'a' }, { name: 'b', connect: true }])
})

test('while rotating, both keys work; then the old one goes', async () => {
  const old = await make('--name', 'backend', '--allow', '*', '--extra-params', '--env', 'production')
  const young = await make('--rotate', 'backend', '--env', 'production')
  expect(entries('production')).toEqual(
    [old, young].map((one) => ({ name: 'backend', sha256: hashOf(one), allow: ['*'], extra_params: true })),
  )
  expect((await key('--revoke', 'backend', '--old', '--env', 'production')).status).toBe(0)
  expect(entries('production').map(({ sha256 }) => sha256)).toEqual([hashOf(young)])
  expect((await key('--revoke', 'backend', '--old', '--env', 'production')).status).toBe(1)
  expect((await key('--revoke', 'backend', '--env', 'production')).stdout).toContain(
    'secret put API_KEYS --env production',
  )
  expect(entries('production')).toEqual([])
})

test('a key can open any endpoint, and say what agents see', async () => {
  await make('--name', 'agent', '--allow', '*', '--any-endpoint', '--mcp', 'list-*,call-stripe-api')
  expect(entries()).toMatchObject([{ any_endpoint: true, mcp: ['list-*', 'call-stripe-api'] }])
  expect((await key('--list')).stdout).toContain('any endpoint and for agents list-*, call-stripe-api')
})

test('a list names keys and what they may run, and no hash that could be used', async () => {
  const made = await make('--name', 'reader', '--allow', 'list-p*')
  const { stdout } = await key('--list')
  const opened = namesOf(/^list-p/)
  expect(stdout).toContain(`list-p*: ${opened.length} of ${actions.length} actions: ${opened.join(', ')}\n`)
  expect(stdout).not.toContain(hashOf(made))
})

test.each([
  [['--name', 'x', '--allow', 'list-prodcts'], 'did you mean "list-products"?'],
  [['--name', 'x', '--allow', 'list products'], 'must be an action or a pattern'],
  [['--name', 'x', '--allow', ''], 'must be an action or a pattern'],
  [['--name', 'x', '--allow', '*', '--mcp', 'list-prodcts'], '--mcp: "list-prodcts" matches no action'],
  [['--name', 'x'], 'needs --name and --allow'],
  [['--name', 'a b', '--allow', '*'], '--name must be'],
  [['--name', 'x', '--allow', '*', '--env', 'prod'], '--env must be'],
  [['--revoke', 'nobody'], 'no key of the name "nobody"'],
  [['--nmae', 'x'], "Unknown option '--nmae'"],
])('%j is refused', async (args, message) => {
  const { status, stdout, stderr } = await key(...args)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain(message)
})
