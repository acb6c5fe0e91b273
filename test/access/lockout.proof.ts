import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { minuteWithTimeLeft } from '../support/clock.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity.ts'
import { json, startUpstream, type Upstream } from '../support/upstream.ts'
import { errorOf, KEYS, startWorker, type Worker } from '../support/worker.ts'

let idp: IdentityProvider
let upstream: Upstream
let worker: Worker
let address = ''
let before = 0

beforeAll(async () => {
  ;[idp, upstream] = await Promise.all([startIdentityProvider(), startUpstream()])
  upstream.answers(json(200, { object: 'list', data: [], has_more: false }))
})
// A Worker that has read no keys yet, and an address that has sent nothing yet, for each test.
beforeEach(async ({ task }) => {
  idp.answers()
  before = idp.reads()
  address = `test_${task.id}`
  const policy = { jwt: idp.jwt, end_users: [{ allow: ['list-products'] }] }
  worker = await startWorker({
    vars: { STRIPE_API_BASE_URL: upstream.url, ACCESS_POLICY: JSON.stringify(policy) },
  })
  return () => worker.close()
})
afterAll(() => Promise.all([idp.close(), upstream.close()]))

const reads = () => idp.reads() - before

const call = (token: string) =>
  worker.send('/actions/list-products', {
    headers: { authorization: `Bearer ${token}`, 'cf-connecting-ip': address },
  })

const statusOf = async (token: string) => (await call(token)).status

let users = 0
const user = () => {
  users += 1
  return idp.token({ sub: `user_${users}` })
}

const junk = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => idp.junk(`unknown_${index}`)))

const counts = (statuses: readonly number[]) => Object.groupBy(statuses, (status) => status)

test('300 invented tokens at once cause one read of keys, and refuse no user', async () => {
  const [tokens, own] = await Promise.all([junk(300), user()])
  const [statuses, mine] = await Promise.all([
    Promise.all(tokens.map(statusOf)),
    Promise.all(Array.from({ length: 5 }, () => statusOf(own))),
  ])
  expect(mine).toEqual([200, 200, 200, 200, 200])
  expect(reads()).toBe(1)
  expect(Object.keys(counts(statuses))).toEqual(['401', '429'])
})

test('while the provider fails, they cause no more reads, and refuse no user', async () => {
  expect(await statusOf(await user())).toBe(200)
  idp.answers((response) => response.writeHead(500).end())
  for (let round = 0; round < 3; round += 1) {
    const [tokens, own] = await Promise.all([junk(100), user()])
    const [mine] = await Promise.all([statusOf(own), ...tokens.map(statusOf)])
    expect(mine).toBe(200)
  }
  expect(reads()).toBe(1)
})

test('while the provider has failed from the start, they cause one read at a time', async () => {
  idp.answers((response) => response.writeHead(500).end())
  const started = Date.now()
  for (let round = 0; round < 4; round += 1) {
    const statuses = await Promise.all((await junk(100)).map(statusOf))
    expect(Object.keys(counts(statuses))).toEqual(['503'])
    await sleep(500)
  }
  // Reads begin 0, 1, 3, 7, ... seconds after the first one.
  const most = Math.log2((Date.now() - started) / 1_000 + 1) + 1
  expect(reads()).toBeLessThanOrEqual(most)
  expect(reads()).toBeGreaterThanOrEqual(2)
})

test('invalid keys and tokens are limited by address, and valid ones of that address are not', async () => {
  await minuteWithTimeLeft()
  const wrong = ['sact_wrong', ...(await junk(1))]
  const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => statusOf(wrong[index % 2] ?? '')))
  const { 401: refused, 429: limited } = counts(statuses)
  expect([(refused ?? []).length, (refused ?? []).length + (limited ?? []).length]).toEqual([60, 200])
  const one = await call('sact_wrong')
  expect([one.status, one.headers.get('retry-after')]).toEqual([429, '60'])
  expect(await errorOf(one)).toMatchObject({
    type: 'rate_limit_error',
    code: 'rate_limited',
    message: 'Too many invalid credentials from this address. Try again in a minute.',
  })
  for (let count = 0; count < 70; count += 1) expect(await statusOf(KEYS.full.key)).toBe(200)
  expect(await statusOf(await user())).toBe(200)
  address = `${address}_other`
  expect(await statusOf('sact_wrong')).toBe(401)
})
