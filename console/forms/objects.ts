import type { CatalogueAction, Schema } from '../../src/action/catalogue.ts'
import { kindOf, wordsOf } from '../../src/stripe/kinds.ts'
import { call, headersOf } from '../call.ts'
import { toMajor } from './money.ts'
import { isRecord } from './schema.ts'

type StripeObject = Readonly<Record<string, unknown>>

/** An object that exists, in words that people know it by. */
export interface Found {
  readonly id: string
  readonly title: string
  readonly more: string
}

/** IDs that a form holds, by the kind of object. */
export type Given = Readonly<Record<string, string>>

/** Objects that are offered at most; a search finds the others. */
const LIMIT = 100
/** Objects that are looked into for what they hold. */
const DEPTH = 5

const unnamed = (endpoint: string) => endpoint.replace(/\{\w+\}/g, '{}')

/** An amount in words: 19.99 USD. */
export function money(amount: unknown, currency: unknown): string | undefined {
  if (typeof amount !== 'number' || typeof currency !== 'string') return undefined
  return `${toMajor(amount, currency)} ${currency.toUpperCase()}`
}

/** The texts by which people know an object, the best first. */
function wordsIn(object: StripeObject): string[] {
  const { recurring, percent_off, card, created } = object
  const price = money(
    object['unit_amount'] ?? object['amount'] ?? object['amount_total'] ?? object['total'],
    object['currency'],
  )
  const interval = isRecord(recurring) ? ` / ${recurring['interval']}` : ''
  const held = ['product', 'customer', 'customer_details', 'billing_details']
    .map((name) => object[name])
    .filter(isRecord)
  const owners = held.map(({ name, email }) => name ?? email)
  const texts = [
    ...['name', 'nickname', 'display_name', 'number', 'code', 'email'].map((name) => object[name]),
    ...owners,
    price && `${price}${interval}`,
    typeof percent_off === 'number' && `${percent_off} % off`,
    isRecord(card) && `${card['brand']} ${card['last4']}`,
    object['description'],
    object['status'],
    typeof created === 'number' && new Date(created * 1000).toLocaleDateString(),
  ]
  return [...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== ''))]
}

/** An object in words that people know it by. */
export function described(object: unknown): Found | undefined {
  if (!isRecord(object) || typeof object['id'] !== 'string') return undefined
  const { id } = object
  const [title = id, ...more] = wordsIn(object)
  return { id, title, more: more.slice(0, 3).join(' · ') }
}

/** Finds the objects that IDs may name, through the actions that list and search them. */
export class Objects {
  readonly #actions: readonly CatalogueAction[]
  readonly #key: string
  readonly #runnable: (action: CatalogueAction) => boolean

  constructor(actions: readonly CatalogueAction[], key: string) {
    this.#actions = actions
    this.#key = key
    this.#runnable = ({ runnable }) => runnable && key !== ''
  }

