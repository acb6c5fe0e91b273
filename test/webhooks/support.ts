import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventDetails } from '../../src/webhooks/views.ts'
import { serve } from '../support/loopback.ts'
import { API_KEYS, entry, startWorker } from '../support/worker.ts'

/** What Stripe signs with in these tests, and what deliveries are signed with. */
export const SECRET = 'whsec_stripe'
export const OUTWARD = `whsec_${randomBytes(32).toString('base64')}`

/** Keys beside those of every test: one that may see webhooks and one that may also repeat them. */
export const READER = 'key-webhooks-reader'
export const WRITER = 'key-webhooks-writer'
const KEYS = JSON.stringify([
  ...JSON.parse(API_KEYS),
  entry('webhooks reader', { key: READER, allow: ['webhooks:read'] }),
  entry('webhooks writer', { key: WRITER, allow: ['webhooks:*'] }),
])

export interface Event {
  id: string
  object: string
  type: string
  created: number
  livemode: boolean
  data: { object: Record<string, unknown> }
  [field: string]: unknown
}

let count = 0

export const now = () => Math.floor(Date.now() / 1000)

/** An event as Stripe sends it. */
export function event(type = 'invoice.paid', object: Record<string, unknown> = {}, others: Partial<Event> = {}): Event {
  count += 1
  return {
    id: `evt_${process.pid}_${count}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: now(),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object: { id: `in_${process.pid}_${count}`, object: 'invoice', ...object } },
    ...others,
  }
}

/** The header `Stripe-Signature`, made without the SDK: {@link https://docs.stripe.com/webhooks#verify-manually}. */
export function signature(body: string, { secret = SECRET, at = now() } = {}): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

export interface Delivered {
  headers: IncomingHttpHeaders
  text: string
  body: { type: string; timestamp: string; attempt: number; event: Event; attachments: Record<string, unknown> }
}

export type Reply = (delivered: Delivered, response: ServerResponse) => void

export const reply =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (_, response) => {
    response.writeHead(status, headers).end()
  }

/** A destination on a loopback port: it keeps what it gets and answers as the test says. */
export async function startDestination() {
  const got: Delivered[] = []
  let answer: Reply = reply(200)
  const server = createServer(async (request, response) => {
    const received = await text(request)
    const delivered = { headers: request.headers, text: received, body: JSON.parse(received) as Delivered['body'] }
    got.push(delivered)
    answer(delivered, response)
  })
  const { url, close } = await serve(server)
  return {
    url: `${url}/hooks`,
    got,
    answers(next: Reply) {
      answer = next
    },
    /** What arrived of an event. */
    of: ({ id }: { id: string }) => got.filter(({ body }) => body.event.id === id),
    close,
  }
}

/** Waits until something holds; far longer than it takes, for machines that are busy. */
export async function until<T>(what: string, probe: () => T | Promise<T>, seconds = 60): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} seconds`)
    await sleep(50)
  }
}

export interface Listed {
  object: string
  url: string
  has_more: boolean
  data: {
    id: string
    type: string
    related_object: string | null
    deliveries: {
      destination: string
      state: string
      attempts: number
      status: number | null
      duration_ms: number | null
      error: string | null
      next_attempt: number | null
    }[]
  }[]
}

/** A body as Stripe sends it. */
export const sentByStripe = (
  body: string | Uint8Array<ArrayBuffer>,
  header = signature(String(body)),
): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': header },
  body,
})

interface Options {
  destinations?: unknown
  vars?: Record<string, string>
  secrets?: Record<string, string>
  env?: 'staging' | 'production'
}

/** Starts the Worker with webhooks. */
export async function startWebhooks({ destinations = [], vars = {}, secrets = {}, env = 'staging' }: Options = {}) {
  const worker = await startWorker({
    env,
    vars: { STRIPE_MODE: env === 'staging' ? 'test' : 'live', ...vars },
    secrets: {
      API_KEYS: KEYS,
      STRIPE_WEBHOOK_SECRET: SECRET,
      WEBHOOK_DESTINATIONS: JSON.stringify(destinations),
      ...secrets,
    },
  })

  const ask = (path: string, init: RequestInit = {}, key = WRITER) =>
    worker.send(path, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } })

  const list = async (query = ''): Promise<Listed> => (await (await ask(`/webhooks/events${query}`)).json()) as Listed

  return {
    ...worker,
    ask,
    list,
    /** Sends a body as Stripe does. */
    post: (...body: Parameters<typeof sentByStripe>) => worker.send('/webhooks/stripe', sentByStripe(...body)),
    /** Sends an event as Stripe does. */
    receive(given: Event) {
      return this.post(JSON.stringify(given, null, 2))
    },
    /** The only delivery of an event, or the one to a destination, once it is in a state. */
    reaches({ id, type }: Event, state: string, destination?: string) {
      return until(`${type} ${id} ${state}`, async () => {
        const response = await ask(`/webhooks/events/${id}`)
        const { deliveries = [] } = (await response.json()) as Partial<EventDetails>
        return deliveries.find(
          (one) => one.state === state && (destination === undefined || one.destination === destination),
        )
      })
    },
  }
}

export type Webhooks = Awaited<ReturnType<typeof startWebhooks>>
