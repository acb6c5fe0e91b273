import { useEffect, useId, useState } from 'preact/hooks'
import type { AttemptView, EventDetails, EventView } from '../src/webhooks/views.ts'
import { call, headersOf, type Outcome } from './call.ts'
import { Copy } from './copy.tsx'
import { Time } from './moment.tsx'
import { Scrolling } from './scrolling.tsx'
import { type Access, CallVerdict, readAs } from './webhook-parts.tsx'

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div class="code">
      <Scrolling label={label}>{text}</Scrolling>
      <Copy text={text} what={label} />
    </div>
  )
}

function Try({ attempt, at, status, duration_ms, error, response }: AttemptView) {
  return (
    <li>
      <p>
        Attempt {attempt}, <Time at={at} />:{' '}
        <strong class={error === null ? 'badge good' : 'badge bad'}>{status ?? 'no answer'}</strong> after{' '}
        {duration_ms.toLocaleString()} ms
      </p>
      {error !== null && <p class="problem">{error}</p>}
      {response === null ? (
        <p class="hint">Its answer had no body.</p>
      ) : (
        <Scrolling label={`Answer to attempt ${attempt}`}>{response}</Scrolling>
      )}
    </li>
  )
}

function Shown({ deliveries, payload, id }: EventDetails) {
  return (
    <>
      {deliveries.map(({ destination, tries, attachments }) => (
        <section key={destination} aria-label={`Attempts for ${destination}`}>
          <h3>Attempts for {destination}</h3>
          {tries.length === 0 ? (
            <p class="hint">None is known.</p>
          ) : (
            <ul class="tries">
              {tries.map((one) => (
                <Try key={`${one.at}-${one.attempt}`} {...one} />
              ))}
            </ul>
          )}
          {attachments && (
            <>
              <h3>Attachments for {destination}</h3>
              <Code label={`Attachments for ${destination}`} text={JSON.stringify(attachments, null, 2)} />
            </>
          )}
        </section>
      ))}
      <h3>Payload</h3>
      {payload === undefined ? (
        <p class="hint">
          A key sees it whose entry in API_KEYS allows <code>webhooks:payloads</code>.
        </p>
      ) : (
        <Code label={`Payload of ${id}`} text={JSON.stringify(payload, null, 2)} />
      )}
    </>
  )
}

/** What an event holds, and every attempt to deliver it: asked for when it is opened, and again when it has changed. */
export function Details({ event, credential }: Pick<Access, 'credential'> & { event: EventView }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>({})
  const changes = JSON.stringify(event.deliveries)

  useEffect(() => {
    if (!isOpen) return
    const controller = new AbortController()
    const { signal } = controller
    const init = { headers: headersOf(credential.key), signal }
    call(`/webhooks/events/${event.id}`, init).then((now) => signal.aborted || setOutcome(now))
    return () => controller.abort()
  }, [isOpen, event.id, changes])

  return (
    <details class="details" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
      <summary id={id}>
        Attempts and payload<span class="spoken"> of {event.id}</span>
      </summary>
      {isOpen && (
        <div aria-busy={!outcome.answer && !outcome.failure}>
          <div role="status">
            {!outcome.answer && !outcome.failure && <p>Loading…</p>}
            {!outcome.answer?.ok && <CallVerdict outcome={outcome} right="webhooks:read" />}
          </div>
          {outcome.answer?.ok && <Shown {...readAs<EventDetails>(outcome.answer)} />}
        </div>
      )}
    </details>
  )
}