  /** The actions that list a kind, those first that ask for nothing else. */
  #listers(kind: string): CatalogueAction[] {
    const lists = this.#actions.filter(({ effect, endpoint, inputs }) => {
      const cursor = inputs.find(({ name }) => name === 'starting_after')
      return effect === 'read' && endpoint.startsWith('GET ') && cursor?.refers_to?.kind === kind
    })
    return lists.filter(this.#runnable).sort((a, b) => requiredOf(a).length - requiredOf(b).length)
  }

  #searcher(lister: CatalogueAction | undefined): CatalogueAction | undefined {
    return this.#actions.find((one) => one.endpoint === `${lister?.endpoint}/search` && this.#runnable(one))
  }

  /** Whether objects of a kind can be offered to this key. */
  can(kind: string): boolean {
    return this.#listers(kind).length > 0
  }

  /** The kinds of object that a text names and that the key may make. */
  kindsIn(text: string): string[] {
    const words = text.toLowerCase()
    const kinds = this.#actions.flatMap(
      ({ inputs }) => inputs.find(({ name }) => name === 'starting_after')?.refers_to ?? [],
    )
    return [...new Set(kinds.map(({ kind }) => kind))].filter(
      (kind) => new RegExp(`\\b${aKind(kind).replace(/^an? /, '')}s?\\b`).test(words) && this.creator(kind),
    )
  }

  /** The action that makes an object of a kind, if the key may run it. */
  creator(kind: string): CatalogueAction | undefined {
    const lists = this.#actions.filter(({ inputs }) =>
      inputs.some(({ name, refers_to }) => name === 'starting_after' && refers_to?.kind === kind),
    )
    const endpoints = lists.map(({ endpoint }) => unnamed(endpoint.replace('GET ', 'POST ')))
    return this.#actions.find((one) => endpoints.includes(unnamed(one.endpoint)) && this.#runnable(one))
  }

  /**
   * The objects of a kind, newest first: those of what the form holds already, if there are any, else all.
   *
   * @throws Error with what went wrong
   */
  async find(kind: string, given: Given, text = ''): Promise<Found[]> {
    const all = await this.#list(kind, given)
    const lister = this.#listers(kind)[0]
    const searcher = text.length > 2 && all.length >= LIMIT ? this.#searcher(lister) : undefined
    const input = searcher?.inputs.find(({ name }) => name === (text.includes('@') ? 'email' : 'name'))
    const more = searcher && input ? await this.#call(searcher, { [input.name]: text }) : []
    const found = [...all, ...more].map(described).filter((one) => one !== undefined)
    return [...new Map(found.map((one) => [one.id, one])).values()]
  }

  /** The ID of the newest object of a kind whose fields have one of the values that are wanted. */
  async newest(kind: string, given: Given, where: Schema['x-where'] = {}): Promise<string | undefined> {
    const all = await this.#list(kind, given)
    const wanted = Object.entries(where)
    const fitting = all.find((one) => wanted.every(([name, values]) => values.includes(one[name] ?? null)))
    return fitting && typeof fitting['id'] === 'string' ? fitting['id'] : undefined
  }

  async #list(kind: string, given: Given, depth = 0): Promise<StripeObject[]> {
    for (const lister of this.#listers(kind)) {
      const filters = lister.inputs.flatMap((input) => {
        const of = input.schema['x-refers-to'] ?? input.refers_to?.kind
        const id = of === undefined || /^(starting_after|ending_before)$/.test(input.name) ? undefined : given[of]
        return id === undefined ? [] : [[input.name, id] as const]
      })
      const lacking = requiredOf(lister).filter(({ name }) => !filters.some(([filter]) => filter === name))
      const found = lacking.length === 0 ? await this.#call(lister, Object.fromEntries(filters), kind) : []
      if (found.length > 0) return found
      if (filters.length > 0 && requiredOf(lister).length === 0) {
        const all = await this.#call(lister, {}, kind)
        if (all.length > 0) return all
      }
      const inside = await this.#lookInside(lister, kind, depth)
      if (inside.length > 0) return inside
    }
    return []
  }

  /** Lists what the newest objects hold that a lister asks for, until one holds something. */
  async #lookInside(lister: CatalogueAction, kind: string, depth: number): Promise<StripeObject[]> {
    const [parent, ...others] = requiredOf(lister)
    const of = parent?.refers_to?.kind ?? parent?.schema['x-refers-to']
    if (!parent || !of || others.length > 0 || depth > 0) return []
    for (const { id } of (await this.#list(of, {}, depth + 1)).slice(0, DEPTH)) {
      const found = await this.#call(lister, { [parent.name]: id }, kind)
      if (found.length > 0) return found
    }
    return []
  }

  async #call({ name, inputs }: CatalogueAction, input: StripeObject, kind = ''): Promise<StripeObject[]> {
    const owner = kind === 'price' ? 'product' : kindOf(kind)?.owner === 'customer' ? 'customer' : undefined
    const limit = inputs.some((one) => one.name === 'limit') ? { limit: LIMIT } : {}
    // What the key may not retrieve, it may not expand: without it, there is less to know an object by.
    for (const expand of [...(owner ? [{ expand: [`data.${owner}`] }] : []), {}]) {
      const body = JSON.stringify({ ...input, ...limit, ...expand })
      const { answer } = await call(`/actions/${name}`, { method: 'POST', headers: headersOf(this.#key), body })
      if (answer?.ok && isRecord(answer.body) && Array.isArray(answer.body['data']))
        return answer.body['data'].filter(isRecord)
    }
    return []
  }
}

function requiredOf({ inputs }: CatalogueAction) {
  return inputs.filter(({ required }) => required)
}

/** A kind of object with its article: "a price", "an invoice". */
export function aKind(kind: string): string {
  const words = wordsOf(kind.replace(/^(billing|entitlements)\./, ''))
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
