import { spawn } from 'node:child_process'
import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Serves the environment `local` with the local Stripe, and says how to call it once it answers. */
const ADDRESS = 'http://127.0.0.1:8787'
const DEMO_KEY = 'demo_key_for_local_use_only'
const CONFIGURATION = '.dev.vars'
const EXAMPLE = '.dev.vars.example'

if (!existsSync(CONFIGURATION)) {
  copyFileSync(EXAMPLE, CONFIGURATION, constants.COPYFILE_EXCL)
  console.log(`Made ${CONFIGURATION} from ${EXAMPLE}.`)
}

const { hostname, port } = new URL(ADDRESS)

// wrangler would go on with another port, which nothing below knows of.
const free = await new Promise((resolve) => {
  const probe = createServer()
  probe.once('error', () => resolve(false))
  probe.listen(Number(port), hostname, () => probe.close(() => resolve(true)))
})
if (!free) {
  console.error(`${hostname}:${port} is in use. Stop what runs there and try again.`)
  process.exit(1)
}

const args = [
  '-c',
  'wrangler.toml',
  '-c',
  'local-stripe/wrangler.toml',
  '--env',
  'local',
  '--ip',
  hostname,
  '--port',
  port,
]
const server = spawn('wrangler', ['dev', ...args, '--show-interactive-dev-session=false', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
  // A registry of its own: another clone's Workers of the same names must not answer for these.
  env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_REGISTRY_PATH: '.wrangler/registry', ...process.env },
})
let stopped = false
server.on('error', (error) => {
  console.error(`wrangler did not start: ${error.message}. Run npm install first.`)
  process.exit(1)
})
server.on('exit', (code) => {
  stopped = true
  process.exitCode = code ?? 0
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))

// npm's shell keeps a SIGTERM for itself: without npm, nobody could stop the server any more.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) server.kill('SIGTERM')
}, 500).unref()

async function answers(): Promise<boolean> {
  try {
    await fetch(`${ADDRESS}/health`)
    return true
  } catch {
    return false
  }
}

while (!stopped && !(await answers())) await sleep(200)

if (!stopped) {
  const isDemo = readFileSync(CONFIGURATION, 'utf8') === readFileSync(EXAMPLE, 'utf8')
  const key = isDemo ? DEMO_KEY : '<a key of your .dev.vars>'
  console.log(`
Stripe Actions is at ${ADDRESS}, with a local Stripe: no account and no network needed.
Key: ${key}

Try every action in a browser: ${ADDRESS}/docs
or in another terminal:

curl ${ADDRESS}/actions/create-product -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d '{"name":"Premium Plan"}'

Next: docs/weweb.md guides a WeWeb project; README.md says how to deploy.
`)
}
