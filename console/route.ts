import type { CatalogueAction } from '../src/action/catalogue.ts'
import type { Draft } from './draft.ts'

/** Where the console is, as the fragment of its address says: `#retrieve-product?product_id=prod_123`. */
export interface Route {
  /** The fragment itself, under which the tab remembers what was typed and answered there. */
  readonly fragment: string
  /** The name of an action or of another page; undefined for a fragment that cannot be read. */
  readonly page: string | undefined
  /** Inputs that a link fills in. */
  readonly inputs: ReadonlyMap<string, string>
}

export function routeIn(fragment: string): Route {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(fragment) ?? []
  try {
    const page = decodeURIComponent(path) || 'start'
    return { fragment, page, inputs: new Map(new URLSearchParams(query)) }
  } catch {
    return { fragment, page: undefined, inputs: new Map() }
  }
}

/** A link to an action with its inputs filled in, or to another page. */
export function linkTo(page: string, inputs: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(inputs).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return `#${page}${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`
}

/** What a link fills into the form of an action; names that it does not have are left out. */
export function draftIn({ inputs }: CatalogueAction, route: Route): Draft {
  const given = inputs.flatMap(({ name, type }) => {
    const text = route.inputs.get(name)
    return text === undefined ? [] : [[name, type === 'string' ? text : valueIn(text)] as const]
  })
  return Object.fromEntries(given)
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
