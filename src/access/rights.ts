import * as z from 'zod/mini'
import { wildcard } from '../config/patterns.ts'

/** The action that calls any Stripe endpoint. No pattern matches it, and only a key with `any_endpoint` may run it. */
export const ANY_ENDPOINT = 'call-stripe-api'

/** What a key may do besides running actions. */
export const WEBHOOK_RIGHTS = ['webhooks:read', 'webhooks:payloads', 'webhooks:write'] as const
export type WebhookRight = (typeof WEBHOOK_RIGHTS)[number]

/** A right of a key: the name of an action, one of `WEBHOOK_RIGHTS`, or a pattern of them. */
export const RIGHT_PATTERN = /^(?=[\w:*-]{1,100}$)[^*]*(\*[^*]*){0,3}$/

/** Like `wildcard`, but for permissions: no pattern matches `call-stripe-api`, only its exact name. */
export function rightMatcher(pattern: string): (right: string) => boolean {
  const matches = wildcard(pattern)
  return (right) => (right === ANY_ENDPOINT ? pattern === ANY_ENDPOINT : matches(right))
}

/** Tells of a right whether one of several patterns stands for it. */
export function rightsMatcher(patterns: readonly string[]): (right: string) => boolean {
  const matchers = patterns.map(rightMatcher)
  return (right) => matchers.some((matches) => matches(right))
}

/** The form of a list of rights. */
export const rightsSchema = () =>
  z.array(
    z.string().check(z.regex(RIGHT_PATTERN, 'must be an action or a pattern such as "list-*", with at most 3 stars')),
  )
