import type { Rule } from './fields.ts'

/** An input that cannot be combined with others. */
export function exclusive(first: string, ...others: string[]): Rule {
  return (given) => {
    const other = others.find((name) => given[name] !== undefined)
    return given[first] !== undefined && other !== undefined
      ? { param: first, message: `cannot be combined with ${other}` }
      : undefined
  }
}

/** Exactly one of several inputs must be given. */
export function exactlyOne(...names: readonly [string, string, ...string[]]): Rule {
  return (given) =>
    names.filter((name) => given[name] !== undefined).length === 1
      ? undefined
      : { param: names[0], message: `exactly one of ${names.join(' and ')} is required` }
}

/** At least one of several inputs must be given. */
export function atLeastOne(...names: readonly [string, ...string[]]): Rule {
  return (given) =>
    names.some((name) => given[name] !== undefined)
      ? undefined
      : { param: names[0], message: `is required unless ${names.slice(1).join(' or ')} is given` }
}

/** An input that must come with another. */
export function requires(first: string, other: string): Rule {
  return (given) =>
    given[first] !== undefined && given[other] === undefined
      ? { param: other, message: `is required with ${first}` }
      : undefined
}
