import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { commandFile } from './programs.ts'

/** wrangler's own file, which Node runs. */
export const WRANGLER = commandFile('wrangler')

export interface ProcessResult {
  /** `null` when it was stopped. */
  status: number | null
  stdout: string
  stderr: string
}

/** Starts wrangler, without its telemetry. */
export function spawnWrangler(args: readonly string[], { env = process.env, ...options }: SpawnOptions): ChildProcess {
  return spawn(process.execPath, [WRANGLER, ...args], { ...options, env: { ...env, WRANGLER_SEND_METRICS: 'false' } })
}

/** Runs wrangler to its end. */
export function runWrangler(
  args: readonly string[],
  {
    env = process.env,
    ...options
  }: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number; signal?: AbortSignal | undefined } = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    // The variable could keep it from writing what is asked for.
    const child = spawnWrangler(args, {
      ...options,
      env: { ...env, WRANGLER_LOG: 'log' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, stdout, stderr }))
  })
}

/** Runs a command of wrangler's that asks Cloudflare, and changes nothing there. */
export type AskCloudflare = (
  args: readonly string[],
  where: { cwd: string; env: NodeJS.ProcessEnv; signal?: AbortSignal | undefined },
) => Promise<ProcessResult>

/** Milliseconds to wait for an answer of Cloudflare's; wrangler may take seconds to start. */
const PATIENCE_MS = 60_000

export const askCloudflare: AskCloudflare = (args, { cwd, env, signal }) =>
  runWrangler(args, { cwd, env, signal, timeout: PATIENCE_MS })

/** Why wrangler failed, in one sentence. */
export function explain({ stdout, stderr }: ProcessResult): string {
  const [, reason = 'wrangler failed'] = /\[ERROR\]\s*(.+)/.exec(stripVTControlCharacters(stderr + stdout)) ?? []
  return reason.split(/\.(?:\s|$)/)[0] ?? reason
}

/** The secrets of a deployed Worker, by name. */
export type SecretNames =
  | { state: 'deployed'; names: readonly string[] }
  | { state: 'not deployed' }
  | { state: 'unknown'; reason: string }

/** Which secrets the Worker of an environment has at Cloudflare. */
export async function secretNames(
  ask: AskCloudflare,
  env: string,
  where: Parameters<AskCloudflare>[1],
): Promise<SecretNames> {
  const { cwd, env: variables, signal } = where
  const answer = await ask(['secret', 'list', '--env', env, '--format', 'json'], { cwd, env: variables, signal })
  if (answer.status === 0) {
    const secrets = JSON.parse(answer.stdout) as { name: string }[]
    return { state: 'deployed', names: secrets.map(({ name }) => name) }
  }
  return /Worker ".*" .*not found|does not exist/i.test(stripVTControlCharacters(answer.stderr + answer.stdout))
    ? { state: 'not deployed' }
    : { state: 'unknown', reason: explain(answer) }
}

/**
 * Builds the script that a deploy would upload.
 *
 * @throws Error with what wrangler wrote when it does not build
 */
export async function buildBundle(folder: string, ...args: string[]): Promise<void> {
  const { status, stdout, stderr } = await runWrangler(['deploy', '--dry-run', '--outdir', folder, ...args])
  if (status !== 0) throw new Error(`wrangler deploy --dry-run failed:\n${stdout}${stderr}`)
}
