import { sha256 } from '@noble/hashes/sha2.js'
import type { Config, Credential } from './config.ts'
import { ActionError } from './errors.ts'

const encoder = new TextEncoder()

function unauthenticated(message: string): ActionError {
  return new ActionError(401, 'unauthenticated', message, { headers: { 'www-authenticate': 'Bearer' } })
}

/**
 * Finds whose key an `Authorization` header holds. Hashes are compared in constant time and with every entry, so that
 * the time taken tells nothing about a key.
 *
 * @throws {ActionError} 401 `unauthenticated`
 * @see {@link https://developers.cloudflare.com/workers/examples/protect-against-timing-attacks/}
 */
export function authenticate(authorization: string | undefined, config: Config): Credential {
  if (!authorization) throw unauthenticated('This needs a key, in the header "Authorization: Bearer <key>".')
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (!key) throw unauthenticated('The header Authorization must be "Bearer <key>".')
  // At once: waiting for the runtime's own digest would take longer than all else that happens before Stripe is asked.
  const hash = sha256(encoder.encode(key))
  let found: Credential | undefined
  for (const credential of config.credentials) {
    if (crypto.subtle.timingSafeEqual(hash, credential.hash)) found = credential
  }
  if (!found) throw unauthenticated('The key in the header Authorization is not known here.')
  return found
}
