import { createHash } from 'node:crypto'
import { createTestHarness } from 'wrangler'

/** Keys that the tests call with, and what the Worker is told of them. */
export const KEYS = {
  full: { key: 'key-full', allow: ['*'], connect: true, extra_params: true },
  plain: { key: 'key-plain', allow: ['*'] },
  reader: { key: 'key-reader', allow: ['list-*', 'retrieve-*'] },
  single: { key: 'key-single', allow: ['create-product'] },
} as const

export type KeyName = keyof typeof KEYS

export function entry(name: string, { key, ...rights }: { key: string; allow: readonly string[] }) {
  return { name, sha256: createHash('sha256').update(key).digest('hex'), ...rights }
}

export const API_KEYS = JSON.stringify(Object.entries(KEYS).map(([name, key]) => entry(name, key)))

interface Options {
  env?: 'local' | 'staging' | 'production'
  vars?: Record<string, string>
  secrets?: Record<string, string>
  /** Runs the local Stripe beside it, as `npm start` does. */
  localStripe?: boolean
}

/** Starts the Worker in workerd from the real wrangler.toml. */
export async function startWorker({ env = 'staging', vars, secrets, localStripe = false }: Options = {}) {
  const harness = createTestHarness({
    workers: [
      {
        configPath: 'wrangler.toml',
        env,
        ...(vars && { vars }),
        secrets: { STRIPE_SECRET_KEY: `sk_${env === 'production' ? 'live' : 'test'}_secret`, API_KEYS, ...secrets },
      },
      ...(localStripe ? [{ configPath: 'local-stripe/wrangler.toml' }] : []),
    ],
  })
  const { url } = await harness.listen()

  /** Sends a request as it is. */
  function send(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, url), { redirect: 'manual', ...init })
  }

  return {
    url,
    harness,
    send,
    /** Calls an action as most callers do. */
    call(
      action: string,
      input: unknown = {},
      { key = 'full', headers = {} }: { key?: KeyName; headers?: Record<string, string> } = {},
    ) {
      return send(`/actions/${action}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEYS[key].key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(input),
      })
    },
    /** Calls a reading action with a query string. */
    read(action: string, query: string, key: KeyName = 'full') {
      return send(`/actions/${action}?${query}`, { headers: { authorization: `Bearer ${KEYS[key].key}` } })
    },
    /** The Worker's own lines in the log. */
    lines() {
      return harness
        .getLogs()
        .map(({ message }) => message)
        .filter((message) => message.startsWith('{'))
    },
    close: () => harness.close(),
  }
}

export type Worker = Awaited<ReturnType<typeof startWorker>>

export interface ErrorBody {
  error: {
    type: string
    code?: string
    message: string
    param?: string
    issues?: { param: string; message: string }[]
    request_id: string
    stripe_request_id?: string
    decline_code?: string
    doc_url?: string
  }
}

/** The body of an error answer. */
export async function errorOf(response: Response): Promise<ErrorBody['error']> {
  const body = (await response.json()) as ErrorBody
  return body.error
}
