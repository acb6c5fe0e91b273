import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath, URL } from 'node:url'
import { build } from 'esbuild'
import { unstable_readConfig } from 'wrangler'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const HOST = '127.0.0.1'

export interface LocalStripe {
  url: string
  process: ChildProcess
}

interface Options {
  port: number
  /** The folder that keeps its objects. */
  state: string
}

function config({ port, state }: Options, url: string): string {
  const { compatibility_date: date } = unstable_readConfig({ config: join(PACKAGE, 'wrangler.toml') })
  const text = JSON.stringify
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["private", "public"], tlsOptions = (trustBrowserCas = true))),
    (name = "state", disk = (path = ${text(state)}, writable = true)),
  ],
  sockets = [(name = "http", address = "${HOST}:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = ${text(date)},
  bindings = [
    (name = "PUBLIC_URL", text = ${text(url)}),
    (name = "ACCOUNTS", durableObjectNamespace = "Account"),
  ],
  durableObjectNamespaces = [(className = "Account", uniqueKey = "local-stripe", enableSql = true)],
  durableObjectStorage = (localDisk = "state"),
);
`
}

/** @throws Error when something listens on the port: it would answer in the local Stripe's place */
function requireFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => reject(new Error(`${HOST}:${port} is in use. Stop what runs there and try again.`)))
    probe.listen(port, HOST, () => probe.close(() => resolve()))
  })
}

/**
 * Starts the local Stripe alone, in the Workers runtime itself: no proxy lies between it and its callers.
 *
 * @throws Error when it does not start, as with a port that is in use
 */
export async function startLocalStripe(options: Options): Promise<LocalStripe> {
  await requireFree(options.port)
  const state = resolve(options.state)
  const folder = join(state, 'worker')
  const objects = join(state, 'objects')
  mkdirSync(folder, { recursive: true })
  mkdirSync(objects, { recursive: true })
  await build({
    entryPoints: [join(PACKAGE, 'src/index.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  })
  const url = `http://${HOST}:${options.port}`
  const path = join(folder, 'config.capnp')
  writeFileSync(path, config({ port: options.port, state: objects }, url))
  const process = spawn(createRequire(import.meta.url).resolve('workerd/bin/workerd'), ['serve', path], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  process.stderr.on('data', (chunk) => {
    complaints += chunk
    complaints = complaints.slice(-10_000)
  })
  const ended = new Promise<never>((_, reject) => {
    process.once('error', reject)
    process.once('exit', () => reject(new Error(`the local Stripe stopped: ${complaints}`)))
  })
  await Promise.race([answers(url), ended])
  // From now on its end is no longer waited for here.
  ended.catch(() => {})
  return { url, process }
}

async function answers(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** Stops it, and waits until its last writes are on disk. */
export function stopLocalStripe({ process }: LocalStripe): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve()
    process.once('exit', () => resolve())
    process.kill('SIGTERM')
  })
}
