import * as z from 'zod/mini'
import { ActionError } from '../errors.ts'
import { hasIssues, type Issue, type Issues, paramOf } from '../issues.ts'

/** Bindings as they come: any of them can be absent, whatever wrangler.toml asks for. */
export type Bindings = { readonly [K in keyof Env]?: Env[K] } & {
  readonly STRIPE_API_BASE_URL?: string
  readonly STRIPE_TIMEOUT_MS?: string
  readonly STRIPE_ATTEMPT_TIMEOUT_MS?: string
  readonly ALLOWED_ORIGINS?: string
  readonly LOCAL_HOSTS?: string
  readonly ACCESS_POLICY?: string
  readonly WEBHOOK_RETRY_DELAYS?: string
}

/** The value of a binding, or what is wrong with it, worded to follow its name: `is missing`. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

/** Several bindings, all of them read, or everything that is wrong with them. */
export type ReadAll<T> = { readonly values: T; readonly problems?: undefined } | { readonly problems: Issues }

/** Puts the readings of several bindings, by their names, together. */
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

// Sound: called only for readings without a problem, so each holds the value that its type names.
function valuesOf<T>(reads: { readonly [K in keyof T]: Read<T[K]> }): T {
  const entries = Object.entries<Read<unknown>>(reads)
  return Object.fromEntries(entries.map(([name, read]) => [name, 'value' in read ? read.value : undefined])) as T
}

/** The entries of a comma-separated list. */
export function splitList(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap((entry) => entry.trim() || [])
}

/** Names of fields that a message may repeat: anything else could be a secret that was put in the wrong place. */
const FIELD = /^[a-z][a-z_]{0,39}$/i

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys.find((key) => FIELD.test(key))
    return name === undefined
      ? `${paramOf(issue.path)} has an unknown field`.trim()
      : `${paramOf([...issue.path, name])} is unknown`
  }
  // What is wrong with a name in a record is found in an issue inside.
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
  return `${paramOf(issue.path)} ${message}`.trim()
}

/**
 * Reads a binding that holds JSON. What is wrong is named by where it stands; values are never repeated, since the JSON
 * may hold secrets.
 *
 * @param form What the JSON must be, for text that is not JSON.
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
