import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Stripe from 'stripe'
import { actions } from '../../handlers/index.ts'
import { wildcard } from '../../src/config/patterns.ts'
import { didYouMean } from '../../src/names.ts'
import { API_VERSION } from '../../src/stripe/version.ts'
import { readDestinations } from '../../src/webhooks/destinations.ts'
import { Failure } from '../cli.ts'

const TYPES = join(import.meta.dirname, '../../node_modules/stripe/esm/resources/WebhookEndpoints.d.ts')

type EnabledEvent = Stripe.WebhookEndpointCreateParams.EnabledEvent

/** A client of Stripe's API below an address. */
export function stripeClient(key: string, base: string): Stripe {
  return new Stripe(key, {
    apiVersion: API_VERSION,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient((input, init) => {
      const { pathname, search } = new URL(String(input))
      return fetch(`${base}${pathname}${search}`, init)
    }),
  })
}

/**
 * Calls Stripe.
 *
 * @throws {Failure} with what Stripe answered, or that it cannot be reached
 */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`Stripe refused: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Every type of events that Stripe sends, from the SDK's own declaration. */
function allTypes(): EnabledEvent[] {
  const union = /type EnabledEvent = (.*);/.exec(readFileSync(TYPES, 'utf8'))?.[1] ?? ''
  // Sound: the strings are those of the type itself.
  return [...union.matchAll(/'([\w.]+)'/g)].map(([, type]) => type as EnabledEvent)
}

/**
 * The types of events that destinations want.
 *
 * @param source What holds the destinations, for messages.
 * @param complain Is given what is odd.
 * @throws {Failure} naming what is wrong with them
 */
export function wantedTypes(
  { source, json }: { source: string; json: string | undefined },
  complain: (text: string) => void,
): EnabledEvent[] {
  const read = readDestinations(json, actions)
  if ('problem' in read) throw new Failure(`${source} ${read.problem}.`)
  const all = allTypes()
  const types = all.filter((type) => read.value.some(({ wants }) => wants(type)))
  if (types.length === 0) throw new Failure(`${source} has no destination that receives Stripe events.`)
  for (const wanted of new Set(read.value.flatMap(({ types }) => types))) {
    if (!all.some(wildcard(wanted))) complain(`Stripe has no event type ${wanted}${didYouMean(wanted, all)}`)
  }
  return types
}

interface Wanted {
  url: string
  types: readonly EnabledEvent[]
  /** Creates another endpoint in place of the one that is there: Stripe shows a secret only once. */
  recreate: boolean
}

/** The address that Stripe sends events to. */
export function webhookUrl(base: string | URL): string {
  return new URL('/webhooks/stripe', base).href
}

/** Whether an endpoint sends what is wanted already. */
function isCurrent({ enabled_events, status }: Stripe.WebhookEndpoint, types: readonly string[]): boolean {
  return status === 'enabled' && enabled_events.toSorted().join() === types.toSorted().join()
}

/**
 * Creates the endpoint at Stripe, or brings it up to date.
 *
 * @param print Is given what was done.
 * @returns The secret of an endpoint that was created.
 * @throws {Failure} if it sends events of another API version
 */
export async function setUpEndpoint(
  stripe: Stripe,
  { url, types, recreate }: Wanted,
  print: (text: string) => void,
): Promise<string | undefined> {
  const endpoints = await stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })
  let endpoint = endpoints.find((one) => one.url === url)
  if (endpoint && recreate) {
    await stripe.webhookEndpoints.del(endpoint.id)
    print(`Removed ${endpoint.id}.`)
    endpoint = undefined
  }
  const enabled_events = [...types]
  if (!endpoint) {
    const { id, secret } = await stripe.webhookEndpoints.create({ url, enabled_events, api_version: API_VERSION })
    print(`Created ${id}: it sends events of ${types.length} types to ${url}.`)
    return secret ?? ''
  }
  if (endpoint.api_version !== API_VERSION) {
    const version = endpoint.api_version ?? 'of the account'
    throw new Failure(
      `${endpoint.id} sends events of API version ${version}, not ${API_VERSION}: npm run webhooks:setup with --recreate recreates it.`,
    )
  }
  if (isCurrent(endpoint, types)) print(`${endpoint.id} already sends events of these ${types.length} types.`)
  else {
    await stripe.webhookEndpoints.update(endpoint.id, { enabled_events, disabled: false })
    print(`Updated ${endpoint.id}: it sends events of ${types.length} types to ${url}. Its secret is unchanged.`)
  }
  return undefined
}
