import * as z from 'zod/mini'
import { ActionError } from '../../errors.ts'
import { isBlank, isObject } from '../../json.ts'
import type { Claims } from '../tokens.ts'
import { CLAIMS } from './schema.ts'

/** Claims that users can write themselves: at Supabase and Auth0, at Clerk. */
const WRITTEN_BY_USERS = /[./](user_metadata|unsafe_metadata)\b/

/** Whether a value of a rule stands for a claim: `$claims.sub`. */
export function isClaim(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(CLAIMS)
}

/** Whether users can write a claim themselves. */
export function isWrittenByUsers(reference: string): boolean {
  return WRITTEN_BY_USERS.test(reference)
}

/** The value of a claim; names of claims may hold dots themselves, as those that are URLs do. */
function claimAt(claims: unknown, name: string): unknown {
  if (!isObject(claims)) return undefined
  if (Object.hasOwn(claims, name)) return claims[name]
  const [head = ''] = name.split('.', 1)
  return head !== name && Object.hasOwn(claims, head) ? claimAt(claims[head], name.slice(head.length + 1)) : undefined
}

/**
 * The value of a claim that a rule refers to, as an input reads it.
 *
 * @throws {ActionError} 403 `forbidden` when the claim is missing or the input does not take it.
 */
export function fromClaims<T>(claims: Claims | undefined, reference: string, schema: z.ZodMiniType<T>): T {
  const name = reference.slice(CLAIMS.length)
  const value = claimAt(claims, name)
  const read = isBlank(value) || typeof value === 'object' ? undefined : z.safeParse(schema, value)
  if (!read?.success) {
    throw new ActionError(403, 'forbidden', `The token's claim ${name} is missing or not valid for this action.`)
  }
  return read.data
}
