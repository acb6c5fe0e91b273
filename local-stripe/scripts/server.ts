import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, URL } from 'node:url'

const CONFIG = fileURLToPath(new URL('../workerd.capnp', import.meta.url))
const HOST = '127.0.0.1'

export interface LocalStripe {
  /** Such as `http://127.0.0.1:12111`. */
  url: string
  port: number
  process: ChildProcess
  /** Stops it, and waits until its last writes are on disk. */
  stop: () => Promise<void>
}

export interface Options {
  /** 0, the default, picks a free one. */
  port?: number
  /** The folder that stores its objects; without one they are removed when it stops. */
  state?: string
}

/** workerd's main module exports the path of its program as `default`: https://github.com/cloudflare/workerd */
const pathOf = (module: { default: string }) => module.default

/**
 * A port that nothing listens on: the given one, or with 0 any.
 *
 * @throws Error if the port is in use: what listens there would answer in the local Stripe's place
 */
function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(new Error(`${HOST}:${port} is in use. Stop what runs there, or pass another port.`)),
    )
    probe.listen(port, HOST, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/**
 * Starts the local Stripe in the Workers runtime.
 *
 * @throws Error if it does not start, for example because the port is in use
 */
export async function startLocalStripe({ port: wanted = 0, state }: Options = {}): Promise<LocalStripe> {
  const port = await freePort(wanted)
  const folder = state === undefined ? mkdtempSync(join(tmpdir(), 'local-stripe-')) : resolve(state)
  const objects = join(folder, 'objects')
  mkdirSync(objects, { recursive: true })
  const url = `http://${HOST}:${port}`
  const program = pathOf(createRequire(import.meta.url)('workerd'))
  const args = ['serve', CONFIG, '--socket-addr', `http=${HOST}:${port}`, '--directory-path', `state=${objects}`]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PUBLIC_URL: url } })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-10_000)
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`the local Stripe stopped: ${complaints}`)))
  })
  await Promise.race([firstAnswer(url), ended])
  // The caller watches the process from here on.
  ended.catch(() => {})
  const stop = async () => {
    await exitOf(child)
    if (state === undefined) rmSync(folder, { recursive: true })
  }
  return { url, port, process: child, stop }
}

async function firstAnswer(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
