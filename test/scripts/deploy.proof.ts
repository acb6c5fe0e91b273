import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from '../../scripts/configuration.ts'
import { deploy } from '../../scripts/deploy.ts'
import { newClone } from '../support/clone.ts'
import { type Cloudflare, startCloudflare } from '../support/cloudflare.ts'
import { json, startUpstream, type Upstream } from '../support/upstream.ts'
import { run } from './run.ts'

let cloudflare: Cloudflare
let stripe: Upstream
let cwd: string
beforeEach(async () => {
  ;[cloudflare, stripe, cwd] = [await startCloudflare({ subdomain: 'acme' }), await startUpstream(), newClone()]
  stripe.answers(json(200, { id: 'acct_1', object: 'account' }))
})
afterEach(async () => {
  await Promise.all([cloudflare.close(), stripe.close()])
  rmSync(cwd, { recursive: true, force: true })
})

const variables = () => ({ ...cloudflare.env, STRIPE_API_BASE_URL: stripe.url })

test('production gets a domain, which wrangler.toml then has', async () => {
  const answers: Record<string, string[]> = {
    Domain: ['pay me', 'https://Pay.example.com/'],
    '\nGo ahead (y/n)': ['y'],
  }
  const ask = async (question: string) => answers[question]?.shift() ?? ''
  const { stdout } = await run(deploy, ['--env', 'production', '--allow', '*', '--url', stripe.url], {
    cwd,
    env: { ...variables(), STRIPE_SECRET_KEY: 'rk_live_1' },
    prompt: { ask, askHidden: ask },
  })
  expect(stdout).toContain('It must be a domain')
  expect(stdout).toContain('pay.example.com: Cloudflare replaces DNS records')
  const deployed = { domains: ['pay.example.com'], workersDev: false }
  expect(cloudflare.workers.get('stripe-actions-production')).toMatchObject(deployed)
  const { routes } = readEnvironment('production', cwd)
  expect(routes).toEqual([{ pattern: 'pay.example.com', custom_domain: true }])
})

test('production can be at workers.dev', async () => {
  await run(deploy, ['--env', 'production', '--allow', '*', '--workers-dev', '--url', stripe.url], {
    cwd,
    env: { ...variables(), STRIPE_SECRET_KEY: 'rk_live_1' },
  })
  expect(cloudflare.workers.get('stripe-actions-production')).toMatchObject({ workersDev: true, domains: [] })
  expect(readEnvironment('production', cwd)).toMatchObject({ workers_dev: true })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s removes the secrets, and leaves the key printed', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  const uploading = Promise.withResolvers<void>()
  cloudflare.state.onUpload = () => {
    uploading.resolve()
    return new Promise(() => {})
  }
  const child = spawn(process.execPath, ['scripts/deploy.ts', '--env', 'staging', '--allow', '*'], {
    cwd,
    env: { ...variables(), STRIPE_SECRET_KEY: 'rk_test_1', TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = once(child, 'close')
  await uploading.promise
  const secrets = () => readdirSync(folder).filter((name) => name.startsWith('stripe-actions-secrets-'))
  expect(secrets()).toHaveLength(1)
  child.kill(signal)
  expect(await ended).toEqual([1, null])
  expect(secrets()).toEqual([])
  expect(output).toContain('Interrupted. Run it again')
  const [entry] = JSON.parse(readFileSync(join(cwd, '.keys.staging.json'), 'utf8')) as { sha256: string }[]
  const key = /sact_[0-9A-Za-z]{49}/.exec(output)?.[0] ?? ''
  expect(createHash('sha256').update(key).digest('hex')).toBe(entry?.sha256)
  rmSync(folder, { recursive: true })
})

test("Cloudflare's builds deploy the top level with wrangler only, once it has its secrets", async () => {
  const build = () =>
    promisify(execFile)(process.execPath, ['scripts/deploy.ts'], { cwd, env: { ...variables(), WORKERS_CI: '1' } })
  await expect(build()).rejects.toMatchObject({ stderr: expect.stringContaining('required secrets have not been set') })
  expect(cloudflare.workers.size).toBe(0)

  const [bindings, versions, tags, domains] = [[], [], [], []]
  const secrets = { API_KEYS: '[]', STRIPE_SECRET_KEY: 'sk_test_1' }
  cloudflare.workers.set('stripe-actions', {
    secrets,
    bindings,
    versions,
    tags,
    domains,
    migrationTag: undefined,
    workersDev: false,
  })
  expect((await build()).stdout).toContain('https://stripe-actions.acme.workers.dev')
  const deployed = cloudflare.workers.get('stripe-actions')
  expect(deployed?.bindings).toEqual(
    expect.arrayContaining([{ name: 'STRIPE_MODE', type: 'plain_text', text: 'test' }]),
  )
  expect(deployed?.bindings.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ASSETS', 'WEBHOOKS', 'WEBHOOK_QUEUE', 'WEBHOOK_DEAD_LETTERS', 'RATE_LIMIT_KEYS']),
  )
})
