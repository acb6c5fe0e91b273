import { actions } from '../../handlers/index.ts'
import { readKeys } from '../../src/access/keys.ts'
import { readPolicy } from '../../src/access/policy.ts'
import { readDestinations } from '../../src/webhooks/destinations.ts'
import { Failure, type Io } from '../cli.ts'
import { type Environment, modeOf } from '../configuration.ts'
import { type Entry, isKeyName, issueKey, readPatterns } from '../keys.ts'
import { addressOf, hasAddress, type NewAddress, readDomain } from './address.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import type { LocalFacts, RemoteFacts } from './facts.ts'
import { keyPage, type NeededPermissions, neededPermissions } from './permissions.ts'
import { type Choices, lacksSecret, needsEndpoint } from './plan.ts'
import { checkWithStripe, problemOfKey, readStripeKey, stripeBase } from './stripe-key.ts'

export interface Options {
  'dry-run': boolean
  domain?: string | undefined
  'workers-dev': boolean
  'stripe-key-file'?: string | undefined
  'key-name': string
  allow?: string | undefined
  url?: string | undefined
}

/** How to sign in without a terminal. */
const LOGIN =
  'A login at Cloudflare: set CLOUDFLARE_API_TOKEN to a token made from the template "Edit Cloudflare Workers" with Queues: Edit added (https://dash.cloudflare.com/profile/api-tokens), or run npx wrangler login.'

/** The permissions that a restricted key of Stripe's needs for what the keys, the policy and the webhooks may do. */
export function permissionsFor(here: LocalFacts, entries: readonly Entry[]): NeededPermissions {
  const keys = readKeys(JSON.stringify(entries), false)
  const policy = readPolicy(here.vars['ACCESS_POLICY'], actions)
  const destinations = readDestinations(here.destinations, actions)
  const credentials = 'value' in keys ? keys.value : []
  const enrichments = 'value' in destinations ? destinations.value.flatMap((one) => one.enrichments) : []
  const isEndUsers = (name: string) => 'value' in policy && policy.value.endUsers.has(name)
  const isPublic = (name: string) => 'value' in policy && policy.value.public.has(name)
  return neededPermissions({
    actions: actions.filter(
      ({ name }) =>
        credentials.some(({ allows }) => allows(name)) ||
        isEndUsers(name) ||
        isPublic(name) ||
        enrichments.some(({ action }) => action.name === name),
    ),
    owned: actions.filter(({ name }) => isEndUsers(name)),
    webhooks: here.destinations !== undefined && here.destinations !== '[]',
  })
}

/** What the options say, read before anybody is asked anything. */
interface Given {
  domain: string | undefined
  allow: string[] | undefined
  stripeKey: string | undefined
}

/** @throws {Failure} naming an option that is wrong, or with why Stripe does not take the key */
async function readOptions(env: Environment, options: Options, io: Io, signal: AbortSignal): Promise<Given> {
  const domain = options.domain === undefined ? undefined : readDomain(options.domain)
  if (options.domain !== undefined && domain === undefined) {
    throw new Failure('--domain must be a domain of your account, such as payments.example.com.')
  }
  if (!isKeyName(options['key-name'])) {
    throw new Failure('--key-name must be 1 to 64 letters, digits, "_", "." or "-".')
  }
  const allow = options.allow === undefined ? undefined : readPatterns('--allow', options.allow)
  const stripeKey = await readStripeKey(io, options['stripe-key-file'])
  if (stripeKey !== undefined) await checkKey(env, stripeKey, io, signal)
  return { domain, allow, stripeKey }
}

/** @throws {Failure} if a key is for the other mode, or if Stripe rejects it */
async function checkKey(env: Environment, key: string, { env: variables, print }: Io, signal: AbortSignal) {
  const problem = problemOfKey(env, key)
  if (problem !== undefined) throw new Failure(problem)
  const account = await checkWithStripe(key, stripeBase(variables), signal)
  print(`Stripe accepted the key${account ? `, of ${account}` : ''}, in ${modeOf(env)} mode.`)
  if (key.startsWith('sk_')) {
    print('It is a secret key, which may do everything: a restricted one (rk_...) limits what the Worker can do.')
  }
}

