import type { Credential } from './access/caller.ts'
import { readKeys } from './access/keys.ts'
import { type Policy, readPolicy } from './access/policy.ts'
import type { Action } from './action/define.ts'
import { type Bindings, misconfigured, type ReadAll, readAll } from './config/bindings.ts'
import { readHosts, readOrigins } from './config/http.ts'
import { isLoopbackName } from './config/loopback.ts'
import {
  problemOfModes,
  readAttemptTimeout,
  readBaseUrl,
  readCallTimeout,
  readMode,
  readSecretKey,
  type StripeConfig,
} from './config/stripe.ts'
import { readRetryDelays, readWebhookSecrets } from './config/webhooks.ts'
import type { Issue } from './issues.ts'
import { type Destination, readDestinations } from './webhooks/destinations.ts'

/** The Worker's bindings, parsed and consistent. */
export interface Config extends StripeConfig {
  readonly credentials: readonly Credential[]
  readonly policy: Policy
  /** Whether pages of an origin may call from a browser. */
  allowsOrigin(origin: string): boolean
  /** Whether requests may name a host, in `local`. */
  servesHost(hostname: string): boolean
}

/** The configuration for receiving, delivering and retrying webhooks. */
export interface WebhookConfig {
  /** Secrets that Stripe may have signed with; several during a rotation. */
  readonly secrets: readonly string[]
  readonly destinations: readonly Destination[]
  /** Seconds between the attempts of a delivery; after the last one the delivery is dead. */
  readonly delays: readonly number[]
}

function checkCalls(env: Bindings, actions: readonly Action[]): ReadAll<Config> {
  const [secretKey, mode] = [readSecretKey(env.STRIPE_SECRET_KEY), readMode(env.STRIPE_MODE)]
  const isLocal = env.LOCAL_STRIPE !== undefined
  const call = readCallTimeout(env.STRIPE_TIMEOUT_MS)
  const read = readAll({
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_MODE: mode,
    API_KEYS: readKeys(env.API_KEYS, isLocal),
    STRIPE_API_BASE_URL: readBaseUrl(env.STRIPE_API_BASE_URL),
    STRIPE_TIMEOUT_MS: call,
    STRIPE_ATTEMPT_TIMEOUT_MS: readAttemptTimeout(env.STRIPE_ATTEMPT_TIMEOUT_MS, call),
    ALLOWED_ORIGINS: readOrigins(env.ALLOWED_ORIGINS),
    LOCAL_HOSTS: readHosts(env.LOCAL_HOSTS),
    ACCESS_POLICY: readPolicy(env.ACCESS_POLICY, actions),
  })
  const problem = 'value' in secretKey && 'value' in mode ? problemOfModes(secretKey.value, mode.value) : undefined
  if (problem !== undefined) {
    const mismatch = { param: 'STRIPE_SECRET_KEY', message: problem }
    return { problems: read.problems ? [...read.problems, mismatch] : [mismatch] }
  }
  if (read.problems) return read
  const { values } = read
  return {
    values: {
      mode: values.STRIPE_MODE,
      secretKey: values.STRIPE_SECRET_KEY,
      credentials: values.API_KEYS,
      policy: values.ACCESS_POLICY,
      baseUrl: values.STRIPE_API_BASE_URL,
      localStripe: env.LOCAL_STRIPE,
      timeouts: { call: values.STRIPE_TIMEOUT_MS, attempt: values.STRIPE_ATTEMPT_TIMEOUT_MS },
      allowsOrigin: values.ALLOWED_ORIGINS,
      servesHost: values.LOCAL_HOSTS,
    },
  }
}

function checkWebhooks(env: Bindings, actions: readonly Action[]): ReadAll<WebhookConfig> {
  const read = readAll({
    STRIPE_WEBHOOK_SECRET: readWebhookSecrets(env.STRIPE_WEBHOOK_SECRET),
    WEBHOOK_DESTINATIONS: readDestinations(env.WEBHOOK_DESTINATIONS, actions),
    WEBHOOK_RETRY_DELAYS: readRetryDelays(env.WEBHOOK_RETRY_DELAYS),
  })
  if (read.problems) return read
  const { STRIPE_WEBHOOK_SECRET, WEBHOOK_DESTINATIONS, WEBHOOK_RETRY_DELAYS } = read.values
  return {
    values: { secrets: STRIPE_WEBHOOK_SECRET, destinations: WEBHOOK_DESTINATIONS, delays: WEBHOOK_RETRY_DELAYS },
  }
}

