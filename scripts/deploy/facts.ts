import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Unstable_Config } from 'wrangler'
import { Failure, type Io } from '../cli.ts'
import { type Environment, problemsOf, readEnvironment, SECRET_LIMIT, varsOf, webhooksFile } from '../configuration.ts'
import { type Entry, readEntries } from '../keys.ts'
import { type SecretNames, secretNames } from '../wrangler.ts'
import type { Cloudflare } from './cloudflare.ts'
import { hashOf, readState, type State } from './state.ts'

/** What this folder holds. */
export interface LocalFacts {
  config: Unstable_Config
  vars: Record<string, string>
  /** The entries of the keys, if this folder has any. */
  entries: readonly Entry[] | undefined
  /** The webhook destinations as they are sent, if this folder has any. */
  destinations: string | undefined
  /** What was last deployed from this folder. */
  state: State | undefined
}

/** What Cloudflare has. */
export interface RemoteFacts {
  secrets: SecretNames
  /** The version that is served, if Cloudflare says so. */
  version: string | undefined
  /** The account's subdomain of workers.dev: `null` if it has none, `undefined` if that cannot be known. */
  subdomain: string | null | undefined
}

/** Secrets of a Worker of which nothing is known, or which is not there. */
export const NOTHING_DEPLOYED: RemoteFacts = {
  secrets: { state: 'not deployed' },
  version: undefined,
  subdomain: undefined,
}

/** The destinations of an environment as they are sent, if this folder has any. */
function readDestinationsFile(env: Environment, cwd: string): string | undefined {
  const file = webhooksFile(env)
  if (!existsSync(join(cwd, file))) return undefined
  const text = readFileSync(join(cwd, file), 'utf8')
  const problem = problemsOf({ WEBHOOK_DESTINATIONS: text }).find(({ param }) => param === 'WEBHOOK_DESTINATIONS')
  if (problem) throw new Failure(`${file} ${problem.message}. See docs/webhooks.md.`)
  const destinations = JSON.stringify(JSON.parse(text))
  if (Buffer.byteLength(destinations) > SECRET_LIMIT) {
    throw new Failure(`${file} exceeds the ${SECRET_LIMIT} bytes that a secret can have.`)
  }
  return destinations
}

/** @throws {Failure} naming what is wrong in a file */
export function readLocalFacts(env: Environment, { cwd }: Pick<Io, 'cwd'>): LocalFacts {
  const config = readEnvironment(env, cwd)
  const vars = varsOf(config)
  const problem = problemsOf(vars).find(({ param }) => param in vars)
  if (problem) throw new Failure(`wrangler.toml: ${problem.param} ${problem.message}.`)
  return {
    config,
    vars,
    entries: readEntries(env, cwd),
    destinations: readDestinationsFile(env, cwd),
    state: readState(env, cwd),
  }
}

/**
 * Asks what is at Cloudflare, as far as it matters.
 *
 * @throws {Failure} if Cloudflare does not say what is deployed
 */
export async function readRemoteFacts(
  env: Environment,
  cloudflare: Cloudflare,
  { here, hasUrl }: { here: LocalFacts; hasUrl: boolean },
): Promise<RemoteFacts> {
  const [secrets, version, subdomain] = await Promise.all([
    secretNames(cloudflare.ask, env, cloudflare.where),
    here.state ? cloudflare.servedVersion(env) : undefined,
    hasUrl ? undefined : cloudflare.subdomain(),
  ])
  if (secrets.state === 'unknown') throw new Failure(`Cloudflare did not say what is deployed: ${secrets.reason}.`)
  return { secrets, version, subdomain }
}

/** SHA-256 of what a deployment uploads but for secrets: the script, which is built for it, its configuration and files. */
export function hashOfBundle(cwd: string): string {
  const build = spawnSync(process.execPath, [join(import.meta.dirname, '../build.ts')], { cwd, encoding: 'utf8' })
  if (build.status !== 0) throw new Failure(`The Worker does not build:\n${build.stderr}`)
  const files = readdirSync(join(cwd, 'public'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const parts = [join(cwd, 'dist/index.js'), join(cwd, 'wrangler.toml'), ...files]
  return hashOf(parts.map((file) => hashOf(readFileSync(file))).join())
}
