/** Creates the webhook endpoint at Stripe, or brings it up to date: it sends what the destinations want, and nothing else. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import {
  DEV_VARS,
  ENVIRONMENTS,
  type Environment,
  isEnvironment,
  modeOf,
  readDevVars,
  webhooksFile,
} from './configuration.ts'
import { stripeBase } from './deploy/stripe-key.ts'
import { callStripe, setUpEndpoint, stripeClient, wantedTypes, webhookUrl } from './webhooks/endpoint.ts'

const USAGE = 'npm run webhooks:setup -- --env staging --url https://... [--recreate]'
/** Where `npm start` serves, and its local Stripe. */
const LOCAL = 'http://127.0.0.1:8787'

function stop(message: string): never {
  throw new Failure(`${message}\n${USAGE}`)
}

function readJson(env: Environment, { cwd }: Io, local: NodeJS.Dict<string>) {
  if (env === 'local') return { source: `WEBHOOK_DESTINATIONS in ${DEV_VARS}`, json: local['WEBHOOK_DESTINATIONS'] }
  const source = webhooksFile(env)
  const file = join(cwd, source)
  if (!existsSync(file))
    stop(`${source} is missing: put the value of WEBHOOK_DESTINATIONS there. See docs/webhooks.md.`)
  return { source, json: readFileSync(file, 'utf8') }
}

/** Keeps a secret where `npm start` reads it. */
function keepLocally(secret: string, { cwd, print }: Io) {
  const file = join(cwd, DEV_VARS)
  const line = `STRIPE_WEBHOOK_SECRET="${secret}"`
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const place = /^STRIPE_WEBHOOK_SECRET=.*$/m
  writeFileSync(file, place.test(text) ? text.replace(place, line) : `${text}\n${line}\n`)
  print(`Its secret is in ${DEV_VARS} now; stop npm start and start it again.`)
}

export const webhooksSetup = defineScript({
  command: 'npm run webhooks:setup',
  summary: 'Creates the webhook endpoint at Stripe, or brings it up to date with the destinations.',
  usage: USAGE,
  options: { env: { type: 'string' }, url: { type: 'string' }, recreate: { type: 'boolean', default: false } },
  async run({ env, url, recreate }, io) {
    if (env === undefined || !isEnvironment(env)) stop(`--env must be one of ${ENVIRONMENTS.join(', ')}.`)
    const base = URL.parse(url ?? (env === 'local' ? LOCAL : ''))
    if (!base)
      stop('--url must be the address of the Worker, such as https://stripe-actions-staging.example.workers.dev.')
    if (env !== 'local' && base.protocol !== 'https:') stop('--url must use https.')

    const local = readDevVars(io.cwd)
    const types = wantedTypes(readJson(env, io, local), io.complain)
    const key = io.env['STRIPE_SECRET_KEY'] ?? (env === 'local' ? local['STRIPE_SECRET_KEY'] : undefined)
    const mode = modeOf(env)
    if (!key?.match(`^[sr]k_${mode}_`)) stop(`STRIPE_SECRET_KEY must be a key of ${mode} mode (sk_${mode}_...).`)

    const stripe = stripeClient(key, env === 'local' ? `${base.origin}/local-stripe` : stripeBase(io.env))
    // Stripe shows a secret once: where it is not kept, another one is made.
    const isLost = env === 'local' && !local['STRIPE_WEBHOOK_SECRET']
    const secret = await callStripe(() =>
      setUpEndpoint(stripe, { url: webhookUrl(base), types, recreate: recreate || isLost }, io.print),
    )
    if (env === 'local') {
      if (secret !== undefined) keepLocally(secret, io)
      return
    }
    if (secret !== undefined) {
      io.print(`\nIts secret, shown this once:\n${secret}\n\nStore it, then the destinations:`)
      io.print(`npx wrangler secret put STRIPE_WEBHOOK_SECRET --env ${env}`)
    }
    io.print(`npm run deploy -- --env ${env}`)
  },
})

await runIfMain(import.meta, webhooksSetup)
