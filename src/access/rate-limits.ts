import type { Bindings } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import type { Caller } from './caller.ts'

/**
 * Counts a request of a caller's.
 *
 * @throws {ActionError} 429 `rate_limited`
 * @see {@link https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/}
 */
export async function countRequest({ limiter, counted, who }: Caller, env: Bindings): Promise<void> {
  const outcome = await env[limiter]?.limit({ key: counted })
  if (outcome?.success === false) {
    throw new ActionError(429, 'rate_limited', `${who} may not call as often as this. Try again in a minute.`, {
      headers: { 'retry-after': '60' },
    })
  }
}
