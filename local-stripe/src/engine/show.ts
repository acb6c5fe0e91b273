import type { Context } from './context.ts'
import { invalid } from './errors.ts'
import type { Resources } from './resource.ts'
import { type ExpandTree, expandTreeOf } from './spec.ts'
import type { Answer, AnyObject, ObjectName, Page, SearchPage } from './types.ts'

type Json = { [field: string]: unknown }
type Wanted = { [field: string]: Wanted }

const MAX_DEPTH = 4
const SUBLIST_LENGTH = 10

/** Objects are kept as JSON objects. */
const asJson = (value: object) => value as Json

/** A name that a generated tree uses may be one that is not served: then nothing of that type is stored. */
const asObjectName = (name: string) => name as ObjectName

/**
 * An answer as Stripe shows it: with its lists, and with what `expand` asks for in place of the ids.
 * https://docs.stripe.com/api/expanding_objects
 *
 * @throws StripeError for a path that cannot be expanded, or is deeper than four levels
 */
export function show(context: Context, resources: Resources, answer: Answer, expand: string[]): Json {
  const wanted: Wanted = {}
  for (const path of expand) {
    const steps = path.split('.')
    if (steps.length > MAX_DEPTH) {
      throw invalid(`You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`, {
        param: 'expand',
      })
    }
    let below = wanted
    for (const step of steps) {
      below[step] ??= {}
      below = below[step]
    }
  }
  return new Shower(context, resources).answer(answer, wanted)
}

class Shower {
  readonly #context: Context
  readonly #resources: Resources

  constructor(context: Context, resources: Resources) {
    this.#context = context
    this.#resources = resources
  }

  answer(answer: Answer, wanted: Wanted): Json {
    if (answer.object === 'list' || answer.object === 'search_result') return this.#page(answer, wanted, '')
    if ('deleted' in answer || !('id' in answer)) return asJson(answer)
    return this.#object(answer, wanted, '')
  }

  #page(page: Page | SearchPage, wanted: Wanted, path: string): Json {
    for (const name of Object.keys(wanted)) {
      if (name === 'total_count' && page.object === 'search_result') continue
      if (name === 'total_count') throw COUNT_IS_FORBIDDEN
      if (name !== 'data') throw cannotExpand(`${path}${name}`, `${path}data.${name}`)
    }
    const { of, ...shown } = page
    checkWanted(expandTreeOf(of), wanted['data'] ?? {}, `${path}data.`)
    return { ...shown, data: page.data.map((each) => this.#object(each, wanted['data'] ?? {}, `${path}data.`)) }
  }

  #object(object: AnyObject, wanted: Wanted, path: string): Json {
    const tree = expandTreeOf(object.object)
    checkWanted(tree, wanted, path)
    const shown = { ...asJson(object) }
    if (tree) this.#fields(shown, tree, wanted, path, object)
    return shown
  }

  #fields(shown: Json, tree: ExpandTree, wanted: Wanted, path: string, owner: AnyObject) {
    for (const [name, node] of Object.entries(tree)) {
      const below = wanted[name]
      const value = shown[name]
      const inner = `${path}${name}.`
      if (typeof node !== 'string') {
        if (value !== null && value !== undefined) shown[name] = this.#part(value, node, below ?? {}, inner, owner)
      } else if (node.replace('+', '').startsWith('[')) {
        const list = this.#sublist(owner, name, below)
        if (list) shown[name] = this.#page(list, below ?? {}, inner)
      } else if (node === '+') {
        const include = below && this.#resources.get(owner.object)?.includes?.[name]
        if (include) shown[name] = include(this.#context, owner)
      } else if (node.startsWith('*')) {
        if (Array.isArray(value)) shown[name] = value.map((each) => this.#reference(each, node.slice(1), below, inner))
      } else {
        const include = node.startsWith('=') && this.#resources.get(owner.object)?.includes?.[name]
        shown[name] = include ? include(this.#context, owner) : this.#reference(value, node, below, inner)
      }
      if (shown[name] === undefined) delete shown[name]
    }
  }

  #part(value: unknown, node: ExpandTree, wanted: Wanted, path: string, owner: AnyObject): unknown {
    if (Array.isArray(value)) {
      const each = node['*']
      return typeof each === 'object' ? value.map((part) => this.#part(part, each, wanted, path, owner)) : value
    }
    if (typeof value !== 'object' || value === null) return value
    const shown = { ...asJson(value) }
    this.#fields(shown, node, wanted, path, owner)
    return shown
  }

  #reference(value: unknown, node: string, wanted: Wanted | undefined, path: string): unknown {
    const always = node.startsWith('=')
    if (typeof value !== 'string' || !(always || wanted)) return value
    for (const name of node.replace('=', '').split('|').map(asObjectName)) {
      const found = this.#context.store.find(name, value)
      if (found) return this.#object(found, wanted ?? {}, path)
      const deleted = this.#context.store.findDeleted(name, value)
      if (deleted) return deleted
    }
    return value
  }

  #sublist(owner: AnyObject, name: string, wanted: Wanted | undefined): Page | undefined {
    const sublist = this.#resources.get(owner.object)?.sublists?.[name]
    if (!sublist || (sublist.shown === 'expanded' && !wanted)) return undefined
    const { by, isCounted, of, oldestFirst } = sublist
    const page = this.#context.page(
      of,
      sublist.url(owner.id),
      { limit: SUBLIST_LENGTH },
      { [by]: owner.id },
      oldestFirst,
    )
    if (!isCounted) return page
    const { url, ...rest } = page
    const count = page.has_more ? this.#context.store.count(of, by, owner.id) : page.data.length
    return { ...rest, total_count: count, url }
  }
}

/** Lists are no longer counted on request: https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-total-count-expansion */
const COUNT_IS_FORBIDDEN = invalid('You cannot expand `total_count`. Use `has_more` instead.', {
  code: 'property_forbidden',
  param: 'expand',
})

const cannotExpand = (path: string, instead?: string) =>
  invalid(
    `This property cannot be expanded (${path}).${instead ? ` You may want to try expanding '${instead}' instead.` : ''}`,
    { param: 'expand' },
  )

/** Rejects paths by type, so that a wrong path is an error whatever the objects hold. */
function checkWanted(tree: ExpandTree | undefined, wanted: Wanted, path: string) {
  if (!tree) return
  for (const [name, below] of Object.entries(wanted)) {
    const node = tree[name]
    if (node === undefined) throw cannotExpand(`${path}${name}`)
    const isLeaf = Object.keys(below).length === 0
    if (typeof node === 'object') {
      const inner = typeof node['*'] === 'object' ? node['*'] : node
      if (isLeaf) throw cannotExpand(`${path}${name}`)
      checkWanted(inner, below, `${path}${name}.`)
    } else if (!isLeaf && node.includes('[')) {
      for (const step of Object.keys(below)) {
        if (step !== 'data') throw cannotExpand(`${path}${name}.${step}`, `${path}${name}.data.${step}`)
      }
      checkWanted(expandTreeOf(node.replace(/^\+?\[/, '')), below['data'] ?? {}, `${path}${name}.data.`)
    } else if (!isLeaf) {
      const targets = node
        .replace(/^[*=]+/, '')
        .split('|')
        .map(expandTreeOf)
      if (targets.length === 1) checkWanted(targets[0], below, `${path}${name}.`)
    }
  }
}
