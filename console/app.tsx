import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Catalogue, CatalogueAction } from '../src/action/catalogue.ts'
import { isRecord, type Retriever, retrieversOf } from './call.ts'
import { type Draft, withPart } from './draft.ts'
import { authorization, DEMO_KEY, IS_LOOPBACK, keepKey, keptKey, takesDemoKey } from './key.ts'
import { ActionPage, Effect, type Errand } from './page.tsx'
import { Webhooks } from './webhooks.tsx'

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
    unknown: 'Asking for the mode…',
    test: 'Test mode: no real money moves.',
    live: 'Live mode: what you run here is real, and so is the money.',
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

/** The view of webhooks beside those of actions. */
const WEBHOOKS = { name: 'webhooks', summary: 'Webhook events', resource: 'Webhooks' }

function actionInUrl(): string {
  const name = decodeURIComponent(location.hash.slice(1))
  return name === 'start' ? '' : name
}

function matches({ name, summary, resource }: typeof WEBHOOKS, search: string): boolean {
  const text = `${name} ${summary} ${resource}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export function App() {
  const [catalogue, setCatalogue] = useState<Catalogue>({ actions: [], shapes: {} })
  const [health, setHealth] = useState<Health>({ state: 'unknown' })
  const [failure, setFailure] = useState<string>()
  // The key is in no URL and no attribute of the page; in test mode, the tab keeps it.
  const [access, setAccess] = useState<Access>({ key: '', known: false, message: '' })
  const [selected, select] = useState(actionInUrl)
  const [search, setSearch] = useState('')
  const [isMenuOpen, openMenu] = useState(false)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [errand, setErrand] = useState<Errand & { maker: string }>()
  const keyField = useRef<HTMLInputElement>(null)
  const main = useRef<HTMLElement>(null)

  const { actions } = catalogue
  const retrievers = useMemo(() => retrieversOf(actions), [actions])
  const action = actions.find(({ name }) => name === selected)
  const isWebhooks = selected === WEBHOOKS.name
  const summary = isWebhooks ? WEBHOOKS.summary : action?.summary

  useEffect(() => {
    readHealth().then(setHealth, () => setFailure('The Worker does not answer.'))
    const follow = () => {
      select(actionInUrl())
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
    document.title = summary ? `${summary} · Stripe Actions` : 'Stripe Actions'
  }, [summary])

  /** Fills in the key that the tab has kept; on the own machine, that of `npm start`. */
  async function findKey() {
    const key = keptKey() ?? ((await takesDemoKey()) ? DEMO_KEY : '')
    if (key !== '') setAccess((now) => (now.key === '' ? { key, known: false, message: '' } : now))
  }

  /** Puts down what became of a key, unless another one was typed since: an answer may come before its effect ends. */
  function told(key: string, known: boolean, message: string) {
    setAccess((now) => (now.key === key ? { key, known, message } : now))
  }

  /** Gets the catalogue, in which the actions that a key may run are marked. */
  async function ask(key: string, signal: AbortSignal) {
    try {
      const response = await fetch('/actions', { headers: authorization(key), signal })
      if (response.ok) {
        const all: Catalogue = await response.json()
        setCatalogue(all)
        told(key, key !== '', key === '' ? '' : rightsOf(all))
      } else if (response.status === 401) {
        if (keptKey() === key) keepKey(undefined)
        told(key, false, 'This key is not known here.')
      } else {
        told(key, false, 'The key cannot be checked: see the top of the page.')
      }
    } catch {
      if (!signal.aborted) setFailure('The Worker does not answer.')
    }
  }

  function typeKey(key: string) {
    keepKey(undefined)
    setAccess({ key, known: false, message: '' })
  }

  function askForKey() {
    setAccess({ ...access, message: 'Enter a key first.' })
    keyField.current?.focus()
  }

  /** Opens the action that makes what a form lacks, and brings its ID back. */
  function runErrand(maker: string, target: string, path: string) {
    const finish = (id: string) => {
      // What Stripe only lacks in its account goes into no part of the form.
      if (path !== '') setDrafts((all) => ({ ...all, [target]: withPart(all[target], path, id) as Draft }))
      setErrand(undefined)
      location.hash = target
    }
    setErrand({ maker, target, finish })
    location.hash = maker
  }

  function open({ action, input }: Retriever, id: string) {
    setDrafts({ ...drafts, [action]: { ...drafts[action], [input]: id } })
  }

  const found = actions.filter((one) => matches(one, search))
  const isWebhooksFound = matches(WEBHOOKS, search)
  const resources = [...new Set(found.map(({ resource }) => resource))]
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Banner health={health} />
      <header class="top">
        <p class="brand">
          <a href="#start">Stripe Actions</a>
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
        <nav id="menu" class={isMenuOpen ? 'open' : ''} aria-label="Actions and webhooks">
          <label for="search" class="spoken">
            Search actions
          </label>
          <input
            id="search"
            type="search"
            placeholder="Search actions"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
          {isWebhooksFound && (
            <ul>
              <li>
                <a href={`#${WEBHOOKS.name}`} class="entry" aria-current={isWebhooks ? 'page' : undefined}>
                  Webhooks
                </a>
              </li>
            </ul>
          )}
          {resources.map((resource) => (
            <section key={resource}>
              <h2>{resource}</h2>
              <ul>
                {found
                  .filter((one) => one.resource === resource)
                  .map((one) => (
                    <li key={one.name}>
                      <a
                        href={`#${one.name}`}
                        class={access.known && !one.runnable ? 'entry refused' : 'entry'}
                        aria-current={one.name === selected ? 'page' : undefined}
                      >
                        {one.name}
                        {access.known && !one.runnable && <span class="tag">not allowed</span>}
                      </a>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          {found.length === 0 && !isWebhooksFound && actions.length > 0 && (
            <p class="hint">No action is called that.</p>
          )}
        </nav>
        <main id="main" ref={main} tabIndex={-1}>
          {failure && <p class="note">{failure}</p>}
          {isWebhooks && (
            <Webhooks
              key={access.key}
              draft={drafts[WEBHOOKS.name] ?? {}}
              setDraft={(draft) => setDrafts((all) => ({ ...all, [WEBHOOKS.name]: draft }))}
              credential={access}
              askForKey={askForKey}
              isLive={health.state === 'live'}
              retrievers={retrievers}
              open={open}
            />
          )}
          {action && (
            <ActionPage
              key={action.name}
              action={action}
              catalogue={catalogue}
              errand={errand?.maker === action.name ? errand : undefined}
              create={(maker, path) => runErrand(maker, action.name, path)}
              draft={drafts[action.name] ?? {}}
              setDraft={(draft) => setDrafts((all) => ({ ...all, [action.name]: draft }))}
              credential={access}
              askForKey={askForKey}
              isLive={health.state === 'live'}
              retrievers={retrievers}
              open={open}
            />
          )}
          {!action && !isWebhooks && <Start actions={actions} selected={selected} />}
        </main>
      </div>
    </>
  )
}

/** What to do first. */
function Start({ actions, selected }: { actions: readonly CatalogueAction[]; selected: string }) {
  const isUnknown = selected !== '' && actions.length > 0
  return (
    <article class="start">
      <h1>Run a Stripe action</h1>
      {isUnknown && <p class="note">There is no action “{selected}”.</p>}
      <ol>
        <li>
          Enter a key above.{' '}
          {IS_LOOPBACK ? (
            <>
              On your own machine it is <code>{DEMO_KEY}</code>.
            </>
          ) : (
            <>
              Whoever runs this Worker makes one with <code>npm run key</code>.
            </>
          )}
        </li>
        <li>
          Open <a href="#create-product">create-product</a>, give it a name, and run it.
        </li>
        <li>Copy the settings beside the form into your WeWeb backend workflow.</li>
      </ol>
      <p>
        Every action takes a JSON object and answers Stripe’s own object. All of them are in{' '}
        <a href="/openapi.json">openapi.json</a>, for Postman, Retool and other tools, and as data at{' '}
        <a href="/actions">/actions</a>.
      </p>
      <p>
        <a href={`#${WEBHOOKS.name}`}>Webhooks</a> shows what Stripe has told, and where it was delivered.
      </p>
      <div class="scroll">
        <table>
          <caption>All actions</caption>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">What it does</th>
              <th scope="col">Effect</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(({ name, summary, effect }) => (
              <tr key={name}>
                <td>
                  <a href={`#${name}`}>{name}</a>
                </td>
                <td>{summary}</td>
                <td>
                  <Effect effect={effect} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}
