import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Catalogue, CatalogueAction } from '../src/action/catalogue.ts'
import type { Extras, Outcome, Retrievers } from './call.ts'
import { type Draft, withPart } from './draft.ts'
import { Objects } from './forms/objects.ts'

/** A call that was made in this tab. */
export interface Call {
  readonly id: number
  /** The page that made it, which shows its answer. */
  readonly page: string
  readonly action: CatalogueAction
  readonly draft: Draft
  readonly extras: Extras
  /** When it was made, in seconds since 1970. */
  readonly at: number
  /** What came of it; nothing yet while it runs. */
  readonly outcome?: Outcome
}

/** What all pages of the console share, kept in memory until the tab is closed. */
export interface Tab {
  readonly catalogue: Catalogue
  readonly retrievers: Retrievers
  readonly objects: Objects
  /** The key, and whether it is known to be a good one. */
  readonly credential: { readonly key: string; readonly known: boolean }
  readonly isLive: boolean
  askForKey(): void
  /** The calls so far, newest last. */
  readonly calls: readonly Call[]
  send(page: string, action: CatalogueAction, draft: Draft, extras: Extras): Promise<Outcome>
  /** What was typed on a page. */
  readonly drafts: Readonly<Record<string, Draft>>
  setDraft(page: string, draft: Draft): void
  /** Opens the action that makes what a form lacks, and brings its ID back. */
  runErrand(maker: string, finish: (id: string) => void): void
}

export const TabContext = createContext<Tab>({
  catalogue: { actions: [], shapes: {} },
  retrievers: new Map(),
  objects: new Objects([], ''),
  credential: { key: '', known: false },
  isLive: false,
  askForKey: () => {},
  calls: [],
  send: async () => ({}),
  drafts: {},
  setDraft: () => {},
  runErrand: () => {},
})

export const useTab = () => useContext(TabContext)

/** The last call that a page made. */
export function lastOf({ calls }: Tab, page: string): Call | undefined {
  return calls.findLast((call) => call.page === page)
}

/** Opens the action that makes what a part of a form lacks, whose ID then goes there. */
export function creatorFor({ runErrand }: Tab, draft: Draft, setDraft: (draft: Draft) => void) {
  return (maker: string, path: string) =>
    runErrand(maker, (id) => {
      // What Stripe only lacks in its account goes into no part of the form.
      if (path !== '') setDraft(withPart(draft, path, id) as Draft)
    })
}
