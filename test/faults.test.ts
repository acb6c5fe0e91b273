import { afterAll, expect, it } from 'vitest'
import { startWorker } from './support/worker.ts'

const worker = await startWorker({ env: 'local', localStripe: true })

afterAll(() => worker.close())

const headers = { authorization: 'Bearer sk_test_local', 'content-type': 'application/json' }

/** The body of an answer, which the test itself checks. */
const bodyOf = async (response: Response) => (await response.json()) as { [field: string]: unknown }

const plan = (fault: string, more: Record<string, unknown> = {}) =>
  worker.send('/local-stripe/faults', { method: 'POST', headers, body: JSON.stringify({ fault, ...more }) })

async function products(): Promise<number> {
  const { data } = await bodyOf(await worker.send('/local-stripe/v1/products?limit=100', { headers }))
  return Array.isArray(data) ? data.length : 0
}

it('retries a fault of the local Stripe behind its service binding, and makes one object', async () => {
  const before = await products()
  for (const fault of ['refuse', 'reset', 'lock_timeout', 'api_error']) {
    await plan(fault, { when: 'after' })
    const answer = await worker.call('create-product', { name: fault })
    expect([answer.status, answer.headers.get('idempotent-replayed')], fault).toEqual([200, 'true'])
  }
  expect(await products()).toBe(before + 4)
  for (const [fault, times, status, code] of [
    ['rate_limit', 1, 429, 'rate_limit'],
    ['refuse', 3, 502, 'stripe_unavailable'],
    ['reset', 3, 502, 'stripe_unavailable'],
    ['cut_json', 1, 502, 'stripe_bad_response'],
  ] as const) {
    await plan(fault, { times })
    const answer = await worker.call('create-product', { name: fault })
    expect([answer.status, (await bodyOf(answer))['error']], fault).toMatchObject([status, { code }])
  }
  const { data } = await bodyOf(await worker.send('/local-stripe/faults', { headers }))
  expect(data).toEqual([])
})
