import { afterAll, beforeAll, expect, test } from 'vitest'
import { actions } from '../../handlers/index.ts'
import { ownedInputs } from '../../src/access/ownership.ts'
import { placeAt, stepsOf } from '../../src/access/paths.ts'
import { readPolicy } from '../../src/access/policy.ts'
import type { Action } from '../../src/action/define.ts'
import type { Fields, Reader } from '../../src/action/fields.ts'
import { isObject } from '../../src/json.ts'
import { kindOf } from '../../src/stripe/kinds.ts'
import { exampleOf } from '../support/examples.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity.ts'
import { random, SEED } from '../support/random.ts'
import { json, type Recorded, startUpstream, type Upstream } from '../support/upstream.ts'
import { type Script, startScript } from '../support/worker.ts'

/**
 * Every action under a policy that opens to a customer as much of it as the Worker lets it, with every input that could
 * name something of another customer's.
 */
const OWN = '$claims.customer'
const POLICIES = 3
const jwt = { issuer: 'https://idp.example.com/', audience: 'shop', jwks_url: 'https://idp.example.com/jwks.json' }

interface Rule {
  allow: string[]
  own: string
  limit_to: Record<string, unknown>
}

type Chance = ReturnType<typeof random>

const isPolicy = (rule: Rule) => !('problem' in readPolicy(JSON.stringify({ jwt, end_users: [rule] }), actions))

/** The paths of inputs, declared or not, three levels deep. */
function pathsOf(fields: Fields, within = '', depth = 3): string[] {
  return Object.entries(fields).flatMap(([name, { reader }]) => [
    `${within}${name}`,
    ...below(reader, `${within}${name}`, depth),
  ])
}

function below({ fields, entries }: Reader<unknown>, path: string, depth: number): string[] {
  if (depth === 1) return []
  if (entries) return [`${path}[]`, ...below(entries.reader, `${path}[]`, depth - 1)]
  return fields ? pathsOf(fields, `${path}.`, depth - 1) : []
}

/** A rule with a random half of what may be opened, or none when the action is never a customer's own. */
function ruleFor(action: Action, chance: Chance): Rule | undefined {
  const rule: Rule = { allow: [action.name], own: OWN, limit_to: {} }
  const opened = pathsOf(action.inputs).filter((path) => {
    if (chance.below(2) === 0) return false
    return isPolicy({ ...rule, limit_to: { [path]: true } })
  })
  // Required inputs are always open: the call would be refused without them.
  const required = Object.entries(action.input).filter(
    ([name, one]) => one.required && isPolicy({ ...rule, limit_to: { [name]: true } }),
  )
  rule.limit_to = Object.fromEntries([...opened, ...required.map(([name]) => name)].map((path) => [path, true]))
  return isPolicy(rule) ? rule : undefined
}

/** An example with the customer's own objects in place of the invented ones. */
function mine(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^([a-z_]+_)\d+$/, '$1mine')
  if (Array.isArray(value)) return value.map(mine)
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, held]) => [name, mine(held)])) : value
}

/** What an action declares as no object's ID, one of Stripe's fixed values, and metadata name nothing. */
function isHarmless(action: Action, path: string): boolean {
  const place = placeAt(action.inputs, stepsOf(path))
  return place?.isDeclared === true || place?.reader?.isNoId === true
}

/** A copy with a value at a path, which is made where it is not there. */
function withAt(given: unknown, [step = '', ...rest]: readonly string[], value: unknown): unknown {
  const next = (held: unknown) => (rest.length === 0 ? value : withAt(held, rest, value))
  if (step === '[]')
    return [...(Array.isArray(given) ? given.slice(1) : []), next(Array.isArray(given) ? given[0] : undefined)]
  return { ...(isObject(given) ? given : {}), [step]: next(isObject(given) ? given[step] : undefined) }
}

const isOthers = (text: string) => text.includes('_other')

