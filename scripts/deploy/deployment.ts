import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, type Io } from '../cli.ts'
import { type Environment, webhooksFile } from '../configuration.ts'
import { doctorWith } from '../doctor.ts'
import { describeRights, writeEntries } from '../keys.ts'
import { callStripe, setUpEndpoint, stripeClient, wantedTypes, webhookUrl } from '../webhooks/endpoint.ts'
import { addressOf, writeAddress } from './address.ts'
import { Chooser, type Options } from './choices.ts'
import type { Cloudflare } from './cloudflare.ts'
import { hashOfBundle, NOTHING_DEPLOYED, readLocalFacts, readRemoteFacts } from './facts.ts'
import { type Choices, describePlan, needsEndpoint, type Plan, planOf } from './plan.ts'
import { withSecretsFile } from './secrets-file.ts'
import { hashOf, writeState } from './state.ts'
import { stripeBase } from './stripe-key.ts'

/** Milliseconds that a new address may take to answer. */
const PATIENCE_MS = 30_000

/** Deploys an environment, and returns the exit status. */
export async function deploy(env: Environment, options: Options, cloudflare: Cloudflare, io: Io, signal: AbortSignal) {
  const here = readLocalFacts(env, io)
  const chooser = await Chooser.of(env, options, io, signal)
  const account = await chooser.account(here, cloudflare)
  if (account) {
    cloudflare.use(account)
    io.print(`Cloudflare account: ${account.name}.`)
  }
  const there = account
    ? await readRemoteFacts(env, cloudflare, { here, hasUrl: options.url !== undefined })
    : NOTHING_DEPLOYED
  const address = await chooser.address(here, there)
  const isWorkersDev = address === 'workers.dev' || (address === undefined && here.config.workers_dev === true)
  const subdomain = account && isWorkersDev ? await chooser.subdomain(there, cloudflare) : there.subdomain
  const url = options.url ?? addressOf(here.config, { subdomain, chosen: address })
  if (account && url === undefined && needsEndpoint(here, there, url)) {
    chooser.missing.push('The address that Stripe sends events to: --url https://...')
  }
  const firstKey = await chooser.firstKey(here, there)
  const entries = [...(here.entries ?? []), ...(firstKey ? [firstKey.entry] : [])]
  const stripeKey = await chooser.stripeKey(here, there, url, entries)
  const choices: Choices = {
    ...(address && { address }),
    ...(firstKey && { firstKey }),
    ...(stripeKey !== undefined && { stripeKey }),
  }
  const plan = planOf(env, { here, there, bundle: hashOfBundle(io.cwd), url, choices })

  io.print(`\nPlan for ${env}:`)
  for (const line of describePlan(plan, here, there)) io.print(`- ${line}`)
  if (chooser.missing.length > 0) {
    const list = chooser.missing.map((one) => `- ${one}`).join('\n')
    if (!options['dry-run']) throw new Failure(`\nNothing was deployed. What is missing:\n${list}`)
    io.print(`\nStill to be answered:\n${list}`)
  }
  if (options['dry-run']) {
    io.print('\nNothing was changed: this was a dry run.')
    return 0
  }
  if (plan.uploads && io.prompt && !/^y/i.test(await io.prompt.ask('\nGo ahead (y/n)', 'y'))) {
    throw new Failure('Nothing was deployed.')
  }
  const run = new Run(plan, choices, io, cloudflare, signal)
  return run.perform(here, there.secrets.state === 'deployed')
}

/** A plan as it is carried out. */
class Run {
  readonly #plan: Plan
  readonly #choices: Choices
  readonly #io: Io
  readonly #cloudflare: Cloudflare
  readonly #signal: AbortSignal
  #isKeyKept = false
  #isKeyPrinted = false

  constructor(plan: Plan, choices: Choices, io: Io, cloudflare: Cloudflare, signal: AbortSignal) {
    this.#plan = plan
    this.#choices = choices
    this.#io = io
    this.#cloudflare = cloudflare
    this.#signal = signal
  }

