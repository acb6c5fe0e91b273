import type { Claims } from '../tokens.ts'

/** What a rule of the policy lets one caller do with one action. */
export interface Grant {
  /** The customer whose objects may be reached; without one, every object may. */
  readonly owner: string | undefined
  /**
   * What the caller sent with the inputs that the rule sets.
   *
   * @throws {ActionError} 403 `forbidden` when the caller gives another value there.
   */
  set(given: unknown): unknown
  /**
   * Holds what was read of the caller's input to the inputs and values that the rule opens.
   *
   * @throws {ActionError} 403 `forbidden`, with every input that is not.
   */
  limit(input: Readonly<Record<string, unknown>>): void
}

/**
 * What a rule lets a caller with some claims do with one action.
 *
 * @throws {ActionError} 403 `forbidden` when their claims lack one that the rule needs.
 */
export type GrantOf = (claims: Claims | undefined) => Grant

/** What callers of one kind may do, by the name of the action. */
export type Grants = ReadonlyMap<string, GrantOf>
