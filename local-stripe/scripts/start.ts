import { parseArgs } from 'node:util'
import { startLocalStripe, stopLocalStripe } from './server.ts'

/** Serves the local Stripe alone, for any SDK of Stripe's: `npm run local-stripe -- --port 12111 --state <folder>`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '12111' },
    state: { type: 'string', default: '.wrangler/local-stripe' },
  },
})

const server = await startLocalStripe({ port: Number(values.port), state: values.state }).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopLocalStripe(server))
server.process.on('exit', (code) => {
  process.exitCode = code ?? 0
})

// npm's shell keeps a SIGTERM for itself: without npm, nobody could stop the server any more.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) stopLocalStripe(server)
}, 500).unref()

console.log(`
The local Stripe is at ${server.url}. Any key that begins with sk_test_ works.
Try it in another terminal:

curl ${server.url}/v1/products -u sk_test_local: -d name=Mug
`)
