import { fileURLToPath } from 'node:url'
import Stripe from 'stripe'
import { startLocalStripe as serve } from '../scripts/server.ts'

export const KEY = 'sk_test_local'

const CONFIG = fileURLToPath(new URL('../wrangler.toml', import.meta.url))

/** A body that was answered, whose shape the test itself checks. */
export interface Answer {
  status: number
  headers: Headers
  body: { [field: string]: unknown } & { error?: StripeErrorBody }
}

interface StripeErrorBody {
  type: string
  code?: string
  param?: string
  message: string
  doc_url?: string
  decline_code?: string
  advice_code?: string
  network_decline_code?: string
  payment_intent?: { id: string; status: string }
}

/** What a test reads from a body it has asked for itself. */
const asBody = (json: unknown) => json as Answer['body']

/** An object in place of its id, where the test has asked to have it expanded. */
export function expanded<T extends object>(value: string | T | null | undefined): T {
  if (typeof value !== 'object' || value === null) throw new Error(`${String(value)} is not expanded`)
  return value
}

/** Starts the local Stripe in workerd; `stripe` and `call` speak to it over HTTP. */
export async function startLocalStripe() {
  const { url, process: server, stop } = await serve()
  const kill = () => server.kill('SIGKILL')
  // Where the tests end without closing it.
  process.once('exit', kill)
  return {
    ...clientOf(new URL(url)),
    async close() {
      process.off('exit', kill)
      // It would wait for requests that hang.
      kill()
      await stop()
    },
  }
}

/** Starts it in wrangler's test harness, which is slower and opens the storage of accounts. */
export async function startWithStorage() {
  // To load wrangler takes longer than most files run.
  const { createTestHarness } = await import('wrangler')
  const server = createTestHarness({ workers: [{ configPath: CONFIG }] })
  const { url } = await server.listen()
  return {
    ...clientOf(url),
    storageOf: (account: string) => server.getWorker().getDurableObjectStorage('ACCOUNTS', { name: account }),
    close: () => server.close(),
  }
}

function clientOf(url: URL) {
  const stripe = new Stripe(KEY, {
    host: url.hostname,
    port: Number(url.port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })

  /** A request as it is written, for input that the SDK would not send. */
  async function call(
    endpoint: string,
    form = '',
    headers: Record<string, string> = { authorization: `Bearer ${KEY}` },
  ): Promise<Answer> {
    const [method = 'GET', path = '/'] = endpoint.split(' ')
    const query = method === 'POST' || form === '' ? '' : `?${form}`
    const response = await fetch(new URL(path + query, url), {
      method,
      redirect: 'manual',
      headers: {
        ...headers,
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded', ...headers }),
      },
      ...(method === 'POST' && { body: form }),
    })
    return { status: response.status, headers: response.headers, body: asBody(await response.json()) }
  }

  /** The types of the events of an object, oldest first, among the last 100 of the account. */
  async function eventsOf(id: string): Promise<string[]> {
    const { data } = await stripe.events.list({ limit: 100 })
    return data.flatMap(({ data: { object }, type }) => ('id' in object && object.id === id ? [type] : [])).reverse()
  }

  return { url, stripe, call, eventsOf }
}
