import * as z from 'zod/mini'
import type { Grant } from '../access/policy.ts'
import type { Action } from '../action/define.ts'
import { type ActionError, invalidInput, invalidJson } from '../errors.ts'
import { hasIssues, type Issue, issuesOf } from '../issues.ts'
import { refuseCardNumbers } from './card-numbers.ts'

/** Whose inputs are read, and for which mode of Stripe's. */
interface Sender {
  /** What the access policy holds the caller to, if it is for them. */
  readonly grant: Grant | undefined
  readonly isLive: boolean
}

/**
 * Prepares inputs before they are read: in live mode card numbers are refused, and the inputs that the caller's policy
 * sets are set.
 *
 * @throws {ActionError} 400 `invalid_input`
 */
export function prepareInputs(given: unknown, { grant, isLive }: Sender): unknown {
  const checked = isLive ? refuseCardNumbers(given) : given
  return grant ? grant.set(checked) : checked
}

/** Whether a name holds the words of another one, as `charge_id` holds `charge`. */
const hasWords = (name: string, other: string) => `_${name}_`.includes(`_${other}_`)

/** What is wrong with a parameter that the action sets: an input of much the same name stands for it, or others do. */
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
 * Reads inputs of an action that are not a request's whole body.
 *
 * @throws {ActionError} 400 `invalid_input`, naming every wrong one.
 */
export function readInputs(given: unknown, action: Action, sender: Sender): Record<string, unknown> {
  const read = z.safeParse(action.schema, prepareInputs(given, sender))
  if (read.success) return read.data
  throw inputError(read.error.issues, action)
}
