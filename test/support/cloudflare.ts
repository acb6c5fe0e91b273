import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { unstable_readConfig } from 'wrangler'
import type { AskCloudflare } from '../../scripts/wrangler.ts'
import { serve } from './loopback.ts'

interface Binding {
  name: string
  type: string
  text?: string
}

/** A Worker that was uploaded. */
interface Uploaded {
  /** Secrets by their names: what came with uploads, the last value of each. */
  secrets: Record<string, string>
  bindings: Binding[]
  /** IDs of its versions, the newest last. */
  versions: string[]
  migrationTag: string | undefined
  tags: string[]
  workersDev: boolean
  domains: string[]
}

interface Asked {
  method: string
  path: string
}

interface Context {
  match: string[]
  query: URLSearchParams
  /** The body, if it is JSON. */
  json: Record<string, unknown>
  /** The metadata of an upload. */
  metadata: { bindings: Binding[]; keep_bindings?: string[]; migrations?: { new_tag: string } }
}

/** What Cloudflare's API answers as an error. */
class Refusal extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const NO_WORKER = 'This Worker does not exist on your account.'

async function readBody(request: IncomingMessage): Promise<Pick<Context, 'json' | 'metadata'>> {
  const body = await buffer(request)
  const type = request.headers['content-type'] ?? ''
  const metadata: Context['metadata'] = { bindings: [] }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    return { json: {}, metadata: JSON.parse(String(form.get('metadata') ?? '{}')) as Context['metadata'] }
  }
  // wrangler names the type of some bodies only.
  return { json: /^[[{]/.test(String(body)) ? (JSON.parse(String(body)) as Record<string, unknown>) : {}, metadata }
}

interface Options {
  /** The account's subdomain of workers.dev, if it has one. */
  subdomain?: string
  accounts?: { id: string; name: string }[]
}

/** Stands in for Cloudflare's API on a loopback port, as far as wrangler asks it to deploy a Worker, and keeps what is deployed. */
export async function startCloudflare({ subdomain, accounts = [{ id: 'acc1', name: 'Acme' }] }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cloudflare-'))
  const asked: Asked[] = []
  const workers = new Map<string, Uploaded>()
  const queues = new Map<string, { queue_id: string; queue_name: string; consumers: { script: string }[] }>()
  const state = {
    subdomain,
    /** Called with each upload, before it is kept. */
    onUpload: (): void | Promise<void> => {},
  }

  function workerOf(name: string | undefined): Uploaded {
    const worker = workers.get(name ?? '')
    if (!worker) throw new Refusal(404, 10007, NO_WORKER)
    return worker
  }

  const bindingsOf = (worker: Uploaded | undefined): Binding[] => [
    ...(worker?.bindings ?? []),
    ...Object.keys(worker?.secrets ?? {}).map((name) => ({ name, type: 'secret_text' })),
  ]

  async function upload(name: string, { metadata }: Context): Promise<string> {
    await state.onUpload()
    const old = workers.get(name)
    for (const { name: binding, type } of metadata.bindings) {
      if (type === 'inherit' && !bindingsOf(old).some(({ name }) => name === binding)) {
        throw new Refusal(400, 10057, `inherit binding '${binding}' is invalid`)
      }
    }
    const inherited = (name: string) => bindingsOf(old).find((one) => one.name === name)
    const id = `00000000-0000-4000-8000-${String((old?.versions.length ?? 0) + 1).padStart(12, '0')}`
    const sent = metadata.bindings.flatMap(({ name, type, text }) => (type === 'secret_text' ? [[name, text]] : []))
    workers.set(name, {
      secrets: { ...old?.secrets, ...Object.fromEntries(sent) },
      bindings: metadata.bindings
        .filter(({ type }) => type !== 'secret_text')
        .map((one) => (one.type === 'inherit' ? (inherited(one.name) ?? one) : one))
        .filter(({ type }) => type !== 'secret_text'),
      versions: [...(old?.versions ?? []), id],
      migrationTag: metadata.migrations?.new_tag ?? old?.migrationTag,
      tags: old?.tags ?? [],
      workersDev: old?.workersDev ?? false,
      domains: old?.domains ?? [],
    })
    return id
  }

  /** Methods and paths behind the account's, and what they answer. */
  const routes: [string, RegExp, (context: Context) => unknown][] = [
    [
      'GET',
      /^workers\/subdomain$/,
      () => {
        if (state.subdomain === undefined) throw new Refusal(404, 10007, 'You do not have a workers.dev subdomain.')
        return { subdomain: state.subdomain }
      },
    ],
    [
      'PUT',
      /^workers\/subdomain$/,
      ({ json }) => {
        if (json['subdomain'] === 'taken') throw new Refusal(409, 10036, 'Subdomain is unavailable.')
        state.subdomain = String(json['subdomain'])
        return { subdomain: state.subdomain }
      },
    ],
    [
      'GET',
      /^workers\/services\/([^/]+)$/,
      ({ match }) => {
        if (!workers.has(match[1] ?? '')) throw new Refusal(404, 10090, 'workers.api.error.service_not_found')
        const { migrationTag, tags } = workerOf(match[1])
        const script = { tag: 'tag', tags, last_deployed_from: 'wrangler', migration_tag: migrationTag }
        return { default_environment: { environment: 'production', script } }
      },
    ],
    [
      'GET',
      /^workers\/scripts\/([^/]+)\/secrets$/,
      ({ match }) => Object.keys(workerOf(match[1]).secrets).map((name) => ({ name, type: 'secret_text' })),
    ],
    [
      'PUT',
      /^workers\/scripts\/([^/]+)\/secrets$/,
      ({ match, json }) => {
        workerOf(match[1]).secrets[String(json['name'])] = String(json['text'])
        return { name: json['name'], type: 'secret_text' }
      },
    ],
    ['GET', /^workers\/scripts\/([^/]+)\/settings$/, ({ match }) => ({ bindings: bindingsOf(workerOf(match[1])) })],
    [
      'PATCH',
      /^workers\/scripts\/([^/]+)\/script-settings$/,
      ({ match, json }) => {
        workerOf(match[1]).tags = json['tags'] as string[]
        return {}
      },
    ],
    [
      'GET',
      /^workers\/scripts\/([^/]+)\/deployments$/,
      ({ match }) => ({
        deployments: (workers.get(match[1] ?? '')?.versions ?? []).toReversed().map((version) => ({
          id: version,
          source: 'wrangler',
          strategy: 'percentage',
          author_email: 'jane@example.com',
          created_on: '2026-11-20T10:00:00Z',
          versions: [{ version_id: version, percentage: 100 }],
        })),
      }),
    ],
    ['POST', /^workers\/scripts\/([^/]+)\/deployments$/, () => ({ id: 'deployment' })],
    ['POST', /^workers\/scripts\/([^/]+)\/assets-upload-session$/, () => ({ jwt: 'jwt', buckets: [] })],
    [
      'PUT',
      /^workers\/scripts\/([^/]+)$/,
      async (context) => {
        const id = await upload(context.match[1] ?? '', context)
        return { id: context.match[1], etag: 'etag', deployment_id: id.replaceAll('-', ''), startup_time_ms: 10 }
      },
    ],
    [
      'POST',
      /^workers\/scripts\/([^/]+)\/versions$/,
      async (context) => {
        const id = await upload(context.match[1] ?? '', context)
        return { id, resources: { script: { etag: 'etag' } }, startup_time_ms: 10 }
      },
    ],
    [
      'GET',
      /^workers\/workers\/([^/]+)$/,
      ({ match }) => ({ subdomain: { enabled: workerOf(match[1]).workersDev, previews_enabled: false } }),
    ],
    [
      'POST',
      /^workers\/scripts\/([^/]+)\/subdomain$/,
      ({ match, json }) => {
        workerOf(match[1]).workersDev = json['enabled'] === true
        return { enabled: json['enabled'], previews_enabled: false }
      },
    ],
    [
      'POST',
      /^workers\/scripts\/([^/]+)\/domains\/changeset$/,
      () => ({ added: [], removed: [], updated: [], conflicting: [] }),
    ],
    [
      'PUT',
      /^workers\/scripts\/([^/]+)\/domains\/records$/,
      ({ match, json }) => {
        workerOf(match[1]).domains = (json['origins'] as { hostname: string }[]).map(({ hostname }) => hostname)
        return {}
      },
    ],
    [
      'GET',
      /^queues$/,
      ({ query }) =>
        [...queues.values()].filter(
          ({ queue_name }) => !query.has('name') || query.getAll('name').includes(queue_name),
        ),
    ],
    [
      'POST',
      /^queues$/,
      ({ json }) => {
        const name = String(json['queue_name'])
        const queue = { queue_id: `queue${queues.size + 1}`, queue_name: name, producers: [], consumers: [] }
        queues.set(name, queue)
        return queue
      },
    ],
    [
      'POST',
      /^queues\/([^/]+)\/consumers$/,
      ({ match, json }) => {
        const consumer = { type: 'worker', consumer_id: 'consumer', script: String(json['script_name']) }
        for (const queue of queues.values()) if (queue.queue_id === match[1]) queue.consumers.push(consumer)
        return consumer
      },
    ],
    ['PUT', /^queues\/([^/]+)\/consumers\/([^/]+)$/, () => ({})],
  ]

  async function answer(request: IncomingMessage): Promise<unknown> {
    if (request.headers.authorization !== 'Bearer token') throw new Refusal(403, 9109, 'Invalid access token')
    const url = new URL(request.url ?? '/', 'http://cloudflare')
    const path = url.pathname.replace('/client/v4/', '')
    asked.push({ method: request.method ?? '', path })
    if (path === 'user') return { id: 'user', email: 'jane@example.com' }
    if (path === 'user/tokens/verify') return { id: 'token', status: 'active' }
    if (path === 'accounts') return accounts
    if (path === 'memberships') return accounts.map((account) => ({ account, roles: [] }))
    const [, account, rest = ''] = /^accounts\/([^/]+)\/(.*)$/.exec(path) ?? []
    if (!accounts.some(({ id }) => id === account)) throw new Refusal(403, 10000, 'Authentication error')
    const body = await readBody(request)
    for (const [method, pattern, handle] of routes) {
      const match = pattern.exec(rest)
      if (match && method === request.method) return handle({ match: [...match], query: url.searchParams, ...body })
    }
    throw new Refusal(404, 7003, `Could not route to ${request.method} ${path}`)
  }

  const server = createServer(async (request, response) => {
    let status = 200
    let body: object
    try {
      const result = await answer(request)
      const pages = { page: 1, per_page: 100, total_pages: 1, count: 1, total_count: 1 }
      body = { success: true, errors: [], messages: [], result, ...(Array.isArray(result) && { result_info: pages }) }
    } catch (error) {
      const { code = 10013, message } = error as Partial<Refusal> & Error
      status = error instanceof Refusal ? error.status : 500
      body = { success: false, errors: [{ code, message }], messages: [], result: null }
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const { url, close } = await serve(server)

  /** Answers at once what wrangler would after a second: its commands that our scripts ask with. */
  const ask: AskCloudflare = async (args, { cwd, env }) => {
    const printed = (value: unknown) => ({ status: 0, stdout: JSON.stringify(value), stderr: '' })
    const failed = (why: string) => ({ status: 1, stdout: '', stderr: `[ERROR] ${why}` })
    const [command, , queue] = args
    const isLoggedIn = env['CLOUDFLARE_API_TOKEN'] === 'token'
    if (command === 'whoami') return printed(isLoggedIn ? { loggedIn: true, accounts } : { loggedIn: false })
    if (!isLoggedIn) return failed('You are not logged in.')
    if (command === 'auth') return printed({ type: 'api_token', token: 'token' })
    if (command === 'queues') {
      const isThere = [...queues.values()].some(({ queue_name }) => queue_name === queue)
      return isThere ? printed({}) : failed(`Queue "${queue}" does not exist.`)
    }
    const { name = '' } = unstable_readConfig({
      config: join(cwd, 'wrangler.toml'),
      env: args[args.indexOf('--env') + 1],
    })
    const worker = workers.get(name)
    if (!worker) return failed(`Worker "${name}" not found.`)
    if (command === 'secret') return printed(Object.keys(worker.secrets).map((secret) => ({ name: secret })))
    if (command === 'deployments') return printed({ versions: [{ version_id: worker.versions.at(-1) }] })
    throw new Error(`nobody expected wrangler ${args.join(' ')}`)
  }

  return {
    ask,
    /** Variables that lead wrangler here, logged in. */
    env: {
      PATH: process.env['PATH'],
      CLOUDFLARE_API_TOKEN: 'token',
      CLOUDFLARE_API_BASE_URL: `${url}/client/v4`,
      // Nothing of the person who runs the tests is read or written.
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      WRANGLER_CACHE_DIR: join(folder, 'cache'),
    },
    asked,
    workers,
    queues,
    state,
    close() {
      rmSync(folder, { recursive: true, force: true })
      return close()
    },
  }
}

export type Cloudflare = Awaited<ReturnType<typeof startCloudflare>>
