import * as z from 'zod/mini'
import type { Action } from '../action/define.ts'
import { positionOf } from '../action/entries.ts'
import { fieldOf, type Reader } from '../action/fields.ts'
import { id } from '../action/readers.ts'
import { type Read, readJsonBinding } from '../config/bindings.ts'
import { originMatcher } from '../config/patterns.ts'
import { ActionError, forbiddenInput } from '../errors.ts'
import { hasIssues, type Issue, paramOf } from '../issues.ts'
import { isBlank, isObject } from '../json.ts'
import { didYouMean } from '../names.ts'
import { belongsToCustomer, cannotBeScoped, ownedInputs } from './ownership.ts'
import { type Path, placeAt, stepsOf, valuesAt, withValueAt } from './paths.ts'
import { boundsOf, CLAIMS, type Limit, policySchema, type Rule } from './policy-schema.ts'
import { ANY_ENDPOINT, rightMatcher } from './rights.ts'
import { type Claims, createVerify, type Verify } from './tokens.ts'

/** What a rule of the policy lets one caller do with one action. */
export interface Grant {
  /** The customer whose objects may be reached; without one, every object may. */
  readonly owner: string | undefined
  /**
   * What the caller sent with the inputs that the rule sets.
   *
   * @throws {ActionError} 403 `forbidden` when the caller gives another value there.
   */
  set(given: unknown): unknown
  /**
   * Holds what was read of the caller's input to the inputs and values that the rule opens.
   *
   * @throws {ActionError} 403 `forbidden`, with every input that is not.
   */
  limit(input: Readonly<Record<string, unknown>>): void
}

/**
 * What callers of one kind may do with an action.
 *
 * @throws {ActionError} 403 `forbidden` when their claims lack one that the rule needs.
 */
export type Grants = ReadonlyMap<string, (claims: Claims | undefined) => Grant>

/** Who is an end user, and what end users and callers without a credential may do. */
export interface Policy {
  /** Absent where no identity provider is named. */
  readonly verify: Verify | undefined
  readonly endUsers: Grants
  readonly public: Grants
}

/** Inputs that name an object only as a position in a list. */
const CURSORS = new Set(['starting_after', 'ending_before'])

/** What is wrong with a value, or nothing. */
type Check = (value: unknown) => string | undefined

type Tell = (message: string) => void

