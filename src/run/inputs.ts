import * as z from 'zod/mini'
import type { Grant } from '../access/policy/grant.ts'
import type { Action } from '../action/define.ts'
import { type ActionError, invalidInput, invalidJson } from '../errors.ts'
import { hasIssues, type Issue, issuesOf } from '../issues.ts'
import { refuseCardNumbers } from './card-numbers.ts'

/** Whose inputs are read, and in which Stripe mode. */
interface ReadFor {
  /** What the access policy holds the caller to, if it is for them. */
  readonly grant: Grant | undefined
  readonly isLive: boolean
}

/**
 * Prepares inputs before they are validated: refuses card numbers in live mode, and sets the inputs that the caller's
 * policy fixes.
 *
 * @throws {ActionError} 400 `invalid_input`
 */
export function prepareInputs(given: unknown, { grant, isLive }: ReadFor): unknown {
  const checked = isLive ? refuseCardNumbers(given) : given
  return grant ? grant.set(checked) : checked
}

/** Whether a name contains the words of another one, as `charge_id` contains `charge`. */
const hasWords = (name: string, other: string) => `_${name}_`.includes(`_${other}_`)

/**
 * The message for a parameter that the action sets itself: it names a similar input to use instead, if there is one.
 */
function setByAction(param: string, { input }: Action): Issue {
  const standsFor = Object.keys(input).find((name) => hasWords(name, param) || hasWords(param, name))
  const instead = standsFor === undefined ? 'leave it out' : `use ${standsFor}`
  return { param, message: `is set by the action; ${instead}` }
}

/** One error that names every wrong input. */
export function inputError(issues: readonly z.core.$ZodIssue[], action: Action): ActionError {
  if (issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0)) return invalidJson()
  const found = issuesOf(issues, Object.keys(action.inputs))
  const shown = found.map((issue) => (action.sends.includes(issue.param) ? setByAction(issue.param, action) : issue))
  if (!hasIssues(shown)) throw new Error('a failed validation has issues')
  return invalidInput(shown)
}

/**
 * Validates an action's inputs that are only part of a request's body.
 *
 * @throws {ActionError} 400 `invalid_input`, naming every wrong input.
 */
export function readInputs(given: unknown, action: Action, sender: ReadFor): Record<string, unknown> {
  const read = z.safeParse(action.schema, prepareInputs(given, sender))
  if (read.success) return read.data
  throw inputError(read.error.issues, action)
}
