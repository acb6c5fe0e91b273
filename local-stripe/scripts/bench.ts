import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWorker } from './build.ts'
import { readOptions, runCommand } from './options.ts'
import { startLocalStripe } from './server.ts'

/**
 * Measures how fast the local Stripe is over HTTP: creates and retrieves a second, and listing 100 of 100,000
 * objects against 100 of 1,000. Fails when it is slower than it is to be.
 */
const HOST = '127.0.0.1'
const PORT = 12_112
const CONNECTIONS = 64
const ROUNDS = 5
const REQUESTS = 5_000
const LISTS = 100
const FEW = 1_000
const MANY = 100_000
/** Creates and retrieves a second, at least. */
const LEAST = 1_000
/** How many times longer the long list may take. */
const MOST = 2

interface Asked {
  path: string
  /** Makes it a POST. */
  body?: string
  account?: string
}

function written({ account, body, path }: Asked): string {
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `Host: ${HOST}`,
    'Authorization: Bearer sk_test_bench',
    ...(account === undefined ? [] : [`Stripe-Account: ${account}`]),
    ...(body === undefined
      ? []
      : ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

/** The body of an answer once all of it has arrived; ours have a length. */
function complete(text: string): string | undefined {
  const head = text.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1]
  if (head < 0 || length === undefined) return undefined
  const body = text.slice(head + 4)
  return body.length < Number(length) ? undefined : body
}

/**
 * Sends requests over its own connections, each as soon as the one before is answered, and returns how many there
 * were a second. It speaks HTTP by hand, since the cost of an HTTP client would be measured too.
 */
async function rate(count: number, connections: number, ask: (index: number) => Asked, read?: (body: string) => void) {
  let next = 0
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(PORT, HOST)
      let received = ''
      const send = () => {
        if (next < count) socket.write(written(ask(next++)))
        else {
          socket.end()
          resolve()
        }
      }
      socket.setNoDelay(true)
      socket.setEncoding('latin1')
      socket.once('error', reject)
      socket.once('connect', send)
      socket.on('data', (chunk) => {
        received += chunk
        const body = complete(received)
        if (body === undefined) return
        if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(received))
        received = ''
        read?.(body)
        send()
      })
    })
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  return count / ((performance.now() - started) / 1000)
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Milliseconds that a list takes, one at a time. */
const listing = async (account: string) =>
  1000 / (await rate(LISTS, 1, () => ({ path: '/v1/customers?limit=100', account })))

const creation = (account?: string) => (index: number) => ({
  path: '/v1/customers',
  body: `email=customer${index}@example.com&name=Customer ${index}&metadata[index]=${index}`,
  ...(account !== undefined && { account }),
})

/** The id of an object as it was answered. */
const idOf = (body: string) => /"id":"(\w+)"/.exec(body)?.[1] ?? ''

async function measure() {
  const ids: string[] = []
  const creates: number[] = []
  const retrieves: number[] = []
  await rate(REQUESTS, CONNECTIONS, creation('acct_1Warm'))
  const retrieval = (index: number) => ({ path: `/v1/customers/${ids[(index * 7_919) % ids.length]}` })
  for (let round = 0; round < ROUNDS; round++) {
    creates.push(await rate(REQUESTS, CONNECTIONS, creation(), (body) => ids.push(idOf(body))))
    retrieves.push(await rate(REQUESTS, CONNECTIONS, retrieval))
  }
  await rate(FEW, CONNECTIONS, creation('acct_1Few'))
  const filled = await rate(MANY, CONNECTIONS, creation('acct_1Many'))
  const few: number[] = []
  const many: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    few.push(await listing('acct_1Few'))
    many.push(await listing('acct_1Many'))
  }
  return { creates: median(creates), retrieves: median(retrieves), filled, few: median(few), many: median(many) }
}

const USAGE = `Measures how fast the local Stripe is over HTTP, and fails when it is slower than it is to be. It takes a minute.

npm run local-stripe:bench`

await runCommand(USAGE, async (args) => {
  readOptions(args, {}, 'npm run local-stripe:bench --')
  const state = mkdtempSync(join(tmpdir(), 'local-stripe-bench-'))
  await buildWorker()
  const server = await startLocalStripe({ port: PORT, state })
  try {
    const { creates, retrieves, filled, few, many } = await measure()
    console.log(`Creates a second: ${creates.toFixed(0)} (while the account grows to ${MANY}: ${filled.toFixed(0)})`)
    console.log(`Retrieves a second: ${retrieves.toFixed(0)}`)
    console.log(
      `Listing 100 of ${FEW}: ${few.toFixed(2)} ms, of ${MANY}: ${many.toFixed(2)} ms (×${(many / few).toFixed(2)})`,
    )
    if (creates < LEAST || retrieves < LEAST || many > few * MOST) {
      console.error(`Slower than ${LEAST} creates and retrieves a second, or than ×${MOST}.`)
      process.exitCode = 1
    }
  } finally {
    await server.stop()
    rmSync(state, { recursive: true })
  }
})
