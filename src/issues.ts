import type * as z from 'zod/mini'
import { didYouMean, shortened } from './names.ts'

/** A wrong input: its name (nested: `line_items[0].price`) and what it must be. */
export interface Issue {
  readonly param: string
  readonly message: string
}

/** At least one. */
export type Issues = readonly [Issue, ...Issue[]]

/** Whether anything is wrong. */
export function hasIssues(issues: readonly Issue[]): issues is Issues {
  return issues.length > 0
}

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object, such as {"key": "value"}',
  record: 'an object, such as {"key": "value"}',
  array: 'an array, such as ["value"]',
}

/** Formats the path of a nested value: `['line_items', 0, 'price']` becomes `line_items[0].price`. */
export function paramOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${shortened(String(step))}`))
    .join('')
    .replace(/^\./, '')
}

/** Describes a validation issue, phrased to follow the input's name: `must be at most 100`. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : `must be one of ${issue.values.join(', ')}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    case 'too_small':
      return `must be at least ${issue.minimum}`
    default:
      return undefined
  }
}

/**
 * Converts zod's issues, each with the name of its input.
 *
 * @param known Names to suggest for unknown inputs.
 */
export function issuesOf(issues: readonly z.core.$ZodIssue[], known: readonly string[] = []): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ param: paramOf(issue.path), message: issue.message }]
    return issue.keys.map((name) => ({
      param: paramOf([...issue.path, name]),
      message: `unknown input${didYouMean(name, known)}`,
    }))
  })
}
