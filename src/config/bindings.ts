import * as z from 'zod/mini'
import { ActionError } from '../errors.ts'
import { hasIssues, type Issue, type Issues, paramOf } from '../issues.ts'

/** The raw bindings: any of them can be absent, whatever wrangler.toml requires. */
export type Bindings = { readonly [K in keyof Env]?: Env[K] } & {
  readonly STRIPE_API_BASE_URL?: string
  readonly STRIPE_TIMEOUT_MS?: string
  readonly STRIPE_ATTEMPT_TIMEOUT_MS?: string
  readonly ALLOWED_ORIGINS?: string
  readonly LOCAL_HOSTS?: string
  readonly ACCESS_POLICY?: string
  readonly WEBHOOK_RETRY_DELAYS?: string
}

/** The value of a binding, or its problem, phrased to follow the binding's name: `is missing`. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

/** The values of several bindings, or every problem with them. */
export type ReadAll<T> = { readonly values: T; readonly problems?: undefined } | { readonly problems: Issues }

/** Combines the readings of several bindings, keyed by name. */
export function readAll<T extends Readonly<Record<string, unknown>>>(
  reads: {
    readonly [K in keyof T]: Read<T[K]>
  },
): ReadAll<T> {
  const problems = Object.entries<Read<unknown>>(reads).flatMap(([param, read]): Issue[] =>
    'problem' in read ? [{ param, message: read.problem }] : [],
  )
  return hasIssues(problems) ? { problems } : { values: valuesOf(reads) }
}

// Sound: called only for readings without a problem, so each has a value of its type.
function valuesOf<T>(reads: { readonly [K in keyof T]: Read<T[K]> }): T {
  const entries = Object.entries<Read<unknown>>(reads)
  return Object.fromEntries(entries.map(([name, read]) => [name, 'value' in read ? read.value : undefined])) as T
}

/** The entries of a comma-separated list. */
export function splitList(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap((entry) => entry.trim() || [])
}

/** Field names that a message may repeat. Anything else could be a misplaced secret. */
const FIELD = /^[a-z][a-z_]{0,39}$/i

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys.find((key) => FIELD.test(key))
    return name === undefined
      ? `${paramOf(issue.path)} has an unknown field`.trim()
      : `${paramOf([...issue.path, name])} is unknown`
  }
  // For a record's key, zod puts the actual problem into a nested issue.
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  return `${paramOf(issue.path)} ${message}`.trim()
}

/**
 * Reads a binding that contains JSON. Problems name the path in the JSON, never a value, since the JSON may contain
 * secrets.
 *
 * @param form Describes the expected JSON, for the message when the text is not JSON.
 */
export function readJsonBinding<T>(json: string, schema: z.ZodMiniType<T>, form: string): Read<T> {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    return { problem: `must be JSON: ${form}` }
  }
  const read = z.safeParse(schema, given)
  return read.success ? { value: read.data } : { problem: read.error.issues.map(describe).join('; ') }
}

/** The error for bindings that are missing or wrong. It names them, never their values. */
export function misconfigured(problems: readonly Issue[], status: 500 | 503 = 500): ActionError {
  const message = problems.map(({ param, message }) => `${param} ${message}`).join('; ')
  return new ActionError(status, 'configuration', `Configuration error: ${message}.`, {
    issues: problems,
  })
}
