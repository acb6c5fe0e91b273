import * as z from 'zod/mini'
import { type Grant, type Policy, readPolicy } from '../access/policy.ts'
import type { Action } from '../action/action.ts'
import { ActionError, type Issue, paramOf } from '../errors.ts'
import { isLoopback, matcher, originMatcher } from './patterns.ts'

/** Whoever sent a request, and what they may do. */
export interface Caller {
  /** For the log. */
  readonly name: string
  /** For messages, as the subject of a sentence. */
  readonly who: string
  /** Whether the caller may run an action. */
  allows(action: string): boolean
  /** May act for connected accounts. */
  readonly connect: boolean
  /** May hand further parameters to Stripe. */
  readonly extraParams: boolean
  /** The binding that limits how often callers of this kind may call, and what is counted there. */
  readonly limiter: Limiter
  readonly counted: string
  /**
   * What the access policy grants a caller that it is for.
   *
   * @throws {ActionError} 403 `forbidden` when their claims lack one that it needs.
   */
  grant?(action: string): Grant | undefined
}

export type Limiter = 'RATE_LIMIT_KEYS' | 'RATE_LIMIT_USERS' | 'RATE_LIMIT_PUBLIC'

/** An entry of `API_KEYS`: who holds the key, its hash, and what it may do. */
export interface Credential extends Caller {
  /** SHA-256 of the key. */
  readonly hash: Uint8Array
}

/** The Worker's bindings, read and found consistent. */
export interface Config {
  readonly mode: 'test' | 'live'
  readonly secretKey: string
  readonly credentials: readonly Credential[]
  readonly policy: Policy
  /** Where Stripe is; without it, at api.stripe.com. */
  readonly baseUrl: URL | undefined
  /** The embedded local Stripe. */
  readonly localStripe: Bindings['LOCAL_STRIPE']
  /** Whether pages of an origin may call from a browser. */
  allowsOrigin(origin: string): boolean
}

/** SHA-256 of `demo_key_for_local_use_only`, the key in `.dev.vars.example`: everybody knows it, so `local` alone takes it. */
const DEMO_KEY_HASH = 'd21a522203fadb71ad7578b1eaef8f4e7e2a0562691ceb72115d5ca2cc41f9af'

const entries = () =>
  z.array(
    z.object({
      name: z.string().check(z.minLength(1, 'must not be empty')),
      sha256: z.string().check(z.regex(/^[\da-f]{64}$/i, 'must be the SHA-256 of the key: 64 hexadecimal digits')),
      allow: z.array(z.string().check(z.regex(/^[\w:*-]+$/, 'must be an action or a pattern such as "list-*"'))),
      connect: z.optional(z.boolean()),
      extra_params: z.optional(z.boolean()),
    }),
  )

function credential(entry: z.infer<ReturnType<typeof entries>>[number]): Credential {
  const allowed = entry.allow.map(matcher)
  return {
    name: entry.name,
    who: `The key "${entry.name}"`,
    limiter: 'RATE_LIMIT_KEYS',
    counted: entry.name,
    hash: Uint8Array.fromHex(entry.sha256),
    allows: (action) => allowed.some((matches) => matches(action)),
    connect: entry.connect === true,
    extraParams: entry.extra_params === true,
  }
}

type Read<T> = { value: T } | { problem: string }

function readSecretKey(key: string | undefined): Read<string> {
  if (!key) return { problem: 'is missing' }
  return /^[sr]k_(test|live)_\w+$/.test(key)
    ? { value: key }
    : { problem: 'must be a secret key (sk_test_... or sk_live_...) or a restricted one (rk_...)' }
}

function readMode(mode: string | undefined): Read<Config['mode']> {
  if (!mode) return { problem: 'is missing' }
  return mode === 'test' || mode === 'live' ? { value: mode } : { problem: 'must be test or live' }
}

function readCredentials(json: string | undefined, local: boolean): Read<Credential[]> {
  if (!json) return { problem: 'is missing' }
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    return { problem: 'must be JSON: an array of { "name", "sha256", "allow" }' }
  }
  const read = z.safeParse(entries(), given)
  if (!read.success) {
    return { problem: read.error.issues.map(({ path, message }) => `${paramOf(path)} ${message}`.trim()).join('; ') }
  }
  const usable = local ? read.data : read.data.filter(({ sha256 }) => sha256.toLowerCase() !== DEMO_KEY_HASH)
  return { value: usable.map(credential) }
}

function readBaseUrl(base: string | undefined): Read<URL | undefined> {
  if (!base) return { value: undefined }
  const url = URL.parse(base)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return { problem: 'must be a URL such as http://127.0.0.1:12140' }
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return { problem: 'must be a scheme, a host and a port alone' }
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return { problem: 'must use https unless the host is a loopback address' }
  }
  return { value: url }
}

