import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type Stripe from 'stripe'
import type { Json } from './types.ts'

export { WebhookVerificationError }

/** Every event: those that hold their object, and thin ones (`v1.customer.created`). */
type AnyEvent = Stripe.Event | Stripe.V2.Core.Event

/** What a pattern stands for: `*` for any characters. */
type Matching<P extends string> = P extends `${infer Head}*${infer Tail}` ? `${Head}${string}${Matching<Tail>}` : P

type Matched<P extends string> = Extract<AnyEvent, { type: Matching<P> }>

type Related<E> = E extends { fetchRelatedObject(): Promise<infer Held> } ? Json<Held> | null : undefined

/** A type of event such as `invoice.paid`, or a pattern such as `customer.subscription.*`. */
export type EventPattern = AnyEvent['type'] | `${string}*${string}`

/** The events of a type or pattern. */
export type EventOf<P extends string> = Json<Matched<P>>

/** The answers of a destination's enrichments, by their `as`. */
export type Attachments = Readonly<Record<string, unknown>>

/** What a destination gets. */
export interface Delivery<P extends string = string> {
  /** The same each time that the event is delivered: remember it to handle each event once. */
  readonly id: string
  readonly type: string
  /** When the event happened, in ISO 8601. */
  readonly timestamp: string
  /** 1 for the first attempt. */
  readonly attempt: number
  readonly kind: 'snapshot' | 'thin'
  /** Somebody tries the destination, with an event of the type `stripe_actions.test`: nothing has happened at Stripe. */
  readonly test?: true
  readonly event: EventOf<P>
  /** Of a thin event: the object that it is about as it is now, or `null` if it cannot be retrieved. */
  readonly object: Related<Matched<P>>
  readonly attachments: Attachments
}

/** A handler and the events that it is for, as `onEvent` makes it. */
export interface EventHandler {
  readonly pattern: string
  handle(delivery: Delivery): unknown
}

/** Request headers: `Headers`, or an object such as Node's `request.headers`. */
export type GivenHeaders = Iterable<readonly [string, string]> | Readonly<Record<string, string | string[] | undefined>>

/** Whether a pattern, in which `*` stands for any characters, stands for a type of event. */
function matches(pattern: string, type: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(type)
}

/**
 * Handles the events of a type or pattern.
 *
 * @param handler Gets the event, the attachments (declare their type as your destination's `enrichments` say), and
 *   the whole delivery. What it returns is awaited.
 */
export function onEvent<const P extends EventPattern, A extends object = Attachments>(
  pattern: P,
  handler: (event: EventOf<P>, attachments: A, delivery: Delivery<P>) => unknown,
): EventHandler {
  return {
    pattern,
    handle(delivery) {
      const { event, attachments, ...others } = typed<Delivery<P> & { attachments: A }>(delivery)
      return handler(event, attachments, { event, attachments, ...others })
    },
  }
}

/**
 * Sound: a verified delivery was written by the Worker, in the form of `Delivery`; `handleDelivery` runs a handler for
 * events that its pattern stands for. The types of attachments are the caller's own claim.
 */
const typed = <T>(delivery: unknown) => delivery as T

/** A function that verifies deliveries with one of some secrets. */
function verifierOf(secret: string | readonly string[]) {
  const webhooks = [secret].flat().map((one) => new Webhook(one))
  return (text: string, headers: GivenHeaders): Delivery => {
    const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
    const given: Record<string, string> = {}
    for (const [name, value] of pairs) if (typeof value === 'string') given[name.toLowerCase()] = value
    let failure: unknown = new WebhookVerificationError('There is no secret to verify with')
    for (const webhook of webhooks) {
      try {
        const body = webhook.verify(text, given)
        if (typeof body === 'object') return typed({ ...body, id: given['webhook-id'] })
        failure = new WebhookVerificationError('The body is not a delivery')
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }
}

/**
 * Verifies a delivery by its signature.
 *
 * @param text The body as it came, byte for byte.
 * @param secret The destination's secret, or several while it is replaced.
 * @throws {WebhookVerificationError} when no secret fits, or the signature is more than five minutes old.
 * @see {@link https://www.standardwebhooks.com}
 */
export function verifyDelivery(text: string, headers: GivenHeaders, secret: string | readonly string[]): Delivery {
  return verifierOf(secret)(text, headers)
}

/** Runs the handlers that are for a delivery's event, one after the other. */
export async function handleDelivery(delivery: Delivery, handlers: readonly EventHandler[]): Promise<void> {
  for (const handler of handlers) {
    if (matches(handler.pattern, delivery.type)) await handler.handle(delivery)
  }
}

/**
 * Makes the endpoint of a destination, for Workers, Deno, Bun, Hono and whatever else serves a `Request`: 204 once the
 * handlers are done, 400 when the signature is wrong. An error of a handler is rethrown: when your server answers it with
 * 500, the Worker delivers the event again.
 *
 * @throws {Error} when a secret is empty or not base64.
 */
export function createWebhookHandler({
  secret,
  handlers,
}: {
  /** The destination's secret, or several while it is replaced. */
  secret: string | readonly string[]
  handlers: readonly EventHandler[]
}): (request: Request) => Promise<Response> {
  const verify = verifierOf(secret)
  return async (request) => {
    if (request.method !== 'POST') {
      return new Response('Deliveries are sent by POST.', { status: 405, headers: { allow: 'POST' } })
    }
    let delivery: Delivery
    try {
      delivery = verify(await request.text(), request.headers)
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error
      return new Response(error.message, { status: 400 })
    }
    await handleDelivery(delivery, handlers)
    return new Response(null, { status: 204 })
  }
}