/** What names anything of another customer's is theirs, and so is what names nobody. */
function stripe(request: Recorded, response: Parameters<ReturnType<typeof json>>[1]) {
  const named = `${request.path} ${JSON.stringify(request.params)}`
  const owner = !isOthers(named) && named.includes('_mine') ? 'mine' : 'other'
  const object = { id: 'x_1', object: 'x', customer: `cus_${owner}`, subscription: `sub_${owner}` }
  const isList = request.method === 'GET' && !/_(mine|other)$/.test(request.path)
  json(200, isList ? { ...object, object: 'list', data: [object], has_more: false } : object)(request, response)
}

let idp: IdentityProvider
let upstream: Upstream
beforeAll(async () => {
  ;[idp, upstream] = await Promise.all([startIdentityProvider(), startUpstream()])
  upstream.answers(stripe)
})
afterAll(() => Promise.all([idp.close(), upstream.close()]))

/** Whether something of another customer's was shown or changed, in the words of a failure. */
async function violation(worker: Script, token: string, action: Action, input: unknown): Promise<string | undefined> {
  upstream.requests.length = 0
  const response = await worker.send(`/actions/${action.name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  })
  const body = await response.text()
  const say = (what: string) =>
    `${action.name} ${JSON.stringify(input)} ${what}: ${response.status} ${body.slice(0, 200)}`
  if (response.status >= 500) return say('fails')
  if (response.ok && isOthers(body)) return say("shows another's")
  const changes = upstream.requests.filter(({ method }) => method !== 'GET')
  if (changes.some(({ path, params }) => isOthers(path) || isOthers(JSON.stringify(params))))
    return say("sends another's")
  const isHeld = (one: Recorded) => /_mine/.test(one.path) || /_mine/.test(JSON.stringify(one.params))
  if (response.ok && !upstream.requests.every(isHeld)) return say('is held to nobody')
  return undefined
}

test.each(Array.from({ length: POLICIES }, (_, index) => SEED + index))(
  "under a random policy, no action shows or changes another customer's objects (seed %d)",
  { timeout: 600_000 },
  async (seed) => {
    const chance = random(seed)
    const ruled = actions.flatMap((action) => {
      const rule = ruleFor(action, chance)
      return rule ? [{ action, rule }] : []
    })
    // What is about nobody's own, and what cannot be limited to one customer, is refused when the Worker starts.
    const owned = actions.filter(({ input }) => ownedInputs(input).length > 0)
    expect(ruled.length).toBeGreaterThan(60)
    expect(ruled.filter(({ action }) => !owned.includes(action))).toEqual([])

    const worker = await startScript({
      vars: {
        STRIPE_API_BASE_URL: upstream.url,
        ACCESS_POLICY: JSON.stringify({ jwt: idp.jwt, end_users: ruled.map(({ rule }) => rule) }),
      },
    })
    const found: string[] = []
    let calls = 0
    try {
      for (const { action } of ruled) {
        // What one user may call in a minute is limited.
        let token = ''
        const ask = async (input: unknown) => {
          if (calls % 50 === 0 || token === '')
            token = await idp.token({ customer: 'cus_mine', sub: `${action.name} ${calls}` })
          calls += 1
          const wrong = await violation(worker, token, action, input)
          if (wrong !== undefined) found.push(wrong)
        }
        const example = mine(exampleOf(action.name))
        await ask(example)
        await ask({})
        for (const { name, kind } of ownedInputs(action.input)) {
          const steps = stepsOf(name)
          const other = `${kindOf(kind)?.prefix ?? 'x_'}other`
          await ask(withAt(example, steps, other))
          await ask(withAt({}, steps, other))
        }
        for (const path of pathsOf(action.inputs)) {
          if (isHarmless(action, path)) continue
          if (chance.below(3) === 0) await ask(withAt(example, stepsOf(path), 'cus_other'))
        }
      }
    } finally {
      await worker.close()
    }
    expect(found).toEqual([])
    expect(calls).toBeGreaterThan(1_000)
  },
)
