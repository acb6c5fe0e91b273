import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { isLoopback } from '../config/loopback.ts'
import { ActionError } from '../errors.ts'
import { createKeySet, type KeyRequest, KeysUnavailable } from './jwks.ts'

/** Claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

// Only asymmetric ones: a key set is public, so a shared secret in it would let everybody sign.
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** How an identity provider's tokens are verified. */
export function identitySchema() {
  const textOf = z.string().check(z.minLength(1, 'must not be empty'))
  return z.strictObject({
    issuer: textOf,
    audience: z.union(
      [textOf, z.array(textOf).check(z.minLength(1, 'must not be empty'))],
      'must be a string or an array of strings',
    ),
    jwks_url: z.string().check(
      z.refine((given) => {
        const url = URL.parse(given)
        return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))
      }, 'must be an https URL'),
    ),
    algorithms: z.optional(z.array(z.enum(ALGORITHMS)).check(z.minLength(1, 'must not be empty'))),
  })
}

type Identity = z.infer<ReturnType<typeof identitySchema>>

/**
 * Verifies a token of the app's identity provider: signature, algorithm, `iss`, `aud`, `exp`, `nbf`, and that it has a
 * `sub`. Returns `undefined` for a token that is not valid.
 *
 * @throws {ActionError} 503 `identity_provider_unavailable` when its keys cannot be read.
 */
export type Verify = (token: string, waitUntil: KeyRequest['waitUntil']) => Promise<Claims | undefined>

function hasSubject(payload: JWTPayload): payload is JWTPayload & Claims {
  return typeof payload.sub === 'string' && payload.sub !== ''
}

/**
 * The key ID of a token whose header and claims would do if its signature were right. Anybody can make up a token:
 * one that could never be valid must not cause a read of keys.
 */
function plausible(token: string, { issuer, audience }: Identity, algorithms: readonly string[]) {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    const claims = decodeJwt(token)
    const now = Date.now() / 1_000
    const isPlausible =
      alg !== undefined &&
      algorithms.includes(alg) &&
      claims.iss === issuer &&
      [claims.aud].flat().some((one) => one !== undefined && [audience].flat().includes(one)) &&
      typeof claims.exp === 'number' &&
      claims.exp > now &&
      hasSubject(claims)
    return isPlausible ? { kid } : undefined
  } catch {
    return undefined
  }
}

/** Makes what verifies the tokens of an identity provider. */
export function createVerify(identity: Identity): Verify {
  const { issuer, audience, jwks_url, algorithms = [...ALGORITHMS] } = identity
  const keys = createKeySet(jwks_url)
  const options = { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'] }
  return async (token, waitUntil) => {
    const found = plausible(token, identity, algorithms)
    if (!found) return undefined
    const key = await keys.find({ kid: found.kid, waitUntil }).catch(unavailable)
    try {
      const { payload } = await jwtVerify(token, key, options)
      return hasSubject(payload) ? payload : undefined
    } catch {
      // Also a key that cannot be used (too short, malformed): the token names it, and so is not valid.
      return undefined
    }
  }
}

function unavailable(error: unknown): never {
  if (!(error instanceof KeysUnavailable)) throw error
  throw new ActionError(
    503,
    'identity_provider_unavailable',
    "The identity provider's keys could not be read. Try again.",
    { headers: { 'retry-after': String(error.retryAfter) } },
  )
}
