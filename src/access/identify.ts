import type { Bindings } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import type { Caller, Credential } from './caller.ts'
import type { Grants } from './policy/grant.ts'
import type { Policy } from './policy.ts'
import { countFailure } from './rate-limits.ts'
import type { Claims } from './tokens.ts'

/** The parts of a request that identify its sender. */
export interface Sender {
  /** The header of that name. */
  readonly authorization: string | undefined
  /** The IP address that the request comes from. */
  address(): string | undefined
  /** Lets a promise outlive the request. */
  waitUntil(promise: Promise<unknown>): void
}

/** Who may call. */
interface Access {
  readonly credentials: readonly Credential[]
  readonly policy: Policy
}

const encoder = new TextEncoder()

async function hashOf(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Cached valid keys: a digest takes a turn of the event loop, a tenth of a call. */
const validKeys = new WeakMap<Credential, Uint8Array>()

function isEqual(bytes: Uint8Array, others: Uint8Array | undefined): boolean {
  return bytes.length === others?.length && crypto.subtle.timingSafeEqual(bytes, others)
}

/** The entry of a key. Compares in constant time and with every entry, so that the time taken reveals nothing about a key. */
async function entryOf(key: Uint8Array, credentials: readonly Credential[]): Promise<Credential | undefined> {
  const known = credentials.filter((credential) => isEqual(key, validKeys.get(credential))).at(-1)
  if (known) return known
  const hash = await hashOf(key)
  const found = credentials.filter((credential) => isEqual(hash, credential.hash)).at(-1)
  if (found) validKeys.set(found, key)
  return found
}

function unauthenticated(message: string): ActionError {
  return new ActionError(401, 'unauthenticated', message, { headers: { 'www-authenticate': 'Bearer' } })
}

const limited = { connect: false, extraParams: false, anyEndpoint: false } as const

function ofPolicy(grants: Grants, claims: Claims | undefined) {
  return {
    ...limited,
    allows: (action: string) => grants.has(action),
    grant: (action: string) => grants.get(action)?.(claims),
  }
}

/** The rate limit key of an IP address: for IPv6, the subscriber's /64 network. */
function counted(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  if (tail !== undefined) groups.push(...Array(Math.max(0, 8 - groups.length - tail.split(':').length)).fill('0'))
  return groups.slice(0, 4).join(':')
}

async function endUser(token: string, { verify, endUsers }: Policy, sender: Sender): Promise<Caller | undefined> {
  const claims = await verify?.(token, (promise) => sender.waitUntil(promise))
  return (
    claims && {
      ...ofPolicy(endUsers, claims),
      name: 'end user',
      who: 'An end user',
      limiter: 'RATE_LIMIT_USERS',
      counted: claims.sub,
    }
  )
}

/** Refuses an invalid credential with 401, or with 429 if its sender has sent too many. */
async function refuse(message: string, sender: Sender, env: Bindings): Promise<never> {
  await countFailure(counted(sender.address() ?? ''), env)
  throw unauthenticated(message)
}

/**
 * Finds who sent a request: by their key, else by their token of the app's identity provider; without a credential, a
 * caller for whom the access policy has rules.
 *
 * @throws {ActionError} 401 `unauthenticated`; 429 `rate_limited` in its place for an address that sends many invalid
 *   credentials, while its valid ones still count; 503 when a token cannot be verified.
 * @see {@link https://developers.cloudflare.com/workers/examples/protect-against-timing-attacks/}
 */
export async function identify(sender: Sender, env: Bindings, { credentials, policy }: Access): Promise<Caller> {
  const { authorization } = sender
  if (!authorization) {
    if (policy.public.size === 0) throw unauthenticated('Missing API key. Send it as "Authorization: Bearer <key>".')
    const publicCaller = { name: 'public', who: 'A caller without a credential', limiter: 'RATE_LIMIT_PUBLIC' } as const
    return { ...ofPolicy(policy.public, undefined), ...publicCaller, counted: counted(sender.address() ?? '') }
  }
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (!key) return refuse('Invalid Authorization header. It must be "Bearer <key>".', sender, env)
  const found = await entryOf(encoder.encode(key), credentials)
  if (found) return found
  if (!policy.verify || key.split('.').length !== 3) return refuse('Invalid API key.', sender, env)
  return (await endUser(key, policy, sender)) ?? refuse('Invalid or expired token.', sender, env)
}

/** The key sent to Stripe. Policy callers share one Stripe account, so theirs are hashed with who they are. */
export async function idempotencyKeyOf({ grant, limiter, counted }: Caller, given: string): Promise<string> {
  if (!grant) return given
  return (await hashOf(encoder.encode(JSON.stringify([limiter, counted, given])))).toHex()
}