/** Decides what is deployed and where: takes what the options say, asks at a terminal, and otherwise says what is missing. */
export class Chooser {
  /** What is missing, where nobody can be asked. */
  readonly missing: string[] = []
  readonly #env: Environment
  readonly #options: Options
  readonly #given: Given
  readonly #io: Io
  readonly #signal: AbortSignal

  private constructor(env: Environment, options: Options, given: Given, io: Io, signal: AbortSignal) {
    this.#env = env
    this.#options = options
    this.#given = given
    this.#io = io
    this.#signal = signal
  }

  /** @throws {Failure} naming an option that is wrong, or with why Stripe does not take the key */
  static async of(env: Environment, options: Options, io: Io, signal: AbortSignal): Promise<Chooser> {
    return new Chooser(env, options, await readOptions(env, options, io, signal), io, signal)
  }

  /** The person at the terminal; absent when nothing may be asked. */
  get #prompt() {
    return this.#options['dry-run'] ? undefined : this.#io.prompt
  }

  /** Signs in and picks an account; without one, `undefined`. */
  async account({ config }: LocalFacts, cloudflare: Cloudflare): Promise<Account | undefined> {
    const { CLOUDFLARE_ACCOUNT_ID: wanted = config.account_id, CLOUDFLARE_API_TOKEN: token } = this.#io.env
    if (wanted && token) return { id: wanted, name: wanted }
    let accounts = await cloudflare.accounts()
    if (!accounts && this.#prompt) {
      this.#io.print('Sign in to Cloudflare in the browser that opens (an account is free).')
      await cloudflare.login()
      accounts = await cloudflare.accounts()
    }
    if (!accounts) {
      this.missing.push(LOGIN)
      return undefined
    }
    if (wanted) return accounts.find(({ id }) => id === wanted) ?? { id: wanted, name: wanted }
    const [first, ...others] = accounts
    if (!first) throw new Failure('This login has access to no Cloudflare account.')
    if (others.length === 0) return first
    const list = accounts.map(({ id, name }, index) => `  ${index + 1}  ${name} (${id})`).join('\n')
    if (!this.#prompt) {
      this.missing.push(`The account to deploy to: set CLOUDFLARE_ACCOUNT_ID to one of\n${list}`)
      return undefined
    }
    this.#io.print(`Accounts at Cloudflare:\n${list}`)
    for (;;) {
      const account = accounts[Number(await this.#prompt.ask('Which one', '1')) - 1]
      if (account) return account
    }
  }

  /** The address that wrangler.toml is to have, where it has none or the options name another. */
  async address({ config }: LocalFacts, { subdomain }: RemoteFacts): Promise<NewAddress | undefined> {
    const { domain } = this.#given
    if (domain !== undefined) {
      const isThere = (config.routes ?? []).some((route) => typeof route === 'object' && route.pattern === domain)
      return isThere ? undefined : { domain }
    }
    const isWorkersDev = this.#options['workers-dev']
    if (isWorkersDev) return config.workers_dev === true ? undefined : 'workers.dev'
    if (hasAddress(config)) return undefined
    if (!this.#prompt) {
      this.missing.push(
        `An address for ${this.#env}: --domain payments.example.com (a domain at Cloudflare), or --workers-dev.`,
      )
      return undefined
    }
    const free = addressOf(config, { subdomain, chosen: 'workers.dev' }) ?? 'an address of workers.dev'
    this.#io.print(
      `A domain of yours at Cloudflare for ${this.#env}, such as payments.example.com, or nothing for ${free}.`,
    )
    for (;;) {
      const answer = await this.#prompt.ask('Domain')
      const read = readDomain(answer)
      if (!answer) return 'workers.dev'
      if (read !== undefined) return { domain: read }
      this.#io.print('It must be a domain, such as payments.example.com.')
    }
  }

  /** Makes sure that the account has a subdomain of workers.dev, and returns it. */
  async subdomain({ subdomain }: RemoteFacts, cloudflare: Cloudflare): Promise<string | null | undefined> {
    if (subdomain !== null) return subdomain
    const page = `https://dash.cloudflare.com/${cloudflare.account?.id}/workers/onboarding`
    if (!this.#prompt) {
      this.missing.push(`A subdomain of workers.dev, which this account does not have yet: choose one at ${page}`)
      return null
    }
    this.#io.print(
      'This account has no subdomain of workers.dev yet. Its Workers will be at <name>.<subdomain>.workers.dev.',
    )
    for (;;) {
      const name = await this.#prompt.ask('Subdomain')
      if (/^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(name) && (await cloudflare.registerSubdomain(name))) return name
      this.#io.print('Not available. Choose another name of letters, digits and "-".')
    }
  }

  /** Makes the first key, where neither this folder nor the Worker has any. */
  async firstKey({ entries }: LocalFacts, there: RemoteFacts): Promise<Choices['firstKey']> {
    if ((entries ?? []).length > 0 || !lacksSecret(there, 'API_KEYS')) return undefined
    let { allow } = this.#given
    if (!allow && !this.#prompt) {
      this.missing.push(`What the first key may run: --allow "list-*,retrieve-*", or --allow "*" for every action.`)
      return undefined
    }
    while (!allow && this.#prompt) {
      this.#io.print(
        'The first API key: actions that it may run, such as create-checkout-session,retrieve-*; * is every action.',
      )
      const answer = await this.#prompt.ask('Actions', '*')
      allow = await this.#retry(() => readPatterns('Actions', answer))
    }
    return allow && issueKey({ name: this.#options['key-name'], allow })
  }

  /** Stripe's key, checked: where it is needed, or was given. */
  async stripeKey(
    here: LocalFacts,
    there: RemoteFacts,
    url: string | undefined,
    entries: readonly Entry[],
  ): Promise<string | undefined> {
    const { stripeKey } = this.#given
    const isNeeded = lacksSecret(there, 'STRIPE_SECRET_KEY') || needsEndpoint(here, there, url)
    if (stripeKey === undefined && !isNeeded) return undefined
    this.#printPermissions(permissionsFor(here, entries))
    if (stripeKey !== undefined) return stripeKey
    if (!this.#prompt) {
      this.missing.push(
        "Stripe's key: --stripe-key-file FILE (- reads the standard input), or the variable STRIPE_SECRET_KEY.",
      )
      return undefined
    }
    for (;;) {
      const key = await this.#prompt.askHidden("Stripe's key (it is not shown)")
      const isTaken = await this.#retry(async () => {
        await checkKey(this.#env, key, this.#io, this.#signal)
        return true
      })
      if (isTaken) return key
    }
  }

  /** What a call returns, or nothing, once why it failed is printed. */
  async #retry<T>(call: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.#io.print(error.message)
      return undefined
    }
  }

  #printPermissions(needed: NeededPermissions) {
    if (needed.permissions.length === 0) return
    const width = Math.max(...needed.permissions.map(({ name }) => name.length))
    this.#io.print('\nPermissions that a restricted key of Stripe needs for what may be run:')
    for (const { name, level } of needed.permissions) this.#io.print(`  ${name.padEnd(width)}  ${level}`)
    if (needed.unpublished.length > 0) {
      this.#io.print(`  Stripe publishes no separate permission for: ${needed.unpublished.join(', ')}.`)
    }
    this.#io.print(
      `Create one, with these filled in:\n${keyPage(`Stripe Actions ${this.#env}`, modeOf(this.#env), needed)}\n`,
    )
  }
}
