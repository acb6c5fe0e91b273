import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { Failure, type Io } from '../cli.ts'
import type { Environment } from '../configuration.ts'
import { type AskCloudflare, explain, type ProcessResult, runWrangler, spawnWrangler } from '../wrangler.ts'

const API = 'https://api.cloudflare.com/client/v4'
/** What says that an account has no subdomain of workers.dev. */
const NO_SUBDOMAIN = 10007

const Identity = z.object({
  loggedIn: z.boolean(),
  accounts: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
})
export type Account = NonNullable<z.infer<typeof Identity>['accounts']>[number]

const Credential = z.union([
  z.object({ token: z.string() }),
  z.object({ type: z.literal('api_key'), key: z.string(), email: z.string() }),
])
const Answer = z.object({ success: z.boolean(), result: z.unknown(), errors: z.array(z.object({ code: z.number() })) })
const Deployed = z.object({
  type: z.literal('deploy'),
  version_id: z.nullable(z.string()),
  targets: z.optional(z.array(z.string())),
})

/** What a deployment came to. */
export interface Deployment {
  version: string
  /** Where it is served, if wrangler said so. */
  url: string | undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Cloudflare as wrangler reaches it, with the account that is deployed to. */
export class Cloudflare {
  readonly ask: AskCloudflare
  readonly #io: Io
  readonly #signal: AbortSignal
  #account: Account | undefined

  constructor(ask: AskCloudflare, io: Io, signal: AbortSignal) {
    this.ask = ask
    this.#io = io
    this.#signal = signal
  }

  get account(): Account | undefined {
    return this.#account
  }

  /** What commands of wrangler's run with. */
  get where() {
    const { cwd, env } = this.#io
    const account = this.#account && { CLOUDFLARE_ACCOUNT_ID: this.#account.id }
    return { cwd, env: { ...env, ...account }, signal: this.#signal }
  }

  /** The accounts that may be deployed to; `undefined` without a login. */
  async accounts(): Promise<readonly Account[] | undefined> {
    const answer = await this.ask(['whoami', '--json'], this.where)
    const { data } = z.safeParse(Identity, readJson(answer.stdout))
    return data?.loggedIn ? (data.accounts ?? []) : undefined
  }

  /** Signs in, in a browser. */
  async login(): Promise<void> {
    const { cwd, env } = this.#io
    const child = spawnWrangler(['login'], { cwd, env, stdio: 'inherit', signal: this.#signal })
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (status !== 0) throw new Failure('Not signed in to Cloudflare.')
  }

  use(account: Account): void {
    this.#account = account
  }

  /** Asks the API itself for what wrangler has no command for. */
  async #call(method: 'GET' | 'PUT', path: string, body?: object): Promise<z.infer<typeof Answer> | undefined> {
    const token = await this.ask(['auth', 'token', '--json'], this.where)
    const { data: credential } = z.safeParse(Credential, readJson(token.stdout))
    if (!credential || !this.#account) return undefined
    const base = this.#io.env['CLOUDFLARE_API_BASE_URL'] || API
    try {
      const response = await fetch(`${base}/accounts/${this.#account.id}/${path}`, {
        method,
        signal: this.#signal,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...('token' in credential
            ? { authorization: `Bearer ${credential.token}` }
            : { 'x-auth-key': credential.key, 'x-auth-email': credential.email }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      return z.safeParse(Answer, await response.json()).data
    } catch {
      this.#signal.throwIfAborted()
      return undefined
    }
  }

  /** The account's subdomain of workers.dev: `null` if it has none, `undefined` if that cannot be known. */
  async subdomain(): Promise<string | null | undefined> {
    const answer = await this.#call('GET', 'workers/subdomain')
    if (answer?.errors.some(({ code }) => code === NO_SUBDOMAIN)) return null
    return z.safeParse(z.object({ subdomain: z.string() }), answer?.result).data?.subdomain
  }

  /** Registers the account's subdomain of workers.dev; `false` if it is not to be had. */
  async registerSubdomain(subdomain: string): Promise<boolean> {
    const answer = await this.#call('PUT', 'workers/subdomain', { subdomain })
    return answer?.success === true
  }

  /** The version that an environment's Worker serves, if Cloudflare says so. */
  async servedVersion(env: Environment): Promise<string | undefined> {
    const answer = await this.ask(['deployments', 'status', '--env', env, '--json'], this.where)
    const Status = z.object({ versions: z.array(z.object({ version_id: z.string() })) })
    return z.safeParse(Status, readJson(answer.stdout)).data?.versions[0]?.version_id
  }

  /**
   * Uploads what is here, with some secrets; those that are not among them stay as they are.
   *
   * @throws {Failure} with what wrangler wrote
   */
  async deploy(env: Environment, secretsFile: string | undefined): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-actions-deploy-'))
    const output = join(folder, 'output.ndjson')
    const { cwd, env: variables, signal } = this.where
    const secrets = secretsFile === undefined ? [] : ['--secrets-file', secretsFile]
    let finished: ProcessResult
    try {
      finished = await runWrangler(['deploy', '--env', env, ...secrets], {
        cwd,
        env: { ...variables, WRANGLER_OUTPUT_FILE_PATH: output },
        signal,
      })
      if (finished.status !== 0) {
        throw new Failure(`${finished.stdout}${finished.stderr}\nNot deployed: ${explain(finished)}.`)
      }
      const entries = readFileSync(output, 'utf8').split('\n').map(readJson)
      const deployed = entries.flatMap((entry) => z.safeParse(Deployed, entry).data ?? []).at(-1)
      return {
        version: deployed?.version_id ?? '',
        url: deployed?.targets?.find((target) => URL.canParse(target)),
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
