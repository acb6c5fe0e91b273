import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Environment } from '../configuration.ts'

const State = z.object({
  url: z.string(),
  /** The version that was deployed, as Cloudflare numbers it. */
  version: z.string(),
  /** SHA-256 of the code and of the configuration. */
  bundle: z.string(),
  /** SHA-256 of each secret: what differs is sent, and no secret is kept. */
  secrets: z.record(z.string(), z.string()),
})

/** What was last deployed from this folder. */
export type State = z.infer<typeof State>

/** Where it is kept. */
function stateFile(env: Environment): string {
  return `.deployed.${env}.json`
}

/** What was last deployed to an environment from a folder, if anything. */
export function readState(env: Environment, cwd: string): State | undefined {
  const file = join(cwd, stateFile(env))
  if (!existsSync(file)) return undefined
  try {
    return z.safeParse(State, JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    // Of a file that cannot be read, all is deployed again.
    return undefined
  }
}

export function writeState(env: Environment, cwd: string, state: State): void {
  writeFileSync(join(cwd, stateFile(env)), `${JSON.stringify(state, null, 2)}\n`)
}

export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
