import type { Bindings, Read } from './bindings.ts'
import { isLoopback } from './loopback.ts'

/** The configuration of calls to Stripe. */
export interface StripeConfig {
  readonly mode: 'test' | 'live'
  readonly secretKey: string
  /** The base URL of Stripe's API; api.stripe.com by default. */
  readonly baseUrl: URL | undefined
  /** The embedded local Stripe. */
  readonly localStripe: Bindings['LOCAL_STRIPE']
  readonly timeouts: Timeouts
}

/** Time budgets, in milliseconds. */
export interface Timeouts {
  /** For a whole call, including all its requests and attempts. */
  readonly call: number
  /** For one attempt, from sending the request to the last byte of the response. */
  readonly attempt: number
}

/** The default budgets. */
const TIMEOUTS: Timeouts = { call: 25_000, attempt: 10_000 }
const TIMEOUT_MIN = 100
/** Most clients have given up by then, and each open call holds memory. */
const TIMEOUT_MAX = 120_000

/** Reads `STRIPE_SECRET_KEY`. */
export function readSecretKey(key: string | undefined): Read<string> {
  if (!key) return { problem: 'is missing' }
  return /^[sr]k_(test|live)_\w+$/.test(key)
    ? { value: key }
    : { problem: 'must be a secret key (sk_test_... or sk_live_...) or a restricted one (rk_...)' }
}

/** Reads `STRIPE_MODE`. */
export function readMode(mode: string | undefined): Read<StripeConfig['mode']> {
  if (!mode) return { problem: 'is missing' }
  return mode === 'test' || mode === 'live' ? { value: mode } : { problem: 'must be test or live' }
}

/** The problem when a secret key does not match the environment's mode, or `undefined`. */
export function problemOfModes(secretKey: string, mode: StripeConfig['mode']): string | undefined {
  return secretKey.split('_')[1] === mode
    ? undefined
    : `is for the other mode: STRIPE_MODE is ${mode}, so it must start with sk_${mode}_ or rk_${mode}_`
}

/** Reads `STRIPE_API_BASE_URL`. */
export function readBaseUrl(base: string | undefined): Read<URL | undefined> {
  if (!base) return { value: undefined }
  const url = URL.parse(base)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return { problem: 'must be a URL such as http://127.0.0.1:12140' }
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return { problem: 'must be only a scheme, a host and a port' }
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return { problem: 'must use https unless the host is a loopback address' }
  }
  return { value: url }
}

function readTimeout(given: string | undefined, otherwise: number): Read<number> {
  if (!given) return { value: otherwise }
  const milliseconds = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN
  return milliseconds >= TIMEOUT_MIN && milliseconds <= TIMEOUT_MAX
    ? { value: milliseconds }
    : { problem: `must be a whole number of milliseconds from ${TIMEOUT_MIN} to ${TIMEOUT_MAX}` }
}

/** Reads `STRIPE_TIMEOUT_MS`, the budget of a call. */
export function readCallTimeout(given: string | undefined): Read<number> {
  return readTimeout(given, TIMEOUTS.call)
}

/**
 * Reads `STRIPE_ATTEMPT_TIMEOUT_MS`, the budget of an attempt: 10 seconds by default, or the call's budget if shorter.
 */
export function readAttemptTimeout(given: string | undefined, call: Read<number>): Read<number> {
  const limit = 'value' in call ? call.value : TIMEOUT_MAX
  const attempt = readTimeout(given, Math.min(TIMEOUTS.attempt, limit))
  return 'value' in attempt && attempt.value > limit
    ? { problem: `must be at most STRIPE_TIMEOUT_MS, which is ${TIMEOUTS.call} unless it is set` }
    : attempt
}
