import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { killWithParent } from '../scripts/children.ts'
import { WORKERD } from '../scripts/programs.ts'
import { configOf, freePort } from '../scripts/workerd.ts'
import { buildBundle } from '../scripts/wrangler.ts'
import { KEY } from './requests.ts'

const OUT = resolve('.wrangler/bench')
const SECRET_KEY = 'sk_live_bench'

export const SERVERS = [
  'bare passthrough',
  'Hono + cached SDK',
  'usual template',
  'Node + Express',
  'this project',
] as const
export type ServerName = (typeof SERVERS)[number]

const SOURCES: Partial<Record<ServerName, string>> = {
  'bare passthrough': 'bare',
  'Hono + cached SDK': 'hono-sdk',
  'usual template': 'template',
}

export interface Running {
  url: string
  process: ChildProcess
}

/** Builds every server's bundle as it would be deployed; gives the compressed size of each in bytes. */
export async function build(): Promise<Map<ServerName, number>> {
  mkdirSync(OUT, { recursive: true })
  for (const source of Object.values(SOURCES)) {
    buildSync({
      entryPoints: [`bench/servers/${source}.ts`],
      outfile: join(OUT, `${source}.js`),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2024',
      conditions: ['workerd', 'worker', 'browser'],
    })
  }
  // The very bundle that is deployed.
  await buildBundle(join(OUT, 'production'), '--env', 'production')
  return new Map(
    SERVERS.filter((name) => name !== 'Node + Express').map((name) => [
      name,
      gzipSync(readFileSync(bundle(name)), { level: 9 }).length,
    ]),
  )
}

function bundle(name: ServerName): string {
  return join(OUT, name === 'this project' ? 'production/index.js' : `${SOURCES[name]}.js`)
}

function bindings(upstream: string): Record<string, string> {
  const entry = { name: 'bench', sha256: createHash('sha256').update(KEY).digest('hex'), allow: ['*'] }
  return {
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_API_BASE_URL: upstream,
    STRIPE_MODE: 'live',
    API_KEYS: JSON.stringify([entry]),
  }
}

/** Starts a process that does not outlive this one. */
function launch(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, options)
  killWithParent(child)
  return child
}

/** Starts a server; it does not wait for it to answer. */
export async function start(name: ServerName, upstream: string): Promise<Running> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  if (name === 'Node + Express') {
    const env = { ...process.env, ...bindings(upstream), PORT: String(port), NODE_ENV: 'production' }
    return { url, process: launch(process.execPath, ['bench/servers/express.ts'], { stdio: 'ignore', env }) }
  }
  const config = join(OUT, `${SOURCES[name] ?? 'production'}.capnp`)
  const module = bundle(name).slice(OUT.length + 1)
  writeFileSync(config, configOf({ env: 'production', bindings: bindings(upstream) }, module, port))
  return { url, process: launch(WORKERD, ['serve', config], { stdio: ['ignore', 'ignore', 'inherit'] }) }
}

/** Starts the upstream and gives its address. */
export function startUpstream(): Promise<Running> {
  const child = launch(process.execPath, ['bench/upstream.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) =>
      resolve({ url: `http://127.0.0.1:${String(chunk).trim()}`, process: child }),
    )
  })
}

export function stop({ process }: Running): Promise<void> {
  return new Promise((resolve) => {
    process.once('exit', () => resolve())
    process.kill('SIGKILL')
  })
}

function pidOf({ process }: Running): number {
  if (process.pid === undefined) throw new Error('the process did not start')
  return process.pid
}

/** Microseconds that a process has been on a CPU, by the kernel's own account of its threads. */
export function cpu(running: Running): number {
  const tasks = `/proc/${pidOf(running)}/task`
  return readdirSync(tasks)
    .map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1_000)
    .reduce((sum, one) => sum + one, 0)
}

/** MiB that a process holds in memory. */
export function memory(running: Running): number {
  const status = readFileSync(`/proc/${pidOf(running)}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