/** The bindings for calls and for webhooks are checked separately: a problem with one must not stop the other. */
interface Checked {
  readonly calls: ReadAll<Config>
  readonly webhooks: ReadAll<WebhookConfig>
}

const checked = new WeakMap<Bindings, Checked>()

// Read once per isolate: bindings never change within one.
function check(env: Bindings, actions: readonly Action[]): Checked {
  let result = checked.get(env)
  if (!result) {
    result = { calls: checkCalls(env, actions), webhooks: checkWebhooks(env, actions) }
    checked.set(env, result)
  }
  return result
}

function valuesOf<T>(read: ReadAll<T>): T {
  if (read.problems) throw misconfigured(read.problems)
  return read.values
}

/**
 * The configuration of calls, for a Worker that serves `actions`.
 *
 * @throws {ActionError} 500 `configuration`, naming every binding that is missing or wrong, never a value.
 */
export function readConfig(env: Bindings, actions: readonly Action[]): Config {
  return valuesOf(check(env, actions).calls)
}

/**
 * The configuration of webhooks.
 *
 * @throws {ActionError} 500 `configuration`, naming every binding that is missing or wrong, never a value.
 */
export function readWebhooks(env: Bindings, actions: readonly Action[]): WebhookConfig {
  return valuesOf(check(env, actions).webhooks)
}

/** Whether pages of an origin may call from a browser: never while the configuration is incomplete. */
export function allowsOrigin(env: Bindings, actions: readonly Action[], origin: string): boolean {
  const { calls } = check(env, actions)
  return !calls.problems && calls.values.allowsOrigin(origin)
}

/**
 * Whether a request's URL may name its host: any where Cloudflare routes by host; in `local`, only loopback names while
 * the configuration is incomplete.
 */
export function servesHost(env: Bindings, actions: readonly Action[], url: string): boolean {
  if (env.LOCAL_STRIPE === undefined) return true
  const { calls } = check(env, actions)
  const { hostname } = new URL(url)
  return calls.problems ? isLoopbackName(hostname) : calls.values.servesHost(hostname)
}

/** Time limit in milliseconds for a call to Stripe; 0 while the configuration is incomplete, since no call is made. */
export function callTimeout(env: Bindings, actions: readonly Action[]): number {
  const { calls } = check(env, actions)
  return calls.problems ? 0 : calls.values.timeouts.call
}

/** The problem when webhooks are used without a secret to verify events. */
export const NO_SECRET: Issue = { param: 'STRIPE_WEBHOOK_SECRET', message: 'is missing' }

/** Everything that is wrong with the bindings. The webhook bindings may all be absent if webhooks are not used. */
export function problemsOf(env: Bindings, actions: readonly Action[]): readonly Issue[] {
  const { calls, webhooks } = check(env, actions)
  const lacksSecret =
    !webhooks.problems && webhooks.values.secrets.length === 0 && webhooks.values.destinations.length > 0
  return [...(calls.problems ?? []), ...(webhooks.problems ?? []), ...(lacksSecret ? [NO_SECRET] : [])]
}

/**
 * The state of the configuration, which is public.
 *
 * @throws {ActionError} 503 `configuration`, naming everything that is wrong, including an empty `API_KEYS`.
 */
export function health(env: Bindings, actions: readonly Action[]) {
  const problems = problemsOf(env, actions)
  if (problems.length > 0) throw misconfigured(problems, 503)
  const { mode, credentials } = readConfig(env, actions)
  if (credentials.length === 0) {
    throw misconfigured([{ param: 'API_KEYS', message: 'must hold a key for this environment' }], 503)
  }
  return { status: 'ok', mode }
}
