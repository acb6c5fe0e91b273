import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { STATES, type State } from '../src/webhooks/states.ts'
import type { DeliveryView, EventList, EventView, RedeliveredView } from '../src/webhooks/views.ts'
import { type Links, linkTo, Verdict } from './answer.tsx'
import { type Answer, call, type Draft, headersOf, type Outcome } from './call.ts'
import { TextField } from './fields.tsx'

/** Events of a page. */
const LIMIT = '25'

interface Access {
  /** The key, and whether it is known to be a good one. */
  readonly credential: { readonly key: string; readonly known: boolean }
  readonly isLive: boolean
  askForKey(): void
}

type Query = Readonly<Record<'type' | 'object' | 'state' | 'starting_after', string>>

interface Page {
  readonly query: Query
  readonly outcome: Outcome
  readonly list?: EventList | undefined
}

const ALL: Query = { type: '', object: '', state: '', starting_after: '' }

/** The body of a good answer; the Worker's code is held to the same types. */
function readAs<Body>({ body }: Answer): Body {
  return body as Body
}

/** The events that came, what became of their deliveries, and how to repeat them. A key's own: mounted anew for each. */
export function Webhooks({
  draft,
  setDraft,
  retrievers,
  open,
  ...access
}: Access & Links & { draft: Draft; setDraft(draft: Draft): void }) {
  const { credential, askForKey } = access
  const id = useId()
  const typed: Query = {
    type: draft['type'] ?? '',
    object: draft['object'] ?? '',
    state: draft['state'] ?? '',
    starting_after: '',
  }
  const [{ query, outcome, list }, setPage] = useState<Page>({ query: typed, outcome: {} })
  const [running, setRunning] = useState(false)
  const asked = useRef<AbortController>(null)
  const results = useRef<HTMLHeadingElement>(null)
  const problems = outcome.answer?.problems ?? {}
  const destinations = new Set(list?.data.flatMap(({ deliveries }) => deliveries.map((one) => one.destination)))
  const last = list?.has_more ? list.data.at(-1)?.id : undefined

  async function load(next: Query) {
    asked.current?.abort()
    const controller = new AbortController()
    asked.current = controller
    setRunning(true)
    const headers = headersOf(credential.key)
    const now = await call(`/webhooks/events?${new URLSearchParams({ ...next, limit: LIMIT })}`, {
      headers,
      signal: controller.signal,
    })
    // What was asked since counts.
    if (controller.signal.aborted) return
    setPage({ query: next, outcome: now, list: now.answer?.ok ? readAs<EventList>(now.answer) : undefined })
    setRunning(false)
    const wrong = Object.keys(typed).find((name) => now.answer?.problems[name] !== undefined)
    if (wrong) document.getElementById(`${id}-${wrong}`)?.focus()
  }

  async function turnTo(starting_after: string) {
    await load({ ...query, starting_after })
    results.current?.focus()
  }

  function show(next: Query) {
    if (credential.key === '') askForKey()
    else load(next)
  }

  useEffect(() => {
    if (credential.known) load(typed)
    return () => asked.current?.abort()
  }, [credential.known])

  function replace(event: EventView) {
    setPage((now) => ({
      ...now,
      list: now.list && { ...now.list, data: now.list.data.map((one) => (one.id === event.id ? event : one)) },
    }))
  }

  return (
    <article class="action webhooks" aria-labelledby={`${id}-title`}>
      <header>
        <h1 id={`${id}-title`}>Webhook events</h1>
        <p>
          What Stripe has told in the last 30 days, where it was delivered, and how that went. A key needs{' '}
          <code>webhooks:read</code> to see it and <code>webhooks:write</code> to redeliver.
        </p>
      </header>
      <div class="tools">
        <form
          class="card filter"
          aria-label="Filter"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            show(typed)
          }}
        >
          <TextField
            id={`${id}-type`}
            label="Type"
            about="Such as invoice.paid, or a pattern such as invoice.*"
            text={typed.type}
            problem={problems['type']}
            onText={(type) => setDraft({ ...draft, type })}
          />
          <TextField
            id={`${id}-object`}
            label="Object"
            about="ID of what it is about, such as in_123"
            text={typed.object}
            problem={problems['object']}
            onText={(object) => setDraft({ ...draft, object })}
          />
          <div class="field">
            <label for={`${id}-state`}>State</label>
            <select
              id={`${id}-state`}
              aria-describedby={`${id}-state-about`}
              value={typed.state}
              onChange={(event) => setDraft({ ...draft, state: event.currentTarget.value })}
            >
              <option value="">any</option>
              {STATES.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </select>
            <p class="hint" id={`${id}-state-about`}>
              Of one delivery at least
            </p>
          </div>
          <p class="row">
            <button type="submit" class="primary">
              Show events
            </button>
          </p>
        </form>
        <DeadLetters
          destination={draft['destination'] ?? ''}
          setDestination={(destination) => setDraft({ ...draft, destination })}
          known={[...destinations]}
          onDone={() => load(query)}
          {...access}
        />
      </div>
      <section class="card" aria-labelledby={`${id}-events`} aria-busy={running}>
        <div class="row">
          <h2 id={`${id}-events`} ref={results} tabIndex={-1}>
            Events
          </h2>
          <button type="button" class="small" onClick={() => show(query)}>
            Refresh
          </button>
        </div>
        <div role="status" class={list && !running ? 'spoken' : undefined}>
          {running && <p>Loading…</p>}
          {!running && list && `Events shown: ${list.data.length}`}
          {!running && !list && <Told outcome={outcome} right="webhooks:read" />}
        </div>
        {!credential.known && !outcome.answer && !running && (
          <p class="note">
            Enter a key at the top of the page: its entry in API_KEYS must allow <code>webhooks:read</code>.
          </p>
        )}
        {list?.data.length === 0 && (
          <Empty
            isFiltered={query.type + query.object + query.state !== ''}
            onAll={() => {
              setDraft({ ...draft, ...ALL })
              show(ALL)
            }}
          />
        )}
        {list && list.data.length > 0 && (
          <table class="events">
            <caption class="spoken">Events, newest first, each with its deliveries</caption>
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col">Received</th>
                <th scope="col">Object</th>
                <th scope="col">ID</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            {list.data.map((event) => (
              <Event key={event.id} event={event} onDone={replace} retrievers={retrievers} open={open} {...access} />
            ))}
          </table>
        )}
        {(query.starting_after !== '' || last !== undefined) && (
          <p class="row">
            {query.starting_after !== '' && (
              <button type="button" disabled={running} onClick={() => turnTo('')}>
                First page
              </button>
            )}
            {last !== undefined && (
              <button type="button" disabled={running} onClick={() => turnTo(last)}>
                Next page
              </button>
            )}
          </p>
        )}
      </section>
    </article>
  )
}

