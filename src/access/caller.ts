import type { Grant } from './policy/grant.ts'

/** The sender of a request, and what they may do. */
export interface Caller {
  /** For the log. */
  readonly name: string
  /** For messages, as the subject of a sentence. */
  readonly who: string
  /** Whether the caller may run an action. */
  allows(action: string): boolean
  /** May act for connected accounts. */
  readonly connect: boolean
  /** May send `extra_params`. */
  readonly extraParams: boolean
  /** May call any endpoint of Stripe. */
  readonly anyEndpoint: boolean
  /** Whether agents may run one of the key's actions; if absent, they may run read actions. */
  mcp?(action: string): boolean
  /** The rate limit binding for this kind of caller, and the key to count by. */
  readonly limiter: Limiter
  readonly counted: string
  /**
   * What the access policy grants the caller, if it applies to them.
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
