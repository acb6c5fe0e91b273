import type { ComponentChildren } from 'preact'
import { STATES, type State } from '../src/webhooks/states.ts'
import type { DeliveryView, EventView } from '../src/webhooks/views.ts'
import { Time } from './moment.tsx'
import { IdLink } from './readable.tsx'
import { Details } from './webhook-details.tsx'
import type { Access } from './webhook-parts.tsx'
import { RedeliverEvent } from './webhook-redeliver.tsx'

/** How many deliveries are in a state. */
export function Tag({ state, times = 1 }: { state: State; times?: number }) {
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

/** An event with its deliveries. */
export function Event({ event, onDone, ...access }: Access & { event: EventView; onDone(event: EventView): void }) {
  const { id, type, received, related_object, account, deliveries } = event
  const states = STATES.map((state) => [state, deliveries.filter((one) => one.state === state).length] as const)
  return (
    <tbody>
      <tr>
        <th scope="rowgroup">
          <Breakable text={type} />
          {type === 'stripe_actions.test' && <span class="effect">test</span>}
        </th>
        <td data-label="Received">
          <Time at={received} />
        </td>
        <td data-label="Object">
          {related_object === null ? 'none' : <IdLink id={related_object} />}
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
          <Details event={event} credential={access.credential} />
          <RedeliverEvent event={event} onDone={onDone} {...access} />
        </td>
      </tr>
    </tbody>
  )
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