/** What went wrong with a call, and what to do where a right is lacking. */
function Told({ outcome, right }: { outcome: Outcome; right: string }) {
  return (
    <>
      <Verdict {...outcome} />
      {outcome.answer?.status === 403 && (
        <p class="hint">
          Its entry in API_KEYS must allow <code>{right}</code>.
        </p>
      )}
    </>
  )
}

function Empty({ isFiltered, onAll }: { isFiltered: boolean; onAll(): void }) {
  if (isFiltered) {
    return (
      <div class="empty">
        <p>No event of the last 30 days fits this filter.</p>
        <button type="button" onClick={onAll}>
          Show all events
        </button>
      </div>
    )
  }
  return (
    <div class="empty">
      <p>
        <strong>No event has come in the last 30 days.</strong> Either nothing has happened at Stripe, or Stripe does
        not know this Worker yet.
      </p>
      <p>
        The guide <code>docs/webhooks.md</code>, beside this Worker’s code, tells how to set webhooks up, and{' '}
        <a href="/health">/health</a> what is missing.
      </p>
    </div>
  )
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

function Time({ at }: { at: number }) {
  const date = new Date(at * 1000)
  return <time dateTime={date.toISOString()}>{MOMENT.format(date)}</time>
}

function Tag({ state, times = 1 }: { state: State; times?: number }) {
  return (
    <span class={`effect ${state}`}>
      {times > 1 && `${times} `}
      {state}
    </span>
  )
}

/** A type of events, which breaks after its dots and underscores where it must. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[._])/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ))
}

function Event({
  event,
  retrievers,
  open,
  onDone,
  ...access
}: Access & Links & { event: EventView; onDone(event: EventView): void }) {
  const { id, type, received, related_object, account, deliveries } = event
  const states = STATES.map((state) => [state, deliveries.filter((one) => one.state === state).length] as const)
  return (
    <tbody>
      <tr>
        <th scope="rowgroup">
          <Breakable text={type} />
        </th>
        <td data-label="Received">
          <Time at={received} />
        </td>
        <td data-label="Object">
          {related_object === null ? 'none' : <ObjectLink id={related_object} retrievers={retrievers} open={open} />}
          {account !== null && (
            <>
              {' '}
              of <code>{account}</code>
            </>
          )}
        </td>
        <td data-label="ID">
          <code>{id}</code>
        </td>
        <td class="states">
          {states.map(([state, times]) => times > 0 && <Tag key={state} state={state} times={times} />)}
          {deliveries.length === 0 && 'no delivery'}
        </td>
      </tr>
      <tr>
        <td colSpan={5}>
          {deliveries.length > 0 && (
            <ul class="deliveries" aria-label={`Deliveries of ${id}`}>
              {deliveries.map((delivery) => (
                <li key={delivery.destination}>
                  <Delivery {...delivery} />
                </li>
              ))}
            </ul>
          )}
          <RedeliverEvent event={event} onDone={onDone} {...access} />
        </td>
      </tr>
    </tbody>
  )
}

function ObjectLink({ id, ...links }: Links & { id: string }) {
  return linkTo(id, <code>{id}</code>, links) ?? <code>{id}</code>
}

function Delivery({ destination, state, attempts, status, duration_ms, error, ...times }: DeliveryView) {
  const { last_attempt, next_attempt } = times
  const facts: [string, ComponentChildren][] = [
    ['Destination', <strong key="name">{destination}</strong>],
    ['State', <Tag key="state" state={state} />],
    ['Attempts', attempts],
    ['Status', status],
    ['Duration', duration_ms !== null && `${duration_ms.toLocaleString()} ms`],
    ['Last attempt', last_attempt !== null && <Time at={last_attempt} />],
    ['Next attempt', next_attempt !== null && <Time at={next_attempt} />],
  ]
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || 'none'}</dd>
        </div>
      ))}
      {error !== null && (
        <div class="error">
          <dt>Error</dt>
          <dd class="problem">{error}</dd>
        </div>
      )}
    </dl>
  )
}

/** Delivers something again, once that is agreed to, and says what came of it. */
function Redeliver({
  label,
  title,
  path,
  body,
  said,
  onDone,
  fields,
  children,
  credential,
  isLive,
  askForKey,
}: Access & {
  label: ComponentChildren
  title: string
  path: string
  body: Readonly<Record<string, string>>
  /** What a good answer means. */
  said(answer: Answer): string
  onDone(answer: Answer): void
  fields?: ComponentChildren
  /** What will happen. */
  children: ComponentChildren
}) {
  const id = useId()
  const [outcome, setOutcome] = useState<Outcome>({})
  const [running, setRunning] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)

  function ask(event: SubmitEvent) {
    event.preventDefault()
    if (credential.key === '') askForKey()
    else if (!running) dialog.current?.showModal()
  }

  async function send() {
    dialog.current?.close()
    setRunning(true)
    const headers = headersOf(credential.key)
    const now = await call(path, { method: 'POST', headers, body: JSON.stringify(body) })
    setOutcome(now)
    setRunning(false)
    if (now.answer?.ok) onDone(now.answer)
  }

  return (
    <form class="redeliver" onSubmit={ask} aria-busy={running}>
      {fields}
      {/* Not disabled while it runs: it would lose the focus. */}
      <button type="submit" class={fields ? undefined : 'small'} aria-disabled={running}>
        {label}
      </button>
      <div role="status">
        {running && <p>Redelivering…</p>}
        {!running && outcome.answer?.ok && <p>{said(outcome.answer)}</p>}
        {!running && !outcome.answer?.ok && <Told outcome={outcome} right="webhooks:write" />}
      </div>
      <dialog ref={dialog} aria-labelledby={`${id}-ask`}>
        <h2 id={`${id}-ask`}>{title}</h2>
        {children}
        {isLive && <p class="note">This is live mode: it is real.</p>}
        <p class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="button" class="primary" onClick={send}>
            Yes, redeliver
          </button>
        </p>
      </dialog>
    </form>
  )
}

