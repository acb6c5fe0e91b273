import type { Context, Handler } from 'hono'
import type { Action } from '../action/define.ts'
import { ActionError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { readConfig, readWebhooks } from '../read-config.ts'
import type { Destination } from './destinations.ts'
import { unavailable } from './receive.ts'
import { NO_DELIVERIES } from './reports.ts'
import { storeOf } from './store-client.ts'
import { testEvent } from './test-event.ts'
import type { DestinationList, DestinationView, EventView, RedeliveredView } from './views.ts'

/** The destination of a name. Errors: 404 `not_found`. */
function find(destinations: readonly Destination[], name: string): Destination {
  const found = destinations.find((one) => one.name === name)
  if (found) return found
  throw new ActionError(404, 'not_found', 'No such destination in WEBHOOK_DESTINATIONS.')
}

function viewOf({ name, types, ordered, enrichments }: Destination, health = NO_DELIVERIES): DestinationView {
  return {
    name,
    types,
    ordered,
    enrichments: enrichments.map(({ as, action }) => ({ as, action: action.name })),
    health,
  }
}

/** `GET /webhooks/destinations`: the destinations without their addresses and secrets, and how each is doing. */
export function listDestinations(actions: readonly Action[]) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const { destinations } = readWebhooks(c.env, actions)
    const health = await storeOf(c.env).health()
    return c.json({
      object: 'list',
      url: '/webhooks/destinations',
      has_more: false,
      data: destinations.map((one) => viewOf(one, health[one.name])),
    } satisfies DestinationList)
  }
}

/** `POST /webhooks/destinations/{name}/test`: delivers an event that says of itself that it is a test. */
export function testDestination(actions: readonly Action[]): Handler<AppEnv, '/webhooks/destinations/:name/test'> {
  return async (c) => {
    const { destinations } = readWebhooks(c.env, actions)
    const { name } = find(destinations, c.req.param('name'))
    const { facts, body } = testEvent(readConfig(c.env, actions).mode === 'live')
    c.set('event', { id: facts.id, type: facts.type })
    const store = storeOf(c.env)
    const outcome = await store.receive(facts, body, [name])
    const report = outcome === 'unqueued' ? undefined : await store.report(facts.id)
    if (!report) throw unavailable('The test could not be queued for delivery. Try again.')
    return c.json(report.event satisfies EventView)
  }
}

/** `POST /webhooks/destinations/{name}/redeliver`: redelivers all dead letters of a destination. */
export function redeliverDead(actions: readonly Action[]): Handler<AppEnv, '/webhooks/destinations/:name/redeliver'> {
  return async (c) => {
    const { destinations } = readWebhooks(c.env, actions)
    const { name } = find(destinations, c.req.param('name'))
    const done = await storeOf(c.env).redeliverDead(name)
    if (!done) throw unavailable('The dead letters could not be queued for delivery. Try again.')
    return c.json({
      destination: name,
      redelivered: done.redelivered,
      has_more: done.more,
    } satisfies RedeliveredView)
  }
}
