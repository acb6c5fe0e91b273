import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Main } from '../../scripts/cli.ts'
import { deployWith } from '../../scripts/deploy.ts'
import { doctorWith } from '../../scripts/doctor.ts'
import { key } from '../../scripts/key.ts'
import { webhooksSetup } from '../../scripts/webhooks-setup.ts'
import { spawnWrangler } from '../../scripts/wrangler.ts'
import { run } from '../scripts/run.ts'
import { newClone } from '../support/clone.ts'
import { type Cloudflare, startCloudflare } from '../support/cloudflare.ts'
import { runLine, wordsOf } from '../support/lines.ts'
import { entry, startWorker, type Worker } from '../support/worker.ts'

const GUIDES = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
)
const textOf = (guide: string) => readFileSync(guide, 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

const fenced = (guide: string, kind: string) =>
  [...textOf(guide).matchAll(new RegExp(`^ *\`\`\`${kind}\\n([^\`]*)\`\`\``, 'gm'))].map(([, body = '']) => body)

/** The commands of a guide: lines of its shell blocks, and those in its sentences. */
function commandsOf(guide: string): string[] {
  const lines = fenced(guide, 'sh').flatMap((body) => body.split('\n').map((line) => line.trim()))
  const inline = [...textOf(guide).matchAll(/`((?:npm|npx|node|curl) [^`]+)`/g)].map(([, command = '']) => command)
  return [...new Set([...lines, ...inline])].filter((command) => command && !/^call[ (]/.test(command))
}

let cloudflare: Cloudflare
let stripe: Worker
let served: Worker
let cwd: string
const VIEWER = 'key-viewer'
beforeAll(async () => {
  const viewer = entry('viewer', { key: VIEWER, allow: ['webhooks:read'] })
  cloudflare = await startCloudflare({ subdomain: 'acme' })
  stripe = await startWorker({ env: 'local', localStripe: true })
  served = await startWorker({
    vars: { STRIPE_API_BASE_URL: 'http://127.0.0.1:9' },
    secrets: { API_KEYS: JSON.stringify([viewer]), STRIPE_WEBHOOK_SECRET: 'whsec_x' },
  })
  cwd = newClone()
  const [destinations = ''] = fenced('docs/webhooks.md', 'json destinations')
  writeFileSync(join(cwd, '.webhooks.staging.json'), destinations)
  const dev = readFileSync('.dev.vars.example', 'utf8').replace('"[]"', `'${JSON.stringify(JSON.parse(destinations))}'`)
  writeFileSync(join(cwd, '.dev.vars'), dev)
  writeFileSync(join(cwd, 'stripe-key.txt'), 'rk_test_1\n')
  const [secrets = ''] = fenced('docs/deploy.md', 'json secrets')
  writeFileSync(join(cwd, 'secrets.json'), secrets)
})
afterAll(async () => {
  await Promise.all([cloudflare.close(), stripe.close(), served.close()])
  rmSync(cwd, { recursive: true, force: true })
})

const variables = () => ({
  ...cloudflare.env,
  CLOUDFLARE_ACCOUNT_ID: 'acc1',
  STRIPE_API_BASE_URL: `${stripe.url.origin}/local-stripe`,
})

async function runScript(main: Main, args: string[], env: NodeJS.ProcessEnv = {}) {
  const result = await run(main, args, { cwd, env: { ...variables(), ...env } })
  return { ...result, output: `${result.stdout}${result.stderr}` }
}

/** Runs wrangler, and gives it what a question asks for. */
async function wrangler(args: string[], input = '') {
  const child = spawnWrangler(args, { cwd, env: { ...variables(), WRANGLER_LOG: 'log' } })
  child.stdin?.end(input)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await Promise.all([child.stdout && text(child.stdout), child.stderr && text(child.stderr)])
  return { status: await ended, output: `${out}${err}` }
}

/** How each command of the guides is run, and what must come of it. */
const RUNS: [RegExp, (args: string[], command: string) => unknown][] = [
  [
    /^npm run deploy( |$)/,
    async (args) => {
      if (args.length === 0) return expect(scripts).toHaveProperty('deploy')
      // Where it is deployed to has its own tests.
      const keys = { STRIPE_SECRET_KEY: args.includes('production') ? 'rk_live_1' : 'rk_test_1' }
      const base = {
        STRIPE_API_BASE_URL: args.includes('production') ? served.url.origin : variables().STRIPE_API_BASE_URL,
      }
      const rest = args.includes('--dry-run') ? [] : ['--dry-run']
      const { status, output } = await runScript(
        deployWith(cloudflare.ask),
        [...args, ...rest, '--url', 'https://example.com'],
        {
          ...keys,
          ...base,
        },
      )
      expect([status, output]).toEqual([0, expect.stringContaining('\nPlan for ')])
    },
  ],
  [
    /^npm run key( |$)/,
    async (args) => {
      if (args.length === 0) return expect(scripts).toHaveProperty('key')
      rmSync(join(cwd, '.keys.staging.json'), { force: true })
      const { status, output } = await runScript(key, args)
      expect([status, output]).toEqual([0, expect.stringMatching(/sact_\w{49}/)])
      rmSync(join(cwd, '.keys.staging.json'), { force: true })
    },
  ],
  [
    /^npm run doctor( |$)/,
    async (args) => {
      if (args.length === 0) return expect(scripts).toHaveProperty('doctor')
      const { output } = await runScript(doctorWith(cloudflare.ask), [
        ...args.filter((one) => !/^(--url|https:)/.test(one)),
        '--url',
        served.url.href,
      ])
      expect(output).toMatch(/^ok .*\n(.*\n)*\nVerdict: .*\n$/)
    },
  ],
  [
    /^npm run webhooks:setup( |$)/,
    async (args) => {
      if (args.length === 0) return expect(scripts).toHaveProperty('webhooks:setup')
      const isLocal = args.includes('local')
      const url = isLocal ? stripe.url.origin : 'https://example.com'
      const all = [...args.filter((one) => !/^(--url|https:)/.test(one)), '--url', url]
      const { status, output } = await runScript(webhooksSetup, all, isLocal ? {} : { STRIPE_SECRET_KEY: 'rk_test_1' })
      expect([status, output]).toEqual([0, expect.stringContaining('Created we_')])
    },
  ],
  // A browser signs in there.
  [/^npx wrangler login$/, () => {}],
  [
    /^npx wrangler deploy/,
    async (args) => {
      if (!args.includes('--env')) return
      const { status, output } = await wrangler(['deploy', ...args])
      expect([status, output]).toEqual([0, expect.stringContaining('https://stripe-actions-staging.acme.workers.dev')])
    },
  ],
  [
    /^npx wrangler secret put/,
    async (args) => {
      expect((await wrangler(['secret', ...args], 'rk_test_2')).status).toBe(0)
      expect(cloudflare.workers.get('stripe-actions-staging')?.secrets[args[1] ?? '']).toBe('rk_test_2')
    },
  ],
  [/^node -p /, async (_, command) => expect(await runLine(command, cwd)).toMatch(/^whsec_[\w+/]{43}=\n$/)],
  [
    /^curl /,
    async (_, command) => {
      if (command.includes('demo_key')) return
      const local = command.replace(/https:\/\/[^/]+\//, served.url.href).replace('<key>', VIEWER)
      expect(JSON.parse(await runLine(`curl -s ${local.slice('curl '.length)}`, cwd))).not.toHaveProperty('error')
    },
  ],
  // What they do has their own tests and runs.
  [
    /^(npm install && )?npm (start|test|run [a-z:-]+)/,
    (_, command) => {
      const [, name = '', other = ''] = /npm (?:run )?(\w[a-z:-]*)|$/.exec(command.replace('npm install && ', '')) ?? []
      expect(other || name in scripts, command).toBe(true)
    },
  ],
  [/^npm (pack|install)/, () => {}],
]

describe.each(GUIDES)('%s', (guide) => {
  const commands = commandsOf(guide)
  if (commands.length === 0) test('has no commands', () => expect(textOf(guide)).not.toContain('```sh'))
  for (const command of commands) {
    test(`works: ${command}`, async () => {
      const found = RUNS.find(([pattern]) => pattern.test(command))
      if (!found) throw new Error('a guide has a command that no test runs')
      const filled = command.replaceAll('<your subdomain>', 'acme')
      const args = wordsOf(filled.replace(/^(npm run \S+( --)?|npx wrangler (deploy|secret)|\S+)/, ''))
      await found[1](args, filled)
    })
  }
})

