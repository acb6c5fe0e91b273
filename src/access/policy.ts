import type { Action } from '../action/define.ts'
import { type Read, readJsonBinding } from '../config/bindings.ts'
import { didYouMean } from '../names.ts'
import type { GrantOf, Grants } from './policy/grant.ts'
import { compileRule } from './policy/rule.ts'
import { policySchema, type Rule } from './policy/schema.ts'
import { ANY_ENDPOINT, rightMatcher } from './rights.ts'
import { createVerify, type Verify } from './tokens.ts'

/** How end users are identified, and what end users and callers without a credential may do. */
export interface Policy {
  /** Absent if the policy names no identity provider. */
  readonly verify: Verify | undefined
  readonly endUsers: Grants
  readonly public: Grants
}

const NOBODY: Grants = new Map()

/**
 * Reads `ACCESS_POLICY`: JSON with `jwt`, `end_users` and `public`. Of the rules of a kind of caller, the first that
 * allows an action counts.
 */
export function readPolicy(json: string | undefined, actions: readonly Action[]): Read<Policy> {
  if (!json) return { value: { verify: undefined, endUsers: NOBODY, public: NOBODY } }
  const read = readJsonBinding(json, policySchema(), 'an object of jwt, end_users and public')
  if ('problem' in read) return read
  const problems = new Set<string>()
  const names = actions.map(({ name }) => name)
  const { jwt, end_users, public: open } = read.value
  const grants = (kind: 'end_users' | 'public', list: readonly Rule[] = []): Grants => {
    const granted = new Map<string, GrantOf>()
    list.forEach((rule, index) => {
      for (const pattern of rule.allow) {
        if (pattern === ANY_ENDPOINT) {
          problems.add(`${kind}[${index}].allow: ${ANY_ENDPOINT} is for keys only`)
          continue
        }
        const matches = rightMatcher(pattern)
        const matched = actions.filter(({ name }) => matches(name))
        if (matched.length === 0) {
          const hint = pattern.includes('*') ? '' : didYouMean(pattern, names)
          problems.add(`${kind}[${index}].allow: "${pattern}" matches no action${hint}`)
        }
        for (const action of matched) {
          if (granted.has(action.name)) continue
          const say = (problem: string) => problems.add(`${kind}[${index}].${problem}`)
          granted.set(action.name, compileRule(rule, action, kind === 'public', say))
        }
      }
    })
    return granted
  }
  const policy = {
    verify: jwt && createVerify(jwt),
    endUsers: grants('end_users', end_users),
    public: grants('public', open),
  }
  if (end_users && !jwt) problems.add('end_users need jwt, which says whose tokens are taken')
  return problems.size > 0 ? { problem: [...problems].join('; ') } : { value: policy }
}
