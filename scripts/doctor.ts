/** Checks the configuration of an environment, before a deploy and, with `--url`, what is deployed. One line each. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import {
  ENVIRONMENTS,
  type Environment,
  isEnvironment,
  keysFile,
  problemsOf,
  problemsOfKeys,
  webhooksFile,
} from './configuration.ts'

const USAGE = 'npm run doctor -- --env staging [--url https://...]'
const SECRETS = ['STRIPE_SECRET_KEY', 'API_KEYS']
/** Those of an environment that has destinations. */
const WEBHOOK_SECRETS = ['STRIPE_WEBHOOK_SECRET', 'WEBHOOK_DESTINATIONS']
/** Milliseconds to wait for the deployed Worker, and for Cloudflare's answer about secrets. */
const PATIENCE = 15_000

let isWell = true

function good(what: string) {
  console.log(`ok    ${what}`)
}

/** Something that could not be looked at, and how it could. */
function unknown(what: string, todo: string) {
  console.log(`-     ${what} ${todo}`)
}

function bad(what: string, todo: string) {
  isWell = false
  console.log(`wrong ${what} ${todo}`)
}

function verdict(problem: string | undefined, what: string, todo: string) {
  if (problem === undefined) good(what)
  else bad(problem, todo)
}

function stop(message: string): never {
  console.error(`${message}\n${USAGE}`)
  process.exit(1)
}

function readArguments() {
  try {
    return parseArgs({ options: { env: { type: 'string' }, url: { type: 'string' } } }).values
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error))
  }
}

/** Vars that may be left out, and what a right one holds. */
const OPTIONAL_VARS = [
  ['ALLOWED_ORIGINS', 'holds origins'],
  ['LOCAL_HOSTS', 'holds host names'],
  ['ACCESS_POLICY', 'is a policy'],
  ['STRIPE_TIMEOUT_MS', 'is a time budget'],
  ['STRIPE_ATTEMPT_TIMEOUT_MS', 'is a time budget'],
  ['WEBHOOK_RETRY_DELAYS', 'holds delays'],
  ['STRIPE_API_BASE_URL', 'is a base address'],
] as const

/** What the Worker would find wrong with one of several vars. */
function problemOf(name: string, vars: Readonly<Record<string, unknown>>): string | undefined {
  const texts = Object.fromEntries(Object.entries(vars).map(([key, value]) => [key, String(value)]))
  const problem = problemsOf(texts).find(({ param }) => param === name)
  return problem && `${name} ${problem.message}.`
}

function readFile(env: Environment) {
  return unstable_readConfig({ config: 'wrangler.toml', env })
}

/** Looks through an environment in wrangler.toml, and gives its vars. */
function checkFile(env: Environment): Record<string, unknown> {
  const { vars, assets, services, workers_dev, routes } = readFile(env)
  const bindsLocalStripe = services?.some(({ binding }: { binding: string }) => binding === 'LOCAL_STRIPE')
  const { STRIPE_MODE: mode, STRIPE_API_BASE_URL: base } = vars as Record<string, unknown>
  const expected = env === 'production' ? 'live' : 'test'
  verdict(
    mode === expected ? undefined : `STRIPE_MODE is ${String(mode)}.`,
    `STRIPE_MODE is ${expected}.`,
    `In wrangler.toml, set STRIPE_MODE = "${expected}" under [env.${env}].`,
  )
  verdict(
    assets?.binding === 'ASSETS' ? undefined : 'The binding ASSETS is missing.',
    'The console and the catalogue are bound as ASSETS.',
    'Put the line "assets" of wrangler.toml back.',
  )
  for (const path of ['actions.json', 'openapi.json', 'docs.html', 'docs/console.js']) {
    if (!existsSync(`public/${path}`)) bad(`public/${path} is missing.`, 'Run npm run generate.')
  }
  if (env === 'local') {
    verdict(
      bindsLocalStripe ? undefined : 'The binding LOCAL_STRIPE is missing.',
      'The local Stripe is bound as LOCAL_STRIPE.',
      'Put the line "services" of wrangler.toml back.',
    )
  } else {
    if (bindsLocalStripe) {
      bad('LOCAL_STRIPE is bound.', `Take it out of [env.${env}]: it is for local alone.`)
    }
    verdict(
      workers_dev || (routes ?? []).length > 0 ? undefined : 'The Worker would be reachable nowhere.',
      'The Worker has an address.',
      `In wrangler.toml, give [env.${env}] a route of yours, such as routes = [{ pattern = "stripe.example.com", custom_domain = true }].`,
    )
  }
  for (const [name, right] of OPTIONAL_VARS) {
    if (name in vars) verdict(problemOf(name, vars), `${name} ${right}.`, 'Correct it in wrangler.toml.')
  }
  if (base !== undefined && env === 'production') {
    bad('STRIPE_API_BASE_URL is set.', 'Production must call Stripe itself: take it out.')
  }
  return vars
}

/** What `npm start` takes: vars of the environment local, secrets of .dev.vars. */
function checkLocal(vars: Record<string, unknown>) {
  if (!existsSync('.dev.vars')) return bad('.dev.vars is missing.', 'Run npm start, which makes it.')
  const bindings = { ...vars, ...parseEnv(readFileSync('.dev.vars', 'utf8')) }
  const problems = problemsOf(bindings)
  for (const { param, message } of problems) {
    const isUnmade = param === 'STRIPE_WEBHOOK_SECRET' && message === 'is missing'
    bad(
      `${param} ${message}.`,
      isUnmade
        ? 'Run npm run webhooks:setup -- --env local.'
        : 'Mend it in .dev.vars, or delete that file and run npm start.',
    )
  }
  if (problems.length === 0) good('.dev.vars is complete, and its mode and key agree.')
}

