import { readOptions } from './options.ts'
import { startLocalStripe } from './server.ts'

function optionsOf(args: string[]) {
  const { state, ...given } = readOptions(
    args,
    { port: { type: 'string', default: '12111' }, state: { type: 'string', default: '.local-stripe' } },
    'local-stripe',
  )
  const port = Number(given.port)
  if (!/^\d+$/.test(given.port) || port > 65_535) throw new Error('--port must be a number from 0 to 65535.')
  return { port, state }
}

/** Serves the local Stripe until it is stopped. */
export async function start(args: string[]): Promise<void> {
  const server = await startLocalStripe(optionsOf(args))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.stop())
  server.process.on('exit', (code) => {
    process.exitCode = code ?? 0
  })

  // npm's shell does not pass SIGTERM on: when npm is stopped, this process has to notice by itself.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    setInterval(() => {
      if (process.ppid !== parent) server.stop()
    }, 500).unref()
  }

  console.log(`
The local Stripe is at ${server.url}. Any key that begins with sk_test_ works.
Try it in another terminal:

curl ${server.url}/v1/products -u sk_test_local: -d name=Mug
`)
}
