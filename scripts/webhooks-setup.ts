/** Makes the webhook endpoint at Stripe, or brings it up to date: it sends what the destinations want, and nothing else. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import Stripe from 'stripe'
import { actions } from '../handlers/index.ts'
import { wildcard } from '../src/config/patterns.ts'
import { API_VERSION } from '../src/stripe/version.ts'
import { didYouMean } from '../src/suggest.ts'
import { readDestinations } from '../src/webhooks/destinations.ts'
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import { ENVIRONMENTS, type Environment, isEnvironment, webhooksFile } from './configuration.ts'

const USAGE = 'npm run webhooks:setup -- --env staging --url https://... [--anew]'
/** Where `npm start` serves, and its local Stripe. */
const LOCAL = 'http://127.0.0.1:8787'
const LOCAL_VARS = '.dev.vars'
const TYPES = join(import.meta.dirname, '../node_modules/stripe/esm/resources/WebhookEndpoints.d.ts')

type EnabledEvent = Stripe.WebhookEndpointCreateParams.EnabledEvent

function stop(message: string): never {
  throw new Failure(`${message}\n${USAGE}`)
}

/** The vars of `npm start`. */
function readLocalVars({ cwd }: Io): NodeJS.Dict<string> {
  const file = join(cwd, LOCAL_VARS)
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

function readJson(env: Environment, { cwd }: Io, local: NodeJS.Dict<string>): { name: string; json?: string } {
  if (env === 'local') return { name: `WEBHOOK_DESTINATIONS in ${LOCAL_VARS}`, json: local['WEBHOOK_DESTINATIONS'] }
  const name = webhooksFile(env)
  const file = join(cwd, name)
  if (!existsSync(file)) stop(`${name} is missing: put the value of WEBHOOK_DESTINATIONS there. See docs/webhooks.md.`)
  return { name, json: readFileSync(file, 'utf8') }
}

/** Every type of events that Stripe sends, from the SDK's own declaration. */
function allTypes(): EnabledEvent[] {
  const union = /type EnabledEvent = (.*);/.exec(readFileSync(TYPES, 'utf8'))?.[1] ?? ''
  // Sound: the strings are those of the type itself.
  return [...union.matchAll(/'([\w.]+)'/g)].map(([, type]) => type as EnabledEvent)
}

/** The types of events that the destinations of an environment want. */
function wantedTypes(env: Environment, io: Io, local: NodeJS.Dict<string>): EnabledEvent[] {
  const { name, json } = readJson(env, io, local)
  const read = readDestinations(json, actions)
  if ('problem' in read) stop(`${name} ${read.problem}.`)
  const all = allTypes()
  const types = all.filter((type) => read.value.some(({ wants }) => wants(type)))
  if (types.length === 0) stop(`${name} names no destination that takes a type of Stripe's events.`)
  for (const wanted of new Set(read.value.flatMap(({ types }) => types))) {
    if (!all.some(wildcard(wanted))) io.complain(`Stripe has no type of events ${wanted}${didYouMean(wanted, all)}`)
  }
  return types
}

/** A client of Stripe, or of the local Stripe that `base` serves. */
function newClient(env: Environment, key: string, base: URL): Stripe {
  return new Stripe(key, {
    apiVersion: API_VERSION,
    telemetry: false,
    ...(env === 'local' && {
      httpClient: Stripe.createFetchHttpClient((input, init) => {
        const { pathname, search } = new URL(String(input))
        return fetch(`${base.origin}/local-stripe${pathname}${search}`, init)
      }),
    }),
  })
}

/** Keeps a secret where `npm start` reads it. */
function keepLocally(secret: string, { cwd, print }: Io) {
  const file = join(cwd, LOCAL_VARS)
  const line = `STRIPE_WEBHOOK_SECRET="${secret}"`
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const place = /^STRIPE_WEBHOOK_SECRET=.*$/m
  writeFileSync(file, place.test(text) ? text.replace(place, line) : `${text}\n${line}\n`)
  print(`Its secret is in ${LOCAL_VARS} now; stop npm start and start it again.`)
}

interface Wanted {
  env: Environment
  url: string
  types: EnabledEvent[]
  /** Makes another endpoint in place of the one that is there. */
  anew: boolean
}

async function setUp(stripe: Stripe, { env, url, types, anew }: Wanted, io: Io): Promise<void> {
  const endpoints = await stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })
  let endpoint = endpoints.find((one) => one.url === url)
  if (endpoint && anew) {
    await stripe.webhookEndpoints.del(endpoint.id)
    io.print(`Removed ${endpoint.id}.`)
    endpoint = undefined
  }
  if (endpoint && endpoint.api_version !== API_VERSION) {
    stop(
      `${endpoint.id} sends events of API version ${endpoint.api_version ?? 'of the account'}, not ${API_VERSION}; --anew makes it anew.`,
    )
  }
  if (endpoint) {
    await stripe.webhookEndpoints.update(endpoint.id, { enabled_events: types, disabled: false })
    io.print(`Updated ${endpoint.id}: it sends ${types.length} types of events to ${url}. Its secret stays.`)
  } else {
    const made = await stripe.webhookEndpoints.create({ url, enabled_events: types, api_version: API_VERSION })
    io.print(`Made ${made.id}: it sends ${types.length} types of events to ${url}.`)
    if (env === 'local') keepLocally(made.secret ?? '', io)
    else {
      io.print(`\nIts secret, shown this once:\n${made.secret}\n\nStore it, then the destinations:`)
      io.print(`npx wrangler secret put STRIPE_WEBHOOK_SECRET --env ${env}`)
    }
  }
  if (env !== 'local') io.print(`npx wrangler secret put WEBHOOK_DESTINATIONS --env ${env} < ${webhooksFile(env)}`)
}

export const webhooksSetup = defineScript({
  command: 'npm run webhooks:setup',
  summary: 'Makes the webhook endpoint at Stripe, or brings it up to date with the destinations.',
  usage: USAGE,
  options: { env: { type: 'string' }, url: { type: 'string' }, anew: { type: 'boolean', default: false } },
  async run({ env, url, anew }, io) {
    if (env === undefined || !isEnvironment(env)) stop(`--env must be one of ${ENVIRONMENTS.join(', ')}.`)
    const base = URL.parse(url ?? (env === 'local' ? LOCAL : ''))
    if (!base)
      stop('--url must be the address of the Worker, such as https://stripe-actions-staging.example.workers.dev.')
    if (env !== 'local' && base.protocol !== 'https:') stop('--url must use https.')

    const local = readLocalVars(io)
    const types = wantedTypes(env, io, local)
    const key = io.env['STRIPE_SECRET_KEY'] ?? (env === 'local' ? local['STRIPE_SECRET_KEY'] : undefined)
    const mode = env === 'production' ? 'live' : 'test'
    if (!key?.match(`^[sr]k_${mode}_`))
      stop(`The variable STRIPE_SECRET_KEY must hold a key of ${mode} mode (sk_${mode}_...).`)

    const wanted = {
      env,
      url: new URL('/webhooks/stripe', base).href,
      types,
      // Stripe shows a secret once: where it is not kept, another one is made.
      anew: anew || (env === 'local' && !local['STRIPE_WEBHOOK_SECRET']),
    }
    try {
      await setUp(newClient(env, key, base), wanted, io)
    } catch (error) {
      if (error instanceof Failure) throw error
      stop(`Stripe refused: ${error instanceof Error ? error.message : String(error)}`)
    }
  },
})

await runIfMain(import.meta, webhooksSetup)
