import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { createTestHarness } from 'wrangler'
import { startLocalStripe } from '../../local-stripe/scripts/server.ts'
import { killWithParent } from '../../scripts/children.ts'
import { serveBundle } from '../../scripts/workerd.ts'
import { Leaks } from './leaks.ts'
import { startUpstream } from './upstream.ts'

/** Keys that the tests call with, and how the Worker knows them. */
export const KEYS = {
  full: { key: 'key-full', allow: ['*'], connect: true, extra_params: true, any_endpoint: true },
  plain: { key: 'key-plain', allow: ['*'] },
  reader: { key: 'key-reader', allow: ['list-*', 'retrieve-*', 'search-*', 'preview-*'] },
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

interface ScriptOptions extends Pick<Options, 'vars' | 'secrets'> {
  env?: 'staging' | 'production'
  /** Whether it serves the files of public/. Default: it does. */
  assets?: boolean
}

/** The Worker's own lines among those that it and the runtime wrote. */
const ownLines = (written: readonly string[]) => written.filter((line) => line.startsWith('{'))

/**
 * What calls a Worker. Whatever is sent, no answer tells a secret of the Worker or the credential that came along, and no
 * line of the log either: a test that makes it do so fails, whatever it is about.
 */
function callerOf(url: URL, secrets: Record<string, string>, log: () => string[]) {
  const leaks = new Leaks()
  for (const [name, secret] of Object.entries(secrets)) if (name !== 'API_KEYS') leaks.mark(secret)
  for (const { key } of Object.values(KEYS)) leaks.mark(key)

  /** Sends a request as it is. */
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init })
    // The local Stripe's own answers are no answers of the Worker's.
    if (path.startsWith('/local-stripe/')) return response
    leaks.markCredential(new Headers(init.headers).get('authorization') ?? '')
    // The key is the caller's, whatever they put into it.
    const headers = [...response.headers].filter(([name]) => name !== 'idempotency-key')
    const told = leaks.in(`${JSON.stringify(headers)} ${await response.clone().text()}`)
    if (told.length > 0) throw new Error(`${path} tells ${told.join(', ')}`)
    return response
  }

  const lines = () => ownLines(log())

  /** How many lines there are once those of all earlier requests have arrived. */
  async function settled(): Promise<number> {
    const id = randomUUID()
    await send('/settled', { headers: { 'x-request-id': id } })
    for (;;) {
      const at = lines().findIndex((line) => line.includes(id))
      if (at >= 0) return at + 1
      await sleep(10)
    }
  }

  return {
    url,
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
    lines,
    /** Makes calls, and reads the lines that the Worker logs of them. */
    async linesOf(calls: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
      const before = await settled()
      await calls()
      const after = await settled()
      return lines()
        .slice(before, after - 1)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    leaks,
    /** Fails when the log tells a secret. */
    checkLog() {
      const written = log()
      const told = [...ownLines(written).flatMap((line) => leaks.inLine(line)), ...leaks.in(written.join('\n'))]
      if (told.length > 0) throw new Error(`The log tells ${[...new Set(told)].join(', ')}`)
    },
  }
}

const secretsOf = (env: string, secrets: Record<string, string> = {}) => ({
  STRIPE_SECRET_KEY: `sk_${env === 'production' ? 'live' : 'test'}_secret`,
  API_KEYS,
  ...secrets,
})

/** Starts the Worker in workerd from the real wrangler.toml. */
export async function startWorker({ env = 'staging', vars, secrets: given, localStripe = false }: Options = {}) {
  const secrets = secretsOf(env, given)
  const bundles = inject('bundles')
  const harness = createTestHarness({
    workers: [
      {
        configPath: 'wrangler.toml',
        env,
        prebuiltWorkerDir: bundles.worker,
        ...(vars && { vars }),
        secrets,
      },
      ...(localStripe ? [{ configPath: 'local-stripe/wrangler.toml', prebuiltWorkerDir: bundles.localStripe }] : []),
    ],
  })
  const { url } = await harness.listen()
  const caller = callerOf(url, secrets, () => harness.getLogs().map(({ message }) => message))
  return {
    ...caller,
    harness,
    async close() {
      // What is logged is kept until then.
      try {
        caller.checkLog()
      } finally {
        await harness.close()
      }
    },
  }
}

export type Worker = Awaited<ReturnType<typeof startWorker>>

/**
 * Starts the script of the Worker in workerd itself, which answers in a tenth of the time: for tests of many calls. It has
 * none of the bindings of wrangler.toml but vars, secrets and bare assets: no rate limits, queues and stores.
 */
export async function startScript({ env = 'staging', vars, secrets: given, assets = true }: ScriptOptions = {}) {
  const secrets = secretsOf(env, given)
  const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-script-'))
  const log: string[] = []
  const served = await serveBundle({
    env,
    folder,
    bundle: inject('bundles').worker,
    ...(assets && { assets: resolve('public') }),
    bindings: { STRIPE_MODE: env === 'production' ? 'live' : 'test', ...vars, ...secrets },
    onLine: (line) => log.push(line),
  })
  const caller = callerOf(new URL(served.url), secrets, () => log)
  return {
    ...caller,
    /** All that it and the runtime wrote, until a test empties it. */
    log,
    async close() {
      await served.stop()
      rmSync(folder, { recursive: true, force: true })
      caller.checkLog()
    },
  }
}

export type Script = Awaited<ReturnType<typeof startScript>>

/** Starts the script and an upstream in Stripe's place that it calls. */
export async function startAtUpstream({ vars, ...options }: ScriptOptions = {}) {
  const upstream = await startUpstream()
  const script = await startScript({ ...options, vars: { STRIPE_API_BASE_URL: upstream.url, ...vars } })
  return {
    ...script,
    upstream,
    async close() {
      await script.close()
      await upstream.close()
    },
  }
}

/** Starts the script and a local Stripe that it calls, both in workerd itself: for flows of many calls. */
export async function startAtLocalStripe(secrets: Record<string, string> = {}) {
  const stripe = await startLocalStripe()
  killWithParent(stripe.process)
  const script = await startScript({ vars: { STRIPE_API_BASE_URL: stripe.url }, secrets })
  return {
    ...script,
    /** Where the local Stripe is. */
    stripe: stripe.url,
    async close() {
      await stripe.stop()
      await script.close()
    },
  }
}

/** Pays at the page of a checkout session of the local Stripe, as its customer does. */
export function payAt(page: string): Promise<Response> {
  return fetch(page, {
    method: 'POST',
    headers: { origin: new URL(page).origin },
    body: new URLSearchParams({ email: 'jane@example.com', card: '4242 4242 4242 4242' }),
    redirect: 'manual',
  })
}

export type AtLocalStripe = Awaited<ReturnType<typeof startAtLocalStripe>>

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
    advice_code?: string
    payment_intent?: string
    idempotency_key?: string
    doc_url?: string
  }
}

/** The body of an error answer. */
export async function errorOf(response: Response): Promise<ErrorBody['error']> {
  const body = (await response.json()) as ErrorBody
  return body.error
}
