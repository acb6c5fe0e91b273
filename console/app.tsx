import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Catalogue, CatalogueAction } from '../src/action/catalogue.ts'
import { type Extras, isRecord, type Outcome, retrieversOf, run } from './call.ts'
import type { Draft } from './draft.ts'
import { Objects } from './forms/objects.ts'
import { HISTORY, History } from './history.tsx'
import { authorization, DEMO_KEY, keepKey, keptKey, takesDemoKey } from './key.ts'
import { Menu } from './menu.tsx'
import { ActionPage, type Errand } from './page.tsx'
import { RecipePage } from './recipe.tsx'
import { recipeAt } from './recipes.ts'
import { routeIn } from './route.ts'
import { NotFound, Paid, Start } from './start.tsx'
import { type Call, type Tab, TabContext } from './tab.ts'
import { WEBHOOKS, Webhooks } from './webhooks.tsx'

type Health = { state: 'unknown' } | { state: 'test' | 'live' } | { state: 'incomplete'; message: string }

async function readHealth(): Promise<Health> {
  const response = await fetch('/health')
  const body: unknown = await response.json()
  if (!isRecord(body)) return { state: 'unknown' }
  if (body['mode'] === 'test' || body['mode'] === 'live') return { state: body['mode'] }
  const error = body['error']
  return isRecord(error) ? { state: 'incomplete', message: String(error['message']) } : { state: 'unknown' }
}

function Banner({ health }: { health: Health }) {
  const texts = {
    unknown: 'Checking the mode…',
    test: 'Test mode: no real money moves.',
    live: 'Live mode: calls here move real money.',
  }
  return (
    <p class={`banner ${health.state}`} role="status">
      {health.state === 'incomplete' ? health.message : texts[health.state]}
    </p>
  )
}

interface Access {
  readonly key: string
  readonly known: boolean
  readonly message: string
}

/** What becomes of the key when the page is loaded again. */
const KEPT = {
  unknown: '',
  incomplete: '',
  test: 'Kept for this tab.',
  live: 'Not kept: a reload asks for it again.',
}

/** What a key may run, in short. */
function rightsOf({ actions }: Catalogue): string {
  const runnable = actions.filter((one) => one.runnable)
  const effects = new Set(runnable.map(({ effect }) => effect))
  const most = effects.has('destructive')
    ? ' Some of them cannot be undone.'
    : effects.has('write')
      ? ' Some of them change things.'
      : ' They only read.'
  return `This key may run ${runnable.length} of ${actions.length} actions.${runnable.length > 0 ? most : ''}`
}

/** Milliseconds after the last keystroke until a key is tried. */
const PATIENCE = 400

/** Calls that are remembered. */
const MEMORY = 200

const here = () => routeIn(location.hash.slice(1))

