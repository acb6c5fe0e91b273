/** Checks the configuration of an environment, before a deploy and, with `--url`, what is deployed. One line each. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import { defineScript, Failure, type Io, type Main, runIfMain } from './cli.ts'
import {
  ENVIRONMENTS,
  type Environment,
  isEnvironment,
  keysFile,
  problemsOf,
  problemsOfKeys,
  webhooksFile,
} from './configuration.ts'
import { type Finished, runWrangler } from './wrangler.ts'

const USAGE = 'npm run doctor -- --env staging [--url https://...]'
const SECRETS = ['STRIPE_SECRET_KEY', 'API_KEYS']
/** Those of an environment that has destinations. */
const WEBHOOK_SECRETS = ['STRIPE_WEBHOOK_SECRET', 'WEBHOOK_DESTINATIONS']
/** Milliseconds to wait for the deployed Worker. */
const PATIENCE = 15_000
/** Milliseconds to wait for wrangler, which may take seconds to start. */
const WRANGLER_PATIENCE = 60_000

/** Runs a command of wrangler's that asks Cloudflare. */
export type AskCloudflare = (
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; timeout: number },
) => Promise<Finished>

function stop(message: string): never {
  throw new Failure(`${message}\n${USAGE}`)
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

function ask(url: URL, path: string): Promise<Response> {
  return fetch(new URL(path, url), { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
}

interface Health {
  mode?: string
  error?: { message: string; issues?: { param: string; message: string }[] }
}

/** One look through an environment: what is found goes to the output, line by line. */
class Checkup {
  isWell = true
  readonly #env: Environment
  readonly #io: Io
  readonly #ask: AskCloudflare

  constructor(env: Environment, io: Io, ask: AskCloudflare) {
    this.#env = env
    this.#io = io
    this.#ask = ask
  }

  #good(what: string) {
    this.#io.print(`ok    ${what}`)
  }

  /** Something that could not be looked at, and how it could. */
  #unknown(what: string, todo: string) {
    this.#io.print(`-     ${what} ${todo}`)
  }

  #bad(what: string, todo: string) {
    this.isWell = false
    this.#io.print(`wrong ${what} ${todo}`)
  }

  #verdict(problem: string | undefined, what: string, todo: string) {
    if (problem === undefined) this.#good(what)
    else this.#bad(problem, todo)
  }

  #path(name: string) {
    return join(this.#io.cwd, name)
  }

  #askCloudflare(...args: string[]) {
    const { cwd, env } = this.#io
    return this.#ask(args, { cwd, env, timeout: WRANGLER_PATIENCE })
  }

  #readFile() {
    return unstable_readConfig({ config: this.#path('wrangler.toml'), env: this.#env })
  }

  /** Looks through an environment in wrangler.toml, and returns its vars. */
  checkFile(): Record<string, unknown> {
    const env = this.#env
    const { vars, assets, services, workers_dev, routes } = this.#readFile()
    const bindsLocalStripe = services?.some(({ binding }: { binding: string }) => binding === 'LOCAL_STRIPE')
    const { STRIPE_MODE: mode, STRIPE_API_BASE_URL: base } = vars as Record<string, unknown>
    const expected = env === 'production' ? 'live' : 'test'
    this.#verdict(
      mode === expected ? undefined : `STRIPE_MODE is ${String(mode)}.`,
      `STRIPE_MODE is ${expected}.`,
      `In wrangler.toml, set STRIPE_MODE = "${expected}" under [env.${env}].`,
    )
    this.#verdict(
      assets?.binding === 'ASSETS' ? undefined : 'The binding ASSETS is missing.',
      'The console and the catalogue are bound as ASSETS.',
      'Put the line "assets" of wrangler.toml back.',
    )
    for (const path of ['actions.json', 'openapi.json', 'tools.json', 'docs.html', 'docs/console.js']) {
      if (!existsSync(this.#path(`public/${path}`))) this.#bad(`public/${path} is missing.`, 'Run npm run generate.')
    }
    if (env === 'local') {
      this.#verdict(
        bindsLocalStripe ? undefined : 'The binding LOCAL_STRIPE is missing.',
        'The local Stripe is bound as LOCAL_STRIPE.',
        'Put the line "services" of wrangler.toml back.',
      )
    } else {
      if (bindsLocalStripe) {
        this.#bad('LOCAL_STRIPE is bound.', `Take it out of [env.${env}]: it is for local only.`)
      }
      this.#verdict(
        workers_dev || (routes ?? []).length > 0 ? undefined : 'The Worker would be reachable nowhere.',
        'The Worker has an address.',
        `In wrangler.toml, give [env.${env}] a route of yours, such as routes = [{ pattern = "stripe.example.com", custom_domain = true }].`,
      )
    }
    for (const [name, right] of OPTIONAL_VARS) {
      if (name in vars) this.#verdict(problemOf(name, vars), `${name} ${right}.`, 'Correct it in wrangler.toml.')
    }
    if (base !== undefined && env === 'production') {
      this.#bad('STRIPE_API_BASE_URL is set.', 'Production must call Stripe itself: take it out.')
    }
    return vars
  }

  /** What `npm start` takes: vars of the environment local, secrets of .dev.vars. */
  checkLocal(vars: Record<string, unknown>) {
    const file = this.#path('.dev.vars')
    if (!existsSync(file)) return this.#bad('.dev.vars is missing.', 'Run npm start, which makes it.')
    const bindings = { ...vars, ...parseEnv(readFileSync(file, 'utf8')) }
    const problems = problemsOf(bindings)
    for (const { param, message } of problems) {
      const isUnmade = param === 'STRIPE_WEBHOOK_SECRET' && message === 'is missing'
      this.#bad(
        `${param} ${message}.`,
        isUnmade
          ? 'Run npm run webhooks:setup -- --env local.'
          : 'Mend it in .dev.vars, or delete that file and run npm start.',
      )
    }
    if (problems.length === 0) this.#good('.dev.vars is complete, and its mode and key agree.')
  }

  /** What a deploy needs at Cloudflare. */
  async checkCloudflare(vars: Record<string, unknown>) {
    const producers: { queue: string }[] = this.#readFile().queues.producers ?? []
    // Asked for at once: wrangler takes a second to start.
    const [secrets, ...found] = await Promise.all([
      this.#askCloudflare('secret', 'list', '--env', this.#env, '--format', 'json'),
      ...producers.map(async ({ queue }) => ({
        queue,
        answer: await this.#askCloudflare('queues', 'info', queue),
      })),
    ])
    this.#checkSecrets(vars, secrets)
    this.#checkQueues(found)
  }

  /** Secrets cannot be read back, so what is looked at is what they are made from, and their names. */
  #checkSecrets(vars: Record<string, unknown>, { status, stdout }: Finished) {
    const env = this.#env
    const file = keysFile(env)
    if (existsSync(this.#path(file))) {
      const text = readFileSync(this.#path(file), 'utf8')
      const [problem] = problemsOfKeys(text)
      this.#verdict(
        problem && `${file} ${problem.message}.`,
        `${file} holds keys.`,
        'Mend it, or make keys with npm run key.',
      )
    } else {
      this.#unknown(
        `No ${file} here, so the keys cannot be looked at.`,
        `Make one with npm run key -- --env ${env} ...`,
      )
    }
    const destinations = webhooksFile(env)
    const hasWebhooks = existsSync(this.#path(destinations))
    if (hasWebhooks) {
      const problem = problemOf('WEBHOOK_DESTINATIONS', {
        WEBHOOK_DESTINATIONS: readFileSync(this.#path(destinations), 'utf8'),
      })
      this.#verdict(
        problem && `${destinations}: ${problem}`,
        `${destinations} holds destinations.`,
        'See docs/webhooks.md.',
      )
    }
    const { STRIPE_SECRET_KEY } = this.#io.env
    if (STRIPE_SECRET_KEY) {
      const [problem] = problemsOf({ ...vars, STRIPE_SECRET_KEY }).filter(({ param }) => param === 'STRIPE_SECRET_KEY')
      this.#verdict(
        problem && `STRIPE_SECRET_KEY ${problem.message}.`,
        'The variable STRIPE_SECRET_KEY agrees with STRIPE_MODE.',
        "Take the key of the other mode from Stripe's dashboard.",
      )
    } else {
      this.#unknown(
        'Mode and key are compared',
        'when the variable STRIPE_SECRET_KEY is set, or by --url once deployed.',
      )
    }
    if (status !== 0) {
      return this.#unknown('Cloudflare did not say which secrets are set.', 'Run npx wrangler login, and deploy once.')
    }
    const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)
    for (const name of hasWebhooks ? [...SECRETS, ...WEBHOOK_SECRETS] : SECRETS) {
      this.#verdict(
        names.includes(name) ? undefined : `The secret ${name} is not set.`,
        `The secret ${name} is set.`,
        `Run npx wrangler secret put ${name} --env ${env}.`,
      )
    }
  }

  /** A deploy fails without the queues that wrangler.toml names. */
  #checkQueues(found: readonly { queue: string; answer: Finished }[]) {
    for (const { queue, answer } of found) {
      if (answer.status === 0) this.#good(`The queue ${queue} exists.`)
      else if (!/does not exist/.test(answer.stdout + answer.stderr)) {
        return this.#unknown('Cloudflare did not say which queues exist.', 'Run npx wrangler login.')
      } else this.#bad(`The queue ${queue} does not exist.`, `Run npx wrangler queues create ${queue}.`)
    }
  }

  async checkDeployed(url: URL, mode: unknown) {
    const env = this.#env
    let health: Response
    try {
      health = await ask(url, '/health')
    } catch {
      return this.#bad(
        `Nothing answers at ${url.origin}.`,
        `Is the address right, and was it deployed? npx wrangler deploy --env ${env}`,
      )
    }
    let state: Health
    try {
      state = (await health.json()) as Health
    } catch {
      return this.#bad(`${url.origin} is another program.`, 'Give --url the address that wrangler deploy prints.')
    }
    if (health.ok && state.mode === mode) this.#good(`${url.origin} is healthy, in ${state.mode} mode.`)
    else if (health.ok) {
      this.#bad(
        `${url.origin} is in ${state.mode} mode.`,
        `It is not ${env}, or was deployed from another wrangler.toml.`,
      )
    } else {
      for (const { param, message } of state.error?.issues ?? [
        { param: '/health', message: `answers ${health.status}` },
      ]) {
        this.#bad(
          `Deployed: ${param} ${message}.`,
          `Run npx wrangler secret put ${param} --env ${env}, or see wrangler.toml.`,
        )
      }
    }
    const open = await ask(url, '/actions/list-products?limit=1')
    this.#verdict(
      open.status === 401 || open.status === 500 ? undefined : `A call without a key is answered ${open.status}.`,
      'A call without a key is refused.',
      `Deploy again: npx wrangler deploy --env ${env}`,
    )
    const served = await ask(url, '/openapi.json')
    this.#verdict(
      (await served.text()) === readFileSync(this.#path('public/openapi.json'), 'utf8')
        ? undefined
        : 'It serves other actions than these.',
      'It serves the actions of this folder.',
      `Deploy what is here: npx wrangler deploy --env ${env}`,
    )
  }
}

/** @param askCloudflare Stands in for wrangler, and the network behind it. */
export function doctorWith(askCloudflare: AskCloudflare): Main {
  return defineScript({
    command: 'npm run doctor',
    summary: 'Checks the configuration of an environment and, with --url, what is deployed.',
    usage: USAGE,
    options: { env: { type: 'string' }, url: { type: 'string' } },
    async run({ env, url: given }, io) {
      if (env === undefined || !isEnvironment(env)) stop(`--env must be one of ${ENVIRONMENTS.join(', ')}.`)
      const url = given === undefined ? undefined : URL.parse(given)
      if (url === null)
        stop('--url must be a whole address, such as https://stripe-actions-staging.example.workers.dev.')

      const checkup = new Checkup(env, io, askCloudflare)
      const vars = checkup.checkFile()
      if (env === 'local') checkup.checkLocal(vars)
      else await checkup.checkCloudflare(vars)
      if (url) await checkup.checkDeployed(url, vars['STRIPE_MODE'])
      return checkup.isWell ? 0 : 1
    },
  })
}

export const doctor = doctorWith(runWrangler)

await runIfMain(import.meta, doctor)