  async perform({ destinations, state }: ReturnType<typeof readLocalFacts>, wasThere: boolean): Promise<number> {
    const { env, address, entries, uploads } = this.#plan
    let url = this.#plan.url ?? (wasThere ? state?.url : undefined)
    try {
      if (address) {
        writeAddress(env, this.#io.cwd, address)
        this.#io.print('wrangler.toml is changed: commit it.')
      }
      if (uploads) {
        const secrets = { ...this.#plan.secrets, ...(await this.#webhookSecret(destinations)) }
        if (entries) {
          writeEntries(env, this.#io.cwd, entries)
          this.#isKeyKept = true
        }
        this.#io.print('Deploying...')
        const deployed = await withSecretsFile(secrets, (file) => this.#cloudflare.deploy(env, file))
        url ??= deployed.url
        writeState(env, this.#io.cwd, {
          url: url ?? '',
          version: deployed.version,
          bundle: hashOfBundle(this.#io.cwd),
          secrets: {
            ...state?.secrets,
            ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, hashOf(value)])),
          },
        })
        this.#io.print(`Deployed${url ? ` to ${url}` : ''}.`)
        if (url) await this.#wait(url)
      }
      this.#io.print('')
      const status = await doctorWith(this.#cloudflare.ask)(['--env', env, ...(url ? ['--url', url] : [])], this.#io)
      this.#conclude(url)
      return status
    } finally {
      // Nobody can read it again.
      if (this.#isKeyKept && !this.#isKeyPrinted) this.#printKey()
    }
  }

  /** Creates the endpoint at Stripe, or updates it, and returns the secret of a new one. */
  async #webhookSecret(json: string | undefined): Promise<Record<string, string>> {
    const { env, url, webhooks } = this.#plan
    const { stripeKey } = this.#choices
    if (!webhooks || url === undefined || stripeKey === undefined) return {}
    const { print, complain } = this.#io
    const types = wantedTypes({ source: webhooksFile(env), json }, complain)
    const stripe = stripeClient(stripeKey, stripeBase(this.#io.env))
    const wanted = { url: webhookUrl(url), types, recreate: webhooks.recreate }
    const secret = await callStripe(() => setUpEndpoint(stripe, wanted, print))
    return secret === undefined ? {} : { STRIPE_WEBHOOK_SECRET: secret }
  }

  /** Waits for an address, which may be new. */
  async #wait(url: string) {
    const end = Date.now() + PATIENCE_MS
    for (let tries = 0; Date.now() < end; tries += 1) {
      try {
        await fetch(new URL('/health', url), { signal: AbortSignal.any([this.#signal, AbortSignal.timeout(5_000)]) })
        return
      } catch {
        this.#signal.throwIfAborted()
        if (tries === 0) this.#io.print('Waiting for it to answer...')
        await sleep(1_000, undefined, { signal: this.#signal })
      }
    }
  }

  #printKey() {
    const { firstKey } = this.#choices
    if (!firstKey) return
    this.#isKeyPrinted = true
    this.#io.print(`\nKey "${firstKey.entry.name}", shown this once: ${firstKey.key}`)
    this.#io.print(`It may run ${describeRights(firstKey.entry)}.`)
  }

  /** Says what to do with what is deployed. */
  #conclude(url: string | undefined) {
    const { env } = this.#plan
    const { firstKey } = this.#choices
    if (this.#isKeyKept) this.#printKey()
    const address = url?.replace(/\/$/, '') ?? '<its address>'
    const key = firstKey?.key ?? '<a key of it; npm run key makes another>'
    const where = env === 'production' ? 'production' : 'the editor and staging'
    this.#io.print(`
Console: ${address}/docs

In WeWeb, under Integrations > Environment Variables, two Secure variables for ${where}:
  STRIPE_ACTIONS_URL  ${address}
  STRIPE_ACTIONS_KEY  ${key}

Next: docs/weweb.md.`)
  }
}
