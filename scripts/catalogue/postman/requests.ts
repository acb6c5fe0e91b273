import type { CatalogueAction } from '../../../src/action/catalogue.ts'
import type { Action } from '../../../src/action/define.ts'
import { isObject } from '../../../src/json.ts'
import { type Call, PROVIDERS, SCENES } from './scenes.ts'

/** A request as it stands in the collection. */
export interface CollectionRequest {
  action: Action
  entry: CatalogueAction
  /** The action that it prepares, if it is there for another one. */
  purpose: string | undefined
  input: Readonly<Record<string, unknown>>
  keep: Readonly<Record<string, string>>
}

/** The variable of a kind of objects: `checkout.session` as `checkout_session`. */
function variableOf(kind: string): string {
  return kind.replaceAll('.', '_')
}

/** Whether an action ends the object that its path names, so that later requests need another one. */
function ends({ name, effect }: Action): boolean {
  return effect === 'destructive' || /^(deactivate|release|detach)-/.test(name)
}

/** The variables that a value holds. */
export function variablesIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
}

/** No request sets a variable that another one needs. */
class Unset extends Error {
  readonly variable: string

  constructor(variable: string, purpose: string) {
    super(`nothing sets {{${variable}}}, which ${purpose} needs`)
    this.variable = variable
  }
}

/** Puts the requests of a collection in an order in which each finds what it needs. */
export class Requests {
  /** Why actions are left out, by their names. */
  readonly omitted = new Map<string, string>()
  placed: readonly CollectionRequest[] = []
  readonly #actions: ReadonlyMap<string, Action>
  readonly #entries: ReadonlyMap<string, CatalogueAction>
  #set: ReadonlySet<string> = new Set()

  constructor(actions: readonly Action[], entries: readonly CatalogueAction[]) {
    this.#actions = new Map(actions.map((action) => [action.name, action]))
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]))
  }

  /**
   * Adds the request of an action, behind those that set the variables which are not set yet. One whose scene says so is
   * left out, and so is one without a scene for which no request creates an object.
   */
  add(name: string): void {
    const scene = SCENES[name]
    const { placed } = this
    const set = this.#set
    try {
      if (scene?.omitted === undefined) this.#place({ action: name }, undefined)
      else this.omitted.set(name, scene.omitted)
    } catch (error) {
      if (!(error instanceof Unset) || scene) throw error
      this.omitted.set(name, `no request creates what {{${error.variable}}} would name.`)
      this.placed = placed
      this.#set = set
    }
  }

  #place(call: Call, purpose: string | undefined) {
    const action = this.#actions.get(call.action)
    const entry = this.#entries.get(call.action)
    if (!action || !entry) throw new Error(`the collection needs ${call.action}, which is no action`)
    const scene = SCENES[call.action] ?? {}
    const input = this.#inputOf(action, entry, { ...scene.input, ...call.input })
    for (const variable of variablesIn(input)) this.#provide(variable, purpose ?? action.name)
    const made = variableOf(action.answer.kind)
    const keep = call.keep ?? scene.keep ?? (/^create-/.test(action.name) ? { [made]: 'id' } : {})
    this.placed = [...this.placed, { action, entry, purpose, input, keep }]
    const ended = ends(action) ? variablesIn(input[action.pathInputs.at(-1) ?? ''] ?? '') : []
    const spent = new Set(call.spends ?? scene.spends ?? ended)
    this.#set = new Set([...this.#set.difference(spent), ...Object.keys(keep)])
  }

  #provide(variable: string, purpose: string) {
    if (this.#set.has(variable)) return
    const [, kind = variable] = /^(.*)_to_[a-z]+$/.exec(variable) ?? []
    const maker = [...this.#actions.values()].find(
      ({ name, answer }) =>
        /^create-/.test(name) && variableOf(answer.kind) === kind && SCENES[name]?.omitted === undefined,
    )
    const provider = PROVIDERS[variable] ?? (maker && { action: maker.name, keep: { [variable]: 'id' } })
    if (!provider) throw new Unset(variable, purpose)
    this.#place(provider, purpose)
  }

  /** An action's example, with variables in place of IDs. */
  #inputOf(
    action: Action,
    { inputs, example_input }: CatalogueAction,
    changes: Readonly<Record<string, unknown>>,
  ): Record<string, unknown> {
    const prefixes = new Map(inputs.flatMap(({ refers_to }) => (refers_to ? [[refers_to.prefix, refers_to.kind]] : [])))
    const verb = action.name.split('-')[0]
    const change = /^update-/.test(action.name) && inputs.find(({ name }) => name === 'metadata')
    const given = { ...example_input, ...(change && { metadata: change.example }) }
    const example = Object.entries(given).map(([name, value]) => {
      const kind = inputs.find((one) => one.name === name)?.refers_to?.kind
      if (kind === undefined) return [name, this.#withVariables(value, prefixes)]
      const variable = variableOf(kind)
      const isEnded = ends(action) && action.pathInputs.at(-1) === name
      return [name, `{{${isEnded ? `${variable}_to_${verb}` : variable}}}`]
    })
    const all = { ...Object.fromEntries(example), ...changes }
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
  }

  /** A value whose example IDs are variables. */
  #withVariables(value: unknown, prefixes: ReadonlyMap<string, string>, name = ''): unknown {
    if (Array.isArray(value)) return value.map((entry) => this.#withVariables(entry, prefixes, name))
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, held]) => [key, this.#withVariables(held, prefixes, key)]),
      )
    }
    if (typeof value !== 'string') return value
    const [, prefix] = /^([a-z_]+_)123$/.exec(value) ?? []
    if (prefix === undefined) return name === 'coupon' ? '{{coupon}}' : value
    const kind = prefixes.get(prefix) ?? { price_: 'price', prod_: 'product' }[prefix]
    return kind === undefined ? value : `{{${variableOf(kind)}}}`
  }
}
