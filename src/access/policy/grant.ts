import type { Claims } from '../tokens.ts'

/** What a rule of the policy lets one caller do with one action. */
export interface Grant {
  /** The only customer whose objects the caller may reach; if absent, every object. */
  readonly owner: string | undefined
  /**
   * Adds the inputs that the rule sets to the caller's input.
   *
   * @throws {ActionError} 403 `forbidden` when the caller gives another value there.
   */
  set(given: unknown): unknown
  /**
   * Checks that the parsed input contains only inputs and values that the rule allows.
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
