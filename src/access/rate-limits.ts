import type { Bindings } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import type { Caller } from './caller.ts'

/**
 * Counts an invalid credential.
 *
 * @param address What it is counted by.
 * @throws {ActionError} 429 `rate_limited`
 */
export async function countFailure(address: string, env: Bindings): Promise<void> {
  const outcome = await env.RATE_LIMIT_FAILURES?.limit({ key: address })
  if (outcome?.success === false) throw rateLimited('Too many invalid credentials from this address.')
}

/**
 * Counts a request of a caller's.
 *
 * @throws {ActionError} 429 `rate_limited`
 * @see {@link https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/}
 */
export async function countRequest({ limiter, counted }: Caller, env: Bindings): Promise<void> {
  const outcome = await env[limiter]?.limit({ key: counted })
  if (outcome?.success === false) throw rateLimited(`Rate limit exceeded.`)
}

function rateLimited(message: string): ActionError {
  return new ActionError(429, 'rate_limited', `${message} Try again in a minute.`, { headers: { 'retry-after': '60' } })
}
