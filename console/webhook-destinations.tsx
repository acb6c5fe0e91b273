import { useState } from 'preact/hooks'
import type { DestinationView, EventView, Health } from '../src/webhooks/views.ts'
import { call, headersOf, type Outcome } from './call.ts'
import { Time } from './moment.tsx'
import { type Access, CallVerdict, readAs } from './webhook-parts.tsx'

/** In one word, how a destination is doing, and how that looks. */
function stateOf({ dead, last_attempt, last_error }: Health): [string, string] {
  if (last_error !== null) return ['failing', 'dead']
  if (dead > 0) return ['has dead letters', 'pending']
  return last_attempt === null ? ['nothing sent yet', ''] : ['healthy', 'delivered']
}

function Destination({
  destination: { name, types, ordered, enrichments, health },
  onTested,
  credential,
  askForKey,
}: Access & { destination: DestinationView; onTested(): void }) {
  const [outcome, setOutcome] = useState<Outcome>({})
  const [running, setRunning] = useState(false)
  const [state, look] = stateOf(health)

  async function test() {
    if (credential.key === '') return askForKey()
    if (running) return
    setRunning(true)
    const path = `/webhooks/destinations/${encodeURIComponent(name)}/test`
    const now = await call(path, { method: 'POST', headers: headersOf(credential.key) })
    setOutcome(now)
    setRunning(false)
    if (now.answer?.ok) onTested()
  }

  return (
    <li>
      <p class="row">
        <strong>{name}</strong>
        <span class={`effect ${look}`}>{state}</span>
        <button type="button" class="small" onClick={test} aria-disabled={running}>
          Send test event<span class="spoken"> to {name}</span>
        </button>
      </p>
      <p class="hint">
        Takes {types.join(', ')}
        {ordered && ', in order'}
        {enrichments.length > 0 && `, with ${enrichments.map(({ as, action }) => `${as} (${action})`).join(', ')}`}.
      </p>
      <p class="hint">
        Of the last 100 events: {health.delivered} delivered, {health.failed} failed. Waiting: {health.pending}. Dead:{' '}
        {health.dead}.
        {health.last_attempt !== null && (
          <>
            {' '}
            Last attempt: <Time at={health.last_attempt} />
            {health.last_status !== null && `, answered ${health.last_status}`}.
          </>
        )}
      </p>
      {health.last_error !== null && <p class="problem">{health.last_error}</p>}
      <div role="status">
        {running && <p>Sending…</p>}
        {!running && outcome.answer?.ok && (
          <p>
            Queued as <code>{readAs<EventView>(outcome.answer).id}</code>: see below what becomes of it.
          </p>
        )}
        {!running && !outcome.answer?.ok && <CallVerdict outcome={outcome} right="webhooks:write" />}
      </div>
    </li>
  )
}

/** Where events go, and how that is going. */
export function Destinations({ list, ...others }: Access & { list: readonly DestinationView[]; onTested(): void }) {
  return (
    <section class="card" aria-label="Destinations">
      <h2>Destinations</h2>
      {list.length === 0 ? (
        <p>WEBHOOK_DESTINATIONS names none: events are kept, and go nowhere.</p>
      ) : (
        <ul class="destinations">
          {list.map((destination) => (
            <Destination key={destination.name} destination={destination} {...others} />
          ))}
        </ul>
      )}
    </section>
  )
}
