import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnWrangler } from '../../scripts/wrangler.ts'
import { API_KEYS } from './worker.ts'

/** Milliseconds that it may take to start. */
const PATIENCE = 100_000

interface Options {
  /** Where its secrets and what it stores are kept, also for another start. */
  folder: string
  vars: Record<string, string>
}

/**
 * Serves the environment `staging` by `wrangler dev`, on workerd's own network. The test harness sends what the Worker
 * fetches through Node, which follows redirects and does not tell of a connection that breaks amid a body.
 */
export async function startDev({ folder, vars }: Options): Promise<{ url: string; server: ChildProcess }> {
  const secrets = join(folder, 'secrets.env')
  writeFileSync(secrets, `STRIPE_SECRET_KEY=sk_test_secret\nAPI_KEYS='${API_KEYS}'\n`)
  const args = ['--env', 'staging', '--env-file', secrets, '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0']
  const bound = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const server = spawnWrangler(['dev', ...args, '--persist-to', join(folder, 'state'), ...bound], {
    // Its own process group, so that it can be stopped with all its children, as a power failure would.
    detached: true,
    env: { ...process.env, WRANGLER_LOG: 'log', WRANGLER_REGISTRY_PATH: folder },
  })
  const overdue = setTimeout(() => stopDev(server), PATIENCE)
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const ready = /Ready on (http:\S+)/.exec(output)?.[1]
      if (ready) resolve(ready)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.on('exit', () => reject(new Error(`wrangler dev ended: ${output}`)))
  })
  clearTimeout(overdue)
  return { url, server }
}

/** Stops it with all its children, at once. */
export function stopDev({ pid, exitCode }: ChildProcess) {
  if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL')
}
