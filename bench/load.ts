import { Pool } from 'undici'
import { type Asked, KEY } from './requests.ts'

export interface Measured {
  /** Requests a second. */
  throughput: number
  /** Milliseconds, sorted. */
  latencies: number[]
}

/** Sends `count` requests over `connections` connections, each as soon as the one before it is answered. */
export async function load(
  url: string,
  { action, input }: Asked,
  count: number,
  connections: number,
): Promise<Measured> {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const request = {
    path: `/actions/${action}`,
    method: 'POST' as const,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }
  const latencies: number[] = []
  let left = count
  async function worker() {
    while (left > 0) {
      left -= 1
      const started = performance.now()
      const { body, statusCode } = await pool.request(request)
      await body.dump({ limit: 1e9 })
      latencies.push(performance.now() - started)
      if (statusCode >= 500) throw new Error(`${action} was answered ${statusCode}`)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - started) / 1_000
  await pool.close()
  return { throughput: count / seconds, latencies: latencies.sort((a, b) => a - b) }
}
