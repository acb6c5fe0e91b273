import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import type { EventView, RedeliveredView } from '../src/webhooks/views.ts'
import { type Answer, call, headersOf, type Outcome } from './call.ts'
import { TextField } from './fields.tsx'
import { type Access, CallVerdict, readAs } from './webhook-parts.tsx'

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
        {!running && !outcome.answer?.ok && <CallVerdict outcome={outcome} right="webhooks:write" />}
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

/** Repeats the deliveries of an event, to all destinations or one. */
export function RedeliverEvent({
  event,
  onDone,
  ...access
}: Access & { event: EventView; onDone(event: EventView): void }) {
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
      said={() => 'Queued for delivery. Refresh to see the result.'}
      onDone={(answer) => onDone(readAs<EventView>(answer))}
      {...access}
    >
      <p>
        <code>{event.id}</code> is sent again, also to destinations that already have it. It keeps its{' '}
        <code>webhook-id</code>, by which a destination recognizes the duplicate.
      </p>
      <div class="field">
        <label for={`${id}-to`}>Send it to</label>
        <select id={`${id}-to`} value={destination} onChange={(choice) => setDestination(choice.currentTarget.value)}>
          <option value="">all destinations for its type</option>
          {event.deliveries.map((one) => (
            <option key={one.destination} value={one.destination}>
              only {one.destination}
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

/** Repeats every delivery to a destination that was given up. */
export function DeadLetters({
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
          Every delivery to <code>{destination}</code> that failed for good is tried again: the oldest first, at most
          1,000, whether this page shows them or not.
        </p>
      </Redeliver>
    </section>
  )
}
