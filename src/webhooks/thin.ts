import { ActionError } from '../errors.ts'
import type { Config } from '../read-config.ts'
import type { StripeOptions } from '../stripe/request.ts'
import { StripeSession } from '../stripe/session.ts'
import { valueAt } from './enrichment-input.ts'
import type { Claim } from './model.ts'

/** What Stripe has of a thin event, as JSON texts. */
export interface RetrievedEvent {
  readonly event: string
  /** The object that the event is about, as it is now; `null` when it cannot be retrieved. */
  readonly object: string
}

/** A path of Stripe's API: no other host, no query, no segment that climbs. */
const PATH = /^\/v[12](\/(?!\.{1,2}(\/|$))(?:[\w.$+@:(),&'~-]|%(?!2[ef]|5c)[\da-f]{2})+)+$/i

/** The options of a read, which needs no idempotency key. */
const READ = { callersKey: '', idempotencyKey: '', stripeAccount: undefined } satisfies StripeOptions

/** The options of a read for the account that an event comes from: its ID, or a path of IDs. */
export function optionsOf(account: string | null): StripeOptions {
  return account?.includes('/') ? { ...READ, stripeContext: account } : { ...READ, stripeAccount: account ?? undefined }
}

/** The JSON text at a path, in the context that an event names; `undefined` for what Stripe does not have there. */
async function find(path: string, context: string | null, config: Config): Promise<string | undefined> {
  try {
    const session = new StripeSession(config, { ...READ, stripeContext: context ?? undefined })
    return (await session.request({ method: 'GET', path, reading: 'text' })).text
  } catch (error) {
    if (error instanceof ActionError && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

function pathOf(body: string): string | undefined {
  const url = valueAt(JSON.parse(body), 'related_object.url')
  return typeof url === 'string' && PATH.test(url) ? url : undefined
}

/**
 * Retrieves a thin event and its object, in the pinned version of the API. An event that Stripe no longer has is the
 * notification itself, and an object that cannot be retrieved is `null`: the event counts, too.
 *
 * @throws {ActionError} when Stripe fails, so that it is tried again.
 * @see {@link https://docs.stripe.com/event-destinations#fetch-data}
 */
export async function retrieve({ event: { id, account }, body }: Claim, config: Config): Promise<RetrievedEvent> {
  const path = pathOf(body)
  const [event, object] = await Promise.all([
    find(`/v2/core/events/${encodeURIComponent(id)}`, account, config),
    path === undefined ? undefined : find(path, account, config),
  ])
  return { event: event ?? body, object: object ?? 'null' }
}

/** What the paths of enrichments lead into: the object of a thin event stands where that of a snapshot does. */
export function eventContent({ event: { kind, object: id } }: Claim, { event, object }: RetrievedEvent): unknown {
  const content: unknown = JSON.parse(event)
  if (kind === 'snapshot') return content
  const data = Object.assign({}, valueAt(content, 'data'), { object: JSON.parse(object) ?? { id } })
  return Object.assign({}, content, { data })
}
