import * as z from 'zod/mini'
import type { Action } from '../../action/define.ts'
import { fieldOf, type Reader } from '../../action/fields.ts'
import { id } from '../../action/readers.ts'
import { forbiddenInput } from '../../errors.ts'
import { hasIssues, type Issue, paramOf } from '../../issues.ts'
import { isBlank } from '../../json.ts'
import { didYouMean } from '../../names.ts'
import { belongsToCustomer, cannotBeScoped, type OwnedInput, ownedInputs } from '../ownership.ts'
import { isWithin, placeAt, stepsOf, valuesAt, withValueAt } from '../paths.ts'
import { fromClaims, isClaim, isWrittenByUsers } from './claims.ts'
import type { GrantOf } from './grant.ts'
import { type Check, checkOf } from './limit.ts'
import { type Openings, unopened } from './openings.ts'
import { boundsOf, CLAIMS, type Rule } from './schema.ts'

/** A rule of the policy for one of its actions. */
interface RuleOfAction {
  readonly rule: Rule
  readonly action: Action
  /** Whether it is for callers without a credential. */
  readonly isPublic: boolean
  /** Is given what is wrong with the rule. */
  say(problem: string): void
}

/** Inputs that name an object only as a position in a list. */
const CURSORS = new Set(['starting_after', 'ending_before'])

/** Whether a value that a reader takes may be the ID of an object; one that Stripe's types do not know may be any. */
function canName(reader: Reader<unknown> | undefined): boolean {
  if (!reader) return true
  const { kind, entries, or = [], isNoId, refersTo, holds } = reader
  if (refersTo !== undefined) return false
  if (holds) return canName(holds)
  if (kind === 'object' || or.some(canName)) return true
  return entries ? canName(entries.reader) : kind === 'string' && !isNoId
}

/** The advice to give instead of allowing a path that may name an object. */
function adviceFor(path: string, reader: Reader<unknown> | undefined): string {
  const fields = reader?.fields ?? reader?.or?.find((one) => one.fields)?.fields ?? {}
  const fixed = 'fix its value with set or values'
  const [field] = Object.keys(fields)
  return field === undefined ? fixed : `open its fields one by one, such as ${path}.${field}, or ${fixed}`
}

/** Whether a rule leaves a caller no choice but fixed values at a path. */
function isFixed(path: string, { set = {}, limit_to: limit = {} }: Rule): boolean {
  return path in set || boundsOf(limit[path]).values !== undefined
}

/** Whether only callers with a key may choose what is at a path. */
function isForKeys(path: string, { inputs }: Action): boolean {
  return fieldOf(inputs, stepsOf(path)[0] ?? '')?.forKeys === true
}

/** The reader of what a rule names by its path, which must be an input that the rule may name. */
function readerAt(path: string, what: string, { rule, action, say }: RuleOfAction): Reader<unknown> | undefined {
  const { own } = rule
  const place = placeAt(action.inputs, stepsOf(path))
  if (!place || /^extra_params\b/.test(path)) {
    say(`${what}: ${action.name} has no such input${didYouMean(path, Object.keys(action.inputs))}`)
  } else if (own && !place.isDeclared && canName(place.reader) && !isFixed(path, rule)) {
    say(`${what}: may name another customer's object; ${adviceFor(path, place.reader)}`)
  }
  if (own && stepsOf(path).includes('customer_account')) {
    say(`${what}: cannot be combined with own, which does not check this customer`)
  }
  return place?.reader
}

/** What a rule's `limit_to` demands, and where. */
function checksOf(one: RuleOfAction): { steps: string[]; check: Check }[] {
  const { rule, action, say } = one
  const limits = Object.entries(rule.limit_to ?? {})
  for (const [path] of limits) {
    if (isForKeys(path, action)) say(`limit_to.${path}: is available to keys only; fix its value with set`)
  }
  for (const [path] of limits) {
    if (!/^expand\b/.test(path) || isFixed(path, rule)) continue
    say(`limit_to.${path}: must list the values that may be expanded, as expand[]`)
  }
  return limits.flatMap(([path, limit]) => {
    const what = `limit_to.${path}`
    const check = checkOf(limit, readerAt(path, what, one), (problem) => say(`${what}: ${problem}`))
    return check ? [{ steps: stepsOf(path), check }] : []
  })
}

/** A value of a rule's `set`: a fixed one, or the name of a claim. */
interface Setting {
  readonly steps: string[]
  readonly value: unknown
  readonly schema: z.ZodMiniType
}

/** What a rule's `set` sets, and where. */
function settingsOf(one: RuleOfAction): Setting[] {
  const { rule, action, isPublic, say } = one
  return Object.entries(rule.set ?? {}).map(([path, value]) => {
    const what = `set.${path}`
    const schema = readerAt(path, what, one)?.schema() ?? z.string()
    if (path.includes('[]')) say(`${what}: must not be inside an array`)
    if (isClaim(value)) {
      if (isForKeys(path, action)) say(`${what}: must be a fixed value`)
      if (isPublic) say(`${what}: a caller without a credential has no claims`)
    } else {
      if (JSON.stringify(value).includes(CLAIMS)) say(`${what}: a claim must be the whole value`)
      if (isBlank(value) || !z.safeParse(schema, value).success) say(`${what}: has an invalid value`)
    }
    return { steps: stepsOf(path), value, schema }
  })
}