/** The origin of a URL that spells it out: of any other spelling, other readers than this one may make another host. */
function originOf(url: string): string {
  const origin = URL.parse(url)?.origin ?? ''
  return url.startsWith(origin) && /^([/?#]|$)/.test(url.slice(origin.length)) ? origin : ''
}

/** A rule's limit of one input as a check of its value; `undefined` for one that takes any value. */
function checkOf(limit: Limit, reader: Reader<unknown> | undefined, tell: Tell): Check | undefined {
  if (limit === true) return undefined
  const { values, origins, min, max, optional } = boundsOf(limit)
  const kind = reader?.kind ?? 'string'
  if (kind === 'object' || kind === 'array') tell(`is an ${kind}: name what it holds, such as line_items[].price`)
  if (origins && kind !== 'string') tell('has no origin')
  if ((min ?? max) !== undefined && kind !== 'integer') tell('is no number')
  // Free items and credits need an explicit bound in the policy.
  else if (max !== undefined && min === undefined && z.safeParse(reader?.schema() ?? z.int(), 0).success) {
    tell('also accepts 0; set min as well as max')
  }
  const isAllowed = origins && originMatcher(origins)
  if (origins && !isAllowed) tell('must have origins such as https://example.com')
  const read = values?.map((value) => z.safeParse(reader?.schema() ?? z.string(), value))
  if (read?.some(({ success }) => !success)) tell('has a value that is not valid for this input')
  const allowed = read?.map(({ data }) => data)
  return (value) => {
    if (value === undefined) return optional ? undefined : 'must be given'
    if (allowed && !allowed.includes(value)) return `must be one of ${allowed.join(', ')}`
    if (isAllowed && !isAllowed(originOf(String(value)))) return `must be at ${origins.join(' or ')}`
    if (min !== undefined && !(Number(value) >= min)) return `must be at least ${min}`
    if (max !== undefined && !(Number(value) <= max)) return `must be at most ${max}`
    return undefined
  }
}

/** The value of a claim; names of claims may hold dots themselves, as those that are URLs do. */
function claimAt(claims: unknown, name: string): unknown {
  if (!isObject(claims)) return undefined
  if (Object.hasOwn(claims, name)) return claims[name]
  const [head = ''] = name.split('.', 1)
  return head !== name && Object.hasOwn(claims, head) ? claimAt(claims[head], name.slice(head.length + 1)) : undefined
}

/** What an input is set to by a claim. */
function fromClaims<T>(claims: Claims | undefined, reference: string, schema: z.ZodMiniType<T>): T {
  const name = reference.slice(CLAIMS.length)
  const value = claimAt(claims, name)
  const read = isBlank(value) || typeof value === 'object' ? undefined : z.safeParse(schema, value)
  if (!read?.success) {
    throw new ActionError(403, 'forbidden', `The token's claim ${name} is missing or not valid for this action.`)
  }
  return read.data
}

/** Where identity providers keep what users write of themselves: Supabase and Auth0, Clerk. */
const WRITTEN_BY_USERS = /[./](user_metadata|unsafe_metadata)\b/

function isClaim(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(CLAIMS)
}

/** Inputs that a caller gives beyond what a rule opens: each with the first reason. */
function unopened(
  input: Readonly<Record<string, unknown>>,
  action: Action,
  opened: readonly string[],
  isOpen: (path: string) => boolean,
): Issue[] {
  const issues: Issue[] = []
  const walk = (value: unknown, reader: Reader<unknown> | undefined, path: string, at: Path, open: boolean) => {
    const free = open || isOpen(path)
    const { entries, fields } = reader ?? {}
    if (free && (reader?.kind !== 'object' || !fields) && !entries) return
    const below = opened.some((one) => one !== path && isWithin(one, path))
    if ((free || below) && entries && Array.isArray(value)) {
      value.forEach((entry, index) => {
        walk(entry, entries.reader, `${path}[]`, [...at, positionOf(value, index)], free)
      })
    } else if ((free || below) && isObject(value)) {
      for (const [name, held] of Object.entries(value)) {
        const field = fields && fieldOf(fields, name)
        // A field that no action declares is open only where a rule names it.
        walk(held, field?.reader, `${path}.${name}`, [...at, name], free && field !== undefined && !field.additional)
      }
    } else issues.push({ param: paramOf(at), message: 'is not allowed for this caller' })
  }
  const fields = action.inputs
  for (const [name, value] of Object.entries(input)) walk(value, fieldOf(fields, name)?.reader, name, [name], false)
  return issues
}

/** Whether a value that a reader takes may be the ID of an object; one that Stripe's types do not know may be any. */
function canName(reader: Reader<unknown> | undefined): boolean {
  if (!reader) return true
  const { kind, entries, or = [], isNoId, refersTo, holds } = reader
  if (refersTo !== undefined) return false
  if (holds) return canName(holds)
  if (kind === 'object' || or.some(canName)) return true
  return entries ? canName(entries.reader) : kind === 'string' && !isNoId
}

/** What to do in place of opening a path at which an object may be named. */
function adviceFor(path: string, reader: Reader<unknown> | undefined): string {
  const fields = reader?.fields ?? reader?.or?.find((one) => one.fields)?.fields ?? {}
  const fixed = 'fix its value with set or values'
  const [field] = Object.keys(fields)
  return field === undefined ? fixed : `open its fields one by one, such as ${path}.${field}, or ${fixed}`
}

/** Whether a path of inputs is another one, or lies below it. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[]`)
}

/** Whether a rule leaves a caller no choice but fixed values at a path. */
function isFixed(path: string, { set = {}, limit_to: limit = {} }: Rule): boolean {
  return path in set || boundsOf(limit[path]).values !== undefined
}

/** A rule for one of its actions, as what makes a caller's grant. */
function compile(rule: Rule, action: Action, isPublic: boolean, say: Tell): (claims: Claims | undefined) => Grant {
  const { set = {}, limit_to: limit = {}, own } = rule
  const fields = action.inputs
  const readers = (path: string, what: string): Reader<unknown> | undefined => {
    const place = placeAt(fields, stepsOf(path))
    if (!place || /^extra_params\b/.test(path)) {
      say(`${what}: ${action.name} has no such input${didYouMean(path, Object.keys(fields))}`)
    } else if (own && !place.isDeclared && canName(place.reader) && !isFixed(path, rule)) {
      say(`${what}: may name another customer's object; ${adviceFor(path, place.reader)}`)
    }
    if (own && stepsOf(path).includes('customer_account')) {
      say(`${what}: cannot be combined with own, which does not check this customer`)
    }
    return place?.reader
  }
  const isForKeys = (path: string) => fieldOf(fields, stepsOf(path)[0] ?? '')?.forKeys === true
  for (const path of Object.keys(limit)) {
    if (isForKeys(path)) say(`limit_to.${path}: is available to keys only; fix its value with set`)
  }

  for (const path of Object.keys(limit).filter((one) => /^expand\b/.test(one))) {
    if (!isFixed(path, rule)) say(`limit_to.${path}: must list the values that may be expanded, as expand[]`)
  }
  const checks = Object.entries(limit).flatMap(([path, one]) => {
    const check = checkOf(one, readers(path, `limit_to.${path}`), (message) => say(`limit_to.${path}: ${message}`))
    return check ? [{ steps: stepsOf(path), check }] : []
  })

  const forced = Object.entries(set).map(([path, value]) => {
    const schema = readers(path, `set.${path}`)?.schema() ?? z.string()
    if (path.includes('[]')) say(`set.${path}: must not be inside an array`)
    if (isClaim(value) && isForKeys(path)) say(`set.${path}: must be a fixed value`)
    if (isClaim(value) && isPublic) say(`set.${path}: a caller without a credential has no claims`)
    if (!isClaim(value) && JSON.stringify(value).includes(CLAIMS)) say(`set.${path}: a claim must be the whole value`)
    if (!isClaim(value) && (isBlank(value) || !z.safeParse(schema, value).success))
      say(`set.${path}: has an invalid value`)
    return { steps: stepsOf(path), value, schema }
  })

  const ids = ownedInputs(action.input)
  const reads = action.effect === 'read'
  const its = ids.filter(({ required }) => required)
  const customer = ids.find(({ name, kind }) => kind === 'customer' && name in action.input && !CURSORS.has(name))
  const isBound = (name: string) => name in set || boundsOf(limit[name]).values !== undefined
  // An optional input does not limit a list to one customer.
  const isAlways = (name: string) => name in set || (isBound(name) && boundsOf(limit[name]).optional !== true)
  for (const one of [own, ...ids.map(({ name }) => set[name])]) {
    if (isClaim(one) && WRITTEN_BY_USERS.test(one)) {
      say(`${one}: users can write this claim; use one that only your backend can write`)
    }
  }
  if (typeof own === 'string') {
    if (isPublic) say('own: a caller without a credential has no claims')
    if (cannotBeScoped(action)) say(`own: ${action.name} cannot be limited to one customer`)
    else if (ids.length === 0) say(`own: ${action.name} names no object of the user's; give it a separate rule`)
    else if (reads && its.length === 0 && !customer) say(`own: ${action.name} cannot be limited to one customer`)
  } else if (own === undefined) {
    const isReached = (name: string) => Object.keys(limit).some((path) => isWithin(name, path))
    const reached = reads ? its : ids.filter(({ name, required }) => required || isReached(name))
    const lists = reads && its.length === 0 && ids.length > 0 && !(customer && isAlways(customer.name))
    if (cannotBeScoped(action) || lists || reached.some(({ name }) => !isBound(name))) {
      say(
        `own: ${action.name} would reach every customer's objects; set own to "${CLAIMS}<claim>", or to false to allow it`,
      )
    }
  }

  const opened = [
    ...Object.keys(limit),
    ...Object.keys(set),
    // Where every ID is found to be the caller's own, each may be given.
    ...(typeof own === 'string' ? ids : its).map(({ name }) => name),
  ]
  // A cursor of a kind that no customer owns would reveal whether that object exists.
  const isProbe = (path: string) =>
    typeof own === 'string' && CURSORS.has(path) && !belongsToCustomer(action.input[path]?.reader.refersTo ?? '')
  const isOpen = (path: string) =>
    opened.includes(path) ||
    (reads && Object.hasOwn(action.input, path) && path !== 'expand' && !action.input[path]?.forKeys && !isProbe(path))

  return (claims) => {
    const owner = typeof own === 'string' ? fromClaims(claims, own, id.schema()) : undefined
    const values = forced.map(({ steps, value, schema }) => ({
      steps,
      value: isClaim(value) ? fromClaims(claims, value, schema) : value,
    }))
    return {
      owner,
      set(given) {
        let all = given
        for (const { steps, value } of values) {
          all = withValueAt(all, steps, value, () => {
            throw forbiddenInput([{ param: steps.join('.'), message: 'is set by the access policy; leave it out' }])
          })
        }
        // Another customer than their own is none that they could know of: `runForOwner` says so.
        return owner !== undefined && customer ? withValueAt(all, [customer.name], owner, () => {}) : all
      },
      limit(input) {
        const wrong = checks.flatMap(({ steps, check }) =>
          valuesAt(input, steps).flatMap(({ value, at }) => {
            const message = check(value)
            return message === undefined ? [] : [{ param: paramOf(at), message }]
          }),
        )
        const issues = [...unopened(input, action, opened, isOpen), ...wrong]
        if (hasIssues(issues)) throw forbiddenInput(issues)
      },
    }
  }
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
    const granted = new Map<string, (claims: Claims | undefined) => Grant>()
    list.forEach((rule, index) => {
      for (const pattern of rule.allow) {
        if (pattern === ANY_ENDPOINT) {
          problems.add(`${kind}[${index}].allow: ${ANY_ENDPOINT} is for keys only`)
          continue
        }
        const matched = actions.filter(({ name }) => name !== ANY_ENDPOINT && rightMatcher(pattern)(name))
        if (matched.length === 0) {
          const hint = pattern.includes('*') ? '' : didYouMean(pattern, names)
          problems.add(`${kind}[${index}].allow: "${pattern}" matches no action${hint}`)
        }
        for (const action of matched) {
          if (granted.has(action.name)) continue
          const tell = (message: string) => problems.add(`${kind}[${index}].${message}`)
          granted.set(action.name, compile(rule, action, kind === 'public', tell))
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
