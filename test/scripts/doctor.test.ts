import { copyFileSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions, reference } from '../../handlers/index.ts'
import { doctorWith, doctor as doctorWithWrangler } from '../../scripts/doctor.ts'
import { askCloudflare } from '../../scripts/wrangler.ts'
import { type Cloudflare, startCloudflare } from '../support/cloudflare.ts'
import { type Script, startScript } from '../support/worker.ts'
import { run } from './run.ts'

/** What wrangler answers on a machine that is not logged in. */
const offline = doctorWith(async () => ({ status: 1, stdout: '', stderr: '✘ [ERROR] You are not logged in.' }))

/** What wrangler answers of a Worker that is deployed with all its secrets and queues. */
const complete = doctorWith(async (args) => {
  const names = ['STRIPE_SECRET_KEY', 'API_KEYS', 'STRIPE_WEBHOOK_SECRET', 'WEBHOOK_DESTINATIONS']
  return { status: 0, stdout: args[0] === 'secret' ? JSON.stringify(names.map((name) => ({ name }))) : '', stderr: '' }
})

const ROOT = resolve(import.meta.dirname, '../..')
const SHOP = { name: 'shop', url: 'https://example.com/hook', types: ['*'], secret: `whsec_${btoa('x'.repeat(32))}` }

function doctor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return run(complete, args, { env })
}

/** A folder with its own configuration. */
function folder(change: (toml: string) => string = (toml) => toml): string {
  const cwd = mkdtempSync(join(tmpdir(), 'doctor-'))
  symlinkSync(join(ROOT, 'public'), join(cwd, 'public'))
  writeFileSync(join(cwd, 'wrangler.toml'), change(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')))
  return cwd
}

describe('at Cloudflare', () => {
  let cloudflare: Cloudflare
  beforeAll(async () => {
    cloudflare = await startCloudflare({ subdomain: 'acme' })
  })
  afterAll(() => cloudflare.close())

  /** Asks wrangler for the secrets; each question starts it, and the last test asks for all. */
  const doctorOfSecrets = doctorWith((args, where) =>
    (args[0] === 'secret' ? askCloudflare : cloudflare.ask)(args, where),
  )

  test('without a login, nothing can be said', async () => {
    const { status, stdout } = await run(doctorOfSecrets, ['--env', 'staging'], {
      env: { ...cloudflare.env, CLOUDFLARE_API_TOKEN: '' },
    })
    expect([status, stdout]).toEqual([1, expect.not.stringMatching(/^wrong/m)])
    expect(stdout).toMatch(/^- {5}Cloudflare did not say what is deployed \(.+\)\. Run npx wrangler login/m)
    expect(stdout).toMatch(/\n\nVerdict: nothing wrong was found, but 2 checks could not be made\.\n$/)
  })

  test('what is not deployed yet is ready, and its queues come with the deployment', async () => {
    const { status, stdout } = await run(doctorOfSecrets, ['--env', 'staging'], { env: cloudflare.env })
    expect([status, stdout]).toEqual([0, expect.not.stringMatching(/^(wrong|-)/m)])
    expect(stdout).toMatch(/^ok .* stripe-actions-webhooks-staging-dead does not exist yet: the deployment creates it/m)
    expect(stdout).toMatch(/\n\nVerdict: staging is ready to deploy: npm run deploy -- --env staging\n$/)
  })

  test('secrets and queues that a deployed Worker lacks are named', async () => {
    const [bindings, versions, tags, domains] = [[], [], [], []]
    const secrets = { API_KEYS: '[]' }
    const worker = { secrets, bindings, versions, tags, domains, migrationTag: undefined, workersDev: true }
    cloudflare.workers.set('stripe-actions-staging', worker)
    cloudflare.queues.set('main', { queue_id: '1', queue_name: 'stripe-actions-webhooks-staging', consumers: [] })
    const { status, stdout } = await run(doctorWithWrangler, ['--env', 'staging'], { env: cloudflare.env })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^ok .* API_KEYS is set/m)
    expect(stdout).toMatch(/^wrong .* STRIPE_SECRET_KEY is not set\. npm run deploy -- --env staging sets it/m)
    expect(stdout).toMatch(/^ok .* stripe-actions-webhooks-staging exists/m)
    expect(stdout).toMatch(/^wrong .* stripe-actions-webhooks-staging-dead does not exist\. npm run deploy/m)
    expect(stdout).toMatch(/\n\nVerdict: 2 problems, and 1 check could not be made\.\n$/)
  })
})

test('production wants an address', async () => {
  const { status, stdout } = await doctor(['--env', 'production'])
  expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong .*give \[env\.production\] a route/m)])
})

test('a key of the other mode is found before the deploy, and not shown', async () => {
  const { status, stdout } = await doctor(['--env', 'staging'], { STRIPE_SECRET_KEY: 'sk_live_secret' })
  expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong STRIPE_SECRET_KEY is for the other mode/m)])
  expect(stdout).not.toContain('sk_live_secret')
})