function askCloudflare(...args: string[]) {
  return spawnSync('wrangler', args, {
    encoding: 'utf8',
    timeout: PATIENCE,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
}

/** A deploy fails without the queues that wrangler.toml names. */
function checkQueues(env: Environment) {
  for (const { queue } of readFile(env).queues.producers ?? []) {
    const { status, stdout, stderr } = askCloudflare('queues', 'info', queue)
    if (status === 0) good(`The queue ${queue} exists.`)
    else if (!/does not exist/.test(stdout + stderr)) {
      return unknown('Cloudflare did not say which queues exist.', 'Run npx wrangler login.')
    } else bad(`The queue ${queue} does not exist.`, `Run npx wrangler queues create ${queue}.`)
  }
}

/** Secrets cannot be read back, so what is looked at is what they are made from, and their names. */
function checkSecrets(env: Environment, vars: Record<string, unknown>) {
  const file = keysFile(env)
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8')
    const [problem] = problemsOfKeys(text)
    verdict(problem && `${file} ${problem.message}.`, `${file} holds keys.`, 'Mend it, or make keys with npm run key.')
  } else {
    unknown(`No ${file} here, so the keys cannot be looked at.`, `Make one with npm run key -- --env ${env} ...`)
  }
  const destinations = webhooksFile(env)
  const hasWebhooks = existsSync(destinations)
  if (hasWebhooks) {
    const problem = problemOf('WEBHOOK_DESTINATIONS', { WEBHOOK_DESTINATIONS: readFileSync(destinations, 'utf8') })
    verdict(problem && `${destinations}: ${problem}`, `${destinations} holds destinations.`, 'See docs/webhooks.md.')
  }
  const { STRIPE_SECRET_KEY } = process.env
  if (STRIPE_SECRET_KEY) {
    const [problem] = problemsOf({ ...vars, STRIPE_SECRET_KEY }).filter(({ param }) => param === 'STRIPE_SECRET_KEY')
    verdict(
      problem && `STRIPE_SECRET_KEY ${problem.message}.`,
      'The variable STRIPE_SECRET_KEY agrees with STRIPE_MODE.',
      "Take the key of the other mode from Stripe's dashboard.",
    )
  } else {
    unknown('Mode and key are compared', 'when the variable STRIPE_SECRET_KEY is set, or by --url once deployed.')
  }
  const { status, stdout } = askCloudflare('secret', 'list', '--env', env, '--format', 'json')
  if (status !== 0) {
    return unknown('Cloudflare did not say which secrets are set.', 'Run npx wrangler login, and deploy once.')
  }
  const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)
  for (const name of hasWebhooks ? [...SECRETS, ...WEBHOOK_SECRETS] : SECRETS) {
    verdict(
      names.includes(name) ? undefined : `The secret ${name} is not set.`,
      `The secret ${name} is set.`,
      `Run npx wrangler secret put ${name} --env ${env}.`,
    )
  }
}

function ask(url: URL, path: string): Promise<Response> {
  return fetch(new URL(path, url), { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
}

interface Health {
  mode?: string
  error?: { message: string; issues?: { param: string; message: string }[] }
}

async function checkDeployed(url: URL, env: Environment, mode: unknown) {
  let health: Response
  try {
    health = await ask(url, '/health')
  } catch {
    return bad(
      `Nothing answers at ${url.origin}.`,
      `Is the address right, and was it deployed? npx wrangler deploy --env ${env}`,
    )
  }
  let state: Health
  try {
    state = (await health.json()) as Health
  } catch {
    return bad(`${url.origin} is another program.`, 'Give --url the address that wrangler deploy prints.')
  }
  if (health.ok && state.mode === mode) good(`${url.origin} is healthy, in ${state.mode} mode.`)
  else if (health.ok) {
    bad(`${url.origin} is in ${state.mode} mode.`, `It is not ${env}, or was deployed from another wrangler.toml.`)
  } else {
    for (const { param, message } of state.error?.issues ?? [
      { param: '/health', message: `answers ${health.status}` },
    ]) {
      bad(`Deployed: ${param} ${message}.`, `Run npx wrangler secret put ${param} --env ${env}, or see wrangler.toml.`)
    }
  }
  const open = await ask(url, '/actions/list-products?limit=1')
  verdict(
    open.status === 401 || open.status === 500 ? undefined : `A call without a key is answered ${open.status}.`,
    'A call without a key is refused.',
    `Deploy again: npx wrangler deploy --env ${env}`,
  )
  const served = await ask(url, '/openapi.json')
  verdict(
    (await served.text()) === readFileSync('public/openapi.json', 'utf8')
      ? undefined
      : 'It serves other actions than these.',
    'It serves the actions of this folder.',
    `Deploy what is here: npx wrangler deploy --env ${env}`,
  )
}

const given = readArguments()
const { env } = given
if (env === undefined || !isEnvironment(env)) stop(`--env must be one of ${ENVIRONMENTS.join(', ')}.`)
const url = given.url === undefined ? undefined : URL.parse(given.url)
if (url === null) stop('--url must be a whole address, such as https://stripe-actions-staging.example.workers.dev.')

const vars = checkFile(env)
if (env === 'local') checkLocal(vars)
else {
  checkSecrets(env, vars)
  checkQueues(env)
}
if (url) await checkDeployed(url, env, vars['STRIPE_MODE'])
process.exitCode = isWell ? 0 : 1
