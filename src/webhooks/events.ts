import type { Context, Handler } from 'hono'
import * as z from 'zod/mini'
import type { WebhookRight } from '../access/rights.ts'
import type { Action } from '../action/define.ts'
import { id, integer } from '../action/readers.ts'
import { ActionError, invalidInput, invalidJson } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { hasIssues, issuesOf } from '../issues.ts'
import { isObject, readJson } from '../json.ts'
import { didYouMean } from '../names.ts'
import { once } from '../once.ts'
import { readWebhooks } from '../read-config.ts'
import { TYPE_PATTERN } from './destinations.ts'
import { unavailable } from './receive.ts'
import { hideSecrets } from './secrets.ts'
import { STATES } from './states.ts'
import { storeOf } from './store-client.ts'
import type { DeliveryView, EventDetails, EventList } from './views.ts'

/** The right to see what events hold. */
const PAYLOADS: WebhookRight = 'webhooks:payloads'

type Attachments = Readonly<Record<string, unknown>> | null

const LIMIT = { default: 10, max: 100 } as const

/** Characters that a pattern may have in SQLite ({@link https://developers.cloudflare.com/durable-objects/platform/limits/}). */
const PATTERN_LIMIT = 50

const filterSchema = once(() =>
  z.strictObject({
    type: z.optional(
      z.string().check(
        z.regex(TYPE_PATTERN, 'must be an event type or a pattern such as "invoice.*"'),
        z.refine(
          (type) => !type.includes('*') || type.replaceAll('[', '[[]').length <= PATTERN_LIMIT,
          `must be at most ${PATTERN_LIMIT} characters when it is a pattern`,
        ),
      ),
    ),
    object: z.optional(id.schema()),
    state: z.optional(z.enum(STATES)),
    limit: z.optional(integer({ min: 1, max: LIMIT.max }).schema()),
    starting_after: z.optional(id.schema()),
  }),
)

const redeliverSchema = once(() => z.strictObject({ destination: z.optional(z.string()) }))

function parse<T>(schema: z.ZodMiniType<T>, given: unknown, known: readonly string[]): T {
  const read = z.safeParse(schema, given)
  if (read.success) return read.data
  const issues = issuesOf(read.error.issues, known)
  if (!hasIssues(issues)) throw new Error('a failed validation has issues')
  throw invalidInput(issues)
}

/** `GET /webhooks/events`: the last events with their deliveries, newest first, as a list in Stripe's form. */
export async function listEvents(c: Context<AppEnv>): Promise<Response> {
  const values = Object.entries(c.req.queries()).map(([name, all]) => [name, all.length > 1 ? all : all[0]] as const)
  const given = Object.fromEntries(values.filter(([, value]) => value !== ''))
  const { limit = LIMIT.default, ...filter } = parse(filterSchema(), given, Object.keys(filterSchema().shape))
  const page = await storeOf(c.env).list({ ...filter, limit })
  if (!page) throw invalidInput([{ param: 'starting_after', message: 'must be the ID of a stored event' }])
  return c.json({
    object: 'list',
    url: '/webhooks/events',
    has_more: page.more,
    data: page.events,
  } satisfies EventList)
}

/**
 * `GET /webhooks/events/{id}`: an event with every attempt of its deliveries. What it holds and what was attached to it is
 * for keys that may see payloads.
 */
export async function showEvent(c: Context<AppEnv, '/webhooks/events/:id'>): Promise<Response> {
  const report = await storeOf(c.env).report(c.req.param('id'))
  if (!report) throw unknownEvent()
  const { event, body, deliveries } = report
  const seesPayloads = c.get('caller')?.allows(PAYLOADS) === true
  const read = (json: string | null): unknown => (json === null ? null : JSON.parse(hideSecrets(json)))
  return c.json({
    ...event,
    deliveries: event.deliveries.map((one: DeliveryView) => {
      const { attempts = [], attachments = null } = deliveries[one.destination] ?? {}
      return { ...one, tries: attempts, ...(seesPayloads && { attachments: read(attachments) as Attachments }) }
    }),
    ...(seesPayloads && { payload: read(body) }),
  } satisfies EventDetails)
}

/**
 * `POST /webhooks/events/{id}/redeliver`: redelivers an event, to one destination or to all that its type is for.
 * Where the destination asks for order, it is still kept.
 */
export function redeliverEvent(actions: readonly Action[]): Handler<AppEnv, '/webhooks/events/:id/redeliver'> {
  return async (c) => {
    const { destinations } = readWebhooks(c.env, actions)
    const given = readJson((await c.req.text()).trim() || '{}')
    if (!isObject(given)) throw invalidJson('The body must be a JSON object, such as {"destination": "orders"}.')
    const { destination } = parse(redeliverSchema(), given, Object.keys(redeliverSchema().shape))
    if (destination) requireDestination(destination, destinations)
    const event = c.req.param('id')
    const store = storeOf(c.env)
    const type = await store.typeOf(event)
    if (type === undefined) {
      throw unknownEvent()
    }
    c.set('event', { id: event, type })
    const names = destination ? [destination] : destinations.filter(({ wants }) => wants(type)).map(({ name }) => name)
    if (names.length === 0) {
      throw invalidInput([
        { param: 'destination', message: `is required: no destination receives events of type ${type}` },
      ])
    }
    const view = await store.redeliver(event, names)
    if (!view) throw unavailable('The event could not be queued for delivery. Try again.')
    return c.json(view)
  }
}

function unknownEvent(): ActionError {
  return new ActionError(404, 'not_found', 'No such event. Events are kept for 30 days.', {
    param: 'id',
  })
}

function requireDestination(given: string, destinations: readonly { name: string }[]) {
  if (destinations.some(({ name }) => name === given)) return
  const names = destinations.map(({ name }) => name)
  throw invalidInput([{ param: 'destination', message: `is not in WEBHOOK_DESTINATIONS${didYouMean(given, names)}` }])
}