test('the flow of the README works as it is written', async () => {
  const lines = fenced('README.md', 'sh').flatMap((body) => [...body.matchAll(/^call (\S+) '(.*)'$/gm)])
  const ids: Record<string, string> = {}
  expect(lines).toHaveLength(5)
  for (const [, action = '', json = ''] of lines) {
    const input = JSON.parse(json.replace(/(\w+)_\.\.\./g, (whole, prefix: string) => ids[prefix] ?? whole)) as object
    const response = await stripe.call(action, input)
    const answer = (await response.json()) as { id: string; url?: string; payment_intent?: string }
    expect(response.status, `${action}: ${JSON.stringify(answer)}`).toBe(200)
    ids[/^([a-z]+(?:_test)?)_/.exec(answer.id)?.[1] ?? ''] = answer.id
    if (action === 'create-checkout-session') {
      const { pathname, origin } = new URL(answer.url ?? '')
      const body = new URLSearchParams({ email: 'jane@example.com', card: '4242 4242 4242 4242' })
      expect((await stripe.send(pathname, { method: 'POST', headers: { origin }, body })).status).toBe(303)
    }
    if (answer.payment_intent) ids['pi'] = answer.payment_intent
  }
})

test('the key that a browser makes is one that the Worker takes', async () => {
  const printed: string[] = []
  const [snippet = ''] = fenced('docs/deploy.md', 'js key')
  await runInNewContext(`(async () => {${snippet}})()`, {
    ...{ crypto, TextEncoder, Uint8Array, Array, JSON },
    console: { log: (...values: string[]) => printed.push(...values) },
  })
  const [made = '', json = ''] = printed
  expect(made).toMatch(/^sact_[a-z\d]{49}$/)
  const sha256 = createHash('sha256').update(made).digest('hex')
  expect(JSON.parse(json)).toEqual([{ name: 'backend', sha256, allow: ['*'] }])
})
