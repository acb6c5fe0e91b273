import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctorWith, doctor as doctorWithWrangler } from '../../scripts/doctor.ts'
import { json, startUpstream } from '../support/upstream.ts'
import { startWorker, type Worker } from '../support/worker.ts'
import { run } from './run.ts'

/** As on a machine that is not logged in to Cloudflare: nothing is asked there. */
const ENV = { ...process.env, CLOUDFLARE_API_TOKEN: '', HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' }

/** What wrangler answers there, for tests of what has nothing to do with Cloudflare. */
const offline = doctorWith(async () => ({ status: 1, stdout: '', stderr: 'You are not logged in.' }))

const SHOP = { name: 'shop', url: 'https://example.com/hook', types: ['*'], secret: `whsec_${btoa('x'.repeat(32))}` }

function doctor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return run(offline, args, { env })
}

test('staging is well as it is in the repository', async () => {
  const { status, stdout } = await run(doctorWithWrangler, ['--env', 'staging'], { env: ENV })
  expect([status, stdout]).toEqual([0, expect.not.stringContaining('wrong')])
  expect(stdout).toContain('Cloudflare did not say which secrets are set. Run npx wrangler login')
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
  const cwd = mkdtempSync(join(tmpdir(), 'doctor-'))
  for (const name of ['wrangler.toml', 'public'])
    symlinkSync(resolve(import.meta.dirname, '../..', name), join(cwd, name))
  const look = (destinations: unknown) => {
    writeFileSync(join(cwd, '.webhooks.staging.json'), JSON.stringify(destinations))
    return run(offline, ['--env', 'staging'], { cwd })
  }
  expect((await look([SHOP])).stdout).toMatch(/^ok .*\.webhooks\.staging\.json holds destinations/m)
  const { status, stdout } = await look([{ ...SHOP, url: 'http://example.com/hook' }])
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^wrong .*\.webhooks\.staging\.json.* \[0\]\.url must use https/m),
  ])
})

test('a local secret that is not made yet is said how to make', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'doctor-'))
  for (const name of ['wrangler.toml', 'public'])
    symlinkSync(resolve(import.meta.dirname, '../..', name), join(cwd, name))
  const vars = readFileSync(resolve(import.meta.dirname, '../../.dev.vars.example'), 'utf8')
  writeFileSync(join(cwd, '.dev.vars'), vars.replace('"[]"', `'${JSON.stringify([SHOP])}'`))
  const { status, stdout } = await run(offline, ['--env', 'local'], { cwd })
  expect([status, stdout]).toEqual([
    1,
    expect.stringMatching(/^wrong STRIPE_WEBHOOK_SECRET is missing.* webhooks:setup/m),
  ])
})

test('secrets and queues that are missing at Cloudflare are named', async () => {
  const cloudflare = await startUpstream()
  cloudflare.answers((request, response) => {
    const name = request.params.find(([name]) => name === 'name')?.[1] ?? ''
    const found = request.path.endsWith('/secrets')
      ? [{ name: 'API_KEYS', type: 'secret_text' }]
      : name.endsWith('-dead')
        ? []
        : [{ queue_id: '1', queue_name: name, producers: [], consumers: [] }]
    json(200, { success: true, errors: [], messages: [], result: found })(request, response)
  })
  const { status, stdout } = await run(doctorWithWrangler, ['--env', 'staging'], {
    env: {
      ...ENV,
      CLOUDFLARE_API_TOKEN: 'token',
      CLOUDFLARE_ACCOUNT_ID: 'account',
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
    },
  })
  await cloudflare.close()
  expect(status).toBe(1)
  expect(stdout).toMatch(/^ok .* API_KEYS is set/m)
  expect(stdout).toMatch(/^wrong .* STRIPE_SECRET_KEY is not set\. Run npx wrangler secret put/m)
  expect(stdout).toMatch(/^ok .* stripe-actions-webhooks-staging exists/m)
  expect(stdout).toMatch(
    /^wrong .* does not exist\. Run npx wrangler queues create stripe-actions-webhooks-staging-dead\.$/m,
  )
})

test.each([[['--env', 'prod']], [['--env', 'staging', '--url', 'example']], [[]]])('%j is refused', async (args) => {
  expect(await doctor(args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('npm run doctor') })
})

describe('what is deployed', () => {
  let well: Worker
  let ill: Worker
  beforeAll(async () => {
    well = await startWorker({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } })
    ill = await startWorker({ secrets: { STRIPE_SECRET_KEY: 'sk_live_1', API_KEYS: '[{}]' } })
  })
  afterAll(() => Promise.all([well.close(), ill.close()]))

  test('is well', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', well.url.href])
    expect(status).toBe(0)
    for (const line of ['is healthy, in test mode', 'A call without a key is refused', 'serves the actions of this']) {
      expect(stdout).toMatch(new RegExp(`^ok .*${line}`, 'm'))
    }
  })

  test('is of another environment', async () => {
    const { status, stdout } = await doctor(['--env', 'production', '--url', well.url.href])
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong .* is in test mode/m)])
  })

  test('is told of binding by binding', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', ill.url.href])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^wrong Deployed: API_KEYS .* npx wrangler secret put API_KEYS --env staging/m)
    expect(stdout).toMatch(/^wrong Deployed: STRIPE_SECRET_KEY is for the other mode/m)
  })

  test('is not there', async () => {
    const { status, stdout } = await doctor(['--env', 'staging', '--url', 'http://127.0.0.1:9'])
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^wrong Nothing answers/m)])
  })
})
