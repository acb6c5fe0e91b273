import type { Environment } from '../configuration.ts'
import { keysFile, modeOf, webhooksFile } from '../configuration.ts'
import type { Entry } from '../keys.ts'
import { lineOf, type NewAddress } from './address.ts'
import type { LocalFacts, RemoteFacts } from './facts.ts'
import { hashOf } from './state.ts'

/** What was asked for, or answered. */
export interface Choices {
  address?: NewAddress
  /** The first key, made now. */
  firstKey?: { key: string; entry: Entry }
  /** Stripe's key, checked. */
  stripeKey?: string
}

/** What a deployment does. */
export interface Plan {
  env: Environment
  /** Where the Worker is served, if that is known beforehand. */
  url: string | undefined
  address: NewAddress | undefined
  /** All entries of the keys, if they are to be written. */
  entries: readonly Entry[] | undefined
  /** Secrets that are not set, or differ from those that were last sent from here. */
  secrets: Record<string, string>
  webhooks: { recreate: boolean } | undefined
  isNew: boolean
  /** Whether anything is uploaded. */
  uploads: boolean
}

/** Whether the endpoint at Stripe, and its secret, are those of the destinations that are here. */
export function needsEndpoint(
  { destinations, state }: LocalFacts,
  there: RemoteFacts,
  url: string | undefined,
): boolean {
  if (destinations === undefined || destinations === '[]') return false
  const isSet = there.secrets.state === 'deployed' && there.secrets.names.includes('STRIPE_WEBHOOK_SECRET')
  return (
    !isSet ||
    state?.secrets['WEBHOOK_DESTINATIONS'] !== hashOf(destinations) ||
    (url !== undefined && state?.url !== url)
  )
}

/** Whether a secret is not at Cloudflare. */
export function lacksSecret({ secrets }: RemoteFacts, name: string): boolean {
  return secrets.state !== 'deployed' || !secrets.names.includes(name)
}

export function planOf(
  env: Environment,
  {
    here,
    there,
    bundle,
    url,
    choices,
  }: { here: LocalFacts; there: RemoteFacts; bundle: string; url: string | undefined; choices: Choices },
): Plan {
  const { state, destinations } = here
  const isNew = there.secrets.state !== 'deployed'
  const entries = choices.firstKey ? [...(here.entries ?? []), choices.firstKey.entry] : here.entries
  const wanted = {
    STRIPE_SECRET_KEY: choices.stripeKey,
    API_KEYS: entries && JSON.stringify(entries),
    WEBHOOK_DESTINATIONS: destinations,
  }
  const secrets = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) =>
      value !== undefined && (lacksSecret(there, name) || state?.secrets[name] !== hashOf(value))
        ? [[name, value]]
        : [],
    ),
  )
  const webhooks = needsEndpoint(here, there, url)
    ? { recreate: lacksSecret(there, 'STRIPE_WEBHOOK_SECRET') }
    : undefined
  // Another machine may have deployed since.
  const isServed = there.version === undefined || there.version === state?.version
  const isCurrent = !isNew && state?.bundle === bundle && isServed && choices.address === undefined
  return {
    env,
    url,
    address: choices.address,
    entries: choices.firstKey && entries,
    secrets,
    webhooks,
    isNew,
    uploads: !isCurrent || Object.keys(secrets).length > 0 || webhooks !== undefined,
  }
}

/** What a plan does, a line each. */
export function describePlan(plan: Plan, { config, entries }: LocalFacts, there: RemoteFacts): string[] {
  const { env, url, address, secrets, webhooks, isNew } = plan
  const names = Object.keys(secrets)
  const mode = `Stripe's ${modeOf(env)} mode`
  const queues = (config.queues.producers ?? []).flatMap(({ queue }) => queue ?? [])
  return [
    ...(address ? [`In wrangler.toml, write ${lineOf(address)} under [env.${env}].`] : []),
    ...(typeof address === 'object'
      ? [`Serve ${address.domain}: Cloudflare replaces DNS records that this name has already.`]
      : []),
    ...(plan.entries && !entries ? [`Make the first key and keep its hash in ${keysFile(env)}.`] : []),
    ...(webhooks
      ? [`${webhooks.recreate ? 'Create' : 'Update'} the webhook endpoint at Stripe, for ${webhooksFile(env)}.`]
      : []),
    plan.uploads
      ? `${isNew ? 'Deploy' : 'Update'} ${config.name} for ${mode}${url ? ` at ${url}` : ''}.`
      : `Nothing differs from what is deployed: ${config.name} stays as it is.`,
    ...(plan.uploads && names.length > 0
      ? [`Set with it: ${[...names, ...(webhooks?.recreate ? ['STRIPE_WEBHOOK_SECRET'] : [])].join(', ')}.`]
      : []),
    ...(secrets['API_KEYS'] !== undefined && !lacksSecret(there, 'API_KEYS')
      ? [`The keys that ${config.name} has are replaced by those of ${keysFile(env)}.`]
      : []),
    ...(isNew && queues.length > 0 ? [`Create the queues ${queues.join(' and ')} where they are missing.`] : []),
    'Check it, as npm run doctor does.',
  ]
}