export function App() {
  const [catalogue, setCatalogue] = useState<Catalogue>({ actions: [], shapes: {} })
  const [health, setHealth] = useState<Health>({ state: 'unknown' })
  const [failure, setFailure] = useState<string>()
  // The key is in no URL and no attribute of the page; in test mode, the tab keeps it.
  const [access, setAccess] = useState<Access>({ key: '', known: false, message: '' })
  const [route, setRoute] = useState(here)
  const [isMenuOpen, openMenu] = useState(false)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [calls, setCalls] = useState<readonly Call[]>([])
  const [errand, setErrand] = useState<Errand & { maker: string }>()
  const openSearch = useRef(() => {})
  const made = useRef(0)
  const keyField = useRef<HTMLInputElement>(null)
  const main = useRef<HTMLElement>(null)

  const { actions } = catalogue
  const retrievers = useMemo(() => retrieversOf(actions), [actions])
  const objects = useMemo(
    () => new Objects(actions, access.known ? access.key : ''),
    [actions, access.key, access.known],
  )
  const action = actions.find(({ name }) => name === route.page)
  const recipe = recipeAt(route.page)
  const titles: Readonly<Record<string, string>> = {
    [WEBHOOKS.name]: WEBHOOKS.summary,
    [HISTORY.name]: HISTORY.summary,
    paid: 'Done at Stripe',
    start: '',
  }
  const isOther = route.page !== undefined && Object.hasOwn(titles, route.page)
  // Until the catalogue is there, nothing can be said of a name.
  const isUnknown = route.page === undefined || (!action && !recipe && !isOther && actions.length > 0)
  const title = isUnknown ? 'Page not found' : (action?.summary ?? recipe?.title ?? titles[route.page ?? ''])

  useEffect(() => {
    readHealth().then(setHealth, () => setFailure('The Worker does not answer.'))
    const follow = () => {
      setRoute(here())
      openMenu(false)
      main.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  useEffect(() => {
    const asked = new AbortController()
    const timer = setTimeout(() => ask(access.key, asked.signal), access.key === '' ? 0 : PATIENCE)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [access.key])

  useEffect(() => {
    if (health.state === 'test') findKey()
    if (health.state === 'live') keepKey(undefined)
  }, [health.state])

  useEffect(() => {
    if (access.known && health.state === 'test') keepKey(access.key)
  }, [access, health.state])

  useEffect(() => {
    document.title = title ? `${title} · Stripe Actions` : 'Stripe Actions'
  }, [title])

  /** Fills in the key that the tab has kept; on the own machine, that of `npm start`. */
  async function findKey() {
    const key = keptKey() ?? ((await takesDemoKey()) ? DEMO_KEY : '')
    if (key !== '') setAccess((now) => (now.key === '' ? { key, known: false, message: '' } : now))
  }

  /** Records what is known of a key, unless another was typed since: a response may come before its effect ends. */
  function recordKey(key: string, known: boolean, message: string) {
    setAccess((now) => (now.key === key ? { key, known, message } : now))
  }

  /** Gets the catalogue, in which the actions that a key may run are marked. */
  async function ask(key: string, signal: AbortSignal) {
    try {
      const response = await fetch('/actions', { headers: authorization(key), signal })
      if (response.ok) {
        const all: Catalogue = await response.json()
        setCatalogue(all)
        // Without a key there is nothing to record, and the page may be asking for one by now.
        if (key !== '') recordKey(key, true, rightsOf(all))
      } else if (response.status === 401) {
        if (keptKey() === key) keepKey(undefined)
        recordKey(key, false, 'Invalid key.')
      } else {
        recordKey(key, false, 'The key cannot be checked: see the top of the page.')
      }
    } catch {
      if (!signal.aborted) setFailure('The Worker does not answer.')
    }
  }

  function typeKey(key: string) {
    keepKey(undefined)
    // What another key was answered is not this one's to see.
    setCalls([])
    setAccess({ key, known: false, message: '' })
  }

  function askForKey() {
    setAccess({ ...access, message: 'Enter a key first.' })
    keyField.current?.focus()
  }

  /** Makes a call that the tab remembers. */
  async function send(page: string, action: CatalogueAction, draft: Draft, extras: Extras): Promise<Outcome> {
    made.current += 1
    const call = { id: made.current, page, action, draft, extras, at: Date.now() / 1000 }
    setCalls((all) => [...all, call].slice(-MEMORY))
    const outcome = await run(action, draft, access.key, extras)
    setCalls((all) => all.map((one) => (one.id === call.id ? { ...one, outcome } : one)))
    return outcome
  }

  function runErrand(maker: string, finish: (id: string) => void) {
    const { fragment, page = '' } = route
    const target = recipe?.title ?? page
    setErrand({
      maker,
      target,
      finish: (id) => {
        finish(id)
        setErrand(undefined)
        location.hash = fragment
      },
    })
    location.hash = maker
  }

  const tab: Tab = {
    catalogue,
    retrievers,
    objects,
    credential: access,
    isLive: health.state === 'live',
    askForKey,
    calls,
    send,
    drafts,
    setDraft: (page, draft) => setDrafts((all) => ({ ...all, [page]: draft })),
    runErrand,
  }
  return (
    <TabContext.Provider value={tab}>
      <div class="skip">
        <button type="button" onClick={() => main.current?.focus()}>
          Skip to the content
        </button>
        <button type="button" onClick={() => openSearch.current()}>
          Skip to the search
        </button>
      </div>
      <Banner health={health} />
      <header class="top">
        <p class="brand">
          <a class="home" href="#start">
            Stripe Actions
          </a>
        </p>
        <button
          type="button"
          class="menu"
          aria-expanded={isMenuOpen}
          aria-controls="menu"
          onClick={() => openMenu(!isMenuOpen)}
        >
          Menu
        </button>
        <form class="key" onSubmit={(event) => event.preventDefault()}>
          <label for="key">Key</label>
          <input
            id="key"
            ref={keyField}
            type="password"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="key-state"
            value={access.key}
            onInput={(event) => typeKey(event.currentTarget.value.trim())}
          />
          <p id="key-state" role="status">
            {access.message} {(access.known || access.key + access.message === '') && KEPT[health.state]}
          </p>
        </form>
      </header>
      <div class="body">
        <Menu page={route.page} isOpen={isMenuOpen} setOpen={openMenu} openSearch={openSearch} />
        <main id="main" ref={main} tabIndex={-1} aria-busy={actions.length === 0 && failure === undefined}>
          {failure && <p class="note">{failure}</p>}
          {isUnknown && <NotFound page={route.page} />}
          {recipe && <RecipePage key={recipe.name} recipe={recipe} />}
          {action && (
            <ActionPage
              key={route.fragment}
              action={action}
              route={route}
              errand={errand?.maker === action.name ? errand : undefined}
            />
          )}
          {route.page === WEBHOOKS.name && (
            <Webhooks
              key={access.key}
              draft={drafts[WEBHOOKS.name] ?? {}}
              setDraft={(draft) => tab.setDraft(WEBHOOKS.name, draft)}
              credential={access}
              askForKey={askForKey}
              isLive={tab.isLive}
            />
          )}
          {route.page === HISTORY.name && <History />}
          {route.page === 'paid' && <Paid />}
          {route.page === 'start' && <Start />}
        </main>
      </div>
    </TabContext.Provider>
  )
}