function readOrigins(list: string | undefined): Read<Config['allowsOrigin']> {
  const origins = (list ?? '').split(',').flatMap((entry) => entry.trim() || [])
  const allows = originMatcher(origins)
  return allows
    ? { value: allows }
    : { problem: 'must be origins such as https://example.com or https://*.example.com, separated by commas' }
}

/** Bindings as they come: any of them can be absent, whatever wrangler.toml asks for. */
export type Bindings = { readonly [K in keyof Env]?: Env[K] } & {
  readonly STRIPE_API_BASE_URL?: string
  readonly ALLOWED_ORIGINS?: string
  readonly ACCESS_POLICY?: string
  readonly WEBHOOK_RETRY_DELAYS?: string
}

type Checked = { config: Config; problems?: undefined } | { config?: undefined; problems: readonly [Issue, ...Issue[]] }

function checkBindings(env: Bindings, actions: readonly Action[]): Checked {
  const read = {
    STRIPE_SECRET_KEY: readSecretKey(env.STRIPE_SECRET_KEY),
    STRIPE_MODE: readMode(env.STRIPE_MODE),
    API_KEYS: readCredentials(env.API_KEYS, env.LOCAL_STRIPE !== undefined),
    STRIPE_API_BASE_URL: readBaseUrl(env.STRIPE_API_BASE_URL),
    ALLOWED_ORIGINS: readOrigins(env.ALLOWED_ORIGINS),
    ACCESS_POLICY: readPolicy(env.ACCESS_POLICY, actions),
  }
  const problems: Issue[] = Object.entries(read).flatMap(([param, result]) =>
    'problem' in result ? [{ param, message: result.problem }] : [],
  )
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_MODE: mode, API_KEYS: credentials } = read
  const { STRIPE_API_BASE_URL: baseUrl, ALLOWED_ORIGINS: origins, ACCESS_POLICY: policy } = read
  if ('value' in secretKey && 'value' in mode && secretKey.value.split('_')[1] !== mode.value) {
    problems.push({
      param: 'STRIPE_SECRET_KEY',
      message: `is of the other mode: STRIPE_MODE is ${mode.value}, so it must start with sk_${mode.value}_ or rk_${mode.value}_`,
    })
  }
  const [first, ...others] = problems
  if (first) return { problems: [first, ...others] }
  if (
    'value' in secretKey &&
    'value' in mode &&
    'value' in credentials &&
    'value' in baseUrl &&
    'value' in origins &&
    'value' in policy
  ) {
    return {
      config: {
        mode: mode.value,
        secretKey: secretKey.value,
        credentials: credentials.value,
        policy: policy.value,
        baseUrl: baseUrl.value,
        localStripe: env.LOCAL_STRIPE,
        allowsOrigin: origins.value,
      },
    }
  }
  throw new Error('unreachable: a binding without a value has a problem')
}

const checked = new WeakMap<Bindings, Checked>()

// Read once per isolate: bindings never change within one.
function check(env: Bindings, actions: readonly Action[]): Checked {
  let result = checked.get(env)
  if (!result) {
    result = checkBindings(env, actions)
    checked.set(env, result)
  }
  return result
}

function incomplete(status: 500 | 503, problems: readonly Issue[]): ActionError {
  const message = problems.map(({ param, message }) => `${param} ${message}`).join('; ')
  return new ActionError(status, 'configuration', `The Worker's configuration is incomplete: ${message}.`, {
    issues: problems,
  })
}

/**
 * The configuration, of a Worker that serves `actions`.
 *
 * @throws {ActionError} 500 `configuration`, naming every binding that is missing or wrong, never a value.
 */
export function readConfig(env: Bindings, actions: readonly Action[]): Config {
  const result = check(env, actions)
  if (result.problems) throw incomplete(500, result.problems)
  return result.config
}

/** Whether pages of an origin may call from a browser: never while the configuration is incomplete. */
export function allowsOrigin(env: Bindings, actions: readonly Action[], origin: string): boolean {
  return check(env, actions).config?.allowsOrigin(origin) === true
}

/**
 * The state of the configuration, for whoever asks.
 *
 * @param others What is wrong with bindings that are read elsewhere.
 * @throws {ActionError} 503 `configuration`, like `readConfig`, and also when no key can call anything.
 */
export function health(env: Bindings, actions: readonly Action[], others: readonly Issue[] = []) {
  const { problems, ...checked } = check(env, actions)
  if (problems || others.length > 0) throw incomplete(503, [...(problems ?? []), ...others])
  const { mode, credentials } = (checked as { config: Config }).config
  if (credentials.length === 0) {
    throw incomplete(503, [{ param: 'API_KEYS', message: 'holds no key that works in this environment' }])
  }
  return { status: 'ok', mode }
}
