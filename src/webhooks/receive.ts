import type { Handler } from 'hono'
import * as z from 'zod/mini'
import type { Action } from '../action/define.ts'
import { misconfigured } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { once } from '../once.ts'
import { NO_SECRET, readConfig, readWebhooks } from '../read-config.ts'
import type { EventFacts } from './model.ts'
import { verifySignature } from './signature.ts'
import { storeOf } from './store-client.ts'

const id = z.string().check(z.regex(/^[\w-]{1,255}$/))

/** The parts of a snapshot event that are read here. */
const snapshotSchema = once(() =>
  z.object({
    id,
    object: z.literal('event'),
    type: z.string().check(z.regex(/^[\w.]{1,255}$/)),
    created: z.int().check(z.gte(0), z.lte(9_999_999_999)),
    livemode: z.boolean(),
    account: z.optional(z.nullable(id)),
    data: z.object({ object: z.looseObject({ id: z.optional(z.nullable(z.string())) }) }),
  }),
)

/** The parts of a thin event that are read here. */
const thinSchema = once(() =>
  z.object({
    id,
    object: z.literal('v2.core.event'),
    type: z.string().check(z.regex(/^[\w.[\]]{1,255}$/)),
    created: z.string().check(z.refine((time) => /^\d{4}-.*Z$/.test(time) && !Number.isNaN(Date.parse(time)))),
    livemode: z.boolean(),
    context: z.optional(z.nullable(z.string().check(z.regex(/^[\w/-]{1,255}$/)))),
    related_object: z.optional(z.nullable(z.object({ id: z.optional(z.nullable(z.string())) }))),
    snapshot_event: z.optional(z.nullable(id)),
  }),
)

function refused(code: string, message: string): ActionError {
  return new ActionError(400, code, message)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused('invalid_json', 'The body is signed, but it is not JSON.')
  }
}

/** What is read of an event's text. */
interface Read extends EventFacts {
  readonly isLive: boolean
}

function readThin(given: unknown): Read | undefined {
  const { data } = z.safeParse(thinSchema(), given)
  return (
    data && {
      id: data.id,
      kind: 'thin',
      type: data.type,
      object: data.related_object?.id ?? null,
      account: data.context ?? null,
      created: Math.floor(Date.parse(data.created) / 1_000),
      snapshot: data.snapshot_event ?? null,
      isLive: data.livemode,
    }
  )
}

function readSnapshot(given: unknown): Read | undefined {
  const { data } = z.safeParse(snapshotSchema(), given)
  return (
    data && {
      id: data.id,
      kind: 'snapshot',
      type: data.type,
      object: data.data.object.id ?? null,
      account: data.account ?? null,
      created: data.created,
      snapshot: null,
      isLive: data.livemode,
    }
  )
}

/**
 * Whether an event is ignored: one of a connected account in the other mode. Stripe sends events of both modes to a live
 * endpoint for connected accounts, and disables one that refuses them.
 */
function isIgnored({ account, isLive }: Read, mode: 'test' | 'live'): boolean {
  if (isLive === (mode === 'live')) return false
  if (account !== null) return true
  throw refused('wrong_mode', `The event is of ${isLive ? 'live' : 'test'} mode, and STRIPE_MODE is ${mode}.`)
}

/**
 * Takes an event from Stripe: answers 200 once it is stored and queued, or was before. One of a connected account that
 * has the other mode is answered 200 and ignored.
 *
 * Errors: 400 `invalid_signature`, `invalid_json`, `invalid_event` or `wrong_mode`; 413; 500
 * `configuration`; 503 `unavailable` when it could not be kept, so that Stripe sends it again.
 *
 * @see {@link https://docs.stripe.com/webhooks}
 */
export function receiveEvent(actions: readonly Action[]): Handler<AppEnv> {
  return async (c) => {
    const { secrets, destinations } = readWebhooks(c.env, actions)
    if (secrets.length === 0) throw misconfigured([NO_SECRET])
    if (!c.env.WEBHOOK_QUEUE)
      throw misconfigured([{ param: 'WEBHOOK_QUEUE', message: 'is not bound in wrangler.toml' }])
    const { mode } = readConfig(c.env, actions)
    const store = storeOf(c.env)
    const body = await verifySignature(await c.req.arrayBuffer(), c.req.header('Stripe-Signature'), secrets)
    const given = parse(body)
    const event = readThin(given) ?? readSnapshot(given)
    if (!event) throw refused('invalid_event', 'The body is signed, but it is not an event of Stripe.')
    const ignored = isIgnored(event, mode)
    const { isLive: _, ...facts } = event
    const { id, type } = facts
    c.set('event', { id, type, ...(ignored && { ignored }) })
    if (ignored) return c.json({ received: true, ignored })
    const wanting = destinations.filter(({ wants }) => wants(type)).map(({ name }) => name)
    let outcome: 'queued' | 'known' | 'unqueued'
    try {
      outcome = await store.receive(facts, body, wanting)
    } catch (error) {
      console.error(
        JSON.stringify({ webhooks: 'the store failed', error: error instanceof Error ? error.name : 'Error' }),
      )
      outcome = 'unqueued'
    }
    if (outcome === 'unqueued') throw unavailable('The event could not be queued for delivery. Send it again.')
    return c.json({ received: true, repeated: outcome === 'known' })
  }
}

/** 503 `unavailable`: trying again later is right. */
export function unavailable(message: string): ActionError {
  return new ActionError(503, 'unavailable', message, { headers: { 'retry-after': '60' } })
}