/** The inputs of an action that name customers' objects. */
interface Owned {
  readonly all: readonly OwnedInput[]
  readonly required: readonly OwnedInput[]
  /** The one that names the customer, which limits a list to them. */
  readonly customer: OwnedInput | undefined
}

function ownedOf({ input }: Action): Owned {
  const all = ownedInputs(input)
  return {
    all,
    required: all.filter(({ required }) => required),
    customer: all.find(({ name, kind }) => kind === 'customer' && name in input && !CURSORS.has(name)),
  }
}

/** Checks that `own` is what the action needs to keep one customer's objects from another. */
function checkOwn({ rule, action, isPublic, say }: RuleOfAction, { all, required, customer }: Owned): void {
  const { set = {}, limit_to: limit = {}, own } = rule
  const reads = action.effect === 'read'
  for (const claim of [own, ...all.map(({ name }) => set[name])]) {
    if (isClaim(claim) && isWrittenByUsers(claim)) {
      say(`${claim}: users can write this claim; use one that only your backend can write`)
    }
  }
  if (typeof own === 'string') {
    if (isPublic) say('own: a caller without a credential has no claims')
    if (cannotBeScoped(action)) say(`own: ${action.name} cannot be limited to one customer`)
    else if (all.length === 0) say(`own: ${action.name} names no object of the user's; give it a separate rule`)
    else if (reads && required.length === 0 && !customer) say(`own: ${action.name} cannot be limited to one customer`)
  } else if (own === undefined) {
    // An optional input does not limit a list to one customer.
    const isAlways = (name: string) => name in set || (isFixed(name, rule) && boundsOf(limit[name]).optional !== true)
    const isReached = ({ name }: OwnedInput) => Object.keys(limit).some((path) => isWithin(name, path))
    const reached = reads ? required : all.filter((input) => input.required || isReached(input))
    const lists = reads && required.length === 0 && all.length > 0 && !(customer && isAlways(customer.name))
    if (cannotBeScoped(action) || lists || reached.some(({ name }) => !isFixed(name, rule))) {
      say(
        `own: ${action.name} would reach every customer's objects; set own to "${CLAIMS}<claim>", or to false to allow it`,
      )
    }
  }
}

/** The inputs whose values a rule leaves to the caller. */
function openingsOf({ rule, action }: RuleOfAction, { all, required }: Owned): Openings {
  const isOwner = typeof rule.own === 'string'
  const paths = [
    ...Object.keys(rule.limit_to ?? {}),
    ...Object.keys(rule.set ?? {}),
    // If the owner of every ID is checked, the caller may send any ID.
    ...(isOwner ? all : required).map(({ name }) => name),
  ]
  // A cursor of a kind that no customer owns would reveal whether that object exists.
  const isProbe = (path: string) =>
    isOwner && CURSORS.has(path) && !belongsToCustomer(action.input[path]?.reader.refersTo ?? '')
  const isOpenToRead = (path: string) => {
    const input = action.effect === 'read' ? fieldOf(action.input, path) : undefined
    return input !== undefined && path !== 'expand' && !input.forKeys && !isProbe(path)
  }
  return { paths, isOpen: (path) => paths.includes(path) || isOpenToRead(path) }
}

/**
 * Makes of a rule what one of its actions grants to callers.
 *
 * @param isPublic Whether the rule is for callers without a credential.
 * @param say Is given what is wrong with the rule; the grant must not be used then.
 */
export function compileRule(rule: Rule, action: Action, isPublic: boolean, say: RuleOfAction['say']): GrantOf {
  const one: RuleOfAction = { rule, action, isPublic, say }
  const { own } = rule
  const checks = checksOf(one)
  const settings = settingsOf(one)
  const owned = ownedOf(action)
  checkOwn(one, owned)
  const openings = openingsOf(one, owned)

  return (claims) => {
    const owner = typeof own === 'string' ? fromClaims(claims, own, id.schema()) : undefined
    const values = settings.map(({ steps, value, schema }) => ({
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
        const { customer } = owned
        // Another customer must look like one that does not exist: `runForOwner` returns that error.
        return owner !== undefined && customer ? withValueAt(all, [customer.name], owner, () => {}) : all
      },
      limit(input) {
        const wrong = checks.flatMap(({ steps, check }) =>
          valuesAt(input, steps).flatMap(({ value, at }): Issue[] => {
            const message = check(value)
            return message === undefined ? [] : [{ param: paramOf(at), message }]
          }),
        )
        const issues = [...unopened(input, action.inputs, openings), ...wrong]
        if (hasIssues(issues)) throw forbiddenInput(issues)
      },
    }
  }
}
