import type { Handler } from 'hono'
import * as z from 'zod/mini'
import type { Action } from '../action/define.ts'
import { misconfigured } from '../config/bindings.ts'
import { ActionError } from '../errors.ts'
import type { AppEnv } from '../http/env.ts'
import { once } from '../once.ts'
import { NO_SECRET, readConfig, readWebhooks } from '../read-config.ts'
import { verifySignature } from './signature.ts'
import { storeOf } from './store-client.ts'

/** The parts of an event that are read here. */
const eventSchema = once(() =>
  z.object({
    id: z.string().check(z.regex(/^[\w-]{1,255}$/)),
    object: z.literal('event'),
    type: z.string().check(z.regex(/^[\w.]{1,255}$/)),
    created: z.int().check(z.gte(0), z.lte(9_999_999_999)),
    livemode: z.boolean(),
    account: z.optional(z.nullable(z.string().check(z.regex(/^[\w-]{1,255}$/)))),
    data: z.object({ object: z.looseObject({ id: z.optional(z.nullable(z.string())) }) }),
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

function read(event: unknown, mode: 'test' | 'live') {
  if (typeof event === 'object' && event && 'object' in event && event.object === 'v2.core.event') {
    throw refused(
      'thin_event',
      'This is a thin event. Make the endpoint at Stripe anew with the payload style "Snapshot", or with npm run webhooks:setup.',
    )
  }
  const result = z.safeParse(eventSchema(), event)
  if (!result.success) throw refused('invalid_event', 'The body is signed, but it is no event of Stripe’s.')
  const { data } = result
  const isIgnored = data.livemode !== (mode === 'live')
  // Stripe sends events of both modes to a live endpoint for connected accounts, and disables one that refuses them.
  if (isIgnored && !data.account) {
    throw refused('wrong_mode', `The event is of ${data.livemode ? 'live' : 'test'} mode, and STRIPE_MODE is ${mode}.`)
  }
  return { ...data, isIgnored }
}

/**
 * Takes an event from Stripe: answers 200 once it is stored and queued, or was before. One of a connected account that
 * has the other mode is answered 200 and ignored.
 *
 * Errors: 400 `invalid_signature`, `invalid_json`, `invalid_event`, `thin_event` or `wrong_mode`; 413; 500
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
    const event = read(parse(body), mode)
    const { id, type, created, account = null, isIgnored } = event
    c.set('event', { id, type, ...(isIgnored && { ignored: true }) })
    if (isIgnored) return c.json({ received: true, ignored: true })
    const facts = { id, type, created, account, object: event.data.object.id ?? null }
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