function RedeliverEvent({ event, onDone, ...access }: Access & { event: EventView; onDone(event: EventView): void }) {
  const id = useId()
  const [destination, setDestination] = useState('')
  return (
    <Redeliver
      label={
        <>
          Redeliver<span class="spoken"> {event.id}</span>
        </>
      }
      title={`Redeliver ${event.type}?`}
      path={`/webhooks/events/${event.id}/redeliver`}
      body={destination === '' ? {} : { destination }}
      said={() => 'Queued for delivery. Refresh to see what becomes of it.'}
      onDone={(answer) => onDone(readAs<EventView>(answer))}
      {...access}
    >
      <p>
        <code>{event.id}</code> is sent again, also where it arrived before. It keeps its <code>webhook-id</code>, by
        which a destination can tell that it had it.
      </p>
      <div class="field">
        <label for={`${id}-to`}>Send it to</label>
        <select id={`${id}-to`} value={destination} onChange={(choice) => setDestination(choice.currentTarget.value)}>
          <option value="">all destinations for its type</option>
          {event.deliveries.map((one) => (
            <option key={one.destination} value={one.destination}>
              {one.destination} alone
            </option>
          ))}
        </select>
      </div>
    </Redeliver>
  )
}

function saidOf({ destination, redelivered, has_more }: RedeliveredView): string {
  if (redelivered === 0) return `${destination} has no dead letters.`
  const queued = `Dead letters queued for ${destination}: ${redelivered.toLocaleString()}.`
  return has_more ? `${queued} There are more: redeliver again.` : queued
}

function DeadLetters({
  destination,
  setDestination,
  known,
  onDone,
  ...access
}: Access & {
  destination: string
  setDestination(destination: string): void
  /** Destinations to choose from, of which there may be more. */
  known: readonly string[]
  onDone(): void
}) {
  const id = useId()
  return (
    <section class="card" aria-label="Dead letters">
      <Redeliver
        label="Redeliver all"
        title={`Redeliver all dead letters of ${destination}?`}
        path={`/webhooks/destinations/${encodeURIComponent(destination)}/redeliver`}
        body={{}}
        said={(answer) => saidOf(readAs(answer))}
        onDone={onDone}
        fields={
          <>
            <TextField
              id={`${id}-destination`}
              label="Dead letters of"
              about="A destination’s name in WEBHOOK_DESTINATIONS"
              text={destination}
              onText={setDestination}
              list={`${id}-known`}
              required
            />
            <datalist id={`${id}-known`}>
              {known.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        }
        {...access}
      >
        <p>
          Every delivery to <code>{destination}</code> that was given up is attempted anew, the oldest first and 1,000
          at most, whether this page shows it or not.
        </p>
      </Redeliver>
    </section>
  )
}
