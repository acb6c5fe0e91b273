import type * as z from 'zod/mini'

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object, such as {"key": "value"}',
  record: 'an object, such as {"key": "value"}',
  array: 'an array, such as ["value"]',
}

/** What is wrong with a value, worded to follow its name: `must be at most 100`. */
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
