import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath, URL } from 'node:url'
import { unstable_readConfig } from 'wrangler'
import { killWithParent } from './children.ts'
import { WORKERD } from './programs.ts'
import { buildBundle } from './wrangler.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HOST = '127.0.0.1'

interface Options {
  /** The environment of wrangler.toml that is built; none of its bindings come along. */
  env: 'staging' | 'production'
  /** A folder that the configuration is written to, and the bundle if it is built. */
  folder: string
  /** The folder of a bundle that is built already. */
  bundle?: string
  /** Bindings of text: vars and secrets. */
  bindings: Record<string, string>
  /** The folder of the files that `ASSETS` serves, without their types; without one it is not bound. */
  assets?: string
  /** Is given each line that the Worker or the runtime writes once it answers. */
  onLine?: (line: string) => void
}

export interface RunningWorker {
  url: string
  process: ChildProcess
  stop: () => Promise<void>
}

/** A port of the loopback host that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, HOST, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** A configuration of workerd that serves one module beside it, with the compatibility of an environment. */
export function configOf(
  { env, bindings, assets }: Pick<Options, 'env' | 'bindings' | 'assets'>,
  module: string,
  port: number,
): string {
  const { compatibility_date: date, compatibility_flags: flags } = unstable_readConfig({
    config: join(ROOT, 'wrangler.toml'),
    env,
  })
  const text = JSON.stringify
  const bound = Object.entries(bindings).map(([key, value]) => `(name = ${text(key)}, text = ${text(value)})`)
  const disk = assets === undefined ? '' : `(name = "assets", disk = (path = ${text(assets)})),`
  if (disk) bound.push('(name = "ASSETS", service = "assets")')
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["private", "public"])),
    ${disk}
  ],
  sockets = [(name = "http", address = "${HOST}:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed ${text(module)})],
  compatibilityDate = ${text(date)},
  compatibilityFlags = ${text(flags)},
  bindings = [${bound.join(', ')}],
);
`
}

/**
 * Builds the very bundle that is deployed and serves it in the Workers runtime itself: no proxy lies between it and its
 * callers, nor between it and Stripe.
 *
 * @throws Error when it does not start
 */
export async function serveBundle(options: Options): Promise<RunningWorker> {
  const folder = resolve(options.folder)
  const bundle = resolve(options.bundle ?? folder)
  if (options.bundle === undefined) {
    await buildBundle(bundle, '--config', join(ROOT, 'wrangler.toml'), '--env', options.env)
  }
  const config = join(folder, 'config.capnp')
  // Port 0 is a free one, which it names once it listens.
  writeFileSync(config, configOf(options, relative(folder, join(bundle, 'index.js')), 0))
  const child = spawn(WORKERD, ['serve', '--control-fd=3', config], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  killWithParent(child)
  // What is written at the start is about the start.
  const complaints: string[] = []
  let onLine = (line: string): void => void complaints.push(line)
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on('line', (line) => onLine(line))
  }
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`workerd stopped: ${complaints.join('\n')}`)))
  })
  ended.catch(() => {})
  const port = await Promise.race([portOf(child), ended])
  const url = `http://${HOST}:${port}`
  const response = await Promise.race([fetch(`${url}/health`), ended])
  await response.arrayBuffer()
  onLine = options.onLine ?? (() => {})
  return {
    url,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The port that workerd says it listens on. */
function portOf({ stdio: [, , , control] }: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    if (!(control instanceof Readable)) throw new Error('workerd has a pipe to say so')
    createInterface(control).on('line', (line) => {
      const { event, port } = JSON.parse(line) as { event: string; port?: number }
      if (event === 'listen' && port !== undefined) resolve(port)
    })
  })
}
