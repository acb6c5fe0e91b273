import type { ChildProcess } from 'node:child_process'
import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onInterrupt } from './children.ts'
import { defineScript, Failure, type Io, runIfMain } from './cli.ts'
import { DEV_VARS, OPTIONAL_VARS, readDevVars, readEnvironment } from './configuration.ts'
import { spawnWrangler } from './wrangler.ts'

/** Serves the environment `local` with the local Stripe, and says how to call it once it answers. */
const HOST = '127.0.0.1'
/** The port that local-stripe/wrangler.toml names too. */
const PORT = 8787
const DEMO_KEY = 'demo_key_for_local_use_only'
/** A body as an argument: the shells of Windows know no single quotes. */
const QUOTED = process.platform === 'win32' ? '"{\\"name\\":\\"Premium Plan\\"}"' : `'{"name":"Premium Plan"}'`
const EXAMPLE = '.dev.vars.example'
const LOCAL_STRIPE = 'local-stripe/wrangler.toml'

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, HOST, () => probe.close(() => resolve(true)))
  })
}

/** Refuses a port that is in use: wrangler would take another one, which nothing here knows of. */
async function requireFree(port: number) {
  if (await isFree(port)) return
  let next = port + 1
  while (next < 65_536 && !(await isFree(next))) next += 1
  throw new Failure(`${HOST}:${port} is in use. The next free port: npm start -- --port ${next}`)
}

/**
 * What another port than the usual one takes: a configuration of the local Stripe whose pages have that address, and
 * its own objects, since two processes cannot share a store.
 */
function argumentsOf(port: number, cwd: string): { localStripe: string; more: string[]; registry: string } {
  if (port === PORT) return { localStripe: LOCAL_STRIPE, more: [], registry: '.wrangler/registry' }
  const folder = join(cwd, `.wrangler/port-${port}`)
  const localStripe = join(folder, 'local-stripe.toml')
  mkdirSync(folder, { recursive: true })
  const text = readFileSync(join(cwd, LOCAL_STRIPE), 'utf8')
    .replaceAll(`${HOST}:${PORT}`, `${HOST}:${port}`)
    .replace(/^main = "(.*)"$/m, (_, main: string) => `main = ${JSON.stringify(resolve(cwd, 'local-stripe', main))}`)
  writeFileSync(localStripe, text)
  return { localStripe, more: ['--persist-to', join(folder, 'state')], registry: join(folder, 'registry') }
}

/** The vars of .dev.vars as arguments: wrangler itself reads of that file only the secrets that wrangler.toml names. */
function varsOfFile({ cwd, complain }: Pick<Io, 'cwd' | 'complain'>): string[] {
  const secrets: readonly string[] = readEnvironment('local', cwd).secrets?.required ?? []
  const names = ['STRIPE_MODE', ...OPTIONAL_VARS.map(([name]) => name)]
  return Object.entries(readDevVars(cwd)).flatMap(([name, value]) => {
    if (secrets.includes(name)) return []
    if (names.includes(name)) return ['--var', `${name}:${value}`]
    complain(`${DEV_VARS}: ${name} is not used. docs/configuration.md lists the variables.`)
    return []
  })
}

function serve(port: number, io: Io): ChildProcess {
  const { cwd, env } = io
  const { localStripe, more: rest, registry } = argumentsOf(port, cwd)
  const more = [...rest, ...varsOfFile(io)]
  const configs = ['-c', 'wrangler.toml', '-c', localStripe, '--env', 'local']
  return spawnWrangler(
    ['dev', ...configs, '--ip', HOST, '--port', String(port), '--show-interactive-dev-session=false', ...more],
    {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        // Its own registry: another clone's Workers of the same names must not answer for these.
        WRANGLER_REGISTRY_PATH: registry,
        // Miniflare would ask Cloudflare where it is.
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        ...env,
      },
    },
  )
}

/** Starts each line of the log: wrangler looks for the name of a Worker that `[build]` bundles in the wrong place. */
const NO_NAME = /^\S*\[undefined\]\S* /gm

/** Holds back what wrangler writes, until it is let through. */
function holdOutput({ stdout, stderr }: ChildProcess) {
  let held: string[] | undefined = []
  for (const [from, to] of [
    [stdout, process.stdout],
    [stderr, process.stderr],
  ] as const) {
    from?.setEncoding('utf8').on('data', (text: string) => {
      if (held) held.push(text)
      else to.write(text.replace(NO_NAME, ''))
    })
  }
  return {
    /** Lets later output through, and returns what was held back. */
    release(): string {
      const text = held?.join('') ?? ''
      held = undefined
      return text
    },
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(`${address}/health`)
    return true
  } catch {
    return false
  }
}

export const start = defineScript({
  command: 'npm start',
  summary: 'Serves the actions with the local Stripe, on this machine.',
  usage: `npm start [-- --port ${PORT}]`,
  options: { port: { type: 'string', default: String(PORT) } },
  async run(given, io) {
    const port = Number(given.port)
    if (!/^\d+$/.test(given.port) || port < 1 || port > 65_535) throw new Failure('--port must be from 1 to 65535.')
    const address = `http://${HOST}:${port}`
    await requireFree(port)
    const [configuration, example] = [DEV_VARS, EXAMPLE].map((name) => join(io.cwd, name)) as [string, string]
    if (!existsSync(configuration)) {
      copyFileSync(example, configuration, constants.COPYFILE_EXCL)
      io.print(`Created ${DEV_VARS} from ${EXAMPLE}.`)
    }

    const server = serve(port, io)
    const output = holdOutput(server)
    let isStopped = false
    const ended = new Promise<number>((resolve, reject) => {
      server.on('error', reject)
      server.on('close', (code) => {
        isStopped = true
        resolve(code ?? 0)
      })
    })
    const unwatch = onInterrupt((signal) => server.kill(signal))
    server.on('close', unwatch)

    while (!isStopped && !(await answers(address))) await Promise.race([sleep(200), ended])
    const written = output.release()
    if (isStopped) {
      io.complain(written)
      return ended
    }

    const isDemo = readFileSync(configuration, 'utf8') === readFileSync(example, 'utf8')
    const key = isDemo ? DEMO_KEY : `<a key of your ${DEV_VARS}>`
    io.print(`
Stripe Actions is at ${address}, with a local Stripe: no account and no network needed.
Key: ${key}

Try every action in a browser: ${address}/docs
or in another terminal:

curl ${address}/actions/create-product -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d ${QUOTED}

Next: docs/weweb.md guides a WeWeb project; npm run deploy puts it on Cloudflare.
`)
    return ended
  },
})

await runIfMain(import.meta, start)