test('destinations are looked at before the deploy', async () => {
  const cwd = folder()
  const look = (destinations: unknown) => {
    writeFileSync(join(cwd, '.webhooks.staging.json'), JSON.stringify(destinations))
    return run(complete, ['--env', 'staging'], { cwd })
  }
  expect((await look([SHOP])).stdout).toMatch(/^ok .*\.webhooks\.staging\.json holds destinations/m)
  const { status, stdout } = await look([{ ...SHOP, url: 'http://example.com/hook' }])
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^wrong .*\.webhooks\.staging\.json.* \[0\]\.url must use https/m),
  ])
})

test('a local secret that is not made yet is said how to make', async () => {
  const cwd = folder()
  const vars = readFileSync(join(ROOT, '.dev.vars.example'), 'utf8')
  writeFileSync(join(cwd, '.dev.vars'), vars.replace('"[]"', `'${JSON.stringify([SHOP])}'`))
  const { status, stdout } = await run(offline, ['--env', 'local'], { cwd })
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^wrong STRIPE_WEBHOOK_SECRET is missing.* webhooks:setup/m),
  ])
})

test("what a key's patterns allow besides WeWeb's own actions is listed", async () => {
  const cwd = folder()
  const key = (name: string, ...allow: string[]) => ({ name, allow, sha256: 'a'.repeat(64) })
  const keys = [key('shop', 'create-pay*', 'retrieve-product', 'refund-*'), key('all', '*')]
  writeFileSync(join(cwd, '.keys.staging.json'), JSON.stringify(keys))
  const { stdout } = await run(complete, ['--env', 'staging'], { cwd })
  expect(stdout.split('\n').filter((line) => line.startsWith('note'))).toEqual([
    'note  The key "shop" has create-pay*, which allows 3 actions besides WeWeb\'s own: create-payment-link, create-payment-method, create-payout.',
    `note  The key "all" has *, which allows ${actions.length - reference.length - 1} actions besides WeWeb's own.`,
  ])
})

test.each([[['--env', 'prod']], [['--env', 'staging', '--url', 'example']], [[]]])('%j is refused', async (args) => {
  expect(await doctor(args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('npm run doctor') })
})

describe('what is deployed', () => {
  let well: Script
  let ill: Script
  let open: Script
  const PUBLIC = JSON.stringify({ public: [{ allow: ['list-*'], own: false }] })
  beforeAll(async () => {
    well = await startScript({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } })
    open = await startScript({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9', ACCESS_POLICY: PUBLIC } })
    ill = await startScript({ secrets: { STRIPE_SECRET_KEY: 'sk_live_1', API_KEYS: '[{}]' } })
  })
  afterAll(() => Promise.all([well.close(), ill.close(), open.close()]))

  test('is well', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', well.url.href])
    expect(stdout).toMatch(/\n\nVerdict: staging is well\.\n$/)
    expect(status).toBe(0)
    for (const line of [
      'is healthy, in test mode',
      'A call without a credential is refused',
      'serves the actions of this',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ok .*${line}`, 'm'))
    }
  })

  test('is well, but Cloudflare was not asked', async () => {
    const { status, stdout } = await run(offline, ['--env', 'staging', '--url', well.url.href])
    expect([status, stdout]).toEqual([1, expect.stringMatching(/\nVerdict: nothing wrong was found, but 1 check /)])
  })

  test('is found where it was deployed to', async () => {
    const cwd = folder()
    const state = { url: well.url.href, version: '1', bundle: '', secrets: {} }
    writeFileSync(join(cwd, '.deployed.staging.json'), JSON.stringify(state))
    expect(await run(complete, ['--env', 'staging'], { cwd })).toMatchObject({ status: 0 })
  })

  test('is open as its policy says, and no further', async () => {
    const vars = `vars = { STRIPE_MODE = "test", ACCESS_POLICY = '${PUBLIC}' }`
    const cwd = folder((toml) => toml.replaceAll('vars = { STRIPE_MODE = "test" }', vars))
    for (const env of ['staging', 'local']) {
      if (env === 'local') copyFileSync(join(ROOT, '.dev.vars.example'), join(cwd, '.dev.vars'))
      const { status, stdout } = await run(complete, ['--env', env, '--url', open.url.href], { cwd })
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^ok {4}A call without a credential is refused/m)])
    }
    const { status, stdout } = await run(complete, ['--env', 'staging', '--url', open.url.href])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^wrong A call of list-products without a credential is answered 502\. Deploy again/m)
    expect(await run(complete, ['--env', 'local', '--url', open.url.href], { cwd: folder() })).toMatchObject({
      stdout: expect.not.stringContaining('npm run deploy'),
    })
  })

  test('is of another environment', async () => {
    const { status, stdout } = await doctor(['--env', 'production', '--url', well.url.href])
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong .* is in test mode/m)])
  })

  test('is reported binding by binding', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', ill.url.href])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^wrong Deployed: API_KEYS .* npm run deploy -- --env staging/m)
    expect(stdout).toMatch(/^wrong Deployed: STRIPE_SECRET_KEY is for the other mode/m)
  })

  test('is not there', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', 'http://127.0.0.1:9'])
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong Nothing answers/m)])
  })
})
