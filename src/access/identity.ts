import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { isLoopback } from '../config/patterns.ts'
import { ActionError } from '../errors.ts'

/** Claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

// Asymmetric ones alone: a key set is public, so a shared secret in it would let everybody sign.
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

/**
 * Verifies a token of the app's identity provider: signature, algorithm, `iss`, `aud`, `exp`, `nbf`, and that it has a
 * `sub`. Gives `undefined` for a token that is not valid.
 *
 * @throws {ActionError} 503 `identity_provider_unavailable` when its keys cannot be read.
 */
export type Verify = (token: string) => Promise<Claims | undefined>

/** Codes of jose's errors that are no fault of the token's. */
const UNAVAILABLE = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'])

/** Keys are kept for 10 minutes; an unknown one makes them be read anew, once in 30 seconds at most. */
export function createVerify({
  issuer,
  audience,
  jwks_url,
  algorithms,
}: z.infer<ReturnType<typeof identitySchema>>): Verify {
  const keys = createRemoteJWKSet(new URL(jwks_url))
  const options = { issuer, audience, algorithms: algorithms ?? [...ALGORITHMS], requiredClaims: ['exp', 'sub'] }
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, options)
      return typeof payload.sub === 'string' && payload.sub !== '' ? (payload as Claims) : undefined
    } catch (error) {
      if (error instanceof errors.JOSEError && !UNAVAILABLE.has(error.code)) return undefined
      throw new ActionError(
        503,
        'identity_provider_unavailable',
        "The keys of the app's identity provider could not be read.",
        {
          headers: { 'retry-after': '5' },
        },
      )
    }
  }
}
