import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { minuteWithTimeLeft } from './support/clock.ts'
import { type IdentityProvider, startIdentityProvider } from './support/identity.ts'
import { startUpstream, type Upstream } from './support/upstream.ts'
import { errorOf, startWorker, type Worker } from './support/worker.ts'

let idp: IdentityProvider
let upstream: Upstream
let worker: Worker

beforeAll(async () => {
  ;[idp, upstream] = await Promise.all([startIdentityProvider(), startUpstream()])
  worker = await startWorker({
    vars: {
      STRIPE_API_BASE_URL: upstream.url,
      ACCESS_POLICY: JSON.stringify({
        jwt: idp.jwt,
        end_users: [{ allow: ['list-products'] }],
        public: [{ allow: ['list-products'] }],
      }),
    },
  })
})
beforeEach(minuteWithTimeLeft)
afterAll(() => Promise.all([worker.close(), upstream.close(), idp.close()]))

function limitOf(name: string): number {
  const { ratelimits } = unstable_readConfig({ config: 'wrangler.toml', env: 'staging' })
  const limiter = ratelimits.find((one: { name: string }) => one.name === name)
  if (!limiter) throw new Error(`${name} is not bound`)
  return limiter.simple.limit
}

/** Calls twice as often as it may, and gives what was refused. */
async function exhaust(limit: number, headers: Record<string, string>) {
  const answers = await Promise.all(
    Array.from({ length: 2 * limit }, () => worker.send('/actions/list-products', { headers })),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 200).length).toBe(answers.length - refused.length)
  expect(refused.length).toBe(limit)
  return refused
}

test('an end user is limited, and no other', async () => {
  const headers = async (sub: string) => ({ authorization: `Bearer ${await idp.token({ sub })}` })
  const [refused] = await exhaust(limitOf('RATE_LIMIT_USERS'), await headers('one'))
  expect(refused?.headers.get('retry-after')).toBe('60')
  const error = refused && (await errorOf(refused))
  expect(error).toMatchObject({ type: 'rate_limit_error', code: 'rate_limited' })
  expect(error?.message).toBe('Rate limit exceeded. Try again in a minute.')
  for (const path of ['/actions', '/actions/list-products']) {
    expect((await worker.send(path, { headers: await headers('one') })).status).toBe(429)
    expect((await worker.send(path, { headers: await headers('two') })).status).toBe(200)
  }
})

test('a caller without a credential is limited by address, an IPv6 one by its network', async () => {
  const from = (address: string) => ({ 'cf-connecting-ip': address })
  await exhaust(limitOf('RATE_LIMIT_PUBLIC'), from('2001:db8:1:2::1'))
  const send = async (address: string) =>
    (await worker.send('/actions/list-products', { headers: from(address) })).status
  expect(await send('2001:db8:1:2:ffff::7')).toBe(429)
  expect(await send('2001:db8:1:3::1')).toBe(200)
  expect(await send('192.0.2.1')).toBe(200)
})

test('every environment counts for itself', () => {
  const ids = ['local', 'staging', 'production'].flatMap((env) =>
    unstable_readConfig({ config: 'wrangler.toml', env }).ratelimits.map(
      ({ namespace_id }: { namespace_id: string }) => namespace_id,
    ),
  )
  expect(ids.length).toBe(12)
  expect(new Set(ids).size).toBe(12)
})
