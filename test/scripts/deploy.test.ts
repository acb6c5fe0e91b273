import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LocalStripe, startLocalStripe } from '../../local-stripe/scripts/server.ts'
import { Cloudflare as ReachedByWrangler } from '../../scripts/deploy/cloudflare.ts'
import { readLocalFacts, readRemoteFacts } from '../../scripts/deploy/facts.ts'
import { deployWith } from '../../scripts/deploy.ts'
import type { Prompt } from '../../scripts/prompt.ts'
import { askCloudflare } from '../../scripts/wrangler.ts'
import { newClone } from '../support/clone.ts'
import { type Cloudflare, startCloudflare } from '../support/cloudflare.ts'
import { type Script, startScript } from '../support/worker.ts'
import { run } from './run.ts'

const SHOP = {
  name: 'shop',
  url: 'https://example.com/hook',
  types: ['invoice.paid'],
  secret: `whsec_${btoa('x'.repeat(32))}`,
}
const KEY = /sact_[0-9A-Za-z]{49}/
const MUTATING = ['PUT', 'POST', 'PATCH', 'DELETE']

/** The local Stripe, and a Worker that answers as what is deployed would. */
let stripe: LocalStripe
let served: Script
let cloudflare: Cloudflare
let cwd: string

beforeAll(async () => {
  ;[stripe, served] = await Promise.all([
    startLocalStripe(),
    startScript({ vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' } }),
  ])
})
afterAll(() => Promise.all([stripe.stop(), served.close()]))

async function end() {
  await cloudflare.close()
  rmSync(cwd, { recursive: true, force: true })
}

const variables = () => ({ ...cloudflare.env, STRIPE_API_BASE_URL: stripe.url })

function deploy(args: readonly string[], { prompt, input = '', env = {} }: Parameters<typeof run>[2] = {}) {
  return run(deployWith(cloudflare.ask), args, {
    cwd,
    env: { ...variables(), ...env },
    input,
    ...(prompt && { prompt }),
  })
}

/** What Cloudflare was asked to change. */
const changes = () => cloudflare.asked.filter(({ method }) => MUTATING.includes(method))

/** Somebody who answers questions by how they begin, in turn. */
function somebody(answers: Record<string, string[]>): Prompt {
  const answer = async (question: string, otherwise = '') => {
    const [, given] = Object.entries(answers).find(([beginning]) => question.trim().startsWith(beginning)) ?? []
    const next = given?.shift()
    if (next === undefined) throw new Error(`nobody expected the question "${question}"`)
    return next || otherwise
  }
  return { ask: answer, askHidden: answer }
}

interface Endpoint {
  url: string
  enabled_events: string[]
}

async function endpoints(): Promise<Endpoint[]> {
  const response = await fetch(new URL('/v1/webhook_endpoints', stripe.url), {
    headers: { authorization: 'Bearer sk_test_secret' },
  })
  return ((await response.json()) as { data: Endpoint[] }).data
}

describe('with all secrets in one step', () => {
  const args = () => ['--env', 'staging', '--url', served.url.href]
  const first = () => [...args(), '--allow', 'list-*', '--key-name', 'weweb', '--stripe-key-file', '-']
  const destinations = (types: string[]) =>
    writeFileSync(join(cwd, '.webhooks.staging.json'), JSON.stringify([{ ...SHOP, types }]))
  const secrets = () => cloudflare.workers.get('stripe-actions-staging')?.secrets ?? {}
  const kept = () => readdirSync(cwd).filter((name) => /^\.(keys|deployed)/.test(name))
  beforeAll(async () => {
    ;[cloudflare, cwd] = [await startCloudflare({ subdomain: 'acme' }), newClone()]
    destinations(['invoice.paid'])
  })
  afterAll(end)

  test('a dry run shows the plan and changes nothing', async () => {
    const { status, stdout } = await deploy([...first(), '--dry-run'], { input: 'rk_test_1\n' })
    expect([status, changes(), await endpoints(), kept()]).toEqual([0, [], [], []])
    expect(stdout).toContain('- Set with it: STRIPE_SECRET_KEY, API_KEYS, WEBHOOK_DESTINATIONS, STRIPE_WEBHOOK_SECRET.')
  })

  test('it deploys, and says what to do next', async () => {
    const files: [string, number][] = []
    cloudflare.state.onUpload = () => {
      for (const folder of readdirSync(tmpdir()).filter((name) => name.startsWith('stripe-actions-secrets-'))) {
        const file = join(tmpdir(), folder, 'secrets.json')
        if (readFileSync(file, 'utf8').includes('rk_test_1')) files.push([file, statSync(file).mode & 0o777])
      }
    }
    const done = await deploy(first(), { input: 'rk_test_1\n' })
    expect(done).toMatchObject({ status: 0, stderr: '' })
    expect(files).toEqual([[expect.any(String), 0o600]])
    expect(files.filter(([file]) => existsSync(file))).toEqual([])
    expect(changes().filter(({ path }) => /scripts\/[^/]+$|versions$|secrets/.test(path))).toHaveLength(1)

    const key = KEY.exec(done.stdout)?.[0] ?? ''
    const { API_KEYS = '', STRIPE_WEBHOOK_SECRET, ...others } = secrets()
    const sha256 = createHash('sha256').update(key).digest('hex')
    expect(JSON.parse(API_KEYS)).toEqual([{ name: 'weweb', allow: ['list-*'], sha256 }])
    expect(others).toEqual({ STRIPE_SECRET_KEY: 'rk_test_1', WEBHOOK_DESTINATIONS: JSON.stringify([SHOP]) })
    const { origin } = served.url
    expect(await endpoints()).toMatchObject([{ url: `${origin}/webhooks/stripe`, enabled_events: ['invoice.paid'] }])
    expect(STRIPE_WEBHOOK_SECRET).toMatch(/^whsec_/)
    expect([...cloudflare.queues.values()].map(({ consumers }) => consumers.length)).toEqual([1, 1])
    expect(done.stdout).toMatch(/^ {2}Webhook Endpoints +Write$/m)
    expect(done.stdout).toContain('\nVerdict: staging is well.\n')
    expect(done.stdout).toContain(`Console: ${origin}/docs`)
    expect(done.stdout).toContain(`  STRIPE_ACTIONS_URL  ${origin}\n  STRIPE_ACTIONS_KEY  ${key}\n`)
    expect(kept()).toHaveLength(2)
    for (const text of [done.stdout, ...kept().map((name) => readFileSync(join(cwd, name), 'utf8'))]) {
      for (const secret of ['rk_test_1', STRIPE_WEBHOOK_SECRET, SHOP.secret]) expect(text).not.toContain(secret)
    }
  })

  test('wrangler says of it what stands in for wrangler here does', async () => {
    const here = readLocalFacts('staging', { cwd })
    const io = { cwd, env: { ...variables(), CLOUDFLARE_ACCOUNT_ID: 'acc1' } }
    const facts = async (ask: typeof askCloudflare) => {
      const reached = new ReachedByWrangler(
        ask,
        { ...io, print() {}, complain() {}, readInput: async () => '' },
        new AbortController().signal,
      )
      const accounts = await reached.accounts()
      if (accounts?.[0]) reached.use(accounts[0])
      return { accounts, ...(await readRemoteFacts('staging', reached, { here, hasUrl: false })) }
    }
    const said = await facts(askCloudflare)
    expect(said).toMatchObject({ secrets: { state: 'deployed' }, version: expect.any(String), subdomain: 'acme' })
    expect(await facts(cloudflare.ask)).toEqual(said)
  })

  test('a second run changes nothing', async () => {
    cloudflare.asked.length = 0
    const { status, stdout } = await deploy(args())
    expect([status, changes(), stdout]).toEqual([
      0,
      [],
      expect.stringContaining('- Nothing differs from what is deployed'),
    ])
    expect(stdout).not.toMatch(KEY)
  })

  test('other destinations change these and the endpoint', async () => {
    destinations(['invoice.*'])
    const before = secrets()
    const { stdout } = await deploy(args(), { env: { STRIPE_SECRET_KEY: 'rk_test_1' } })
    expect(stdout).toContain('- Set with it: WEBHOOK_DESTINATIONS.\n')
    const [endpoint, ...others] = await endpoints()
    expect([endpoint?.enabled_events, others]).toEqual([expect.arrayContaining(['invoice.created']), []])
    expect(secrets()).toEqual({ ...before, WEBHOOK_DESTINATIONS: JSON.stringify([{ ...SHOP, types: ['invoice.*'] }]) })
  })
})

describe('in its own folder,', () => {
  beforeEach(async () => {
    ;[cloudflare, cwd] = [await startCloudflare({ subdomain: 'acme' }), newClone()]
  })
  afterEach(end)

  test('without a terminal, it names everything that is missing, and changes nothing', async () => {
    const { status, stdout, stderr } = await deploy(['--env', 'production'], { env: { CLOUDFLARE_API_TOKEN: '' } })
    expect([status, cloudflare.asked]).toEqual([1, []])
    expect(stderr.match(/^- .*?(?=:)/gm)).toEqual([
      '- A login at Cloudflare',
      '- An address for production',
      '- What the first key may run',
      "- Stripe's key",
    ])
    expect(stdout).not.toMatch(KEY)
    expect(existsSync(join(cwd, '.keys.production.json'))).toBe(false)
  })

  test('at a terminal, it asks for the account, its subdomain, the rights and the key', async () => {
    await cloudflare.close()
    const accounts = ['One', 'Two'].map((name) => ({ id: name.toLowerCase(), name }))
    cloudflare = await startCloudflare({ accounts })
    const missing = await deploy(['--env', 'staging', '--allow', '*'], { env: { STRIPE_SECRET_KEY: 'sk_test_1' } })
    expect(missing).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/set CLOUDFLARE_ACCOUNT_ID to one of\n.*One \(one\)/),
    })

    const answers = {
      Which: ['3', '2'],
      Subdomain: ['taken', 'acme'],
      Actions: ['list-prodcts', ''],
      'Go ahead': ['no'],
    }
    const keys = ['sk_live_1', 'nonsense', 'sk_test_1']
    const { status, stdout, stderr } = await deploy(['--env', 'staging'], {
      prompt: somebody({ ...answers, Stripe: keys }),
    })
    expect([status, stderr, cloudflare.state.subdomain]).toEqual([1, 'Nothing was deployed.\n', 'acme'])
    expect(Object.values(answers).flat()).toEqual([])
    expect(stdout).toContain('did you mean "list-products"?')
    expect(stdout).toContain("Stripe's key is for the other mode")
    expect(stdout).toContain('It is a secret key, which may do everything')
    expect(stdout).toContain('at https://stripe-actions-staging.acme.workers.dev.')
    expect(stdout).not.toMatch(/sk_(test|live)_1/)
    expect(cloudflare.workers.size).toBe(0)
  })

  describe('is refused', () => {
    test.each([
      [[], '--env must be staging or production.'],
      [['--env', 'local'], '--env must be staging or production.'],
      [['--env', 'staging', '--url', 'example'], '--url must be a full URL'],
      [
        ['--env', 'staging', '--domain', 'a.example.com', '--workers-dev'],
        '--domain and --workers-dev cannot be combined',
      ],
    ])('%j', async (args, message) => {
      expect(await deploy(args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(message) })
    })

    test.each([
      [['--domain', 'example'], 'sk_test_1', '--domain must be a domain'],
      [['--allow', 'list-prodcts'], 'sk_test_1', 'did you mean "list-products"?'],
      [['--key-name', 'a b'], 'sk_test_1', '--key-name must be'],
      [['--allow', '*'], 'sk_live_1', "Stripe's key is for the other mode"],
      [['--allow', '*', '--stripe-key-file', 'nowhere'], '', '--stripe-key-file: '],
      [['--allow', '*', '--stripe-key-file', '-'], '', 'the file is empty'],
    ])('%j with the key %j', async (args, key, message) => {
      const result = await deploy(['--env', 'staging', ...args], { env: { STRIPE_SECRET_KEY: key } })
      expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining(message) })
      expect([changes(), result.stdout + result.stderr]).toEqual([[], expect.not.stringMatching(/sk_(test|live)_1/)])
    })

    test('a key that Stripe does not take, and a Stripe that cannot be reached', async () => {
      const { stdout: _, ...key } = await deploy(['--env', 'staging', '--allow', '*'], {
        env: { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_API_BASE_URL: `${served.url.origin}/actions/list-products?` },
      })
      expect(key).toEqual({ status: 1, stderr: expect.stringContaining('Stripe rejected this key') })
      const { stdout: __, ...nobody } = await deploy(['--env', 'staging', '--allow', '*'], {
        env: { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_API_BASE_URL: 'http://127.0.0.1:9' },
      })
      expect(nobody).toEqual({ status: 1, stderr: expect.stringContaining('Stripe cannot be reached') })
      expect(changes()).toEqual([])
    })
  })
})
