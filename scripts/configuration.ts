import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Unstable_Config, unstable_readConfig } from 'wrangler'
import { actions } from '../handlers/index.ts'
import type { Bindings } from '../src/config/bindings.ts'
import type { Issue } from '../src/issues.ts'
import { problemsOf as problemsOfBindings } from '../src/read-config.ts'

// The Workers runtime has it; the Node of this project does not yet.
Uint8Array.fromHex ??= (hex) => new Uint8Array(Buffer.from(hex, 'hex'))

/** Bytes that a secret may have ({@link https://developers.cloudflare.com/workers/platform/limits/}). */
export const SECRET_LIMIT = 5 * 1024

/** The environments of wrangler.toml that scripts know. */
export const ENVIRONMENTS = ['local', 'staging', 'production'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

export function isEnvironment(name: string): name is Environment {
  return ENVIRONMENTS.some((one) => one === name)
}

/** The mode of Stripe that an environment is for. */
export function modeOf(env: Environment): 'test' | 'live' {
  return env === 'production' ? 'live' : 'test'
}

/** An environment as wrangler.toml configures it. */
export function readEnvironment(env: Environment, cwd: string): Unstable_Config {
  return unstable_readConfig({ config: join(cwd, 'wrangler.toml'), env })
}

/** The vars of an environment in wrangler.toml, each as the Worker reads it. */
export function varsOf({ vars }: Unstable_Config): Record<string, string> {
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, String(value)]))
}

/** Where `npm start` reads secrets and further vars. */
export const DEV_VARS = '.dev.vars'

/** What `.dev.vars` holds; nothing if it is missing. */
export function readDevVars(cwd: string): Record<string, string> {
  const file = join(cwd, DEV_VARS)
  // Sound: a name that is written has a value.
  return existsSync(file) ? (parseEnv(readFileSync(file, 'utf8')) as Record<string, string>) : {}
}

/** Vars that may be left out, and what a right one holds. */
export const OPTIONAL_VARS = [
  ['ALLOWED_ORIGINS', 'holds origins'],
  ['LOCAL_HOSTS', 'holds host names'],
  ['ACCESS_POLICY', 'is a policy'],
  ['STRIPE_TIMEOUT_MS', 'is a time budget'],
  ['STRIPE_ATTEMPT_TIMEOUT_MS', 'is a time budget'],
  ['WEBHOOK_RETRY_DELAYS', 'holds delays'],
  ['STRIPE_API_BASE_URL', 'is a base address'],
] as const

/** Where `npm run key` keeps the entries of an environment's API_KEYS. */
export function keysFile(env: Environment): string {
  return `.keys.${env}.json`
}

/** Where the destinations of a deployed environment are kept: a secret cannot be read back. */
export function webhooksFile(env: Environment): string {
  return `.webhooks.${env}.json`
}

/** What the Worker itself would find wrong with its bindings. */
export function problemsOf(bindings: Bindings): readonly Issue[] {
  return problemsOfBindings(bindings, actions)
}

/** What the Worker would find wrong with API_KEYS. */
export function problemsOfKeys(json: string): readonly Issue[] {
  const complete = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_MODE: 'test' } as const
  return problemsOf({ ...complete, API_KEYS: json })
}
