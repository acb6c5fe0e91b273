import { useEffect, useRef, useState } from 'preact/hooks'
import type { CatalogueAction } from '../src/action/catalogue.ts'
import { pointsOf, wordsIn } from '../src/action/finding.ts'
import { HISTORY } from './history.tsx'
import { pageOfRecipe, RECIPES } from './recipes.ts'
import { linkTo } from './route.ts'
import { useTab } from './tab.ts'
import { Own } from './tags.tsx'
import { WEBHOOKS } from './webhooks.tsx'

/** A page that is no action's. */
interface Place {
  readonly name: string
  readonly summary: string
  readonly synonyms: readonly string[]
}

const PLACES: readonly Place[] = [
  { ...HISTORY, synonyms: ['calls', 'run again', 'repeat'] },
  { ...WEBHOOKS, synonyms: ['events', 'deliveries'] },
]

const RECIPE_PLACES: readonly Place[] = RECIPES.map((recipe) => ({
  name: pageOfRecipe(recipe),
  summary: recipe.title,
  synonyms: ['recipe', recipe.about],
}))

/** How well words describe something: each must begin a word of its texts, and words that stand together count twice. */
function rankOf(words: readonly string[], texts: readonly (readonly [number, string])[]): number {
  const points = words.map((word) => pointsOf(word, texts))
  const phrase = pointsOf(words.join(' '), texts) * words.length
  return points.includes(0) ? 0 : points.reduce((sum, point) => sum + point, phrase)
}

function textsOf({ name, summary, resource, synonyms, inputs }: CatalogueAction) {
  const described = inputs.filter(({ additional }) => !additional)
  const named = described.map((input) => `${input.name} ${input.display_key}`).join(' ')
  return [
    [8, name],
    [6, synonyms.join(' ')],
    [4, summary],
    [3, resource],
    [1, named],
  ] as const
}

/** Actions by the kind of object that they are about; those of a search begin with the nearest. */
function groupsOf(actions: readonly CatalogueAction[], words: readonly string[]) {
  const ranked = actions.map((action) => ({ action, rank: words.length > 0 ? rankOf(words, textsOf(action)) : 1 }))
  // Of equal ones, people want to change something more often than to look at it.
  const changes = ({ action }: (typeof ranked)[number]) => Number(words.length > 0 && action.effect !== 'read')
  const found = ranked.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank || changes(b) - changes(a))
  const resources = [...new Set(found.map(({ action }) => action.resource))]
  return resources.map((resource) => ({
    resource,
    actions: found.flatMap(({ action }) => (action.resource === resource ? [action] : [])),
  }))
}

/** Whether a key that was pressed goes into a field. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

/** Every page, to be searched: with Ctrl+K or / from anywhere. */
export function Menu({
  page,
  isOpen,
  setOpen,
  openSearch,
}: {
  page: string | undefined
  isOpen: boolean
  setOpen(isOpen: boolean): void
  /** Is given what puts the focus into the search, and opens the menu where it is behind a button. */
  openSearch: { current: () => void }
}) {
  const { catalogue } = useTab()
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const nav = useRef<HTMLElement>(null)
  const words = wordsIn(search)
  const groups = groupsOf(catalogue.actions, words)
  const found = (all: readonly Place[]) =>
    all.filter(
      ({ name, summary, synonyms }) =>
        words.length === 0 || rankOf(words, [[1, `${name} ${summary} ${synonyms.join(' ')}`]]) > 0,
    )
  const places = found(PLACES)
  const recipes = found(RECIPE_PLACES)
  const isSearched = words.length > 0
  const isNone = groups.length + places.length + recipes.length === 0 && catalogue.actions.length > 0

  function focus() {
    setOpen(true)
    // It is visible at once, so that no keystroke is lost.
    nav.current?.classList.add('open')
    field.current?.focus()
    field.current?.select()
  }

  openSearch.current = focus

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k'
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event)
      if (!(isCommand || isSlash) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  /** Moves through the links by the arrows, and opens the nearest by Enter. */
  function move(event: KeyboardEvent) {
    const links = [...(nav.current?.querySelectorAll<HTMLAnchorElement>('a.entry') ?? [])].filter(
      (link) => link.offsetParent !== null,
    )
    const at = links.findIndex((link) => link.matches(':focus'))
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && event.target instanceof HTMLElement && !event.target.matches('summary')) {
      event.preventDefault()
      const to = links[at + step]
      if (to) to.focus()
      else if (step < 0) field.current?.focus()
    } else if (event.key === 'Enter' && event.target === field.current && isSearched) {
      event.preventDefault()
      links[0]?.click()
    } else if (event.key === 'Escape' && search !== '') {
      event.preventDefault()
      setSearch('')
      field.current?.focus()
    }
  }

  const listOf = (all: readonly Place[]) => (
    <ul>
      {all.map(({ name, summary }) => (
        <li key={name}>
          <a href={linkTo(name)} class="entry" aria-current={page === name ? 'page' : undefined}>
            {summary}
          </a>
        </li>
      ))}
    </ul>
  )
  const others = (
    <>
      {places.length > 0 && listOf(places)}
      {recipes.length > 0 && (
        <section>
          <h2>Recipes</h2>
          {listOf(recipes)}
        </section>
      )}
    </>
  )
  return (
    <nav id="menu" ref={nav} class={isOpen ? 'open' : ''} aria-label="Actions and webhooks" onKeyDown={move}>
      <label for="search" class="spoken">
        Search actions
      </label>
      <input
        id="search"
        ref={field}
        type="search"
        placeholder="Search actions ( / )"
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/ Control+K"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {!isSearched && others}
      {groups.map(({ resource, actions }) => (
        <Group
          key={resource}
          resource={resource}
          actions={actions}
          page={page}
          isFolded={!isSearched && !actions.some(({ weweb }) => weweb)}
        />
      ))}
      {isSearched && others}
      {isNone && <p class="hint">No action is called that.</p>}
    </nav>
  )
}

function Group({
  resource,
  actions,
  page,
  isFolded,
}: {
  resource: string
  actions: readonly CatalogueAction[]
  page: string | undefined
  isFolded: boolean
}) {
  const { credential } = useTab()
  const list = (
    <ul>
      {actions.map((action) => (
        <li key={action.name}>
          <a
            href={linkTo(action.name)}
            class={credential.known && !action.runnable ? 'entry refused' : 'entry'}
            aria-current={action.name === page ? 'page' : undefined}
          >
            {action.name}
            {credential.known && !action.runnable && <span class="tag">not allowed</span>}
          </a>
          <Own weweb={action.weweb} />
        </li>
      ))}
    </ul>
  )
  return isFolded ? (
    <details open={actions.some(({ name }) => name === page)}>
      <summary>
        {resource} <span class="count">{actions.length}</span>
      </summary>
      {list}
    </details>
  ) : (
    <section>
      <h2>{resource}</h2>
      {list}
    </section>
  )
}
