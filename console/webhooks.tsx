import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { STATES } from '../src/webhooks/states.ts'
import type { DestinationList, DestinationView, EventList, EventView } from '../src/webhooks/views.ts'
import { call, headersOf, type Outcome } from './call.ts'
import type { Draft } from './draft.ts'
import { TextField } from './fields.tsx'
import { Destinations } from './webhook-destinations.tsx'
import { Empty } from './webhook-empty.tsx'
import { Event } from './webhook-event.tsx'
import { type Access, CallVerdict, readAs } from './webhook-parts.tsx'
import { DeadLetters } from './webhook-redeliver.tsx'

/** The view of webhooks beside those of actions. */
export const WEBHOOKS = { name: 'webhooks', summary: 'Webhooks' }

/** Events of a page. */
const LIMIT = '25'
/** Milliseconds after which the page asks again by itself. */
const EVERY = 10_000

type Query = Readonly<Record<'type' | 'object' | 'state' | 'starting_after', string>>

interface Page {
  readonly query: Query
  readonly outcome: Outcome
  readonly list?: EventList | undefined
}

const ALL: Query = { type: '', object: '', state: '', starting_after: '' }

/** Events, their deliveries, and how to repeat them. Mounted again for each key, which sees only what it may. */
export function Webhooks({ draft, setDraft, ...access }: Access & { draft: Draft; setDraft(draft: Draft): void }) {
  const { credential, askForKey } = access
  const id = useId()
  const typed: Query = {
    type: String(draft['type'] ?? ''),
    object: String(draft['object'] ?? ''),
    state: String(draft['state'] ?? ''),
    starting_after: '',
  }
  const [{ query, outcome, list }, setPage] = useState<Page>({ query: typed, outcome: {} })
  const [destinations, setDestinations] = useState<readonly DestinationView[]>()
  const [running, setRunning] = useState(false)
  const [isFollowing, setFollowing] = useState(true)
  const asked = useRef<AbortController>(null)
  const results = useRef<HTMLHeadingElement>(null)
  const problems = outcome.answer?.problems ?? {}
  const last = list?.has_more ? list.data.at(-1)?.id : undefined

  async function load(next: Query, isQuiet = false) {
    asked.current?.abort()
    const controller = new AbortController()
    asked.current = controller
    const { signal } = controller
    if (!isQuiet) setRunning(true)
    const init = { headers: headersOf(credential.key), signal }
    const [now, targets] = await Promise.all([
      call(`/webhooks/events?${new URLSearchParams({ ...next, limit: LIMIT })}`, init),
      call('/webhooks/destinations', init),
    ])
    // What was asked since counts.
    if (signal.aborted) return
    if (targets.answer?.ok) setDestinations(readAs<DestinationList>(targets.answer).data)
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

  const follow = useRef(() => {})
  follow.current = () => {
    // Neither what nobody sees, nor what somebody is turning the pages of or answers a question about.
    const isStill = query.starting_after !== '' || running || document.querySelector('dialog[open]') !== null
    if (list && !document.hidden && !isStill) load(query, true)
  }
  useEffect(() => {
    if (!isFollowing || !credential.known) return
    const timer = setInterval(() => follow.current(), EVERY)
    return () => clearInterval(timer)
  }, [isFollowing, credential.known])

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
          Events received from Stripe in the last 30 days, and their deliveries. A key needs <code>webhooks:read</code>{' '}
          to see it, <code>webhooks:payloads</code> to see the payloads, and <code>webhooks:write</code> to redeliver
          and to send tests.
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
          destination={String(draft['destination'] ?? '')}
          setDestination={(destination) => setDraft({ ...draft, destination })}
          known={destinations?.map(({ name }) => name) ?? []}
          onDone={() => load(query)}
          {...access}
        />
      </div>
      {destinations && <Destinations list={destinations} onTested={() => load(ALL, true)} {...access} />}
      <section class="card" aria-labelledby={`${id}-events`} aria-busy={running}>
        <div class="row">
          <h2 id={`${id}-events`} ref={results} tabIndex={-1}>
            Events
          </h2>
          <button type="button" class="small" onClick={() => show(query)}>
            Refresh
          </button>
          <label class="follow">
            <input
              type="checkbox"
              checked={isFollowing}
              onChange={(event) => setFollowing(event.currentTarget.checked)}
            />
            every 10 seconds
          </label>
        </div>
        <div role="status" class={list && !running ? 'spoken' : undefined}>
          {running && <p>Loading…</p>}
          {!running && list && `Events shown: ${list.data.length}`}
          {!running && !list && <CallVerdict outcome={outcome} right="webhooks:read" />}
        </div>
        {!credential.known && !outcome.answer && !running && (
          <p class="note">
            Enter a key at the top of the page: its entry in API_KEYS must allow <code>webhooks:read</code>.
          </p>
        )}
        {list?.data.length === 0 && (
          <Empty
            isFiltered={query.type + query.object + query.state !== ''}
            isLive={access.isLive}
            hasDestinations={(destinations ?? []).length > 0}
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
              <Event key={event.id} event={event} onDone={replace} {...access} />
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
