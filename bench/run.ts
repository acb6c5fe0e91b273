import { onInterrupt } from '../scripts/children.ts'
import { defineScript, runIfMain } from '../scripts/cli.ts'
import { load, type Measured } from './load.ts'
import { build, cpu, memory, type Running, SERVERS, type ServerName, start, startUpstream, stop } from './processes.ts'
import { ASKED, type Scenario } from './requests.ts'

/**
 * Compares what a request costs this project with what it costs others, all in one run: rounds alternate between the
 * servers, so that a change of the machine's mood meets all of them. Prints a table and JSON.
 */
const ROUNDS = 5
const CONNECTIONS = [1, 16, 64, 256] as const
const SCENARIOS = Object.keys(ASKED) as Scenario[]
const REQUESTS: Record<Scenario, number> = {
  'retrieve-product': 1_000,
  'list-products, 100 objects': 500,
  'create-checkout-session': 1_000,
  'a refused input': 1_000,
}
/** Requests of each kind before anything is measured: a runtime that still compiles what runs often is another one. */
const WARM_UP = 1_500
/** Requests before each round: a garbage collection discards the code of a scenario that rested while others ran. */
const WARM_UP_AGAIN = 300
const FLOOR: ServerName = 'bare passthrough'
const MEMORY = { servers: ['bare passthrough', 'this project'] as ServerName[], early: 10_000, late: 100_000 }

interface Figure {
  median: number
  min: number
  max: number
  /** To the floor's median. */
  ratio?: number
}

const samples = new Map<string, Map<ServerName, number[]>>()

function note(metric: string, server: ServerName, value: number) {
  const servers = samples.get(metric) ?? new Map<ServerName, number[]>()
  samples.set(metric, servers)
  servers.set(server, [...(servers.get(server) ?? []), value])
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) / 2 + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0) / 2
}

function percentile({ latencies }: Measured, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
}

let steps = 0
const all =
  ROUNDS * SERVERS.length * (1 + SCENARIOS.length + CONNECTIONS.length - 1) +
  SERVERS.length * SCENARIOS.length +
  MEMORY.servers.length
function progress(what: string) {
  steps += 1
  const line = `${Math.floor((100 * steps) / all)} % ${what}`
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
  else if (steps % 20 === 0) process.stderr.write(`${line}\n`)
}

async function answers(name: ServerName, { url }: Running) {
  const started = performance.now()
  for (;;) {
    try {
      await load(url, ASKED['retrieve-product'], 1, 1)
      return
    } catch {
      if (performance.now() - started > 10_000) throw new Error(`${name} does not answer`)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
}

/** Milliseconds from starting a process to its first answer. */
async function startUp(name: ServerName, upstream: string): Promise<Running> {
  const started = performance.now()
  const running = await start(name, upstream)
  await answers(name, running)
  note('start to first answer, ms', name, performance.now() - started)
  return running
}

async function measure(name: ServerName, running: Running, scenario: Scenario, connections: number) {
  await load(running.url, ASKED[scenario], WARM_UP_AGAIN, connections)
  const before = cpu(running)
  const measured = await load(running.url, ASKED[scenario], REQUESTS[scenario], connections)
  const each = (cpu(running) - before) / REQUESTS[scenario]
  if (connections === 16) note(`CPU per request, µs: ${scenario}`, name, each)
  if (scenario !== 'retrieve-product') return
  note(`throughput at ${connections}, requests/s`, name, measured.throughput)
  note(`p50 at ${connections}, ms`, name, percentile(measured, 0.5))
  note(`p99 at ${connections}, ms`, name, percentile(measured, 0.99))
}

async function measureMemory(name: ServerName, upstream: string) {
  const fresh = await start(name, upstream)
  try {
    await answers(name, fresh)
    await load(fresh.url, ASKED['retrieve-product'], MEMORY.early, 64)
    note('memory after 10,000 requests, MiB', name, memory(fresh))
    await load(fresh.url, ASKED['retrieve-product'], MEMORY.late - MEMORY.early, 64)
    note('memory after 100,000 requests, MiB', name, memory(fresh))
    progress(`memory of ${name}`)
  } finally {
    await stop(fresh)
  }
}

async function run() {
  const sizes = await build()
  for (const [name, size] of sizes) note('script, bytes gzip', name, size)
  const upstream = await startUpstream()
  const running = new Map<ServerName, Running>()
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of SERVERS) {
        progress(`start ${name}`)
        const started = await startUp(name, upstream.url)
        // The first round's processes stay for the load: it wants warm ones.
        if (round === 0) running.set(name, started)
        else await stop(started)
      }
    }
    for (const [name, server] of running) {
      for (const scenario of SCENARIOS) {
        progress(`warm up ${name}: ${scenario}`)
        await load(server.url, ASKED[scenario], WARM_UP, 16).catch((error) => fail(name, error))
      }
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const scenario of SCENARIOS) {
        for (const connections of scenario === 'retrieve-product' ? CONNECTIONS : [16]) {
          for (const [name, server] of running) {
            progress(`round ${round + 1} of ${ROUNDS}: ${scenario}, ${connections} connections, ${name}`)
            await measure(name, server, scenario, connections)
          }
        }
      }
    }
    // Side by side: what they hold does not depend on how fast they are.
    await Promise.all(MEMORY.servers.map((name) => measureMemory(name, upstream.url)))
  } finally {
    await Promise.all([...running.values(), upstream].map(stop))
  }
}

function fail(name: ServerName, error: unknown): never {
  throw new Error(`${name} failed`, { cause: error })
}

function figures(servers: Map<ServerName, number[]>): Partial<Record<ServerName, Figure>> {
  const floor = median(servers.get(FLOOR) ?? [])
  return Object.fromEntries(
    [...servers].map(([name, values]) => {
      const middle = median(values)
      return [name, { median: middle, min: Math.min(...values), max: Math.max(...values), ratio: middle / floor }]
    }),
  )
}

function table(report: Record<string, Partial<Record<ServerName, Figure>>>): string {
  const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
  const cell = (figure: Figure | undefined) =>
    figure
      ? `${digits(figure.median)} (${digits(figure.min)}–${digits(figure.max)}) **×${figure.ratio?.toFixed(2)}**`
      : '—'
  return [
    `| median (min–max) ×ratio to the floor | ${SERVERS.join(' | ')} |`,
    `|---|${SERVERS.map(() => '---').join('|')}|`,
    ...Object.entries(report).map(
      ([metric, servers]) => `| ${metric} | ${SERVERS.map((name) => cell(servers[name])).join(' | ')} |`,
    ),
  ].join('\n')
}

export const bench = defineScript({
  command: 'npm run bench',
  summary: 'Compares what a request costs this project with what it costs others. Takes some minutes.',
  usage: 'npm run bench',
  options: {},
  async run(_, io) {
    onInterrupt(() => process.exit(1))
    await run()
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    const report = Object.fromEntries([...samples].map(([metric, servers]) => [metric, figures(servers)]))
    io.print(table(report))
    io.print(JSON.stringify(report))
  },
})

await runIfMain(import.meta, bench)
