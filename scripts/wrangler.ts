import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** wrangler's own file, which Node runs: to find the command `wrangler` would take a shell on Windows. */
const WRANGLER = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js')

export interface Finished {
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
  { env = process.env, ...options }: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<Finished> {
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

/**
 * Builds the script that a deploy would upload.
 *
 * @throws Error with what wrangler wrote when it does not build
 */
export async function buildBundle(folder: string, ...args: string[]): Promise<void> {
  const { status, stdout, stderr } = await runWrangler(['deploy', '--dry-run', '--outdir', folder, ...args])
  if (status !== 0) throw new Error(`wrangler deploy --dry-run failed:\n${stdout}${stderr}`)
}
